package import Shapes

/// A network interface.
package struct InterfaceRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .interfaces }

    package var references: [String] { [subnet] + groups }

    /// `eni-…`
    package var id = ""
    package var vpc = ""
    package var subnet = ""
    /// The subnet's, `us-east-1a`.
    package var zone = ""
    /// The primary one.
    package var address = ""
    /// Further ones, of the same subnet.
    package var secondary: [String]?
    package var mac = ""
    package var groups: [String] = []
    /// `Description`
    package var summary = ""
    package var checksSourceAndDestination = true
    /// `InterfaceType`
    package var type = "interface"
    /// Whom a service made it for, as `RequesterId`; nil for those that a caller made.
    package var requester: String?
    /// What the service knows it by.
    package var token: String?
    package var attachment: InterfaceAttachment?
    /// A public address that it has for as long as it is there; elastic ones stand in their records.
    package var publicAddress: String?
    package var createdAt: Timestamp?
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("subnet", &subnet)
        visitor.field("zone", &zone)
        visitor.field("address", &address)
        visitor.field("secondary", &secondary)
        visitor.field("mac", &mac)
        visitor.field("groups", &groups)
        visitor.field("summary", &summary)
        visitor.field("checksSourceAndDestination", &checksSourceAndDestination)
        visitor.field("type", &type)
        visitor.field("requester", &requester)
        visitor.field("token", &token)
        visitor.field("attachment", &attachment)
        visitor.field("publicAddress", &publicAddress)
        visitor.field("createdAt", &createdAt)
        visitor.field("tags", &tags)
    }

    /// All its addresses, the primary one first.
    package var addresses: [String] { [address] + (secondary ?? []) }

    /// Whether a service made it and is to remove it.
    package var isManaged: Bool { requester != nil }
}

/// What an interface is attached to.
package struct InterfaceAttachment: Shape, Hashable {
    /// `eni-attach-…`
    package var id = ""
    /// The instance, or whatever machine holds it for a task.
    package var machine = ""
    /// Whether the API shows the machine as an instance.
    package var isInstance = true
    /// 0 for the machine's own.
    package var deviceIndex = 0
    package var deletesOnTermination = false
    package var attachedAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("machine", &machine)
        visitor.field("isInstance", &isInstance)
        visitor.field("deviceIndex", &deviceIndex)
        visitor.field("deletesOnTermination", &deletesOnTermination)
        visitor.field("attachedAt", &attachedAt)
    }
}

/// Whose an address of a subnet is, under the subnet's id and the address: two who ask at once never
/// get the same one.
package struct SubnetAddressRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .subnetAddresses }

    /// `eni-…`
    package var interface = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("interface", &interface)
    }
}

/// How machines reach a machine.
package struct MachineAddressRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .machineAddresses }

    /// An IPv4 address of no VPC.
    package var underlay = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("underlay", &underlay)
    }
}
