import Foundation
import GRDB

// Expiry, collection, export and import.
extension SQLiteEventStorage {
    package func expire(
        _ group: GroupID, before cutoff: Int64, limit: Int
    ) async throws(EventStorageError) -> Int {
        // Most groups have nothing to expire: find that out without the writer.
        let sql = "SELECT 1 FROM event WHERE log_group = ? AND timestamp < ? LIMIT 1"
        do {
            let isDue = try await pool.read { db in
                try Bool.fetchOne(db, sql: sql, arguments: [group.number, cutoff]) ?? false
            }
            guard isDue else { return 0 }
        } catch {
            throw EventStorageError(error)
        }
        return try await writer.write { db, state in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT sequence, stream, LENGTH(message) FROM event
                        WHERE log_group = ? AND timestamp < ?
                        ORDER BY timestamp, sequence LIMIT ?
                        """),
                arguments: [group.number, cutoff, limit])
            var bytes: [Int64: Int] = [:]
            for row in rows {
                try db.run("DELETE FROM event WHERE sequence = ?", [row[0] as Int64])
                bytes[row[1], default: 0] += EventStorageLimits.eventOverhead + (row[2] as Int)
            }
            let isRemoved = try db.bytes(ofGroup: group) == nil
            for (stream, bytes) in bytes {
                guard try db.forget(bytes, of: stream) else { continue }
                try db.run(
                    "UPDATE log_group SET bytes = bytes - ? WHERE id = ?", [bytes, group.number])
                if !isRemoved { state.bytes -= bytes }
            }
            return rows.count
        }
    }

    package func collect(limit: Int) async throws(EventStorageError) -> Bool {
        do {
            let isDue = try await pool.read { db in
                try db.removedStream() != nil || db.removedGroup() != nil
            }
            guard isDue else { return false }
        } catch {
            throw EventStorageError(error)
        }
        return try await writer.write { db, _ in
            if let stream = try db.removedStream() {
                let count = try db.deleteEvents("stream", stream, limit)
                if count < limit {
                    try db.run("DELETE FROM log_stream WHERE id = ?", [stream])
                }
            } else if let group = try db.removedGroup() {
                let count = try db.deleteEvents("log_group", group, limit)
                if count < limit {
                    let streams = try db.deleteStreams(of: group, limit)
                    if streams < limit { try db.run("DELETE FROM log_group WHERE id = ?", [group]) }
                }
            }
            // Gives pages that have become free back to the file system, some at a time.
            _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum(1024)")
            return try db.removedStream() != nil || db.removedGroup() != nil
        }
    }

    package func exportEvents(
        _ body: @Sendable (ArchivedEvents) async throws -> Void
    ) async throws {
        let snapshot = try pool.makeSnapshot()
        var lastGroup: GroupID?
        while true {
            let after = lastGroup
            let groups = try await snapshot.read { db in try db.groups(after: after, limit: 256) }
            guard let last = groups.last else { return }
            lastGroup = last.id
            for group in groups {
                try await body(ArchivedEvents(group))
                try await export(group, from: snapshot, body)
            }
        }
    }

    private func export(
        _ group: GroupReference, from snapshot: DatabaseSnapshot,
        _ body: @Sendable (ArchivedEvents) async throws -> Void
    ) async throws {
        var query = StreamQuery(group: group.id, limit: 256)
        while true {
            let page = try await snapshot.read { [query] db in try db.streams(query) }
            guard let last = page.last else { return }
            query.after = last.place
            for stream in page {
                let reference = StreamReference(
                    id: stream.id, name: stream.name, group: group,
                    creationTime: stream.creationTime)
                var events = EventQuery(
                    .streams([stream.id]), limit: ArchivedEvents.maximumEvents,
                    bytes: ArchivedEvents.maximumBytes)
                var more = true
                while more {
                    let part = try await snapshot.read { [events] db in
                        try EventReader(events).read(db)
                    }
                    try await body(ArchivedEvents(reference, part.events))
                    events.after = part.events.last?.position ?? .last
                    more = part.more
                }
            }
        }
    }

    package func importEvents(_ part: ArchivedEvents) async throws(EventStorageError) {
        let limits = limits
        let events = part.storedEvents
        try await writer.write(bytes: events.reduce(0) { $0 + $1.size }) { db, state in
            try db.addGroup(part.groupReference, limits)
            guard let stream = part.streamReference else { return }
            guard try db.addStream(stream, limits) else { throw EventStorageError.removed }
            try db.insert(events, into: stream)
            let last = events.map(\.position.sequence).max() ?? 0
            state.nextSequence = max(state.nextSequence, last + 1)
            state.bytes += events.reduce(0) { $0 + $1.size }
        }
    }
}

extension Database {
    fileprivate func removedStream() throws -> Int64? {
        try Int64.fetchOne(
            cachedStatement(sql: "SELECT id FROM log_stream WHERE removed = 1 LIMIT 1"))
    }

    fileprivate func removedGroup() throws -> Int64? {
        try Int64.fetchOne(
            cachedStatement(sql: "SELECT id FROM log_group WHERE removed = 1 LIMIT 1"))
    }

    /// Deletes up to `limit` events by one of the two columns; how many it deleted.
    fileprivate func deleteEvents(_ column: String, _ id: Int64, _ limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM event WHERE sequence IN
                (SELECT sequence FROM event WHERE \(column) = ? LIMIT ?)
            """, [id, limit])
        return changesCount
    }

    fileprivate func deleteStreams(of group: Int64, _ limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM log_stream WHERE id IN
                (SELECT id FROM log_stream WHERE log_group = ? LIMIT ?)
            """, [group, limit])
        return changesCount
    }

    /// Takes expired events out of a stream's counts; false when the stream was removed before,
    /// whose bytes were then taken out of its group as a whole.
    fileprivate func forget(_ bytes: Int, of stream: Int64) throws -> Bool {
        try run(
            """
            UPDATE log_stream SET bytes = bytes - ?,
                first_event = COALESCE(
                    (SELECT MIN(timestamp) FROM event WHERE stream = log_stream.id),
                    9223372036854775807),
                last_event = COALESCE(
                    (SELECT MAX(timestamp) FROM event WHERE stream = log_stream.id),
                    -9223372036854775808)
            WHERE id = ? AND removed = 0
            """, [bytes, stream])
        return changesCount > 0
    }
}
