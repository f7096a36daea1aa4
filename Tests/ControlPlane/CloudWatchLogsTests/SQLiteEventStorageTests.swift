import Foundation
import GRDB
import Logging
import Testing

@testable import CloudWatchLogs

/// What only the SQLite backend can do or fail at.
struct SQLiteEventStorageTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func open(_ path: String) throws -> SQLiteEventStorage {
        try SQLiteEventStorage(path: path, logger: logger)
    }

    private func messages(_ storage: SQLiteEventStorage) async throws -> [String] {
        try await storage.read(EventQuery(.group(groupA.id, prefix: nil), limit: 10_000))
            .events.map(\.message)
    }

    @Test func everyCommitIsSynced() async throws {
        try await withTemporaryDirectory { directory in
            let storage = try open(directory + "/logs.sqlite")
            try await storage.pool.writeWithoutTransaction { db in
                let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
                let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
                let vacuum = try Int.fetchOne(db, sql: "PRAGMA auto_vacuum")
                #expect(synchronous == 2)
                #expect(journal == "wal")
                #expect(vacuum == 2)
            }
        }
    }

    /// The files as they are at the moment of the acknowledgement, as after a crash.
    @Test func acknowledgedEventsAreInTheFiles() async throws {
        try await withTemporaryDirectory { directory in
            let storage = try open(directory + "/logs.sqlite")
            for number in 0..<20 {
                _ = try await storage.append(
                    newEvents([(1, "\(number)")]), to: stream(1, "s"), ingestionTime: 1)
                guard number % 5 == 4 else { continue }
                let copy = directory + "/copy-\(number)"
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(
                        atPath: directory + "/logs.sqlite" + suffix, toPath: copy + suffix)
                }
                let reopened = try open(copy)
                #expect(try await messages(reopened) == (0...number).map(String.init))
            }
        }
    }

    @Test func sequencesGoOnAfterReopening() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/logs.sqlite"
            var last: Int64 = 0
            for _ in 0..<3 {
                let storage = try open(path)
                let next = try await storage.append(
                    newEvents([(1, "a"), (1, "b")]), to: stream(1, "s"), ingestionTime: 1)
                #expect(next == last + 1)
                last = next + 1
                // Even when the newest events are gone, their numbers are not used again.
                _ = try await storage.expire(groupA.id, before: 100, limit: 100)
                try storage.pool.close()
            }
        }
    }

    @Test func aFullDiskAcknowledgesNothing() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/logs.sqlite"
            let storage = try open(path)
            _ = try await storage.append(
                newEvents([(1, "kept")]), to: stream(1, "s"), ingestionTime: 1)
            try await storage.pool.writeWithoutTransaction { db in
                let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages + 4)")
            }
            let big = NewEvent(timestamp: 2, message: String(repeating: "x", count: 100_000))
            await #expect(throws: EventStorageError.noSpace) {
                try await storage.append([big], to: stream(1, "s"), ingestionTime: 1)
            }
            #expect(try await messages(storage) == ["kept"])
            #expect(try await storage.storedBytes(of: [groupA.id]) == [groupA.id: 30])
            // With room again it goes on, without a hole in the numbers.
            try await storage.pool.writeWithoutTransaction { db in
                _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = 1000000")
            }
            #expect(
                try await storage.append([big], to: stream(1, "s"), ingestionTime: 1) == 2)
        }
    }

    @Test func aDamagedFileIsSetAside() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/logs.sqlite"
            try Data("this is no database, whatever it is called. ".utf8).write(
                to: URL(fileURLWithPath: path))
            let storage = try open(path)
            _ = try await storage.append(
                newEvents([(1, "new")]), to: stream(1, "s"), ingestionTime: 1)
            #expect(try await messages(storage) == ["new"])
            let aside = try Data(contentsOf: URL(fileURLWithPath: path + ".unreadable-1"))
            #expect(aside.starts(with: Data("this is no database".utf8)))
        }
    }

    @Test func aFileOfANewerReleaseIsRefused() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/logs.sqlite"
            let storage = try open(path)
            try await storage.pool.write { db in
                try db.execute(
                    sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9-future')")
            }
            try storage.pool.close()
            #expect(throws: EventStorageError.self) { try open(path) }
            #expect(!FileManager.default.fileExists(atPath: path + ".unreadable-1"))
        }
    }

    /// Writers that come together share transactions: far fewer than there are writes.
    @Test func writersShareTransactions() async throws {
        try await withTemporaryDirectory { directory in
            let storage = try open(directory + "/logs.sqlite")
            let commits = CommitCounter()
            storage.pool.add(transactionObserver: commits, extent: .databaseLifetime)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<400 {
                    group.addTask {
                        _ = try await storage.append(
                            newEvents([(1, "\(writer)")]), to: stream(1, "s"), ingestionTime: 1)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await messages(storage).count == 400)
            #expect(commits.count < 200)
        }
    }

    @Test func tooManyWaitingWritesAreRefused() async throws {
        try await withTemporaryDirectory { directory in
            var limits = EventStorageLimits()
            limits.waitingWrites = 4
            let storage = try SQLiteEventStorage(
                path: directory + "/logs.sqlite", limits: limits, logger: logger)
            let outcomes = Collected<Bool>()
            await withDiscardingTaskGroup { group in
                for _ in 0..<200 {
                    group.addTask {
                        do {
                            _ = try await storage.append(
                                newEvents([(1, "x")]), to: stream(1, "s"), ingestionTime: 1)
                            outcomes.append(true)
                        } catch {
                            #expect(error as? EventStorageError == .overloaded)
                            outcomes.append(false)
                        }
                    }
                }
            }
            let done = outcomes.values.count { $0 }
            #expect(done >= 4)
            #expect(try await messages(storage).count == done)
        }
    }

    @Test func deletedSpaceIsGivenBack() async throws {
        try await withTemporaryDirectory { directory in
            let storage = try open(directory + "/logs.sqlite")
            let text = String(repeating: "x", count: 4_000)
            let events = (0..<500).map { NewEvent(timestamp: Int64($0), message: text) }
            _ = try await storage.append(events, to: stream(1, "s"), ingestionTime: 1)
            let before = try await storage.pool.read {
                try Int.fetchOne($0, sql: "PRAGMA page_count")
            }
            try await storage.removeStream(StreamID(1))
            while try await storage.collect(limit: 100) {}
            let after = try await storage.pool.read {
                try Int.fetchOne($0, sql: "PRAGMA page_count")
            }
            #expect(try #require(after) < #require(before) / 4)
        }
    }
}

private final class CommitCounter: TransactionObserver, @unchecked Sendable {
    // Changed only on the writer queue, read after the writes are over.
    private(set) var count = 0

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ db: Database) { count += 1 }
    func databaseDidRollback(_ db: Database) {}
}
