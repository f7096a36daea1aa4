/// Why a store refused or could not answer. ``recovery`` says what the caller can do about it.
package enum StoreError: Error, Sendable, Hashable {
    /// The request breaks a stated limit or rule, and always will.
    case invalid(InvalidRequest)
    /// The revision asked for is at or below the compaction: its history is gone. The revision
    /// that comes with it is the one compacted through.
    case compacted(Revision)
    /// The revision asked for does not exist yet.
    case futureRevision(Revision, current: Revision)
    /// The lease does not exist, or has ended.
    case leaseNotFound(LeaseID)
    /// The watcher was too slow: more events waited for it than its buffer may hold, so they were
    /// dropped and the watch is over.
    case watchOverrun
    /// More requests wait, or more watches or leases are open, than the store allows.
    case overloaded(String)
    /// The disk is full (or a quota reached). Nothing was written; the store goes on once there is
    /// space again.
    case noSpace
    /// A deadline passed before the answer was there. Only waits and reads end in this way.
    case deadlineExceeded
    /// The store cannot be reached or its disk failed. A commit that ends so may or may not have
    /// happened: read before trying again, or let compares decide.
    case unavailable(String)
    /// The caller's task was cancelled. Nothing was changed.
    case cancelled
    /// The store was closed.
    case closed
    /// What was read is not what was written: a damaged database or backup.
    case corrupt(String)

    /// A rule of the contract that a request broke.
    package enum InvalidRequest: Sendable, Hashable {
        /// A key without bytes.
        case emptyKey
        /// A key of this many bytes, above ``StoreLimits/keyBytes``.
        case keyTooLarge(Int)
        /// A value of this many bytes, above ``StoreLimits/valueBytes``.
        case valueTooLarge(Int)
        /// A list of this many compares or operations, above
        /// ``StoreLimits/operationsPerTransaction``.
        case tooManyOperations(Int)
        /// Keys and values of this many bytes together, above ``StoreLimits/transactionBytes``.
        case transactionTooLarge(Int)
        /// The deletes of a transaction found more keys than
        /// ``StoreLimits/changesPerTransaction``; delete in steps.
        case tooManyChanges
        /// A branch puts this key twice, or both puts and deletes it.
        case duplicateKey(Key)
        /// A page of fewer than one item.
        case pageLimit(Int)
        /// A lease shorter than ``StoreLimits/shortestLease`` or longer than
        /// ``StoreLimits/longestLease``.
        case leaseDuration(Duration)
        /// A restore into a store that already holds records.
        case storeNotEmpty
    }

    /// What a caller can do about an error.
    package enum Recovery: Sendable, Hashable {
        /// The same request may succeed later; wait a little first.
        case retry
        /// What the caller knows is out of date: list, or read, and begin from there.
        case reread
        /// The same request will never succeed.
        case terminal
    }

    /// What a caller can do about this error.
    package var recovery: Recovery {
        switch self {
        case .overloaded, .noSpace, .deadlineExceeded: .retry
        case .compacted, .watchOverrun, .futureRevision, .unavailable: .reread
        case .invalid, .leaseNotFound, .cancelled, .closed, .corrupt: .terminal
        }
    }
}
