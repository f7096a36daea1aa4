import Foundation
import HostNetwork
import Logging
import Runtime
import Workload

/// Milliseconds from nothing to a running container through CRI by hand, image cached, bridge
/// network: what `RunTask` is measured against. usage: cri-bench FOLDER IMAGE.tar IMAGE ROUNDS
@main
struct CRIBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let rounds = Int(arguments[4]) else {
            FileHandle.standardError.write(
                Data("usage: cri-bench FOLDER IMAGE.tar IMAGE ROUNDS\n".utf8))
            exit(2)
        }
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        let configuration = RuntimeConfiguration(directory: arguments[1])
        try await ContainerdRuntime.withRuntime(configuration, logger: logger) { runtime in
            try await runtime.importImages(from: arguments[2])
            var times: [Double] = []
            for round in 0..<rounds {
                times.append(try await start(runtime, image: arguments[3], round: round))
            }
            times.sort()
            print(String(format: "cri by hand: median %.0f ms", times[times.count / 2]))
            try await runtime.destroy()
        }
    }

    private static func start(
        _ runtime: ContainerdRuntime, image: String, round: Int
    ) async throws -> Double {
        let begin = ContinuousClock.now
        let logs = runtime.configuration.directory + "/logs/\(round)"
        let spec = SandboxSpec(
            id: "bench-\(round)", name: "bench", network: .bridge, logDirectory: logs)
        let sandbox = try await runtime.createSandbox(spec)
        let container = try await runtime.createContainer(
            ContainerSpec(name: "c", image: image, logFile: "c.log"), in: sandbox.id, of: spec)
        try await runtime.startContainer(container)
        let time = ContinuousClock.now - begin
        try await runtime.removeSandbox(sandbox.id)
        let (seconds, attoseconds) = time.components
        return Double(seconds) * 1000 + Double(attoseconds) / 1e15
    }
}
