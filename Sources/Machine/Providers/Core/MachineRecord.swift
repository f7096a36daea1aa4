package import MachineProtocol
package import Shapes

/// What a host remembers of one machine, on its disk: what is wanted, and as little as possible of
/// what was done. What is there now is looked at, not remembered.
package struct MachineRecord: Shape, Hashable {
    package var order = MachineOrder()
    /// Its address in the underlay, for the machine's whole life.
    package var address = ""
    /// ``MachineOrder/boots`` of the last boot.
    package var boots = 0
    /// The kernel's boot id when it was last booted; nil once it is being taken down. A machine that
    /// lives but is not recorded here was cut short in its making or its end.
    package var upSince: String?
    package var startedAt: Timestamp?
    /// Whether its user data has run.
    package var isInitialized = false
    /// Why it failed, until it is stopped or booted anew.
    package var failure: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("order", &order)
        visitor.field("address", &address)
        visitor.field("boots", &boots)
        visitor.field("upSince", &upSince)
        visitor.field("startedAt", &startedAt)
        visitor.field("isInitialized", &isInitialized)
        visitor.field("failure", &failure)
    }
}

/// What is there of a machine, by a look at the computer.
package struct MachineSight: Sendable, Hashable {
    /// Whether its first process lives.
    package var isAlive = false
    /// Whether it has been made to the end: mounts, link, routes.
    package var isWhole = false
    package var hasAgent = false
    /// Whether anything but the disk is there: processes, link, control group.
    package var hasRemains = false
    package var hasDisk = false

    package init(
        isAlive: Bool = false, isWhole: Bool = false, hasAgent: Bool = false,
        hasRemains: Bool = false, hasDisk: Bool = false
    ) {
        self.isAlive = isAlive
        self.isWhole = isWhole
        self.hasAgent = hasAgent
        self.hasRemains = hasRemains
        self.hasDisk = hasDisk
    }
}
