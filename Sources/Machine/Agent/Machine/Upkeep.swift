import AgentCore
import Logging
import Runtime
import Workload

/// What is done from time to time: images collected, logs moved aside.
struct Upkeep: Sendable {
    let runtime: any AgentRuntime
    let engine: EngineDriver
    let shipper: LogShipper
    let configuration: AgentConfiguration
    let logger: Logger
    var imageInterval = Duration.seconds(600)
    var logInterval = Duration.seconds(15)

    /// Throws `CancellationError`.
    func collectImages() async throws {
        let limit = configuration.imageCacheBytes
        let policy = ImageCollection.Policy(limitBytes: limit, targetBytes: limit / 10 * 9)
        while true {
            try await Task.sleep(for: imageInterval)
            do {
                let removed = try await runtime.collectImages(
                    policy, sparing: engine.wantedImages)
                if !removed.isEmpty {
                    logger.info("images collected", metadata: ["count": "\(removed.count)"])
                }
            } catch let error as RuntimeError {
                logger.warning("images not collected", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Throws `CancellationError`.
    func rotateLogs() async throws {
        while true {
            try await Task.sleep(for: logInterval)
            for task in engine.liveTasks {
                for container in task.containers {
                    try await rotateLog(of: container, in: task)
                }
            }
        }
    }

    private func rotateLog(of container: ContainerMachine, in task: TaskMachine) async throws {
        guard let id = container.running?.id else { return }
        let key = ContainerKey(
            task: task.plan.id, name: container.plan.name, attempt: container.attempt)
        let file = container.plan.logFile(attempt: container.attempt)
        let path = "\(task.plan.sandbox.logDirectory)/\(file)"
        guard let (inode, size) = LogReader.identity(of: path),
            size > configuration.logFileBytes
        else { return }
        // An old file that is not sent yet would be replaced; but a backlog has its limit, too.
        let isBeyondBacklog = size > configuration.logBacklogBytes
        guard shipper.allowsRotation(key, inode: inode) || isBeyondBacklog else { return }
        do {
            try await runtime.rotateLog(of: id, maxBytes: configuration.logFileBytes)
        } catch let error as RuntimeError {
            logger.warning(
                "log not moved aside", metadata: ["container": "\(key)", "error": "\(error)"])
        }
    }
}
