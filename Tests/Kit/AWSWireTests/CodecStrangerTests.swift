import AWSWire
import CloudWatchLogsModel
import ECRModel
import ECSModel
import STSModel
import Shapes
import Testing

/// botocore serialises, we decode; we encode, botocore parses: the trees must be the same.
@Suite(.enabled(if: Stranger.isAvailable, "\(Stranger.absence)"))
struct CodecStrangerTests {
    /// A service as botocore calls it, in one of its protocols.
    struct Subject: Sendable, CustomTestStringConvertible {
        let service: String
        let wireProtocol: WireProtocol
        /// The generated model; without one it is imported, with these operations or all.
        var model: ServiceModel?
        var operations: [String] = []

        var testDescription: String { "\(service) in \(wireProtocol.rawValue)" }

        func loaded() throws -> ServiceModel {
            if let model { return model }
            let answer = try Stranger.shared!.call([
                "do": .string("model"), "service": .string(service),
                "operations": .list(operations.map(Value.string)),
            ])
            return try ServiceModel(json: String(decoding: JSON.serialize(answer), as: UTF8.self))
        }
    }

    /// All that is served, then a real model for each protocol that nothing generated speaks yet.
    static let subjects: [Subject] = [
        .init(service: "ecs", wireProtocol: .json, model: ECSAPI.model),
        .init(service: "ecr", wireProtocol: .json, model: ECRAPI.model),
        .init(service: "logs", wireProtocol: .json, model: LogsAPI.model),
        .init(service: "sts", wireProtocol: .query, model: STSAPI.model),
        .init(service: "eks", wireProtocol: .restJSON),
        .init(service: "cloudwatch", wireProtocol: .rpcV2CBOR),
        .init(service: "cloudwatch", wireProtocol: .json),
        .init(service: "cloudwatch", wireProtocol: .query),
        .init(service: "elbv2", wireProtocol: .query),
        .init(
            service: "ec2", wireProtocol: .ec2,
            operations: [
                "AuthorizeSecurityGroupIngress", "CreateSecurityGroup", "CreateTags", "CreateVpc",
                "DescribeInstances", "DescribeNetworkInterfaces", "DescribeSubnets", "RunInstances",
            ]),
    ]

    private static func wireRequest(_ value: Value) -> WireRequest {
        var headers: HeaderList = ["Host": "localhost:4566"]
        for (name, text) in value["headers"]!.headerPairs() { headers.append(name, text) }
        return WireRequest(
            head: RequestHead(
                method: value["method"]!.string!, path: value["path"]!.string!,
                query: value["query"]!.string!, headers: headers),
            body: Base64.decode(value["body"]!.string!)!)
    }

    private static func requests(
        _ subject: Subject, _ operation: String, count: Int
    ) throws -> [Value] {
        try Stranger.shared!.call([
            "do": .string("requests"), "service": .string(subject.service),
            "protocol": .string(subject.wireProtocol.rawValue), "operation": .string(operation),
            "seed": .integer(7), "count": .integer(Int64(count)),
        ]).list ?? []
    }

