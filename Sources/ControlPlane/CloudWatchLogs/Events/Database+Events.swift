import Foundation
import GRDB

// The statements of the event tables, on one connection.
extension Database {
    /// Runs a statement that is kept prepared.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// Bytes of a group's events; nil when it is unknown or removed.
    func bytes(ofGroup group: GroupID) throws -> Int? {
        try Int.fetchOne(
            cachedStatement(sql: "SELECT bytes FROM log_group WHERE id = ? AND removed = 0"),
            arguments: [group.number])
    }

    /// Makes the row of a group.
    func addGroup(_ group: GroupReference, _ limits: EventStorageLimits) throws {
        let removed = try Bool.fetchOne(
            cachedStatement(sql: "SELECT removed FROM log_group WHERE id = ?"),
            arguments: [group.id.number])
        if let removed {
            if removed { throw EventStorageError.removed }
            return
        }
        let count = try Int.fetchOne(
            cachedStatement(sql: "SELECT COUNT(*) FROM log_group WHERE scope = ? AND removed = 0"),
            arguments: [group.scope])
        guard count ?? 0 < limits.groups else { throw EventStorageError.limit("log groups") }
        try run("INSERT INTO log_group (id, scope) VALUES (?, ?)", [group.id.number, group.scope])
    }

    /// Makes the rows of a stream and its group; false when one of them was removed.
    func addStream(_ stream: StreamReference, _ limits: EventStorageLimits) throws -> Bool {
        let known = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT s.removed, g.removed FROM log_stream s
                    JOIN log_group g ON g.id = s.log_group WHERE s.id = ?
                    """),
            arguments: [stream.id.number])
        if let known { return known[0] == 0 && known[1] == 0 }
        try addGroup(stream.group, limits)
        let count = try Int.fetchOne(
            cachedStatement(sql: "SELECT streams FROM log_group WHERE id = ?"),
            arguments: [stream.group.id.number])
        guard count ?? 0 < limits.streams else { throw EventStorageError.limit("log streams") }
        try run(
            "INSERT INTO log_stream (id, log_group, name, created) VALUES (?, ?, ?, ?)",
            [
                stream.id.number, stream.group.id.number, Data(stream.name.utf8),
                stream.creationTime,
            ])
        try run(
            "UPDATE log_group SET streams = streams + 1 WHERE id = ?", [stream.group.id.number])
        return true
    }

    /// Writes events and what their stream and group count.
    func insert(_ events: [StoredEvent], into stream: StreamReference) throws {
        guard !events.isEmpty else { return }
        let insert = try cachedStatement(
            sql: """
                INSERT INTO event (sequence, log_group, stream, timestamp, ingestion, message)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        var bytes = 0
        var earliest = Int64.max
        var latest = Int64.min
        var ingestion = Int64.min
        for event in events {
            try insert.execute(arguments: [
                event.position.sequence, stream.group.id.number, stream.id.number,
                event.position.timestamp, event.ingestionTime, Data(event.message.utf8),
            ])
            bytes += event.size
            earliest = min(earliest, event.position.timestamp)
            latest = max(latest, event.position.timestamp)
            ingestion = max(ingestion, event.ingestionTime)
        }
        try run(
            """
            UPDATE log_stream SET bytes = bytes + ?, first_event = MIN(first_event, ?),
                last_event = MAX(last_event, ?), last_ingestion = MAX(COALESCE(last_ingestion, ?), ?)
            WHERE id = ?
            """, [bytes, earliest, latest, ingestion, ingestion, stream.id.number])
        try run(
            "UPDATE log_group SET bytes = bytes + ? WHERE id = ?", [bytes, stream.group.id.number])
    }

    /// Groups that are not removed, in the order of their ids.
    func groups(after: GroupID?, limit: Int) throws -> [GroupReference] {
        let sql = """
            SELECT id, scope FROM log_group WHERE removed = 0 AND id > ? ORDER BY id LIMIT ?
            """
        return try Row.fetchAll(
            self, sql: sql, arguments: [after?.number ?? Int64.min, limit]
        ).map { GroupReference(id: GroupID($0[0]), scope: $0[1]) }
    }

    /// One page of the streams of a group.
    func streams(_ query: StreamQuery) throws -> [StreamStatistics] {
        guard try bytes(ofGroup: query.group) != nil else { return [] }
        var sql = """
            SELECT id, name, created, first_event, last_event, last_ingestion
            FROM log_stream WHERE log_group = ? AND removed = 0
            """
        var arguments: StatementArguments = [query.group.number]
        if !query.prefix.isEmpty {
            sql += " AND name >= ?"
            arguments += [Data(query.prefix.utf8)]
            if let end = Database.end(ofPrefix: query.prefix) {
                sql += " AND name < ?"
                arguments += [end]
            }
        }
        let direction = query.isDescending ? "DESC" : "ASC"
        let operation = query.isDescending ? "<" : ">"
        switch query.order {
        case .name:
            if let after = query.after {
                sql += " AND name \(operation) ?"
                arguments += [Data(after.name.utf8)]
            }
            sql += " ORDER BY name \(direction)"
        case .lastEvent:
            if let after = query.after {
                sql += " AND (last_event, name) \(operation) (?, ?)"
                arguments += [after.lastEvent ?? Int64.min, Data(after.name.utf8)]
            }
            sql += " ORDER BY last_event \(direction), name \(direction)"
        }
        sql += " LIMIT ?"
        arguments += [query.limit]
        return try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments).map { row in
            let first: Int64 = row[3]
            let last: Int64 = row[4]
            return StreamStatistics(
                id: StreamID(row[0]), name: Database.text(row[1]), creationTime: row[2],
                firstEvent: first == .max ? nil : first, lastEvent: last == .min ? nil : last,
                lastIngestion: row[5])
        }
    }

    /// The first name behind all that begin with `prefix`, in the order of bytes.
    static func end(ofPrefix prefix: String) -> Data? {
        var bytes = Array(prefix.utf8)
        while let last = bytes.popLast() {
            if last < 0xFF {
                bytes.append(last + 1)
                return Data(bytes)
            }
        }
        return nil
    }

    /// The text of a blob.
    static func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }
}
