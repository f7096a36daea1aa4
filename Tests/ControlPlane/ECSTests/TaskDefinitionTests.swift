import AWSWire
import ECSModel
import Shapes
import Testing

@testable import ECS

@Suite struct TaskDefinitionTests {
    private func describe(_ world: World, _ name: String) async throws -> ECSAPI.TaskDefinition? {
        try await world.service.describeTaskDefinition(
            ECSAPI.DescribeTaskDefinitionRequest { $0.taskDefinition = name }, world.context
        ).taskDefinition
    }

    @Test func numbersRevisionsAndFindsTheNewestActiveOne() async throws {
        try await World.run { world in
            let first = try await world.define()
            let second = try await world.define()
            #expect(first.hasSuffix(":task-definition/web:1"))
            #expect(second.hasSuffix(":task-definition/web:2"))
            #expect(try await describe(world, "web")?.revision == 2)
            let gone = try await world.service.deregisterTaskDefinition(
                ECSAPI.DeregisterTaskDefinitionRequest { $0.taskDefinition = second },
                world.context)
            #expect(gone.taskDefinition?.status == .inactive)
            #expect(try await describe(world, "web")?.revision == 1)
            #expect(try await describe(world, second)?.status == .inactive)
            #expect(try await world.define().hasSuffix("web:3"))
            #expect(
                await failure { try await describe(world, "none") }
                    == "ClientException: Unable to describe task definition.")
        }
    }

    @Test func concurrentRegistrationsNeverShareARevision() async throws {
        try await World.run { world in
            let arns = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<20 { group.addTask { try await world.define() } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(arns.count == 20)
        }
    }

    @Test func listsByFamilyStatusAndOrder() async throws {
        try await World.run { world in
            for _ in 0..<12 { try await world.define("web") }
            try await world.define("job")
            let descending = try await world.service.listTaskDefinitions(
                ECSAPI.ListTaskDefinitionsRequest {
                    $0.familyPrefix = "web"
                    $0.sort = .desc
                    $0.maxResults = 2
                }, world.context)
            #expect(descending.taskDefinitionArns?.first?.hasSuffix("web:12") == true)
            let next = try await world.service.listTaskDefinitions(
                ECSAPI.ListTaskDefinitionsRequest {
                    $0.familyPrefix = "web"
                    $0.sort = .desc
                    $0.maxResults = 2
                    $0.nextToken = descending.nextToken
                }, world.context)
            #expect(next.taskDefinitionArns?.first?.hasSuffix("web:10") == true)
            let families = try await world.service.listTaskDefinitionFamilies(
                ECSAPI.ListTaskDefinitionFamiliesRequest(), world.context)
            #expect(families.families == ["job", "web"])
        }
    }

    @Test func deletesInactiveRevisionsThatNoTaskUses() async throws {
        try await World.run { world in
            try await world.createCluster()
            try await world.register()
            let arn = try await world.define()
            let task = try #require(try await world.run().tasks?.first?.taskArn)
            let delete = ECSAPI.DeleteTaskDefinitionsRequest { $0.taskDefinitions = [arn, "x:9"] }
            let refused = try await world.service.deleteTaskDefinitions(delete, world.context)
            #expect(refused.failures?.count == 2)
            #expect(refused.failures?.first?.reason?.contains("still in ACTIVE status") == true)
            _ = try await world.service.deregisterTaskDefinition(
                ECSAPI.DeregisterTaskDefinitionRequest { $0.taskDefinition = arn }, world.context)
            let deleted = try await world.service.deleteTaskDefinitions(delete, world.context)
            #expect(deleted.taskDefinitions?.first?.status == .deleteInProgress)
            try await world.service.sweep()
            #expect(try await describe(world, arn)?.status == .deleteInProgress)
            try await world.report(task, "STOPPED", exitCode: 0)
            world.advance(by: .seconds(3601))
            try await world.service.sweep()
            #expect(await failure { try await describe(world, arn) }.hasPrefix("ClientException"))
        }
    }
}
