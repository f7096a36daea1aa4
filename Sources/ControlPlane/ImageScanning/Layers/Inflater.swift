import CZlib

/// Decompresses gzip (RFC 1952) piece by piece, members that follow one another included.
final class Inflater: Decompressor {
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableBufferPointer<UInt8>
    /// Whether a member has begun and not ended.
    private var isInMember = true
    private var isDone = false

    init() throws(ScanFailure) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(capacity: 256 << 10)
        // 15 bits of window and a gzip header.
        let code = inflateInit2_(
            stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw ScanFailure("zlib refuses to start: code \(code)") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    func read(
        _ bytes: ArraySlice<UInt8>, _ take: (ArraySlice<UInt8>) throws(ScanFailure) -> Bool
    ) throws(ScanFailure) {
        var rest = bytes
        while !rest.isEmpty, !isDone {
            if !isInMember {
                // What follows the last member but is none is padding.
                guard rest.first == 0x1f, inflateReset(stream) == Z_OK else {
                    isDone = true
                    return
                }
                isInMember = true
            }
            let (code, used, made) = inflate(rest)
            rest = rest.dropFirst(used)
            switch code {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: isInMember = false
            default: throw ScanFailure("a layer's gzip data is damaged")
            }
            if !made.isEmpty {
                guard try take(made) else { return }
            } else if used == 0, code != Z_STREAM_END {
                throw ScanFailure("a layer's gzip data is damaged")
            }
            try drain(take)
        }
    }

    /// What is still to come of input that was taken.
    private func drain(
        _ take: (ArraySlice<UInt8>) throws(ScanFailure) -> Bool
    ) throws(ScanFailure) {
        while isInMember, stream.pointee.avail_out == 0 {
            let (code, _, made) = inflate([])
            if code == Z_STREAM_END { isInMember = false }
            guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
                throw ScanFailure("a layer's gzip data is damaged")
            }
            if made.isEmpty { return }
            guard try take(made) else { return }
        }
    }

    func finish() throws(ScanFailure) {
        if isInMember { throw ScanFailure("a layer's gzip data ends before its end") }
    }

    /// What data in deflate (RFC 1951) without a frame is; nil when it is damaged, ends early or has
    /// more than `limit` bytes.
    static func deflated(_ data: [UInt8], limit: Int) -> [UInt8]? {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, size) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var input = data
        var output: [UInt8] = []
        let step = min(64 << 10, limit + 1)
        var code = Z_OK
        input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            while code == Z_OK, output.count <= limit {
                let piece = [UInt8](unsafeUninitializedCapacity: step) { piece, count in
                    stream.next_out = piece.baseAddress
                    stream.avail_out = UInt32(step)
                    code = CZlib.inflate(&stream, Z_NO_FLUSH)
                    count = step - Int(stream.avail_out)
                }
                output += piece
            }
        }
        return code == Z_STREAM_END && output.count <= limit ? output : nil
    }

    private func inflate(
        _ input: ArraySlice<UInt8>
    ) -> (code: Int32, used: Int, made: ArraySlice<UInt8>) {
        input.withUnsafeBufferPointer { input in
            // zlib does not write through this pointer; its C interface does not say so.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            let code = CZlib.inflate(stream, Z_NO_FLUSH)
            let used = input.count - Int(stream.pointee.avail_in)
            let made = output.count - Int(stream.pointee.avail_out)
            stream.pointee.next_in = nil
            return (code, used, Array(output.prefix(made))[...])
        }
    }
}
