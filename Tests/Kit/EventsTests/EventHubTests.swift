import Events
import Logging
import Shapes
import Testing

@Suite struct EventHubTests {
    private let hub = EventHub(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })

    private func event(_ number: Int) -> ServiceEvent {
        ServiceEvent(
            id: "\(number)", source: "aws.ecr", detailType: "ECR Image Action",
            account: "123456789012", region: "us-west-2",
            time: Timestamp(milliseconds: 1_573_869_274_567), resources: ["arn:one"],
            detail: ["result": .string("SUCCESS")])
    }

    @Test func everySubscriberHearsAllInOrder() async {
        let streams = [hub.subscribe(), hub.subscribe()]
        for number in 0..<3 { hub.publish(event(number)) }
        for stream in streams {
            var heard: [String] = []
            for await event in stream.prefix(3) { heard.append(event.id) }
            #expect(heard == ["0", "1", "2"])
        }
    }

    @Test func aSlowSubscriberLosesTheOldest() async {
        let stream = hub.subscribe(limit: 2)
        for number in 0..<5 { hub.publish(event(number)) }
        var heard: [String] = []
        for await event in stream.prefix(2) { heard.append(event.id) }
        #expect(heard == ["3", "4"])
    }

    @Test func envelopeIsEventBridges() {
        let expected = """
            {"version":"0","id":"7","detail-type":"ECR Image Action","source":"aws.ecr",\
            "account":"123456789012","time":"2019-11-16T01:54:34Z","region":"us-west-2",\
            "resources":["arn:one"],"detail":{"result":"SUCCESS"}}
            """
        #expect(String(decoding: JSON.serialize(event(7).value), as: UTF8.self) == expected)
    }
}
