/// A join token as its holder has it; see `JoinRequest`.
package struct JoinToken: Sendable, Hashable, CustomStringConvertible {
    /// 64 hexadecimal digits.
    package let authority: String
    /// 16 hexadecimal digits.
    package let id: String
    /// 32 hexadecimal digits.
    let secret: String

    init(authority: String, id: String, secret: String) {
        self.authority = authority
        self.id = id
        self.secret = secret
    }

    /// `<authority>.<id>.<secret>`, to be handed to the machine and nobody else.
    package var text: String { "\(authority).\(id).\(secret)" }

    /// Without the secret, for logs.
    package var description: String { "\(authority.prefix(8))….\(id).…" }

    /// Reads `<id>.<secret>`, the part that the server is shown.
    static func parts(_ text: String) -> (id: String, secret: String)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, Hex.isDigits(parts[0], count: 16),
            Hex.isDigits(parts[1], count: 32)
        else { return nil }
        return (String(parts[0]), String(parts[1]))
    }
}
