/// A pattern of the policy language: text in which `*` stands for any characters and `?` for one.
struct Glob: Sendable, Hashable {
    enum Token: Sendable, Hashable {
        case character(Unicode.Scalar)
        case any
        case one
    }

    var tokens: [Token]

    /// Whether the whole of `text` fits.
    ///
    /// On a mismatch only the last `*` takes one character more, which is enough and keeps the time
    /// below the product of both lengths, however many wildcards there are.
    func matches(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        var (token, character) = (0, text.startIndex)
        var retry: (token: Int, character: Int)?
        while character < text.endIndex {
            if token < tokens.count {
                switch tokens[token] {
                case .any:
                    retry = (token + 1, character)
                    token += 1
                    continue
                case .one:
                    token += 1
                    character += 1
                    continue
                case .character(let expected) where expected == text[character]:
                    token += 1
                    character += 1
                    continue
                case .character: break
                }
            }
            guard let last = retry else { return false }
            retry = (last.token, last.character + 1)
            (token, character) = (last.token, last.character + 1)
        }
        return tokens[token...].allSatisfy { $0 == .any }
    }

    func matches(_ text: String) -> Bool { matches(Array(text.unicodeScalars)[...]) }
}

extension String {
    /// With the letters of ASCII in lowercase: names of actions, keys and services know no others.
    var asciiLowercased: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    ("A"..."Z").contains(scalar)
                        ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
                }))
    }
}
