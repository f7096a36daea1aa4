package import Shapes

/// What a host is to bring about: the machines on it; see ``FeedPhase``.
///
/// Path `/_skerry/hosts/feed`, signed by the host's credentials. Query: `host`, the host's name;
/// `zones`, the zones that it offers, by comma; `providers`, of `sandbox` and `qemu`, by comma;
/// `cpus` and `memory` (MiB), what it has.
package struct HostFrame: Shape, Hashable {
    package var sequence = 0
    package var phase = FeedPhase.change.rawValue
    package var isComplete = true
    package var machines: [MachineOrder]?
    /// Ids of machines that are not this host's any more: what is left of them is removed.
    package var removed: [String]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("sequence", &sequence)
        visitor.field("phase", &phase)
        visitor.field("isComplete", &isComplete)
        visitor.field("machines", &machines)
        visitor.field("removed", &removed)
    }
}

/// How machines come to be.
package enum MachineProviderKind: String, ShapeEnum, CaseIterable {
    /// Namespaces and cgroups on the host.
    case sandbox
    /// A virtual machine.
    case qemu
}

/// One machine as it is wanted.
package struct MachineOrder: Shape, Hashable {
    package enum Wish: String, ShapeEnum, CaseIterable {
        case running
        /// Stopped, with its disk kept.
        case stopped
        /// Gone, with everything that it had.
        case terminated
    }

    /// `i-…`, or a name of the control plane's own for machines that are no instances.
    package var id = ""
    package var account = ""
    package var region = ""
    package var zone = ""
    package var provider = MachineProviderKind.sandbox
    package var wish = Wish.running
    /// Goes up with each reboot that is asked for.
    package var boots = 0
    /// As EC2 names it; nil for a machine made to measure.
    package var instanceType: String?
    /// 1024 a virtual CPU: the machine never gets more processor time.
    package var cpuUnits = 1024
    package var memoryMiB = 1024
    /// Most processes and threads on it.
    package var processes = 4096
    /// For one task only: no devices of the host, fewest rights, a system call filter.
    package var isLockedDown = false
    /// Base64, as RunInstances takes it, at most 16 KiB before it.
    package var userData: String?
    /// What the machine shows to be let in; of use once.
    package var joinToken: String?
    /// The ECS cluster that it joins unless its user data names another; nil for none.
    package var cluster: String?
    /// What the instance metadata service says, by path below `latest/`.
    package var metadata: [String: String]?
    /// Public addresses that lead to it.
    package var publicAddresses: [String]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("account", &account)
        visitor.field("region", &region)
        visitor.field("zone", &zone)
        visitor.field("provider", &provider)
        visitor.field("wish", &wish)
        visitor.field("boots", &boots)
        visitor.field("instanceType", &instanceType)
        visitor.field("cpuUnits", &cpuUnits)
        visitor.field("memoryMiB", &memoryMiB)
        visitor.field("processes", &processes)
        visitor.field("isLockedDown", &isLockedDown)
        visitor.field("userData", &userData)
        visitor.field("joinToken", &joinToken)
        visitor.field("cluster", &cluster)
        visitor.field("metadata", &metadata)
        visitor.field("publicAddresses", &publicAddresses)
    }
}

/// What a host answers, over the same web socket: a machine's state whenever it changes, and all of
/// them after a snapshot.
package struct MachineReport: Shape, Hashable {
    package enum State: String, ShapeEnum, CaseIterable {
        case pending, running, stopping, stopped, terminating, terminated
        /// It ended or never came up; the reason says why.
        case failed
    }

    package var id = ""
    package var state = State.pending
    /// How often it has been booted, against ``MachineOrder/boots``.
    package var boots = 0
    package var reason: String?
    /// Its address among machines.
    package var underlay: String?
    package var startedAt: Timestamp?
    /// The end of what it printed, at most 64 KiB; when it is new.
    package var console: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("state", &state)
        visitor.field("boots", &boots)
        visitor.field("reason", &reason)
        visitor.field("underlay", &underlay)
        visitor.field("startedAt", &startedAt)
        visitor.field("console", &console)
    }
}

/// One message from a host.
package struct HostReport: Shape, Hashable {
    /// The last frame that is taken in.
    package var sequence = 0
    package var machines: [MachineReport]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("sequence", &sequence)
        visitor.field("machines", &machines)
    }
}
