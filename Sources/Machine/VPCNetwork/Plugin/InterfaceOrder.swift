package import Shapes

/// What the agent writes for the CNI plugin before a sandbox is made: one interface for one sandbox.
package struct InterfaceOrder: Shape, Hashable {
    package var interface = ""
    package var mac = ""
    package var address = ""
    package var prefixLength = 0
    package var gateway = ""
    package var mtu = 1450
    /// The file of the router's namespace.
    package var router = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("interface", &interface)
        visitor.field("mac", &mac)
        visitor.field("address", &address)
        visitor.field("prefixLength", &prefixLength)
        visitor.field("gateway", &gateway)
        visitor.field("mtu", &mtu)
        visitor.field("router", &router)
    }

    /// The router's end of the pair: 15 bytes at most, found from the interface alone.
    package var link: String {
        let digits = String(NetworkSettings.hash(interface), radix: 36)
        return "e" + String(repeating: "0", count: max(0, 13 - digits.count)) + digits.prefix(13)
    }
}
