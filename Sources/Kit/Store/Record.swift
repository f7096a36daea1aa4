/// A point in the history of a store: every transaction that changes something makes the next
/// one, for all keys together. An empty store stands at revision 1, as etcd's does, so that
/// ``zero`` always means "before anything".
package struct Revision: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number itself.
    package let number: Int64

    /// The revision with this number.
    package init(_ number: Int64) {
        self.number = number
    }

    /// Before the first revision of any store; as a compare value, "no such key".
    package static let zero = Revision(0)
    /// The revision of a store that nothing was ever written to.
    package static let first = Revision(1)

    /// The revision after this one.
    package var next: Revision { Revision(number + 1) }

    package static func < (left: Revision, right: Revision) -> Bool {
        left.number < right.number
    }

    package var description: String { String(number) }
}

/// The name of a lease, given by the store and never used twice. Always above zero.
package struct LeaseID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number itself.
    package let number: Int64

    /// The lease with this number.
    package init(_ number: Int64) {
        self.number = number
    }

    package static func < (left: LeaseID, right: LeaseID) -> Bool {
        left.number < right.number
    }

    package var description: String { String(number) }
}

/// One record as it stood at some revision; etcd's `mvccpb.KeyValue`.
package struct KeyValue: Sendable, Hashable {
    /// Its key.
    package var key: Key
    /// Its value, opaque to the store; at most ``StoreLimits/valueBytes`` bytes.
    package var value: [UInt8]
    /// The revision that made the key, or made it again after it was last deleted.
    package var createRevision: Revision
    /// The revision that last wrote the key.
    package var modRevision: Revision
    /// How often the key has been written since it was made; 1 for a new one.
    package var version: Int64
    /// The lease whose end deletes the key.
    package var lease: LeaseID?

    /// A record with these members.
    package init(
        key: Key, value: [UInt8], createRevision: Revision, modRevision: Revision,
        version: Int64, lease: LeaseID? = nil
    ) {
        self.key = key
        self.value = value
        self.createRevision = createRevision
        self.modRevision = modRevision
        self.version = version
        self.lease = lease
    }
}

/// Part of a range, in key order, as it stood at one revision.
package struct Page: Sendable, Hashable {
    /// The records, in bytewise order of key.
    package var items: [KeyValue]
    /// The revision that was read. Pass it back as `at:` to read the next page of the same state.
    package var revision: Revision
    /// Whether records of the range remain after the last item.
    package var more: Bool

    /// A page with these members.
    package init(items: [KeyValue], revision: Revision, more: Bool) {
        self.items = items
        self.revision = revision
        self.more = more
    }
}

/// A lease and the time that it has left; etcd's `LeaseTimeToLiveResponse`.
package struct LeaseStatus: Sendable, Hashable {
    /// Its name.
    package var id: LeaseID
    /// The time that it lives from each ``Store/keepAlive(_:)`` on.
    package var timeToLive: Duration
    /// The time until it ends, unless kept alive.
    package var remaining: Duration

    /// A status with these members.
    package init(id: LeaseID, timeToLive: Duration, remaining: Duration) {
        self.id = id
        self.timeToLive = timeToLive
        self.remaining = remaining
    }
}

extension Duration {
    /// The whole milliseconds, rounded up.
    package var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
