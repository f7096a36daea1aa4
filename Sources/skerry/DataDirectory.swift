import Files
import Foundation
import Shapes

/// Where everything of one installation lives; removing the folder removes Skerry.
struct DataDirectory: Sendable, Hashable {
    /// The folder's absolute path.
    let root: String

    init(_ path: String) {
        root = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL.path
    }

    var server: String { root + "/server" }
    var store: String { Server(folder: server).store }
    var registry: String { Server(folder: server).registry }
    var logEvents: String { Server(folder: server).logEvents }
    var blobStorage: String { Server(folder: server).blobStorage }
    var rootCredentials: String { Server(folder: server).rootCredentials }
    /// Other installations that stand for regions, if there are any.
    var peers: String { server + "/peers.json" }
    /// The certificate of the installation's authority, for clients of the TLS port.
    var authority: String { server + "/authority.pem" }
    var endpointFile: String { server + "/endpoint.json" }
    var machine: String { root + "/machines/local" }
    /// Of `agent join`.
    var joinedMachine: String { root + "/machines/joined" }
    var machineCredentials: String { machine + "/credentials.json" }
    var machineIdentity: String { machine + "/instance.json" }
    /// What virtual machines boot from, once it is made.
    var nodeImage: String { root + "/images/node" }
    var host: String { root + "/host" }
    /// Holds the process id of a host that is ready for machines.
    var hostReady: String { host + "/ready" }
    var hostCredentials: String { host + "/credentials.json" }
    var upLock: String { root + "/up.lock" }
    var upPID: String { root + "/up.pid" }
    var serverPID: String { root + "/server.pid" }
    var hostPID: String { root + "/host.pid" }
    var hostLog: String { root + "/host.log" }
    var agentPID: String { root + "/agent.pid" }
    var serverLog: String { root + "/server.log" }
    var agentLog: String { root + "/agent.log" }
    var upLog: String { root + "/up.log" }

    /// What the control plane keeps, in its folder or in one that is to become it.
    struct Server {
        let folder: String
        var store: String { folder + "/store.sqlite" }
        var registry: String { folder + "/registry" }
        var logEvents: String { folder + "/logs.sqlite" }
        /// Says where image content is when it is not in ``registry``.
        var blobStorage: String { folder + "/blob-storage.json" }
        var rootCredentials: String { folder + "/root-credentials.json" }
    }

    /// Makes the folders that are missing, readable by the owner only.
    func create() throws {
        for folder in [root, server, root + "/machines", machine, host] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
    }
}

/// Small files of the data directory: written whole or not at all.
enum StateFile {
    /// Writes `shape` as JSON, readable by the owner only; on disk when it returns.
    static func write(_ shape: some Shape, to path: String) throws {
        try write(bytes: JSON.encode(shape), to: path)
    }

    /// Writes `bytes`, readable by the owner only; on disk when it returns.
    static func write(bytes: [UInt8], to path: String) throws {
        do throws(FileError) {
            try WholeFile.replace(path, with: bytes, mode: 0o600)
        } catch {
            throw CommandFailure(error.description)
        }
    }

    /// Reads a shape; nil when there is no such file.
    static func read<T: Shape>(_ type: T.Type, from path: String) throws -> T? {
        do {
            return try WholeFile.read(path).map { try JSON.decode(T.self, from: $0) }
        } catch {
            throw CommandFailure("cannot read \(path): \(error)")
        }
    }
}

/// An error that ends a command; its text says what to do.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// An access key as it lies on disk.
struct AccessKeyFile: Shape {
    var accessKeyID = ""
    var secretAccessKey = ""
    var account = ""

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("accessKeyId", &accessKeyID)
        visitor.field("secretAccessKey", &secretAccessKey)
        visitor.field("account", &account)
    }
}

/// Where the running control plane listens.
struct EndpointFile: Shape {
    /// Port of the API front.
    var port = 0
    /// Port of the API front over TLS.
    var tlsPort: Int?
    /// PEM file of the authority that its certificate is by.
    var authority: String?
    /// Name under which clients reach it.
    var hostname = ""
    /// Process id of the server.
    var pid = 0

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("port", &port)
        visitor.field("tlsPort", &tlsPort)
        visitor.field("authority", &authority)
        visitor.field("hostname", &hostname)
        visitor.field("pid", &pid)
    }

    /// What programs on this machine connect to: needs no name resolution.
    var localURL: String { "http://127.0.0.1:\(port)" }
}
