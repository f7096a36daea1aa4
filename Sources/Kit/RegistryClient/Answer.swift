import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Shapes

/// An answer whose body is still to be read.
struct Answer: Sendable {
    let url: RegistryURL
    let response: HTTPClientResponse
    let environment: RegistryClient.Environment
    let timeout: Duration

    var status: Int { Int(response.status.code) }

    func field(_ name: String) -> String? { response.headers.first(name: name) }
    func fields(_ name: String) -> [String] { response.headers[name] }

    /// `Content-Length`; nil without one that makes sense.
    var length: Int64? {
        field("Content-Length").flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    /// The whole body, in time.
    func body(limit: Int) async throws(RegistryClientError) -> [UInt8] {
        if let length, length > limit { throw .tooLarge(limit: Int64(limit)) }
        let end = environment.now() + timeout
        var body: [UInt8] = []
        do {
            for try await part in response.body {
                guard body.count + part.readableBytes <= limit else {
                    throw RegistryClientError.tooLarge(limit: Int64(limit))
                }
                body.append(contentsOf: part.readableBytesView)
                // A server that sends a byte now and then would keep us for ever.
                guard environment.now() < end else { throw RegistryClientError.timedOut }
            }
        } catch {
            throw Self.translate(error)
        }
        return body
    }

    /// What the answer says of an error.
    func error() async -> RegistryClientError {
        switch status {
        case 404: return .notFound
        case 429:
            let seconds = field("Retry-After").flatMap { Int64($0) }
            return .tooManyRequests(
                retryAfter: seconds.map { .seconds(max(0, min($0, 86_400))) })
        case 401: return .unauthorized(await reason())
        case 403: return .denied(await reason())
        case 500...: return .serverFailed(status: status, await reason())
        default: return .refused(status: status, await reason())
        }
    }

    /// The first error in the body, in the registry's words; the status' own otherwise.
    func reason() async -> String {
        let body = (try? await body(limit: RegistryClient.maximumErrorBody)) ?? []
        return Self.reason(body) ?? response.status.reasonPhrase
    }

    static func reason(_ body: [UInt8]) -> String? {
        guard let object = (try? JSON.parse(body))?.object else { return nil }
        var texts: [String] = []
        if let first = object["errors"]?.list?.first?.object {
            texts = [first["code"]?.string, first["message"]?.string].compactMap(\.self)
        } else {
            texts = [object["message"]?.string ?? object["details"]?.string].compactMap(\.self)
        }
        let text = texts.joined(separator: ": ").prefix(300)
            .filter { !($0.asciiValue.map { $0 < 32 || $0 == 127 } ?? false) }
        return text.isEmpty ? nil : String(text)
    }

    /// Whatever a connection throws, in our errors.
    static func translate(_ error: any Error) -> RegistryClientError {
        if let error = error as? RegistryClientError { return error }
        if error is CancellationError { return .cancelled }
        switch error as? HTTPClientError {
        case .cancelled, .alreadyShutdown: return .cancelled
        case .deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout,
            .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            return .timedOut
        default: return .unreachable(String("\(error)".prefix(300)))
        }
    }
}
