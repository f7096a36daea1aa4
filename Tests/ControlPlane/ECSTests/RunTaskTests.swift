import AWSWire
import ECSModel
import Shapes
import Testing

@testable import ECS

@Suite struct RunTaskTests {
    @Test func makesTasksAsTheyWereAskedFor() async throws {
        try await World.run { world in
            try await world.createCluster()
            let instance = try await world.register()
            try await world.define()
            let answer = try await world.run {
                $0.startedBy = "me"
                $0.tags = [
                    ECSAPI.Tag {
                        $0.key = "k"
                        $0.value = "v"
                    }
                ]
                $0.overrides = ECSAPI.TaskOverride {
                    $0.containerOverrides = [
                        ECSAPI.ContainerOverride {
                            $0.name = "main"
                            $0.memory = 300
                        }
                    ]
                }
            }
            let task = try #require(answer.tasks?.first)
            #expect(answer.failures == nil || answer.failures?.isEmpty == true)
            #expect(task.lastStatus == "PENDING")
            #expect(task.desiredStatus == "RUNNING")
            #expect(task.group == "family:web")
            #expect(task.startedBy == "me")
            #expect(task.containerInstanceArn == instance)
            #expect(task.tags?.first?.value == "v")
            #expect(task.containers?.first?.memory == "300")
            #expect(task.containers?.first?.containerArn?.contains("/default/") == true)
            #expect(try await world.remaining(instance, "MEMORY") == 724)
        }
    }

