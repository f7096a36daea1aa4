import AWSWire
import ECRModel
import HTTPTypes
import Policies
import RegistryStorage
import Shapes
import Testing

@testable import ECR

/// The text of a policy of one statement.
func policy(
    _ effect: String, _ actions: [String], to principal: String = "*", resource: String? = nil,
    _ condition: String? = nil
) -> String {
    let principal = principal == "*" ? "\"*\"" : "{\"AWS\":\"\(principal)\"}"
    let actions = actions.map { "\"ecr:\($0)\"" }.joined(separator: ",")
    var members = [
        "\"Effect\":\"\(effect)\"", "\"Principal\":\(principal)", "\"Action\":[\(actions)]",
    ]
    if let resource { members.append("\"Resource\":\"\(resource)\"") }
    if let condition { members.append("\"Condition\":\(condition)") }
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\(members.joined(separator: ","))}]}"
}

extension World {
    static let other = "210987654321"
    static let otherHost = "\(account).dkr.ecr.\(region).skerry.localhost:4566"

    func setPolicy(_ text: String, on repository: String) async throws {
        _ = try await service.setRepositoryPolicy(
            .init {
                $0.repositoryName = repository
                $0.policyText = text
                $0.force = true
            }, context())
    }

    func setRegistryPolicy(_ text: String) async throws {
        _ = try await service.putRegistryPolicy(.init { $0.policyText = text }, context())
    }
}

@Suite struct PolicyTests {
    @Test func aRepositoryHasAPolicyUntilItIsDeleted() async throws {
        try await World.with { world in
            let service = world.service
            try await world.createRepository("web")
            let text = policy("Allow", ["BatchGetImage"], to: World.other)
            let absent = await refusal {
                try await service.getRepositoryPolicy(
                    .init { $0.repositoryName = "web" }, world.context())
            }
            #expect(absent?.code == "RepositoryPolicyNotFoundException")
            #expect(
                absent?.message
                    == "Repository policy does not exist for the repository with name 'web' in the "
                    + "registry with id '123456789012'")
            let set = try await service.setRepositoryPolicy(
                .init {
                    $0.repositoryName = "web"
                    $0.policyText = text
                }, world.context())
            #expect(set.policyText == text)
            #expect(set.registryId == World.account)
            let got = try await service.getRepositoryPolicy(
                .init { $0.repositoryName = "web" }, world.context())
            #expect(got.policyText == text)
            let deleted = try await service.deleteRepositoryPolicy(
                .init { $0.repositoryName = "web" }, world.context())
            #expect(deleted.policyText == text)
            let again = await refusal {
                try await service.deleteRepositoryPolicy(
                    .init { $0.repositoryName = "web" }, world.context())
            }
            #expect(again?.code == "RepositoryPolicyNotFoundException")
            let nowhere = await refusal {
                try await service.setRepositoryPolicy(
                    .init {
                        $0.repositoryName = "none"
                        $0.policyText = text
                    }, world.context())
            }
            #expect(nowhere?.code == "RepositoryNotFoundException")
            // The policy goes with the repository, and does not come back with its name.
            try await world.setPolicy(text, on: "web")
            _ = try await service.deleteRepository(
                .init { $0.repositoryName = "web" }, world.context())
            try await world.createRepository("web")
            let gone = await refusal {
                try await service.getRepositoryPolicy(
                    .init { $0.repositoryName = "web" }, world.context())
            }
            #expect(gone?.code == "RepositoryPolicyNotFoundException")
        }
    }

    @Test func theRegistryHasAPolicyOfItsOwn() async throws {
        try await World.with { world in
            let service = world.service
            let absent = await refusal {
                try await service.getRegistryPolicy(.init(), world.context())
            }
            #expect(absent?.code == "RegistryPolicyNotFoundException")
            #expect(
                absent?.message
                    == "Registry policy does not exist in the registry with id '123456789012'")
            let text = policy("Allow", ["CreateRepository"], to: World.other, resource: "*")
            _ = try await service.putRegistryPolicy(.init { $0.policyText = text }, world.context())
            #expect(
                try await service.getRegistryPolicy(.init(), world.context()).policyText == text)
            let elsewhere = await refusal {
                try await service.getRegistryPolicy(
                    .init(), world.context(region: "us-east-1"))
            }
            #expect(elsewhere?.code == "RegistryPolicyNotFoundException")
            #expect(
                try await service.deleteRegistryPolicy(.init(), world.context()).policyText == text)
            let again = await refusal {
                try await service.deleteRegistryPolicy(.init(), world.context())
            }
            #expect(again?.code == "RegistryPolicyNotFoundException")
        }
    }

    @Test func whatIsNoPolicyIsRefused() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            for text in [
                "", "{}", "x", policy("Allow", ["*"], resource: "*"),
                policy("Allow", ["*"], to: "me"), policy("Maybe", ["*"]),
                policy("Allow", ["*"]).replacing("ecr:", with: "s3:"),
                policy("Allow", ["*"], "{\"IpAddress\":{\"aws:SourceIp\":\"here\"}}"),
                policy("Allow", ["*"]) + String(repeating: " ", count: 10_240),
            ] {
                let refused = await refusal {
                    try await world.service.setRepositoryPolicy(
                        .init {
                            $0.repositoryName = "web"
                            $0.policyText = text
                        }, world.context())
                }
                #expect(refused?.code == "InvalidParameterException", "\(text)")
                #expect(
                    refused?.message.hasPrefix(
                        "Invalid parameter at 'PolicyText' failed to satisfy constraint: "
                            + "'Invalid repository policy provided'") == true)
            }
            let refused = await refusal {
                try await world.service.putRegistryPolicy(
                    .init { $0.policyText = policy("Allow", ["*"]) }, world.context())
            }
            #expect(refused?.code == "InvalidParameterException")
            #expect(refused?.message.contains("'Invalid registry policy provided'") == true)
        }
    }

    @Test func whoWouldLockItselfOutHasToForceIt() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            func set(_ caller: RequestContext, force: Bool?) async throws {
                _ = try await world.service.setRepositoryPolicy(
                    .init {
                        $0.repositoryName = "web"
                        $0.policyText = policy("Deny", ["*"])
                        $0.force = force
                    }, caller)
            }
            for caller in [world.context(), world.session()] {
                let refused = await refusal { try await set(caller, force: nil) }
                #expect(refused?.code == "InvalidParameterException")
            }
            try await set(world.session(), force: true)
            let locked = await refusal { try await set(world.session(), force: true) }
            #expect(locked?.code == "AccessDeniedException")
            // Even the root is kept out, but for taking the policy away.
            let refused = await refusal {
                try await world.service.listImages(
                    .init { $0.repositoryName = "web" }, world.context())
            }
            #expect(refused?.code == "AccessDeniedException")
            _ = try await world.service.deleteRepositoryPolicy(
                .init { $0.repositoryName = "web" }, world.context())
            _ = try await world.service.listImages(
                .init { $0.repositoryName = "web" }, world.session())
        }
    }
}
