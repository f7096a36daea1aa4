import AWSWire
import Gateway
import HTTPTypes
import MachineProtocol
import NIOCore
import Shapes
import Trust
import WebServer

/// `POST /_skerry/tokens/create`, `/list` and `/revoke`: the operator's work on join tokens and on
/// the machines that they let in. Only the default account's root may.
struct TokenPage {
    let trust: TrustService

    static let maximumCount = 1_000

    struct Request: Shape {
        var identity = MachineIdentityRecord()
        var count = 1
        var seconds = 3_600
        /// Of a token or of a machine.
        var id = ""

        init() {}

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("identity", &identity)
            visitor.field("count", &count)
            visitor.field("seconds", &seconds)
            visitor.field("id", &id)
        }
    }

    func respond(_ request: WebRequest, _ context: RequestContext) async -> WebResponse {
        guard request.method == .post else {
            return .text("use POST\n", status: .methodNotAllowed)
        }
        guard context.isOperator else {
            return .text("only the default account's root does this\n", status: .forbidden)
        }
        do {
            let body = try await request.body.collect(upTo: 16 << 10)
            let input = try JSON.decode(Request.self, from: body.readableBytesView)
            let answer: TokenReport
            switch request.rawPath {
            case "/_skerry/tokens/create": answer = try await create(input)
            case "/_skerry/tokens/list": answer = try await list()
            case "/_skerry/tokens/revoke": answer = try await revoke(input.id)
            default: return .text("no such page\n", status: .notFound)
            }
            return WebResponse(
                headers: [.contentType: "application/json", .cacheControl: "no-store"],
                body: .bytes(ByteBuffer(bytes: JSON.encode(answer))))
        } catch let error as TrustError {
            if case .unknown = error { return .text("\(error)\n", status: .notFound) }
            return .text("\(error)\n", status: .badRequest)
        } catch {
            return .text("cannot do that: \(error)\n", status: .badRequest)
        }
    }

    private func create(_ input: Request) async throws -> TokenReport {
        guard (1...Self.maximumCount).contains(input.count) else {
            throw TrustError.invalid("a count lies between 1 and \(Self.maximumCount)")
        }
        guard input.count == 1 || input.identity.id.isEmpty else {
            throw TrustError.invalid("a machine gets one token")
        }
        var report = TokenReport()
        for _ in 0..<input.count {
            var identity = input.identity
            if identity.id.isEmpty { identity.id = trust.newExternalID() }
            let token = try await trust.createToken(
                for: identity, lifetime: .seconds(input.seconds))
            report.tokens.append(
                TokenReport.Token {
                    $0.token = token.text
                    $0.id = token.id
                    $0.machine = identity.id
                    $0.cluster = identity.cluster
                })
        }
        return report
    }

    private func list() async throws -> TokenReport {
        let now = SystemTime.now()
        var report = TokenReport()
        report.tokens = try await trust.tokens().map { token in
            TokenReport.Token {
                $0.id = token.id
                $0.machine = token.identity.id
                $0.cluster = token.identity.cluster
                $0.state = token.state(at: now)
                $0.expiresAt = token.expiresAt
                $0.usedBy = token.usedBy
            }
        }
        report.machines = try await trust.admitted().map { machine in
            TokenReport.Machine {
                $0.id = machine.identity.id
                $0.hostName = machine.hostName
                $0.joinedAt = machine.joinedAt
                $0.certificateEnd = machine.certificateEnd
                $0.isRevoked = machine.revokedAt != nil
            }
        }
        return report
    }

    private func revoke(_ id: String) async throws -> TokenReport {
        // Tokens' ids are digits; machines' have a kind before them.
        if id.contains("-") {
            try await trust.revokeMachine(id)
        } else {
            try await trust.revokeToken(id)
        }
        return TokenReport()
    }
}

/// What the operator is told of tokens and machines.
struct TokenReport: Shape {
    var tokens: [Token] = []
    var machines: [Machine] = []

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("tokens", &tokens)
        visitor.field("machines", &machines)
    }

    struct Token: Shape {
        /// All of it, when it has just been made.
        var token: String?
        var id = ""
        var machine = ""
        var cluster: String?
        var state: String?
        var expiresAt: Timestamp?
        var usedBy: String?

        init() {}

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("token", &token)
            visitor.field("id", &id)
            visitor.field("machine", &machine)
            visitor.field("cluster", &cluster)
            visitor.field("state", &state)
            visitor.field("expiresAt", &expiresAt)
            visitor.field("usedBy", &usedBy)
        }
    }

    struct Machine: Shape {
        var id = ""
        var hostName = ""
        var joinedAt: Timestamp?
        var certificateEnd: Timestamp?
        var isRevoked = false

        init() {}

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("id", &id)
            visitor.field("hostName", &hostName)
            visitor.field("joinedAt", &joinedAt)
            visitor.field("certificateEnd", &certificateEnd)
            visitor.field("isRevoked", &isRevoked)
        }
    }
}
