import AWSWire
import EC2Core
import EC2Model
import Networking
import Shapes
import Store
import Testing

@testable import EC2

@Suite(.timeLimit(.minutes(2)))
struct AllocationTests {
    /// Whoever races: no address is given twice, none is lost, and the subnet runs full exactly.
    @Test(arguments: UInt64(1)...4)
    func racingCallersNeverShareAnAddress(_ seed: UInt64) async throws {
        try await EC2World.run(seed: seed) { world in
            let subnet = try await world.subnet("172.31.240.0/27")
            let capacity = 27
            let outcomes = await withTaskGroup(of: AttachedInterface?.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        try? await world.attach("t\(number)", subnet: subnet.id)
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let made = outcomes.compactMap { $0 }
            #expect(made.count == capacity)
            #expect(Set(made.map(\.address)).count == capacity)
            #expect(Set(made.map(\.mac)).count == capacity)
            try await Self.check(world, subnet, expected: capacity)

            // Half go while others come: the same holds.
            await withTaskGroup(of: Void.self) { group in
                for interface in made.prefix(10) {
                    group.addTask {
                        let state = try? await world.service.snapshot(world.scope)
                        let record = state?.find(InterfaceRecord.self, interface.id)
                        try? await world.service.detachTaskInterface(
                            token: record?.token ?? "", world.scope)
                    }
                }
                for number in 100..<105 {
                    group.addTask { _ = try? await world.attach("t\(number)", subnet: subnet.id) }
                }
            }
            let state = try await world.service.snapshot(world.scope)
            let left = state.dependents(InterfaceRecord.self, of: subnet.id)
            try await Self.check(world, subnet, expected: left.count)
        }
    }

    /// The records of interfaces and of addresses say the same.
    private static func check(
        _ world: EC2World, _ subnet: SubnetRecord, expected: Int
    ) async throws {
        let state = try await world.service.snapshot(world.scope)
        let interfaces = state.dependents(InterfaceRecord.self, of: subnet.id)
        #expect(interfaces.count == expected)
        #expect(state.usedAddresses(of: subnet) == expected)
        for interface in interfaces {
            let owner = state.record(
                SubnetAddressRecord.self,
                at: world.scope.subnetAddress(interface.address, in: subnet.id))
            #expect(owner?.interface == interface.id)
        }
    }

    @Test func askingTwiceMakesOne() async throws {
        try await EC2World.run { world in
            let subnet = try await world.subnet("172.31.240.0/24")
            let all = try await withThrowingTaskGroup(of: AttachedInterface.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await world.attach("same", subnet: subnet.id, isPublic: true)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(all).count == 1)
            #expect(all[0].gateway == "172.31.240.1" && all[0].prefixLength == 24)
            #expect(all[0].resolver == "172.31.0.2" && all[0].domain == "ec2.internal")
            #expect(all[0].publicAddress != nil)
            #expect(try await world.service.taskInterfaces().map(\.token) == ["same"])
            // A public address is given back with the interface.
            try await world.service.detachTaskInterface(token: "same", world.scope)
            try await world.service.detachTaskInterface(token: "same", world.scope)
            #expect(try await world.service.taskInterfaces().isEmpty)
            let left = world.service.view.snapshot().entries(in: .under("/ec2/installation"))
                .filter { $0.record is PublicAddressRecord }
            #expect(left.isEmpty)
        }
    }

    @Test func aGroupNeverGoesWhileAnInterfaceTakesIt() async throws {
        try await EC2World.run { world in
            let subnet = try await world.defaults().subnet
            for round in 0..<20 {
                let group = try await world.group("g\(round)")
                async let attached = code {
                    _ = try await world.attach("t\(round)", subnet: subnet.id, groups: [group])
                }
                async let deleted = code {
                    _ = try await world.service.deleteSecurityGroup(
                        EC2API.DeleteSecurityGroupRequest { $0.groupId = group }, world.context())
                }
                switch (await attached, await deleted) {
                case (nil, "DependencyViolation"), ("InvalidGroup.NotFound", nil): break
                case (let attached, let deleted):
                    Issue.record("\(attached ?? "attached") and \(deleted ?? "deleted")")
                }
            }
        }
    }

    @Test func interfacesOfTasksAreNotTheCallers() async throws {
        try await EC2World.run { world in
            let subnet = try await world.defaults().subnet
            let interface = try await world.attach("t", subnet: subnet.id)
            let refused = await code {
                try await world.service.deleteNetworkInterface(
                    EC2API.DeleteNetworkInterfaceRequest {
                        $0.networkInterfaceId = interface.id
                    }, world.context())
            }
            #expect(refused == "OperationNotPermitted")
            let found = try await world.service.describeNetworkInterfaces(
                EC2API.DescribeNetworkInterfacesRequest(), world.context()
            ).networkInterfaces
            #expect(found?.first?.requesterManaged == true)
            #expect(found?.first?.status == .inUse)
            #expect(found?.first?.attachment?.instanceId == nil)
        }
    }

    @Test func portsOfOthers() async throws {
        try await EC2World.run { world in
            let (vpc, subnet) = try await world.defaults()
            let places = try await world.service.places(ofSubnets: [subnet.id], world.scope)
            #expect(places.map(\.vpc) == [vpc.id] && places.map(\.zone) == [subnet.zone])
            #expect(
                await code {
                    _ = try await world.service.places(ofSubnets: ["subnet-1"], world.scope)
                } == "InvalidSubnetID.Malformed")
            #expect(
                await code {
                    _ = try await world.service.vpcs(
                        ofGroups: ["sg-00000000000000000"], world.scope)
                } == "InvalidGroup.NotFound")
            let group = try await world.service.defaultGroup(ofVPC: vpc.id, world.scope)
            #expect(try await world.service.vpcs(ofGroups: [group], world.scope) == [vpc.id])
        }
    }
}
