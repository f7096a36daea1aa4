import ArgumentParser
import ECR
import Foundation
import Gateway
import Shapes

/// Credentials for the registries that pull-through cache rules name. AWS keeps them in Secrets
/// Manager; rules name them here by the same ARNs.
struct SecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret", abstract: "Keep credentials for upstream registries.",
        subcommands: [Put.self, List.self, Delete.self])

    /// Whose registry a secret is for.
    struct RegistryOptions: ParsableArguments {
        @Option(help: "Account of the registry.") var account = Defaults.account
        @Option(help: "Region of the registry.") var region = Defaults.region

        func members(_ more: Object) -> Object {
            var members = more
            members.append("account", .string(account))
            members.append("region", .string(region))
            return members
        }
    }

    struct Put: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep a user name and an access token, and print the ARN for rules.",
            discussion: """
                The access token is read from standard input, so that it is in no list of processes \
                and no history. One of the same name is replaced, and used from the next pull on.
                """)

        @OptionGroup var data: DataOptions
        @OptionGroup var registry: RegistryOptions
        @Argument(help: "Name, such as docker-hub.") var name: String
        @Option(help: "User name at the upstream registry.") var username: String

        func run() async throws {
            let input = try FileHandle.standardInput.read(upToCount: 70_000) ?? Data()
            let token = String(decoding: input, as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            guard !token.isEmpty else {
                throw CommandFailure("there is no access token on standard input")
            }
            let report = try await RegistryWork.run(
                "put-secret",
                registry.members([
                    "name": .string(name), "username": .string(username),
                    "accessToken": .string(token),
                ]), UpstreamSecretList.self, data)
            for secret in report.secrets { print(secret.arn) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which secrets there are, not what they hold.")

        @OptionGroup var data: DataOptions
        @OptionGroup var registry: RegistryOptions
        @OptionGroup var form: OutputOptions

        func run() async throws {
            let report = try await RegistryWork.run(
                "list-secrets", registry.members([:]), UpstreamSecretList.self, data)
            switch form.output {
            case .json: Rendering.json(report.encoded)
            case .table:
                Rendering.table(
                    ["ARN", "USER", "UPDATED"],
                    report.secrets.map { [$0.arn, $0.username, $0.updatedAt.iso8601] })
            }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a secret.",
            discussion: "Rules that name it can no longer fetch; what is cached stays.")

        @OptionGroup var data: DataOptions
        @OptionGroup var registry: RegistryOptions
        @Argument(help: "Name, such as docker-hub.") var name: String

        func run() async throws {
            _ = try await RegistryWork.run(
                "delete-secret", registry.members(["name": .string(name)]),
                UpstreamSecretList.self, data)
        }
    }
}
