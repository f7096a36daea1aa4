import AWSWire
import EC2Core
import EC2Model
import Logging
import Shapes
import Store
import Synchronization

@testable import EC2

/// A service over a store in memory, and calls to it as one caller makes them.
final class EC2World: Sendable {
    static let start = Timestamp(milliseconds: 1_700_000_000_000)
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    let store = MemoryStore()
    let service: EC2Service
    let feed: NetworkFeed
    let scope = EC2Scope(account: "000000000000", region: "us-east-1")

    /// Random digits that are the same at every run.
    private final class Digits: Sendable {
        private let state: Mutex<UInt64>

        init(seed: UInt64) { state = Mutex(seed) }

        func make() -> String {
            state.withLock { state in
                (0..<2).map { _ in
                    // splitmix64
                    state &+= 0x9E37_79B9_7F4A_7C15
                    var word = state
                    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
                    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
                    word ^= word >> 31
                    let digits = String(word, radix: 16)
                    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
                }.joined()
            }
        }
    }

    init(seed: UInt64 = 1) {
        let digits = Digits(seed: seed)
        service = EC2Service(
            store: store,
            tokens: PageTokens(
                secret: Array(repeating: 7, count: 32), now: { EC2World.start }),
            now: { EC2World.start }, makeID: { digits.make() },
            // Stands still: no wait for the store runs into its deadline, however busy the machine.
            clock: ManualClock(), logger: Self.quiet)
        feed = NetworkFeed(service: service, logger: Self.quiet)
    }

    /// Runs a test while the service follows its store.
    static func run(
        seed: UInt64 = 1, _ body: @escaping @Sendable (EC2World) async throws -> Void
    ) async throws {
        let world = EC2World(seed: seed)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await world.service.run() }
            group.addTask { try await world.feed.run() }
            try await body(world)
            group.cancelAll()
        }
    }

    func context(_ principal: String = "arn:aws:iam::000000000000:root") -> RequestContext {
        RequestContext(
            requestID: "r", account: scope.account, region: scope.region,
            principal: Principal(
                arn: principal, userID: scope.account, account: scope.account, accessKeyID: "AKIA"),
            now: Self.start)
    }

    // MARK: What most tests begin with

    /// The default VPC and its first subnet.
    func defaults() async throws -> (vpc: VPCRecord, subnet: SubnetRecord) {
        let state = try await service.snapshot(scope)
        let vpc = state.all(VPCRecord.self)[0]
        return (vpc, state.all(SubnetRecord.self)[0])
    }

    /// A subnet of the default VPC with this block.
    func subnet(_ cidr: String) async throws -> SubnetRecord {
        let vpc = try await defaults().vpc
        let (subnet, _) = try await service.change(scope) { plan throws(AWSError) in
            let subnet = service.makeSubnet(in: vpc, cidr: cidr, zone: "us-east-1a")
            plan.put(subnet)
            return subnet
        }
        return subnet
    }

    func group(_ name: String) async throws -> String {
        try await service.createSecurityGroup(
            EC2API.CreateSecurityGroupRequest {
                $0.groupName = name
                $0.description = "for a test"
            }, context()
        ).groupId ?? ""
    }

    func allow(_ port: Int, from source: String, into group: String) async throws {
        _ = try await service.authorizeSecurityGroupIngress(
            EC2API.AuthorizeSecurityGroupIngressRequest {
                $0.groupId = group
                $0.ipPermissions = [.tcp(port, from: source)]
            }, context())
    }

    func attach(
        _ token: String, subnet: String, groups: [String] = [], machine: String = "i-1",
        isPublic: Bool = false
    ) async throws -> AttachedInterface {
        try await service.attachTaskInterface(
            TaskInterfaceRequest(
                token: token, scope: scope, subnet: subnet, groups: groups,
                assignsPublicAddress: isPublic, machine: machine, description: "of \(token)"))
    }
}

extension EC2API.IpPermission {
    /// One port of TCP, from a group or a block.
    static func tcp(_ port: Int, from source: String) -> EC2API.IpPermission {
        EC2API.IpPermission {
            $0.ipProtocol = "tcp"
            $0.fromPort = port
            $0.toPort = port
            if source.hasPrefix("sg-") {
                $0.userIdGroupPairs = [EC2API.UserIdGroupPair { $0.groupId = source }]
            } else {
                $0.ipRanges = [EC2API.IpRange { $0.cidrIp = source }]
            }
        }
    }
}

/// The code of the error that a call ends with; nil when it succeeds.
func code(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? AWSError)?.code ?? "\(error)"
    }
}
