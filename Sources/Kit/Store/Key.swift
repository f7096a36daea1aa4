import Glibc

/// The name of a record: 1 to ``StoreLimits/keyBytes`` bytes, ordered bytewise.
///
/// Keys are usually UTF-8 paths such as `/ecs/000000000000/us-east-1/clusters/default`, but any
/// bytes are allowed, as in etcd. A string literal is taken as it stands; use ``path(_:)`` to
/// build one from names that a user chose, because it escapes `/`.
package struct Key: Sendable, Hashable {
    /// The bytes themselves.
    package let bytes: [UInt8]

    /// A key of exactly these bytes.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A key of the UTF-8 bytes of `text`.
    package init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    /// The key as text; bytes that are not UTF-8 are replaced by U+FFFD.
    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the key starts with all the bytes of `prefix`.
    package func hasPrefix(_ prefix: Key) -> Bool {
        guard bytes.count >= prefix.bytes.count else { return false }
        return bytes.withUnsafeBytes { mine in
            prefix.bytes.withUnsafeBytes { theirs in
                // memcmp must not be given the null address of an empty buffer.
                guard let left = mine.baseAddress, let right = theirs.baseAddress else {
                    return true
                }
                return memcmp(left, right, theirs.count) == 0
            }
        }
    }

    /// The smallest key greater than this one (the bytes and a zero byte).
    package var successor: Key {
        Key(bytes: bytes + [0])
    }
}

extension Key: Comparable {
    package static func < (left: Key, right: Key) -> Bool {
        let common = min(left.bytes.count, right.bytes.count)
        if common > 0 {
            let order = left.bytes.withUnsafeBytes { mine in
                right.bytes.withUnsafeBytes { theirs -> Int32 in
                    guard let first = mine.baseAddress, let second = theirs.baseAddress else {
                        return 0
                    }
                    return memcmp(first, second, common)
                }
            }
            if order != 0 { return order < 0 }
        }
        return left.bytes.count < right.bytes.count
    }
}

extension Key: ExpressibleByStringInterpolation, CustomStringConvertible {
    package init(stringLiteral value: String) {
        self.init(value)
    }

    package var description: String { text }
}

extension Key {
    /// The key `/a/b/c` for the components `a`, `b`, `c`.
    ///
    /// `/` and `%` inside a component are percent-encoded, so that a name with a slash in it
    /// (an ECR repository, say) stays one component and ``KeyRange/under(_:)`` finds just the
    /// children of what it is given.
    package static func path(_ components: String...) -> Key {
        path(components)
    }

    /// As ``path(_:)-(String...)``, from an array.
    package static func path(_ components: [String]) -> Key {
        var bytes: [UInt8] = []
        for component in components {
            append(component, to: &bytes)
        }
        return Key(bytes: bytes)
    }

    /// This key with one more component.
    package func appending(_ component: String) -> Key {
        var bytes = self.bytes
        Key.append(component, to: &bytes)
        return Key(bytes: bytes)
    }

    /// The components that ``path(_:)-(String...)`` was given; for any other key its parts
    /// between slashes. A malformed escape is kept as it is.
    package var components: [String] {
        let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.dropFirst(bytes.first == UInt8(ascii: "/") ? 1 : 0).map { part in
            var plain: [UInt8] = []
            var rest = part
            while let byte = rest.popFirst() {
                if byte == UInt8(ascii: "%"), let escaped = Key.escapes[Array(rest.prefix(2))] {
                    plain.append(escaped)
                    rest = rest.dropFirst(2)
                } else {
                    plain.append(byte)
                }
            }
            return String(decoding: plain, as: UTF8.self)
        }
    }

    private static let escapes: [[UInt8]: UInt8] = [
        Array("2F".utf8): UInt8(ascii: "/"), Array("25".utf8): UInt8(ascii: "%"),
    ]

    private static func append(_ component: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "/"))
        for byte in component.utf8 {
            switch byte {
            case UInt8(ascii: "/"): bytes.append(contentsOf: "%2F".utf8)
            case UInt8(ascii: "%"): bytes.append(contentsOf: "%25".utf8)
            default: bytes.append(byte)
            }
        }
    }
}

/// The keys from ``start`` up to, and without, ``end``; etcd's `key` and `range_end`.
package struct KeyRange: Sendable, Hashable {
    /// The first key of the range. The empty key stands before all others.
    package let start: Key
    /// The first key after the range; nil when the range has no end.
    package let end: Key?

    /// The keys from `start` up to, and without, `end`.
    package init(from start: Key, to end: Key?) {
        self.start = start
        self.end = end
    }

    /// Every key.
    package static let all = KeyRange(from: Key(bytes: []), to: nil)

    /// One key alone.
    package static func key(_ key: Key) -> KeyRange {
        KeyRange(from: key, to: key.successor)
    }

    /// Every key that begins with these bytes. `/a/b` is a prefix of `/a/bc` too: for the
    /// children of a path use ``under(_:)``.
    package static func prefix(_ prefix: Key) -> KeyRange {
        // The first key after all that share a prefix: its last byte below 0xFF, increased, and
        // nothing behind it. A prefix of only 0xFF has no such key.
        var end = prefix.bytes
        while let last = end.popLast() {
            if last < 0xFF {
                end.append(last + 1)
                return KeyRange(from: prefix, to: Key(bytes: end))
            }
        }
        return KeyRange(from: prefix, to: nil)
    }

    /// Every key below the path `key`: those that begin with it and a slash.
    package static func under(_ key: Key) -> KeyRange {
        prefix(Key(bytes: key.bytes + [UInt8(ascii: "/")]))
    }

    /// Whether `key` lies in the range.
    package func contains(_ key: Key) -> Bool {
        if key < start { return false }
        guard let end else { return true }
        return key < end
    }

    /// Whether no key can lie in the range.
    package var isEmpty: Bool {
        guard let end else { return false }
        return end <= start
    }
}
