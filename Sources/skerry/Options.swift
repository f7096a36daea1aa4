import ArgumentParser
import EC2
import Glibc
import Logging
import Networking
import S3Storage
import Trust

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

    @Option(
        name: .customLong("tls-port"),
        help: "Port of the API front over TLS (default: 4567, or a free one when --port is 0).")
    var chosenTLSPort: Int?

    @Option(name: .customLong("tls-bind"), help: "Address to listen on over TLS (default: --bind).")
    var chosenTLSBind: String?

    @Option(
        name: .customLong("tls-name"),
        help: "Further name or address that machines reach this server by; may be repeated.")
    var tlsNames: [String] = []

    @Option(
        name: .customLong("machine-certificate-lifetime"),
        help: "Seconds that machines' certificates and credentials live; renewed at two thirds.")
    var certificateLifetime = 86_400

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
        name: .customLong("machine-lost-after"),
        help: ArgumentHelp(
            "Seconds without a sign of life after which a machine's tasks are taken for lost.",
            valueName: "seconds"))
    var machineLostAfter = 45

    @Option(
        name: .customLong("public-addresses"),
        help: ArgumentHelp(
            "Block that elastic IPs and other public addresses of VPCs are from.",
            discussion: "The standard one is nobody's on the internet.", valueName: "block"))
    var publicAddresses = EC2Settings().publicAddresses

    @Option(
        name: .customLong("log-level"), help: "Least severe level that is logged.",
        transform: Self.level)
    var logLevel = Logger.Level.info

    func validate() throws {
        guard (0...65535).contains(port) else {
            throw ValidationError("--port must lie between 0 and 65535")
        }
        guard (0...65535).contains(tlsPort) else {
            throw ValidationError("--tls-port must lie between 0 and 65535")
        }
        guard port == 0 || port != tlsPort else {
            throw ValidationError("--port and --tls-port must differ")
        }
        if let wrong = tlsNames.first(where: { SubjectName($0) == nil }) {
            throw ValidationError("--tls-name: '\(wrong)' is neither a name nor an address")
        }
        guard (5...31_536_000).contains(certificateLifetime) else {
            throw ValidationError(
                "--machine-certificate-lifetime must lie between 5 and 31536000 seconds")
        }
        guard (5...86_400).contains(machineLostAfter) else {
            throw ValidationError("--machine-lost-after must lie between 5 and 86400")
        }
        guard let block = IPv4Subnet(publicAddresses), (8...28).contains(block.prefixLength) else {
            throw ValidationError(
                "--public-addresses must be a block of IPv4 of 8 to 28 bits, such as 198.18.0.0/15")
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

    var tlsPort: Int { chosenTLSPort ?? (port == 0 ? 0 : 4567) }
    var tlsBindAddress: String { chosenTLSBind ?? bindAddress }

    /// The options as arguments for the child process.
    var arguments: [String] {
        var result = [
            "--port", String(port), "--bind", bindAddress, "--hostname", hostname,
            "--auth", auth.rawValue, "--log-level", logLevel.rawValue,
            "--tls-port", String(tlsPort), "--tls-bind", tlsBindAddress,
            "--machine-certificate-lifetime", String(certificateLifetime),
            "--machine-lost-after", String(machineLostAfter),
            "--public-addresses", publicAddresses,
        ]
        for name in tlsNames { result += ["--tls-name", name] }
        if let blobStorage { result += ["--blob-storage", blobStorage] }
        if let vulnerabilityFeed { result += ["--vulnerability-feed", vulnerabilityFeed] }
        if let registryAuthorities { result += ["--registry-ca", registryAuthorities] }
        return result
    }
}
