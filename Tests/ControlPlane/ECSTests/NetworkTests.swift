import AWSWire
import AgentProtocol
import ECSCore
import ECSModel
import Shapes
import Store
import Synchronization
import Testing

@testable import ECS

/// Tasks in network mode awsvpc over a VPC in memory.
@Suite struct NetworkTests {
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
        _ body: @escaping @Sendable (World, _ task: String, _ instance: String) async throws -> Void
    ) async throws {
        try await withWorld { world in
            let instance = try await world.register(attributes: World.capable(), machine: "i-1")
            let answer = try await world.run("vpc") { $0.networkConfiguration = World.network() }
            let task = try #require(answer.tasks?.first)
            // It may have its interface before the answer is written.
            #expect(["PROVISIONING", "PENDING"].contains(task.lastStatus))
            let arn = try #require(task.taskArn)
            try await body(world, arn, instance)
        }
    }

    private func details(_ task: ECSAPI.Task) -> [String: String] {
        var result: [String: String] = [:]
        for pair in task.attachments?.first?.details ?? [] { result[pair.name ?? ""] = pair.value }
        return result
    }

    @Test func checksTheNetworkAsAWSDoes() async throws {
        try await withWorld { world in
            try await world.register(attributes: World.capable())
            try await world.define()
            func refusal(
                _ definition: String, _ network: ECSAPI.NetworkConfiguration?
            ) async -> String {
                await failure {
                    try await world.run(definition) { $0.networkConfiguration = network }
                }.replacing("InvalidParameterException: ", with: "")
            }
            #expect(
                await refusal("web", World.network())
                    == "Network Configuration is not valid for the given networkMode of this task "
                    + "definition.")
            #expect(
                await refusal("vpc", nil)
                    == "Network Configuration must be provided when networkMode 'awsvpc' is "
                    + "specified.")
            #expect(await refusal("vpc", World.network([])) == "subnets can not be empty.")
            #expect(
                await refusal("vpc", World.network((0..<17).map { "subnet-\($0)" }))
                    == "subnets can have at most 16 items.")
            #expect(
                await refusal(
                    "vpc",
                    World.network(groups: ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5", "sg-6"]))
                    == "security groups can have at most 5 items.")
            #expect(
                await refusal("vpc", World.network(["subnet-a1", "subnet-9"]))
                    == "Error retrieving subnet information for [subnet-a1, subnet-9]: The subnet "
                    + "ID 'subnet-9' does not exist (ErrorCode: InvalidSubnetID.NotFound)")
            #expect(
                await refusal("vpc", World.network(groups: ["sg-9"]))
                    == "Error retrieving security group information for [sg-9]: The security group "
                    + "'sg-9' does not exist (ErrorCode: InvalidGroup.NotFound)")
            #expect(
                await refusal("vpc", World.network(["subnet-a1", "subnet-x1"]))
                    == "The provided subnets must all belong to the same VPC.")
            #expect(
                await refusal("vpc", World.network(groups: ["sg-x"]))
                    == "The provided security groups and subnets must belong to the same VPC.")
            #expect(
                await refusal("vpc", World.network(publicAddress: true))
                    == "Assign public IP is not supported for this launch type.")
            #expect(world.networks.count == 0)
        }
    }

    @Test func takesItsWayAndGivesTheInterfaceBack() async throws {
        try await withTask { world, arn, instance in
            let pending = try await world.task(arn, reaches: "PENDING")
            #expect(pending.attachments?.first?.type == "ElasticNetworkInterface")
            #expect(pending.attachments?.first?.status == "ATTACHING")
            #expect(
                details(pending) == [
                    "subnetId": "subnet-a1", "networkInterfaceId": "eni-1",
                    "macAddress": "02:00:00:00:00:01", "privateIPv4Address": "10.0.0.1",
                    "privateDnsName": "ip-10-0-0-1.ec2.internal",
                ])
            let container = try #require(pending.containers?.first)
            #expect(container.networkInterfaces?.first?.privateIpv4Address == "10.0.0.1")
            #expect(
                container.networkInterfaces?.first?.attachmentId == pending.attachments?.first?.id)
            let order = try #require(world.networks.state.withLock { $0.interfaces.values.first })
            #expect(order.order.machine == "i-1")
            #expect(order.order.groups == ["sg-default-vpc-1"])

            let attachment = try #require(pending.attachments?.first?.id)
            _ = try await world.service.submitAttachmentStateChanges(
                ECSAPI.SubmitAttachmentStateChangesRequest {
                    $0.attachments = [
                        ECSAPI.AttachmentStateChange {
                            $0.attachmentArn =
                                "arn:aws:ecs:us-east-1:000000000000:attachment/\(attachment)"
                            $0.status = "ATTACHED"
                        }
                    ]
                }, world.context)
            #expect(try await world.task(arn).attachments?.first?.status == "ATTACHED")
            try await world.report(arn, "RUNNING")
            #expect(try await world.task(arn).lastStatus == "RUNNING")
            try await world.report(arn, "STOPPED", exitCode: 0)
            let stopped = try await world.task(arn, reaches: "STOPPED")
            #expect(stopped.attachments?.first?.status == "DELETED")
            #expect(stopped.stopCode == .essentialContainerExited)
            #expect(world.networks.count == 0)
            #expect(try await world.remaining(instance, "MEMORY") == 1024)
        }
    }

    @Test func tellsTheAgentOnceTheInterfaceIsThere() async throws {
        try await withWorld { world in
            let instance = try await world.register(attributes: World.capable())
            world.networks.state.withLock {
                $0.failures = [PortFailure("", "busy", isPassing: true)]
            }
            let answer = try await world.run("vpc") { $0.networkConfiguration = World.network() }
            let arn = try #require(answer.tasks?.first?.taskArn)
            try await world.eventually("a try") {
                world.networks.state.withLock { $0.failures.isEmpty }
            }
            let scope = world.context.scope
            let before = try #require(
                try await world.service.work(ofInstance: instance, cluster: nil, scope))
            #expect(before.tasks.isEmpty)
            world.advance(by: .seconds(2))
            await world.service.provision()
            try await world.task(arn, reaches: "PENDING")
            let work = try #require(
                try await world.service.work(ofInstance: instance, cluster: nil, scope))
            #expect(!work.saysTheSame(as: before))
            let assigned = try #require(work.tasks.first)
            let payload = try #require(TaskPayload(scope: scope, assigned: assigned).task)
            #expect(payload.networkMode == "awsvpc")
            let interface = try #require(payload.elasticNetworkInterfaces?.first)
            #expect(interface.ec2Id == "eni-1")
            #expect(interface.ipv4Addresses?.first?.privateAddress == "10.0.0.1")
            #expect(interface.subnetGatewayIpv4Address == "10.0.0.1/24")
            #expect(
                interface.attachmentArn?.hasPrefix("arn:aws:ecs:us-east-1:000000000000:attachment/")
                    == true)
            // A task that is being taken down is none of the agent's any more.
            world.networks.state.withLock {
                $0.failures = Array(
                    repeating: PortFailure("", "busy", isPassing: true), count: 1)
            }
            try await world.report(arn, "STOPPED", exitCode: 0)
            #expect(try await world.task(arn).lastStatus == "DEPROVISIONING")
            let after = try #require(
                try await world.service.work(ofInstance: instance, cluster: nil, scope))
            #expect(after.tasks.isEmpty)
        }
    }

    @Test func keepsToMachinesWhoseZoneHasASubnet() async throws {
        try await withWorld { world in
            let b = try await world.register(
                attributes: World.capable(zone: "us-east-1b"))
            let none = try await world.run("vpc") { $0.networkConfiguration = World.network() }
            #expect(none.tasks?.isEmpty == true)
            #expect(none.failures?.map(\.reason) == ["ATTRIBUTE"])
            #expect(none.failures?.first?.arn == b)
            for _ in 0..<2 {
                let answer = try await world.run("vpc") {
                    $0.networkConfiguration = World.network(["subnet-a1", "subnet-b1"])
                }
                let task = try #require(answer.tasks?.first)
                #expect(task.containerInstanceArn == b)
                let arn = try #require(task.taskArn)
                let pending = try await world.task(arn, reaches: "PENDING")
                #expect(details(pending)["subnetId"] == "subnet-b1")
            }
            let started = try await world.service.startTask(
                ECSAPI.StartTaskRequest {
                    $0.taskDefinition = "vpc"
                    $0.containerInstances = [b]
                    $0.networkConfiguration = World.network()
                }, world.context)
            #expect(started.failures?.map(\.reason) == ["ATTRIBUTE"])
        }
    }

    @Test func takesAnotherSubnetOfTheZoneWhenOneIsFull() async throws {
        try await withWorld { world in
            try await world.register(attributes: World.capable())
            world.networks.state.withLock { $0.free = ["subnet-a1": 0, "subnet-a2": 1] }
            func run() async throws -> String {
                let answer = try await world.run("vpc") {
                    $0.networkConfiguration = World.network(["subnet-a1", "subnet-a2"])
                }
                return try #require(answer.tasks?.first?.taskArn)
            }
            let first = try await world.task(try await run(), reaches: "PENDING")
            #expect(details(first)["subnetId"] == "subnet-a2")
            let second = try await world.task(try await run(), reaches: "STOPPED")
            #expect(second.stopCode == .taskFailedToStart)
            #expect(
                second.stoppedReason
                    == "ResourceInitializationError: There are not enough free addresses in subnet "
                    + "'subnet-a2'. (ErrorCode: InsufficientFreeAddressesInSubnet)")
            #expect(world.networks.count == 1)
        }
    }

    @Test func givesUpAfterItsTime() async throws {
        try await withWorld { world in
            let instance = try await world.register(attributes: World.capable())
            world.networks.state.withLock {
                $0.failures = [PortFailure("", "busy", isPassing: true)]
            }
            let answer = try await world.run("vpc") { $0.networkConfiguration = World.network() }
            let arn = try #require(answer.tasks?.first?.taskArn)
            try await world.eventually("a try") {
                world.networks.state.withLock { $0.failures.isEmpty }
            }
            world.advance(by: TaskLifecycle.interfaceLimit)
            await world.service.provision()
            let task = try await world.task(arn, reaches: "STOPPED")
            #expect(task.stopCode == .taskFailedToStart)
            #expect(
                task.stoppedReason
                    == "ResourceInitializationError: Timeout waiting for network interface "
                    + "provisioning to complete.")
            #expect(world.networks.count == 0)
            #expect(try await world.remaining(instance, "MEMORY") == 1024)
        }
    }

    @Test func isStoppedBeforeItsAgentHears() async throws {
        try await withWorld { world in
            try await world.register(attributes: World.capable())
            world.networks.state.withLock {
                $0.failures = [PortFailure("", "busy", isPassing: true)]
            }
            let answer = try await world.run("vpc") { $0.networkConfiguration = World.network() }
            let arn = try #require(answer.tasks?.first?.taskArn)
            try await world.eventually("a try") {
                world.networks.state.withLock { $0.failures.isEmpty }
            }
            _ = try await world.service.stopTask(
                ECSAPI.StopTaskRequest { $0.task = arn }, world.context)
            world.advance(by: .seconds(2))
            await world.service.provision()
            let task = try await world.task(arn, reaches: "STOPPED")
            #expect(task.stopCode == .userInitiated)
            #expect(task.startedAt == nil)
            #expect(world.networks.count == 0)
        }
    }

    @Test func refusesAttachmentsThatAreNotThere() async throws {
        try await withWorld { world in
            func submit(_ arn: String, _ status: String) async -> String {
                await failure {
                    try await world.service.submitAttachmentStateChanges(
                        ECSAPI.SubmitAttachmentStateChangesRequest {
                            $0.attachments = [
                                ECSAPI.AttachmentStateChange {
                                    $0.attachmentArn = arn
                                    $0.status = status
                                }
                            ]
                        }, world.context)
                }
            }
            #expect(
                await submit("arn:aws:ecs:us-east-1:000000000000:attachment/x", "ATTACHED")
                    == "InvalidParameterException: The attachment "
                    + "arn:aws:ecs:us-east-1:000000000000:attachment/x was not found.")
            #expect(
                await submit("x", "SOMEHOW")
                    == "InvalidParameterException: Invalid attachment status 'SOMEHOW'.")
        }
    }

    /// A server that ends at any line leaves nothing doubled and nothing behind.
    @Test func findsItsWayAfterACrash() async throws {
        let store = MemoryStore()
        let first = World(store: store)
        let (arn, token) = try await first.runOnce { world in
            try await world.createCluster()
            try await world.defineVPC()
            try await world.register(attributes: World.capable())
            let answer = try await world.run("vpc") { $0.networkConfiguration = World.network() }
            let task = try #require(answer.tasks?.first)
            return (
                try #require(task.taskArn), try #require(task.attachments?.first?.id)
            )
        }
        let second = World(store: store)
        // It was attached, and the crash came before that was written down; and one is left over.
        let scope = second.context.scope
        for name in [token, "left-over"] {
            _ = try await second.networks.attach(
                TaskInterfaceOrder(
                    token: name, scope: scope, subnet: "subnet-a1", groups: [], machine: "m",
                    assignsPublicAddress: false, description: ""))
        }
        try await second.runOnce { world in
            try await world.task(arn, reaches: "PENDING")
            try await world.eventually("what is left over to be given back") {
                world.networks.count == 1
            }
            #expect(world.networks.state.withLock { $0.interfaces[token] != nil })
            try await world.report(arn, "STOPPED", exitCode: 1)
            try await world.task(arn, reaches: "STOPPED")
            #expect(world.networks.count == 0)
        }
    }
}

extension World {
    /// Runs the service for as long as `body` goes on.
    func runOnce<Value: Sendable>(
        _ body: @escaping @Sendable (World) async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.service.run() }
            defer { group.cancelAll() }
            return try await body(self)
        }
    }
}
