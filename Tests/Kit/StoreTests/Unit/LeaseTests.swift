import Store
import Testing

@Suite("Lease table and compaction policy")
struct LeaseTests {
    @Test func `Leases end in the order of their deadlines`() {
        var table = LeaseTable()
        for (number, seconds) in [(1, 30), (2, 10), (3, 20), (4, 10)] {
            _ = table.insert(LeaseID(Int64(number)), timeToLive: .seconds(seconds), now: .zero)
        }
        #expect(table.count == 4)
        #expect(table.expired(now: .seconds(9), limit: 9).isEmpty)
        #expect(table.expired(now: .seconds(10), limit: 9) == [LeaseID(2), LeaseID(4)])
        #expect(table.expired(now: .seconds(40), limit: 3) == [2, 4, 3].map { LeaseID($0) })
        table.remove(LeaseID(2))
        #expect(table.expired(now: .seconds(40), limit: 9) == [4, 3, 1].map { LeaseID($0) })
    }

    @Test func `Renewing moves the end`() throws {
        var table = LeaseTable()
        let lease = LeaseID(1)
        _ = table.insert(lease, timeToLive: .seconds(10), now: .zero)
        let status = try table.renew(lease, now: .seconds(9))
        #expect(status.remaining == .seconds(10))
        #expect(table.expired(now: .seconds(18), limit: 9).isEmpty)
        #expect(table.expired(now: .seconds(19), limit: 9) == [lease])
        #expect(throws: StoreError.leaseNotFound(lease)) {
            try table.renew(lease, now: .seconds(19))
        }
        #expect(table.contains(lease))
        let wasThere = table.remove(lease)
        let isThere = table.remove(lease)
        #expect(wasThere)
        #expect(!isThere)
        #expect(!table.contains(lease))
    }

    @Test func `The policy keeps what is young, and what is little`() {
        let policy = CompactionPolicy(
            revisions: 100, age: .seconds(60), maximumRevisions: 1_000)
        var log = CompactionPolicy.Log()
        var compacted = Revision.zero
        /// Decides at a time and carries it out.
        func decide(_ current: Int64, at seconds: Int) -> Int64? {
            let target = policy.decide(
                current: Revision(current), compacted: compacted, now: .seconds(seconds),
                log: &log)
            if let target { compacted = target }
            return target?.number
        }
        #expect(decide(200, at: 0) == nil)
        #expect(decide(300, at: 30) == nil)
        #expect(decide(400, at: 59) == nil)
        // Revision 200 is a minute old.
        #expect(decide(500, at: 60) == 200)
        #expect(decide(500, at: 61) == nil)
        #expect(decide(500, at: 90) == 300)
        // 500 has been the newest since, but the last hundred are kept.
        #expect(decide(510, at: 200) == 410)
        // A burst: never more than the maximum, however young.
        #expect(decide(5_000, at: 201) == 4_000)
        #expect(decide(5_000, at: 202) == nil)
        #expect(decide(5_000, at: 1_000) == 4_900)
    }

    @Test func `A manual clock wakes whose time has come`() async throws {
        let clock = ManualClock()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for seconds in [1, 2, 3] {
                group.addTask {
                    try await clock.sleep(until: .seconds(seconds))
                    return seconds
                }
            }
            try await eventually { clock.sleepers == 3 }
            clock.advance(by: .seconds(2))
            let woken = [try await group.next(), try await group.next()]
            #expect(Set(woken.compactMap { $0 }) == [1, 2])
            #expect(clock.sleepers == 1)
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
        #expect(clock.sleepers == 0)
        try await clock.sleep(until: .seconds(2))
        #expect(clock.now() == .seconds(2))
    }

    @Test func `Milliseconds are rounded up`() {
        #expect(Duration.zero.milliseconds == 0)
        #expect(Duration.milliseconds(1_500).milliseconds == 1_500)
        #expect(Duration.microseconds(1_500_001).milliseconds == 1_501)
        #expect(Duration.nanoseconds(1).milliseconds == 1)
    }
}
