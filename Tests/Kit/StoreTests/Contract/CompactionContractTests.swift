import Store
import Testing

@Suite("Store contract: compaction", .timeLimit(.minutes(10)))
struct CompactionContractTests {
    @Test(arguments: Backend.allCases)
    func `The compacted revision can be read and those below cannot`(
        backend: Backend
    ) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/a", bytes("1"))  // 2
            try await store.put("/b", bytes("1"))  // 3
            try await store.put("/a", bytes("2"))  // 4
            try await store.delete("/b")  // 5
            try await store.put("/a", bytes("3"))  // 6
            try await store.compact(through: Revision(4))

            let gone = StoreError.compacted(Revision(4))
            for number in 1...3 {
                let revision = Revision(Int64(number))
                #expect(await storeError { _ = try await store.get("/a", at: revision) } == gone)
                #expect(
                    await storeError {
                        _ = try await store.list(.all, after: nil, limit: 9, at: revision)
                    } == gone)
            }
            #expect(gone.recovery == .reread)
            #expect(try await store.get("/a", at: Revision(4))?.value == bytes("2"))
            #expect(try await store.get("/b", at: Revision(4))?.value == bytes("1"))
            #expect(try await store.get("/b", at: Revision(5)) == nil)
            let page = try await store.list(.all, after: nil, limit: 9, at: Revision(4))
            #expect(page.items.map(\.value) == [bytes("2"), bytes("1")])
            #expect(try await store.get("/a")?.value == bytes("3"))
        }
    }

    @Test(arguments: Backend.allCases)
    func `A watch begins above the compaction only`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            for number in 2...6 { try await store.put("/a", bytes("\(number)")) }
            try await store.compact(through: Revision(4))
            for number in 1...4 {
                let error = await storeError {
                    _ = try await store.watch(.all, from: Revision(Int64(number)))
                }
                #expect(error == .compacted(Revision(4)))
            }
            let stream = try await store.watch(.all, from: Revision(5))
            let batches = try await collect(stream, through: Revision(6))
            #expect(batches.map(\.revision.number) == [5, 6])
            guard case .put(let record, let previous) = batches.first?.events.first else {
                Issue.record("the first event is no put")
                return
            }
            #expect(record.value == bytes("5"))
            #expect(previous?.value == bytes("4"))
        }
    }

    @Test(arguments: Backend.allCases)
    func `A compaction that overtakes a watch ends it`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.pageItems = 2
        try await backend.withStore(limits: limits) { store, _ in
            for _ in 0..<10 { try await store.put("/a", []) }
            let stream = try await store.watch(.all, from: Revision(2))
            var iterator = stream.makeAsyncIterator()
            #expect(try await iterator.next()?.revision == Revision(2))
            try await store.compact(through: Revision(8))
            let error = await storeError { while try await iterator.next() != nil {} }
            #expect(error == .compacted(Revision(8)))
        }
    }

    @Test(arguments: Backend.allCases)
    func `A live watch does not mind a compaction`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let stream = try await store.watch(.all, from: nil)
            for _ in 0..<5 { try await store.put("/a", []) }
            try await store.compact(through: Revision(6))
            try await store.put("/a", [])
            let batches = try await collect(stream, through: Revision(7))
            #expect(batches.map(\.revision.number) == [2, 3, 4, 5, 6, 7])
        }
    }

    @Test(arguments: Backend.allCases)
    func `Compacting again or the future changes nothing`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            for _ in 0..<4 { try await store.put("/a", []) }
            try await store.compact(through: Revision(4))
            try await store.compact(through: Revision(4))
            try await store.compact(through: Revision(2))
            #expect(try await store.get("/a", at: Revision(4)) != nil)
            #expect(
                await storeError { try await store.compact(through: Revision(6)) }
                    == .futureRevision(Revision(6), current: Revision(5)))
            try await store.compact(through: Revision(5))
            #expect(try await store.get("/a", at: Revision(5)) != nil)
            #expect(try await store.put("/a", []) == Revision(6))
        }
    }

    @Test(arguments: Backend.allCases)
    func `The policy compacts what is old`(backend: Backend) async throws {
        let policy = CompactionPolicy(
            revisions: 3, age: .seconds(60), maximumRevisions: 1_000)
        try await backend.withStore(policy: policy) { store, clock in
            for _ in 0..<10 { try await store.put("/a", []) }
            try await store.compactByPolicy()
            #expect(try await store.get("/a", at: Revision(2)) != nil)
            clock.advance(by: .seconds(61))
            for _ in 0..<10 { try await store.put("/a", []) }
            try await store.compactByPolicy()
            #expect(
                await storeError { _ = try await store.get("/a", at: Revision(10)) }
                    == .compacted(Revision(11)))
            #expect(try await store.get("/a", at: Revision(11)) != nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `Upkeep compacts and ends by itself`(backend: Backend) async throws {
        let policy = CompactionPolicy(revisions: 0, age: .seconds(1), maximumRevisions: 1_000)
        try await backend.withStore(policy: policy) { store, clock in
            for _ in 0..<10 { try await store.put("/a", []) }
            let upkeep = Task { try await store.run() }
            try await eventually {
                if clock.sleepers > 0 { clock.advance(by: .milliseconds(500)) }
                do {
                    _ = try await store.get("/a", at: Revision(5))
                    return false
                } catch StoreError.compacted {
                    return true
                }
            }
            upkeep.cancel()
            try await upkeep.value
        }
    }
}
