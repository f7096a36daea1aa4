import Shapes

/// Writes and reads errors in each protocol's form.
struct ErrorCodec {
    let model: ServiceModel?
    let wireProtocol: WireProtocol

    // MARK: Writing

    func write(_ error: AWSError, requestID: String) -> WireResponse {
        var response =
            switch wireProtocol {
            case .json:
                WireResponse(
                    status: error.status,
                    headers: [
                        "Content-Type": "application/x-amz-json-\(model?.jsonVersion ?? "1.1")"
                    ],
                    body: JSON.serialize(tree(error)))
            case .rpcV2CBOR:
                WireResponse(
                    status: error.status,
                    headers: [
                        "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor",
                    ],
                    body: CBOR.serialize(tree(error)))
            case .restJSON, .restXML:
                WireResponse(
                    status: error.status,
                    headers: [
                        "Content-Type": "application/json", "x-amzn-ErrorType": typeName(error),
                    ],
                    body: JSON.serialize(tree(error)))
            case .query:
                WireResponse(
                    status: error.status, headers: ["Content-Type": "text/xml"],
                    body: queryBody(error, requestID: requestID))
            case .ec2:
                WireResponse(
                    status: error.status, headers: ["Content-Type": "text/xml;charset=UTF-8"],
                    body: ec2Body(error, requestID: requestID))
            }
        // Services that once spoke Query keep its codes for clients that match on them.
        if model?.isQueryCompatible == true, wireProtocol == .json || wireProtocol == .rpcV2CBOR {
            response.headers.append(
                "x-amzn-query-error",
                "\(error.code);\(error.isSenderFault ? "Sender" : "Receiver")")
        }
        response.headers.append("x-amzn-RequestId", requestID)
        return response
    }

    /// The error shape with this code; codes of query-compatible services differ from shape names.
    private func shape(_ code: String) -> ShapeModel? {
        model?.shapes.values.first { $0.error?.code == code } ?? model?.shapes[code]
    }

    private func typeName(_ error: AWSError) -> String {
        guard model?.isQueryCompatible == true, let shape = shape(error.code) else {
            return error.code
        }
        return shape.name
    }

    /// `message` unless the error's shape spells it `Message`.
    private func messageName(_ error: AWSError) -> String {
        shape(error.code)?.members.first { $0.name.lowercased() == "message" }?.wireName
            ?? "message"
    }

    private func tree(_ error: AWSError) -> Value {
        var object = Object()
        object.append("__type", .string(typeName(error)))
        object.append(messageName(error), .string(error.message))
        var members = Value.object(error.members)
        if let model, wireProtocol != .rpcV2CBOR, let shape = shape(error.code) {
            members = TreeCodec(model: model).write(members, as: shape, format: nil)
        }
        object.members += members.object?.members ?? []
        return .object(object)
    }

    private func queryBody(_ error: AWSError, requestID: String) -> [UInt8] {
        var writer = XMLWriter()
        writer.open("ErrorResponse", namespace: model?.xmlNamespace)
        writer.open("Error")
        writer.element("Type", error.isSenderFault ? "Sender" : "Receiver")
        writer.element("Code", error.code)
        writer.element("Message", error.message)
        if let model, let shape = shape(error.code) {
            XMLCodec(model: model, isEC2: false)
                .writeMembers(.object(error.members), as: shape, to: &writer)
        }
        writer.close("Error")
        writer.element("RequestId", requestID)
        writer.close("ErrorResponse")
        return writer.output
    }

    private func ec2Body(_ error: AWSError, requestID: String) -> [UInt8] {
        var writer = XMLWriter()
        writer.open("Response")
        writer.open("Errors")
        writer.open("Error")
        writer.element("Code", error.code)
        writer.element("Message", error.message)
        writer.close("Error")
        writer.close("Errors")
        writer.element("RequestID", requestID)
        writer.close("Response")
        return writer.output
    }

    // MARK: Reading

    /// The error that a response is; an unreadable body gives an error named by the status.
    func read(_ response: WireResponse) -> AWSError {
        var code = response.headers["x-amzn-errortype"] ?? ""
        var message = ""
        var members = Object()
        switch wireProtocol {
        case .json, .restJSON, .restXML, .rpcV2CBOR:
            let body =
                wireProtocol == .rpcV2CBOR
                ? try? CBOR.parse(response.body) : try? JSON.parse(response.body)
            members = body?.object ?? Object()
            code = members["__type"]?.string ?? code
            message = (members["message"] ?? members["Message"])?.string ?? ""
            members["__type"] = nil
            members["message"] = nil
            members["Message"] = nil
        case .query, .ec2:
            if let root = try? XMLElement.parse(response.body),
                let error = root.first("Error") ?? root.first("Errors")?.first("Error")
            {
                code = error.first("Code")?.text ?? ""
                message = error.first("Message")?.text ?? ""
            }
        }
        // "namespace#Name:http://…" names the same error as "Name".
        code = String(code.split(separator: ":").first ?? "")
        code = String(code.split(separator: "#").last ?? "")
        if let queryCode = response.headers["x-amzn-query-error"]?.split(separator: ";").first {
            code = String(queryCode)
        }
        if code.isEmpty { code = String(response.status) }
        return AWSError(
            code: code, message: message, status: response.status, members: members)
    }
}
