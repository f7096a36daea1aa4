package import AWSWire
import Networking

/// Blocks of addresses as callers write them, in the form that EC2 keeps: the bits beyond the prefix
/// are cleared.
package enum AddressBlocks {
    /// An IPv4 block.
    ///
    /// - Throws: `InvalidParameterValue`.
    package static func ipv4(_ text: String) throws(AWSError) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPv4Address(parts[0]), let bits = UInt8(parts[1]),
            bits <= 32, String(bits) == parts[1]
        else { throw .invalidValue("CIDR block \(text) is malformed") }
        return IPv4Subnet(containing: address, prefixLength: Int(bits)).description
    }

    /// An IPv6 block.
    ///
    /// - Throws: `InvalidParameterValue`.
    package static func ipv6(_ text: String) throws(AWSError) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let words = words(parts[0]), let bits = UInt8(parts[1]),
            bits <= 128, String(bits) == parts[1]
        else { throw .invalidValue("CIDR block \(text) is malformed") }
        let kept = words.enumerated().map { number, word -> UInt16 in
            let left = Int(bits) - 16 * number
            if left >= 16 { return word }
            return left <= 0 ? 0 : word & ~UInt16(0) << UInt16(16 - left)
        }
        return "\(render(kept))/\(bits)"
    }

    /// The eight words of an address; nil when it is none.
    private static func words(_ text: Substring) -> [UInt16]? {
        let halves = split(text)
        guard let head = halves.first.flatMap(group) else { return nil }
        guard halves.count == 2 else { return head.count == 8 ? head : nil }
        guard let tail = group(halves[1]), head.count + tail.count < 8 else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// The two sides of the first `::`, or the text itself; a second one fails as a word.
    private static func split(_ text: Substring) -> [Substring] {
        var previous: Substring.Index?
        for index in text.indices {
            if text[index] == ":", let before = previous, text[before] == ":" {
                return [text[..<before], text[text.index(after: index)...]]
            }
            previous = index
        }
        return [text]
    }

    private static func group(_ text: Substring) -> [UInt16]? {
        if text.isEmpty { return [] }
        var words: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (number, part) in parts.enumerated() {
            if number == parts.count - 1, part.contains(".") {
                guard let address = IPv4Address(part) else { return nil }
                words.append(UInt16(address.value >> 16))
                words.append(UInt16(address.value & 0xFFFF))
                continue
            }
            guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexadecimal),
                let word = UInt16(part, radix: 16)
            else { return nil }
            words.append(word)
        }
        return words.count <= 8 ? words : nil
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    /// RFC 5952: lower case, the first longest run of two or more zero words as `::`.
    private static func render(_ words: [UInt16]) -> String {
        var best = 0..<0
        var start = 0
        for index in 0...words.count where index == words.count || words[index] != 0 {
            if index - start > best.count { best = start..<index }
            start = index + 1
        }
        let text = { (part: ArraySlice<UInt16>) in
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if best.count < 2 { return text(words[...]) }
        return text(words[..<best.lowerBound]) + "::" + text(words[best.upperBound...])
    }
}
