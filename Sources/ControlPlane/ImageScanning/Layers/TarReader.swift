/// What a tar archive holds beside content.
struct TarEntry: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case file
        case folder
        /// To another path of the archive.
        case hardLink(String)
        /// Symbolic links and devices.
        case other
    }

    var path: String
    var kind: Kind
    var size: Int64
}

/// What is done with an archive's entries as they pass by.
protocol TarSink {
    mutating func begin(_ entry: TarEntry) throws(ScanFailure)
    /// A piece of the content of the entry that was begun last.
    mutating func content(_ bytes: ArraySlice<UInt8>) throws(ScanFailure)
}

/// Reads a tar archive piece by piece: POSIX ustar and pax (pax(1)), and GNU's long names and large
/// sizes.
struct TarReader {
    /// The most bytes of a pax header or a GNU long name.
    static let maximumExtension = 1 << 20
    private static let block = 512

    private enum State {
        case header
        /// Bytes to come, and whether they are the archive's own.
        case content(Extension?, left: Int64)
        case padding(Int)
        case end
    }

    private enum Extension { case pax, paxGlobal, longName, longLink }

    private var state = State.header
    private var header: [UInt8] = []
    private var extensionText: [UInt8] = []
    private var zeroBlocks = 0
    private var longName: String?
    private var longLink: String?
    private var paxSize: Int64?
    /// Bytes between the end of the content and the next header.
    private var paddingAfter = 0

    /// Whether the end of the archive was seen; what comes after it means nothing.
    var isAtEnd: Bool {
        if case .end = state { true } else { false }
    }

    /// Takes the next piece.
    mutating func read(
        _ bytes: ArraySlice<UInt8>, into sink: inout some TarSink
    ) throws(ScanFailure) {
        var rest = bytes
        while !rest.isEmpty {
            switch state {
            case .header:
                let part = rest.prefix(Self.block - header.count)
                header.append(contentsOf: part)
                rest = rest.dropFirst(part.count)
                if header.count == Self.block {
                    try take(header, into: &sink)
                    header.removeAll(keepingCapacity: true)
                }
            case .content(let kind, let left):
                let part = rest.prefix(Int(min(left, Int64(rest.count))))
                rest = rest.dropFirst(part.count)
                if kind == nil { try sink.content(part) } else { extensionText += part }
                try advance(kind, left - Int64(part.count))
            case .padding(let left):
                let part = rest.prefix(left)
                rest = rest.dropFirst(part.count)
                state = part.count == left ? .header : .padding(left - part.count)
            case .end: return
            }
        }
    }

    /// Says that no more comes.
    func finish() throws(ScanFailure) {
        switch state {
        case .end: return
        // Some writers leave out the blocks at the end.
        case .header where header.isEmpty: return
        default: throw ScanFailure("a layer's tar archive ends before its end")
        }
    }

    private mutating func advance(_ kind: Extension?, _ left: Int64) throws(ScanFailure) {
        guard left == 0 else {
            state = .content(kind, left: left)
            return
        }
        state = afterContent
        if let kind {
            try finish(kind)
            extensionText = []
        }
    }

    private mutating func take(
        _ header: [UInt8], into sink: inout some TarSink
    ) throws(ScanFailure) {
        if header.allSatisfy({ $0 == 0 }) {
            zeroBlocks += 1
            if zeroBlocks == 2 { state = .end }
            return
        }
        zeroBlocks = 0
        try check(header)
        guard var size = Self.number(header[124..<136]), size >= 0 else {
            throw ScanFailure("a layer's tar archive has an entry without a size")
        }
        let type = header[156]
        if let kind = Self.extensionKind(type) {
            guard size <= Self.maximumExtension else {
                throw ScanFailure("a layer's tar archive has a header that is too large")
            }
            begin(kind, size)
            return
        }
        if type == UInt8(ascii: "S"), header[482] != 0 {
            throw ScanFailure("a layer's tar archive has a sparse file with many holes")
        }
        size = paxSize ?? size
        let kind = Self.kind(type, link: longLink ?? Self.text(header[157..<257]))
        // The size of what has no content is only for information.
        if kind != .file { size = type == UInt8(ascii: "1") ? (paxSize == nil ? 0 : size) : 0 }
        let path = longName ?? Self.path(header)
        (longName, longLink, paxSize) = (nil, nil, nil)
        try sink.begin(TarEntry(path: path, kind: kind, size: size))
        begin(nil, size)
    }

