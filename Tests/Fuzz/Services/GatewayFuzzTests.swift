import AWSWire
import AutoScalingModel
import CloudWatchLogsModel
import EC2Model
import ECRModel
import ECSModel
import HTTPTypes
import STSModel
import Shapes
import Testing

@testable import skerry

/// For every operation in the tables, random valid and nearly valid requests never get a 5xx, never
/// crash the server, and are refused with a code.
@Suite(.timeLimit(.minutes(30)))
struct GatewayFuzzTests {
    @Test func everyOperationOfEveryService() async throws {
        try await Cloud.with { cloud in
            var run = Run(cloud: cloud, dice: FuzzRun.dice("the gateway"))
            for _ in 0..<FuzzRun.cases(14) {
                for subject in Run.subjects.shuffled(using: &run.dice) {
                    for operation in subject.operations.shuffled(using: &run.dice) {
                        try await run.call(operation, of: subject)
                    }
                }
            }
            run.summarize()
        }
    }

    /// Many callers at once, over the same names.
    @Test func callersAtOnce() async throws {
        try await Cloud.with { cloud in
            await withTaskGroup(of: Void.self) { group in
                for caller in 0..<8 {
                    group.addTask {
                        var run = Run(cloud: cloud, dice: FuzzRun.dice("caller \(caller)"))
                        for _ in 0..<FuzzRun.cases(150) {
                            let subject = run.dice.pick(Run.subjects)
                            let operation = run.dice.pick(subject.operations)
                            try? await run.call(operation, of: subject)
                        }
                    }
                }
            }
        }
    }

    /// Heads that fit no service, or several.
    @Test func strangeHeads() async throws {
        try await Cloud.with { cloud in
            var dice = FuzzRun.dice("strange heads")
            for _ in 0..<FuzzRun.cases(600) {
                let request = strangeRequest(&dice)
                FuzzRun.trace("\(request)")
                let service = dice.pick(["ecs", "sts", "logs", "ecr", "s3", "", nil])
                expectRefusal(await cloud.send(request, service: service), "\(request)")
            }
        }
    }

    private func strangeRequest(_ dice: inout SeededDice) -> WireRequest {
        let odd = Damage.texts.filter { $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
        func word(_ good: [String]) -> String {
            dice.chance(0.7) ? dice.pick(good) : dice.pick(odd)
        }
        let path = word([
            "/", "/service/ECS/operation/ListTasks", "/clusters", "/_skerry/credentials",
            "/_skerry/none", "/ws", "/tcs/ws", "/v2", "/v2/", "/%", "/a%00b", "//",
        ])
        let query = word([
            "", "Action=GetCallerIdentity&Version=2011-06-15", "Action=", "Action=ListTasks",
            "a=%zz",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256", "containerInstanceArn=x&clusterArn=default",
        ])
        var headers: HeaderList = ["host": word(["localhost", "sts.amazonaws.com", "a:b:c"])]
        let fields: [(String, [String])] = [
            (
                "x-amz-target",
                [
                    "AmazonEC2ContainerServiceV20141113.ListTasks", "Logs_20140328.", ".", "STS.X",
                    "AmazonEC2ContainerServiceV20141113.CreateService",
                ]
            ),
            (
                "content-type",
                [
                    "application/x-amz-json-1.1", "application/x-www-form-urlencoded",
                    "application/cbor", "multipart/form-data", ";;;",
                ]
            ),
            ("smithy-protocol", ["rpc-v2-cbor", "rpc-v3"]),
            ("content-encoding", ["gzip", "identity", "aws-chunked"]),
            ("x-amz-content-sha256", ["UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"]),
            ("x-amz-security-token", ["x"]),
        ]
        for (name, values) in fields where dice.chance(0.4) { headers.append(name, word(values)) }
        let body = Damage.bytes(
            Array(dice.pick(["{}", "Action=GetCallerIdentity", "", "\u{A0}"]).utf8), &dice)
        return WireRequest(
            head: RequestHead(
                method: dice.pick(["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "BREW"]),
                path: path.hasPrefix("/") ? path : "/", query: query, headers: headers),
            body: body)
    }
}

/// Not a 5xx; a refusal carries a code, and every answer the request's id.
private func expectRefusal(_ answer: Cloud.Answer, _ what: @autoclosure () -> String) {
    if answer.status >= 500 { FuzzRun.report("\(answer.status) \(answer.text) for \(what())") }
    if answer.headers[.init("x-amzn-RequestId")!] == nil {
        FuzzRun.report("no request id for \(what())")
    }
}

/// One caller's way through the operations.
private struct Run {
    static let subjects = [
        Subject(model: ECSAPI.model, wireProtocol: .json),
        Subject(model: ECRAPI.model, wireProtocol: .json),
        Subject(model: LogsAPI.model, wireProtocol: .json),
        Subject(model: STSAPI.model, wireProtocol: .query),
        Subject(model: EC2API.model, wireProtocol: .ec2),
        Subject(model: AutoScalingAPI.model, wireProtocol: .query),
    ]

    let cloud: Cloud
    var dice: SeededDice
    let names = NamePool()
    /// How often each operation was answered with each code.
    var seen: [String: [String: Int]] = [:]
    var slowest: (Duration, String) = (.zero, "")

    mutating func call(_ operation: OperationModel, of subject: Subject) async throws {
        let codec = subject.codec
        let generator = RandomInput(
            model: subject.model, names: names, hasEmpties: subject.hasEmpties,
            presence: dice.pick([0.05, 0.2, 0.5]))
        let now = SystemTime.now().milliseconds
        let template =
            dice.chance(0.5)
            ? Templates.input(of: operation.name, now: now, names, &dice) : nil
        var input = template ?? generator.input(of: operation, &dice)
        let kind = dice.number(0...9)
        if kind >= 6 { input = Damage.tree(input, &dice) }
        var request = codec.encodeRequest(
            operation, input, host: "localhost:4566", token: "t\(dice.number(0...9_999))")
        if kind >= 6, subject.wireProtocol == .json { request.body = JSON.serialize(input) }
        if kind == 9 { request.body = Damage.bytes(request.body, &dice) }
        let what =
            "\(operation.name) \(String(decoding: request.body.prefix(6_000), as: UTF8.self))"
        FuzzRun.trace(what)
        let answer = await cloud.send(request, service: subject.model.signingName)
        if answer.duration > slowest.0 { slowest = (answer.duration, what) }
        expectRefusal(answer, what)
        if answer.duration > .seconds(120) { FuzzRun.report("\(answer.duration) for \(what)") }
        try await cloud.connectAgent(of: operation, answer)
        do {
            let output = try codec.decodeResponse(operation, answer.wire())
            seen[operation.name, default: [:]]["ok", default: 0] += 1
            names.learn(output)
            if kind < 6 { names.learn(input) }
        } catch {
            seen[operation.name, default: [:]][error.code, default: 0] += 1
            if answer.status < 300 { FuzzRun.report("unreadable: \(error) for \(what)") }
            if error.code == String(answer.status) {
                FuzzRun.report("a refusal without a code: \(answer.text) for \(what)")
            }
        }
    }

    /// Every operation was reached; most of them succeeded now and then.
    func summarize() {
        for name in seen.keys.sorted() {
            let counts = seen[name]!.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }
            FuzzRun.trace("\(name): \(counts.joined(separator: ", "))")
        }
        FuzzRun.trace("slowest: \(slowest)")
        let succeeded = seen.values.filter { $0["ok"] != nil }.count
        #expect(succeeded * 2 > seen.count, "few operations succeed: the requests are too bad")
    }
}
