import Store
import Testing

@Suite("Store contract: watches", .timeLimit(.minutes(10)))
struct WatchContractTests {
    @Test(arguments: Backend.allCases)
    func `A watch tells of each change with what was before`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let stream = try await store.watch(.under("/a"), from: nil)
            try await store.put("/a/1", bytes("1"))
            try await store.put("/b/1", bytes("x"))
            try await store.put("/a/1", bytes("2"))
            try await store.delete("/a/1")
            let batches = try await collect(stream, through: Revision(5))
            let first = KeyValue(
                key: "/a/1", value: bytes("1"), createRevision: Revision(2),
                modRevision: Revision(2), version: 1)
            let second = KeyValue(
                key: "/a/1", value: bytes("2"), createRevision: Revision(2),
                modRevision: Revision(4), version: 2)
            #expect(
                batches == [
                    WatchBatch(revision: Revision(2), events: [.put(first, previous: nil)]),
                    WatchBatch(revision: Revision(4), events: [.put(second, previous: first)]),
                    WatchBatch(revision: Revision(5), events: [.delete(previous: second)]),
                ])
        }
    }

    @Test(arguments: Backend.allCases)
    func `All changes of a revision come in one batch and in order`(
        backend: Backend
    ) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/k/2", [])
            try await store.put("/k/3", [])
            for from in [nil, Revision(4)] {
                let stream = try await store.watch(.under("/k"), from: from)
                if from == nil {
                    _ = try await store.commit(
                        Transaction(then: [
                            .put("/k/9", []), .put("/x", []), .deleteRange(.under("/k/none")),
                            .delete("/k/3"), .delete("/k/2"), .put("/k/1", []),
                        ]))
                }
                let batches = try await collect(stream, through: Revision(4))
                #expect(batches.count == 1)
                #expect(batches.first?.events.map(\.key) == ["/k/9", "/k/3", "/k/2", "/k/1"])
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `A watch from any revision tells the same story`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.pageItems = 3
        try await backend.withStore(limits: limits) { store, _ in
            let live = try await store.watch(.under("/k"), from: nil)
            for number in 0..<40 {
                let key: Key = "/k/\(number % 7)"
                switch number % 5 {
                case 3: try await store.delete(key)
                case 4: try await store.put("/other", [])
                default:
                    _ = try await store.commit(
                        Transaction(then: [
                            .put(key, bytes("\(number)")), .put("/k/x", bytes("\(number)")),
                        ]))
                }
            }
            let last = try await store.currentRevision()
            let told = try await collect(live, through: last)
            for number in 1...last.number {
                let stream = try await store.watch(.under("/k"), from: Revision(number))
                let batches = try await collect(stream, through: last)
                #expect(batches == told.filter { $0.revision.number >= number })
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `A watch goes over from old changes to new ones without a gap`(
        backend: Backend
    ) async throws {
        var limits = StoreLimits()
        limits.pageItems = 10
        try await backend.withStore(limits: limits) { store, _ in
            for number in 0..<100 { try await store.put("/k/\(number)", []) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 100..<400 { try await store.put("/k/\(number)", []) }
                }
                for from in [Int64(2), 50, 101] {
                    group.addTask {
                        let stream = try await store.watch(.under("/k"), from: Revision(from))
                        let batches = try await collect(stream, through: Revision(401))
                        #expect(batches.map(\.revision.number) == Array(from...401))
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `A watch from a later revision waits for it`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let stream = try await store.watch(.all, from: Revision(4))
            for _ in 0..<4 { try await store.put("/a", []) }
            let batches = try await collect(stream, through: Revision(5))
            #expect(batches.map(\.revision.number) == [4, 5])
        }
    }

    @Test(arguments: Backend.allCases)
    func `Progress is told when nothing of the range changes`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let stream = try await store.watch(.under("/quiet"), from: nil)
            let revision = try await store.put("/loud", [])
            stream.requestProgress(reaching: revision)
            var iterator = stream.makeAsyncIterator()
            #expect(try await iterator.next() == WatchBatch(revision: revision, events: []))

            // One that is still to come is waited for.
            stream.requestProgress(reaching: revision.next)
            async let notice = iterator.next()
            try await store.put("/loud", [])
            #expect(try await notice == WatchBatch(revision: revision.next, events: []))
        }
    }

    @Test(arguments: Backend.allCases)
    func `Progress never overtakes changes`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let stream = try await store.watch(.under("/a"), from: nil)
            try await store.put("/a/1", [])
            try await store.put("/b", [])
            stream.requestProgress(reaching: Revision(3))
            var iterator = stream.makeAsyncIterator()
            #expect(try await iterator.next()?.events.count == 1)
            #expect(try await iterator.next() == WatchBatch(revision: Revision(3), events: []))
        }
    }

    @Test(arguments: Backend.allCases)
    func `A watcher that is too slow is told so`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.watchEvents = 8
        try await backend.withStore(limits: limits) { store, _ in
            let slow = try await store.watch(.under("/k"), from: nil)
            let other = try await store.watch(.under("/other"), from: nil)
            for number in 0..<9 { try await store.put("/k/\(number)", []) }
            var iterator = slow.makeAsyncIterator()
            let error = await storeError { _ = try await iterator.next() }
            #expect(error == .watchOverrun)
            #expect(error?.recovery == .reread)
            #expect(try await iterator.next() == nil)

            // Only the slow one is affected, and it can begin again.
            try await store.put("/other/1", [])
            #expect(try await collect(other, through: Revision(11)).count == 1)
            let again = try await store.watch(.under("/k"), from: Revision(2))
            #expect(try await collect(again, through: Revision(11)).count == 9)
        }
    }

    @Test(arguments: Backend.allCases)
    func `A watcher is bounded in bytes too`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.watchBytes = 1_000
        try await backend.withStore(limits: limits) { store, _ in
            let stream = try await store.watch(.all, from: nil)
            try await store.put("/a", [UInt8](repeating: 0, count: 400))
            try await store.put("/b", [UInt8](repeating: 0, count: 400))
            #expect(try await collect(stream, through: Revision(3)).count == 2)
            for key: Key in ["/c", "/d", "/e"] {
                try await store.put(key, [UInt8](repeating: 0, count: 400))
            }
            var iterator = stream.makeAsyncIterator()
            #expect(await storeError { _ = try await iterator.next() } == .watchOverrun)
        }
    }

    @Test(arguments: Backend.allCases)
    func `A watch that catches up is not overrun`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.watchEvents = 4
        limits.pageItems = 2
        try await backend.withStore(limits: limits) { store, _ in
            for number in 0..<10 { try await store.put("/k/\(number)", []) }
            let stream = try await store.watch(.under("/k"), from: Revision(2))
            for number in 10..<30 { try await store.put("/k/\(number)", []) }
            let batches = try await collect(stream, through: Revision(31))
            #expect(batches.map(\.revision.number) == Array(2...31))
        }
    }

    @Test(arguments: Backend.allCases)
    func `A cancelled consumer and a cancelled watch end without an error`(
        backend: Backend
    ) async throws {
        try await backend.withStore { store, _ in
            let stream = try await store.watch(.all, from: nil)
            let consumer = Task {
                var count = 0
                for try await _ in stream { count += 1 }
                return count
            }
            consumer.cancel()
            #expect(try await consumer.value == 0)

            let other = try await store.watch(.all, from: nil)
            let waiting = Task {
                for try await _ in other { return false }
                return true
            }
            await Task.yield()
            other.cancel()
            #expect(try await waiting.value)
        }
    }

    @Test(arguments: Backend.allCases)
    func `Closing the store ends its watches`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let stream = try await store.watch(.all, from: nil)
            let consumer = Task {
                await storeError { for try await _ in stream {} }
            }
            await Task.yield()
            try await close(store)
            #expect(await consumer.value == .closed)
        }
    }
}
