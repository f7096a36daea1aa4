package import AWSWire
import ECSCore
import ECSModel
package import Logging
package import Shapes
package import Store
import Synchronization

/// Amazon ECS over a ``Store``: reads come from one view of all records, which ``run()`` keeps up to
/// date; every change is a compare-and-swap, repeated on newer state when somebody else was first.
package final class ECSService: Sendable {
    /// How often a change is tried anew before the caller is told to come back.
    static let maximumAttempts = 200
    /// How long a stopped task, a deleted cluster and a client token can be asked for.
    static let retention = Duration.seconds(3600)
    static let tokenRetention = Duration.seconds(24 * 3600)

    let store: any Store
    let baseURL: String
    let tokens: PageTokens
    let now: @Sendable () -> Timestamp
    let makeID: @Sendable () -> String
    let logger: Logger
    let view: RecordView<ECSRecord>
    let clock: any StoreClock
    let networks: (any TaskNetworks)?
    let machines: (any TaskMachines)?
    let losses: LossWatch
    let provisioning = ProvisioningState()
    /// Instances with a live session on this server, by the text of their keys.
    let connections = Mutex<[String: Int]>([:])

    /// A service over `store`.
    ///
    /// - Parameters:
    ///   - baseURL: Where agents reach this server, such as `http://127.0.0.1:4566`; no slash at the
    ///     end.
    ///   - now: The wall clock, for what happens without a request.
    ///   - makeID: Gives 32 random hexadecimal digits, never the same twice.
    ///   - networks: Where the interfaces of tasks come from; nil refuses network mode awsvpc.
    ///   - machines: Where Fargate's machines come from; nil refuses launch type FARGATE.
    ///   - lostAfter: How long an agent may be away before its tasks are taken for lost.
    ///   - clock: What the loops sleep by.
    package init(
        store: any Store, baseURL: String, tokens: PageTokens,
        now: @escaping @Sendable () -> Timestamp, makeID: @escaping @Sendable () -> String,
        networks: (any TaskNetworks)? = nil, machines: (any TaskMachines)? = nil,
        lostAfter: Duration = .seconds(45), clock: any StoreClock = SystemClock(), logger: Logger
    ) {
        self.store = store
        self.baseURL = baseURL
        self.tokens = tokens
        self.now = now
        self.makeID = makeID
        self.clock = clock
        self.networks = networks
        self.machines = machines
        losses = LossWatch(lostAfter: lostAfter, startedAt: now())
        self.logger = logger
        let tasksOfInstance = RecordIndex<ECSRecord>(Snapshot.Index.tasksOfInstance) {
            key, record in
            guard case .task(let task) = record, let instance = task.instance,
                let scope = Scope(of: key)
            else { return [] }
            return [scope.instanceKey(instance, in: task.cluster).text]
        }
        let tasksByStatus = RecordIndex<ECSRecord>(Snapshot.Index.tasksByStatus) { key, record in
            guard case .task(let task) = record, let scope = Scope(of: key) else { return [] }
            return [scope.tasksTerm(of: task.cluster, desired: task.desiredStatus)]
        }
        view = RecordView(
            .under("/ecs"), of: store,
            indexes: [tasksOfInstance, tasksByStatus] + Self.machineIndexes, clock: clock,
            logger: logger
        ) { key, bytes in try ECSRecord.decode(key, bytes) }
    }

    private static var machineIndexes: [RecordIndex<ECSRecord>] {
        [
            RecordIndex(Snapshot.Index.statesInTransit) { _, record in
                guard case .state(let state) = record,
                    state.status == .provisioning || state.status == .deprovisioning
                else { return [] }
                return [Snapshot.Index.statesInTransit]
            },
            RecordIndex(Snapshot.Index.tasksOfAttachment) { key, record in
                guard case .task(let task) = record, let network = task.network,
                    let scope = Scope(of: key)
                else { return [] }
                let terms = [scope.attachmentTerm(network.attachment)]
                guard task.launchType == .fargate else { return terms }
                return terms + [scope.attachmentTerm(FargatePlan.order(ofTask: task.id))]
            },
            RecordIndex(Snapshot.Index.instances) { _, record in
                if case .instance = record { [Snapshot.Index.instances] } else { [] }
            },
            RecordIndex(Snapshot.Index.statesOfMachine) { key, record in
                guard case .state(let state) = record, let machine = state.machine,
                    let scope = Scope(of: key)
                else { return [] }
                return [scope.machineTerm(machine)]
            },
            RecordIndex(Snapshot.Index.instancesOfMachine) { key, record in
                guard case .instance(let instance) = record, let name = instance.ec2InstanceID,
                    let scope = Scope(of: key)
                else { return [] }
                return [scope.machineTerm(name)]
            },
        ]
    }

    /// All instances, of all scopes.
    static func instances(
        _ records: RecordSnapshot<ECSRecord>
    ) -> [(scope: Scope, entry: RecordEntry<ECSRecord>, instance: InstanceRecord)] {
        let index = Snapshot.Index.instances
        return records.entries(in: index, under: index, after: nil).compactMap { entry in
            guard case .instance(let instance) = entry.record, let scope = Scope(of: entry.key)
            else { return nil }
            return (scope, entry, instance)
        }
    }

    /// Follows the store, makes and takes down what tasks need, and sweeps up what nobody can ask
    /// for any more, until cancelled.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.view.run() }
            group.addTask { try await self.sweepForEver() }
            group.addTask { try await self.provisionForEver() }
            group.addTask { try await self.reconcileForEver() }
            group.addTask { try await self.watchForLosses() }
            // Whichever ends first ends the other.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Whether the records of the store have been read; calls before that wait for it, for a while.
    package var isReady: Bool { view.snapshot().revision != .zero }

    // MARK: Reading and committing

    /// The records of a scope as they stand, once the view has read the store.
    func snapshot(_ scope: Scope) async throws(AWSError) -> Snapshot {
        let records = view.snapshot()
        if records.revision != .zero { return Snapshot(scope: scope, records: records) }
        return try await snapshot(scope, through: .zero)
    }

    /// The records of a scope once everything through a revision is seen.
    func snapshot(
        _ scope: Scope, through revision: Revision
    ) async throws(AWSError) -> Snapshot {
        do throws(StoreError) {
            return Snapshot(scope: scope, records: try await view.wait(for: revision))
        } catch {
            throw failure(error)
        }
    }

    /// What one attempt at a change comes to.
    struct Proposal<Result: Sendable>: Sendable {
        var transaction: Transaction
        var result: Result
    }

    /// Makes a change: `propose` plans on a snapshot what is to be committed, again and again on
    /// newer ones while others are faster. When it is back, reads show the change.
    ///
    /// - Returns: The result, and the state that holds the change.
    func change<Result: Sendable>(
        _ scope: Scope,
        _ propose: (Snapshot) throws(AWSError) -> Proposal<Result>
    ) async throws(AWSError) -> (Result, Snapshot) {
        var state = try await snapshot(scope)
        for _ in 0..<Self.maximumAttempts {
            let proposal = try propose(state)
            if proposal.transaction.success.isEmpty { return (proposal.result, state) }
            let outcome = try await commit(proposal.transaction)
            state = try await snapshot(scope, through: outcome.revision)
            if outcome.succeeded { return (proposal.result, state) }
        }
        throw AWSError(
            ECSAPI.Fault.serverException, "Service Unavailable. Please try again later.")
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
        return AWSError(
            ECSAPI.Fault.serverException, "Service Unavailable. Please try again later.")
    }

    // MARK: Connections

    /// Whether the agent of an instance has a live session with this server.
    func isConnected(_ id: String, in cluster: String, _ scope: Scope) -> Bool {
        let name = scope.instanceKey(id, in: cluster).text
        return connections.withLock { ($0[name] ?? 0) > 0 }
    }
}

extension RequestContext {
    var scope: Scope { Scope(account: account, region: region) }
}

extension Transaction.Operation {
    /// Writes a record.
    static func put(_ key: Key, _ record: some Shape) -> Transaction.Operation {
        .put(key, JSON.encode(record), lease: nil)
    }
}
