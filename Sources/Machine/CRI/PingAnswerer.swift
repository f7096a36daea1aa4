package import NIOCore

/// Answers HTTP/2 PING frames below the HTTP/2 handler and hides them from it.
///
/// grpc-go sends a PING for nearly every response (it measures the link's bandwidth), and
/// swift-nio-http2 takes more than 200 control frames in 30 s for an attack and closes the
/// connection. The peer is the machine's own runtime, so there is no attack to fear; memory stays
/// bounded because at most one frame header is held back here.
///
/// It sees the raw bytes, so it follows frame boundaries itself (RFC 9113 § 4.1: 24 bits of
/// length, 8 of type, 8 of flags, 32 of stream). A server sends no preface of another form.
/// Acknowledgements of our own pings pass through. Writing from here is safe because the HTTP/2
/// handler writes whole frames within one turn of the event loop.
final class PingAnswerer: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var filter = PingFilter()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let (passed, answers) = filter.process(Self.unwrapInboundIn(data))
        if let answers {
            context.writeAndFlush(Self.wrapOutboundOut(answers), promise: nil)
        }
        if let passed {
            context.fireChannelRead(Self.wrapInboundOut(passed))
        }
    }
}

/// The pure part: cuts PINGs out of a stream of HTTP/2 bytes.
package struct PingFilter {
    private static let headerBytes = 9
    private static let pingBytes = 8
    private static let pingType: UInt8 = 6
    private static let ackFlag: UInt8 = 1

    private enum State {
        /// Collecting a frame header (and a PING's payload).
        case atFrame(held: ByteBuffer)
        /// Inside a frame that passes through.
        case passing(bytesLeft: Int)
    }

    private var state = State.atFrame(held: ByteBuffer())

    package init() {}

    /// - Returns: what the HTTP/2 handler should see, and what to write back.
    package mutating func process(
        _ input: ByteBuffer
    ) -> (passed: ByteBuffer?, answers: ByteBuffer?) {
        var input = input
        var passed = ByteBuffer()
        var answers = ByteBuffer()
        while input.readableBytes > 0 {
            switch state {
            case .passing(let bytesLeft):
                let count = min(bytesLeft, input.readableBytes)
                if var slice = input.readSlice(length: count) { passed.writeBuffer(&slice) }
                state =
                    count == bytesLeft
                    ? .atFrame(held: ByteBuffer()) : .passing(bytesLeft: bytesLeft - count)
            case .atFrame(var held):
                let wanted = Self.wanted(held)
                let count = min(wanted - held.readableBytes, input.readableBytes)
                if var slice = input.readSlice(length: count) { held.writeBuffer(&slice) }
                state = settle(held, passed: &passed, answers: &answers)
            }
        }
        return (
            passed.readableBytes > 0 ? passed : nil, answers.readableBytes > 0 ? answers : nil
        )
    }

    /// How many bytes to hold before the frame's fate is known.
    private static func wanted(_ held: ByteBuffer) -> Int {
        isPing(held) ? headerBytes + pingBytes : headerBytes
    }

    /// A well-formed PING that is no acknowledgement; anything else is the HTTP/2 handler's to
    /// judge.
    private static func isPing(_ held: ByteBuffer) -> Bool {
        guard held.readableBytes >= headerBytes,
            let type: UInt8 = held.getInteger(at: held.readerIndex + 3),
            let flags: UInt8 = held.getInteger(at: held.readerIndex + 4)
        else { return false }
        return type == pingType && flags & ackFlag == 0 && length(held) == pingBytes
    }

    private static func length(_ held: ByteBuffer) -> Int {
        guard let high: UInt8 = held.getInteger(at: held.readerIndex),
            let low: UInt16 = held.getInteger(at: held.readerIndex + 1)
        else { return 0 }
        return Int(high) << 16 | Int(low)
    }

    private func settle(
        _ held: ByteBuffer, passed: inout ByteBuffer, answers: inout ByteBuffer
    ) -> State {
        var held = held
        guard held.readableBytes == Self.wanted(held) else { return .atFrame(held: held) }
        if Self.isPing(held) {
            held.setInteger(Self.ackFlag, at: held.readerIndex + 4)
            answers.writeBuffer(&held)
            return .atFrame(held: ByteBuffer())
        }
        let bytesLeft = Self.length(held)
        passed.writeBuffer(&held)
        return bytesLeft == 0 ? .atFrame(held: ByteBuffer()) : .passing(bytesLeft: bytesLeft)
    }
}
