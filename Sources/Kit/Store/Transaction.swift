/// A condition on the state that a transaction finds; etcd's `Compare`, its equalities.
package enum Compare: Sendable, Hashable {
    /// The key is there.
    case exists(Key)
    /// The key is not there.
    case absent(Key)
    /// The key was last written at this revision; ``Revision/zero`` when it is not there.
    case modRevision(Key, Revision)
    /// The key was made at this revision; ``Revision/zero`` when it is not there.
    case createRevision(Key, Revision)
    /// The key was written this often since it was made; 0 when it is not there.
    case version(Key, Int64)
    /// The key is there and holds exactly these bytes.
    case value(Key, [UInt8])
    /// No key of the range is there (etcd: a compare of `create_revision` with 0 over a range).
    case empty(KeyRange)
}

/// If every compare holds then one list of operations, else the other, all at one revision or
/// not at all; etcd's `TxnRequest`.
///
/// As in etcd a branch may put a key only once, and may not both put and delete it. A branch that
/// changes nothing (it is empty, or deletes what is not there) makes no revision.
package struct Transaction: Sendable, Hashable {
    /// A change that a transaction makes; etcd's `RequestOp` without the reads.
    package enum Operation: Sendable, Hashable {
        /// Writes the value. The key is attached to `lease`, or to none: a put without a lease
        /// detaches the key from the one that it had.
        case put(Key, [UInt8], lease: LeaseID? = nil)
        /// Removes the key if it is there.
        case delete(Key)
        /// Removes every key of the range, at most ``StoreLimits/changesPerTransaction``.
        case deleteRange(KeyRange)
    }

    /// What must hold; an empty list holds.
    package var compares: [Compare]
    /// What is done when every compare holds, in order.
    package var success: [Operation]
    /// What is done otherwise, in order.
    package var failure: [Operation]

    /// A transaction: `Transaction(if: [.absent(key)], then: [.put(key, value)])`.
    package init(
        if compares: [Compare] = [], then success: [Operation], else failure: [Operation] = []
    ) {
        self.compares = compares
        self.success = success
        self.failure = failure
    }
}

/// What a transaction did. When it comes back, what was written is as durable as the store makes
/// it (on disk, for SQLite and etcd) and every watch will see it.
package struct CommitResult: Sendable, Hashable {
    /// Whether every compare held, so that the operations after `then` were done.
    package var succeeded: Bool
    /// The revision that the changes made; where nothing changed, the revision of the state that
    /// was compared. A view that has passed it shows the changes.
    package var revision: Revision
    /// How many keys the deletes removed.
    package var deleted: Int

    /// A result with these members.
    package init(succeeded: Bool, revision: Revision, deleted: Int) {
        self.succeeded = succeeded
        self.revision = revision
        self.deleted = deleted
    }
}
