import ArgumentParser
import Gateway
import Shapes

/// Tokens by which machines join, and the end of a machine's trust.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make and revoke the tokens that machines join with.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make tokens and print them, one a line.",
            discussion: """
                Each lets one machine in, once: skerry agent join --server https://HOST:PORT --token \
                TOKEN. Whoever has a token can join in the machine's place: hand it over safely.
                """)

        @OptionGroup var data: DataOptions
        @OptionGroup var form: OutputOptions

        @Option(
            help: "How long they can be used: seconds, or 30m, 12h, 7d.", transform: Self.seconds)
        var ttl = 3_600

        @Option(help: "ECS cluster that the machines join.")
        var cluster = "default"

        @Option(help: "How many.")
        var count = 1

        @Option(help: "Account of the machines.")
        var account = Defaults.account

        @Option(help: "Region of the machines.")
        var region = Defaults.region

        @Option(help: "Id of the machine (default: a new mi-… each).")
        var machine: String?

        func run() async throws {
            let api = try LocalAPI(data.directory)
            var identity = Object([
                .init(name: "account", value: .string(account)),
                .init(name: "region", value: .string(region)),
                .init(name: "cluster", value: .string(cluster)),
            ])
            if let machine { identity.append("id", .string(machine)) }
            let answer = try await api.ask(
                "/_skerry/tokens/create",
                [
                    "identity": .object(identity), "count": .integer(Int64(count)),
                    "seconds": .integer(Int64(ttl)),
                ], TokenReport.self)
            switch form.output {
            case .json: Rendering.json(answer.encoded)
            case .table:
                for token in answer.tokens { print(token.token ?? "") }
                if let port = api.endpoint.tlsPort {
                    Rendering.progress(
                        "on each machine: skerry agent join --server https://<this host>:\(port) "
                            + "--token <token>")
                }
            }
        }

        /// `90`, `90s`, `30m`, `12h`, `7d`.
        @Sendable static func seconds(_ text: String) throws -> Int {
            let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
            let unit = text.last.flatMap { units[$0] }
            let digits = unit == nil ? text[...] : text.dropLast()
            guard let number = Int(digits), (1...31_536_000).contains(number) else {
                throw ValidationError("--ttl must be such as 90s, 30m, 12h or 7d")
            }
            return number * (unit ?? 1)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the tokens, not their secrets, and the machines that joined.")

        @OptionGroup var data: DataOptions
        @OptionGroup var form: OutputOptions

        func run() async throws {
            let report = try await LocalAPI(data.directory).ask(
                "/_skerry/tokens/list", [:], TokenReport.self)
            if form.output == .json { return Rendering.json(report.encoded) }
            Rendering.table(
                ["TOKEN", "STATE", "MACHINE", "CLUSTER", "EXPIRES", "USED BY"],
                report.tokens.map { token -> [String] in
                    [
                        token.id, token.state ?? "", token.machine, token.cluster ?? "",
                        token.expiresAt?.iso8601 ?? "", token.usedBy ?? "",
                    ]
                })
            print("")
            Rendering.table(
                ["MACHINE", "HOST", "JOINED", "CERTIFICATE ENDS", "STATE"],
                report.machines.map { machine -> [String] in
                    [
                        machine.id, machine.hostName, machine.joinedAt?.iso8601 ?? "",
                        machine.certificateEnd?.iso8601 ?? "",
                        machine.isRevoked ? "revoked" : "trusted",
                    ]
                })
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token useless, or refuse a machine from now on.",
            discussion: "A machine that was refused cannot be let in again under its id.")

        @OptionGroup var data: DataOptions

        @Argument(help: "Id of a token or of a machine, as `skerry token list` shows them.")
        var id: String

        func run() async throws {
            _ = try await LocalAPI(data.directory).ask(
                "/_skerry/tokens/revoke", ["id": .string(id)], TokenReport.self)
        }
    }
}
