import Shapes

/// What RunInstances was given to run at the first boot; pure.
package enum UserData: Sendable, Hashable {
    case none
    /// Begins with `#!`.
    case script([UInt8])
    /// Something that sandboxes do not run; a sentence for the console.
    case unsupported(String)

    /// EC2's limit, before base64.
    package static let limit = 16 << 10

    package init(base64: String?) {
        guard let base64, !base64.isEmpty else {
            self = .none
            return
        }
        guard let bytes = Base64.decode(base64.filter { !$0.isWhitespace }) else {
            self = .unsupported("user data is not base64: not run")
            return
        }
        guard bytes.count <= Self.limit else {
            self = .unsupported("user data has more than \(Self.limit) bytes: not run")
            return
        }
        let text = String(decoding: bytes.prefix(64), as: UTF8.self)
        if bytes.isEmpty {
            self = .none
        } else if text.hasPrefix("#!") {
            self = .script(bytes)
        } else if text.hasPrefix("#cloud-config") {
            self = .unsupported("user data is a cloud-config, which is not supported: not run")
        } else if text.hasPrefix("Content-Type:") || text.hasPrefix("MIME-Version:") {
            self = .unsupported("user data is a MIME archive, which is not supported: not run")
        } else if bytes.starts(with: [0x1f, 0x8b]) {
            self = .unsupported("user data is compressed, which is not supported: not run")
        } else {
            self = .unsupported("user data does not begin with #!: not run")
        }
    }
}
