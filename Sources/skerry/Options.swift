import ArgumentParser
import Glibc
import Logging
import S3Storage

/// `--data-dir`, on every command.
struct DataOptions: ParsableArguments {
    @Option(name: .customLong("data-dir"), help: "Folder that holds everything of Skerry.")
    var path = "/var/lib/skerry"

    var directory: DataDirectory { DataDirectory(path) }
}

/// `--output`, on every command that lists.
struct OutputOptions: ParsableArguments {
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @Option(help: "How to print: table or json.")
    var output = Form.table
}

/// What the control plane is told, through `up` or `server`.
struct ServerOptions: ParsableArguments {
    enum Authentication: String, ExpressibleByArgument, CaseIterable {
        case sigv4, none
    }

    @Option(help: "Port of the API front; 0 takes a free one.")
    var port = 4566

    @Option(name: .customLong("bind"), help: "Address to listen on.")
    var bindAddress = "127.0.0.1"

    @Option(help: "Name under which clients reach this server, used in repository URIs.")
    var hostname = "skerry.localhost"

    @Option(help: "sigv4, or none: accept any credentials (throw-away CI only).")
    var auth = Authentication.sigv4

    @Option(
        name: .customLong("blob-storage"),
        help: ArgumentHelp(
            "Object store for image content (default: the data directory).",
            discussion: "Credentials come from the environment; see docs/operations.md.",
            valueName: "s3://bucket/prefix?endpoint=…&region=…"))
    var blobStorage: String?

    @Option(
        name: .customLong("vulnerability-feed"),
        help: ArgumentHelp(
            "Folder of OSV records that images are matched with when they are scanned.",
            discussion: "docs/operations.md says where to get them.", valueName: "folder"))
    var vulnerabilityFeed: String?

    @Option(
        name: .customLong("registry-ca"),
        help: ArgumentHelp(
            "Further certificate authorities for upstream registries.",
            discussion: "A PEM file; those of the computer are trusted in any case.",
            valueName: "file"), completion: .file())
    var registryAuthorities: String?

    @Option(
        name: .customLong("log-level"), help: "Least severe level that is logged.",
        transform: Self.level)
    var logLevel = Logger.Level.info

    func validate() throws {
        guard (0...65535).contains(port) else {
            throw ValidationError("--port must lie between 0 and 65535")
        }
        if let file = registryAuthorities, access(file, R_OK) != 0 {
            throw ValidationError("--registry-ca: cannot read \(file)")
        }
        guard let blobStorage else { return }
        do {
            _ = try S3Location(blobStorage)
        } catch {
            throw ValidationError("--blob-storage cannot be \(blobStorage): \(error)")
        }
    }

    /// Reads a level's name.
    @Sendable static func level(_ text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--log-level must be one of \(known)")
        }
        return level
    }

    /// The options as arguments for the child process.
    var arguments: [String] {
        [
            "--port", String(port), "--bind", bindAddress, "--hostname", hostname,
            "--auth", auth.rawValue, "--log-level", logLevel.rawValue,
        ] + (blobStorage.map { ["--blob-storage", $0] } ?? [])
            + (vulnerabilityFeed.map { ["--vulnerability-feed", $0] } ?? [])
            + (registryAuthorities.map { ["--registry-ca", $0] } ?? [])
    }
}
