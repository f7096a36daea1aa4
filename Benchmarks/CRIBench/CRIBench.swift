import CRI
import Foundation
import Logging
import Runtime

/// Milliseconds from nothing to a running container by three calls of CRI, image cached, bridge
/// network: what `RunTask` is measured against. The containerd is one of its own, with the
/// configuration that Skerry's agent gives to its.
///
///     cri-bench FOLDER IMAGE.tar IMAGE COMMAND…
///
/// Prints `ready`, then runs COMMAND once for each line of its input and prints the milliseconds;
/// ends, and leaves nothing behind, at the end of the input.
@main
struct CRIBench {
    let runtime: ContainerdRuntime
    let client: CRIClient
    let image: String
    let command: [String]

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4 else {
            FileHandle.standardError.write(
                Data("usage: cri-bench FOLDER IMAGE.tar IMAGE COMMAND…\n".utf8))
            exit(2)
        }
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        let configuration = RuntimeConfiguration(directory: arguments[1])
        try await ContainerdRuntime.withRuntime(configuration, logger: logger) { runtime in
            try await runtime.importImages(from: arguments[2])
            let client = try CRIClient(socketPath: runtime.configuration.socket)
            let bench = CRIBench(
                runtime: runtime, client: client, image: arguments[3],
                command: Array(arguments[4...]))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await client.run() }
                say("ready")
                var round = 0
                while readLine() != nil {
                    round += 1
                    say(String(format: "%.2f", try await bench.start(round)))
                }
                client.beginGracefulShutdown()
                try await group.waitForAll()
            }
            try await runtime.destroy()
        }
    }

    /// Unbuffered: the other side waits for the line.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    private func start(_ round: Int) async throws -> Double {
        let logs = runtime.configuration.directory + "/logs/\(round)"
        try FileManager.default.createDirectory(
            atPath: logs, withIntermediateDirectories: true)
        let begin = ContinuousClock.now
        var request = CRIRunPodSandboxRequest()
        request.config = sandbox(round, logs)
        request.runtimeHandler = "runc"
        let id = try await client.runPodSandbox(request).podSandboxID
        var creation = CRICreateContainerRequest()
        creation.podSandboxID = id
        creation.config = container()
        creation.sandboxConfig = request.config
        var starting = CRIStartContainerRequest()
        starting.containerID = try await client.createContainer(creation).containerID
        _ = try await client.startContainer(starting)
        let time = ContinuousClock.now - begin
        var stop = CRIStopPodSandboxRequest()
        stop.podSandboxID = id
        _ = try await client.stopPodSandbox(stop)
        var removal = CRIRemovePodSandboxRequest()
        removal.podSandboxID = id
        _ = try await client.removePodSandbox(removal)
        let (seconds, attoseconds) = time.components
        return Double(seconds) * 1000 + Double(attoseconds) / 1e15
    }

    private func sandbox(_ round: Int, _ logs: String) -> CRIPodSandboxConfig {
        var config = CRIPodSandboxConfig()
        config.metadata.name = "bench"
        config.metadata.namespace = "default"
        config.metadata.uid = "bench-\(round)"
        config.hostname = "bench-\(round)"
        config.logDirectory = logs
        config.linux.cgroupParent = "\(runtime.configuration.cgroup)/bench-\(round)"
        config.linux.securityContext.namespaceOptions = namespaces()
        config.linux.securityContext.seccomp.profileType = .runtimeDefault
        return config
    }

    private func container() -> CRIContainerConfig {
        var config = CRIContainerConfig()
        config.metadata.name = "main"
        config.image.image = image
        config.args = command
        config.logPath = "main.log"
        config.linux.resources.cpuShares = 64
        config.linux.resources.memoryLimitInBytes = 64 << 20
        config.linux.securityContext.namespaceOptions = namespaces()
        config.linux.securityContext.seccomp.profileType = .runtimeDefault
        return config
    }

    private func namespaces() -> CRINamespaceOption {
        var options = CRINamespaceOption()
        options.network = .pod
        options.pid = .container
        options.ipc = .pod
        return options
    }
}
