package import ECSCore

/// What ECS needs of the makers of machines, for Fargate: answered by EC2, joined in the composition
/// root.
package protocol TaskMachines: Sendable {
    /// Wants a machine, durably. Asked again for a name that is there, nothing more happens.
    ///
    /// - Returns: `m-…`, the id by which its agent will register.
    func order(_ order: TaskMachineOrder) async throws(PortFailure) -> String

    /// Wants the machine of a name gone; nothing happens when there is none.
    func end(_ name: String, _ scope: Scope) async throws(PortFailure)

    /// Why the machine of a name will not come up; nil while it may.
    func problem(of name: String, _ scope: Scope) async throws(PortFailure) -> String?

    /// The names of all machines that were ordered and not ended.
    func machines() async throws(PortFailure) -> [ProvisionedName]
}

/// A machine made to measure for one task, and locked down.
package struct TaskMachineOrder: Sendable, Hashable {
    package var name: String
    package var scope: Scope
    /// The cluster that its agent joins.
    package var cluster: String
    /// The machine is to be in the subnet's zone.
    package var subnet: String
    /// 1024 a virtual CPU.
    package var cpuUnits: Int
    package var memoryMiB: Int

    /// An order.
    package init(
        name: String, scope: Scope, cluster: String, subnet: String, cpuUnits: Int, memoryMiB: Int
    ) {
        self.name = name
        self.scope = scope
        self.cluster = cluster
        self.subnet = subnet
        self.cpuUnits = cpuUnits
        self.memoryMiB = memoryMiB
    }
}
