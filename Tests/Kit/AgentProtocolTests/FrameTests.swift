import Shapes
import Testing

@testable import AgentProtocol

@Suite struct FrameTests {
    @Test func messagesKeepTheirWireNames() throws {
        let message = ACS.Message.payload(
            ACS.PayloadMessage {
                $0.messageId = "m"
                $0.tasks = [
                    ACS.Task {
                        $0.arn = "arn"
                        $0.cpu = 0.25
                        $0.containers = [
                            ACS.Container {
                                $0.name = "a"
                                $0.dependsOn = [
                                    ACS.ContainerDependency {
                                        $0.containerName = "b"
                                        $0.condition = .healthy
                                    }
                                ]
                                $0.portMappings = [
                                    ACS.PortMapping {
                                        $0.containerPort = 80
                                        $0.transport = .udp
                                    }
                                ]
                            }
                        ]
                    }
                ]
            })
        let text = String(decoding: try message.encoded(), as: UTF8.self)
        #expect(
            text == """
                {"type":"PayloadMessage","message":{"tasks":[{"arn":"arn","containers":[{"name":"a",\
                "portMappings":[{"containerPort":80,"protocol":"udp"}],"dependsOn":[{\
                "containerName":"b","condition":"HEALTHY"}]}],"cpu":0.25}],"messageId":"m"}}
                """)
        #expect(try ACS.Message(decoding: Array(text.utf8)) == message)
    }

    @Test func everyKindOfMessageComesBack() throws {
        let control: [ACS.Message] = [
            .payload(.init()), .ack(.init()), .nack(.init()), .heartbeat(.init()),
            .heartbeatAck(.init()), .taskManifest(.init()), .taskStopVerification(.init()),
            .taskStopVerificationAck(.init()), .credentials(.init()), .credentialsAck(.init()),
            .attachTaskNetworkInterfaces(.init()), .attachInstanceNetworkInterfaces(.init()),
            .confirmAttachment(.init()), .stageUpdate(.init()), .performUpdate(.init()),
            .close(.init()), .error(.init()),
            .exception(ACS.Exception(.inactiveInstance, "gone")),
            .unknown(Frame(type: "FutureMessage", message: .object(["x": .integer(1)]))),
        ]
        for message in control {
            #expect(try ACS.Message(decoding: message.encoded()) == message)
        }
        let telemetry: [TCS.Message] = [
            .publishMetrics(.init()), .publishHealth(.init()), .publishInstanceStatus(.init()),
            .ackMetrics(.init()), .ackHealth(.init()), .ackInstanceStatus(.init()),
            .heartbeat(.init()), .stopSession(.init()),
            .exception(TCS.Exception(.invalidParameter, "bad")),
            .unknown(Frame(type: "FutureMessage", message: .object(Object()))),
        ]
        for message in telemetry {
            #expect(try TCS.Message(decoding: message.encoded()) == message)
        }
    }

    @Test func unknownNamesAndMembersAreTaken() throws {
        let text = """
            {"type":"PayloadMessage","message":{"later":[1],"tasks":[{"volumes":[{"type":"nfs"}]}]}}
            """
        guard case .payload(let payload) = try ACS.Message(decoding: Array(text.utf8)) else {
            Issue.record("not a payload")
            return
        }
        #expect(payload.tasks?[0].volumes?[0].type?.rawValue == "nfs")
    }

    @Test(arguments: [
        "", "{", "[]", "null", "{\"message\":{}}", "{\"type\":1}", "\u{1}", "{\"type\":\"a\"} x",
    ])
    func brokenTextIsMalformed(_ text: String) {
        #expect {
            try Frame(decoding: Array(text.utf8))
        } throws: { error in
            if case Frame.Failure.malformed = error { true } else { false }
        }
    }

    @Test func wrongKindOfMemberNamesTheType() {
        let text = "{\"type\":\"AckRequest\",\"message\":{\"messageId\":5}}"
        #expect {
            try ACS.Message(decoding: Array(text.utf8))
        } throws: { error in
            if case Frame.Failure.mismatch(type: "AckRequest", _) = error { true } else { false }
        }
    }

    @Test func sizeIsLimited() {
        let bytes = [UInt8](repeating: 0x20, count: Frame.maximumBytes + 1)
        #expect(throws: Frame.Failure.tooLarge(bytes.count)) { try Frame(decoding: bytes) }
        let long = String(repeating: "x", count: Frame.maximumBytes)
        #expect(throws: Frame.Failure.self) {
            try Frame(type: "t", message: .string(long)).encoded()
        }
    }

    @Test func telemetryHeadersAreSkipped() throws {
        let head = "Authorization: AWS4-HMAC-SHA256 x\r\nHost: h\r\n"
        let text = head + "\r\n{\"type\":\"PublishHealthRequest\",\"message\":{}}"
        let bytes = Array(text.utf8)
        #expect(try TCS.Message(decoding: bytes) == .publishHealth(.init()))
        #expect(Frame.headerText(of: bytes) == String(head.dropLast()))
        #expect(Frame.headerText(of: Array("{}".utf8)) == "")
        // Headers without an end are no frame.
        #expect(throws: Frame.Failure.self) { try Frame(decoding: Array("Host: h\r\n{}".utf8)) }
    }

    @Test func truncationsNeverCrash() throws {
        let message = ACS.Message.taskManifest(
            ACS.TaskManifestMessage {
                $0.messageId = "m"
                $0.timeline = 4
                $0.tasks = [ACS.TaskIdentifier { $0.taskArn = "a" }]
            })
        let bytes = try message.encoded()
        for count in 0..<bytes.count {
            #expect(throws: Frame.Failure.self) { try Frame(decoding: Array(bytes[..<count])) }
        }
    }

    @Test func sessionQueriesRoundTrip() {
        let query = SessionQuery(
            cluster: "arn:c", containerInstanceArn: "arn:i", agentVersion: "1", agentHash: "h",
            dockerVersion: "d", sequenceNumber: 4, protocolVersion: 2, sendCredentials: true)
        #expect(SessionQuery(items: query.controlItems) == query)
        let telemetry = SessionQuery(items: query.telemetryItems)
        #expect(telemetry?.cluster == "arn:c")
        #expect(telemetry?.containerInstanceArn == "arn:i")
        #expect(SessionQuery(items: [("cluster", "c")]) == nil)
    }

    @Test func dockerTextsRoundTrip() throws {
        let config = ACS.DockerConfig(
            config: ACS.DockerContainerConfig { $0.user = "app" },
            hostConfig: ACS.DockerHostConfig { $0.initProcess = true })
        #expect(config.config == "{\"User\":\"app\"}")
        #expect(config.hostConfig == "{\"Init\":true}")
        #expect(try config.containerConfig().user == "app")
        #expect(try config.containerHostConfig().initProcess == true)
        #expect(try ACS.DockerConfig().containerConfig() == ACS.DockerContainerConfig())
    }
}
