import AWSWire
import ECSModel
import Shapes
import Testing

@testable import ECS

@Suite struct InstanceTests {
    @Test func registersShowsAndRegistersAgainWithoutLosingReservations() async throws {
        try await World.run { world in
            try await world.createCluster()
            let arn = try await world.register()
            try await world.define()
            _ = try await world.run()
            #expect(try await world.remaining(arn, "MEMORY") == 768)
            var again = world.registration(memory: 2048)
            again.containerInstanceArn = arn
            let answer = try await world.service.registerContainerInstance(again, world.context)
            #expect(answer.containerInstance?.containerInstanceArn == arn)
            #expect(answer.containerInstance?.pendingTasksCount == 1)
            #expect(
                answer.containerInstance?.attributes?.contains {
                    $0.name == "ecs.availability-zone" && $0.value == "us-east-1a"
                } == true)
            #expect(try await world.remaining(arn, "MEMORY") == 1792)
        }
    }

    @Test func refusesUnknownClustersAndInstances() async throws {
        try await World.run { world in
            #expect(
                await failure { try await world.register() }
                    == "ClusterNotFoundException: Cluster not found.")
            try await world.createCluster()
            var request = world.registration()
            request.containerInstanceArn = String(repeating: "a", count: 32)
            let unknown = request
            #expect(
                await failure {
                    try await world.service.registerContainerInstance(unknown, world.context)
                }.hasPrefix("ClientException"))
            let shown = try await world.service.describeContainerInstances(
                ECSAPI.DescribeContainerInstancesRequest {
                    $0.containerInstances = [String(repeating: "a", count: 32)]
                }, world.context)
            #expect(shown.failures?.first?.reason == "MISSING")
        }
    }

    @Test func drainsAndFilters() async throws {
        try await World.run { world in
            try await world.createCluster()
            let first = try await world.register(attributes: ["disk": "ssd"])
            let second = try await world.register()
            try await world.define()
            let changed = try await world.service.updateContainerInstancesState(
                ECSAPI.UpdateContainerInstancesStateRequest {
                    $0.containerInstances = [first]
                    $0.status = .draining
                }, world.context)
            #expect(changed.containerInstances?.first?.status == "DRAINING")
            for _ in 0..<3 {
                let task = try #require(try await world.run().tasks?.first)
                #expect(task.containerInstanceArn == second)
            }
            let draining = try await world.service.listContainerInstances(
                ECSAPI.ListContainerInstancesRequest { $0.status = .draining }, world.context)
            #expect(draining.containerInstanceArns == [first])
            let filtered = try await world.service.listContainerInstances(
                ECSAPI.ListContainerInstancesRequest { $0.filter = "attribute:disk == ssd" },
                world.context)
            #expect(filtered.containerInstanceArns == [first])
        }
    }

    @Test func deregistersByForceAndHoldsItsTasksToBeStopped() async throws {
        try await World.run { world in
            try await world.createCluster()
            let arn = try await world.register(cpu: 102_400, memory: 102_400)
            try await world.define(cpu: 10, memory: 10)
            var tasks: [String] = []
            // More than one transaction can abandon.
            for _ in 0..<9 {
                tasks += try await world.run(count: 10).tasks?.compactMap(\.taskArn) ?? []
            }
            #expect(tasks.count == 90)
            var request = ECSAPI.DeregisterContainerInstanceRequest()
            request.containerInstance = arn
            let gentle = request
            #expect(
                await failure {
                    try await world.service.deregisterContainerInstance(gentle, world.context)
                } == "InvalidParameterException: Found running tasks on the instance.")
            request.force = true
            let gone = try await world.service.deregisterContainerInstance(request, world.context)
            #expect(gone.containerInstance?.status == "INACTIVE")
            for task in tasks {
                let shown = try await world.task(task)
                #expect(shown.lastStatus == "STOPPED")
                #expect(shown.stopCode == .terminationNotice)
            }
        }
    }

    @Test func keepsAttributesOfUsers() async throws {
        try await World.run { world in
            try await world.createCluster()
            let arn = try await world.register()
            let attribute = ECSAPI.Attribute {
                $0.name = "stack"
                $0.value = "blue"
                $0.targetId = arn
            }
            _ = try await world.service.putAttributes(
                ECSAPI.PutAttributesRequest { $0.attributes = [attribute] }, world.context)
            let list = ECSAPI.ListAttributesRequest {
                $0.targetType = .containerInstance
                $0.attributeName = "stack"
            }
            let found = try await world.service.listAttributes(list, world.context)
            #expect(found.attributes?.map(\.value) == ["blue"])
            #expect(found.attributes?.first?.targetId == arn)
            _ = try await world.service.deleteAttributes(
                ECSAPI.DeleteAttributesRequest { $0.attributes = [attribute] }, world.context)
            #expect(
                try await world.service.listAttributes(list, world.context).attributes?.isEmpty
                    == true)
            var unknown = attribute
            unknown.targetId = String(repeating: "b", count: 32)
            let wrong = unknown
            #expect(
                await failure {
                    try await world.service.putAttributes(
                        ECSAPI.PutAttributesRequest { $0.attributes = [wrong] }, world.context)
                }.hasPrefix("TargetNotFoundException"))
        }
    }

    @Test func tellsAgentsWhereToConnect() async throws {
        let world = World()
        let answer = try await world.service.discoverPollEndpoint(
            ECSAPI.DiscoverPollEndpointRequest(), world.context)
        #expect(answer.endpoint == "http://127.0.0.1:4566")
        #expect(answer.telemetryEndpoint == "http://127.0.0.1:4566/tcs")
    }
}
