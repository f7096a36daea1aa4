import Logging
import Store
import Testing

@Suite("Record views", .timeLimit(.minutes(10)))
struct RecordViewTests {
    private struct NotANumber: Error {}

    private func view(
        of store: any Store, clock: any StoreClock = ManualClock()
    ) -> RecordView<Int> {
        RecordView(
            .under("/n"), of: store,
            indexes: [RecordIndex("parity") { _, number in [number % 2 == 0 ? "even" : "odd"] }],
            clock: clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { _, value in
            guard let number = Int(String(decoding: value, as: UTF8.self)) else {
                throw NotANumber()
            }
            return number
        }
    }

    /// Runs `body` beside the views.
    private func running(
        _ views: RecordView<Int>..., body: () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for view in views { group.addTask { try await view.run() } }
            try await body()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    @Test(arguments: Backend.allCases)
    func `A caller sees its own last write`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/n/0", bytes("100"))
            let view = view(of: store)
            #expect(view.snapshot().revision == .zero)
            try await running(view) {
                #expect(try await view.wait(for: .zero)["/n/0"] == 100)
                for number in 1...50 {
                    let revision = try await store.put("/n/\(number % 5)", bytes("\(number)"))
                    let snapshot = try await view.wait(for: revision)
                    #expect(snapshot["/n/\(number % 5)"] == number)
                    #expect(snapshot.entry("/n/\(number % 5)")?.modRevision == revision)
                    #expect(snapshot.revision >= revision)
                }
                // A write elsewhere is passed too, and changes nothing.
                let before = view.snapshot()
                let revision = try await store.put("/x", [])
                let after = try await view.wait(for: revision)
                #expect(after.changed == before.changed)
                #expect(after.count == 5)
                let deletion = try await store.delete("/n/3")
                #expect(try await view.wait(for: deletion.revision)["/n/3"] == nil)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `Many callers each see their own write`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let view = view(of: store)
            try await running(view) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for worker in 0..<20 {
                        group.addTask {
                            for number in 0..<10 {
                                let key: Key = worker % 2 == 0 ? "/n/\(worker)" : "/x/\(worker)"
                                let revision = try await store.put(key, bytes("\(number)"))
                                let snapshot = try await view.wait(for: revision)
                                if worker % 2 == 0 { #expect(snapshot[key] == number) }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test func `A snapshot does not change`() async throws {
        let store = MemoryStore()
        let view = view(of: store)
        try await running(view) {
            var snapshots: [RecordSnapshot<Int>] = []
            for number in 0..<300 {
                let revision = try await store.put("/n/\(number)", bytes("\(number)"))
                snapshots.append(try await view.wait(for: revision))
            }
            for (number, snapshot) in snapshots.enumerated() {
                #expect(snapshot.count == number + 1)
                #expect(Set(snapshot.records.map(\.value.record)) == Set(0...number))
            }
        }
    }

    @Test func `An index follows the records`() async throws {
        let store = MemoryStore()
        let view = view(of: store)
        try await running(view) {
            for number in 0..<10 { try await store.put("/n/\(number)", bytes("\(number)")) }
            try await store.put("/n/3", bytes("30"))
            try await store.delete("/n/5")
            let snapshot = try await view.wait(for: try await store.currentRevision())
            #expect(snapshot.entries(in: "parity", under: "odd").map(\.record) == [1, 7, 9])
            #expect(
                snapshot.entries(in: "parity", under: "even").map(\.record) == [0, 2, 30, 4, 6, 8])
            #expect(snapshot.entries(in: "parity", under: "none").map(\.record) == [])
            #expect(
                snapshot.entries(in: "parity", under: "even", after: "/n/3").map(\.record)
                    == [4, 6, 8])
            #expect(
                snapshot.entries(in: .prefix("/n/"), after: "/n/7").map(\.record) == [8, 9])
        }
    }

    @Test func `What cannot be decoded is set apart until it is written anew`() async throws {
        let store = MemoryStore()
        try await store.put("/n/1", bytes("1"))
        try await store.put("/n/2", bytes("two"))
        let view = view(of: store)
        try await running(view) {
            var snapshot = try await view.wait(for: Revision(3))
            #expect(snapshot.records.map(\.key) == ["/n/1"])
            #expect(snapshot.quarantined["/n/2"]?.modRevision == Revision(3))
            #expect(snapshot.quarantined["/n/2"]?.reason.contains("NotANumber") == true)
            #expect(try await store.get("/n/2")?.value == bytes("two"))

            snapshot = try await view.wait(for: try await store.put("/n/1", bytes("one")))
            #expect(snapshot.records.isEmpty)
            #expect(snapshot.entries(in: "parity", under: "odd").map(\.key) == [])
            #expect(snapshot.quarantined.count == 2)
            snapshot = try await view.wait(for: try await store.put("/n/2", bytes("2")))
            #expect(snapshot["/n/2"] == 2)
            try await store.delete("/n/1")
            snapshot = try await view.wait(for: try await store.currentRevision())
            #expect(snapshot.quarantined.isEmpty)
        }
    }

    @Test func `A range of many pages is read at one revision`() async throws {
        var limits = StoreLimits()
        limits.pageItems = 7
        let store = MemoryStore(limits: limits)
        for number in 0..<100 { try await store.put("/n/\(number)", bytes("\(number)")) }
        let view = view(of: store)
        try await running(view) {
            let snapshot = try await view.wait(for: .zero)
            #expect(snapshot.count == 100)
            #expect(snapshot.revision == Revision(101))
        }
    }

    @Test(arguments: Backend.allCases)
    func `An overrun makes it read again`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.watchEvents = 2
        try await backend.withStore(limits: limits) { store, _ in
            let view = view(of: store)
            try await running(view) {
                _ = try await view.wait(for: .zero)
                for round in 0..<5 {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for number in 0..<100 {
                            group.addTask {
                                _ = try await store.commit(
                                    Transaction(
                                        then: (0..<3).map {
                                            .put("/n/\(number)/\($0)", bytes("\(round)"))
                                        }))
                            }
                        }
                        try await group.waitForAll()
                    }
                    let snapshot = try await view.wait(for: try await store.currentRevision())
                    #expect(snapshot.count == 300)
                    #expect(snapshot.records.allSatisfy { $0.value.record == round })
                }
            }
        }
    }

    @Test func `Waiting has an end`() async throws {
        let store = MemoryStore()
        let clock = ManualClock()
        let view = view(of: store, clock: clock)
        try await running(view) {
            _ = try await view.wait(for: .zero, timeout: .seconds(3))
            let waiting = Task {
                await storeError {
                    _ = try await view.wait(for: Revision(5), timeout: .seconds(3))
                }
            }
            try await eventually { clock.sleepers == 1 }
            clock.advance(by: .seconds(3))
            #expect(await waiting.value == .deadlineExceeded)

            let cancelled = Task {
                await storeError { _ = try await view.wait(for: Revision(5)) }
            }
            cancelled.cancel()
            #expect(await cancelled.value == .cancelled)
        }
        #expect(clock.sleepers == 0)
    }

    @Test func `A change wakes those who wait for one`() async throws {
        let store = MemoryStore()
        let view = view(of: store, clock: SystemClock())
        try await running(view) {
            var snapshot = try await view.wait(for: .zero)
            for number in 1...20 {
                let seen = snapshot.changed
                async let next = view.waitForChange(after: seen)
                try await store.put("/x", [])
                let revision = try await store.put("/n/1", bytes("\(number)"))
                snapshot = try await next
                #expect(snapshot.changed == revision)
                #expect(snapshot["/n/1"] == number)
            }
            let seen = snapshot.changed
            let none = await storeError {
                _ = try await view.waitForChange(after: seen, timeout: .milliseconds(1))
            }
            #expect(none == .deadlineExceeded)
        }
    }

    @Test func `Whoever waits learns that the store has closed`() async throws {
        let store = MemoryStore()
        let view = view(of: store)
        let runs = Task { await storeError { try await view.run() } }
        _ = try await view.wait(for: .zero)
        let waiting = Task {
            await storeError { _ = try await view.wait(for: Revision(9)) }
        }
        await Task.yield()
        store.close()
        #expect(await runs.value == .closed)
        let error = await waiting.value
        #expect(error == .closed || error == .deadlineExceeded)
    }
}
