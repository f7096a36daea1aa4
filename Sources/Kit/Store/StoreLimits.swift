/// The stated maxima of a store and of what it is asked; ``standard`` is what every backend keeps.
package struct StoreLimits: Sendable, Hashable {
    /// Bytes of one key.
    package var keyBytes = 1_024
    /// Bytes of one value.
    package var valueBytes = 1 << 20
    /// Compares, and operations of each branch, of one transaction (etcd's `max-txn-ops`).
    package var operationsPerTransaction = 128
    /// Bytes of all keys and values of one transaction (etcd's `max-request-bytes`).
    package var transactionBytes = 3 << 19
    /// Keys that one transaction may change, its range deletes counted by what they find.
    package var changesPerTransaction = 10_000
    /// Items of a page; a larger limit is lowered to this.
    package var pageItems = 1_000
    /// Bytes after which a page ends early.
    package var pageBytes = 8 << 20
    /// Transactions that may wait for the writer; more are refused as overloaded.
    package var waitingTransactions = 10_000
    /// Watches open at once; more are refused as overloaded.
    package var watches = 4_096
    /// Events that may wait for one watcher; more end its watch with ``StoreError/watchOverrun``.
    package var watchEvents = 16_384
    /// Bytes of keys and values that may wait for one watcher; more end its watch likewise.
    package var watchBytes = 32 << 20
    /// Leases alive at once; more are refused as overloaded.
    package var leases = 100_000
    /// The shortest time to live of a lease.
    package var shortestLease = Duration.seconds(1)
    /// The longest time to live of a lease.
    package var longestLease = Duration.seconds(30 * 24 * 3_600)

    /// The limits that hold where nothing else is said.
    package static let standard = StoreLimits()

    /// The standard limits, to be changed by tests that want small ones.
    package init() {}
}

extension StoreLimits {
    /// Refuses a key that is empty or too long.
    package func check(_ key: Key) throws(StoreError) {
        if key.bytes.isEmpty { throw .invalid(.emptyKey) }
        if key.bytes.count > keyBytes { throw .invalid(.keyTooLarge(key.bytes.count)) }
    }

    /// The number of items that a page asked for with `limit` may hold.
    package func pageSize(_ limit: Int) throws(StoreError) -> Int {
        if limit < 1 { throw .invalid(.pageLimit(limit)) }
        return min(limit, pageItems)
    }

    /// Refuses a lease that is too short or too long.
    package func check(timeToLive: Duration) throws(StoreError) {
        guard timeToLive >= shortestLease, timeToLive <= longestLease else {
            throw .invalid(.leaseDuration(timeToLive))
        }
    }

    /// Refuses a transaction that is too large or changes a key twice, whatever the state; the
    /// bytes of its keys and values.
    @discardableResult
    package func check(_ transaction: Transaction) throws(StoreError) -> Int {
        var bytes = 0
        if transaction.compares.count > operationsPerTransaction {
            throw .invalid(.tooManyOperations(transaction.compares.count))
        }
        for compare in transaction.compares {
            bytes += try size(of: compare)
        }
        for branch in [transaction.success, transaction.failure] {
            if branch.count > operationsPerTransaction {
                throw .invalid(.tooManyOperations(branch.count))
            }
            for operation in branch {
                bytes += try size(of: operation)
            }
            try checkDistinct(branch)
        }
        if bytes > transactionBytes { throw .invalid(.transactionTooLarge(bytes)) }
        return bytes
    }

    private func size(of compare: Compare) throws(StoreError) -> Int {
        switch compare {
        case .exists(let key), .absent(let key), .modRevision(let key, _),
            .createRevision(let key, _), .version(let key, _):
            try check(key)
            return key.bytes.count
        case .value(let key, let value):
            try check(key)
            try check(value: value)
            return key.bytes.count + value.count
        case .empty(let range):
            return try size(of: range)
        }
    }

    private func size(of operation: Transaction.Operation) throws(StoreError) -> Int {
        switch operation {
        case .put(let key, let value, _):
            try check(key)
            try check(value: value)
            return key.bytes.count + value.count
        case .delete(let key):
            try check(key)
            return key.bytes.count
        case .deleteRange(let range):
            return try size(of: range)
        }
    }

    /// The bounds of a range need not be keys: they may be empty, and the successor of the longest
    /// key is one byte longer than a key may be.
    private func size(of range: KeyRange) throws(StoreError) -> Int {
        for bound in [range.start, range.end].compactMap({ $0 })
        where bound.bytes.count > keyBytes + 1 {
            throw .invalid(.keyTooLarge(bound.bytes.count))
        }
        return range.start.bytes.count + (range.end?.bytes.count ?? 0)
    }

    private func check(value: [UInt8]) throws(StoreError) {
        if value.count > valueBytes { throw .invalid(.valueTooLarge(value.count)) }
    }

    /// etcd's rule: puts of a branch are of different keys, and none lies in what it deletes.
    private func checkDistinct(_ branch: [Transaction.Operation]) throws(StoreError) {
        var written: Set<Key> = []
        for case .put(let key, _, _) in branch where !written.insert(key).inserted {
            throw .invalid(.duplicateKey(key))
        }
        for operation in branch {
            switch operation {
            case .put: continue
            case .delete(let key):
                if written.contains(key) { throw .invalid(.duplicateKey(key)) }
            case .deleteRange(let range):
                if let key = written.filter(range.contains).min() {
                    throw .invalid(.duplicateKey(key))
                }
            }
        }
    }
}
