import Glibc
import HostNetwork
import Shapes

/// The programs that change the kernel's network, run in one namespace or another.
struct Programs: Sendable {
    private let ip: String
    private let bridge: String
    private let nft: String
    private let nsenter: String
    private let shell: String

    /// Of what is there: some hundred bytes a route.
    private static let outputLimit = 32 << 20

    /// Where a namespace is nil; nil: the process's own.
    private let home: NetworkNamespace?

    /// Throws ``VPCNetworkError`` when one is not installed.
    init(home: NetworkNamespace? = nil) throws {
        self.home = home
        func find(_ name: String) throws -> String {
            guard let path = Command.find(name) else {
                throw VPCNetworkError("the program \(name) is not installed")
            }
            return path
        }
        ip = try find("ip")
        bridge = try find("bridge")
        nft = try find("nft")
        nsenter = try find("nsenter")
        shell = try find("sh")
    }

    /// Every line is tried; what failed is told afterwards.
    func ip(_ lines: [String], in namespace: NetworkNamespace?) async throws {
        guard !lines.isEmpty else { return }
        try await run(ip, ["-force", "-batch", "-"], namespace, Self.text(lines))
    }

    func bridge(_ lines: [String], in namespace: NetworkNamespace) async throws {
        guard !lines.isEmpty else { return }
        try await run(bridge, ["-force", "-batch", "-"], namespace, Self.text(lines))
    }

    /// All of it or nothing.
    func nft(_ script: String, in namespace: NetworkNamespace?) async throws {
        guard !script.isEmpty else { return }
        try await run(nft, ["-f", "-"], namespace, script)
    }

    /// What `ip -json` prints; an empty list when it prints nothing.
    func show(_ arguments: [String], in namespace: NetworkNamespace?) async throws -> Value {
        try await json(ip, ["-d", "-j"] + arguments, namespace)
    }

    func showForwarding(_ link: String, in namespace: NetworkNamespace) async throws -> Value {
        try await json(bridge, ["-j", "fdb", "show", "dev", link], namespace)
    }

    /// Sets the namespace's kernel parameters, paths below `/proc/sys/net`; those that the kernel
    /// lacks are left out.
    func set(_ parameters: [(path: String, value: String)], in namespace: NetworkNamespace?)
        async throws
    {
        let lines = parameters.map { path, value in
            "[ ! -e /proc/sys/net/\(path) ] || echo \(value) > /proc/sys/net/\(path)"
        }
        try await run(shell, ["-e"], namespace, Self.text(lines))
    }

    private func json(
        _ program: String, _ arguments: [String], _ namespace: NetworkNamespace?
    ) async throws -> Value {
        let output = try await run(program, arguments, namespace, "")
        guard output.contains(where: { $0 > 0x20 }) else { return .list([]) }
        do {
            return try JSON.parse(output)
        } catch {
            throw VPCNetworkError("\(program) \(arguments): \(error)")
        }
    }

    @discardableResult
    private func run(
        _ program: String, _ arguments: [String], _ namespace: NetworkNamespace?, _ input: String
    ) async throws -> [UInt8] {
        var (path, words) = (program, arguments)
        if let namespace = namespace ?? home {
            (path, words) = (nsenter, ["--net=\(namespace.path)", program] + words)
        }
        do {
            var command = Command(path, words, input: Array(input.utf8))
            command.outputLimit = Self.outputLimit
            return try await command.runSuccessfully().stdout
        } catch let error as CommandError {
            throw VPCNetworkError("\(error)")
        } catch let error as SystemError {
            throw VPCNetworkError("\(error)")
        }
    }

    private static func text(_ lines: [String]) -> String {
        lines.map { "\($0)\n" }.joined()
    }
}

/// A VPC could not be brought about on this machine.
package struct VPCNetworkError: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
}
