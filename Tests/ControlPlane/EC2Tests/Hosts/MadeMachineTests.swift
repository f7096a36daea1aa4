import AWSWire
import EC2Core
import EC2Model
import Events
import Logging
import MachineProtocol
import Shapes
import Store
import Synchronization
import Testing

@testable import EC2

/// Hosts and machines made to measure, at the service.
@Suite(.timeLimit(.minutes(1)))
struct MadeMachineTests {
    private static let account = "000000000000"
    private static let region = "us-east-1"

    /// A service over a store in memory, with one host.
    private final class Stand: Sendable {
        let service: EC2Service
        let events = Heard()
        let clock = Time()

        final class Heard: EventSink {
            let events = Mutex<[ServiceEvent]>([])
            func publish(_ event: ServiceEvent) { events.withLock { $0.append(event) } }
            var states: [String] {
                events.withLock { $0.compactMap { $0.detail["state"]?.string } }
            }
        }

        init() {
            let ids = Mutex(0)
            let time = clock
            service = EC2Service(
                store: MemoryStore(), events: events,
                tokens: PageTokens(secret: Array(repeating: 7, count: 32), now: { time.now }),
                now: { time.now },
                makeID: {
                    let number = ids.withLock { number in
                        number += 1
                        return number
                    }
                    let digits = String(number, radix: 16)
                    let zeros = String(repeating: "0", count: 17 - digits.utf8.count)
                    return zeros + digits + String(repeating: "0", count: 15)
                }, clock: ManualClock(),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }

        final class Time: Sendable {
            private let value = Mutex(Timestamp(milliseconds: 1_764_000_000_000))
            var now: Timestamp { value.withLock { $0 } }
            func advance(_ duration: Duration) { value.withLock { $0 = $0 + duration } }
        }

        var context: RequestContext {
            RequestContext(
                requestID: "r", account: MadeMachineTests.account,
                region: MadeMachineTests.region,
                principal: Principal(
                    arn: "arn:aws:iam::000000000000:root", userID: "0", account: "000000000000",
                    accessKeyID: "AKIA"), now: clock.now)
        }

        func connect(_ name: String = "h1", zones: String = "us-east-1a") async throws {
            try await service.hostConnected(
                HostQuery("host=\(name)&zones=\(zones)&providers=sandbox&cpus=2&memory=4096"))
        }

        func orders(_ name: String = "h1") -> [MachineOrder] {
            service.orders(of: name, service.view.snapshot())
        }

        func report(
            _ id: String, _ state: MachineReport.State, boots: Int = 0
        ) async throws {
            let report = MachineReport {
                $0.id = id
                $0.state = state
                $0.boots = boots
            }
            try await service.reported(report, by: "h1")
        }

        func subnet(zone: String = "us-east-1a") async throws -> String {
            let subnets = try await service.describeSubnets(
                EC2API.DescribeSubnetsRequest(), context
            ).subnets
            return try #require(subnets?.first { $0.availabilityZone == zone }?.subnetId)
        }
    }

