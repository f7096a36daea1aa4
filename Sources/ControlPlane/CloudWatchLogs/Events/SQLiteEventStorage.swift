import Foundation
import GRDB
package import Logging
import Synchronization

/// Events in one SQLite file, in WAL mode.
///
/// Writers are gathered into transactions (``GroupCommitWriter``), and a write returns when its
/// transaction is on disk: the writer runs with `synchronous = FULL`. Readers see a snapshot and
/// never wait for writers.
package final class SQLiteEventStorage: EventStorage {
    package let limits: EventStorageLimits
    let pool: DatabasePool
    let writer: GroupCommitWriter

    /// Opens the file at `path`, makes it if need be and brings it to this release's form.
    ///
    /// A file that is no database, or a damaged one, is set aside under another name and reported;
    /// the storage then begins empty.
    /// - Throws: ``EventStorageError/unreadable(_:)`` for a file of a newer release,
    ///   ``EventStorageError/unavailable(_:)`` when the file cannot be opened or made.
    package init(
        path: String, limits: EventStorageLimits = .standard, logger: Logger
    ) throws(EventStorageError) {
        self.limits = limits
        pool = try SQLiteEventStorage.open(path, logger)
        do {
            writer = try GroupCommitWriter(pool, limits: limits)
        } catch {
            throw EventStorageError(error)
        }
    }

    package func addGroup(_ group: GroupReference) async throws(EventStorageError) {
        let limits = limits
        try await writer.write { db, _ in try db.addGroup(group, limits) }
    }

    package func addStream(_ stream: StreamReference) async throws(EventStorageError) {
        let limits = limits
        try await writer.write { db, _ in _ = try db.addStream(stream, limits) }
    }

    package func removeGroup(_ group: GroupID) async throws(EventStorageError) {
        try await writer.write { db, state in
            guard let bytes = try db.bytes(ofGroup: group) else { return }
            try db.run("UPDATE log_group SET removed = 1 WHERE id = ?", [group.number])
            state.bytes -= bytes
        }
    }

    package func removeStream(_ stream: StreamID) async throws(EventStorageError) {
        try await writer.write { db, state in
            let sql = "SELECT log_group, bytes FROM log_stream WHERE id = ? AND removed = 0"
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [stream.number])
            else { return }
            let bytes: Int = row[1]
            try db.run("UPDATE log_stream SET removed = 1 WHERE id = ?", [stream.number])
            try db.run(
                "UPDATE log_group SET bytes = bytes - ?, streams = streams - 1 WHERE id = ?",
                [bytes, row[0] as Int64])
            state.bytes -= bytes
        }
    }

    package func append(
        _ events: [NewEvent], to stream: StreamReference, ingestionTime: Int64
    ) async throws(EventStorageError) -> Int64 {
        let limits = limits
        let bytes = events.reduce(0) { $0 + $1.size }
        return try await writer.write(bytes: bytes) { db, state in
            guard state.bytes + bytes <= limits.bytes else {
                throw EventStorageError.limit("stored bytes")
            }
            guard try db.addStream(stream, limits) else { throw EventStorageError.removed }
            let first = state.nextSequence
            let stored = events.enumerated().map { offset, event in
                StoredEvent(
                    position: EventPosition(
                        timestamp: event.timestamp, sequence: first + Int64(offset)),
                    stream: stream.id, ingestionTime: ingestionTime, message: event.message)
            }
            try db.insert(stored, into: stream)
            state.nextSequence += Int64(events.count)
            state.bytes += bytes
            return first
        }
    }

    package func read(_ query: EventQuery) async throws(EventStorageError) -> EventPage {
        try await reading { db in try EventReader(query).read(db) }
    }

    package func streams(
        _ query: StreamQuery
    ) async throws(EventStorageError) -> [StreamStatistics] {
        try await reading { db in try db.streams(query) }
    }

    package func storedBytes(
        of groups: [GroupID]
    ) async throws(EventStorageError) -> [GroupID: Int] {
        try await reading { db in
            var result: [GroupID: Int] = [:]
            for group in groups {
                if let bytes = try db.bytes(ofGroup: group), bytes > 0 { result[group] = bytes }
            }
            return result
        }
    }

    package func groups(
        after: GroupID?, limit: Int
    ) async throws(EventStorageError) -> [GroupReference] {
        try await reading { db in try db.groups(after: after, limit: limit) }
    }

    private func reading<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws(EventStorageError) -> T {
        do {
            return try await pool.read(body)
        } catch {
            throw EventStorageError(error)
        }
    }
}

// MARK: - Errors

extension EventStorageError {
    /// What an error of SQLite means for a caller.
    init(_ error: any Error) {
        switch error {
        case let error as EventStorageError:
            self = error
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL:
            self = .noSpace
        case let error as DatabaseError
        where error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB:
            self = .unreadable(error.description)
        default:
            self = .unavailable(String(describing: error))
        }
    }
}
