import AWSWire
import EC2Core
import EC2Model
import Shapes
import Store
import Testing

@testable import EC2

@Suite(.timeLimit(.minutes(1)))
struct AttachmentTests {
    private static let instance = "i-0123456789abcdef0"

    /// An instance of a subnet, by its record alone.
    private func launch(_ world: EC2World, in subnet: SubnetRecord) async throws {
        _ = try await world.service.change(world.scope) { plan throws(AWSError) in
            plan.put(
                InstanceRecord {
                    $0.id = Self.instance
                    $0.zone = subnet.zone
                    $0.subnet = subnet.id
                    $0.vpc = subnet.vpc
                })
        }
    }

    private func interface(_ world: EC2World, in subnet: String) async throws -> String {
        try await world.service.createNetworkInterface(
            EC2API.CreateNetworkInterfaceRequest { $0.subnetId = subnet }, world.context()
        ).networkInterface?.networkInterfaceId ?? ""
    }

    private func attach(
        _ world: EC2World, _ interface: String, _ index: Int = 1
    ) async throws -> String {
        try await world.service.attachNetworkInterface(
            EC2API.AttachNetworkInterfaceRequest {
                $0.networkInterfaceId = interface
                $0.instanceId = Self.instance
                $0.deviceIndex = index
            }, world.context()
        ).attachmentId ?? ""
    }

    @Test func interfacesComeAndGo() async throws {
        try await EC2World.run { world in
            let subnets = try await world.service.snapshot(world.scope).all(SubnetRecord.self)
            let subnet = subnets[0]
            try await launch(world, in: subnet)
            let first = try await interface(world, in: subnet.id)
            let second = try await interface(world, in: subnet.id)
            let away = try await interface(
                world, in: subnets.first { $0.zone != subnet.zone }?.id ?? "")
            let attachment = try await attach(world, first)
            #expect(
                await code { _ = try await attach(world, first, 2) }
                    == "InvalidNetworkInterface.InUse")
            #expect(
                await code { _ = try await attach(world, second, 1) } == "InvalidParameterValue")
            #expect(
                await code { _ = try await attach(world, away, 2) }
                    == "InvalidParameterCombination")
            #expect(
                await code {
                    try await world.service.deleteNetworkInterface(
                        EC2API.DeleteNetworkInterfaceRequest { $0.networkInterfaceId = first },
                        world.context())
                } == "InvalidParameterValue")
            let detach = EC2API.DetachNetworkInterfaceRequest { $0.attachmentId = attachment }
            try await world.service.detachNetworkInterface(detach, world.context())
            #expect(
                await code {
                    try await world.service.detachNetworkInterface(detach, world.context())
                } == "InvalidAttachmentID.NotFound")
        }
    }

    /// What is to go with its machine goes, what is not is free, a task's is the service's.
    @Test func aMachineGoes() async throws {
        try await EC2World.run { world in
            let subnet = try await world.defaults().subnet
            try await launch(world, in: subnet)
            let kept = try await interface(world, in: subnet.id)
            let gone = try await interface(world, in: subnet.id)
            _ = try await attach(world, kept, 1)
            let attachment = try await attach(world, gone, 2)
            try await world.service.modifyNetworkInterfaceAttribute(
                EC2API.ModifyNetworkInterfaceAttributeRequest {
                    $0.networkInterfaceId = gone
                    $0.attachment = EC2API.NetworkInterfaceAttachmentChanges {
                        $0.attachmentId = attachment
                        $0.deleteOnTermination = true
                    }
                }, world.context())
            let task = try await world.attach("t", subnet: subnet.id, machine: Self.instance)
            try await world.service.record(
                underlay: "192.0.2.1", of: Self.instance, world.scope)
            let (_, state) = try await world.service.change(world.scope) { plan throws(AWSError) in
                try plan.releaseInterfaces(of: Self.instance)
            }
            let left = state.all(InterfaceRecord.self)
            #expect(Set(left.map(\.id)) == [kept, task.id])
            #expect(left.first { $0.id == kept }?.attachment == nil)
            #expect(state.usedAddresses(of: subnet) == 2)
            let address = world.scope.machineAddress(Self.instance)
            #expect(state.record(MachineAddressRecord.self, at: address) == nil)
        }
    }
}
