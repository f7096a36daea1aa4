import Foundation
import GRDB
import Store
import StoreSQLite
import Testing

@Suite("SQLite store", .timeLimit(.minutes(10)))
struct SQLiteStoreTests {
    @Test func `What was committed is there after opening again`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            let clock = ManualClock()
            var store = try SQLiteStore(path: path, clock: clock)
            let lease = try await store.grantLease(timeToLive: .seconds(10))
            try await store.put("/a", bytes("1"))
            try await store.put("/a", bytes("2"))
            try await store.put("/b", bytes("3"), lease: lease.id)
            try await store.delete("/a")
            try await store.compact(through: Revision(2))
            clock.advance(by: .seconds(9))
            try await store.close()

            store = try SQLiteStore(path: path, clock: clock)
            #expect(try await store.currentRevision() == Revision(5))
            #expect(try await store.list(.all).items.map(\.key) == ["/b"])
            #expect(try await store.get("/a", at: Revision(3))?.value == bytes("2"))
            #expect(
                await storeError { _ = try await store.get("/a", at: .first) }
                    == .compacted(Revision(2)))
            let stream = try await store.watch(.all, from: Revision(3))
            #expect(try await collect(stream, through: Revision(5)).count == 3)
            // Leases begin anew, and their names are not used again.
            #expect(try await store.leaseStatus(lease.id).remaining == .seconds(10))
            #expect(try await store.grantLease(timeToLive: .seconds(5)).id > lease.id)
            clock.advance(by: .seconds(10))
            try await store.expireLeases()
            #expect(try await store.list(.all).items.isEmpty)
            try await store.close()
        }
    }

    @Test func `A lease that was the last is not named again after a restart`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            var store = try SQLiteStore(path: path)
            let lease = try await store.grantLease(timeToLive: .seconds(10))
            try await store.revokeLease(lease.id)
            try await store.close()
            store = try SQLiteStore(path: path)
            #expect(try await store.grantLease(timeToLive: .seconds(10)).id > lease.id)
            try await store.close()
        }
    }

    @Test func `One process has it open at a time`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            let store = try SQLiteStore(path: path)
            let error = await storeError { _ = try SQLiteStore(path: path) }
            guard case .unavailable = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            try await store.close()
            try await SQLiteStore(path: path).close()
        }
    }

    @Test func `Closing twice does no harm, and waits for what was asked`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            let store = try SQLiteStore(path: path)
            let acknowledged = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        do {
                            try await store.put("/\(number)", [])
                            return true
                        } catch { return false }
                    }
                }
                group.addTask {
                    try? await store.close()
                    return false
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            try await store.close()
            let again = try SQLiteStore(path: path)
            #expect(try await again.list(.all).items.count == acknowledged)
            try await again.close()
        }
    }

    @Test func `Files of others are refused and left as they are`() async throws {
        try await withTemporaryDirectory { directory in
            let text = directory + "/text"
            try Data("no database at all, but long enough".utf8).write(
                to: URL(fileURLWithPath: text))
            let foreign = directory + "/foreign.sqlite"
            let queue = try DatabaseQueue(path: foreign)
            try await queue.write { db in try db.execute(sql: "CREATE TABLE t (a)") }
            try queue.close()
            for path in [text, foreign] {
                let error = await storeError { _ = try SQLiteStore(path: path) }
                guard case .corrupt = error else {
                    Issue.record("\(path): \(String(describing: error))")
                    continue
                }
            }
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: text)).count
                    == "no database at all, but long enough".utf8.count)
            let missing = await storeError {
                _ = try SQLiteStore(path: directory + "/missing/store.sqlite")
            }
            guard case .unavailable = missing else {
                Issue.record("\(String(describing: missing))")
                return
            }
        }
    }

    @Test func `A database of a newer version is refused`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            try await SQLiteStore(path: path).close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { db in
                try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')")
            }
            try queue.close()
            let error = await storeError { _ = try SQLiteStore(path: path) }
            #expect(error == .corrupt("the database was written by a newer version"))
        }
    }

    @Test func `Compacted history is removed, a bounded part at a time`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            var store = try SQLiteStore(path: path)
            try await commitMany(2_000, to: store)
            try await store.compact(through: Revision(2_001))
            try await store.close()
            // A restart in the middle of it changes nothing.
            store = try SQLiteStore(path: path)
            let remaining = { @Sendable () async throws -> Int in
                let queue = try DatabaseQueue(
                    path: path, configuration: readonlyConfiguration())
                return try await queue.read { db in
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM change") ?? -1
                }
            }
            try await store.put("/last", [])
            try await eventually { try await remaining() == 1 }
            #expect(try await store.get("/0", at: Revision(2_001)) != nil)
            try await store.close()
        }
    }

    @Test func `Many waiting commits share syncs and keep their order`() async throws {
        try await withTemporaryDirectory { directory in
            let store = try SQLiteStore(path: directory + "/store.sqlite")
            let stream = try await store.watch(.all, from: nil)
            try await commitMany(3_000, to: store)
            let batches = try await collect(stream, through: Revision(3_001))
            #expect(batches.map(\.revision.number) == Array(2...3_001))
            try await store.close()
        }
    }

    @Test func `A bad transaction does not harm those in its group`() async throws {
        try await withTemporaryDirectory { directory in
            let store = try SQLiteStore(path: directory + "/store.sqlite")
            let outcomes = await withTaskGroup(of: (Int, StoreError?).self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let bad = number.isMultiple(of: 3)
                        do {
                            _ = try await store.commit(
                                Transaction(then: [
                                    .put("/\(number)/1", []),
                                    .put("/\(number)/2", [], lease: bad ? LeaseID(7) : nil),
                                ]))
                            return (number, nil)
                        } catch { return (number, error as? StoreError) }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for number in 0..<200 {
                let bad = number.isMultiple(of: 3)
                #expect(outcomes[number] == (bad ? .leaseNotFound(LeaseID(7)) : nil))
                let records = try await store.list(.under("/\(number)")).items
                #expect(records.count == (bad ? 0 : 2))
            }
            try await store.close()
        }
    }

    @Test func `More than may wait is refused`() async throws {
        try await withTemporaryDirectory { directory in
            var limits = StoreLimits()
            limits.waitingTransactions = 5
            let store = try SQLiteStore(path: directory + "/store.sqlite", limits: limits)
            let (done, refused) = await withTaskGroup(of: StoreError?.self) { group in
                for number in 0..<500 {
                    group.addTask {
                        do {
                            try await store.put("/\(number)", [UInt8](repeating: 0, count: 50_000))
                            return nil
                        } catch { return error as? StoreError }
                    }
                }
                var counts = (0, 0)
                for await error in group {
                    if error == nil { counts.0 += 1 } else { counts.1 += 1 }
                    #expect(error == nil || error?.recovery == .retry)
                }
                return counts
            }
            #expect(done > 0)
            #expect(refused > 0)
            #expect(try await store.list(.all, limit: 1_000).items.count == done)
            try await store.close()
        }
    }
}

/// Puts this many keys, of which many wait at once.
func commitMany(_ count: Int, to store: any Store) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<50 {
            group.addTask {
                for number in stride(from: worker, to: count, by: 50) {
                    try await store.put("/\(number)", bytes("\(number)"))
                }
            }
        }
        try await group.waitForAll()
    }
}

private func readonlyConfiguration() -> Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return configuration
}
