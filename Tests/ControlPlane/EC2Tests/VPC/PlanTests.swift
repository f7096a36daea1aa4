import AWSWire
import EC2Core
import EC2Model
import Logging
import Shapes
import Store
import Synchronization
import Testing

@testable import EC2

/// A plan commits only while what it refers to is there, and nothing refers to what it deletes.
@Suite struct PlanTests {
    private static let scope = EC2Scope(account: "000000000000", region: "us-east-1")

    private static func run(
        settings: EC2Settings = EC2Settings(),
        _ body: @escaping @Sendable (EC2Service, MemoryStore) async throws -> Void
    ) async throws {
        let store = MemoryStore()
        let count = Mutex(0)
        let service = EC2Service(
            store: store, settings: settings,
            tokens: PageTokens(
                secret: Array(repeating: 7, count: 32),
                now: { Timestamp(milliseconds: 1_700_000_000_000) }),
            now: { Timestamp(milliseconds: 1_700_000_000_000) },
            makeID: {
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                let digits = String(number, radix: 16)
                // What changes stands in the part that ids are made of.
                return String(repeating: "0", count: 17 - digits.utf8.count) + digits
                    + String(repeating: "0", count: 15)
            }, clock: ManualClock(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            try await body(service, store)
            group.cancelAll()
        }
    }

    private static func subnet(in vpc: VPCRecord) -> SubnetRecord {
        SubnetRecord {
            $0.id = "subnet-0123456789abcdef0"
            $0.vpc = vpc.id
            $0.cidr = "172.31.64.0/20"
            $0.networkACL = vpc.defaultNetworkACL
        }
    }

    @Test func linksComeAndGoWithTheRecord() async throws {
        try await Self.run { service, _ in
            let before = try await service.snapshot(Self.scope)
            let vpc = try #require(before.defaultVPC)
            let subnet = Self.subnet(in: vpc)
            let (_, made) = try await service.change(Self.scope) { plan throws(AWSError) in
                plan.put(subnet)
            }
            #expect(made.dependents(of: vpc.id).contains(subnet.id))
            #expect(made.dependents(SubnetRecord.self, of: vpc.defaultNetworkACL).contains(subnet))
            let (_, gone) = try await service.change(Self.scope) { plan throws(AWSError) in
                plan.delete(subnet)
            }
            #expect(gone.dependents(of: vpc.id) == before.dependents(of: vpc.id))
            #expect(gone.records.count == before.records.count)
        }
    }

    @Test func aReferenceThatChangesMovesItsLink() async throws {
        try await Self.run { service, _ in
            let vpc = try #require(try await service.snapshot(Self.scope).defaultVPC)
            var subnet = Self.subnet(in: vpc)
            subnet.routeTable = vpc.mainRouteTable
            let first = subnet
            subnet.routeTable = nil
            let second = subnet
            let (_, made) = try await service.change(Self.scope) { plan throws(AWSError) in
                plan.put(first)
            }
            #expect(made.dependents(of: vpc.mainRouteTable) == [first.id])
            let (_, moved) = try await service.change(Self.scope) { plan throws(AWSError) in
                plan.put(second)
            }
            #expect(moved.dependents(of: vpc.mainRouteTable) == [])
            #expect(moved.dependents(of: vpc.id).contains(first.id))
        }
    }

    @Test func nothingRefersToWhatIsNotThere() async throws {
        try await Self.run { service, _ in
            let vpc = try #require(try await service.snapshot(Self.scope).defaultVPC)
            var subnet = Self.subnet(in: vpc)
            subnet.vpc = "vpc-00000000000000fff"
            let lost = subnet
            let error = await #expect(throws: AWSError.self) {
                _ = try await service.change(Self.scope) { plan throws(AWSError) in plan.put(lost) }
            }
            #expect(error?.code == "InvalidVpcID.NotFound")
        }
    }

