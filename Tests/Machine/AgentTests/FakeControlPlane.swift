import AWSWire
import AgentProtocol
import HTTPTypes
import Logging
import NIOCore
import Shapes
import Synchronization
import WebServer
import WebSockets

@testable import Agent

/// ECS, ECR and CloudWatch Logs as far as an agent sees them, on a live socket.
final class FakeControlPlane: WebHandler {
    struct State {
        var calls: [(operation: String, input: Value, key: String)] = []
        var heard: [ACS.Message] = []
        var telemetry: [TCS.Message] = []
        var telemetryHeads: [String] = []
        var control: WebSocket?
        var sessions = 0
        var queries: [SessionQuery] = []
        var port = 0
        var instance = 0
        var hasCluster = true
        /// Answers by operation, taken in order; without one the call succeeds.
        var failures: [String: [(status: Int, code: String)]] = [:]
        /// What is sent as soon as a session opens.
        var greeting: [ACS.Message] = []
        var refusesInstance: String?
        var streams: Set<String> = []
        var events: [String] = []
    }

    let state = Mutex(State())

    // MARK: What tests do

    func send(_ message: ACS.Message) async throws {
        let socket = state.withLock { $0.control }
        try await socket?.send(.text(String(decoding: message.encoded(), as: UTF8.self)))
    }

    func cut() async {
        let socket = state.withLock { $0.control }
        await socket?.close(.goingAway)
    }

    func inputs(_ operation: String) -> [Value] {
        state.withLock { $0.calls.filter { $0.operation == operation }.map(\.input) }
    }

    /// `status` and `reason` of every SubmitTaskStateChange, in order.
    func statuses(of id: String = "t1") -> [String] {
        inputs("SubmitTaskStateChange")
            .filter { $0["task"]?.string?.hasSuffix("/\(id)") == true }
            .compactMap { $0["status"]?.string }
    }

    var acknowledged: [String] {
        state.withLock { state in
            state.heard.compactMap { message in
                if case .ack(let ack) = message { ack.messageId } else { nil }
            }
        }
    }

    // MARK: Server

    func respond(to request: WebRequest) async -> WebResponse {
        if request.rawPath == "/ws" { return openChannel(request) }
        guard let target = request.headers[HTTPField.Name("X-Amz-Target")!],
            let operation = target.split(separator: ".").last
        else { return .text("no target", status: .notFound) }
        let body: Value
        do {
            let buffer = try await request.body.collect(upTo: 4 << 20)
            body = try JSON.parse(buffer.readableBytesView)
        } catch {
            return .text("\(error)", status: .badRequest)
        }
        let authorization = request.headers[.authorization] ?? ""
        let key = authorization.firstRange(of: "Credential=").map { range in
            String(authorization[range.upperBound...].prefix { $0 != "/" })
        }
        return answer(String(operation), body, key: key ?? "")
    }

    private func answer(_ operation: String, _ input: Value, key: String) -> WebResponse {
        let failure = state.withLock { state -> (status: Int, code: String)? in
            state.calls.append((operation, input, key))
            guard state.failures[operation]?.isEmpty == false else { return nil }
            return state.failures[operation]?.removeFirst()
        }
        if let failure {
            return json(
                ["__type": .string(failure.code), "message": .string("as told")],
                status: failure.status)
        }
        switch operation {
        case "CreateCluster":
            state.withLock { $0.hasCluster = true }
            return json([:])
        case "RegisterContainerInstance":
            guard state.withLock({ $0.hasCluster }) else {
                return json(["__type": .string("ClusterNotFoundException")], status: 400)
            }
            let arn =
                input["containerInstanceArn"]?.string
                ?? state.withLock { state in
                    state.instance += 1
                    return "arn:aws:ecs:us-east-1:0:container-instance/c/i\(state.instance)"
                }
            return json([
                "containerInstance": .object(["containerInstanceArn": .string(arn)])
            ])
        case "DiscoverPollEndpoint":
            let endpoint = Value.string("http://127.0.0.1:\(state.withLock { $0.port })/")
            return json(["endpoint": endpoint, "telemetryEndpoint": endpoint])
        case "GetAuthorizationToken":
            let token = Base64.encode(Array("AWS:secret-\(key)".utf8))
            return json([
                "authorizationData": .list([
                    .object([
                        "authorizationToken": .string(token), "expiresAt": .integer(4_000_000_000),
                    ])
                ])
            ])
        case "PutLogEvents":
            let messages = (input["logEvents"]?.list ?? []).compactMap { $0["message"]?.string }
            state.withLock { $0.events += messages }
            return json([:])
        case "CreateLogStream":
            let name = input["logStreamName"]?.string ?? ""
            guard state.withLock({ $0.streams.insert(name).inserted }) else {
                return json(["__type": .string("ResourceAlreadyExistsException")], status: 400)
            }
            return json([:])
        default: return json([:])
        }
    }

    private func json(_ object: Object, status: Int = 200) -> WebResponse {
        .text(
            String(decoding: JSON.serialize(.object(object)), as: UTF8.self),
            status: .init(code: status), contentType: "application/x-amz-json-1.1")
    }

    private func openChannel(_ request: WebRequest) -> WebResponse {
        let items = (request.rawQuery ?? "").split(separator: "&").map { item in
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                name: String(parts[0]),
                value: PercentEncoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: false)
                    ?? ""
            )
        }
        guard request.headers[.authorization] != nil, let query = SessionQuery(items: items) else {
            return .text("unsigned", status: .forbidden)
        }
        let isControl = items.contains { $0.name == "clusterArn" }
        if isControl, let code = state.withLock({ $0.refusesInstance }) {
            state.withLock { $0.refusesInstance = nil }
            return .text(
                "{\"type\":\"\(code)\",\"message\":{}}", status: .badRequest)
        }
        return .webSocket { socket in
            if isControl {
                await self.serveControl(socket, query)
            } else {
                await self.serveTelemetry(socket)
            }
        }
    }

    private func serveControl(_ socket: WebSocket, _ query: SessionQuery) async {
        let greeting = state.withLock { state in
            state.control = socket
            state.sessions += 1
            state.queries.append(query)
            return state.greeting
        }
        for message in greeting { try? await send(message) }
        for await raw in socket {
            guard case .text(let text) = raw,
                let message = try? ACS.Message(decoding: Array(text.utf8))
            else { continue }
            state.withLock { $0.heard.append(message) }
        }
    }

    private func serveTelemetry(_ socket: WebSocket) async {
        for await raw in socket {
            guard case .text(let text) = raw else { continue }
            let bytes = Array(text.utf8)
            guard let message = try? TCS.Message(decoding: bytes) else { continue }
            state.withLock { state in
                state.telemetry.append(message)
                state.telemetryHeads.append(Frame.headerText(of: bytes))
            }
        }
    }
}
