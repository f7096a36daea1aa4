package import Shapes

/// Turns one service's requests and responses into value trees and back, in one protocol.
///
/// It walks the model; no service's wire form is written by hand. Servers decode requests and encode
/// responses; clients and fuzzers the other way round. Decoding checks types and framing only:
/// constraints are `Validation`'s.
package struct Codec: Sendable {
    /// The service.
    package let model: ServiceModel
    /// The protocol spoken.
    package let wireProtocol: WireProtocol
    let tree: TreeCodec

    /// A codec of `model`'s operations; make one a service and keep it.
    package init(model: ServiceModel, wireProtocol: WireProtocol) {
        self.model = model
        self.wireProtocol = wireProtocol
        tree = TreeCodec(model: model)
    }

    // MARK: Server

    /// The input of a request as a tree with the model's member names; an empty object when it has
    /// none.
    ///
    /// - Parameters:
    ///   - labels: Values of the URI template's labels, decoded, as `RESTRouter` gives them.
    /// - Throws: the protocol's own error, always a 4xx: `SerializationException`,
    ///   `MalformedInput`, `InvalidParameterValue` …
    package func decodeRequest(
        _ operation: OperationModel, head: RequestHead, labels: [String: String] = [:],
        body: [UInt8]
    ) throws(AWSError) -> Value {
        guard let name = operation.input else { return .object(Object()) }
        let shape = model.shape(name)
        do {
            switch wireProtocol {
            case .json: return try tree.readJSON(body, as: shape)
            case .rpcV2CBOR: return try tree.readCBOR(body, as: shape)
            case .restJSON, .restXML:
                return try RESTCodec(tree: tree)
                    .readRequest(operation, head: head, labels: labels, body: body)
            case .query, .ec2:
                return try QueryCodec(model: model, isEC2: wireProtocol == .ec2)
                    .read(head: head, body: body, as: shape)
            }
        } catch {
            throw error.error(in: wireProtocol)
        }
    }

    /// The response of a successful call.
    ///
    /// - Parameter output: The output tree; nil counts as empty.
    package func encodeResponse(
        _ operation: OperationModel, _ output: Value?, requestID: String
    ) -> WireResponse {
        var response: WireResponse
        switch wireProtocol {
        case .json:
            let body =
                operation.output.map { tree.writeJSON(output ?? .empty, as: model.shape($0)) } ?? []
            response = WireResponse(
                status: operation.status,
                headers: ["Content-Type": "application/x-amz-json-\(model.jsonVersion)"],
                body: body)
        case .rpcV2CBOR:
            response = WireResponse(
                status: operation.status, headers: ["smithy-protocol": "rpc-v2-cbor"])
            if let name = operation.output {
                response.headers.append("Content-Type", "application/cbor")
                response.body = tree.writeCBOR(output ?? .empty, as: model.shape(name))
            }
        case .restJSON, .restXML:
            response = RESTCodec(tree: tree).writeResponse(operation, output ?? .empty)
        case .query, .ec2:
            response = XMLCodec(model: model, isEC2: wireProtocol == .ec2)
                .writeResponse(operation, output ?? .empty, requestID: requestID)
        }
        response.headers.append("x-amzn-RequestId", requestID)
        return response
    }

    /// The response of a failed call; see also the function without a model for requests whose
    /// service is not known.
    package func encodeError(_ error: AWSError, requestID: String) -> WireResponse {
        ErrorCodec(model: model, wireProtocol: wireProtocol).write(error, requestID: requestID)
    }

    /// An error in `wireProtocol` for a request that no known service claims.
    package static func encodeError(
        _ error: AWSError, in wireProtocol: WireProtocol, requestID: String
    ) -> WireResponse {
        ErrorCodec(model: nil, wireProtocol: wireProtocol).write(error, requestID: requestID)
    }

    // MARK: Client

    /// A request that calls `operation`, without signature.
    ///
    /// - Parameters:
    ///   - host: The value of the `host` header.
    ///   - token: What absent idempotency tokens become.
    package func encodeRequest(
        _ operation: OperationModel, _ input: Value, host: String, token: String
    ) -> WireRequest {
        let shape = operation.input.map(model.shape)
        let input = shape.map { tree.filled(input, shape: $0, token: token) } ?? .empty
        var request: WireRequest
        switch wireProtocol {
        case .json:
            request = WireRequest(
                head: RequestHead(
                    method: "POST", path: "/",
                    headers: [
                        "content-type": "application/x-amz-json-\(model.jsonVersion)",
                        "x-amz-target": "\(model.targetPrefix ?? "").\(operation.name)",
                    ]),
                body: shape.map { tree.writeJSON(input, as: $0) } ?? Array("{}".utf8))
        case .rpcV2CBOR:
            request = WireRequest(
                head: RequestHead(
                    method: "POST",
                    path: "/service/\(model.targetPrefix ?? "")/operation/\(operation.name)",
                    headers: ["smithy-protocol": "rpc-v2-cbor", "accept": "application/cbor"]))
            if let shape {
                request.head.headers.append("content-type", "application/cbor")
                request.body = tree.writeCBOR(input, as: shape)
            }
        case .restJSON, .restXML:
            request = RESTCodec(tree: tree).writeRequest(operation, input)
        case .query, .ec2:
            request = WireRequest(
                head: RequestHead(
                    method: "POST", path: "/",
                    headers: [
                        "content-type": "application/x-www-form-urlencoded; charset=utf-8"
                    ]),
                body: QueryCodec(model: model, isEC2: wireProtocol == .ec2)
                    .write(operation, input))
        }
        request.head.headers.append("host", host)
        return request
    }

    /// The output of a response, or the error that it is.
    ///
    /// - Throws: the service's error; code `SerializationException` with status 502 when the
    ///   response is malformed.
    package func decodeResponse(
        _ operation: OperationModel, _ response: WireResponse
    ) throws(AWSError) -> Value {
        guard (200..<300).contains(response.status) else {
            throw ErrorCodec(model: model, wireProtocol: wireProtocol).read(response)
        }
        guard let name = operation.output else { return .empty }
        let shape = model.shape(name)
        do {
            switch wireProtocol {
            case .json: return try tree.readJSON(response.body, as: shape)
            case .rpcV2CBOR: return try tree.readCBOR(response.body, as: shape)
            case .restJSON, .restXML:
                return try RESTCodec(tree: tree).readResponse(response, as: shape)
            case .query, .ec2:
                return try XMLCodec(model: model, isEC2: wireProtocol == .ec2)
                    .readResponse(operation, response.body)
            }
        } catch {
            throw AWSError(
                code: "SerializationException", message: error.message, status: 502,
                isSenderFault: false)
        }
    }
}

extension Value {
    /// An object without members.
    static let empty = Value.object(Object())
}

/// Bytes that are not what the schema says; each protocol words it in its own way.
package struct WireError: Error {
    var message: String
    /// The member at fault, dotted, when it is known.
    var member = ""
    /// The text at fault, for protocols that repeat it.
    var text = ""

    init(_ message: String, member: String = "", text: String = "") {
        self.message = message
        self.member = member
        self.text = text
    }

    func error(in wireProtocol: WireProtocol) -> AWSError {
        switch wireProtocol {
        case .json, .restJSON, .rpcV2CBOR:
            AWSError(code: "SerializationException", message: message)
        case .query:
            AWSError(code: "MalformedInput", message: message)
        case .ec2:
            AWSError(
                code: "InvalidParameterValue",
                message: member.isEmpty
                    ? message
                    : "Value (\(text)) for parameter \(member) is invalid. \(message)")
        case .restXML:
            AWSError(code: "MalformedXML", message: message)
        }
    }
}
