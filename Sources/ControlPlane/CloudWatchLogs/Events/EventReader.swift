import Foundation
import GRDB

/// Reads one page of events: a walk along one index, or along several streams at once that are
/// merged by position.
struct EventReader {
    /// Up to this many streams are merged; a selection of more is a walk through their group.
    static let maximumMerged = 100

    private let query: EventQuery

    init(_ query: EventQuery) {
        self.query = query
    }

    /// A place in one walk: the row that comes next.
    private struct Head {
        let cursor: RowCursor
        var row: Row
        var position: EventPosition
    }

    func read(_ db: Database) throws -> EventPage {
        var heads: [Head] = []
        var names: [StreamID: String] = [:]
        switch query.source {
        case .streams(let ids):
            for id in ids {
                guard let name = try streamName(id, db) else { continue }
                names[id] = name
                try open(db, stream: id, into: &heads)
            }
        case .group(let group, let prefix):
            guard try db.bytes(ofGroup: group) != nil else { break }
            if let few = try fewStreams(of: group, prefix, db) {
                for (id, name) in few {
                    names[id] = name
                    try open(db, stream: id, into: &heads)
                }
            } else {
                try open(db, group: group, prefix, into: &heads)
            }
        }
        return try merge(&heads, names, db)
    }

    private func merge(
        _ heads: inout [Head], _ names: [StreamID: String], _ db: Database
    ) throws -> EventPage {
        var page = EventPage(events: [], names: [:], more: false)
        var bytes = 0
        while let index = next(heads) {
            let head = heads[index]
            let event = StoredEvent(
                position: head.position, stream: StreamID(head.row[2]),
                ingestionTime: head.row[3], message: Database.text(head.row[4]))
            bytes += event.size
            if page.events.count == query.limit || (bytes > query.bytes && !page.events.isEmpty) {
                page.more = true
                break
            }
            if page.names[event.stream] == nil {
                page.names[event.stream] = try names[event.stream] ?? streamName(event.stream, db)
            }
            page.events.append(event)
            if let row = try head.cursor.next() {
                heads[index].position = EventReader.position(row)
                heads[index].row = row
            } else {
                heads.remove(at: index)
            }
        }
        return page
    }

    /// The head whose event is due.
    private func next(_ heads: [Head]) -> Int? {
        heads.indices.min { left, right in
            query.isDescending
                ? heads[left].position > heads[right].position
                : heads[left].position < heads[right].position
        }
    }

    private static func position(_ row: Row) -> EventPosition {
        EventPosition(timestamp: row[0], sequence: row[1])
    }

    private func streamName(_ id: StreamID, _ db: Database) throws -> String? {
        try Data.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT s.name FROM log_stream s JOIN log_group g ON g.id = s.log_group
                    WHERE s.id = ? AND s.removed = 0 AND g.removed = 0
                    """),
            arguments: [id.number]
        ).map(Database.text)
    }

    /// The streams of a group with a prefix, if there is one and they are few enough to be merged.
    private func fewStreams(
        of group: GroupID, _ prefix: String?, _ db: Database
    ) throws -> [(StreamID, String)]? {
        guard let prefix else { return nil }
        let streams = try db.streams(
            StreamQuery(group: group, prefix: prefix, limit: EventReader.maximumMerged + 1))
        guard streams.count <= EventReader.maximumMerged else { return nil }
        return streams.map { ($0.id, $0.name) }
    }

    private func open(_ db: Database, stream: StreamID, into heads: inout [Head]) throws {
        let sql = """
            SELECT e.timestamp, e.sequence, e.stream, e.ingestion, e.message FROM event e
            INDEXED BY event_by_stream WHERE e.stream = ?
            """
        try open(db, sql, [stream.number], into: &heads)
    }

    private func open(
        _ db: Database, group: GroupID, _ prefix: String?, into heads: inout [Head]
    ) throws {
        // CROSS JOIN keeps the walk along the events outside and looks streams up one by one.
        var sql = """
            SELECT e.timestamp, e.sequence, e.stream, e.ingestion, e.message FROM event e
            INDEXED BY event_by_group CROSS JOIN log_stream s
            WHERE e.log_group = ? AND s.id = e.stream AND s.removed = 0
            """
        var arguments: StatementArguments = [group.number]
        if let prefix, !prefix.isEmpty {
            sql += " AND s.name >= ?"
            arguments += [Data(prefix.utf8)]
            if let end = Database.end(ofPrefix: prefix) {
                sql += " AND s.name < ?"
                arguments += [end]
            }
        }
        try open(db, sql, arguments, into: &heads)
    }

    private func open(
        _ db: Database, _ select: String, _ arguments: StatementArguments, into heads: inout [Head]
    ) throws {
        let direction = query.isDescending ? "DESC" : "ASC"
        let sql = """
            \(select) AND e.timestamp >= ? AND e.timestamp < ?
            AND (e.timestamp, e.sequence) > (?, ?) AND (e.timestamp, e.sequence) < (?, ?)
            ORDER BY e.timestamp \(direction), e.sequence \(direction)
            """
        // SQLite uses one bound of each kind for the index: those on the time alone are made the
        // tighter ones.
        let end = query.before.timestamp == .max ? Int64.max : query.before.timestamp + 1
        let bounds: StatementArguments = [
            max(query.start, query.after.timestamp), min(query.end, end),
            query.after.timestamp, query.after.sequence,
            query.before.timestamp, query.before.sequence,
        ]
        let cursor = try Row.fetchCursor(
            db.makeStatement(sql: sql), arguments: arguments + bounds)
        guard let row = try cursor.next() else { return }
        heads.append(Head(cursor: cursor, row: row, position: EventReader.position(row)))
    }
}
