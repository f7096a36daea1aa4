import AWSClient
import AWSWire
import AgentCore
import Logging
import Runtime
import Shapes
import Synchronization
import Workload

/// Sends containers' output to CloudWatch Logs: one pump a container attempt, from the file that
/// the runtime writes. The file is the buffer, so a container never waits for the service.
final class LogShipper: Sendable {
    private struct Pump {
        var isFinishing = false
        var isAbandoned = false
        /// Where the service stands in the file; for the rotation.
        var mark: LogMark?
    }

    private let pumps = Mutex<[ContainerKey: Pump]>([:])
    private let controlPlane: ControlPlane
    private let clock: AgentClock
    private let backlogBytes: Int64
    private let logger: Logger
    private let post: @Sendable (EngineEvent) -> Void
    private let credentials: @Sendable (ContainerKey, AWSLogsOptions) -> any CredentialsProvider

    /// How often a file is looked at.
    static let pollInterval = Duration.milliseconds(200)
    private static let backoff = Backoff(first: .milliseconds(200), limit: .seconds(10))

    /// - Parameters:
    ///   - post: Where `logAdvanced` and `logFinished` go.
    ///   - credentials: Whose permission a container's log is written with.
    init(
        controlPlane: ControlPlane, clock: AgentClock, backlogBytes: Int64, logger: Logger,
        credentials: @escaping @Sendable (ContainerKey, AWSLogsOptions) -> any CredentialsProvider,
        post: @escaping @Sendable (EngineEvent) -> Void
    ) {
        self.controlPlane = controlPlane
        self.clock = clock
        self.backlogBytes = backlogBytes
        self.logger = logger
        self.credentials = credentials
        self.post = post
    }

    /// Makes group and stream. Throws `LogFailure`.
    func open(_ key: ContainerKey, _ options: AWSLogsOptions) async throws(LogFailure) {
        do {
            try await service(key, options).open()
        } catch {
            throw LogService.failure(error)
        }
    }

    private func service(_ key: ContainerKey, _ options: AWSLogsOptions) throws -> LogService {
        try controlPlane.logs(options, as: credentials(key, options))
    }

    /// The container has ended: what is there now is the rest.
    func finish(_ key: ContainerKey) { pumps.withLock { $0[key]?.isFinishing = true } }

    func abandon(_ key: ContainerKey) { pumps.withLock { $0[key]?.isAbandoned = true } }

    /// Whether the log may be moved aside: what was moved aside before is with the service.
    func allowsRotation(_ key: ContainerKey, inode: UInt64) -> Bool {
        pumps.withLock { pumps in
            guard let pump = pumps[key] else { return true }
            return pump.mark?.inode == inode
        }
    }

    // MARK: Pump

    /// Sends a file until it is complete and sent, abandoned, or the task is cancelled.
    func run(_ key: ContainerKey, _ source: LogSource) async {
        let isNew = pumps.withLock { pumps in
            guard pumps[key] == nil else { return false }
            pumps[key] = Pump(mark: source.position)
            return true
        }
        guard isNew else { return }
        defer { pumps.withLock { $0[key] = nil } }
        do {
            try await pump(key, source)
        } catch is CancellationError {
            // The agent ends; the next one goes on from the checkpoint.
        } catch {
            logger.error(
                "container log cannot be sent",
                metadata: ["container": "\(key)", "error": "\(error)"])
            post(.logFinished(key))
        }
    }

    private func pump(_ key: ContainerKey, _ source: LogSource) async throws {
        let service = try service(key, source.options)
        var reader = LogReader(source, backlogBytes: backlogBytes)
        var batcher = LogBatcher(
            pattern: source.options.multilinePattern, flushInterval: source.options.flushInterval)
        var quietSince: ContinuousClock.Instant?
        while true {
            try Task.checkCancellation()
            let state = pumps.withLock { $0[key] }
            guard let state, !state.isAbandoned else { return }
            let dropped = reader.skipBacklog()
            if dropped > 0 {
                logger.warning(
                    "output dropped, its backlog is full",
                    metadata: ["container": "\(key)", "bytes": "\(dropped)"])
            }
            let hasRead = try reader.read(into: &batcher, now: clock.now())
            // The runtime may write the last lines a moment after the container's end.
            if hasRead || !state.isFinishing { quietSince = nil }
            if state.isFinishing, !hasRead { quietSince = quietSince ?? .now }
            let isFinal = quietSince.map { ContinuousClock.now - $0 >= Self.pollInterval } ?? false
            if isFinal { reader.finish(into: &batcher, now: clock.now()) }
            while let batch = batcher.next(now: clock.now(), isFinal: isFinal) {
                try await send(batch, of: key, to: service)
            }
            if isFinal {
                post(.logFinished(key))
                return
            }
            if !hasRead { try await Task.sleep(for: Self.pollInterval) }
        }
    }

    private func send(
        _ batch: LogBatch, of key: ContainerKey, to service: LogService
    ) async throws {
        var failures = 0
        var random = SystemRandomNumberGenerator()
        while true {
            do {
                let rejected = try await service.put(batch.events)
                if rejected > 0 {
                    logger.warning(
                        "log events rejected for their age",
                        metadata: ["container": "\(key)", "count": "\(rejected)"])
                }
                break
            } catch let error as CancellationError {
                throw error
            } catch {
                let failure = error as? AWSError
                switch LogCallVerdict(code: failure?.code, status: failure?.status) {
                case .done: failures = -1
                case .giveUp:
                    logger.error(
                        "log events refused",
                        metadata: [
                            "container": "\(key)", "count": "\(batch.events.count)",
                            "error": "\(error)",
                        ])
                    failures = -1
                case .recreate:
                    // Whoever deleted the stream may have meant it; docker's driver makes it again.
                    try? await service.open()
                    failures += 1
                case .retry: failures += 1
                }
            }
            if failures < 0 { break }
            if pumps.withLock({ $0[key]?.isAbandoned ?? true }) { return }
            try await Task.sleep(
                for: Self.backoff.delay(afterFailures: failures, using: &random))
        }
        guard let mark = batch.mark else { return }
        pumps.withLock { $0[key]?.mark = mark }
        post(.logAdvanced(key, position: mark))
    }
}
