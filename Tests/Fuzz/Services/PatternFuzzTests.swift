import AWSWire
import Shapes
import Testing

@testable import skerry

/// The small languages inside requests: filter patterns of log events and queries of clusters.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct PatternFuzzTests {
    private static let patterns = [
        #"{ $.a[0].b = 1.5e3 && ($.c != "x*y" || $.d IS NULL) && $.e NOT EXISTS }"#,
        #"{ $.a = %^[a-z]+\d{1,3}$% }"#, #"[ip, user, ..., status=4*, size>=1000 && size<2000]"#,
        #"?error ?warn -debug "two words" %a(b|c)*d?%"#, #"{ ($.x > -1) && ($.y = TRUE) }"#,
        "%[^a-z]{2,5}|.+%", "", "\"", "{ }", "[]", "%%",
    ]
    private static let queries = [
        "attribute:ecs.os-type == linux and not (runningTasksCount > 3 or agentConnected == true)",
        "attribute:x =~ a(b|c)*[^d-f]{1,3}$", "attribute:x in [a, b, c]", "task:group == service:x",
        "attribute:x exists && !attribute:y", "registeredAt > 2024-01-01T00:00:00Z",
        "ec2InstanceId !in [i-1]",
    ]

    @Test func filterPatterns() async throws {
        try await Cloud.with { cloud in
            try await putEvents(
                cloud,
                [#"{"a":[{"b":1500}],"c":"xzy","x":0,"y":true}"#, "1.2.3.4 me 404 1500", "é"])
            try await expectNoFault(
                cloud, .logs, "FilterLogEvents", "filter patterns", Self.patterns
            ) {
                ["logGroupName": .string("g"), "filterPattern": .string($0)]
            }
        }
    }

    @Test func clusterQueries() async throws {
        try await Cloud.with { cloud in
            #expect(await cloud.call(.ecs, "CreateCluster", "{}").status == 200)
            let instance = #"""
                {"totalResources":[{"name":"CPU","type":"INTEGER","integerValue":1024},
                {"name":"MEMORY","type":"INTEGER","integerValue":1024}],
                "attributes":[{"name":"x","value":"abccg"}]}
                """#
            #expect(await cloud.call(.ecs, "RegisterContainerInstance", instance).status == 200)
            try await expectNoFault(cloud, .ecs, "ListContainerInstances", "queries", Self.queries)
            {
                ["filter": .string($0)]
            }
        }
    }

    /// Expressions that cost most, on events as large as they may be: each call ends soon, if with a
    /// part of the answer, and others are served meanwhile.
    @Test(arguments: [
        "%(a?){400}b%", "%(a*)*b%", "%.{900}b%", "%.*.*.*.*.*.*b%", "{ $.a = %.*a*.*a*b% }",
        "[w1=*a*a*a*a*a*b]", "{ $.a = \"*a*a*a*a*a*a*a*b\" }",
    ])
    func costlyPatterns(_ pattern: String) async throws {
        try await Cloud.with { cloud in
            let long = String(repeating: "a", count: 100_000)
            try await putEvents(
                cloud, [long, "{\"a\":\"\(long)\"}"] + Array(repeating: long, count: 6))
            let body = String(
                decoding: JSON.serialize(
                    .object(["logGroupName": .string("g"), "filterPattern": .string(pattern)])),
                as: UTF8.self)
            let answer = await cloud.call(.logs, "FilterLogEvents", body)
            #expect(answer.status < 500, "\(answer.text)")
            #expect(answer.duration < .seconds(120), "\(answer.duration)")
        }
    }

    private func putEvents(_ cloud: Cloud, _ messages: [String]) async throws {
        #expect(await cloud.call(.logs, "CreateLogGroup", #"{"logGroupName":"g"}"#).status == 200)
        let stream = #"{"logGroupName":"g","logStreamName":"s"}"#
        #expect(await cloud.call(.logs, "CreateLogStream", stream).status == 200)
        let now = SystemTime.now().milliseconds
        let events = messages.map {
            Value.object(["timestamp": .integer(now), "message": .string($0)])
        }
        let body = JSON.serialize(
            .object([
                "logGroupName": .string("g"), "logStreamName": .string("s"),
                "logEvents": .list(events),
            ]))
        let answer = await cloud.call(.logs, "PutLogEvents", String(decoding: body, as: UTF8.self))
        #expect(answer.status == 200, "\(answer.text)")
    }

    private func expectNoFault(
        _ cloud: Cloud, _ service: Service, _ operation: String, _ subject: String,
        _ samples: [String], _ input: (String) -> Object
    ) async throws {
        var dice = FuzzRun.dice(subject)
        for _ in 0..<FuzzRun.cases(300) {
            let sample = dice.chance(0.9) ? dice.pick(samples) : dice.pick(Damage.texts)
            let bytes =
                dice.chance(0.2) ? Array(sample.utf8) : Damage.bytes(Array(sample.utf8), &dice)
            let text = String(decoding: bytes, as: UTF8.self)
            FuzzRun.trace("\(operation) \(text)")
            let body = String(decoding: JSON.serialize(.object(input(text))), as: UTF8.self)
            let answer = await cloud.call(service, operation, body)
            if answer.status >= 500 || answer.duration > .seconds(120) {
                FuzzRun.report("\(answer.status) \(answer.text) in \(answer.duration) for \(text)")
            }
        }
    }
}
