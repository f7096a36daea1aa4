import AWSWire
import HTTPTypes
package import Logging
import NIOCore
package import Shapes
package import WebServer

/// The one HTTP front of the control plane: finds the service a request is for, verifies who is
/// calling, decodes and checks the input, calls the handler and encodes its answer or error in the
/// caller's protocol.
package struct Gateway: WebHandler {
    /// What the gateway needs from outside.
    package struct Options: Sendable {
        /// How callers are told apart.
        package var authentication: Authentication
        /// The time, for signatures, tokens and handlers.
        package var now: @Sendable () -> Timestamp
        /// A new request id.
        package var newRequestID: @Sendable () -> String
        /// How long a handler may take before it is cancelled and the caller gets an error.
        package var handlerDeadline: Duration
        /// The release, for `/_skerry/health`.
        package var version: String

        /// Gathers options.
        package init(
            authentication: Authentication, now: @escaping @Sendable () -> Timestamp,
            newRequestID: @escaping @Sendable () -> String,
            handlerDeadline: Duration = .seconds(60), version: String = ""
        ) {
            self.authentication = authentication
            self.now = now
            self.newRequestID = newRequestID
            self.handlerDeadline = handlerDeadline
            self.version = version
        }
    }

    let options: Options
    let services: [ServiceBinding]
    let codecs: CodecTable
    let routes: RoutingTable
    let mounts: [Mount]
    let keys = SigningKeyCache()
    let metrics = GatewayMetrics()
    let health: @Sendable () async -> [(service: String, isHealthy: Bool)]
    let logger: Logger

    /// Joins services and raw handlers to one front.
    ///
    /// - Parameters:
    ///   - mounts: Handlers of whole path prefixes, asked before any service.
    ///   - health: The state of each part, asked at `/_skerry/health`.
    package init(
        options: Options, services: [ServiceBinding], mounts: [Mount] = [],
        health: @escaping @Sendable () async -> [(service: String, isHealthy: Bool)] = { [] },
        logger: Logger
    ) {
        self.options = options
        self.services = services
        self.mounts = mounts.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
        self.health = health
        self.logger = logger
        codecs = CodecTable(services.map(\.model))
        routes = RoutingTable(services.map(\.model))
    }

    package func respond(to request: WebRequest) async -> WebResponse {
        let call = Call(
            request: request, head: RequestHead(request), requestID: options.newRequestID(),
            now: options.now())
        let start = ContinuousClock.now
        let outcome: Outcome
        if let mount = mounts.first(where: { $0.matches(request.rawPath) }) {
            outcome = await respond(call, at: mount)
        } else if request.rawPath == "/_skerry/health" {
            outcome = await healthPage(call)
        } else if request.rawPath == "/_skerry/metrics" {
            outcome = metricsPage(call)
        } else {
            outcome = await respondAsService(call)
        }
        let duration = ContinuousClock.now - start
        metrics.record(
            .init(
                service: outcome.service, operation: outcome.operation,
                status: outcome.response.status.code), duration)
        log(call, outcome, duration)
        return outcome.response
    }

    private func log(_ call: Call, _ outcome: Outcome, _ duration: Duration) {
        var metadata: Logger.Metadata = [
            "request.id": .string(call.requestID),
            "service": .string(outcome.service), "operation": .string(outcome.operation),
            "status": .stringConvertible(outcome.response.status.code),
            "ms": .stringConvertible(duration.tenthsOfMilliseconds / 10),
        ]
        if let context = outcome.context {
            metadata["account"] = .string(context.account)
            metadata["region"] = .string(context.region)
            metadata["principal"] = .string(context.principal.arn)
        }
        if let code = outcome.errorCode { metadata["error.code"] = .string(code) }
        if let length = call.request.body.expectedLength {
            metadata["bytes.in"] = .stringConvertible(length)
        }
        if case .bytes(let buffer) = outcome.response.body {
            metadata["bytes.out"] = .stringConvertible(buffer.readableBytes)
        }
        logger.log(level: outcome.level, "request", metadata: metadata)
    }

    // MARK: Our own pages

    private func healthPage(_ call: Call) async -> Outcome {
        let parts = await health()
        var states = Object()
        for part in parts {
            states.append(part.service, .string(part.isHealthy ? "running" : "unavailable"))
        }
        let isHealthy = parts.allSatisfy(\.isHealthy)
        let body = Value.object([
            "status": .string(isHealthy ? "running" : "degraded"),
            "version": .string(options.version), "services": .object(states),
        ])
        return Outcome(
            service: "_skerry", operation: "health", level: .debug,
            response: WebResponse(
                status: isHealthy ? .ok : .serviceUnavailable,
                headers: [.contentType: "application/json"],
                body: .bytes(ByteBuffer(bytes: JSON.serialize(body)))))
    }

    private func metricsPage(_ call: Call) -> Outcome {
        Outcome(
            service: "_skerry", operation: "metrics", level: .debug,
            response: .text(
                metrics.text(), contentType: "text/plain; version=0.0.4; charset=utf-8"))
    }
}

/// One request on its way through the gateway.
struct Call: Sendable {
    let request: WebRequest
    let head: RequestHead
    let requestID: String
    let now: Timestamp

    var sourceAddress: String { request.remoteAddress?.ipAddress ?? "" }
}

/// What became of a request: the response, and what the log and the metrics say about it.
struct Outcome: Sendable {
    var service: String
    var operation: String
    var context: RequestContext?
    var errorCode: String?
    var level = Logger.Level.info
    var response: WebResponse
}

/// One codec for each service and protocol, made once.
struct CodecTable: Sendable {
    private let codecs: [[WireProtocol: Codec]]

    init(_ models: [ServiceModel]) {
        codecs = models.map { model in
            var table: [WireProtocol: Codec] = [:]
            for wireProtocol in WireProtocol.allCases {
                table[wireProtocol] = Codec(model: model, wireProtocol: wireProtocol)
            }
            return table
        }
    }

    subscript(_ service: Int, _ wireProtocol: WireProtocol) -> Codec {
        codecs[service][wireProtocol]!
    }
}

extension RequestHead {
    /// The head as the signature saw it.
    init(_ request: WebRequest) {
        var headers = HeaderList()
        if let host = request.host { headers.append("host", host) }
        for field in request.headers where field.name.canonicalName != "host" {
            headers.append(field.name.rawName, field.value)
        }
        self.init(
            method: request.method.rawValue, path: request.rawPath, query: request.rawQuery ?? "",
            headers: headers)
    }
}

extension Duration {
    /// Milliseconds with one digit, times ten.
    fileprivate var tenthsOfMilliseconds: Double {
        let (seconds, attoseconds) = components
        return (Double(seconds) * 10_000 + Double(attoseconds) / 1e14).rounded()
    }
}
