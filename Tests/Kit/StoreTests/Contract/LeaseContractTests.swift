import Store
import Testing

@Suite("Store contract: leases", .timeLimit(.minutes(10)))
struct LeaseContractTests {
    @Test(arguments: Backend.allCases)
    func `A lease that ends takes its keys along`(backend: Backend) async throws {
        try await backend.withStore { store, clock in
            let lease = try await store.grantLease(timeToLive: .seconds(10))
            #expect(lease.timeToLive == .seconds(10))
            #expect(lease.remaining == .seconds(10))
            #expect(try await store.currentRevision() == .first)
            try await store.put("/a", bytes("1"), lease: lease.id)
            try await store.put("/b", bytes("1"), lease: lease.id)
            try await store.put("/c", bytes("1"))
            #expect(try await store.get("/a")?.lease == lease.id)
            let stream = try await store.watch(.all, from: nil)

            clock.advance(by: .seconds(9))
            try await store.expireLeases()
            #expect(try await store.get("/a") != nil)
            #expect(try await store.leaseStatus(lease.id).remaining == .seconds(1))

            clock.advance(by: .seconds(1))
            try await store.expireLeases()
            #expect(try await store.list(.all).items.map(\.key) == ["/c"])
            #expect(try await store.currentRevision() == Revision(5))
            let batches = try await collect(stream, through: Revision(5))
            #expect(batches.map { $0.events.map(\.key) } == [["/a", "/b"]])
            #expect(
                await storeError { _ = try await store.leaseStatus(lease.id) }
                    == .leaseNotFound(lease.id))
            #expect(
                await storeError { try await store.put("/a", [], lease: lease.id) }
                    == .leaseNotFound(lease.id))
        }
    }

    @Test(arguments: Backend.allCases)
    func `A lease lives as long as it is kept alive`(backend: Backend) async throws {
        try await backend.withStore { store, clock in
            let lease = try await store.grantLease(timeToLive: .seconds(10))
            try await store.put("/a", [], lease: lease.id)
            for _ in 0..<5 {
                clock.advance(by: .seconds(9))
                #expect(try await store.keepAlive(lease.id).remaining == .seconds(10))
                try await store.expireLeases()
            }
            #expect(try await store.get("/a") != nil)
            clock.advance(by: .seconds(10))
            // Too late, although nobody has cleaned up yet.
            #expect(
                await storeError { _ = try await store.keepAlive(lease.id) }
                    == .leaseNotFound(lease.id))
            try await store.expireLeases()
            #expect(try await store.get("/a") == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `Revoking deletes at once`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let lease = try await store.grantLease(timeToLive: .seconds(10))
            let other = try await store.grantLease(timeToLive: .seconds(10))
            #expect(lease.id != other.id)
            try await store.put("/a", [], lease: lease.id)
            try await store.put("/b", [], lease: other.id)
            try await store.revokeLease(lease.id)
            #expect(try await store.list(.all).items.map(\.key) == ["/b"])
            #expect(
                await storeError { try await store.revokeLease(lease.id) }
                    == .leaseNotFound(lease.id))
            #expect(
                await storeError { _ = try await store.keepAlive(lease.id) }
                    == .leaseNotFound(lease.id))
            let next = try await store.grantLease(timeToLive: .seconds(10))
            #expect(next.id != lease.id)
        }
    }

    @Test(arguments: Backend.allCases)
    func `A put moves the key to its lease`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let first = try await store.grantLease(timeToLive: .seconds(10))
            let second = try await store.grantLease(timeToLive: .seconds(10))
            try await store.put("/detached", [], lease: first.id)
            try await store.put("/moved", [], lease: first.id)
            try await store.put("/made again", [], lease: first.id)
            try await store.put("/detached", [])
            try await store.put("/moved", [], lease: second.id)
            try await store.delete("/made again")
            try await store.put("/made again", [])
            #expect(try await store.get("/detached")?.lease == nil)
            let before = try await store.currentRevision()
            try await store.revokeLease(first.id)
            #expect(try await store.currentRevision() == before)
            #expect(
                try await store.list(.all).items.map(\.key)
                    == ["/detached", "/made again", "/moved"])
            try await store.revokeLease(second.id)
            #expect(
                try await store.list(.all).items.map(\.key) == ["/detached", "/made again"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `A lease with many keys ends in bounded steps`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.changesPerTransaction = 4
        try await backend.withStore(limits: limits) { store, _ in
            let lease = try await store.grantLease(timeToLive: .seconds(10))
            for number in 0..<10 { try await store.put("/\(number)", [], lease: lease.id) }
            let stream = try await store.watch(.all, from: nil)
            try await store.revokeLease(lease.id)
            let batches = try await collect(stream, through: Revision(14))
            #expect(batches.map(\.events.count) == [4, 4, 2])
            #expect(try await store.list(.all).items.isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `Lives outside the limits are refused`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            for time in [Duration.zero, .milliseconds(999), .seconds(31 * 24 * 3_600)] {
                #expect(
                    await storeError { _ = try await store.grantLease(timeToLive: time) }
                        == .invalid(.leaseDuration(time)))
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `Upkeep ends leases by itself`(backend: Backend) async throws {
        try await backend.withStore { store, clock in
            for number in 0..<150 {
                let lease = try await store.grantLease(timeToLive: .seconds(2))
                try await store.put("/\(number)", [], lease: lease.id)
            }
            let upkeep = Task { try await store.run() }
            try await eventually {
                if clock.sleepers > 0 { clock.advance(by: .milliseconds(500)) }
                return try await store.list(.all).items.isEmpty
            }
            upkeep.cancel()
            try await upkeep.value
        }
    }
}
