/// When leases end: the part of their life that needs no disk. Time is passed in.
package struct LeaseTable: Sendable {
    private struct Lease: Sendable {
        var timeToLive: Duration
        var deadline: Duration
    }

    private struct Deadline: Sendable, Comparable {
        var time: Duration
        var lease: LeaseID

        static func < (left: Deadline, right: Deadline) -> Bool {
            (left.time, left.lease) < (right.time, right.lease)
        }
    }

    private var leases: [LeaseID: Lease] = [:]
    private var deadlines = OrderedMap<Deadline, Void>()

    /// A table without leases.
    package init() {}

    /// How many leases there are.
    package var count: Int { leases.count }

    /// Whether the lease is there, its time over or not.
    package func contains(_ id: LeaseID) -> Bool { leases[id] != nil }

    /// Adds a lease that ends at `now` + `timeToLive`.
    package mutating func insert(_ id: LeaseID, timeToLive: Duration, now: Duration) -> LeaseStatus
    {
        remove(id)
        let lease = Lease(timeToLive: timeToLive, deadline: now + timeToLive)
        leases[id] = lease
        deadlines[Deadline(time: lease.deadline, lease: id)] = ()
        return LeaseStatus(id: id, timeToLive: timeToLive, remaining: timeToLive)
    }

    /// Gives a lease its whole time again. One whose time is over cannot be saved any more, even
    /// if its keys are still there: its end may be on its way to the disk.
    package mutating func renew(
        _ id: LeaseID, now: Duration
    ) throws(StoreError) -> LeaseStatus {
        let status = try status(id, now: now)
        return insert(id, timeToLive: status.timeToLive, now: now)
    }

    /// What a lease has left.
    package func status(_ id: LeaseID, now: Duration) throws(StoreError) -> LeaseStatus {
        guard let lease = leases[id], lease.deadline > now else { throw .leaseNotFound(id) }
        return LeaseStatus(
            id: id, timeToLive: lease.timeToLive, remaining: lease.deadline - now)
    }

    /// Drops a lease; whether it was there.
    @discardableResult
    package mutating func remove(_ id: LeaseID) -> Bool {
        guard let lease = leases.removeValue(forKey: id) else { return false }
        deadlines[Deadline(time: lease.deadline, lease: id)] = nil
        return true
    }

    /// The leases whose time is over, at most `limit`, in the order in which it ended. They stay
    /// in the table until removed.
    package func expired(now: Duration, limit: Int) -> [LeaseID] {
        var ended: [LeaseID] = []
        for (deadline, _) in deadlines {
            if deadline.time > now || ended.count == limit { break }
            ended.append(deadline.lease)
        }
        return ended
    }
}