    @Test func saysWhyNothingFits() async throws {
        try await World.run { world in
            try await world.createCluster()
            try await world.define()
            #expect(
                await failure { try await world.run() }
                    == "InvalidParameterException: No Container Instances were found in your "
                    + "cluster.")
            let arn = try await world.register(memory: 1024)
            try await world.define("big", memory: 4096)
            let answer = try await world.run("big")
            #expect(answer.tasks?.isEmpty == true)
            #expect(answer.failures?.map(\.reason) == ["RESOURCE:MEMORY"])
            #expect(answer.failures?.first?.arn == arn)
            // What fits is run, for the rest there is a reason.
            let part = try await world.run(count: 10)
            #expect(part.tasks?.count == 4)
            #expect(part.failures?.map(\.reason) == ["RESOURCE:CPU"])
        }
    }

    @Test func reservesFixedPorts() async throws {
        try await World.run { world in
            try await world.createCluster()
            try await world.register()
            try await world.define(hostPort: 8080)
            let answer = try await world.run(count: 2)
            #expect(answer.tasks?.count == 1)
            #expect(answer.failures?.map(\.reason) == ["RESOURCE:PORTS"])
            try await world.define("ssh", hostPort: 22)
            #expect(try await world.run("ssh").failures?.map(\.reason) == ["RESOURCE:PORTS"])
        }
    }

    @Test func refusesWhatCannotBe() async throws {
        try await World.run { world in
            try await world.createCluster()
            try await world.register()
            try await world.define()
            #expect(
                await failure { try await world.run("none") }
                    == "ClientException: TaskDefinition not found.")
            #expect(await failure { try await world.run(count: 11) }.hasPrefix("InvalidParameter"))
            #expect(
                await failure { try await world.run { $0.launchType = .fargate } }
                    == "InvalidParameterException: Task definition does not support launch_type "
                    + "FARGATE.")
            #expect(
                await failure { try await world.run { $0.group = "service:x" } }
                    == "InvalidParameterException: Invalid namespace for group.")
            #expect(
                await failure { try await world.run { $0.cluster = "other" } }
                    == "ClusterNotFoundException: Cluster not found.")
            #expect(
                await failure {
                    try await world.run {
                        $0.overrides = ECSAPI.TaskOverride {
                            $0.containerOverrides = [ECSAPI.ContainerOverride { $0.name = "x" }]
                        }
                    }
                }.contains("is not a container in the TaskDefinition"))
            let arn = try await world.define("old")
            _ = try await world.service.deregisterTaskDefinition(
                ECSAPI.DeregisterTaskDefinitionRequest { $0.taskDefinition = arn }, world.context)
            #expect(
                await failure { try await world.run(arn) }
                    == "ClientException: TaskDefinition is inactive")
        }
    }

    @Test func runsNothingTwiceForOneClientToken() async throws {
        try await World.run { world in
            try await world.createCluster()
            try await world.register()
            try await world.define()
            let first = try await world.run { $0.clientToken = "t" }
            let second = try await world.run { $0.clientToken = "t" }
            #expect(first.tasks?.map(\.taskArn) == second.tasks?.map(\.taskArn))
            #expect(
                await failure { try await world.run(count: 2) { $0.clientToken = "t" } }
                    .hasPrefix("ConflictException"))
            let list = try await world.service.listTasks(ECSAPI.ListTasksRequest(), world.context)
            #expect(list.taskArns?.count == 1)
        }
    }

    @Test func neverOvercommitsWhateverRaces() async throws {
        try await World.run { world in
            try await world.createCluster()
            let first = try await world.register(cpu: 2048, memory: 2048)
            let second = try await world.register(cpu: 1024, memory: 1024)
            try await world.define()
            // Room for 8 and 4; 40 are asked for at once.
            let made = try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<20 {
                    group.addTask {
                        let answer = try await world.run(count: 2) {
                            if index % 2 == 0 { $0.clientToken = "token-\(index / 4)" }
                        }
                        return answer.tasks?.count ?? 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(made >= 12)
            let list = try await world.service.listTasks(ECSAPI.ListTasksRequest(), world.context)
            #expect(list.taskArns?.count == 12)
            for arn in [first, second] {
                #expect(try await world.remaining(arn, "CPU") == 0)
                #expect(try await world.remaining(arn, "MEMORY") == 0)
            }
        }
    }

    @Test func startsTasksOnNamedInstances() async throws {
        try await World.run { world in
            try await world.createCluster()
            let arn = try await world.register()
            try await world.define(memory: 700)
            let missing = String(repeating: "f", count: 32)
            let answer = try await world.service.startTask(
                ECSAPI.StartTaskRequest {
                    $0.taskDefinition = "web"
                    $0.containerInstances = [arn, arn, missing]
                }, world.context)
            #expect(answer.tasks?.count == 1)
            #expect(answer.failures?.map(\.reason) == ["RESOURCE:MEMORY", "MISSING"])
        }
    }
}

@Suite struct ExternalTaskTests {
    @Test func placesOnOutsideComputersWhatAsksForThem() async throws {
        try await World.run { world in
            try await world.createCluster()
            let outside = try await world.register(attributes: ["ecs.capability.external": ""])
            let instance = try await world.register()
            try await world.define(cpu: 128, memory: 64)
            let external = try await world.run(count: 3) { $0.launchType = .external }
            #expect(external.tasks?.map(\.containerInstanceArn) == [outside, outside, outside])
            #expect(external.tasks?.allSatisfy { $0.launchType == .external } == true)
            #expect(external.tasks?.first?.availabilityZone == nil)
            let ordinary = try await world.run(count: 3)
            #expect(ordinary.tasks?.map(\.containerInstanceArn) == [instance, instance, instance])
            #expect(ordinary.tasks?.allSatisfy { $0.launchType == .ec2 } == true)
        }
    }

    @Test func saysThatNoOutsideComputerIsThere() async throws {
        try await World.run { world in
            try await world.createCluster()
            try await world.register()
            try await world.define()
            #expect(
                await failure { try await world.run { $0.launchType = .external } }
                    == "InvalidParameterException: No Container Instances were found in your "
                    + "cluster.")
        }
    }

    @Test func startsWhereItIsTold() async throws {
        try await World.run { world in
            try await world.createCluster()
            let outside = try await world.register(attributes: ["ecs.capability.external": ""])
            let definition = try await world.define()
            let answer = try await world.service.startTask(
                ECSAPI.StartTaskRequest {
                    $0.containerInstances = [outside]
                    $0.taskDefinition = definition
                }, world.context)
            #expect(answer.tasks?.first?.launchType == .external)
        }
    }
}
