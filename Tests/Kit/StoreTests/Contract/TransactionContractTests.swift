import Store
import Testing

@Suite("Store contract: transactions", .timeLimit(.minutes(10)))
struct TransactionContractTests {
    @Test(arguments: Backend.allCases)
    func `An empty store stands at revision 1`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            #expect(try await store.currentRevision() == .first)
            #expect(try await store.get("/a") == nil)
            let page = try await store.list(.all)
            #expect(page == Page(items: [], revision: .first, more: false))
        }
    }

    @Test(arguments: Backend.allCases)
    func `A put makes a record and a revision`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let result = try await store.commit(
                Transaction(then: [.put("/a", bytes("1"))]))
            #expect(result == CommitResult(succeeded: true, revision: Revision(2), deleted: 0))
            #expect(
                try await store.get("/a")
                    == KeyValue(
                        key: "/a", value: bytes("1"), createRevision: Revision(2),
                        modRevision: Revision(2), version: 1))
            #expect(try await store.currentRevision() == Revision(2))
        }
    }

    @Test(arguments: Backend.allCases)
    func `Versions count from each creation`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/a", bytes("1"))
            try await store.put("/a", bytes("2"))
            var record = try #require(try await store.get("/a"))
            #expect(record.version == 2)
            #expect(record.createRevision == Revision(2))
            #expect(record.modRevision == Revision(3))
            #expect(try await store.delete("/a").deleted == 1)
            try await store.put("/a", bytes("3"))
            record = try #require(try await store.get("/a"))
            #expect(record.version == 1)
            #expect(record.createRevision == Revision(5))
        }
    }

    @Test(arguments: Backend.allCases)
    func `Each compare holds and fails where it should`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/other", bytes("0"))
            try await store.put("/a", bytes("1"))
            try await store.put("/a", bytes("2"))
            let present: Key = "/a"
            let missing: Key = "/b"
            let cases: [(Compare, Bool)] = [
                (.exists(present), true), (.exists(missing), false),
                (.absent(present), false), (.absent(missing), true),
                (.modRevision(present, Revision(4)), true),
                (.modRevision(present, Revision(3)), false),
                (.modRevision(present, .zero), false), (.modRevision(missing, .zero), true),
                (.modRevision(missing, Revision(4)), false),
                (.createRevision(present, Revision(3)), true),
                (.createRevision(present, Revision(4)), false),
                (.createRevision(missing, .zero), true),
                (.version(present, 2), true), (.version(present, 1), false),
                (.version(missing, 0), true), (.version(missing, 1), false),
                (.value(present, bytes("2")), true), (.value(present, bytes("1")), false),
                (.value(missing, []), false),
                (.empty(.prefix("/a")), false), (.empty(.prefix("/b")), true),
                (.empty(.all), false), (.empty(KeyRange(from: "/b", to: "/c")), true),
                (.empty(KeyRange(from: "/c", to: "/a")), true),
            ]
            for (compare, holds) in cases {
                let result = try await store.commit(Transaction(if: [compare], then: []))
                #expect(result.succeeded == holds, "\(compare)")
                #expect(result.revision == Revision(4))
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `The branch follows from all compares together`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let transaction = Transaction(
                if: [.absent("/a"), .absent("/b")], then: [.put("/a", bytes("then"))],
                else: [.put("/b", bytes("else"))])
            let first = try await store.commit(transaction)
            #expect(first.succeeded)
            #expect(try await !store.commit(transaction).succeeded)
            #expect(try await store.get("/a")?.value == bytes("then"))
            #expect(try await store.get("/b")?.value == bytes("else"))
        }
    }

    @Test(arguments: Backend.allCases)
    func `All operations share one revision`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/old/1", bytes("1"))
            try await store.put("/old/2", bytes("2"))
            let result = try await store.commit(
                Transaction(then: [
                    .put("/new/1", bytes("1")), .deleteRange(.under("/old")),
                    .put("/new/2", bytes("2")), .delete("/missing"),
                ]))
            #expect(result == CommitResult(succeeded: true, revision: Revision(4), deleted: 2))
            let page = try await store.list(.all)
            #expect(page.items.map(\.key) == ["/new/1", "/new/2"])
            #expect(page.items.map(\.modRevision) == [Revision(4), Revision(4)])
        }
    }

    @Test(arguments: Backend.allCases)
    func `What changes nothing makes no revision`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/a", bytes("1"))
            for operations in [
                [], [.delete("/missing")], [.deleteRange(.under("/missing"))],
                [.deleteRange(KeyRange(from: "/b", to: "/a"))],
            ] as [[Transaction.Operation]] {
                let result = try await store.commit(Transaction(then: operations))
                #expect(
                    result == CommitResult(succeeded: true, revision: Revision(2), deleted: 0))
            }
            #expect(try await store.currentRevision() == Revision(2))
        }
    }

    @Test(arguments: Backend.allCases)
    func `Writing the same value is a change`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/a", bytes("1"))
            #expect(try await store.put("/a", bytes("1")) == Revision(3))
        }
    }

    @Test(arguments: Backend.allCases)
    func `Overlapping deletes count each key once`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/a/1", [])
            try await store.put("/a/2", [])
            let result = try await store.commit(
                Transaction(then: [
                    .delete("/a/1"), .deleteRange(.under("/a")), .delete("/a/2"),
                    .deleteRange(.all),
                ]))
            #expect(result.deleted == 2)
            #expect(try await store.list(.all).items.isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `A failed transaction leaves nothing behind`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/a", bytes("1"))
            let error = await storeError {
                _ = try await store.commit(
                    Transaction(then: [
                        .put("/b", bytes("2")), .delete("/a"),
                        .put("/c", bytes("3"), lease: LeaseID(99)),
                    ]))
            }
            #expect(error == .leaseNotFound(LeaseID(99)))
            #expect(try await store.currentRevision() == Revision(2))
            #expect(try await store.list(.all).items.map(\.key) == ["/a"])
            #expect(try await store.put("/d", []) == Revision(3))
        }
    }

    @Test(arguments: Backend.allCases)
    func `Of many that create one key exactly one succeeds`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        try await store.create("/lock", bytes("\(number)")).succeeded
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
            #expect(try await store.currentRevision() == Revision(2))
        }
    }

    @Test(arguments: Backend.allCases)
    func `Counters that many raise by compare-and-swap lose no step`(
        backend: Backend
    ) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/counter", bytes("0"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<25 { try await increment("/counter", in: store) }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await store.get("/counter")?.value == bytes("200"))
            #expect(try await store.get("/counter")?.version == 201)
        }
    }

    private func increment(_ key: Key, in store: any Store) async throws {
        while true {
            let record = try #require(try await store.get(key))
            let count = try #require(Int(String(decoding: record.value, as: UTF8.self)))
            let result = try await store.replace(
                key, bytes("\(count + 1)"), expected: record.modRevision)
            if result.succeeded { return }
        }
    }

    @Test(arguments: Backend.allCases)
    func `A cancelled task gets the outcome of its commit`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await store.put("/a", [])
            }
            let revision = try await task.value
            #expect(revision == Revision(2))
            #expect(try await store.get("/a") != nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `A closed store refuses everything`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await close(store)
            #expect(await storeError { try await store.put("/a", []) } == .closed)
            #expect(await storeError { _ = try await store.get("/a") } == .closed)
            #expect(await storeError { _ = try await store.list(.all) } == .closed)
            #expect(await storeError { _ = try await store.watch(.all, from: nil) } == .closed)
            #expect(await storeError { try await store.compact(through: .first) } == .closed)
            #expect(
                await storeError { _ = try await store.grantLease(timeToLive: .seconds(5)) }
                    == .closed)
            #expect(await storeError { _ = try await store.keepAlive(LeaseID(1)) } == .closed)
        }
    }
}
