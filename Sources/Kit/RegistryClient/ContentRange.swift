/// What `Content-Range: bytes 5-9/10` says (RFC 9110 §14.4).
struct ContentRange: Sendable, Hashable {
    var first: Int64
    var last: Int64
    /// Of the whole; nil when unknown.
    var size: Int64?

    init?(_ field: String) {
        guard field.hasPrefix("bytes ") else { return nil }
        let halves = field.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]),
            first <= last
        else { return nil }
        if halves[1] != "*" {
            guard let size = Self.number(halves[1]), last < size else { return nil }
            self.size = size
        }
        self.first = first
        self.last = last
    }

    /// How many bytes an upload has, by `Range: 0-1023` or `bytes=0-1023`; nil for anything else.
    static func received(_ range: String?) -> Int64? {
        guard var text = range?[...] else { return nil }
        if text.hasPrefix("bytes=") { text = text.dropFirst(6) }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, number(ends[0]) == 0, let last = number(ends[1]), last < .max
        else { return nil }
        return last + 1
    }

    private static func number(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }
}