    @Test(arguments: subjects) func decodesWhatBotocoreSends(_ subject: Subject) throws {
        let model = try subject.loaded()
        let codec = Codec(model: model, wireProtocol: subject.wireProtocol)
        let router = RESTRouter(model)
        var compared = 0
        for operation in model.operations.values {
            for answer in try Self.requests(subject, operation.name, count: 12) {
                let request = Self.wireRequest(answer)
                let expected = TaggedTree.value(answer["tree"]!)
                let found = try Self.recognised(
                    request, subject.wireProtocol, model: model, router: router)
                #expect(found.name == operation.name)
                do {
                    let tree = try codec.decodeRequest(
                        operation, head: request.head, labels: found.labels, body: request.body)
                    #expect(
                        TaggedTree.sorted(tree) == expected,
                        "\(operation.name): \(String(decoding: request.body, as: UTF8.self))")
                } catch {
                    Issue.record("\(operation.name): \(error)")
                }
                compared += 1
            }
        }
        #expect(compared == model.operations.count * 12)
    }

    /// Which operation the request's own form names.
    private static func recognised(
        _ request: WireRequest, _ wireProtocol: WireProtocol, model: ServiceModel,
        router: RESTRouter
    ) throws -> (name: String, labels: [String: String]) {
        switch (RequestForm(request.head), wireProtocol) {
        case (.json(let version, let prefix, let operation), .json):
            #expect(prefix == model.targetPrefix)
            #expect(version == model.jsonVersion)
            return (operation, [:])
        case (.cbor(let service, let operation), .rpcV2CBOR):
            #expect(service == model.targetPrefix)
            return (operation, [:])
        case (.query, .query), (.query, .ec2):
            let action = try #require(RequestForm.action(of: request.head, body: request.body))
            #expect(action.version == model.apiVersion)
            return (action.name, [:])
        case (.rest, .restJSON):
            let match = try #require(router.match(request.head))
            return (match.operation.name, match.labels)
        case (let form, _):
            Issue.record("\(form) is not \(wireProtocol)")
            return ("", [:])
        }
    }

    private static func ask(
        _ subject: Subject, _ operation: String, _ responses: [WireResponse]
    ) throws -> [Value] {
        let encoded = responses.map { response in
            Value.object([
                "status": .integer(Int64(response.status)),
                "headers": .list(
                    response.headers.fields.map { .list([.string($0.name), .string($0.value)]) }),
                "body": .string(Base64.encode(response.body)),
            ])
        }
        return try Stranger.shared!.call([
            "do": .string("responses"), "service": .string(subject.service),
            "protocol": .string(subject.wireProtocol.rawValue), "operation": .string(operation),
            "responses": .list(encoded),
        ]).list ?? []
    }

    @Test(arguments: subjects) func encodesWhatBotocoreReads(_ subject: Subject) throws {
        let model = try subject.loaded()
        let codec = Codec(model: model, wireProtocol: subject.wireProtocol)
        let trees = RandomTrees(model: model)
        var dice = SeededDice(11)
        for operation in model.operations.values.sorted(by: { $0.name < $1.name }) {
            let hasStream =
                operation.output.map { name in
                    model.shape(name).members.contains { model.shape($0.shape).isEventStream }
                } ?? false
            if hasStream { continue }
            var outputs: [Value] = []
            for _ in 0..<12 {
                outputs.append(
                    operation.output.map { trees.structure($0, depth: 5, &dice) }
                        ?? .object(Object()))
            }
            let responses = outputs.map {
                codec.encodeResponse(operation, $0, requestID: "id-1")
            }
            let answers = try Self.ask(subject, operation.name, responses)
            for (index, answer) in answers.enumerated() {
                let body = String(decoding: responses[index].body, as: UTF8.self)
                #expect(
                    TaggedTree.value(answer["tree"]!) == TaggedTree.sorted(outputs[index]),
                    "\(operation.name): \(body)")
                // botocore drops the id of empty CBOR answers.
                if operation.output != nil || subject.wireProtocol != .rpcV2CBOR {
                    #expect(answer["requestID"] == .string("id-1"))
                }
                // Our own client must read the same.
                do {
                    let own = try codec.decodeResponse(operation, responses[index])
                    #expect(
                        TaggedTree.sorted(own) == TaggedTree.sorted(outputs[index]),
                        "\(operation.name): \(body)")
                } catch {
                    Issue.record("\(operation.name): \(error)")
                }
            }
        }
    }

    @Test(arguments: subjects) func encodesErrorsThatBotocoreReads(_ subject: Subject) throws {
        let model = try subject.loaded()
        let codec = Codec(model: model, wireProtocol: subject.wireProtocol)
        let declared = model.shapes.values.compactMap(\.error).map(\.code)
        let errors =
            declared.prefix(20).map { AWSError(code: $0, message: "no <such> & thing") }
            + [
                AWSError(code: "InternalFailure", message: "it broke", status: 500),
                AWSError(code: "AccessDenied", message: "you may not", status: 403),
            ]
        let operation = model.operations.values.min { $0.name < $1.name }!
        let answers = try Self.ask(
            subject, operation.name, errors.map { codec.encodeError($0, requestID: "id-2") })
        #expect(answers.count == errors.count)
        for (error, answer) in zip(errors, answers) {
            #expect(answer["code"] == .string(error.code))
            #expect(answer["message"] == .string(error.message))
            #expect(answer["requestID"] == .string("id-2"))
            do {
                _ = try codec.decodeResponse(operation, codec.encodeError(error, requestID: "x"))
                Issue.record("an error was read as an answer")
            } catch {
                let read = error
                #expect(read.code == answer["code"]?.string)
                #expect(read.message == answer["message"]?.string)
            }
        }
    }

    /// Our client's requests are ours to decode: what goes in must come out.
    @Test(arguments: subjects) func decodesOwnRequests(_ subject: Subject) throws {
        let model = try subject.loaded()
        let codec = Codec(model: model, wireProtocol: subject.wireProtocol)
        let router = RESTRouter(model)
        for operation in model.operations.values {
            for answer in try Self.requests(subject, operation.name, count: 4) {
                let input = TaggedTree.value(answer["tree"]!)
                let request = codec.encodeRequest(
                    operation, input, host: "localhost", token: "token-1")
                let found = try Self.recognised(
                    request, subject.wireProtocol, model: model, router: router)
                #expect(found.name == operation.name)
                do {
                    var tree = try codec.decodeRequest(
                        operation, head: request.head, labels: found.labels, body: request.body)
                    if case .object(var object) = tree {
                        object.members.removeAll {
                            $0.value == .string("token-1") && input[$0.name] == nil
                        }
                        tree = .object(object)
                    }
                    #expect(TaggedTree.sorted(tree) == input, "\(operation.name)")
                } catch {
                    Issue.record("\(operation.name): \(error)")
                }
            }
        }
    }

    @Test func streamsEventsThatBotocoreReads() throws {
        let subject = Subject(service: "logs", wireProtocol: .json, model: LogsAPI.model)
        let codec = Codec(model: LogsAPI.model, wireProtocol: .json)
        let operation = try #require(LogsAPI.model.operations["StartLiveTail"])
        let encoder = EventStreamEncoder(codec: codec, operation: operation)
        let start = Value.object(["requestId": .string("r"), "sessionId": .string("s")])
        let update = Value.object([
            "sessionResults": .list([
                .object(["message": .string("hällo"), "timestamp": .integer(1_700_000_000_000)])
            ])
        ])
        let body =
            encoder.initialResponse()
            + encoder.encode(.init(name: "sessionStart", payload: start))
            + encoder.encode(.init(name: "sessionUpdate", payload: update))
            + encoder.encode(AWSError(code: "SessionTimeoutException", message: "three hours"))
        let response = WireResponse(
            status: 200, headers: ["Content-Type": EventStreamEncoder.contentType], body: body)
        let answer = try #require(try Self.ask(subject, operation.name, [response]).first)
        let events = try #require(answer["tree"]?["responseStream"]?.list)
        #expect(events.count == 3)
        #expect(events.first?["sessionStart"]?["sessionId"] == .string("s"))
        #expect(
            events.dropFirst().first?["sessionUpdate"]?["sessionResults"]?.list?.first?["message"]
                == .string("hällo"))
        #expect(events.last?["$error"] == .string("SessionTimeoutException"))
        #expect(events.last?["message"] == .string("three hours"))
    }
}
