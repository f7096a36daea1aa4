import AWSWire
import AgentProtocol
import ECSCore
import ECSModel
import Shapes
import Store
import Synchronization
import Testing

@testable import ECS

/// Machines that are gone.
@Suite struct LossTests {
    private func withTasks(
        _ body:
            @escaping @Sendable (World, _ tasks: [String], _ instance: String) async throws
            -> Void
    ) async throws {
        try await World.run { world in
            try await world.createCluster()
            try await world.defineVPC()
            try await world.define()
            let instance = try await world.register(attributes: World.capable(), machine: "i-1")
            let plain = try #require(try await world.run().tasks?.first?.taskArn)
            let vpc = try #require(
                try await world.run("vpc") { $0.networkConfiguration = World.network() }
                    .tasks?.first?.taskArn)
            try await world.task(vpc, reaches: "PENDING")
            for task in [plain, vpc] { try await world.report(task, "RUNNING") }
            try await body(world, [plain, vpc], instance)
        }
    }

    private func disconnect(_ world: World) {
        world.service.connections.withLock { $0 = [:] }
    }

    @Test func reportsTasksOfALostInstance() async throws {
        try await withTasks { world, tasks, instance in
            world.advance(by: .seconds(600))
            let scope = world.context.scope
            let work = try #require(
                try await world.service.work(ofInstance: instance, cluster: nil, scope))
            world.service.sessionHeard(work)
            disconnect(world)
            world.advance(by: .seconds(44))
            await world.service.takeLosses()
            #expect(try await world.task(tasks[0]).lastStatus == "RUNNING")
            world.advance(by: .seconds(1))
            await world.service.takeLosses()
            for task in tasks {
                let lost = try await world.task(task, reaches: "STOPPED")
                #expect(lost.stopCode == .terminationNotice)
                #expect(
                    lost.stoppedReason
                        == "Host EC2 (instance i-1) lost: its agent was not heard of for 45 "
                        + "seconds.")
            }
            #expect(try await world.remaining(instance, "MEMORY") == 1024)
            #expect(world.networks.count == 0)

            // It comes back: what has stopped here it is told to stop, and nothing is begun again.
            world.connect(instance)
            let again = try #require(
                try await world.service.work(ofInstance: instance, cluster: nil, scope))
            #expect(again.tasks.isEmpty)
            var machine = ControlSessionMachine(
                work: again, credentials: FakeCredentials(), prefix: "s",
                now: world.context.now)
            _ = machine.opened(at: world.context.now)
            let answer = machine.received(
                .taskStopVerification(
                    ACS.TaskStopVerificationMessage {
                        $0.messageId = "m"
                        $0.stopCandidates = tasks.map { arn in
                            ACS.TaskIdentifier { $0.taskArn = arn }
                        }
                    }), at: world.context.now)
            guard case .send(.taskStopVerificationAck(let verdict))? = answer.first else {
                Issue.record("no verdict")
                return
            }
            #expect(Set((verdict.stopTasks ?? []).compactMap(\.taskArn)) == Set(tasks))
            // What it still says of them changes nothing.
            try await world.report(tasks[0], "RUNNING")
            #expect(try await world.task(tasks[0]).lastStatus == "STOPPED")
            #expect(try await world.run().tasks?.count == 1)
        }
    }

    @Test func takesNobodyForLostRightAfterAStart() async throws {
        try await withTasks { world, tasks, _ in
            disconnect(world)
            world.advance(by: .seconds(89))
            await world.service.takeLosses()
            #expect(try await world.task(tasks[0]).lastStatus == "RUNNING")
            world.advance(by: .seconds(1))
            await world.service.takeLosses()
            try await world.task(tasks[0], reaches: "STOPPED")
        }
    }

    @Test func takesWhatEC2SaysAboutItsInstances() async throws {
        try await withTasks { world, tasks, instance in
            await world.service.instanceTerminated("i-other", world.context.scope)
            #expect(try await world.task(tasks[0]).lastStatus == "RUNNING")
            await world.service.instanceTerminated("i-1", world.context.scope)
            await world.service.instanceTerminated("i-1", world.context.scope)
            for task in tasks {
                let ended = try await world.task(task, reaches: "STOPPED")
                #expect(ended.stoppedReason == "Host EC2 (instance i-1) terminated.")
                #expect(ended.stopCode == .terminationNotice)
            }
            #expect(world.networks.count == 0)
            let found = try await world.service.describeContainerInstances(
                ECSAPI.DescribeContainerInstancesRequest { $0.containerInstances = [instance] },
                world.context)
            #expect(found.failures?.map(\.reason) == ["MISSING"])
        }
    }
}
