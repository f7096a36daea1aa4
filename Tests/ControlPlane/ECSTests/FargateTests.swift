import AWSWire
import ECSCore
import ECSModel
import Shapes
import Store
import Synchronization
import Testing

@testable import ECS

/// Tasks of Fargate over machines in memory.
@Suite struct FargateTests {
    private func withWorld(
        _ body: @escaping @Sendable (World) async throws -> Void
    ) async throws {
        try await World.run { world in
            try await world.createCluster()
            try await world.defineVPC()
            try await body(world)
        }
    }

    private func withTask(
        _ body: @escaping @Sendable (World, _ task: String, _ machine: String) async throws -> Void
    ) async throws {
        try await withWorld { world in
            let answer = try await world.run("vpc") {
                $0.launchType = .fargate
                $0.networkConfiguration = World.network(publicAddress: true)
            }
            let arn = try #require(answer.tasks?.first?.taskArn)
            try await world.eventually("the order of a machine") {
                world.service.view.snapshot().entries(in: .under("/ecs")).contains {
                    if case .state(let state) = $0.record { state.machine != nil } else { false }
                }
            }
            try await body(world, arn, try #require(world.machines.names.first))
        }
    }

    @Test func checksWhatFargateDemands() async throws {
        try await withWorld { world in
            try await world.define()
            func refusal(
                _ definition: String = "vpc",
                _ fill: @Sendable (inout ECSAPI.RunTaskRequest) -> Void
            ) async -> String {
                await failure {
                    try await world.run(definition) {
                        $0.launchType = .fargate
                        $0.networkConfiguration = World.network()
                        fill(&$0)
                    }
                }
            }
            #expect(
                await refusal("web") { _ in }
                    == "InvalidParameterException: Task definition does not support launch_type "
                    + "FARGATE.")
            #expect(
                await refusal { $0.platformVersion = "9.9.9" }
                    == "PlatformUnknownException: The specified platform version does not exist.")
            #expect(
                await refusal {
                    $0.placementStrategy = [ECSAPI.PlacementStrategy { $0.type = .random }]
                }
                    == "InvalidParameterException: Placement strategies are not supported with "
                    + "FARGATE launch type.")
            #expect(
                await refusal {
                    $0.placementConstraints = [
                        ECSAPI.PlacementConstraint { $0.type = .distinctInstance }
                    ]
                }
                    == "InvalidParameterException: Placement constraints are not supported with "
                    + "FARGATE launch type.")
            #expect(
                await refusal {
                    $0.overrides = ECSAPI.TaskOverride { $0.memory = "4096" }
                }
                    == "ClientException: No Fargate configuration exists for given values: 256 "
                    + "CPU, 4096 memory. See the Amazon ECS documentation for the valid values.")
            #expect(
                await failure {
                    try await world.run("vpc") {
                        $0.networkConfiguration = World.network()
                        $0.platformVersion = "1.4.0"
                    }
                }
                    == "InvalidParameterException: Platform version is only supported for launch "
                    + "type FARGATE.")
            #expect(world.machines.count == 0)
        }
    }

    @Test func hasAMachineOfItsOwnAndLeavesNothing() async throws {
        try await withTask { world, arn, machine in
            let order = try #require(world.machines.state.withLock { $0.orders[machine] })
            #expect(order.subnet == "subnet-a1")
            #expect(order.cluster == "default")
            #expect(order.cpuUnits == 256)
            #expect(order.memoryMiB == 512)
            let waiting = try await world.task(arn)
            #expect(waiting.lastStatus == "PROVISIONING")
            #expect(waiting.containerInstanceArn == nil)

            let instance = try await world.register(
                cpu: 256, memory: 400, machine: FakeMachines.id(machine))
            let pending = try await world.task(arn, reaches: "PENDING")
            #expect(pending.launchType == .fargate)
            #expect(pending.platformVersion == "1.4.0")
            #expect(pending.platformFamily == "Linux")
            #expect(pending.cpu == "256")
            #expect(pending.memory == "512")
            #expect(pending.ephemeralStorage?.sizeInGiB == 20)
            #expect(pending.containerInstanceArn == nil)
            #expect(pending.attachments?.first?.status == "ATTACHING")
            let interface = world.networks.state.withLock { $0.interfaces.values.first }
            #expect(interface?.order.machine == FakeMachines.id(machine))
            #expect(interface?.order.assignsPublicAddress == true)

            // The machine's agent hears of it, and nobody else of the machine.
            let work = try #require(
                try await world.service.work(
                    ofInstance: instance, cluster: nil, world.context.scope))
            #expect(work.tasks.map(\.task.id) == [String(arn.split(separator: "/").last ?? "")])
            try await expectHidden(world, instance)
            #expect(
                await failure {
                    try await world.service.deleteCluster(
                        ECSAPI.DeleteClusterRequest { $0.cluster = "default" }, world.context)
                }
                    == "ClusterContainsTasksException: The Cluster cannot be deleted while Tasks "
                    + "are active.")

            try await world.report(arn, "RUNNING")
            let running = try await world.task(arn)
            #expect(running.connectivity == .connected)
            let clusters = try await world.service.describeClusters(
                ECSAPI.DescribeClustersRequest { $0.include = [.statistics] }, world.context)
            let cluster = try #require(clusters.clusters?.first)
            #expect(cluster.registeredContainerInstancesCount == 0)
            #expect(cluster.runningTasksCount == 1)
            #expect(
                cluster.statistics?.first { $0.name == "runningFargateTasksCount" }?.value == "1")
            try await world.report(arn, "STOPPED", exitCode: 0)
            try await world.task(arn, reaches: "STOPPED")
            #expect(world.machines.count == 0)
            #expect(world.networks.count == 0)
            let left = world.service.view.snapshot().entries(in: .under("/ecs")).filter {
                if case .instance = $0.record { true } else { false }
            }
            #expect(left.isEmpty)
        }
    }

    private func expectHidden(_ world: World, _ instance: String) async throws {
        let listed = try await world.service.listContainerInstances(
            ECSAPI.ListContainerInstancesRequest(), world.context)
        #expect(listed.containerInstanceArns?.isEmpty == true)
        let described = try await world.service.describeContainerInstances(
            ECSAPI.DescribeContainerInstancesRequest { $0.containerInstances = [instance] },
            world.context)
        #expect(described.failures?.map(\.reason) == ["MISSING"])
        #expect(
            await failure {
                try await world.service.deregisterContainerInstance(
                    ECSAPI.DeregisterContainerInstanceRequest {
                        $0.containerInstance = instance
                        $0.force = true
                    }, world.context)
            }.hasSuffix("not found."))
        // Nothing else is placed on it.
        try await world.define("tiny", cpu: 1, memory: 6)
        #expect(
            await failure { try await world.run("tiny") }
                == "InvalidParameterException: No Container Instances were found in your cluster.")
        let started = try await world.service.startTask(
            ECSAPI.StartTaskRequest {
                $0.taskDefinition = "tiny"
                $0.containerInstances = [instance]
            }, world.context)
        #expect(started.failures?.map(\.reason) == ["MISSING"])
    }

    @Test func saysThatItsMachineNeverJoined() async throws {
        try await withTask { world, arn, _ in
            world.advance(by: TaskLifecycle.machineLimit)
            await world.service.provision()
            let task = try await world.task(arn, reaches: "STOPPED")
            #expect(task.stopCode == .taskFailedToStart)
            #expect(
                task.stoppedReason
                    == "ResourceInitializationError: Timeout waiting for the machine of the task "
                    + "to join.")
            #expect(world.machines.count == 0)
            #expect(world.networks.count == 0)
        }
    }

    @Test func saysWhyItsMachineCannotBeMade() async throws {
        try await withTask { world, arn, machine in
            world.machines.state.withLock { $0.problems[machine] = "no host has room" }
            world.advance(by: .seconds(2))
            await world.service.provision()
            let task = try await world.task(arn, reaches: "STOPPED")
            #expect(task.stoppedReason == "ResourceInitializationError: no host has room")
            #expect(world.machines.count == 0)
        }
    }

    @Test func letsNoMachineInTwiceOrTooLate() async throws {
        try await withTask { world, arn, machine in
            let first = try await world.register(machine: FakeMachines.id(machine))
            let second = try await world.register(machine: FakeMachines.id(machine))
            #expect(first == second)
            try await world.task(arn, reaches: "PENDING")
            _ = try await world.service.stopTask(
                ECSAPI.StopTaskRequest { $0.task = arn }, world.context)
            try await world.report(arn, "STOPPED", exitCode: 0)
            try await world.task(arn, reaches: "STOPPED")
            #expect(
                await failure { try await world.register(machine: FakeMachines.id(machine)) }
                    == "ClientException: The machine \(FakeMachines.id(machine)) is not wanted any "
                    + "more.")
            #expect(
                await failure { try await world.register(machine: "m-unknown") }
                    .hasPrefix("ClientException"))
        }
    }

    @Test func endsMachinesThatACrashLeft() async throws {
        try await withWorld { world in
            _ = try await world.machines.order(
                TaskMachineOrder(
                    name: "fargate-gone", scope: world.context.scope, cluster: "default",
                    subnet: "subnet-a1", cpuUnits: 256, memoryMiB: 512))
            try await world.service.reconcile()
            #expect(world.machines.count == 0)
        }
    }

    @Test func keepsExternalInstancesApart() async throws {
        try await withWorld { world in
            try await world.define()
            let external = try await world.register(machine: "mi-1")
            #expect(
                await failure { try await world.run() }
                    == "InvalidParameterException: No Container Instances were found in your "
                    + "cluster.")
            let answer = try await world.run { $0.launchType = .external }
            #expect(answer.tasks?.first?.containerInstanceArn == external)
            #expect(answer.tasks?.first?.launchType == .external)
            #expect(
                await failure {
                    try await world.run("vpc") {
                        $0.launchType = .external
                        $0.networkConfiguration = World.network()
                    }
                }
                    == "InvalidParameterException: Task definition does not support launch_type "
                    + "EXTERNAL.")
        }
    }
}