    private mutating func begin(_ kind: Extension?, _ size: Int64) {
        let rest = Int(size % Int64(Self.block))
        paddingAfter = rest == 0 ? 0 : Self.block - rest
        state = size == 0 ? afterContent : .content(kind, left: size)
    }

    private var afterContent: State { paddingAfter == 0 ? .header : .padding(paddingAfter) }

    private mutating func finish(_ kind: Extension) throws(ScanFailure) {
        switch kind {
        case .longName: longName = Self.text(extensionText[...])
        case .longLink: longLink = Self.text(extensionText[...])
        case .paxGlobal: break
        case .pax:
            for (key, value) in try Self.pax(extensionText[...]) {
                switch key {
                case "path": longName = value
                case "linkpath": longLink = value
                case "size":
                    guard let size = Int64(value), size >= 0 else {
                        throw ScanFailure("a layer's tar archive has an entry without a size")
                    }
                    paxSize = size
                default: continue
                }
            }
        }
    }

    private func check(_ header: [UInt8]) throws(ScanFailure) {
        let blank = Int(UInt8(ascii: " ")) * 8
        let sum =
            header.reduce(0) { $0 + Int($1) }
            - header[148..<156].reduce(0) { $0 + Int($1) } + blank
        guard Self.number(header[148..<156]) == Int64(sum) else {
            throw ScanFailure("a layer is no tar archive, or is damaged")
        }
    }
}

extension TarReader {
    private static func extensionKind(_ type: UInt8) -> Extension? {
        switch type {
        case UInt8(ascii: "x"): .pax
        case UInt8(ascii: "g"): .paxGlobal
        case UInt8(ascii: "L"): .longName
        case UInt8(ascii: "K"): .longLink
        default: nil
        }
    }

    private static func kind(_ type: UInt8, link: String) -> TarEntry.Kind {
        switch type {
        case UInt8(ascii: "1"): .hardLink(link)
        case UInt8(ascii: "5"): .folder
        case UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"): .other
        // Unknown types are to be read as files.
        default: .file
        }
    }

    private static func path(_ header: [UInt8]) -> String {
        let name = text(header[0..<100])
        guard header[257..<262].elementsEqual("ustar".utf8), header[262] == 0 else { return name }
        let prefix = text(header[345..<500])
        return prefix.isEmpty ? name : "\(prefix)/\(name)"
    }

    /// Up to the first zero byte.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal digits, or GNU's big-endian binary.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
        if let first = bytes.first, first & 0x80 != 0 {
            var value = Int64(first & 0x7f)
            for byte in bytes.dropFirst() {
                guard value < 1 << 54 else { return nil }
                value = value << 8 | Int64(byte)
            }
            return value
        }
        let digits = bytes.drop { $0 == UInt8(ascii: " ") }
            .prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
        if digits.isEmpty { return 0 }
        return Int64(String(decoding: digits, as: UTF8.self), radix: 8)
    }

    /// `length key=value\n`, one after the other.
    private static func pax(
        _ text: ArraySlice<UInt8>
    ) throws(ScanFailure) -> [(key: String, value: String)] {
        var records: [(key: String, value: String)] = []
        var rest = text
        while let first = rest.first, first != 0 {
            let digits = rest.prefix { $0.isDigit }
            guard let length = Int(String(decoding: digits, as: UTF8.self)),
                length > digits.count + 1, length <= rest.count,
                rest[digits.endIndex] == UInt8(ascii: " ")
            else { throw ScanFailure("a layer's tar archive has a broken pax header") }
            let record = rest.prefix(length).dropFirst(digits.count + 1).dropLast()
            rest = rest.dropFirst(length)
            guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
                throw ScanFailure("a layer's tar archive has a broken pax header")
            }
            records.append(
                (
                    String(decoding: record[..<equals], as: UTF8.self),
                    String(decoding: record[(equals + 1)...], as: UTF8.self)
                ))
        }
        return records
    }
}
