package import EC2Core
package import Logging
import MachineProtocol
import Shapes
import Store
import Synchronization

/// Tells every machine what it must know of the VPCs that it has interfaces in: the control plane's
/// end of `/_skerry/network/feed`.
///
/// ``run()`` keeps one picture of all VPCs, brought up to date by the keys that the store says have
/// changed; each session tells its machine what it does not know yet.
package final class NetworkFeed: Sendable {
    /// Changes that come within this time are told together.
    static let gathering = Duration.milliseconds(20)
    /// How long a receiver may leave what it was sent unanswered.
    static let patience = Duration.seconds(60)
    /// Sessions at once; more are refused.
    static let maximumSessions = 4_096

    struct State {
        var network = NetworkState()
        /// Whether ``network`` has been read.
        var isReady = false
        var sessions: [NetworkMap.Machine: Session] = [:]
        var nextSession = 0
    }

    /// A machine that listens.
    struct Session {
        var number: Int
        var doorbell: AsyncStream<Void>.Continuation
        var progress = NetworkFeedProgress()
    }

    let service: EC2Service
    let logger: Logger
    let state = Mutex(State())

    /// A feed of the records of `service`.
    package init(service: EC2Service, logger: Logger) {
        self.service = service
        self.logger = logger
    }

    // MARK: Following the records

    /// Follows the records, until cancelled.
    package func run() async throws {
        while !Task.isCancelled {
            do {
                try await follow()
            } catch let error as StoreError {
                if error == .cancelled { return }
                if error.recovery == .terminal { throw error }
                logger.warning("network feed reads anew", metadata: ["error": "\(error)"])
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private func follow() async throws {
        let records = try await service.view.wait(for: .zero, timeout: .seconds(3600))
        state.withLock { state in
            state.network.read(records)
            state.isReady = true
        }
        ring()
        let stream = try await service.store.watch(
            .under("/ec2"), from: records.revision.next)
        let (news, doorbell) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let noted = ChangedKeys()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for try await batch in stream {
                    noted.add(batch)
                    doorbell.yield()
                }
            }
            group.addTask {
                for await _ in news {
                    let (keys, revision) = noted.take()
                    let records = try await self.service.view.wait(for: revision)
                    self.state.withLock { $0.network.update(keys, records) }
                    self.ring()
                    try await Task.sleep(for: Self.gathering)
                }
            }
            // Whichever ends first ends the other.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Has every session look whether there is something for it.
    private func ring() {
        state.withLock { state in
            for session in state.sessions.values { session.doorbell.yield() }
        }
    }

    // MARK: Asking

    /// How far a machine is, while it listens.
    package func progress(of machine: String, _ scope: EC2Scope) -> NetworkFeedProgress? {
        state.withLock { $0.sessions[.init(scope: scope, id: machine)]?.progress }
    }
}

/// Keys that have changed since they were last looked at.
private final class ChangedKeys: Sendable {
    private let state = Mutex<(keys: Set<Key>, revision: Revision)>(([], .zero))

    func add(_ batch: WatchBatch) {
        state.withLock { state in
            for event in batch.events {
                switch event {
                case .put(let record, _): state.keys.insert(record.key)
                case .delete(let previous): state.keys.insert(previous.key)
                }
            }
            state.revision = max(state.revision, batch.revision)
        }
    }

    /// The keys, and the revision that shows all of their changes.
    func take() -> (Set<Key>, Revision) {
        state.withLock { state in
            defer { state.keys = [] }
            return (state.keys, state.revision)
        }
    }
}

/// How far a machine is with what it was told.
package struct NetworkFeedProgress: Sendable, Hashable {
    /// The last frame that was sent, and the last one that is in force.
    package var sent = 0
    package var acknowledged = 0
    /// What could not be brought about, in the machine's words.
    package var problem: String?
    /// When the oldest frame was sent that is not answered.
    var waitingSince: ContinuousClock.Instant?

    mutating func send(_ sequence: Int, at time: ContinuousClock.Instant) {
        sent = sequence
        if waitingSince == nil { waitingSince = time }
    }

    mutating func take(_ report: NetworkReport, at time: ContinuousClock.Instant) {
        // A frame that was never sent cannot be in force.
        acknowledged = max(acknowledged, min(report.sequence, sent))
        problem = report.problem
        waitingSince = acknowledged == sent ? nil : time
    }
}
