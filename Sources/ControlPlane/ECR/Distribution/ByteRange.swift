/// What a `Range` field asks of a blob (RFC 9110 §14.2).
enum RequestedRange: Sendable, Hashable {
    /// All of it: no range, or one that we may ignore (other units, several ranges, nonsense).
    case whole
    case part(offset: Int64, count: Int64)
    /// No byte of the blob is in the range, or it ends before it begins.
    case unsatisfiable

    /// - Parameter size: Of the blob.
    init(_ field: String?, size: Int64) {
        self = .whole
        let unit = "bytes="
        guard let field, field.prefix(unit.count).lowercased() == unit else { return }
        let ends = field.dropFirst(unit.count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return }
        switch (RequestedRange.position(ends[0]), RequestedRange.position(ends[1])) {
        case (let first?, let last?): self = .from(first, through: last, of: size)
        case (let first?, nil) where ends[1].isEmpty:
            self = .from(first, through: .max, of: size)
        case (nil, let suffix?) where ends[0].isEmpty:
            let count = min(suffix, size)
            self = count == 0 ? .unsatisfiable : .part(offset: size - count, count: count)
        default: return
        }
    }

    private static func from(_ first: Int64, through last: Int64, of size: Int64) -> RequestedRange
    {
        guard first <= last, first < size else { return .unsatisfiable }
        return .part(offset: first, count: min(last, size - 1) - first + 1)
    }

    /// Decimal digits; a number that is too large lies beyond the end of every blob.
    private static func position(_ text: some StringProtocol) -> Int64? {
        guard ByteRange.isNumber(text) else { return nil }
        return Int64(text) ?? .max
    }
}

/// Where a part of an upload goes: both ends included, as `Content-Range` counts.
struct ByteRange: Sendable, Hashable {
    var first: Int64
    var last: Int64

    var count: Int64 { last - first + 1 }

    /// Reads `0-1023`, as the OCI specification writes it, or HTTP's `bytes 0-1023/2048`; nil for
    /// anything else.
    init?(contentRange field: String) {
        var rest = field[...]
        if rest.hasPrefix("bytes ") { rest = rest.dropFirst(6) }
        if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
        let ends = rest.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = ByteRange.number(ends[0]),
            let last = ByteRange.number(ends[1]), first <= last, last < .max
        else { return nil }
        self.first = first
        self.last = last
    }

    private static func number(_ text: some StringProtocol) -> Int64? {
        isNumber(text) ? Int64(text) : nil
    }

    /// Whether there are decimal digits alone: no sign, no space.
    fileprivate static func isNumber(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
