package import MachineProtocol

/// What a machine is given; pure. An instance has the size of its type, and its own programs take
/// their share of it, as in EC2. A machine made to measure for one task has what the task may use, and
/// beside it what agent and containerd take.
package struct MachineSize: Sendable, Hashable {
    /// 1024 a virtual CPU.
    package var cpuUnits: Int
    package var memoryMiB: Int

    package static let systemCPUUnits = 512
    package static let systemMemoryMiB = 256

    package init(_ order: MachineOrder) {
        cpuUnits = order.cpuUnits + (order.isLockedDown ? Self.systemCPUUnits : 0)
        memoryMiB = order.memoryMiB + (order.isLockedDown ? Self.systemMemoryMiB : 0)
    }
}
