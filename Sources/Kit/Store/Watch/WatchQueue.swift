import Synchronization

/// A part of a store's history: whole revisions, oldest first.
package struct HistoryPage: Sendable {
    /// The revisions of the range that was asked for, each with all its changes there.
    package var batches: [WatchBatch]
    /// The revision through which the batches are complete.
    package var through: Revision

    /// A page with these members.
    package init(batches: [WatchBatch], through: Revision) {
        self.batches = batches
        self.through = through
    }
}

/// One watch of a store in this process: the buffer between the commits and one consumer.
final class WatchQueue: WatchSource {
    /// Reads the changes of a range from one revision through another, or only the first of them.
    typealias History =
        @Sendable (KeyRange, _ from: Revision, _ through: Revision) async throws(StoreError) ->
        HistoryPage

    private struct Shared {
        var state: State
        /// Old batches that were read and not yet taken. Only the consumer touches them.
        var old: [WatchBatch] = []
        var oldIndex = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    let range: KeyRange
    private let history: History
    private let onCancel: @Sendable () -> Void
    private let shared: Mutex<Shared>

    init(
        range: KeyRange, state: State, history: @escaping History,
        onCancel: @escaping @Sendable () -> Void
    ) {
        self.range = range
        self.history = history
        self.onCancel = onCancel
        shared = Mutex(Shared(state: state))
    }

    /// The store has committed these batches.
    func publish(_ batches: [WatchBatch], through revision: Revision) {
        change { $0.batchesPublished(batches, through: revision) }
    }

    /// The store ends the watch.
    func end(_ error: StoreError) {
        change { $0.watchEnded(error) }
    }

    func requestProgress(reaching revision: Revision) {
        change { $0.progressWanted(revision) }
    }

    func cancel() {
        change { $0.watchEnded(nil) }
        onCancel()
    }

    func next() async throws(StoreError) -> WatchBatch? {
        while true {
            switch shared.withLock({ Self.step(&$0) }) {
            case .deliver(let batch): return batch
            case .finish: return nil
            case .fail(let error):
                onCancel()
                throw error
            case .wait: await waitForChange()
            case .readHistory(let from, let through):
                try await readHistory(from: from, through: through)
            }
            if Task.isCancelled { return nil }
        }
    }

    private static func step(_ shared: inout Shared) -> State.Step {
        if shared.oldIndex < shared.old.count {
            let batch = shared.old[shared.oldIndex]
            shared.oldIndex += 1
            shared.state.delivered(batch.revision)
            return .deliver(batch)
        }
        shared.old = []
        shared.oldIndex = 0
        return shared.state.step()
    }

    private func readHistory(from: Revision, through: Revision) async throws(StoreError) {
        do {
            let page = try await history(range, from, through)
            shared.withLock { shared in
                shared.old = page.batches
                shared.state.historyRead(through: page.through)
            }
        } catch .cancelled {
            // The consumer's task was cancelled while it read; the caller sees that and ends.
        } catch {
            change { $0.watchEnded(error) }
        }
    }

    /// Lets `transition` change the state and wakes the consumer, which looks for itself.
    private func change(_ transition: (inout State) -> Void) {
        let waiter = shared.withLock { shared -> CheckedContinuation<Void, Never>? in
            transition(&shared.state)
            if shared.waiter != nil, !shared.state.hasStep { return nil }
            defer { shared.waiter = nil }
            return shared.waiter
        }
        waiter?.resume()
    }

    private func waitForChange() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = shared.withLock { shared in
                    precondition(shared.waiter == nil, "a watch has one consumer")
                    if shared.state.hasStep || Task.isCancelled { return true }
                    shared.waiter = continuation
                    return false
                }
                if ready { continuation.resume() }
            }
        } onCancel: {
            let waiter = shared.withLock { shared in
                defer { shared.waiter = nil }
                return shared.waiter
            }
            waiter?.resume()
        }
    }
}
