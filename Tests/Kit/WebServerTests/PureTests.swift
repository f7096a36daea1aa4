import HTTPTypes
import NIOCore
import NIOHTTP1
import Testing

@testable import WebServer

@Suite struct ConnectionClockTests {
    private func clock() -> ConnectionClock {
        var options = WebServerOptions()
        options.headTimeout = .seconds(10)
        options.bodyTimeout = .seconds(30)
        options.minimumBodyBytes = 100
        options.idleTimeout = .seconds(75)
        options.writeTimeout = .seconds(60)
        return ConnectionClock(limits: ConnectionClock.Limits(options))
    }

    private func at(_ seconds: Int64) -> NIODeadline {
        .uptimeNanoseconds(1) + .seconds(seconds)
    }

    @Test func headIsTimedFromItsFirstByte() {
        var clock = clock()
        clock.readRequested(at: at(0))
        #expect(clock.tick(at: at(9), buffered: 0) == .fine)
        clock.bytesReceived(at: at(9))
        clock.readRequested(at: at(9))
        #expect(clock.tick(at: at(18), buffered: 0) == .fine)
        clock.bytesReceived(at: at(18))
        clock.readRequested(at: at(18))
        #expect(clock.tick(at: at(19), buffered: 0) == .requestTooSlow)
    }

    @Test func timeInWhichTheServerDidNotReadIsNotCounted() {
        var clock = clock()
        clock.readRequested(at: at(0))
        clock.bytesReceived(at: at(0))
        clock.headReceived()
        #expect(clock.tick(at: at(1000), buffered: 0) == .fine)
        clock.readRequested(at: at(1000))
        #expect(clock.tick(at: at(1029), buffered: 0) == .fine)
        #expect(clock.tick(at: at(1030), buffered: 0) == .requestTooSlow)
    }

    @Test func everyWindowOfABodyNeedsItsBytes() {
        var clock = clock()
        clock.bytesReceived(at: at(0))
        clock.headReceived()
        clock.readRequested(at: at(0))
        clock.bodyReceived(100)
        #expect(clock.tick(at: at(30), buffered: 0) == .fine)
        clock.bodyReceived(99)
        #expect(clock.tick(at: at(60), buffered: 0) == .requestTooSlow)
    }

    @Test func idleTimeBeginsAfterTheAnswer() {
        var clock = clock()
        clock.bytesReceived(at: at(0))
        clock.headReceived()
        clock.requestEnded()
        clock.readRequested(at: at(0))
        #expect(clock.tick(at: at(500), buffered: 0) == .fine)
        #expect(!clock.isIdle)
        clock.responseEnded()
        #expect(clock.isIdle)
        #expect(clock.tick(at: at(574), buffered: 0) == .fine)
        #expect(clock.tick(at: at(575), buffered: 0) == .close)
    }

    @Test func stalledReaderIsJudgedByWhatTheKernelTook() {
        var clock = clock()
        clock.written(1000)
        #expect(clock.tick(at: at(0), buffered: 900) == .fine)
        #expect(clock.tick(at: at(59), buffered: 899) == .fine)
        #expect(clock.tick(at: at(118), buffered: 899) == .fine)
        clock.written(1000)
        #expect(clock.tick(at: at(119), buffered: 1899) == .close)
    }
}

@Suite struct ResponseFramingTests {
    private func frame(
        _ response: WebResponse, _ method: HTTPMethod = .GET, version: HTTPVersion = .http1_1,
        fields: HTTPHeaders = [:], canKeepAlive: Bool = true
    ) -> ResponseFraming {
        let head = HTTPRequestHead(version: version, method: method, uri: "/", headers: fields)
        return ResponseFraming(response, for: head, canKeepAlive: canKeepAlive, date: "now")
    }

    @Test func givenFramingFieldsDoNotStand() {
        var response = WebResponse.text("abc")
        response.headers[.contentLength] = "999"
        response.headers[.transferEncoding] = "chunked"
        let framing = frame(response)
        #expect(framing.head.headers["content-length"] == ["3"])
        #expect(!framing.head.headers.contains(name: "transfer-encoding"))
        #expect(framing.keepsAlive && framing.sendsBody)
    }

    @Test func closing() {
        var asked = WebResponse.text("abc")
        asked.headers[.connection] = "close"
        for framing in [
            frame(asked), frame(.text("a"), canKeepAlive: false),
            frame(.text("a"), fields: ["Connection": "close"]),
            frame(.text("a"), version: .http1_0),
        ] {
            #expect(!framing.keepsAlive)
            #expect(framing.head.headers["connection"] == ["close"])
        }
    }

    @Test func statusesWithoutBody() {
        let none = frame(WebResponse(status: .noContent, body: .bytes(ByteBuffer(string: "x"))))
        #expect(!none.sendsBody)
        #expect(!none.head.headers.contains(name: "content-length"))
        let unchanged = frame(WebResponse(status: .notModified, headers: [.contentLength: "7"]))
        #expect(!unchanged.sendsBody)
        #expect(unchanged.head.headers["content-length"] == ["7"])
    }

    @Test func dates() {
        #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    }
}
