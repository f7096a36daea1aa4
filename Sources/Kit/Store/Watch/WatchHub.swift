import Synchronization

/// The watches of a store in this process, and the newest revision that they know of.
package final class WatchHub: Sendable {
    private struct State {
        var published: Revision
        var nextWatch = 0
        var queues: [Int: WatchQueue] = [:]
        var closed = false
    }

    private let limits: StoreLimits
    private let state: Mutex<State>

    /// A hub for a store whose newest revision is `published`.
    package init(published: Revision, limits: StoreLimits) {
        self.limits = limits
        state = Mutex(State(published: published))
    }

    /// The newest revision that was published.
    package var published: Revision {
        state.withLock { $0.published }
    }

    /// How many watches are open.
    package var count: Int {
        state.withLock { $0.queues.count }
    }

    /// Opens a watch. `history` reads the changes of a range from one revision through another
    /// (or, to bound the page, those of only the first of these revisions); it is called by the
    /// consumer's task.
    package func open(
        _ range: KeyRange, from: Revision?,
        history:
            @escaping @Sendable (
                KeyRange, _ from: Revision, _ through: Revision
            ) async throws(StoreError) -> HistoryPage
    ) throws(StoreError) -> WatchStream {
        let queue = try state.withLock { state throws(StoreError) in
            if state.closed { throw .closed }
            if state.queues.count >= limits.watches { throw .overloaded("too many watches") }
            state.nextWatch += 1
            let id = state.nextWatch
            let queue = WatchQueue(
                range: range,
                state: .init(
                    range: range, from: from ?? state.published.next,
                    published: state.published, limits: limits),
                history: history,
                onCancel: { [weak self] in
                    // Dropped after the lock is released: the last reference to a queue may go.
                    _ = self?.state.withLock { $0.queues.removeValue(forKey: id) }
                })
            state.queues[id] = queue
            return queue
        }
        return WatchStream(queue)
    }

    /// Hands committed batches, oldest first, to the watches. Called in the order of commits, and
    /// before the commits are acknowledged, so that whoever knows a revision can wait for it.
    package func publish(_ batches: [WatchBatch], through revision: Revision) {
        // Held throughout, because a watch that opens meanwhile must see all of this or none.
        state.withLock { state in
            precondition(revision >= state.published, "revisions are published in order")
            state.published = revision
            for queue in state.queues.values {
                queue.publish(batches, through: revision)
            }
        }
    }

    /// Ends every watch, and refuses new ones.
    package func close() {
        let queues = state.withLock { state in
            state.closed = true
            defer { state.queues = [:] }
            return state.queues.values.map { $0 }
        }
        for queue in queues { queue.end(.closed) }
    }
}