    @Test func whatIsReferredToStays() async throws {
        try await Self.run { service, _ in
            let vpc = try #require(try await service.snapshot(Self.scope).defaultVPC)
            let error = await #expect(throws: AWSError.self) {
                _ = try await service.change(Self.scope) { plan throws(AWSError) in
                    plan.delete(vpc)
                }
            }
            #expect(error?.code == "DependencyViolation")
        }
    }

    /// Between reading and committing somebody deletes what is referred to, or refers to what is to be
    /// deleted: neither commits.
    @Test func transactionsOfOldSnapshotsFail() async throws {
        try await Self.run { service, store in
            let (vpc, state) = try await service.change(Self.scope) { plan throws(AWSError) in
                try service.makeVPC(&plan, cidr: "10.0.0.0/16")
            }
            var making = Plan(on: state)
            making.put(Self.subnet(in: vpc))
            var deleting = Plan(on: state)
            deleting.delete(vpc)
            for table in state.dependents(RouteTableRecord.self, of: vpc.id) {
                deleting.delete(table)
            }
            for acl in state.dependents(NetworkACLRecord.self, of: vpc.id) { deleting.delete(acl) }
            for group in state.dependents(SecurityGroupRecord.self, of: vpc.id) {
                deleting.delete(group)
            }
            let first = try await store.commit(try making.transaction())
            #expect(first.succeeded)
            let second = try await store.commit(try deleting.transaction())
            #expect(!second.succeeded)
            let undo = try await service.snapshot(Self.scope, through: first.revision)
            var removing = Plan(on: undo)
            removing.delete(Self.subnet(in: vpc))
            #expect(try await store.commit(try removing.transaction()).succeeded)
            #expect(try await store.commit(try deleting.transaction()).succeeded)
            #expect(try await !store.commit(try making.transaction()).succeeded)
        }
    }

    @Test func numbersOfNetworksAreUnique() async throws {
        try await Self.run { service, _ in
            var numbers: Set<Int> = []
            for region in ["us-east-1", "eu-west-1"] {
                for _ in 0..<5 {
                    let scope = EC2Scope(account: "000000000000", region: region)
                    let (vpc, _) = try await service.change(scope) { plan throws(AWSError) in
                        try service.makeVPC(&plan, cidr: "10.0.0.0/16")
                    }
                    #expect(numbers.insert(vpc.vni).inserted)
                    #expect((1..<1 << 24).contains(vpc.vni))
                }
            }
        }
    }

    /// Every address is given to one scope only, and when there is none left the caller is told so.
    @Test func publicAddressesRunOut() async throws {
        var settings = EC2Settings()
        settings.publicAddresses = "203.0.113.240/28"
        try await Self.run(settings: settings) { service, _ in
            func context(_ account: String) -> RequestContext {
                RequestContext(
                    requestID: "r", account: account, region: "us-east-1",
                    principal: Principal(
                        arn: "arn:aws:iam::\(account):root", userID: account, account: account,
                        accessKeyID: "AKIA"), now: Timestamp(milliseconds: 1_700_000_000_000))
            }
            var addresses: Set<String> = []
            // The last one is taken for a broadcast address.
            for index in 0..<15 {
                let result = try await service.allocateAddress(
                    .init(), context(index % 2 == 0 ? "000000000001" : "000000000002"))
                #expect(addresses.insert(try #require(result.publicIp)).inserted)
            }
            let error = await #expect(throws: AWSError.self) {
                _ = try await service.allocateAddress(.init(), context("000000000003"))
            }
            #expect(error?.code == "InsufficientAddressCapacity")
            let mine = try await service.describeAddresses(.init(), context("000000000002"))
            let one = try #require(mine.addresses?.first)
            try await service.releaseAddress(
                .init { $0.allocationId = one.allocationId }, context("000000000002"))
            let again = try await service.allocateAddress(.init(), context("000000000003"))
            #expect(again.publicIp == one.publicIp)
        }
    }

    @Test func expiredRecordsAreSweptWithTheirLinks() async throws {
        try await Self.run { service, _ in
            let old = Timestamp(milliseconds: 1_700_000_000_000) - .seconds(2 * 86400)
            let (_, state) = try await service.change(Self.scope) { plan throws(AWSError) in
                plan.remember(
                    "vpc-1", by: "Test", token: "t", for: LinkRecord(), at: old)
                plan.remember(
                    "vpc-2", by: "Test", token: "u", for: LinkRecord(),
                    at: Timestamp(milliseconds: 1_700_000_000_000))
            }
            try await service.sweep()
            let swept = try await service.snapshot(Self.scope)
            #expect(swept.records.count == state.records.count - 1)
            let plan = Plan(on: swept)
            #expect(try plan.made(by: "Test", token: "t", for: LinkRecord()) == nil)
            #expect(try plan.made(by: "Test", token: "u", for: LinkRecord()) == "vpc-2")
        }
    }
}
