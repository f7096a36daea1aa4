import Shapes

/// How texts are read for operators that compare something else.
enum ConditionValue {
    /// Decimal digits with an optional sign, fraction and exponent; nothing infinite.
    static func number(_ text: String) -> Double? {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        guard isPlain, let number = Double(text), number.isFinite else { return nil }
        return number
    }

    static func bool(_ text: String) -> Bool? {
        switch text.asciiLowercased {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// The forms of ISO 8601 that W3C's note names (a year alone up to fractions of a second), or
    /// seconds since 1970. Four digits are a year.
    static func date(_ text: String) -> Timestamp? {
        let count = text.utf8.count
        let isNumber = text.utf8.allSatisfy { (48...57).contains($0) }
        if isNumber, (5...12).contains(count) {
            return Int64(text).map { Timestamp(milliseconds: $0 * 1000) }
        }
        switch count {
        case 4 where isNumber: return Timestamp(iso8601: text + "-01-01T00:00:00Z")
        case 7: return Timestamp(iso8601: text + "-01T00:00:00Z")
        case 10: return Timestamp(iso8601: text + "T00:00:00Z")
        default: break
        }
        if let exact = Timestamp(iso8601: text) { return exact }
        // Without seconds: 2026-01-02T03:04Z, 2026-01-02T03:04+01:00.
        guard count > 16 else { return nil }
        return Timestamp(iso8601: text.prefix(16) + ":00" + text.dropFirst(16))
    }
}

/// A range of IP addresses, or a single one.
struct IPNetwork: Sendable, Hashable {
    /// Four bytes or sixteen.
    private(set) var address: [UInt8]
    private(set) var prefix: Int

    /// Reads an address with or without `/bits`; nil for anything else. An IPv4 address in IPv6
    /// form is the IPv4 address that it stands for.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let bytes = IPNetwork.bytes(parts[0]) else {
            return nil
        }
        address = bytes
        prefix = bytes.count * 8
        if parts.count == 2 {
            guard let bits = IPNetwork.number(parts[1], limit: prefix) else { return nil }
            prefix = bits
        }
        let isMapped = Array(address.prefix(12)) == [UInt8](repeating: 0, count: 10) + [255, 255]
        if isMapped, address.count == 16, prefix >= 96 {
            address = Array(address.dropFirst(12))
            prefix -= 96
        }
    }

    func contains(_ other: IPNetwork) -> Bool {
        guard address.count == other.address.count, prefix <= other.prefix else { return false }
        for bit in 0..<prefix {
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            if (address[bit / 8] ^ other.address[bit / 8]) & mask != 0 { return false }
        }
        return true
    }

    private static func number(_ text: Substring, limit: Int) -> Int? {
        guard (1...3).contains(text.utf8.count),
            text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
            number <= limit
        else { return nil }
        return number
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        if text.contains(":") { return version6(text) }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard let number = number(part, limit: 255) else { return nil }
            bytes.append(UInt8(number))
        }
        return bytes
    }

    /// RFC 4291 §2.2: eight groups, one run of zeros as `::`, the last two perhaps as IPv4.
    private static func version6(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count <= 45 else { return nil }
        var halves: [[UInt8]] = []
        var rest = text
        while true {
            guard halves.count < 2 else { return nil }
            let gap = gap(in: rest)
            // Only the end may be in the form of IPv4.
            let half = gap.map { rest[..<$0] } ?? rest
            guard let groups = groups(half, isEnd: gap == nil) else { return nil }
            halves.append(groups)
            guard let gap else { break }
            rest = rest[rest.index(gap, offsetBy: 2)...]
        }
        let count = halves.reduce(0) { $0 + $1.count }
        if halves.count == 1 { return count == 16 ? halves[0] : nil }
        guard count <= 14 else { return nil }
        return halves[0] + [UInt8](repeating: 0, count: 16 - count) + halves[1]
    }

    /// Where the first `::` is.
    private static func gap(in text: Substring) -> Substring.Index? {
        text.indices.first { text[$0...].hasPrefix("::") }
    }

    private static func groups(_ text: Substring, isEnd: Bool) -> [UInt8]? {
        if text.isEmpty { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if isEnd, index == parts.count - 1, part.contains(".") {
                guard let last = self.bytes(part) else { return nil }
                bytes += last
                continue
            }
            guard (1...4).contains(part.utf8.count), !part.hasPrefix("+"), !part.hasPrefix("-"),
                let group = UInt16(part, radix: 16)
            else { return nil }
            bytes += [UInt8(group >> 8), UInt8(group & 255)]
        }
        return bytes
    }
}
