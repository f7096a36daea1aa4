import AWSWire
import Shapes
import Testing

/// Every operation of every model in every protocol: what we write we read again, and what is broken
/// is refused with the protocol's own error.
@Suite(.timeLimit(.minutes(10)))
struct CodecFuzzTests {
    @Test(arguments: Subject.all) func whatIsWrittenIsReadAgain(_ subject: Subject) async {
        var dice = FuzzRun.dice("round trip of \(subject.testDescription)")
        let generator = RandomInput(model: subject.model, hasEmpties: subject.hasEmpties)
        let (codec, router) = (subject.codec, RESTRouter(subject.model))
        for operation in subject.operations {
            await Task.yield()
            for _ in 0..<FuzzRun.cases(4) {
                let input = Self.sorted(generator.input(of: operation, &dice))
                FuzzRun.trace("\(operation.name) \(input)")
                let request = codec.encodeRequest(operation, input, host: "h", token: "t-1")
                var labels: [String: String] = [:]
                if subject.wireProtocol == .restJSON {
                    guard let match = router.match(request.head) else {
                        FuzzRun.report("\(operation.name) is not found: \(request.head)")
                        continue
                    }
                    labels = match.labels
                }
                do {
                    let read = try codec.decodeRequest(
                        operation, head: request.head, labels: labels, body: request.body)
                    let found = Self.sorted(Self.without(token: "t-1", read, input))
                    if found != input {
                        FuzzRun.report(
                            "\(operation.name): \(Self.text(input)) became \(Self.text(found))")
                    }
                    try Validation.check(read, operation: operation, model: subject.model)
                } catch  where error.code == "SerializationException" {
                    FuzzRun.report("\(operation.name): \(error) of \(input)")
                } catch {
                    // The generator keeps the constraints that are cheap to keep, not all.
                    if error.status >= 500 { FuzzRun.report("\(operation.name): \(error)") }
                }
            }
        }
    }

    @Test(arguments: Subject.all) func whatIsBrokenIsRefused(_ subject: Subject) async {
        var dice = FuzzRun.dice("damage to \(subject.testDescription)")
        let generator = RandomInput(model: subject.model, hasEmpties: subject.hasEmpties)
        let codec = subject.codec
        for operation in subject.operations {
            await Task.yield()
            for _ in 0..<FuzzRun.cases(8) {
                let damaged = Damage.tree(generator.input(of: operation, &dice), &dice)
                var request = codec.encodeRequest(operation, damaged, host: "h", token: "t")
                if dice.chance(0.3) {
                    request.body = Damage.bytes(request.body, &dice)
                } else if subject.wireProtocol == .json {
                    request.body = JSON.serialize(damaged)
                } else if subject.wireProtocol == .rpcV2CBOR {
                    request.body = CBOR.serialize(damaged)
                }
                FuzzRun.trace("\(operation.name) \(request)")
                let labels = ["room": dice.pick(Damage.texts), "key": dice.pick(Damage.texts)]
                do {
                    let read = try codec.decodeRequest(
                        operation, head: request.head, labels: labels, body: request.body)
                    try Validation.check(read, operation: operation, model: subject.model)
                    Self.expectStable(read, codec, operation, labels)
                } catch {
                    if !(400..<500).contains(error.status) || error.code.isEmpty {
                        FuzzRun.report("\(operation.name): \(error)")
                    }
                }
            }
        }
    }

    /// What was read of a damaged request is a request like others: in the protocols that can write
    /// every tree, it can be written and read again.
    private static func expectStable(
        _ read: Value, _ codec: Codec, _ operation: OperationModel, _ labels: [String: String]
    ) {
        guard codec.wireProtocol == .json || codec.wireProtocol == .rpcV2CBOR else { return }
        let again = codec.encodeRequest(operation, read, host: "h", token: "t-1")
        do {
            let found = try codec.decodeRequest(
                operation, head: again.head, labels: labels, body: again.body)
            let kept = sorted(without(token: "t-1", found, read))
            if "\(kept)" != "\(sorted(read))" {
                FuzzRun.report("\(operation.name): \(text(read)) became \(text(kept))")
            }
        } catch {
            FuzzRun.report("\(operation.name): \(error) of \(read)")
        }
    }

    /// Responses come from other programs: a broken one is an error and no crash.
    @Test(arguments: Subject.all) func brokenResponsesAreErrors(_ subject: Subject) async {
        var dice = FuzzRun.dice("responses of \(subject.testDescription)")
        let generator = RandomInput(model: subject.model, hasEmpties: subject.hasEmpties)
        let codec = subject.codec
        for operation in subject.operations {
            await Task.yield()
            for _ in 0..<FuzzRun.cases(3) {
                let output = generator.output(of: operation, &dice)
                var response = codec.encodeResponse(operation, output, requestID: "r")
                response.body = Damage.bytes(response.body, &dice)
                response.status = dice.pick([200, 200, 400, 503])
                FuzzRun.trace("\(operation.name) \(response)")
                do {
                    _ = try codec.decodeResponse(operation, response)
                } catch {
                    if error.code.isEmpty { FuzzRun.report("\(operation.name): no code") }
                }
            }
        }
    }

    private static func text(_ tree: Value) -> String {
        String(decoding: JSON.serialize(tree), as: UTF8.self)
    }

    // MARK: Comparing

    /// Members in the order of their names, for protocols that write them in the model's.
    private static func sorted(_ tree: Value) -> Value {
        switch tree {
        case .list(let elements): return .list(elements.map(sorted))
        case .object(let object):
            let members = object.members.map {
                Object.Member(name: $0.name, value: sorted($0.value))
            }
            return .object(Object(members.sorted { $0.name < $1.name }))
        default: return tree
        }
    }

    /// Without the tokens that the client filled in.
    private static func without(token: String, _ tree: Value, _ input: Value) -> Value {
        guard case .object(var object) = tree else { return tree }
        object.members.removeAll { $0.value == .string(token) && input[$0.name] == nil }
        return .object(object)
    }
}
