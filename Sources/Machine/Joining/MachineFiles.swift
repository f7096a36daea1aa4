import Files
import Glibc
package import MachineProtocol
package import Shapes

/// What a machine was told when it joined.
package struct MembershipRecord: Shape, Hashable {
    /// `https://host:port`.
    package var server = ""
    package var identity = MachineIdentityRecord()
    /// Public name and port of the registry.
    package var registry = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("server", &server)
        visitor.field("identity", &identity)
        visitor.field("registry", &registry)
    }
}

/// Credentials as the agent reads them, and when they came.
struct CredentialsRecord: Shape, Hashable {
    var accessKeyID = ""
    var secretAccessKey = ""
    var sessionToken = ""
    var expiresAt: Timestamp?
    var receivedAt: Timestamp?

    init() {}

    init(_ credentials: MachineCredentials, at time: Timestamp) {
        accessKeyID = credentials.accessKeyID
        secretAccessKey = credentials.secretAccessKey
        sessionToken = credentials.sessionToken
        expiresAt = credentials.expiresAt
        receivedAt = time
    }

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("accessKeyId", &accessKeyID)
        visitor.field("secretAccessKey", &secretAccessKey)
        visitor.field("sessionToken", &sessionToken)
        visitor.field("expiresAt", &expiresAt)
        visitor.field("receivedAt", &receivedAt)
    }
}

/// What a joined machine keeps in its directory, readable by its owner only. Calls block.
struct MachineFiles: Sendable {
    let directory: String

    var key: String { directory + "/machine.key" }
    var certificate: String { directory + "/machine.pem" }
    var authority: String { directory + "/authority.pem" }
    var credentials: String { directory + "/credentials.json" }
    /// Written last: with it the machine has joined.
    var membership: String { directory + "/membership.json" }

    func makeDirectory() throws(JoinFailure) {
        var path = ""
        for part in directory.split(separator: "/") {
            path += "/\(part)"
            if mkdir(path, 0o700) != 0, errno != EEXIST {
                throw .file("cannot make \(path): \(String(cString: strerror(errno)))")
            }
        }
    }

    func write(_ bytes: [UInt8], to path: String) throws(JoinFailure) {
        do throws(FileError) {
            try WholeFile.replace(path, with: bytes, mode: 0o600)
        } catch {
            throw .file(error.description)
        }
    }

    func write(_ text: String, to path: String) throws(JoinFailure) {
        try write(Array(text.utf8), to: path)
    }

    func text(_ path: String) throws(JoinFailure) -> String? {
        do throws(FileError) {
            return try WholeFile.read(path, limit: 1 << 20).map {
                String(decoding: $0, as: UTF8.self)
            }
        } catch {
            throw .file(error.description)
        }
    }

    func shape<T: Shape>(_ type: T.Type, _ path: String) throws(JoinFailure) -> T? {
        guard let text = try text(path) else { return nil }
        do {
            return try JSON.decode(T.self, from: Array(text.utf8))
        } catch {
            throw .file("cannot read \(path): \(error)")
        }
    }
}
