import AWSClient
import AsyncHTTPClient
import MachineProtocol
import NIOCore
import NIOHTTP1
import NIOSSL
import Shapes

/// The calls of a machine that joins and stays, to one server.
struct JoinClient: Sendable {
    private static let timeout = TimeAmount.seconds(20)
    private static let longestAnswer = 1 << 20

    let server: Endpoint

    init(_ server: String) throws(JoinFailure) {
        do throws(AWSClientError) {
            self.server = try Endpoint(server)
        } catch {
            throw .badServer(server)
        }
        guard self.server.isSecure else { throw .badServer(server) }
    }

    /// The authority's certificate in PEM, if it is the one that `fingerprint` names. Whoever answers
    /// is not known yet: nothing is sent.
    func authority(fingerprint: String) async throws(JoinFailure) -> String {
        var configuration = HTTPClient.Configuration()
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        configuration.tlsConfiguration = tls
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let answer = await result(client) {
            try await Self.execute(
                client, HTTPClientRequest(url: "\(server.description)/_skerry/authority"))
        }
        let text = String(buffer: try answer.get().body)
        guard CertificateText.fingerprint(text) == fingerprint else {
            throw .otherInstallation(server: server.description)
        }
        return text
    }

    func join(_ request: JoinRequest, authority: String) async throws(JoinFailure) -> Admission {
        try await call("/_skerry/join", request, authority: authority, identity: nil)
    }

    func renew(
        _ request: JoinRequest, authority: String,
        identity: (certificate: String, privateKey: String)
    ) async throws(JoinFailure) -> Admission {
        try await call("/_skerry/renew", request, authority: authority, identity: identity)
    }

    func credentials(
        authority: String, identity: (certificate: String, privateKey: String)
    ) async throws(JoinFailure) -> MachineCredentials {
        try await call(
            "/_skerry/machine-credentials", nil as JoinRequest?, authority: authority,
            identity: identity)
    }

    private func call<Answer: Shape>(
        _ path: String, _ body: JoinRequest?, authority: String,
        identity: (certificate: String, privateKey: String)?
    ) async throws(JoinFailure) -> Answer {
        let trust: ClientTrust
        do throws(AWSClientError) {
            trust = try ClientTrust(authority: authority, identity: identity)
        } catch {
            throw .badAnswer("\(error)")
        }
        var request = HTTPClientRequest(url: server.description + path)
        request.method = .POST
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: JSON.encode(body)))
        }
        let message = request
        let answer = try await result(trust.http) { try await Self.execute(trust.http, message) }
            .get()
        guard answer.status == 200 else { throw refusal(answer.status, answer.body) }
        do {
            return try JSON.decode(Answer.self, from: answer.body.readableBytesView)
        } catch {
            throw .badAnswer("\(error)")
        }
    }

    private static func execute(
        _ client: HTTPClient, _ request: HTTPClientRequest
    ) async throws -> (status: Int, body: ByteBuffer) {
        let response = try await client.execute(request, timeout: timeout)
        return (
            Int(response.status.code), try await response.body.collect(upTo: longestAnswer)
        )
    }

    /// Runs a request of `client`, which ends with it.
    private func result<T: Sendable>(
        _ client: HTTPClient, _ body: () async throws -> T
    ) async -> Result<T, JoinFailure> {
        let outcome: Result<T, JoinFailure>
        do {
            outcome = .success(try await body())
        } catch {
            outcome = .failure(failure(error))
        }
        try? await client.shutdown()
        return outcome
    }

    private func failure(_ error: any Error) -> JoinFailure {
        let text = "\(error)"
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            return .otherName(server: server.description)
        }
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return .otherInstallation(server: server.description)
        }
        return .unreachable(server: server.description, reason: text)
    }

    private func refusal(_ status: Int, _ body: ByteBuffer) -> JoinFailure {
        let answer = try? JSON.parse(body.readableBytesView)
        guard let code = answer?["__type"]?.string, let message = answer?["message"]?.string else {
            return status >= 500
                ? .unreachable(server: server.description, reason: "it answers \(status)")
                : .badAnswer("status \(status)")
        }
        return .refused(code: code, message: message)
    }
}
