import AWSWire
package import AsyncHTTPClient
package import Logging
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
package import Shapes

/// Calls the operations of one AWS service, signed with Signature Version 4.
package struct AWSClient: Sendable {
    /// Limits of one client.
    package struct Options: Sendable {
        /// For each attempt, from connecting to the answer's last byte.
        package var timeout = Duration.seconds(30)
        package var retry = RetryPolicy()
        /// A longer answer is `AWSClientError.responseTooLarge`.
        package var maximumResponse = 16 << 20

        package init() {}
    }

    /// Where the service is.
    package let endpoint: Endpoint
    private let codec: Codec
    private let region: String
    private let provider: any CredentialsProvider
    private let options: Options
    private let environment: ClientEnvironment
    private let http: HTTPClient
    private let logger: Logger

    /// - Parameters:
    ///   - endpoint: Such as `http://127.0.0.1:4566`.
    ///   - model: The service; the first protocol that it lists is spoken.
    ///   - http: Shared connections; the caller shuts down a client of its own.
    /// - Throws: `AWSClientError.badEndpoint`.
    package init(
        endpoint: String, model: ServiceModel, region: String,
        credentials: any CredentialsProvider, options: Options = Options(), logger: Logger,
        environment: ClientEnvironment = .system, http: HTTPClient = .shared
    ) throws(AWSClientError) {
        self.endpoint = try Endpoint(endpoint)
        codec = Codec(model: model, wireProtocol: model.protocols.first ?? .json)
        self.region = region
        provider = credentials
        self.options = options
        self.environment = environment
        self.http = http
        self.logger = logger
    }

    /// Calls `operation` with a typed input.
    ///
    /// - Throws: The service's `AWSError`, `AWSClientError`, or `ShapeError` for an answer of another
    ///   form; after retrying what `RetryPolicy` finds worth it.
    package func call<Input: Shape, Output: Shape>(
        _ operation: String, _ input: Input, returning: Output.Type = Output.self
    ) async throws -> Output {
        guard case .object(let object) = try await call(operation, input.encoded) else {
            return try Output.decoded(from: .object(Object()))
        }
        return try Output.decoded(from: .object(object))
    }

    /// Calls `operation` with a value tree.
    package func call(_ operation: String, _ input: Value) async throws -> Value {
        guard let model = codec.model.operations[operation] else {
            throw AWSClientError.unknownOperation(operation)
        }
        // Encoded once: every attempt carries the same idempotency token.
        let request = codec.encodeRequest(
            model, input, host: endpoint.authority, token: environment.token())
        var attempt = 1
        while true {
            do {
                return try codec.decodeResponse(model, try await send(request))
            } catch {
                let wait = options.retry.delay(
                    after: error, attempt: attempt, random: environment.random())
                guard let wait else { throw error }
                logger.debug(
                    "call failed, will retry",
                    metadata: [
                        "aws.operation": "\(operation)", "attempt": "\(attempt)",
                        "error": "\(error)",
                    ])
                try await environment.sleep(wait)
                attempt += 1
            }
        }
    }

    private func send(_ request: WireRequest) async throws -> WireResponse {
        let head = request.head
        let signature = SigV4.sign(
            head, payload: .of(request.body), credentials: try await provider.credentials(),
            region: region, service: codec.model.signingName, now: environment.now())
        let query = head.query.isEmpty ? "" : "?" + head.query
        var message = HTTPClientRequest(url: endpoint.description + head.path + query)
        message.method = HTTPMethod(rawValue: head.method)
        for field in head.headers.fields + signature.fields {
            message.headers.add(name: field.name, value: field.value)
        }
        message.body = .bytes(ByteBuffer(bytes: request.body))
        do {
            let response = try await http.execute(
                message, timeout: TimeAmount(options.timeout), logger: logger)
            return try await collect(response)
        } catch {
            throw Self.clientError(error)
        }
    }

    private func collect(_ response: HTTPClientResponse) async throws -> WireResponse {
        var body: [UInt8] = []
        for try await part in response.body {
            guard body.count + part.readableBytes <= options.maximumResponse else {
                throw AWSClientError.responseTooLarge(limit: options.maximumResponse)
            }
            body.append(contentsOf: part.readableBytesView)
        }
        let fields = response.headers.map { HeaderList.Field(name: $0.name, value: $0.value) }
        return WireResponse(
            status: Int(response.status.code), headers: HeaderList(fields), body: body)
    }

    private static func clientError(_ error: any Error) -> any Error {
        if error is CancellationError || error is AWSClientError { return error }
        switch error as? HTTPClientError {
        case .deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout,
            .getConnectionFromPoolTimeout:
            return AWSClientError.timedOut
        case .cancelled: return CancellationError()
        default: return AWSClientError.unreachable("\(error)")
        }
    }
}
