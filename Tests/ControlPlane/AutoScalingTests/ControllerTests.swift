import AWSWire
import AutoScalingModel
import Shapes
import Store
import Synchronization
import Testing

@testable import AutoScaling

@Suite struct ControllerTests {
    @Test("the loop brings a group up and keeps its size by itself")
    func loop() async throws {
        let world = World()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await world.service.run() }
            try await world.create()
            func count(_ wanted: Int, made: Int) async throws {
                // The loop acts on each change of the record; between them this clock stands still.
                for _ in 0..<10_000 {
                    world.fleet.state.withLock { $0.fleet.advance() }
                    world.advance(by: .seconds(1))
                    try await world.service.createOrUpdateTags(
                        .init {
                            $0.tags = [
                                .init {
                                    $0.resourceId = "web"
                                    $0.key = "nudge"
                                    $0.value = "\(world.context.now.milliseconds)"
                                }
                            ]
                        }, world.context)
                    let instances = try await world.describe()?.instances ?? []
                    if instances.count == wanted,
                        world.fleet.state.withLock({ $0.fleet.instances.count }) == made,
                        instances.allSatisfy({ $0.lifecycleState == .inService })
                    {
                        return
                    }
                    await Task.yield()
                }
                Issue.record("the group never had \(wanted) instances")
            }
            try await count(2, made: 2)
            world.fleet.state.withLock { state in
                for id in state.fleet.instances.keys {
                    state.fleet.instances[id]?.state = .terminated
                }
            }
            try await count(2, made: 4)
            group.cancelAll()
        }
    }

    @Test("launches whose answers are lost make no second instance")
    func lostAnswers() async throws {
        try await World.run { world in
            world.fleet.state.withLock { $0.losesAnswers = true }
            try await world.create()
            for _ in 0..<5 { _ = try await world.service.turn("web", world.scope) }
            #expect(world.fleet.state.withLock { $0.fleet.instances.count } == 2)
            world.fleet.state.withLock { $0.losesAnswers = false }
            try await world.settle()
            #expect(try await world.describe()?.instances?.count == 2)
        }
    }

    @Test("while EC2 is away nothing is decided, and all goes on afterwards")
    func outage() async throws {
        try await World.run { world in
            try await world.create()
            try await world.settle()
            world.fleet.state.withLock { state in
                state.outage = MemoryFleet.Unreachable()
                state.fleet.instances["i-1"]?.state = .terminated
            }
            try await world.service.setDesiredCapacity(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.desiredCapacity = 3
                }, world.context)
            await #expect(throws: MemoryFleet.Unreachable.self) {
                _ = try await world.service.turn("web", world.scope)
            }
            #expect(try await world.describe()?.instances?.count == 2)
            world.fleet.state.withLock { $0.outage = nil }
            try await world.settle()
            #expect(try await world.describe()?.instances?.count == 3)
        }
    }

    @Test("an instance that was launched for a group and is nobody's is terminated")
    func orphans() async throws {
        try await World.run { world in
            try await world.create()
            try await world.settle()
            world.fleet.state.withLock { state in
                var launch = PendingLaunch()
                launch.token = "asg-forgotten"
                launch.zone = "us-east-1a"
                _ = state.fleet.launch(launch, group: "web")
                // One that a user has tagged is no business of ours.
                state.fleet.instances["i-user"] = FleetInstance(
                    id: "i-user", state: .running, zone: "us-east-1a", instanceType: "t3.micro",
                    group: "web", clientToken: "mine")
            }
            try await world.settle()
            try await world.settle()
            let living = world.fleet.state.withLock { $0.fleet.living.map(\.id).sorted() }
            #expect(living == ["i-1", "i-2", "i-user"])
        }
    }

    @Test("a new version of the template is what the next instances are made from")
    func versions() async throws {
        try await World.run { world in
            try await world.create(desired: 1)
            try await world.settle()
            world.fleet.state.withLock { $0.latest = 2 }
            try await world.service.setDesiredCapacity(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.desiredCapacity = 2
                }, world.context)
            try await world.settle()
            let versions = try await world.describe()?.instances?.map(\.launchTemplate?.version)
            #expect(versions == ["1", "2"])
            let started = try await world.service.startInstanceRefresh(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.preferences = .init {
                        $0.skipMatching = true
                        $0.instanceWarmup = 0
                    }
                }, world.context)
            #expect(
                await refusal {
                    _ = try await world.service.startInstanceRefresh(
                        .init { $0.autoScalingGroupName = "web" }, world.context)
                }.hasPrefix("InstanceRefreshInProgress: "))
            try await world.settle()
            let refreshes = try await world.service.describeInstanceRefreshes(
                .init { $0.autoScalingGroupName = "web" }, world.context)
            #expect(refreshes.instanceRefreshes?.map(\.status) == [.successful])
            #expect(
                refreshes.instanceRefreshes?.first?.instanceRefreshId == started.instanceRefreshId)
            let now = try await world.describe()?.instances?.map(\.launchTemplate?.version)
            #expect(now == ["2", "2"])
            #expect(
                await refusal {
                    _ = try await world.service.cancelInstanceRefresh(
                        .init { $0.autoScalingGroupName = "web" }, world.context)
                }.hasPrefix("ActiveInstanceRefreshNotFound: "))
        }
    }

    @Test("more ended activities than one commit writes are all written")
    func manyActivities() async throws {
        try await World.run { world in
            try await world.create(max: 250, desired: 250)
            try await world.settle()
            let group = try #require(try await world.describe())
            #expect(group.instances?.count == 250)
            var count = 0
            var token: String?
            repeat {
                let page = try await world.service.describeScalingActivities(
                    .init {
                        $0.autoScalingGroupName = "web"
                        $0.nextToken = token
                    }, world.context)
                count += page.activities.count
                token = page.nextToken
            } while token != nil
            #expect(count == 250)
        }
    }

    @Test("old activities are swept up")
    func sweep() async throws {
        try await World.run { world in
            try await world.create()
            try await world.settle()
            try await world.service.sweep()
            #expect(try await world.activities().count == 2)
            world.advance(by: AutoScalingService.activityRetention)
            try await world.service.sweep()
            let revision = try await world.store.currentRevision()
            _ = try await world.service.snapshot(world.scope, through: revision)
            #expect(try await world.activities().isEmpty)
        }
    }
}
