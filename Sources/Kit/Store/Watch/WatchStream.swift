/// One change of one key; etcd's `mvccpb.Event` with its `prev_kv`.
package enum WatchEvent: Sendable, Hashable {
    /// The key was written. `previous` is nil when this made it.
    case put(KeyValue, previous: KeyValue?)
    /// The key was deleted; this is what it held last.
    case delete(previous: KeyValue)

    /// The key that changed.
    package var key: Key {
        switch self {
        case .put(let record, _): record.key
        case .delete(let previous): previous.key
        }
    }

    /// The bytes that the event keeps in memory, about.
    package var bytes: Int {
        switch self {
        case .put(let record, let previous):
            record.key.bytes.count + record.value.count + (previous?.value.count ?? 0)
        case .delete(let previous):
            previous.key.bytes.count + previous.value.count
        }
    }
}

/// All changes of one revision that a watch asked for, in the order of the transaction's
/// operations. Without events it is a progress notice: everything through ``revision`` has been
/// delivered.
package struct WatchBatch: Sendable, Hashable {
    /// The revision of the changes.
    package var revision: Revision
    /// The changes, never divided over two batches.
    package var events: [WatchEvent]

    /// A batch with these members.
    package init(revision: Revision, events: [WatchEvent]) {
        self.revision = revision
        self.events = events
    }
}

/// What stands behind a ``WatchStream``: a backend's side of one watch. Only one task at a time
/// calls ``next()``.
package protocol WatchSource: AnyObject, Sendable {
    /// The next batch, when there is one; nil when the watch or the caller's task was cancelled.
    func next() async throws(StoreError) -> WatchBatch?

    /// As ``WatchStream/requestProgress(reaching:)``.
    func requestProgress(reaching revision: Revision)

    /// Ends the watch; ``next()`` returns nil from now on.
    func cancel()
}

/// The ordered changes of a range, for one consumer: a sequence of ``WatchBatch`` with rising
/// revisions. The watch ends when this value and its copies are gone.
///
/// Old changes are read from the store's history as fast as the consumer takes them. Once it has
/// caught up, changes wait for it in a buffer of ``StoreLimits/watchEvents`` events; when that is
/// not enough the sequence throws ``StoreError/watchOverrun``, and ``StoreError/compacted(_:)``
/// when a compaction overtakes it. After an error, list again and watch from there. Cancelling the
/// consumer's task ends the sequence without an error.
package struct WatchStream: AsyncSequence, Sendable {
    package typealias Element = WatchBatch
    package typealias Failure = StoreError

    private let handle: Handle

    /// The stream of `source`, which is cancelled when the last copy of the stream goes.
    package init(_ source: any WatchSource) {
        handle = Handle(source)
    }

    /// Asks for a batch as soon as everything through `revision` has been delivered: one with
    /// events when there is one at or after that revision, or a progress notice otherwise. A
    /// revision that does not exist yet is waited for. Of several the lowest counts until it is
    /// reached; whoever wants a higher one asks again then.
    package func requestProgress(reaching revision: Revision) {
        handle.source.requestProgress(reaching: revision)
    }

    /// Ends the watch; the sequence ends without an error.
    package func cancel() {
        handle.source.cancel()
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(handle: handle)
    }

    /// The place of the consumer in the stream; all iterators of one stream share it.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let handle: Handle

        package mutating func next() async throws(StoreError) -> WatchBatch? {
            try await handle.source.next()
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(StoreError) -> WatchBatch? {
            try await handle.source.next()
        }
    }

    /// Ties the life of the watch to that of the stream's copies.
    fileprivate final class Handle: Sendable {
        let source: any WatchSource

        init(_ source: any WatchSource) {
            self.source = source
        }

        deinit {
            source.cancel()
        }
    }
}
