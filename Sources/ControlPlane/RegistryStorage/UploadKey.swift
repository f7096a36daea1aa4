/// The name of an upload: 16 to 64 lowercase letters, digits and hyphens, such as a UUID. Whoever
/// knows it may go on with the upload, so it is to be made from a secure random source.
package struct UploadID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// Takes a name; nil when it has another length or other characters.
    package init?(_ text: some StringProtocol) {
        guard (16...64).contains(text.utf8.count) else { return nil }
        for byte in text.utf8 {
            switch byte {
            case 48...57, 97...122, UInt8(ascii: "-"): continue
            default: return nil
            }
        }
        description = String(text)
    }
}

/// Which upload, and for whom: an upload that was begun in one scope does not exist in another.
package struct UploadKey: Sendable, Hashable {
    /// Whatever the upload is for: account, region and repository, say. Any text.
    package let scope: String
    package let id: UploadID

    package init(scope: String, id: UploadID) {
        self.scope = scope
        self.id = id
    }
}
