import AWSWire
import ECSCore
import ECSModel
import Shapes
import Testing

@testable import ECS

@Suite struct WorkTests {
    private let scope = Scope(account: "000000000000", region: "us-east-1")

    @Test func tellsAnInstanceWhatItIsToRun() async throws {
        try await World.run { world in
            try await world.createCluster()
            let arn = try await world.register()
            try await world.define()
            let idle = try #require(
                try await world.service.work(ofInstance: arn, cluster: nil, scope))
            #expect(idle.tasks.isEmpty)
            async let next = world.service.work(differingFrom: idle)
            let task = try #require(try await world.run().tasks?.first?.taskArn)
            let busy = try #require(try await next)
            #expect(busy.tasks.map(\.task.desiredStatus) == [.running])
            #expect(busy.tasks.first?.definition?.definition.family == "web")

            // What the agent itself reports is no news to it; an order to stop is.
            async let stopping = world.service.work(differingFrom: busy)
            try await world.report(task, "RUNNING")
            _ = try await world.service.stopTask(
                ECSAPI.StopTaskRequest { $0.task = task }, world.context)
            let ordered = try #require(try await stopping)
            #expect(ordered.tasks.map(\.task.desiredStatus) == [.stopped])
            try await world.service.acknowledgeStop(ofTask: task, cluster: "default", scope)
            #expect(try await world.task(task).lastStatus == "STOPPING")

            async let done = world.service.work(differingFrom: ordered)
            try await world.report(task, "STOPPED", exitCode: 0)
            #expect(try await done?.tasks.isEmpty == true)
            async let gone = world.service.work(differingFrom: ordered)
            _ = try await world.service.deregisterContainerInstance(
                ECSAPI.DeregisterContainerInstanceRequest { $0.containerInstance = arn },
                world.context)
            _ = try await gone
            #expect(try await world.service.work(ofInstance: arn, cluster: nil, scope) == nil)
        }
    }

    @Test func placesOnlyWhereAnAgentIsConnected() async throws {
        try await World.run { world in
            try await world.createCluster()
            let arn = try await world.register()
            try await world.define()
            let work = try #require(
                try await world.service.work(ofInstance: arn, cluster: nil, scope))
            // A second session before the first has ended.
            world.service.sessionOpened(work)
            world.service.sessionClosed(work)
            #expect(try await world.run().tasks?.count == 1)
            world.service.sessionClosed(work)
            world.service.sessionClosed(work)
            #expect(try await world.run().failures?.map(\.reason) == ["AGENT"])
        }
    }

    @Test func showsTheHealthOfContainers() async throws {
        try await World.run { world in
            try await world.createCluster()
            try await world.register()
            _ = try await world.service.registerTaskDefinition(
                ECSAPI.RegisterTaskDefinitionRequest {
                    $0.family = "checked"
                    $0.containerDefinitions = [
                        ECSAPI.ContainerDefinition {
                            $0.name = "main"
                            $0.image = "busybox"
                            $0.memory = 64
                            $0.healthCheck = ECSAPI.HealthCheck { $0.command = ["CMD", "true"] }
                        }
                    ]
                }, world.context)
            // The definition asks for a capability that the plain instance does not name.
            #expect(try await world.run("checked").failures?.map(\.reason) == ["ATTRIBUTE"])
            try await world.register(attributes: [
                "ecs.capability.container-health-check": "",
                "com.amazonaws.ecs.capability.docker-remote-api.1.29": "",
            ])
            let task = try #require(try await world.run("checked").tasks?.first)
            #expect(task.healthStatus == .unknown)
            try await world.service.reportHealth(
                ["main": .healthy], ofTask: try #require(task.taskArn), cluster: "default", scope)
            #expect(try await world.task(try #require(task.taskArn)).healthStatus == .healthy)
            try await world.service.reportHealth(
                ["main": .healthy], ofTask: String(repeating: "e", count: 32), cluster: "default",
                scope)
        }
    }
}
