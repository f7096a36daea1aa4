import HTTPTypes
import Logging
import MachineProtocol
import NIOCore
import Shapes
import Synchronization
package import WebServer

/// `POST /_skerry/join`, `/_skerry/renew` and `/_skerry/machine-credentials`, as `MachineProtocol`
/// describes them, and `GET /_skerry/authority`: the authority's certificate in PEM, which is no
/// secret and by which a machine checks its token. Errors are `{"__type", "message"}`.
package struct TrustPages: Sendable {
    /// Largest body.
    static let bodyLimit = 32 << 10

    /// What the pages are mounted at.
    package static let prefixes = [
        "/_skerry/join", "/_skerry/renew", "/_skerry/machine-credentials", "/_skerry/authority",
    ]

    private let service: TrustService

    package init(_ service: TrustService) { self.service = service }

    /// Judges client certificates; for `ServerTLS`.
    package static func verifier(_ authority: Authority) -> ServerTLS.Verifier {
        { certificates in
            guard let own = certificates.first else { return .anonymous }
            do throws(TrustRefusal) {
                let machine = try authority.machine(of: own)
                return .verified(name: machine.machine, certificate: own)
            } catch {
                return .refused(error.message)
            }
        }
    }

    package func respond(to request: WebRequest) async -> WebResponse {
        if request.rawPath == "/_skerry/authority" {
            guard request.method == .get || request.method == .head else {
                return refusal(TrustRefusal(.methodNotAllowed, "use GET"))
            }
            return .text(service.authority.certificate, contentType: "application/x-pem-file")
        }
        let address = request.remoteAddress?.ipAddress ?? ""
        if let wait = service.limiter.withLock({ $0.wait(address, now: service.now()) }) {
            var response = refusal(
                TrustRefusal(
                    .tooManyFailures, "Too many failures from \(address); wait \(wait) seconds"))
            if let name = HTTPField.Name("Retry-After") { response.headers[name] = String(wait) }
            return response
        }
        do throws(TrustRefusal) {
            return try await answer(request)
        } catch {
            if error.isFailure {
                service.limiter.withLock { $0.fail(address, now: service.now()) }
                service.logger.warning(
                    "machine not let in",
                    metadata: [
                        "path": "\(request.rawPath)", "from": "\(address)",
                        "code": "\(error.code.rawValue)", "reason": "\(error.message)",
                    ])
            }
            return refusal(error)
        }
    }

    private func answer(_ request: WebRequest) async throws(TrustRefusal) -> WebResponse {
        guard request.method == .post else { throw TrustRefusal(.methodNotAllowed, "use POST") }
        guard request.isSecure else {
            throw TrustRefusal(
                .tlsRequired, "Machines are let in over TLS only; use https:// and the TLS port")
        }
        switch request.rawPath {
        case "/_skerry/join":
            return json(try await service.join(try await read(request)))
        case "/_skerry/renew":
            let certificate = try certificate(request)
            return json(try await service.renew(certificate, try await read(request)))
        case "/_skerry/machine-credentials":
            return json(try await service.machineCredentials(try certificate(request)))
        default: throw TrustRefusal(.invalidRequest, "There is nothing at this path")
        }
    }

    private func certificate(_ request: WebRequest) throws(TrustRefusal) -> MachineCertificate {
        switch request.peer {
        case .verified(_, let der): return try service.authority.machine(of: der)
        case .refused(let message): throw TrustRefusal(.certificateRefused, message)
        case .anonymous:
            throw TrustRefusal(
                .certificateRequired, "This needs the client certificate that the machine got")
        }
    }

    private func read(_ request: WebRequest) async throws(TrustRefusal) -> JoinRequest {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.bodyLimit)
        } catch RequestBody.Failed.tooLarge(let limit) {
            throw TrustRefusal(.tooLarge, "The body exceeds \(limit) bytes")
        } catch {
            throw TrustRefusal(.invalidRequest, "The body did not come whole")
        }
        do {
            return try JSON.decode(JoinRequest.self, from: body.readableBytesView)
        } catch {
            throw TrustRefusal(.invalidRequest, "The body is not the JSON that is expected here")
        }
    }

    private func json(_ shape: some Shape) -> WebResponse {
        WebResponse(
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .bytes(ByteBuffer(bytes: JSON.encode(shape))))
    }

    private func refusal(_ refusal: TrustRefusal) -> WebResponse {
        let body = Value.object([
            "__type": .string(refusal.code.rawValue), "message": .string(refusal.message),
        ])
        return WebResponse(
            status: refusal.status, headers: [.contentType: "application/json"],
            body: .bytes(ByteBuffer(bytes: JSON.serialize(body))))
    }
}
