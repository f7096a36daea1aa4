/// One challenge of a `WWW-Authenticate` field (RFC 9110 §11.6.1): a scheme and its parameters.
struct Challenge: Sendable, Hashable {
    /// In lowercase: `basic`, `bearer`.
    var scheme: String
    /// Names in lowercase.
    var parameters: [String: String] = [:]

    /// Challenges that are read of one answer; more are ignored.
    static let limit = 8

    /// Reads the challenges of all `WWW-Authenticate` fields of an answer. What is broken is left
    /// out: the client then has nothing to answer with, and says so.
    static func parse(_ fields: [String]) -> [Challenge] {
        var challenges: [Challenge] = []
        for field in fields {
            var reader = Reader(bytes: Array(field.utf8))
            while challenges.count < limit, let challenge = reader.challenge() {
                challenges.append(challenge)
            }
        }
        return challenges
    }
}

extension Challenge {
    /// Reads `scheme name=value, name="value", scheme …`: the comma stands between parameters as
    /// well as between challenges, so that only what follows a word says what it was.
    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func challenge() -> Challenge? {
            skipSeparators()
            guard let scheme = token() else { return nil }
            var challenge = Challenge(scheme: scheme.lowercased())
            while true {
                let start = position
                skipSeparators()
                guard let name = token() else { break }
                skipSpace()
                guard take(UInt8(ascii: "=")) else {
                    // A word alone is the next challenge's scheme.
                    position = start
                    break
                }
                skipSpace()
                guard let value = take(UInt8(ascii: "\"")) ? quoted() : token() else {
                    // `token68`, padding or nonsense: no parameter that anything here asks for.
                    skipJunk()
                    continue
                }
                if challenge.parameters.count < 16 {
                    challenge.parameters[name.lowercased()] = value
                }
            }
            return challenge
        }

        private mutating func token() -> String? {
            let start = position
            while position < bytes.count, Self.isToken(bytes[position]) { position += 1 }
            if position == start { return nil }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }

        /// The rest of a quoted string; nil when it has no end.
        private mutating func quoted() -> String? {
            var value: [UInt8] = []
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: value, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard position < bytes.count else { return nil }
                    value.append(bytes[position])
                    position += 1
                default: value.append(byte)
                }
            }
            return nil
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        private mutating func skipSpace() {
            while position < bytes.count, bytes[position] == 32 || bytes[position] == 9 {
                position += 1
            }
        }

        private mutating func skipSeparators() {
            while position < bytes.count,
                bytes[position] == 32 || bytes[position] == 9
                    || bytes[position] == UInt8(ascii: ",")
            {
                position += 1
            }
        }

        private mutating func skipJunk() {
            while position < bytes.count, bytes[position] != UInt8(ascii: ",") { position += 1 }
        }

        /// RFC 9110 §5.6.2.
        private static func isToken(_ byte: UInt8) -> Bool {
            switch byte {
            case 48...57, 65...90, 97...122: true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
    }
}
