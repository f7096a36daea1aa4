import CSkerry

/// A SHA-256 whose state can be written down, so that an upload goes on in another process without
/// the bytes before being read again (parts of a multipart upload cannot be read at all). The
/// crypto library hides its state; that the two agree is tested.
struct ResumableHash: Sendable, Hashable {
    /// The eight words of FIPS 180-4, section 6.2.
    private var words: [UInt32]
    /// The bytes after the last full block, fewer than 64.
    private var rest: [UInt8] = []
    /// How many bytes were taken.
    private(set) var count: Int64 = 0

    init() {
        words = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c,
            0x1f83_d9ab, 0x5be0_cd19,
        ]
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        count += Int64(bytes.count)
        var bytes = bytes[...]
        if !rest.isEmpty {
            let piece = bytes.prefix(64 - rest.count)
            rest.append(contentsOf: piece)
            bytes = bytes.dropFirst(piece.count)
            guard rest.count == 64 else { return }
            rest.withUnsafeBufferPointer { skerry_sha256_blocks(&words, $0.baseAddress, 1) }
            rest.removeAll(keepingCapacity: true)
        }
        let whole = UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 64 * 64))
        if let start = whole.assumingMemoryBound(to: UInt8.self).baseAddress, !whole.isEmpty {
            skerry_sha256_blocks(&words, start, whole.count / 64)
        }
        rest.append(contentsOf: bytes.dropFirst(whole.count))
    }

    /// The 64 hexadecimal digits of the hash so far.
    func finalized() -> String {
        var padded = self
        let bits = UInt64(count) * 8
        var padding: [UInt8] = [0x80]
        padding += Array(repeating: 0, count: (119 - Int(count % 64)) % 64)
        for shift in stride(from: 56, through: 0, by: -8) {
            padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        padding.withUnsafeBytes { padded.update($0) }
        return Self.hex(padded.words)
    }

    // MARK: Written down

    /// The state as text: the words, and the bytes after them.
    var text: String {
        Self.hex(words) + rest.map { Self.hex(UInt64($0), digits: 2) }.joined()
    }

    /// Reads ``text``, of a hash that has taken `count` bytes; nil when it is not such a state.
    init?(_ text: String, count: Int64) {
        let digits = Array(text.utf8)
        guard count >= 0, digits.count == 64 + Int(count % 64) * 2 else { return nil }
        words = []
        for start in stride(from: 0, to: 64, by: 8) {
            guard
                let word = UInt32(
                    String(decoding: digits[start..<start + 8], as: UTF8.self), radix: 16)
            else { return nil }
            words.append(word)
        }
        for start in stride(from: 64, to: digits.count, by: 2) {
            guard
                let byte = UInt8(
                    String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16)
            else { return nil }
            rest.append(byte)
        }
        self.count = count
    }

    private static func hex(_ words: [UInt32]) -> String {
        words.map { hex(UInt64($0), digits: 8) }.joined()
    }

    private static func hex(_ number: UInt64, digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}
