import AWSWire
import ECSModel
import Shapes
import Testing

@testable import ECS

@Suite struct TagAndSettingTests {
    private func tag(_ key: String, _ value: String) -> ECSAPI.Tag {
        ECSAPI.Tag {
            $0.key = key
            $0.value = value
        }
    }

    @Test func tagsEveryKindOfResource() async throws {
        try await World.run { world in
            try await world.createCluster()
            let instance = try await world.register()
            let definition = try await world.define()
            let task = try #require(try await world.run().tasks?.first?.taskArn)
            let cluster = "arn:aws:ecs:us-east-1:000000000000:cluster/default"
            for arn in [cluster, instance, definition, task] {
                _ = try await world.service.tagResource(
                    ECSAPI.TagResourceRequest {
                        $0.resourceArn = arn
                        $0.tags = [tag("a", "1"), tag("b", "2")]
                    }, world.context)
                _ = try await world.service.untagResource(
                    ECSAPI.UntagResourceRequest {
                        $0.resourceArn = arn
                        $0.tagKeys = ["a"]
                    }, world.context)
                let left = try await world.service.listTagsForResource(
                    ECSAPI.ListTagsForResourceRequest { $0.resourceArn = arn }, world.context)
                #expect(left.tags?.map(\.key) == ["b"])
            }
            #expect(
                await failure {
                    try await world.service.listTagsForResource(
                        ECSAPI.ListTagsForResourceRequest {
                            $0.resourceArn = "arn:aws:s3:::bucket"
                        }, world.context)
                }.hasPrefix("InvalidParameterException"))
        }
    }

    @Test func keepsAccountSettings() async throws {
        try await World.run { world in
            _ = try await world.service.putAccountSettingDefault(
                ECSAPI.PutAccountSettingDefaultRequest {
                    $0.name = .containerInsights
                    $0.value = "enabled"
                }, world.context)
            let effective = try await world.service.listAccountSettings(
                ECSAPI.ListAccountSettingsRequest { $0.effectiveSettings = true }, world.context)
            #expect(effective.settings?.count == ECSAPI.SettingName.allCases.count)
            #expect(
                effective.settings?.first { $0.name == .containerInsights }?.value == "enabled")
            _ = try await world.service.deleteAccountSetting(
                ECSAPI.DeleteAccountSettingRequest { $0.name = .containerInsights }, world.context)
            let chosen = try await world.service.listAccountSettings(
                ECSAPI.ListAccountSettingsRequest(), world.context)
            #expect(chosen.settings?.isEmpty == true)
            #expect(
                await failure {
                    try await world.service.putAccountSetting(
                        ECSAPI.PutAccountSettingRequest {
                            $0.name = .awsvpcTrunking
                            $0.value = "perhaps"
                        }, world.context)
                }.hasPrefix("InvalidParameterException"))
        }
    }
}
