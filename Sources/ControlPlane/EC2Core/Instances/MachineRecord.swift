package import MachineProtocol
package import Shapes

/// A machine made to measure for an owner outside of EC2, such as one task of ECS; it is nobody's
/// instance. It stands under the owner's token, so that asking twice makes one.
package struct MachineRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .machines }

    /// Of the owner's choice; at most 128 bytes.
    package var token = ""
    /// `m-…`
    package var id = ""
    package var zone = ""
    package var subnet = ""
    package var host = ""
    package var provider = MachineProviderKind.sandbox
    package var cpuUnits = 256
    package var memoryMiB = 512
    package var processes = 4096
    package var cluster: String?
    package var joinToken: String?
    package var lifecycle = InstanceLifecycle()
    package var createdAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("token", &token)
        visitor.field("id", &id)
        visitor.field("zone", &zone)
        visitor.field("subnet", &subnet)
        visitor.field("host", &host)
        visitor.field("provider", &provider)
        visitor.field("cpuUnits", &cpuUnits)
        visitor.field("memoryMiB", &memoryMiB)
        visitor.field("processes", &processes)
        visitor.field("cluster", &cluster)
        visitor.field("joinToken", &joinToken)
        visitor.field("lifecycle", &lifecycle)
        visitor.field("createdAt", &createdAt)
    }
}

/// Installation-wide: a host, with what it offers.
package struct HostRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .hosts }

    package var name = ""
    package var zones: [String] = []
    package var providers: [MachineProviderKind] = []
    package var cpus = 0
    package var memoryMiB = 0
    /// Counts what changed the machines that are assigned to it, so that two assignments never miss
    /// one another.
    package var assignments = 0
    package var seenAt: Timestamp?
    /// Since when it has been silent for too long; nil while it is heard of.
    package var lostAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("zones", &zones)
        visitor.field("providers", &providers)
        visitor.field("cpus", &cpus)
        visitor.field("memoryMiB", &memoryMiB)
        visitor.field("assignments", &assignments)
        visitor.field("seenAt", &seenAt)
        visitor.field("lostAt", &lostAt)
    }
}
