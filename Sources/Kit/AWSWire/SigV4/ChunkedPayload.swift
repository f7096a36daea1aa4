import Crypto

/// Decodes an `aws-chunked` body as it arrives, checking the signature of each chunk.
///
/// Data is given out before its chunk's signature was seen, so that memory stays flat: whoever takes
/// it must not act on it before `finish` returned. A chunk is `<hex length>[;chunk-signature=…]`,
/// CRLF, data, CRLF; the last has length zero and may be followed by trailer lines.
package struct ChunkedPayload: Sendable {
    /// The longest line before a chunk or in the trailer, in bytes.
    package static let maximumLineLength = 4096
    /// The most lines in the trailer.
    package static let maximumTrailerLines = 32

    private enum State {
        /// Reading the line before a chunk.
        case header
        /// Reading data; `remaining` bytes are to come.
        case data(remaining: Int, signature: String?, hasher: SHA256)
        /// Reading the CRLF after data.
        case dataEnd
        /// Reading lines after the last chunk.
        case trailer
        /// The body is complete; nothing may follow.
        case complete
    }

    private var state = State.header
    private var line: [UInt8] = []
    private var signing: ChunkSigning?
    private let hasTrailer: Bool
    private let decodedLength: Int?
    private var received = 0
    private var trailerText = ""
    private var trailerLines = 0
    private var isTrailerSigned = false
    /// The trailer's fields, such as `x-amz-checksum-crc32`; whole once `finish` returned.
    package private(set) var trailers = HeaderList()

    /// A decoder; `signing` is nil for unsigned chunks, `decodedLength` is what
    /// `x-amz-decoded-content-length` promised.
    package init(signing: ChunkSigning?, hasTrailer: Bool, decodedLength: Int?) {
        self.signing = signing
        self.hasTrailer = hasTrailer
        self.decodedLength = decodedLength
    }

    /// Takes the next bytes of the body and returns the data among them.
    ///
    /// - Throws: `SigV4.Failure`: `mismatch` for a wrong signature, `incomplete` for broken framing.
    package mutating func receive(
        _ bytes: some Collection<UInt8>
    ) throws(SigV4.Failure) -> [UInt8] {
        var output: [UInt8] = []
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            switch state {
            case .header:
                if let text = try takeLine(&rest) { try startChunk(text) }
            case .data(let remaining, let signature, var hasher):
                let piece = rest.prefix(remaining)
                rest = rest.dropFirst(piece.count)
                piece.withUnsafeBytes { hasher.update(bufferPointer: $0) }
                output.append(contentsOf: piece)
                received += piece.count
                if piece.count < remaining {
                    state = .data(
                        remaining: remaining - piece.count, signature: signature, hasher: hasher)
                } else {
                    try check(signature, chunkHash: Hex.encode(hasher.finalize()))
                    state = .dataEnd
                }
            case .dataEnd:
                guard let text = try takeLine(&rest) else { break }
                guard text.isEmpty else { throw Self.broken("a chunk is longer than its length") }
                state = .header
            case .trailer:
                if let text = try takeLine(&rest) { try readTrailer(text) }
            case .complete: throw Self.broken("bytes follow the last chunk")
            }
        }
        return output
    }

    /// Says that the body has ended.
    ///
    /// - Throws: `SigV4.Failure` when it ended too early or has another length than promised.
    package mutating func finish() throws(SigV4.Failure) {
        // A client may close after the last chunk's line or its trailer without the empty line.
        switch state {
        case .trailer:
            if !line.isEmpty {
                let text = String(decoding: line, as: UTF8.self)
                line = []
                try readTrailer(text)
            }
            if case .trailer = state { try endTrailer() }
        case .complete: break
        case .header, .data, .dataEnd: throw Self.broken("the body ends within a chunk")
        }
        if let decodedLength, decodedLength != received {
            throw Self.broken("the decoded body has another length than promised")
        }
    }

    private static func broken(_ what: String) -> SigV4.Failure {
        SigV4.Failure(.incomplete, "The aws-chunked body is malformed: \(what).")
    }

    private mutating func takeLine(_ rest: inout ArraySlice<UInt8>) throws(SigV4.Failure)
        -> String?
    {
        let newline = rest.firstIndex(of: UInt8(ascii: "\n"))
        line.append(contentsOf: rest[..<(newline ?? rest.endIndex)])
        rest = rest[(newline.map { $0 + 1 } ?? rest.endIndex)...]
        guard line.count <= Self.maximumLineLength else { throw Self.broken("a line is too long") }
        guard newline != nil else { return nil }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer { line = [] }
        guard let text = String(validating: line, as: UTF8.self) else {
            throw Self.broken("a line is not UTF-8")
        }
        return text
    }

    private mutating func startChunk(_ text: String) throws(SigV4.Failure) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard let digits = parts.first, (1...15).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ Hex.digit($0) != nil }), let length = Int(digits, radix: 16)
        else { throw Self.broken("a chunk has no length") }
        let prefix = "chunk-signature="
        let signature = parts.dropFirst().first { $0.hasPrefix(prefix) }
            .map { String($0.dropFirst(prefix.count)) }
        guard signing == nil || signature != nil else {
            throw Self.broken("a chunk has no signature")
        }
        if let decodedLength, length > decodedLength - received {
            throw Self.broken("the decoded body has another length than promised")
        }
        if length > 0 {
            state = .data(remaining: length, signature: signature, hasher: SHA256())
        } else {
            try check(signature, chunkHash: SigV4.emptyHash)
            state = .trailer
        }
    }

    private mutating func check(_ sent: String?, chunkHash: String) throws(SigV4.Failure) {
        guard let ours = signing?.sign(chunkHash: chunkHash) else { return }
        try compare(ours, sent)
    }

    private func compare(_ ours: String, _ sent: String?) throws(SigV4.Failure) {
        guard SigV4.isEqualInConstantTime(Array(ours.utf8), Array((sent ?? "").utf8)) else {
            throw SigV4.Failure(.mismatch)
        }
    }

    private mutating func readTrailer(_ text: String) throws(SigV4.Failure) {
        if text.isEmpty {
            // The trailer's lines may be set off from the signature by an empty line.
            if !hasTrailer || isTrailerSigned || signing == nil { try endTrailer() }
            return
        }
        trailerLines += 1
        guard hasTrailer, !isTrailerSigned, trailerLines <= Self.maximumTrailerLines,
            let colon = text.firstIndex(of: ":")
        else { throw Self.broken("unexpected text after the last chunk") }
        let name = text[..<colon].lowercased()
        let value = text[text.index(after: colon)...].trimmed
        if name == "x-amz-trailer-signature" {
            guard let ours = signing?.sign(trailer: trailerText) else { return }
            try compare(ours, String(value))
            isTrailerSigned = true
        } else {
            trailerText += "\(name):\(value)\n"
            trailers.append(name, String(value))
        }
    }

    private mutating func endTrailer() throws(SigV4.Failure) {
        guard signing == nil || !hasTrailer || isTrailerSigned else {
            throw Self.broken("the trailer has no signature")
        }
        state = .complete
    }
}
