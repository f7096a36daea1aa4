import AWSWire
import ECSModel
import Shapes
import Testing

@testable import ECS

@Suite struct ClusterTests {
    @Test func makesAClusterOnceAndCountsWhatIsInIt() async throws {
        try await World.run { world in
            let request = ECSAPI.CreateClusterRequest()
            let made = try await world.service.createCluster(request, world.context)
            #expect(
                made.cluster?.clusterArn == "arn:aws:ecs:us-east-1:000000000000:cluster/default")
            #expect(made.cluster?.status == "ACTIVE")
            _ = try await world.service.createCluster(request, world.context)
            let list = try await world.service.listClusters(
                ECSAPI.ListClustersRequest(), world.context)
            #expect(list.clusterArns?.count == 1)
            try await world.register()
            try await world.define()
            _ = try await world.run(count: 2)
            let shown = try await world.service.describeClusters(
                ECSAPI.DescribeClustersRequest { $0.clusters = ["default", "other"] }, world.context
            )
            #expect(shown.clusters?.first?.registeredContainerInstancesCount == 1)
            #expect(shown.clusters?.first?.pendingTasksCount == 2)
            #expect(shown.failures?.map(\.reason) == ["MISSING"])
            #expect(shown.failures?.first?.arn?.hasSuffix(":cluster/other") == true)
        }
    }

    @Test func keepsAccountsAndRegionsApart() async throws {
        try await World.run { world in
            try await world.createCluster("a")
            for context in [
                world.context(region: "eu-west-1"), world.context(account: "111111111111"),
            ] {
                let list = try await world.service.listClusters(
                    ECSAPI.ListClustersRequest(), context)
                #expect(list.clusterArns == [])
            }
        }
    }

    @Test func deletesOnlyWhatIsEmptyAndMakesItAgain() async throws {
        try await World.run { world in
            let delete = ECSAPI.DeleteClusterRequest { $0.cluster = "default" }
            #expect(
                await failure { try await world.service.deleteCluster(delete, world.context) }
                    == "ClusterNotFoundException: Cluster not found.")
            try await world.createCluster()
            let instance = try await world.register()
            #expect(
                await failure { try await world.service.deleteCluster(delete, world.context) }
                    .hasPrefix("ClusterContainsContainerInstancesException"))
            _ = try await world.service.deregisterContainerInstance(
                ECSAPI.DeregisterContainerInstanceRequest { $0.containerInstance = instance },
                world.context)
            let deleted = try await world.service.deleteCluster(delete, world.context)
            #expect(deleted.cluster?.status == "INACTIVE")
            let list = try await world.service.listClusters(
                ECSAPI.ListClustersRequest(), world.context)
            #expect(list.clusterArns == [])
            try await world.createCluster()
            let shown = try await world.service.describeClusters(
                ECSAPI.DescribeClustersRequest(), world.context)
            #expect(shown.clusters?.first?.status == "ACTIVE")
        }
    }

    @Test func pagesThroughAListWithoutLossOrRepetition() async throws {
        try await World.run { world in
            for number in 0..<7 { try await world.createCluster("c\(number)") }
            var token: String?
            var seen: [String] = []
            repeat {
                let page = try await world.service.listClusters(
                    ECSAPI.ListClustersRequest {
                        $0.maxResults = 3
                        $0.nextToken = token
                    }, world.context)
                seen += page.clusterArns ?? []
                token = page.nextToken
            } while token != nil
            #expect(seen.count == 7)
            #expect(Set(seen).count == 7)
            #expect(
                await failure {
                    try await world.service.listClusters(
                        ECSAPI.ListClustersRequest { $0.nextToken = "forged" }, world.context)
                }.hasPrefix("InvalidParameterException"))
        }
    }

    @Test func changesSettings() async throws {
        try await World.run { world in
            try await world.createCluster()
            let updated = try await world.service.updateClusterSettings(
                ECSAPI.UpdateClusterSettingsRequest {
                    $0.cluster = "default"
                    $0.settings = [
                        ECSAPI.ClusterSetting {
                            $0.name = .containerInsights
                            $0.value = "enabled"
                        }
                    ]
                }, world.context)
            #expect(updated.cluster?.settings?.first?.value == "enabled")
            #expect(
                await failure {
                    try await world.service.createCluster(
                        ECSAPI.CreateClusterRequest { $0.clusterName = "a b" }, world.context)
                }.hasPrefix("InvalidParameterException"))
        }
    }
}
