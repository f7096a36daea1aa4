import AWSWire
import ECR
import Gateway
import HTTPTypes
import NIOCore
import Shapes
import WebServer

/// What is said of secrets for upstream registries.
struct UpstreamSecretList: Shape {
    var secrets: [UpstreamSecretSummary] = []

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("secrets", &secrets) }
}

/// `POST /_skerry/ecr/gc {"dryRun": …}` and `POST /_skerry/ecr/verify {"quarantine": …}`: the
/// operator's work on the registry's content; and `put-secret`, `list-secrets` and `delete-secret`:
/// credentials for upstream registries. Only the default account's root may.
///
/// It is done here and not beside the server on its files: only the server knows which blobs are in
/// use at this moment, and the folder is its own while it runs. The answer is one JSON object a line,
/// `{"progress": …}` now and then and at the end `{"report": …}` or `{"error": …}`, because reading
/// all content takes as long as the disk wants.
struct RegistryPage {
    let service: ECRService

    private static let interval = Duration.milliseconds(250)

    struct Request: Shape {
        var isDryRun = false
        var quarantines = false
        var name = ""
        var account = Defaults.account
        var region = ""
        var username = ""
        var accessToken = ""

        init() {}

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("dryRun", &isDryRun)
            visitor.field("quarantine", &quarantines)
            visitor.field("name", &name)
            visitor.field("account", &account)
            visitor.field("region", &region)
            visitor.field("username", &username)
            visitor.field("accessToken", &accessToken)
        }
    }

    func respond(_ request: WebRequest, _ context: RequestContext) async -> WebResponse {
        guard request.method == .post else {
            return .text("use POST\n", status: .methodNotAllowed)
        }
        guard context.isOperator else {
            return .text("only the default account's root does this\n", status: .forbidden)
        }
        let input: Request
        do {
            let body = try await request.body.collect(upTo: 128 << 10)
            input = try JSON.decode(Request.self, from: body.readableBytesView)
        } catch {
            return .text("cannot read the request: \(error)\n", status: .badRequest)
        }
        switch request.rawPath {
        case "/_skerry/ecr/gc":
            return lines { progress in
                try await service.collectGarbage(isDryRun: input.isDryRun, progress: progress)
                    .encoded
            }
        case "/_skerry/ecr/verify":
            return lines { progress in
                try await service.verify(quarantines: input.quarantines, progress: progress).encoded
            }
        case "/_skerry/ecr/put-secret", "/_skerry/ecr/list-secrets", "/_skerry/ecr/delete-secret":
            return lines { _ in try await secrets(request.rawPath, input) }
        default:
            return .text(
                "there are gc, verify, put-secret, list-secrets and delete-secret\n",
                status: .notFound)
        }
    }

    private func secrets(_ path: String, _ input: Request) async throws -> Value {
        var report = UpstreamSecretList()
        switch path {
        case "/_skerry/ecr/put-secret":
            report.secrets = [
                try await service.putUpstreamSecret(
                    input.name, account: input.account, region: input.region,
                    username: input.username, accessToken: input.accessToken)
            ]
        case "/_skerry/ecr/delete-secret":
            try await service.deleteUpstreamSecret(
                input.name, account: input.account, region: input.region)
        default:
            report.secrets = try await service.upstreamSecrets(
                account: input.account, region: input.region)
        }
        return report.encoded
    }

    private typealias Progress = (MaintenanceProgress) async throws -> Void

    private func lines(
        _ work: @escaping @Sendable (Progress) async throws -> Value
    ) -> WebResponse {
        WebResponse(
            headers: [.contentType: "application/x-ndjson"],
            body: .stream(length: nil) { writer in
                func send(_ name: String, _ value: Value) async throws {
                    let line = JSON.serialize(.object([name: value])) + [UInt8(ascii: "\n")]
                    try await writer.write(ByteBuffer(bytes: line))
                }
                let clock = ContinuousClock()
                var next = clock.now
                do {
                    let report = try await work { progress in
                        if clock.now < next { return }
                        next = clock.now + Self.interval
                        try await send("progress", progress.encoded)
                    }
                    try await send("report", report)
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    try await send("error", .string("\(error)"))
                }
            })
    }
}
