import AWSWire
import Gateway
import HTTPTypes
import Logging
import NIOCore
import Shapes
import Synchronization
import WebServer

/// Small models, one for each way in which a request can name its service.
enum Models {
    static let boats = try! ServiceModel(
        json: """
            {"serviceId":"Boats","signingName":"boats","apiVersion":"2020-01-01",
            "protocols":["json"],"targetPrefix":"Boats_2020","refused":["Sink"],
            "operations":{"Sail":{"input":"Order","output":"Report"},
            "Anchor":{"input":"Place","output":"Report"}},"shapes":{"Text":{"type":"string"},
            "Place":{"type":"structure","required":["name"],
            "members":{"name":{"shape":"Text"}}},"Order":{"type":"structure","members":{"name":{"shape":"Text"}}},
            "Report":{"type":"structure","members":{"said":{"shape":"Text"}}}}}
            """)
    static let forms = try! ServiceModel(
        json: """
            {"serviceId":"Forms","signingName":"forms","apiVersion":"2011-06-15",
            "protocols":["query"],"xmlNamespace":"https://forms/","refused":["Tear"],
            "operations":{"Fill":{"input":"Order","output":"Report","resultWrapper":"FillResult"}},
            "shapes":{"Text":{"type":"string"},
            "Order":{"type":"structure","members":{"name":{"shape":"Text"}}},
            "Report":{"type":"structure","members":{"said":{"shape":"Text"}}}}}
            """)
    static let gauges = try! ServiceModel(
        json: """
            {"serviceId":"Gauges","signingName":"gauges","apiVersion":"2010-08-01",
            "protocols":["smithy-rpc-v2-cbor","json","query"],"targetPrefix":"GaugeService",
            "refused":[],"operations":{"Read":{}},"shapes":{}}
            """)
    static let paths = try! ServiceModel(
        json: """
            {"serviceId":"Paths","signingName":"paths","apiVersion":"2017-11-01",
            "protocols":["rest-json"],"refused":[],
            "operations":{"GetThing":{"method":"GET","uri":"/things/{name}"}},"shapes":{}}
            """)
    static let all = [boats, forms, gauges, paths]
}

let now = Timestamp(milliseconds: 1_700_000_000_000)
let knownKey = SigV4.Credentials(accessKeyID: "AKIDKNOWN", secretAccessKey: "secret of the key")

/// Knows one key.
struct OneKey: CredentialResolver {
    func resolve(
        accessKeyID: String, sessionToken: String?, now: Timestamp
    ) async throws(SigV4.Failure) -> ResolvedCredentials {
        guard accessKeyID == knownKey.accessKeyID else { throw SigV4.Failure(.unknownKey) }
        return ResolvedCredentials(
            secretAccessKey: knownKey.secretAccessKey,
            principal: Principal(
                arn: "arn:aws:iam::111122223333:root", userID: "111122223333",
                account: "111122223333", accessKeyID: accessKeyID))
    }
}

/// Keeps what was logged, as text.
final class LogLines: Sendable {
    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let fields = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
            let line = ([event.message.description] + fields).joined(separator: " ")
            lines.text.withLock { $0.append(line) }
        }
    }

    let text = Mutex<[String]>([])

    var logger: Logger {
        Logger(label: "test") { _ in Handler(lines: self) }
    }

    var all: [String] { text.withLock { $0 } }
}

/// The handler that every test operation has: says who called, for `sail` and `fill` what was named.
func sayName(_ input: Value, _ context: RequestContext) -> Value {
    let name = input["name"]?.string ?? "nobody"
    return .object(["said": .string("\(name) \(context.account) \(context.region)")])
}

func makeGateway(
    _ authentication: Authentication = .sigv4(OneKey()), deadline: Duration = .seconds(10),
    bodyLimit: Int = 1000, mounts: [Mount] = [],
    health: @escaping @Sendable () async -> [(service: String, isHealthy: Bool)] = { [] },
    log: LogLines = LogLines(),
    sail: @escaping OperationHandler = { sayName($0, $1) }
) -> Gateway {
    let nothing: OperationHandler = { _, _ in nil }
    let ids = Mutex(0)
    return Gateway(
        options: Gateway.Options(
            authentication: authentication, now: { now },
            newRequestID: {
                ids.withLock {
                    $0 += 1
                    return "request-\($0)"
                }
            },
            handlerDeadline: deadline, version: "1.2.3"),
        services: [
            ServiceBinding(
                model: Models.boats, handlers: ["Sail": sail, "Anchor": sail],
                bodyLimit: bodyLimit),
            ServiceBinding(
                model: Models.forms, handlers: ["Fill": sail], bodyLimit: bodyLimit),
            ServiceBinding(model: Models.gauges, handlers: ["Read": nothing]),
            ServiceBinding(model: Models.paths, handlers: ["GetThing": nothing]),
        ],
        mounts: mounts, health: health, logger: log.logger)
}

/// A request as a client would send it, signed unless `service` is nil.
func makeRequest(
    _ method: String = "POST", _ target: String = "/", _ fields: HeaderList = [:],
    body: String = "", service: String?, key: SigV4.Credentials = knownKey,
    region: String = "eu-west-1", at time: Timestamp = now
) -> WebRequest {
    var head = RequestHead(method: method, target: target, headers: fields)
    if head.headers["host"] == nil { head.headers.append("host", "127.0.0.1:4566") }
    var all = head.headers.fields
    if let service {
        all +=
            SigV4.sign(
                head, payload: .of(body.utf8), credentials: key, region: region, service: service,
                now: time
            ).fields
    }
    var headers = HTTPFields()
    for field in all {
        headers.append(HTTPField(name: HTTPField.Name(field.name)!, value: field.value))
    }
    return WebRequest(
        method: HTTPRequest.Method(method)!, target: target, headers: headers,
        host: head.headers["host"], body: .bytes(ByteBuffer(string: body)))
}

func sailRequest(
    _ operation: String = "Sail", body: String = #"{"name":"Anna"}"#, service: String? = "boats",
    key: SigV4.Credentials = knownKey, at time: Timestamp = now
) -> WebRequest {
    makeRequest(
        "POST", "/",
        [
            "x-amz-target": "Boats_2020.\(operation)",
            "content-type": "application/x-amz-json-1.1",
        ], body: body, service: service, key: key, at: time)
}

extension WebResponse {
    /// The body, when it is in memory.
    var text: String {
        if case .bytes(let bytes) = body { String(buffer: bytes) } else { "" }
    }

    subscript(_ field: String) -> String? { headers[HTTPField.Name(field)!] }
}
