package import AWSWire
import AutoScalingModel
package import Events
package import Logging
package import Shapes
package import Store

/// Amazon EC2 Auto Scaling over a ``Store`` and a fleet. What the API does is to change records; the
/// loop in ``run()`` brings about what they say.
package final class AutoScalingService: Sendable {
    /// How often a change is tried anew before the caller is told to come back.
    static let maximumAttempts = 200

    let store: any Store
    let fleet: any AutoScalingFleet
    let events: any EventSink
    let tokens: PageTokens
    let now: @Sendable () -> Timestamp
    let makeID: @Sendable () -> String
    let clock: any StoreClock
    let logger: Logger
    let view: RecordView<AutoScalingRecord>

    /// A service over `store`.
    ///
    /// - Parameters:
    ///   - fleet: What launches instances: EC2.
    ///   - now: The wall clock, for what happens without a request.
    ///   - makeID: Gives UUIDs in lower case, never the same twice.
    ///   - clock: What the loop sleeps by.
    package init(
        store: any Store, fleet: any AutoScalingFleet, events: any EventSink, tokens: PageTokens,
        now: @escaping @Sendable () -> Timestamp, makeID: @escaping @Sendable () -> String,
        clock: any StoreClock = SystemClock(), logger: Logger
    ) {
        self.store = store
        self.fleet = fleet
        self.events = events
        self.tokens = tokens
        self.now = now
        self.makeID = makeID
        self.clock = clock
        self.logger = logger
        view = RecordView(.under("/autoscaling"), of: store, clock: clock, logger: logger) {
            key, bytes in try AutoScalingRecord.decode(key, bytes)
        }
    }

    /// Follows the store and keeps all groups as they are wanted, until cancelled.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.view.run() }
            group.addTask { try await self.controlForEver() }
            group.addTask { try await self.sweepForEver() }
            // Whichever ends first ends the others.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Whether the records of the store have been read; calls before that wait for it, for a while.
    package var isReady: Bool { view.snapshot().revision != .zero }

    // MARK: Reading and committing

    func snapshot(
        _ scope: GroupScope, through revision: Revision = .zero
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

    /// Makes a change: `propose` plans on a snapshot what is to be committed, again and again on newer
    /// ones while others are faster. When it is back, reads show the change.
    func change<Result: Sendable>(
        _ scope: GroupScope, _ propose: (Snapshot) throws(AWSError) -> Proposal<Result>
    ) async throws(AWSError) -> Result {
        var state = try await snapshot(scope)
        for _ in 0..<Self.maximumAttempts {
            let proposal = try propose(state)
            if proposal.transaction.success.isEmpty { return proposal.result }
            let outcome: CommitResult
            do throws(StoreError) {
                outcome = try await store.commit(proposal.transaction)
            } catch {
                throw failure(error)
            }
            state = try await snapshot(scope, through: outcome.revision)
            if outcome.succeeded { return proposal.result }
        }
        throw .contention
    }

    /// Changes a group that is not being deleted, and tells what is to be told of it.
    func changeGroup<Result: Sendable>(
        _ name: String, _ context: RequestContext,
        _ body: (inout GroupMachine, Snapshot) throws(AWSError) -> Result
    ) async throws(AWSError) -> Result {
        let scope = context.groupScope
        typealias Both = (result: Result, notices: [GroupNotice])
        let both = try await change(scope) { state throws(AWSError) -> Proposal<Both> in
            let stored = try state.existingGroup(name)
            guard !stored.record.isDeleting else {
                throw .fault(
                    .scalingActivityInProgressFault,
                    "The AutoScalingGroup \(name) is pending delete.")
            }
            var machine = GroupMachine(stored.record, now: context.now, makeID: makeID)
            let result = try body(&machine, state)
            return Proposal(
                transaction: Transaction(
                    if: [stored.unchanged], then: Self.writing(machine.record, stored.key, scope)),
                result: (result, machine.notices))
        }
        publish(both.notices, scope, at: context.now)
        return both.result
    }

    /// Ended activities that one transaction writes apart; the others go with the next one.
    private static let activitiesPerCommit = 100

    /// Writes a group's record; activities that have ended move to records of their own.
    static func writing(
        _ given: GroupRecord, _ key: Key, _ scope: GroupScope
    ) -> [Transaction.Operation] {
        var record = given
        let ended = Array(
            record.activities.filter { $0.endTime != nil }.prefix(activitiesPerCommit))
        let ids = Set(ended.map(\.activityId))
        record.activities.removeAll { ids.contains($0.activityId) }
        return [.put(key, JSON.encode(record))]
            + ended.map { .put(scope.activityKey($0), JSON.encode($0)) }
    }

    func publish(_ notices: [GroupNotice], _ scope: GroupScope, at time: Timestamp) {
        for notice in notices {
            events.publish(
                ServiceEvent(
                    id: makeID(), source: "aws.autoscaling", detailType: notice.detailType,
                    account: scope.account, region: scope.region, time: time,
                    resources: notice.resources, detail: notice.detail))
        }
    }

    private func failure(_ error: StoreError) -> AWSError {
        logger.error("store request failed", metadata: ["error": "\(error)"])
        return AWSError(
            code: "InternalFailure", message: "The service is not available.", status: 500)
    }
}
