import AWSWire
import HTTPTypes
import NIOCore
import Shapes
import WebServer

extension Gateway {
    /// Hands a request to a mounted handler, with its caller verified when the mount asks for it.
    func respond(_ call: Call, at mount: Mount) async -> Outcome {
        var outcome = Outcome(
            service: mount.name, operation: Self.methodLabel(call.request.method),
            response: WebResponse())
        switch mount.access {
        case .handler(let respond):
            outcome.response = await respond(call.request)
        case .signed(let bodyLimit, let respond):
            do {
                let signed = try readSignature(call.head)
                let caller = try await identify(call, signed)
                let body = try await readBody(call, limit: bodyLimit)
                let context = try verify(
                    call, caller, signed, service: nil, payloadHash: SigV4.hash(body))
                outcome.context = context
                outcome.response = await respond(call.request.replacingBody(body), context)
            } catch {
                let refusal =
                    (error as? SigV4.Failure)?.error(in: .json) ?? (error as? AWSError)
                    ?? AWSError(code: "InternalFailure", message: "", status: 500)
                outcome.errorCode = refusal.code
                outcome.response = WebResponse(
                    Codec.encodeError(refusal, in: .json, requestID: call.requestID))
            }
        }
        if let name = HTTPField.Name("x-amzn-RequestId"), outcome.response.headers[name] == nil {
            outcome.response.headers[name] = call.requestID
        }
        return outcome
    }
}

extension Gateway {
    /// Clients may send any word as the method; metrics have labels for the known ones only.
    private static func methodLabel(_ method: HTTPRequest.Method) -> String {
        let known: Set<HTTPRequest.Method> = [
            .get, .head, .post, .put, .patch, .delete, .options,
        ]
        return known.contains(method) ? method.rawValue : "OTHER"
    }
}

extension WebRequest {
    /// The same request with a body that is in memory.
    fileprivate func replacingBody(_ bytes: [UInt8]) -> WebRequest {
        WebRequest(
            method: method, target: target, headers: headers, host: host,
            remoteAddress: remoteAddress, isSecure: isSecure, peer: peer,
            body: .bytes(ByteBuffer(bytes: bytes)))
    }
}
