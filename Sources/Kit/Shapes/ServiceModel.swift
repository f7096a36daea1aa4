/// An API as data: operations, shapes and constraints of one AWS service, as far as Skerry serves it.
///
/// Made from a file of `Models/`, which holds what botocore's model says without its prose. Codecs
/// and validation walk it; nothing about a service's wire form is written by hand.
package final class ServiceModel: Sendable {
    /// The service's id in the API reference, such as `ECS` or `CloudWatch Logs`.
    package let serviceID: String
    /// The name in SigV4 credential scopes, such as `ecs` or `logs`.
    package let signingName: String
    /// The API version, such as `2014-11-13`.
    package let apiVersion: String
    /// Protocols the service speaks, the model's preferred one first.
    package let protocols: [WireProtocol]
    /// What precedes the operation in `X-Amz-Target` and names the service in RPCv2-CBOR's paths; nil
    /// for protocols without it.
    package let targetPrefix: String?
    /// `1.0` or `1.1` for AWS JSON; `1.1` when the model names none.
    package let jsonVersion: String
    /// The namespace of XML responses; nil for protocols without XML.
    package let xmlNamespace: String?
    /// Whether error codes follow awsQuery names for query-compatible services.
    package let isQueryCompatible: Bool
    /// Operations that are implemented, by name.
    package let operations: [String: OperationModel]
    /// Names of the model's other operations: known, and refused as not implemented.
    package let refusedOperations: Set<String>
    /// Shapes that implemented operations reach, by name.
    package let shapes: [String: ShapeModel]

    /// Reads a model from the JSON text in which the generator embeds it.
    ///
    /// - Throws: `JSON.ParseError` or `ShapeError` when the text is no such model.
    package init(json: String) throws {
        let root = try JSON.parse(json)
        let reader = ModelReader(root)
        serviceID = try reader.text("serviceId")
        signingName = try reader.text("signingName")
        apiVersion = try reader.text("apiVersion")
        protocols = try reader.texts("protocols").map { name throws(ShapeError) in
            guard let known = WireProtocol(rawValue: name) else {
                throw ShapeError("unknown protocol '\(name)'")
            }
            return known
        }
        targetPrefix = root["targetPrefix"]?.string
        jsonVersion = root["jsonVersion"]?.string ?? "1.1"
        xmlNamespace = root["xmlNamespace"]?.string
        isQueryCompatible = root["queryCompatible"] == .bool(true)
        refusedOperations = Set(try reader.texts("refused"))
        shapes = try ModelReader.shapes(root["shapes"])
        operations = try ModelReader.operations(root["operations"], shapes: shapes)
    }

    /// The shape called `name`; the generator guarantees that referenced names exist.
    package func shape(_ name: String) -> ShapeModel {
        guard let shape = shapes[name] else {
            preconditionFailure("model \(serviceID) lacks shape \(name)")
        }
        return shape
    }
}

/// How a service's requests and responses are written. Raw values are botocore's.
package enum WireProtocol: String, Sendable, CaseIterable {
    case json
    case restJSON = "rest-json"
    case query
    case ec2
    case rpcV2CBOR = "smithy-rpc-v2-cbor"
    case restXML = "rest-xml"
}

/// One operation of a model.
package struct OperationModel: Sendable {
    /// Its name, such as `RunTask`.
    package let name: String
    /// HTTP method and URI template; `POST` and `/` but for REST protocols.
    package let method: String, uri: String
    /// Status of a success, 200 unless the model says otherwise.
    package let status: Int
    /// Names of the input and output structures; nil when empty.
    package let input: String?, output: String?
    /// Element around a Query protocol result, such as `GetCallerIdentityResult`; nil for none.
    package let resultWrapper: String?
    /// Names of the error shapes it declares.
    package let errors: [String]
    /// Whether it may be called without a signature (`authtype: none`).
    package let isUnsigned: Bool
}

/// One shape of a model.
package struct ShapeModel: Sendable {
    /// What a shape is.
    package enum Kind: String, Sendable {
        case structure, list, map, string, integer, long, float, double, boolean, blob, timestamp
        case document
    }

    /// Name in the model.
    package let name: String
    /// What it is; a `structure` with `document` true is `document`.
    package let kind: Kind
    /// Members of a structure in the model's order.
    package let members: [MemberModel]
    /// Names of members that must be present.
    package let required: [String]
    /// Element of a list.
    package let element: MemberModel?
    /// Key and value of a map.
    package let key: MemberModel?, value: MemberModel?
    /// Whether a list or map of the XML and Query protocols has no element around it.
    package let isFlattened: Bool
    /// Bounds of the length of strings, blobs, lists and maps, or of a number.
    package let minimum: Double?, maximum: Double?
    /// Regular expression that strings must match.
    package let pattern: String?
    /// Values of an enumeration, empty for other strings.
    package let values: [String]
    /// Format of a timestamp when the shape names one: `iso8601`, `unixTimestamp` or `rfc822`.
    package let timestampFormat: String?
    /// Whether the content must stay out of logs.
    package let isSensitive: Bool
    /// Whether exactly one member may be present.
    package let isUnion: Bool
    /// Whether its members are the events of a stream.
    package let isEventStream: Bool
    /// What makes a structure an error; nil for others.
    package let error: ErrorModel?
    /// The one member that is the whole body of REST protocols; nil for none.
    package let payload: String?
}

