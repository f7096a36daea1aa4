import AWSWire
import EC2Core
import EC2Model
import Networking
import Shapes
import Store
import Testing

@testable import EC2

/// Many callers make and delete resources of the same few VPCs at once: whatever order they come in,
/// what is left holds together.
@Suite struct ConsistencyTests {
    /// Numbers that are the same at every run of a seed.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    @Test(arguments: [1, 2, 3, 4]) func whatIsLeftHoldsTogether(_ seed: UInt64) async throws {
        try await EC2World.run(seed: seed) { world in
            _ = try await world.service.snapshot(world.scope)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for caller in 0..<6 {
                    group.addTask {
                        var dice = Dice(state: seed &* 1000 &+ UInt64(caller))
                        for _ in 0..<40 { try await Self.act(world, &dice) }
                    }
                }
                try await group.waitForAll()
            }
            try await Self.check(world)
        }
    }

    /// Does something; what is refused is refused as EC2 refuses it.
    private static func act(_ world: EC2World, _ dice: inout Dice) async throws {
        let service = world.service
        let state = try await service.snapshot(world.scope)
        let vpc = state.all(VPCRecord.self).randomElement(using: &dice)?.id ?? ""
        let subnet = state.all(SubnetRecord.self).randomElement(using: &dice)
        let table = state.all(RouteTableRecord.self).randomElement(using: &dice)
        let gateway = state.all(InternetGatewayRecord.self).randomElement(using: &dice)?.id ?? ""
        let context = world.context()
        do {
            switch Int.random(in: 0..<11, using: &dice) {
            case 0:
                _ = try await service.createVpc(.init { $0.cidrBlock = "10.0.0.0/16" }, context)
            case 1, 2, 3:
                let third = Int.random(in: 0..<4, using: &dice) * 16
                _ = try await service.createSubnet(
                    .init {
                        $0.vpcId = vpc
                        $0.cidrBlock = "10.0.\(third).0/\(Int.random(in: 19...21, using: &dice))"
                    }, context)
            case 4:
                try await service.deleteSubnet(.init { $0.subnetId = subnet?.id ?? "" }, context)
            case 5: try await service.deleteVpc(.init { $0.vpcId = vpc }, context)
            case 6: _ = try await service.createRouteTable(.init { $0.vpcId = vpc }, context)
            case 7:
                _ = try await service.associateRouteTable(
                    .init {
                        $0.routeTableId = table?.id ?? ""
                        $0.subnetId = subnet?.id ?? ""
                    }, context)
            case 8:
                try await service.deleteRouteTable(
                    .init { $0.routeTableId = table?.id ?? "" }, context)
            case 9:
                _ = try await service.createInternetGateway(.init(), context)
                try await service.attachInternetGateway(
                    .init {
                        $0.internetGatewayId = gateway
                        $0.vpcId = vpc
                    }, context)
            default:
                try await service.detachInternetGateway(
                    .init {
                        $0.internetGatewayId = gateway
                        $0.vpcId = vpc
                    }, context)
            }
        } catch let error as AWSError {
            let known = [
                "DependencyViolation", "InvalidSubnet.Conflict", "InvalidSubnet.Range",
                "InvalidParameterValue", "Resource.AlreadyAssociated", "Gateway.NotAttached",
                "MissingParameter",
            ]
            #expect(
                known.contains(error.code) || error.code.hasSuffix(".NotFound"), "\(error)")
        }
    }

    private static func check(_ world: EC2World) async throws {
        let state = try await world.service.snapshot(world.scope)
        var references: Set<Key> = []
        var links: Set<Key> = []
        for entry in state.records.entries(in: .under("/ec2")) {
            if entry.record is LinkRecord { links.insert(entry.key) }
            guard let resource = entry.record as? any EC2Resource else { continue }
            for target in resource.references {
                references.insert(state.scope.links(to: target).appending(resource.id))
                let key = try #require(state.scope.key(of: target))
                #expect(state.records[key] != nil, "\(resource.id) refers to \(target)")
            }
        }
        #expect(links == references)
        let vpcs = state.all(VPCRecord.self)
        for vpc in vpcs {
            #expect(state.find(RouteTableRecord.self, vpc.mainRouteTable)?.vpc == vpc.id)
            #expect(state.dependents(of: vpc.id, kind: .internetGateways).count <= 1)
            let blocks = state.dependents(SubnetRecord.self, of: vpc.id).compactMap(\.block)
            for (index, block) in blocks.enumerated() {
                #expect(!blocks[(index + 1)...].contains(where: block.overlaps))
            }
        }
        let numbers = state.records.entries(
            in: .under(.path("ec2", "installation", "all", "network-identifiers"))
        ).compactMap { ($0.record as? NetworkIdentifierRecord)?.vpc }
        #expect(Set(numbers) == Set(vpcs.map(\.id)))
    }
}
