import AWSWire
import AutoScalingModel
import Events
import Logging
import Shapes
import Store
import Synchronization

@testable import AutoScaling

/// EC2 in memory, as the service sees it.
final class MemoryFleet: AutoScalingFleet {
    struct State {
        var fleet = SimulatedFleet()
        var orders: [LaunchOrder] = []
        /// Versions of the template `lt-1`, named `web`.
        var latest = 1
        /// What calls fail with, before anything is done, and after it.
        var outage: (any Error)?
        var losesAnswers = false
    }

    struct Unreachable: Error {}

    let state = Mutex(State())

    func zones(_ scope: GroupScope) async throws -> [String] {
        ["us-east-1a", "us-east-1b", "us-east-1c"]
    }

    func zones(ofSubnets ids: [String], _ scope: GroupScope) async throws -> [String: String] {
        var zones: [String: String] = [:]
        for id in ids {
            guard let letter = id.last, "abc".contains(letter), id.hasPrefix("subnet-") else {
                throw AWSError(
                    code: "InvalidSubnetID.NotFound",
                    message: "The subnet ID '\(id)' does not exist")
            }
            zones[id] = "us-east-1\(letter)"
        }
        return zones
    }

    func template(
        _ specification: AutoScalingAPI.LaunchTemplateSpecification, _ scope: GroupScope
    ) async throws -> TemplateVersion {
        guard specification.launchTemplateId == "lt-1" || specification.launchTemplateName == "web"
        else {
            throw AWSError(
                code: "InvalidLaunchTemplateId.NotFound",
                message: "The specified launch template does not exist.")
        }
        let latest = state.withLock { $0.latest }
        return switch specification.version {
        case "$Latest": GroupFixture.version(String(latest))
        case nil, "$Default": GroupFixture.version("1")
        case let version?: GroupFixture.version(version)
        }
    }

    func launch(_ order: LaunchOrder, _ scope: GroupScope) async throws -> FleetInstance {
        try state.withLock { state in
            if let outage = state.outage { throw outage }
            var launch = PendingLaunch()
            launch.token = order.token
            launch.zone = order.zone
            launch.subnet = order.subnet
            launch.instanceType = order.instanceType
            let outcome = state.fleet.launch(launch, group: order.group)
            state.orders.append(order)
            if state.losesAnswers { throw Unreachable() }
            return try outcome.result.get()
        }
    }

    func terminate(_ ids: [String], _ scope: GroupScope) async throws {
        try state.withLock { state in
            if let outage = state.outage { throw outage }
            for id in ids { state.fleet.terminate(id) }
        }
    }

    func setGroup(_ group: String?, of ids: [String], _ scope: GroupScope) async throws {
        state.withLock { state in
            for id in ids { state.fleet.instances[id]?.group = group }
        }
    }

    func instances(
        of group: String, and ids: [String], _ scope: GroupScope
    ) async throws -> [FleetInstance] {
        try state.withLock { state in
            if let outage = state.outage { throw outage }
            return state.fleet.shown.values.filter { $0.group == group || ids.contains($0.id) }
        }
    }
}

/// Remembers what it is told.
final class RememberedEvents: EventSink {
    private let events = Mutex<[ServiceEvent]>([])

    func publish(_ event: ServiceEvent) { events.withLock { $0.append(event) } }

    var types: [String] { events.withLock { $0.map(\.detailType) } }
}

/// A service over a store in memory whose turns are made by hand.
final class World: Sendable {
    static let start = Timestamp(milliseconds: 1_700_000_000_000)

    let store = MemoryStore()
    let fleet = MemoryFleet()
    let events = RememberedEvents()
    let service: AutoScalingService
    private let time: Time

    private final class Time: Sendable {
        let now = Mutex(World.start)
        let ids = Mutex(0)

        func makeID() -> String {
            let number = ids.withLock { number in
                number += 1
                return number
            }
            let digits = String(number, radix: 16)
            return "00000000-0000-0000-0000-" + String(repeating: "0", count: 12 - digits.count)
                + digits
        }
    }

    init() {
        let time = Time()
        self.time = time
        service = AutoScalingService(
            store: store, fleet: fleet, events: events,
            tokens: PageTokens(
                secret: Array(repeating: 7, count: 32), now: { time.now.withLock { $0 } }),
            now: { time.now.withLock { $0 } }, makeID: { time.makeID() },
            // Stands still: turns are made by hand.
            clock: ManualClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Runs a test while the service's view follows its store; the loop of the service rests.
    static func run(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        let world = World()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await world.service.view.run() }
            try await body(world)
            group.cancelAll()
        }
    }

    let scope = GroupScope(account: "000000000000", region: "us-east-1")

    var context: RequestContext {
        RequestContext(
            requestID: "r", account: scope.account, region: scope.region,
            principal: Principal(
                arn: "arn:aws:iam::000000000000:root", userID: scope.account,
                account: scope.account, accessKeyID: "AKIA"), now: time.now.withLock { $0 })
    }

    func advance(by duration: Duration) { time.now.withLock { $0 = $0 + duration } }

    /// Turns of one group until it rests.
    func settle(_ name: String = "web", most: Int = 50) async throws {
        for _ in 0..<most {
            advance(by: .seconds(1))
            fleet.state.withLock { $0.fleet.advance() }
            if try await !service.turn(name, scope) { return }
        }
    }

    // MARK: What most tests begin with

    func create(
        _ name: String = "web", min: Int = 0, max: Int = 10, desired: Int? = 2,
        _ update: (inout AutoScalingAPI.CreateAutoScalingGroupType) -> Void = { _ in }
    ) async throws {
        var input = AutoScalingAPI.CreateAutoScalingGroupType()
        input.autoScalingGroupName = name
        input.minSize = min
        input.maxSize = max
        input.desiredCapacity = desired
        input.vpcZoneIdentifier = "subnet-a,subnet-b"
        input.launchTemplate = .init {
            $0.launchTemplateName = "web"
            $0.version = "$Latest"
        }
        update(&input)
        try await service.createAutoScalingGroup(input, context)
    }

    func describe(_ name: String = "web") async throws -> AutoScalingAPI.AutoScalingGroup? {
        try await service.describeAutoScalingGroups(
            .init { $0.autoScalingGroupNames = [name] }, context
        )
        .autoScalingGroups.first
    }

    func activities(_ name: String = "web") async throws -> [AutoScalingAPI.Activity] {
        try await service.describeScalingActivities(
            .init { $0.autoScalingGroupName = name }, context
        )
        .activities
    }
}

/// The code and message of what a call throws.
func refusal(_ body: () async throws -> Void) async -> String {
    do {
        try await body()
        return ""
    } catch {
        return "\(error)"
    }
}
