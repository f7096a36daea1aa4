package import ECSCore

/// What ECS needs of VPCs: answered by EC2, joined in the composition root.
package protocol TaskNetworks: Sendable {
    /// The subnets of these ids, in their order.
    ///
    /// - Throws: Among others `InvalidSubnetID.NotFound`.
    func subnets(_ ids: [String], _ scope: Scope) async throws(PortFailure) -> [NetworkSubnet]

    /// The VPCs of the security groups of these ids, in their order.
    ///
    /// - Throws: Among others `InvalidGroup.NotFound`.
    func vpcsOfGroups(_ ids: [String], _ scope: Scope) async throws(PortFailure) -> [String]

    /// The id of a VPC's default security group.
    func defaultGroup(ofVPC id: String, _ scope: Scope) async throws(PortFailure) -> String

    /// Makes an interface for a task on a machine, durably; asked again with the token of an
    /// interface that is there, it gives that one, so that a crash between cannot double it.
    ///
    /// - Throws: Among others `InsufficientFreeAddressesInSubnet`.
    func attach(_ order: TaskInterfaceOrder) async throws(PortFailure) -> TaskInterface

    /// Gives back the interface of a token; nothing happens when there is none.
    func detach(_ token: String, _ scope: Scope) async throws(PortFailure)

    /// The tokens of all interfaces that ``attach(_:)`` has made and that are still there.
    func attachments() async throws(PortFailure) -> [ProvisionedName]
}

/// A subnet as ECS must know it.
package struct NetworkSubnet: Sendable, Hashable {
    package var id: String
    package var vpc: String
    package var zone: String

    /// A subnet.
    package init(id: String, vpc: String, zone: String) {
        self.id = id
        self.vpc = vpc
        self.zone = zone
    }
}

/// One interface as a task wants it.
package struct TaskInterfaceOrder: Sendable, Hashable {
    /// The attachment's id.
    package var token: String
    package var scope: Scope
    package var subnet: String
    package var groups: [String]
    /// The machine's id: `i-…`, or `m-…` of one that was made to measure.
    package var machine: String
    package var assignsPublicAddress: Bool
    /// For people: `arn:aws:ecs:…:attachment/…`.
    package var description: String

    /// An order.
    package init(
        token: String, scope: Scope, subnet: String, groups: [String], machine: String,
        assignsPublicAddress: Bool, description: String
    ) {
        self.token = token
        self.scope = scope
        self.subnet = subnet
        self.groups = groups
        self.machine = machine
        self.assignsPublicAddress = assignsPublicAddress
        self.description = description
    }
}

/// Something that was made for a task, by the name that ECS gave it.
package struct ProvisionedName: Sendable, Hashable {
    package var scope: Scope
    package var name: String

    /// A name.
    package init(scope: Scope, name: String) {
        self.scope = scope
        self.name = name
    }
}
