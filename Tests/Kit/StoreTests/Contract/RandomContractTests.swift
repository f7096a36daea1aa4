import Store
import StoreSQLite
import Testing

/// Random transactions, leases and compactions against the model, ``MemoryState``: whatever the
/// backend answers, and tells its watches, is what the model says.
@Suite("Store contract: random histories", .timeLimit(.minutes(10)))
struct RandomContractTests {
    private static let keys: [Key] = [
        "/a", "/a/1", "/a/2", "/a/2/x", "/a0", "/b/1", "/b/2", "/c", Key(bytes: [0xFF]),
        Key(bytes: [0xFF, 0xFF, 0x00]), Key(bytes: [0]), Key(bytes: [0x2F, 0x61, 0xFF]),
    ]
    private static let ranges: [KeyRange] = [
        .all, .prefix("/a"), .under("/a"), .under("/b"), .key("/c"),
        .prefix(Key(bytes: [0xFF])), KeyRange(from: "/a/2", to: "/b/2"),
        KeyRange(from: "/b", to: "/a"), KeyRange(from: "/b/2", to: nil), .under("/none"),
    ]

    @Test(arguments: Backend.allCases, [1, 2, 3, 4, 5, 6] as [UInt64])
    func `The backend agrees with the model`(backend: Backend, seed: UInt64) async throws {
        var limits = StoreLimits()
        limits.pageItems = 3
        limits.changesPerTransaction = 6
        try await backend.withStore(limits: limits) { store, clock in
            var random = SeededGenerator(seed: seed)
            var model = MemoryState(limits: limits)
            var told: [WatchBatch] = []
            let stream = try await store.watch(.all, from: nil)
            for _ in 0..<400 {
                switch Int.random(in: 0..<20, using: &random) {
                case 0:
                    let target = Revision(
                        Int64.random(in: 0...model.revision.number + 1, using: &random))
                    await compare(
                        result { try await store.compact(through: target) },
                        result { try model.compact(through: target) })
                case 1:
                    let status = try model.grantLease(timeToLive: .seconds(5), now: clock.now())
                    #expect(try await store.grantLease(timeToLive: .seconds(5)) == status)
                case 2:
                    clock.advance(by: .seconds(2))
                    try await store.expireLeases()
                    for lease in model.expiredLeases(now: clock.now(), limit: .max) {
                        told += try model.revokeLease(lease)
                    }
                case 3:
                    let lease = LeaseID(Int64.random(in: 1...8, using: &random))
                    await compare(
                        result { try await store.revokeLease(lease) },
                        result { told += try model.revokeLease(lease) })
                default:
                    let transaction = transaction(&random, model.revision)
                    await compare(
                        result { try await store.commit(transaction) },
                        result {
                            let (result, batch) = try model.commit(transaction)
                            if let batch { told.append(batch) }
                            return result
                        })
                }
                try await compareReads(store, model, &random)
            }
            #expect(try await collect(stream, through: model.revision) == told)
            try await compareHistories(store, model)
        }
    }

    private func transaction(
        _ random: inout SeededGenerator, _ revision: Revision
    ) -> Transaction {
        let compares = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            compare(&random, revision)
        }
        return Transaction(
            if: compares, then: operations(&random), else: operations(&random))
    }

    private func compare(
        _ random: inout SeededGenerator, _ revision: Revision
    ) -> Compare {
        let key = Self.keys.randomElement(using: &random)!
        let old = Revision(Int64.random(in: 0...revision.number, using: &random))
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return .exists(key)
        case 1: return .absent(key)
        case 2: return .modRevision(key, old)
        case 3: return .createRevision(key, old)
        case 4: return .version(key, Int64.random(in: 0...3, using: &random))
        case 5: return .value(key, [UInt8.random(in: 0..<3, using: &random)])
        default: return .empty(Self.ranges.randomElement(using: &random)!)
        }
    }

    private func operations(_ random: inout SeededGenerator) -> [Transaction.Operation] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let key = Self.keys.randomElement(using: &random)!
            switch Int.random(in: 0..<10, using: &random) {
            case 0: return .deleteRange(Self.ranges.randomElement(using: &random)!)
            case 1, 2: return .delete(key)
            default:
                let lease =
                    Int.random(in: 0..<4, using: &random) == 0
                    ? LeaseID(Int64.random(in: 1...8, using: &random)) : nil
                return .put(key, [UInt8.random(in: 0..<3, using: &random)], lease: lease)
            }
        }
    }

    /// Compares reads of a random range at a random revision.
    private func compareReads(
        _ store: any Store, _ model: MemoryState, _ random: inout SeededGenerator
    ) async throws {
        let range = Self.ranges.randomElement(using: &random)!
        let key = Self.keys.randomElement(using: &random)!
        let after = Bool.random(using: &random) ? key : nil
        let limit = Int.random(in: 1...5, using: &random)
        let low = max(0, model.compacted.number - 1)
        let old = Revision(Int64.random(in: low...model.revision.number + 1, using: &random))
        for revision in [nil, old] {
            await compare(
                result { try await store.get(key, at: revision) },
                result { try model.get(key, at: revision) })
            await compare(
                result { try await store.list(range, after: after, limit: limit, at: revision) },
                result { try model.list(range, after: after, limit: limit, at: revision) })
        }
    }

    /// Compares what late watches are told with the model's history.
    private func compareHistories(_ store: any Store, _ model: MemoryState) async throws {
        let first = model.compacted.next
        guard first <= model.revision else { return }
        for range in Self.ranges {
            let stream = try await store.watch(range, from: first)
            let batches = try await collect(stream, through: model.revision)
            var expected: [WatchBatch] = []
            var next = first
            while next <= model.revision {
                let page = try model.history(range, from: next, through: model.revision)
                expected += page.batches
                next = page.through.next
            }
            #expect(batches == expected)
        }
    }

    private func result<Value: Sendable>(
        _ body: () async throws -> Value
    ) async -> Result<Value, any Error> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }

    private func compare<Value>(
        _ left: Result<Value, any Error>, _ right: Result<Value, any Error>,
        _ location: SourceLocation = #_sourceLocation
    ) {
        // The order in a set of operations may decide which of two errors is found first, but
        // here both sides go through them in the same one.
        #expect("\(left)" == "\(right)", sourceLocation: location)
    }
}
