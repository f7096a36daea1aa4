import AWSWire
import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import Shapes

/// How often and how patiently a call is tried again.
package struct S3Retries: Sendable {
    /// Attempts in all, the first included.
    package var attempts = 6
    /// The wait before attempt n+1 is random between zero and `base` · 2ⁿ⁻¹, at most `cap`.
    package var base = Duration.milliseconds(100)
    package var cap = Duration.seconds(5)

    package init() {}

    /// How long to wait after `attempt`, the first being 1; `random` lies between 0 and 1.
    func delay(after attempt: Int, random: Double) -> Duration {
        min(base * (1 << min(attempt - 1, 20)), cap) * random
    }
}

/// Signed calls to one bucket.
struct S3Client: Sendable {
    struct Call: Sendable {
        var method: HTTPMethod
        /// Key of the object; empty for the bucket itself.
        var key: String
        var query: [(name: String, value: String)] = []
        var headers: HeaderList = [:]
        var body = ByteBuffer()
        /// For each attempt.
        var timeout = Duration.seconds(60)

        /// Whether the store may find out that it fails after it has sent the status, as it may for
        /// CompleteMultipartUpload and CopyObject.
        var mayFailLate: Bool { method == .POST || headers["x-amz-copy-source"] != nil }

        var name: String {
            let detail = query.map { $0.value.isEmpty ? $0.name : "\($0.name)=\($0.value)" }
            return "\(method) \(key)" + (detail.isEmpty ? "" : "?" + detail.joined(separator: "&"))
        }
    }

    struct Answer: Sendable {
        var headers: HTTPHeaders
        var body: ByteBuffer
    }

    /// The longest document that is taken: a list of 1000 keys has half of it at most.
    static let maximumDocument = 4 << 20

    let location: S3Location
    let credentials: SigV4.Credentials
    let transport: any S3Transport
    let retries: S3Retries
    let now: @Sendable () -> Timestamp
    let logger: Logger

    /// Makes a call and collects the answer, of at most `limit` bytes.
    func perform(
        _ call: Call, limit: Int = maximumDocument
    ) async throws(S3Error) -> Answer {
        try await trying(call) { () async throws(S3Error) in
            let response = try await send(call)
            let body = try await Self.collect(response, limit: limit)
            if call.mayFailLate, let name = Self.errorName(body) {
                throw S3Error(status: 200, name: name)
            }
            return Answer(headers: response.headers, body: body)
        }
    }

    /// Makes a call and gives its answer as soon as the head is there.
    func open(_ call: Call) async throws(S3Error) -> HTTPClientResponse {
        try await trying(call) { () async throws(S3Error) in try await send(call) }
    }

    /// Waits before attempt number `attempt` + 1.
    func pause(after attempt: Int) async throws(S3Error) {
        do {
            try await Task.sleep(
                for: retries.delay(after: attempt, random: Double.random(in: 0...1)))
        } catch {
            throw S3Error(.cancelled, "cancelled")
        }
    }

    private func trying<T>(
        _ call: Call, _ body: () async throws(S3Error) -> T
    ) async throws(S3Error) -> T {
        var attempt = 1
        while true {
            do throws(S3Error) {
                return try await body()
            } catch {
                var error = error
                error.operation = call.name
                guard error.isRetryable, attempt < retries.attempts else { throw error }
                logger.debug(
                    "call to the object store failed, will retry",
                    metadata: ["attempt": "\(attempt)", "error": "\(error)"])
                try await pause(after: attempt)
                attempt += 1
            }
        }
    }

    private func send(_ call: Call) async throws(S3Error) -> HTTPClientResponse {
        let request = signed(call)
        let response: HTTPClientResponse
        do {
            response = try await transport.send(request, timeout: call.timeout)
        } catch {
            throw Self.broken(error)
        }
        let status = Int(response.status.code)
        if (200..<300).contains(status) { return response }
        // HEAD has no document; whatever else is wrong with it does not matter more.
        let document = try? await Self.collect(response, limit: 64 << 10)
        throw S3Error(status: status, name: document.flatMap(Self.errorName) ?? "")
    }

    private func signed(_ call: Call) -> HTTPClientRequest {
        let query = call.query.map { pair in
            "\(PercentEncoding.encode(pair.name))=\(PercentEncoding.encode(pair.value))"
        }.joined(separator: "&")
        var headers = call.headers
        headers["host"] = location.host
        let head = RequestHead(
            method: call.method.rawValue, path: location.path(call.key), query: query,
            headers: headers)
        let signature = SigV4.sign(
            head, payload: .of(call.body.readableBytesView), credentials: credentials,
            region: location.region, service: "s3", now: now())
        let target = "\(location.scheme)://\(location.host)\(head.path)"
        var request = HTTPClientRequest(url: query.isEmpty ? target : "\(target)?\(query)")
        request.method = call.method
        for field in headers.fields + signature.fields {
            request.headers.add(name: field.name, value: field.value)
        }
        if call.method == .PUT || call.body.readableBytes > 0 { request.body = .bytes(call.body) }
        return request
    }

    static func collect(
        _ response: HTTPClientResponse, limit: Int
    ) async throws(S3Error) -> ByteBuffer {
        var body = ByteBuffer()
        do {
            for try await part in response.body {
                guard body.readableBytes + part.readableBytes <= limit else {
                    throw S3Error(.refused, "the answer has more than \(limit) bytes")
                }
                body.writeImmutableBuffer(part)
            }
        } catch let error as S3Error {
            throw error
        } catch {
            throw broken(error)
        }
        return body
    }

    /// What a failed connection means: anything may have happened at the other end.
    static func broken(_ error: any Error) -> S3Error {
        if error is CancellationError || (error as? HTTPClientError) == .cancelled {
            return S3Error(.cancelled, "cancelled")
        }
        return S3Error(.unavailable, "\(error)", isRetryable: true)
    }

    /// The `Code` of an error document; nil when it is none.
    private static func errorName(_ body: ByteBuffer) -> String? {
        guard let root = try? XMLElement.parse(Array(body.readableBytesView)),
            root.name == "Error"
        else { return nil }
        return root.first("Code")?.text ?? "Error"
    }
}
