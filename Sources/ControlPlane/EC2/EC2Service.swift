package import AWSWire
import EC2Core
import EC2Model
package import Events
package import Logging
package import MachineProtocol
package import Shapes
package import Store

/// Amazon EC2 over a ``Store``: reads come from one view of all records, which ``run()`` keeps up to
/// date; every change is a ``Plan`` committed by compare-and-swap, repeated on newer state when
/// somebody else was first.
package final class EC2Service: Sendable {
    /// How often a change is tried anew before the caller is told to come back.
    static let maximumAttempts = 200

    let store: any Store
    let settings: EC2Settings
    let events: any EventSink
    let tokens: PageTokens
    let now: @Sendable () -> Timestamp
    let makeID: @Sendable () -> String
    let logger: Logger
    let view: RecordView<any EC2Record>
    let clock: any StoreClock
    let hosts = HostSessions()

    /// A service over `store`.
    ///
    /// - Parameters:
    ///   - events: Hears of changed states.
    ///   - now: The wall clock, for what happens without a request.
    ///   - makeID: Gives 32 random hexadecimal digits, never the same twice.
    ///   - clock: What the sweeper sleeps by.
    package init(
        store: any Store, settings: EC2Settings = EC2Settings(),
        events: any EventSink = SilentEventSink(), tokens: PageTokens,
        now: @escaping @Sendable () -> Timestamp, makeID: @escaping @Sendable () -> String,
        clock: any StoreClock = SystemClock(), logger: Logger
    ) {
        self.store = store
        self.settings = settings
        self.events = events
        self.tokens = tokens
        self.now = now
        self.makeID = makeID
        self.clock = clock
        self.logger = logger
        view = RecordView(
            .under("/ec2"), of: store, indexes: [Self.interfaceIndex, Self.hostIndex],
            clock: clock, logger: logger
        ) { key, bytes in
            guard let kind = EC2Kind(of: key) else {
                throw UnreadableRecord(description: "no record is kept under this key")
            }
            return try kind.type.decoded(from: JSON.parse(bytes))
        }
    }

    /// Follows the store and sweeps up what nobody can ask for any more, until cancelled.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.view.run() }
            group.addTask { try await self.sweepForEver() }
            group.addTask { try await self.watchHosts() }
            // Whichever ends first ends the other.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Whether the records of the store have been read; calls before that wait for it, for a while.
    package var isReady: Bool { view.snapshot().revision != .zero }

    /// The operations as the gateway calls them: what asks for a dry run is answered before anything
    /// is done.
    package var handlers: [String: OperationHandler] {
        EC2API.handlers(for: self).mapValues { handler in
            { input, context in
                if input.object?["DryRun"] == .bool(true) { throw AWSError.dryRun }
                return try await handler(input, context)
            }
        }
    }

    /// An id of a kind, new.
    func newID(_ kind: EC2Kind) -> String { kind.id(makeID()) }

    /// An id of what is no resource by itself, new.
    func newID(_ prefix: String) -> String { EC2ID.make(prefix, makeID()) }

    // MARK: Reading and committing

    /// The records of a scope as they stand, once the view has read the store; with its default VPC,
    /// which the first call makes.
    func snapshot(_ scope: EC2Scope) async throws(AWSError) -> Snapshot {
        let records = view.snapshot()
        var state =
            records.revision != .zero
            ? Snapshot(scope: scope, records: records) : try await snapshot(scope, through: .zero)
        if state.record(ScopeRecord.self, at: scope.scopeKey) == nil {
            state = try await found(state)
        }
        return state
    }

    /// The records of a scope once everything through a revision is seen.
    func snapshot(
        _ scope: EC2Scope, through revision: Revision
    ) async throws(AWSError) -> Snapshot {
        do throws(StoreError) {
            return Snapshot(scope: scope, records: try await view.wait(for: revision))
        } catch {
            throw failure(error)
        }
    }

    /// Makes a change: `propose` plans on a snapshot what is to be committed, again and again on
    /// newer ones while others are faster. When it is back, reads show the change.
    ///
    /// - Returns: The result, and the state that holds the change.
    func change<Result: Sendable>(
        _ scope: EC2Scope, _ propose: (inout Plan) throws(AWSError) -> Result
    ) async throws(AWSError) -> (Result, Snapshot) {
        try await change(from: try await snapshot(scope), propose)
    }

    /// As ``change(_:_:)``, beginning with a state that is known.
    func change<Result: Sendable>(
        from state: Snapshot, _ propose: (inout Plan) throws(AWSError) -> Result
    ) async throws(AWSError) -> (Result, Snapshot) {
        var state = state
        for _ in 0..<Self.maximumAttempts {
            var plan = Plan(on: state)
            let result = try propose(&plan)
            let transaction = try plan.transaction()
            if transaction.success.isEmpty { return (result, state) }
            let outcome = try await commit(transaction)
            state = try await snapshot(state.scope, through: outcome.revision)
            if outcome.succeeded { return (result, state) }
        }
        throw .unavailable
    }

    private func commit(_ transaction: Transaction) async throws(AWSError) -> CommitResult {
        do throws(StoreError) {
            return try await store.commit(transaction)
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: StoreError) -> AWSError {
        logger.error("store request failed", metadata: ["error": "\(error)"])
        return .unavailable
    }
}

/// What an operator may choose.
package struct EC2Settings: Sendable {
    /// The block that elastic IPs are from; nobody's on the internet.
    package var publicAddresses = "198.18.0.0/15"
    /// Gives what lets a new machine in, once; nil for none. Without it machines get no token.
    package var makeJoinToken: (@Sendable (MachineIdentityRecord) async throws -> String?)?

    /// The standard ones.
    package init() {}
}

extension RequestContext {
    var ec2Scope: EC2Scope { EC2Scope(account: account, region: region) }
}