    private func run(_ body: @escaping @Sendable (Stand) async throws -> Void) async throws {
        let stand = Stand()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await stand.service.run() }
            try await body(stand)
            group.cancelAll()
        }
    }

    private func request(_ token: String, _ subnet: String) -> MachineRequest {
        var request = MachineRequest(token: token, subnet: subnet, cpuUnits: 512, memoryMiB: 1024)
        request.cluster = "default"
        return request
    }

    @Test func askingTwiceMakesOne() async throws {
        try await run { stand in
            try await stand.connect()
            let subnet = try await stand.subnet()
            let first = try await stand.service.makeMachine(
                request("task-1", subnet), account: Self.account, region: Self.region)
            let again = try await stand.service.makeMachine(
                request("task-1", subnet), account: Self.account, region: Self.region)
            #expect(first == again)
            #expect(first.state == .pending && first.zone == "us-east-1a")
            let orders = stand.orders()
            #expect(orders.count == 1)
            #expect(orders[0].id == first.id && orders[0].isLockedDown)
            #expect((orders[0].cpuUnits, orders[0].memoryMiB) == (512, 1024))
            #expect(orders[0].cluster == "default")
            // It is nobody's instance.
            let described = try await stand.service.describeInstances(
                EC2API.DescribeInstancesRequest(), stand.context)
            #expect(described.reservations?.isEmpty == true)
        }
    }

    @Test func itIsGoneOnceTheHostSaysSo() async throws {
        try await run { stand in
            try await stand.connect()
            let subnet = try await stand.subnet()
            let made = try await stand.service.makeMachine(
                request("task-1", subnet), account: Self.account, region: Self.region)
            try await stand.report(made.id, .running)
            let up = try await stand.service.machine(
                "task-1", account: Self.account, region: Self.region)
            #expect(up?.state == .running)
            try await stand.service.removeMachine(
                "task-1", account: Self.account, region: Self.region)
            #expect(stand.orders().map(\.wish) == [.terminated])
            try await stand.report(made.id, .terminated)
            #expect(stand.orders().isEmpty)
            let gone = try await stand.service.machine(
                "task-1", account: Self.account, region: Self.region)
            #expect(gone == nil)
            try await stand.service.removeMachine(
                "task-1", account: Self.account, region: Self.region)
        }
    }

    @Test func aZoneWithoutAHostHasNoRoom() async throws {
        try await run { stand in
            try await stand.connect()
            let subnet = try await stand.subnet(zone: "us-east-1b")
            let error = await #expect(throws: AWSError.self) {
                try await stand.service.makeMachine(
                    request("task-1", subnet), account: Self.account, region: Self.region)
            }
            #expect(error?.code == "InsufficientInstanceCapacity")
        }
    }

    @Test func aSilentHostIsLostAndItsMachinesCanBeGivenUp() async throws {
        try await run { stand in
            let begun = stand.clock.now
            try await stand.connect()
            let subnet = try await stand.subnet()
            let made = try await stand.service.makeMachine(
                request("task-1", subnet), account: Self.account, region: Self.region)
            try await stand.report(made.id, .running)
            stand.clock.advance(.seconds(29))
            try await stand.service.lookAfterHosts(since: begun)
            var seen = try await stand.service.machine(
                "task-1", account: Self.account, region: Self.region)
            #expect(seen?.isLost == false)
            stand.clock.advance(.seconds(2))
            try await stand.service.lookAfterHosts(since: begun)
            seen = try await stand.service.machine(
                "task-1", account: Self.account, region: Self.region)
            #expect(seen?.isLost == true)
            try await stand.service.removeMachine(
                "task-1", account: Self.account, region: Self.region)
            seen = try await stand.service.machine(
                "task-1", account: Self.account, region: Self.region)
            #expect(seen == nil)
            // When it is back it is not told of it any more.
            try await stand.connect()
            #expect(stand.orders().isEmpty)
        }
    }

    /// However many launch at once, no host gets more than it may have.
    @Test func aHostIsNeverOverfilled() async throws {
        try await run { stand in
            try await stand.connect()
            let image = MachineImages.all(in: Self.region)[0].id
            let launched = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let request = EC2API.RunInstancesRequest {
                            ($0.minCount, $0.maxCount) = (1, 40)
                            $0.imageId = image
                            $0.placement = .init { $0.availabilityZone = "us-east-1a" }
                        }
                        do {
                            let made = try await stand.service.runInstances(
                                request, stand.context)
                            return made.instances?.count ?? 0
                        } catch {
                            let code = (error as? AWSError)?.code
                            #expect(code == "InsufficientInstanceCapacity")
                            return 0
                        }
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(launched == HostAssignment.machinesPerHost)
            #expect(stand.orders().count == HostAssignment.machinesPerHost)
        }
    }

    @Test func everyChangeOfStateIsTold() async throws {
        try await run { stand in
            try await stand.connect()
            let made = try await stand.service.runInstances(
                EC2API.RunInstancesRequest {
                    ($0.minCount, $0.maxCount) = (1, 1)
                    $0.imageId = MachineImages.all(in: Self.region)[0].id
                }, stand.context)
            let id = try #require(made.instances?.first?.instanceId)
            try await stand.report(id, .pending)
            try await stand.report(id, .running)
            try await stand.report(id, .running)
            _ = try await stand.service.stopInstances(
                EC2API.StopInstancesRequest { $0.instanceIds = [id] }, stand.context)
            try await stand.report(id, .stopped)
            _ = try await stand.service.terminateInstances(
                EC2API.TerminateInstancesRequest { $0.instanceIds = [id] }, stand.context)
            #expect(stand.service.isGone(id, account: Self.account, region: Self.region))
            try await stand.report(id, .terminated)
            #expect(
                stand.events.states == [
                    "pending", "running", "stopping", "stopped", "shutting-down", "terminated",
                ])
            // Everything that it had is given back.
            let interfaces = try await stand.service.describeNetworkInterfaces(
                EC2API.DescribeNetworkInterfacesRequest(), stand.context)
            #expect(interfaces.networkInterfaces?.isEmpty == true)
            let volumes = try await stand.service.describeVolumes(
                EC2API.DescribeVolumesRequest(), stand.context)
            #expect(volumes.volumes?.isEmpty == true)
        }
    }
}
