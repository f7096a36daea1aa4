@testable import Store
import Testing

@Suite("Backup and restore", .timeLimit(.minutes(10)))
struct SnapshotTests {
    /// Pieces of bytes as a file or a socket would give them.
    private struct Chunks: AsyncSequence, Sendable {
        typealias Failure = any Error
        let bytes: [UInt8]
        let size: Int

        struct Iterator: AsyncIteratorProtocol {
            var rest: ArraySlice<UInt8>
            let size: Int

            mutating func next() async throws -> [UInt8]? {
                if rest.isEmpty { return nil }
                defer { rest = rest.dropFirst(size) }
                return Array(rest.prefix(size))
            }
        }

        func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...], size: size) }
    }

    private func export(_ store: any Store) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in SnapshotExport(of: store) { bytes += chunk }
        return bytes
    }

    private func contents(_ store: any Store) async throws -> [Key: [UInt8]] {
        let items = try await store.list(.all, limit: 1_000).items
        return Dictionary(uniqueKeysWithValues: items.map { ($0.key, $0.value) })
    }

    private func fill(_ store: any Store) async throws {
        try await store.put(Key(bytes: [0xFF, 0x00]), [])
        for number in 0..<500 {
            try await store.put("/k/\(number)", [UInt8](repeating: 1, count: number * 7))
        }
        try await store.delete("/k/7")
        try await store.put("/large", [UInt8](repeating: 2, count: store.limits.valueBytes))
    }

    @Test(arguments: Backend.allCases, Backend.allCases)
    func `A backup of one store fills another`(from: Backend, to: Backend) async throws {
        try await from.withStore { source, _ in
            try await fill(source)
            let bytes = try await export(source)
            let expected = try await contents(source)
            let revision = try await source.currentRevision()
            for size in [1 << 16, 977] {
                try await to.withStore { target, _ in
                    let summary = try await importSnapshot(
                        into: target, from: Chunks(bytes: bytes, size: size))
                    #expect(
                        summary
                            == SnapshotSummary(revision: revision, records: 501, leases: 0))
                    #expect(try await contents(target) == expected)
                    #expect(try await !RestoreMarker.isPresent(in: target))
                }
            }
        }
    }

    @Test func `Leases come along with their full time`() async throws {
        let clock = ManualClock()
        let source = MemoryStore(clock: clock)
        _ = try await source.grantLease(timeToLive: .seconds(3))
        let lease = try await source.grantLease(timeToLive: .seconds(20))
        try await source.put("/a", bytes("1"), lease: lease.id)
        try await source.put("/b", bytes("2"), lease: lease.id)
        try await source.put("/c", bytes("3"))
        clock.advance(by: .seconds(19))
        let bytes = try await export(source)
        let target = MemoryStore(clock: clock)
        let summary = try await importSnapshot(
            into: target, from: Chunks(bytes: bytes, size: 10))
        #expect(summary.leases == 1)
        let attached = try #require(try await target.get("/a")?.lease)
        #expect(try await target.get("/b")?.lease == attached)
        #expect(try await target.get("/c")?.lease == nil)
        #expect(try await target.leaseStatus(attached).remaining == .seconds(20))
    }

    @Test func `The backup shows one revision whatever happens meanwhile`() async throws {
        var limits = StoreLimits()
        limits.pageItems = 10
        let store = MemoryStore(limits: limits)
        for number in 100..<200 { try await store.put("/\(number)", bytes("old")) }
        var bytes: [UInt8] = []
        var number = 199
        for try await chunk in SnapshotExport(of: store) {
            bytes += chunk
            try await store.put("/\(number)", StoreTests.bytes("new"))
            try await store.put("/0\(number)", StoreTests.bytes("new"))
            number -= 1
        }
        #expect(number < 190)
        let target = MemoryStore()
        _ = try await importSnapshot(into: target, from: Chunks(bytes: bytes, size: 100))
        let found = try await contents(target)
        #expect(found.count == 100)
        #expect(found.values.allSatisfy { $0 == StoreTests.bytes("old") })
    }

    @Test func `A compaction during the backup is an error and not a gap`() async throws {
        var limits = StoreLimits()
        limits.pageItems = 10
        let store = MemoryStore(limits: limits)
        for number in 0..<100 { try await store.put("/\(number)", []) }
        let error = await storeError {
            for try await _ in SnapshotExport(of: store) {
                try await store.put("/x", [])
                try await store.compact(through: try await store.currentRevision())
            }
        }
        guard case .compacted = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `An empty store makes an empty backup`() async throws {
        let bytes = try await export(MemoryStore())
        let summary = try await verifySnapshot(Chunks(bytes: bytes, size: 3))
        #expect(summary == SnapshotSummary(revision: .first, records: 0, leases: 0))
    }

    @Test func `Every damaged byte and every cut is found`() async throws {
        let store = MemoryStore()
        let lease = try await store.grantLease(timeToLive: .seconds(20))
        try await store.put("/a", bytes("value"), lease: lease.id)
        try await store.put("/b", [])
        let good = try await export(store)
        _ = try await verifySnapshot(Chunks(bytes: good, size: 5))
        for position in good.indices {
            for bit in 0..<8 {
                var bad = good
                bad[position] ^= 1 << bit
                await expectCorrupt(bad)
            }
            await expectCorrupt(Array(good[..<position]))
        }
        await expectCorrupt(good + [0])
        await expectCorrupt(good + good)
    }

    @Test func `Frames that are lost, doubled or moved are found`() async throws {
        let store = MemoryStore()
        for key: Key in ["/a", "/b", "/c"] { try await store.put(key, bytes("same size")) }
        let good = try await export(store)
        // The magic, a header frame, three records of one size, the end.
        let header = 8 + 4 + 1 + 10 + 4
        let size = 4 + 1 + 12 + 2 + 9 + 4
        let record = { (number: Int) in
            good[(header + number * size)..<(header + (number + 1) * size)]
        }
        let start = good[..<header]
        let end = good[(header + 3 * size)...]
        #expect(Array(start + record(0) + record(1) + record(2) + end) == good)
        await expectCorrupt(Array(start + record(0) + record(2) + end))
        await expectCorrupt(Array(start + record(1) + record(0) + record(2) + end))
        await expectCorrupt(Array(start + record(0) + record(0) + record(1) + record(2) + end))
        await expectCorrupt(Array(start + end))
    }

    private func expectCorrupt(
        _ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation
    ) async {
        let error = await storeError(location) {
            _ = try await verifySnapshot(Chunks(bytes: bytes, size: 7))
        }
        guard case .corrupt = error else {
            Issue.record("\(String(describing: error))", sourceLocation: location)
            return
        }
    }

    @Test func `Only an empty store is filled`() async throws {
        let bytes = try await export(MemoryStore())
        let store = MemoryStore()
        try await store.put("/a", [1])
        let error = await storeError {
            _ = try await importSnapshot(into: store, from: Chunks(bytes: bytes, size: 9))
        }
        #expect(error == .invalid(.storeNotEmpty))
        #expect(try await contents(store) == ["/a": [1]])
    }

    @Test(arguments: Backend.allCases)
    func `An import that was cut short is marked and can be done again`(
        backend: Backend
    ) async throws {
        let source = MemoryStore()
        try await fill(source)
        let bytes = try await export(source)
        let expected = try await contents(source)
        try await backend.withStore { target, _ in
            let half = Array(bytes[..<(bytes.count / 2)])
            let error = await storeError {
                _ = try await importSnapshot(
                    into: target, from: Chunks(bytes: half, size: 4_096))
            }
            #expect(error == .corrupt("the backup is cut off"))
            #expect(try await RestoreMarker.isPresent(in: target))
            #expect(await storeError { _ = try await export(target) } != nil)
            _ = try await importSnapshot(
                into: target, from: Chunks(bytes: bytes, size: 4_096))
            #expect(try await contents(target) == expected)
            #expect(try await !RestoreMarker.isPresent(in: target))
        }
    }

    @Test func `The checksum is CRC-32C`() {
        // The check value of the catalogue of CRCs, and two of RFC 3720, B.4.
        for (bytes, expected) in [
            (Array("123456789".utf8), 0xE306_9283),
            ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
            ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
        ] as [([UInt8], UInt32)] {
            var checksum = Checksum()
            checksum.add(bytes)
            #expect(checksum.value == expected)
        }
    }
}
