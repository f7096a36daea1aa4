import Store
import Testing

@Suite("Store contract: limits", .timeLimit(.minutes(10)))
struct LimitContractTests {
    @Test(arguments: Backend.allCases)
    func `Keys and values up to their maxima are kept`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let key = Key(bytes: Array(repeating: 0xFF, count: store.limits.keyBytes))
            let value = [UInt8](repeating: 7, count: store.limits.valueBytes)
            try await store.put(key, value)
            #expect(try await store.get(key)?.value == value)
            #expect(try await store.list(.key(key)).items.count == 1)
            try await store.put("/empty", [])
            #expect(try await store.get("/empty")?.value == [])
            #expect(
                try await store.commit(Transaction(then: [.deleteRange(.key(key))])).deleted == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `Larger ones are refused and change nothing`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let limits = store.limits
            let long = Key(bytes: Array(repeating: 1, count: limits.keyBytes + 1))
            let large = [UInt8](repeating: 7, count: limits.valueBytes + 1)
            let half = [UInt8](repeating: 7, count: limits.transactionBytes / 2)
            let many = limits.operationsPerTransaction + 1
            let refused: [(Transaction, StoreError.InvalidRequest)] = [
                (Transaction(then: [.put("", [])]), .emptyKey),
                (Transaction(then: [.delete("")]), .emptyKey),
                (Transaction(if: [.exists("")], then: []), .emptyKey),
                (Transaction(then: [.put(long, [])]), .keyTooLarge(long.bytes.count)),
                (Transaction(if: [.value(long, [])], then: []), .keyTooLarge(long.bytes.count)),
                (Transaction(then: [], else: [.put("/a", large)]), .valueTooLarge(large.count)),
                (Transaction(if: [.value("/a", large)], then: []), .valueTooLarge(large.count)),
                (
                    Transaction(then: [.put("/a", half), .put("/b", half)]),
                    .transactionTooLarge(2 * half.count + 4)
                ),
                (
                    Transaction(if: (0..<many).map { .absent("/\($0)") }, then: []),
                    .tooManyOperations(many)
                ),
                (
                    Transaction(then: (0..<many).map { .put("/\($0)", []) }),
                    .tooManyOperations(many)
                ),
                (Transaction(then: [.put("/a", []), .put("/a", [1])]), .duplicateKey("/a")),
                (Transaction(then: [.delete("/a"), .put("/a", [1])]), .duplicateKey("/a")),
                (
                    Transaction(then: [], else: [.deleteRange(.under("/a")), .put("/a/b", [])]),
                    .duplicateKey("/a/b")
                ),
            ]
            for (transaction, reason) in refused {
                let error = await storeError { _ = try await store.commit(transaction) }
                #expect(error == .invalid(reason))
                #expect(error?.recovery == .terminal)
            }
            #expect(await storeError { _ = try await store.get("") } == .invalid(.emptyKey))
            #expect(
                await storeError { _ = try await store.list(.all, limit: 0) }
                    == .invalid(.pageLimit(0)))
            let revision = try await store.currentRevision()
            #expect(revision == .first)
        }
    }

    @Test(arguments: Backend.allCases)
    func `As many operations as allowed go into one revision`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let count = store.limits.operationsPerTransaction
            let result = try await store.commit(
                Transaction(
                    if: (0..<count).map { .absent("/\($0)") },
                    then: (0..<count).map { .put("/\($0)", bytes("\($0)")) }))
            #expect(result.succeeded)
            #expect(try await store.list(.all).items.count == count)
        }
    }

    @Test(arguments: Backend.allCases)
    func `A branch may do what the other does too`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let result = try await store.commit(
                Transaction(then: [.put("/a", [1])], else: [.put("/a", [2]), .delete("/b")]))
            #expect(result.succeeded)
        }
    }

    @Test(arguments: Backend.allCases)
    func `A delete of too many keys is refused whole`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.changesPerTransaction = 5
        try await backend.withStore(limits: limits) { store, _ in
            for number in 1...6 { try await store.put("/k/\(number)", []) }
            let error = await storeError {
                _ = try await store.commit(
                    Transaction(then: [.put("/a", []), .deleteRange(.under("/k"))]))
            }
            #expect(error == .invalid(.tooManyChanges))
            #expect(try await store.list(.all).items.count == 6)
            #expect(try await store.currentRevision() == Revision(7))
            try await store.delete("/k/1")
            try await store.delete("/k/2")
            let result = try await store.commit(
                Transaction(then: [.put("/a", []), .deleteRange(.under("/k"))]))
            #expect(result.deleted == 4)
        }
    }

    @Test(arguments: Backend.allCases)
    func `Pages are bounded in items and in bytes`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.pageItems = 4
        limits.pageBytes = 1_000
        try await backend.withStore(limits: limits) { store, _ in
            for number in 1...6 { try await store.put("/small/\(number)", []) }
            for number in 1...6 {
                try await store.put("/large/\(number)", [UInt8](repeating: 0, count: 600))
            }
            let small = try await store.list(.under("/small"), limit: 1_000)
            #expect(small.items.count == 4)
            #expect(small.more)
            var page = try await store.list(.under("/large"), limit: 1_000)
            #expect(page.items.count == 2)
            var count = page.items.count
            while page.more {
                page = try await store.list(
                    .under("/large"), after: page.items.last?.key, limit: 1_000, at: page.revision)
                count += page.items.count
            }
            #expect(count == 6)
        }
    }

    @Test(arguments: Backend.allCases)
    func `Watches and leases are bounded`(backend: Backend) async throws {
        var limits = StoreLimits()
        limits.watches = 2
        limits.leases = 2
        try await backend.withStore(limits: limits) { store, _ in
            var streams = [
                try await store.watch(.all, from: nil), try await store.watch(.all, from: nil),
            ]
            let error = await storeError { _ = try await store.watch(.all, from: nil) }
            #expect(error?.recovery == .retry)
            streams.removeLast()
            streams.append(try await store.watch(.all, from: nil))

            let lease = try await store.grantLease(timeToLive: .seconds(5))
            _ = try await store.grantLease(timeToLive: .seconds(5))
            let refused = await storeError {
                _ = try await store.grantLease(timeToLive: .seconds(5))
            }
            #expect(refused?.recovery == .retry)
            try await store.revokeLease(lease.id)
            _ = try await store.grantLease(timeToLive: .seconds(5))
        }
    }
}