/// A member of a structure, or the element of a list, or the key or value of a map.
package struct MemberModel: Sendable {
    /// Member name; `member`, `key` or `value` for the others.
    package let name: String
    /// Name of its shape.
    package let shape: String
    /// Where REST protocols put it: `uri`, `querystring`, `header`, `headers`, `statusCode`; nil for
    /// the body.
    package let location: String?
    /// Name on the wire where it differs from `name`.
    package let locationName: String?
    /// Name in EC2 Query requests where the model gives one.
    package let queryName: String?
    /// Whether a client fills it with a random token when absent.
    package let isIdempotencyToken: Bool
    /// Whether this member's list is flattened (Query and XML protocols).
    package let isFlattened: Bool
    /// Format of a timestamp when the member names one.
    package let timestampFormat: String?
}

/// An error shape's wire form.
package struct ErrorModel: Sendable {
    /// The code on the wire.
    package let code: String
    /// The HTTP status.
    package let status: Int
    /// Whether the sender is at fault.
    package let isSenderFault: Bool
}

private struct ModelReader {
    let value: Value

    init(_ value: Value) { self.value = value }

    func text(_ name: String) throws(ShapeError) -> String {
        guard let text = value[name]?.string else { throw ShapeError("'\(name)' is missing") }
        return text
    }

    func texts(_ name: String) throws(ShapeError) -> [String] {
        try (value[name]?.list ?? []).map { item throws(ShapeError) in
            guard let text = item.string else { throw ShapeError("'\(name)' holds a non-string") }
            return text
        }
    }

    func flag(_ name: String) -> Bool { value[name] == .bool(true) }

    func number(_ name: String) -> Double? {
        switch value[name] {
        case .integer(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    static func operations(
        _ value: Value?, shapes: [String: ShapeModel]
    ) throws(ShapeError) -> [String: OperationModel] {
        var operations: [String: OperationModel] = [:]
        for member in value?.object?.members ?? [] {
            let reader = ModelReader(member.value)
            operations[member.name] = OperationModel(
                name: member.name,
                method: member.value["method"]?.string ?? "POST",
                uri: member.value["uri"]?.string ?? "/",
                status: Int(reader.number("status") ?? 200),
                input: member.value["input"]?.string,
                output: member.value["output"]?.string,
                resultWrapper: member.value["resultWrapper"]?.string,
                errors: try reader.texts("errors"),
                isUnsigned: reader.flag("unsigned"))
        }
        return operations
    }

    static func shapes(_ value: Value?) throws(ShapeError) -> [String: ShapeModel] {
        var shapes: [String: ShapeModel] = [:]
        for member in value?.object?.members ?? [] {
            shapes[member.name] = try shape(member.name, ModelReader(member.value))
        }
        return shapes
    }

    private static func shape(
        _ name: String, _ reader: ModelReader
    ) throws(ShapeError) -> ShapeModel {
        guard let kind = ShapeModel.Kind(rawValue: try reader.text("type")) else {
            throw ShapeError("unknown type", at: [name])
        }
        let members = try (reader.value["members"]?.object?.members ?? []).map {
            item throws(ShapeError) in try member(item.name, item.value)
        }
        let error = reader.value["error"].map { error in
            ErrorModel(
                code: error["code"]?.string ?? name,
                status: Int(ModelReader(error).number("status") ?? 400),
                isSenderFault: error["senderFault"] != .bool(false))
        }
        return ShapeModel(
            name: name, kind: kind, members: members, required: try reader.texts("required"),
            element: try reader.value["member"].map { value throws(ShapeError) in
                try member("member", value)
            },
            key: try reader.value["key"].map { value throws(ShapeError) in
                try member("key", value)
            },
            value: try reader.value["value"].map { value throws(ShapeError) in
                try member("value", value)
            },
            isFlattened: reader.flag("flattened"),
            minimum: reader.number("min"), maximum: reader.number("max"),
            pattern: reader.value["pattern"]?.string, values: try reader.texts("enum"),
            timestampFormat: reader.value["timestampFormat"]?.string,
            isSensitive: reader.flag("sensitive"), isUnion: reader.flag("union"),
            isEventStream: reader.flag("eventStream"), error: error,
            payload: reader.value["payload"]?.string)
    }

    private static func member(_ name: String, _ value: Value) throws(ShapeError) -> MemberModel {
        let reader = ModelReader(value)
        return MemberModel(
            name: name, shape: try reader.text("shape"),
            location: value["location"]?.string, locationName: value["locationName"]?.string,
            queryName: value["queryName"]?.string,
            isIdempotencyToken: reader.flag("idempotencyToken"),
            isFlattened: reader.flag("flattened"),
            timestampFormat: value["timestampFormat"]?.string)
    }
}
