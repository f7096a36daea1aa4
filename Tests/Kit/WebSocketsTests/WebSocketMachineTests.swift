import NIOCore
import NIOWebSocket
import Testing

@testable import WebSockets

private typealias Action = WebSocketMachine.Action

@Suite struct WebSocketMachineTests {
    private let start = ContinuousClock.now

    private func machine(
        _ role: WebSocketMachine.Role = .client, limit: Int = 100,
        ping: Duration? = nil, idle: Duration? = nil
    ) -> WebSocketMachine {
        WebSocketMachine(
            role: role,
            options: WebSocketOptions(
                maximumMessageSize: limit, pingInterval: ping, idleTimeout: idle),
            now: start)
    }

    private func frame(
        _ opcode: WebSocketOpcode, _ text: String = "", fin: Bool = true
    ) -> WebSocketFrame {
        WebSocketFrame(fin: fin, opcode: opcode, data: ByteBuffer(string: text))
    }

    private func closeFrame(_ code: UInt16, _ reason: String = "") -> ByteBuffer {
        var bytes = ByteBuffer(integer: code)
        bytes.writeString(reason)
        return bytes
    }

    /// The code of the close frame among actions.
    private func closeCode(_ actions: [Action]) -> UInt16? {
        for case .send(.connectionClose, let payload) in actions {
            return payload.getInteger(at: payload.readerIndex, as: UInt16.self)
        }
        return nil
    }

    @Test func fragmentsAreJoinedAcrossControlFrames() {
        var machine = machine()
        #expect(machine.received(frame(.text, "a", fin: false), now: start) == [])
        #expect(
            machine.received(frame(.ping, "p"), now: start)
                == [.send(.pong, ByteBuffer(string: "p"))])
        #expect(machine.received(frame(.continuation, "b", fin: false), now: start) == [])
        #expect(
            machine.received(frame(.continuation, "c"), now: start) == [.deliver(.text("abc"))])
        #expect(
            machine.received(frame(.binary, "d"), now: start)
                == [.deliver(.binary(ByteBuffer(string: "d")))])
    }

    @Test func textIsCheckedOnlyWhenWhole() {
        var machine = machine()
        let half = WebSocketFrame(fin: false, opcode: .text, data: ByteBuffer(bytes: [0xC3]))
        #expect(machine.received(half, now: start) == [])
        let rest = WebSocketFrame(fin: true, opcode: .continuation, data: ByteBuffer(bytes: [0xBC]))
        #expect(machine.received(rest, now: start) == [.deliver(.text("ü"))])
    }

    @Test func sumOfFragmentsIsLimited() {
        var machine = machine(limit: 5)
        #expect(machine.received(frame(.text, "abc", fin: false), now: start) == [])
        #expect(closeCode(machine.received(frame(.continuation, "def"), now: start)) == 1009)
        #expect(!machine.isOpen)
    }

    @Test func faultsOfThePeer() {
        let masked = WebSocketFrame(
            fin: true, opcode: .text, maskKey: [1, 2, 3, 4], data: ByteBuffer())
        let reserved = WebSocketFrame(fin: true, rsv1: true, opcode: .text, data: ByteBuffer())
        for bad in [masked, reserved, frame(.continuation)] {
            var machine = machine()
            #expect(closeCode(machine.received(bad, now: start)) == 1002)
        }
        var interleaved = machine()
        _ = interleaved.received(frame(.text, "a", fin: false), now: start)
        #expect(closeCode(interleaved.received(frame(.text, "b"), now: start)) == 1002)
        var unmasked = machine(.server)
        #expect(closeCode(unmasked.received(frame(.text, "a"), now: start)) == 1002)
        var broken = machine()
        #expect(
            closeCode(broken.decodingFailed(NIOWebSocketError.multiByteControlFrameLength)) == 1002)
    }

    @Test func peerCloses() {
        var machine = machine()
        let payload = closeFrame(1001, "later")
        let actions = machine.received(
            WebSocketFrame(fin: true, opcode: .connectionClose, data: payload), now: start)
        #expect(closeCode(actions) == 1001)
        #expect(actions.last == .finish)
        #expect(
            machine.closure == WebSocketClosure(code: .goingAway, reason: "later", byUs: false))
        #expect(machine.received(frame(.text, "late"), now: start) == [])
        #expect(machine.close(.normal, reason: "") == [])
    }

    @Test(arguments: [999, 1004, 1005, 1006, 1015, 2999, 5000] as [UInt16])
    func codesThatMayNotBeSent(code: UInt16) {
        var machine = machine()
        let actions = machine.received(
            WebSocketFrame(fin: true, opcode: .connectionClose, data: closeFrame(code)),
            now: start)
        #expect(closeCode(actions) == 1002)
    }

    @Test func weCloseAndThePeerAnswers() {
        var machine = machine()
        #expect(closeCode(machine.close(.goingAway, reason: "bye")) == 1001)
        #expect(machine.closure == nil)
        #expect(machine.received(frame(.text, "late"), now: start) == [])
        let answer = WebSocketFrame(
            fin: true, opcode: .connectionClose, data: closeFrame(1001))
        #expect(machine.received(answer, now: start) == [.finish])
        #expect(machine.closure == WebSocketClosure(code: .goingAway, reason: "bye", byUs: true))
    }

    @Test func longReasonsAreCutAtAScalar() throws {
        var machine = machine()
        let actions = machine.close(.normal, reason: String(repeating: "ü", count: 100))
        guard case .send(_, let payload) = actions.first else {
            Issue.record("no close frame")
            return
        }
        #expect(payload.readableBytes == 2 + 122)
    }

    @Test func vanishedPeer() {
        var machine = machine()
        #expect(machine.inputEnded() == [.finish])
        #expect(machine.closure?.code == .abnormal)
        #expect(machine.inputEnded() == [])
    }

    @Test func silenceIsPingedThenCut() {
        var machine = machine(ping: .seconds(30), idle: .seconds(90))
        #expect(machine.tick(now: start + .seconds(29), isPaused: false) == [])
        #expect(
            machine.tick(now: start + .seconds(30), isPaused: false)
                == [.send(.ping, ByteBuffer())])
        #expect(machine.tick(now: start + .seconds(31), isPaused: false) == [])
        _ = machine.received(frame(.pong), now: start + .seconds(32))
        #expect(machine.tick(now: start + .seconds(61), isPaused: false) == [])
        #expect(machine.tick(now: start + .seconds(200), isPaused: true) == [])
        #expect(machine.tick(now: start + .seconds(289), isPaused: false) != [.finish, .abort])
        #expect(machine.tick(now: start + .seconds(290), isPaused: false) == [.finish, .abort])
        #expect(machine.closure?.code == .abnormal)
    }
}

@Suite struct MessageQueueTests {
    @Test func producerWaitsWhileFull() async {
        let queue = MessageQueue(limit: 1)
        let producer = Task {
            for index in 0..<100 { await queue.push(.text("\(index)")) }
            queue.finish()
        }
        var received: [WebSocketMessage] = []
        while let message = await queue.next() { received.append(message) }
        #expect(received == (0..<100).map { .text("\($0)") })
        await producer.value
    }

    @Test func cancelledConsumerReturns() async {
        let queue = MessageQueue(limit: 1)
        let consumer = Task { await queue.next() }
        consumer.cancel()
        #expect(await consumer.value == nil)
    }

    @Test func finishReleasesAProducer() async {
        let queue = MessageQueue(limit: 1)
        let producer = Task { await queue.push(.text("a")) }
        queue.finish()
        await producer.value
        await queue.push(.text("dropped"))
    }
}
