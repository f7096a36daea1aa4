import FoundationEssentials
import GRDB
import Store

/// The statements on the tables of ``Schema``, one function each. All are prepared once per
/// connection.
extension Database {
    /// The members of a record, in the order in which ``record(_:from:)`` reads them.
    private static let members = "key, create_revision, mod_revision, version, lease, value"

    /// The one row of `state`.
    struct State: Sendable {
        var revision: Revision
        var compacted: Revision
        var lastLease: Int64
    }

    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func fetchState() throws -> State {
        let statement = try cachedStatement(
            sql: "SELECT revision, compacted, last_lease FROM state")
        guard let row = try Row.fetchOne(statement) else {
            throw StoreError.corrupt("the table of the state is empty")
        }
        return State(
            revision: Revision(row[0]), compacted: Revision(row[1]), lastLease: row[2])
    }

    func update(_ state: State) throws {
        try run(
            "UPDATE state SET revision = ?, compacted = ?, last_lease = ?",
            [state.revision.number, state.compacted.number, state.lastLease])
    }

    /// The record that a row holds from the column `first` on; nil when the row says that there
    /// was none.
    private func record(from row: Row, first: Int = 0) throws -> KeyValue? {
        guard let modRevision = row[first + 2] as Int64? else { return nil }
        return KeyValue(
            key: Key(bytes: try row.bytes(first)), value: try row.bytes(first + 5),
            createRevision: Revision(row[first + 1]), modRevision: Revision(modRevision),
            version: row[first + 3], lease: (row[first + 4] as Int64?).map(LeaseID.init))
    }
}

// MARK: The newest state

extension Database {
    func fetchRecord(_ key: Key) throws -> KeyValue? {
        let statement = try cachedStatement(
            sql: "SELECT \(Self.members) FROM record WHERE key = ?")
        return try Row.fetchOne(statement, arguments: [key.blob]).flatMap { try record(from: $0) }
    }

    /// The records of a range in the order of their keys, at most `limit`; `visit` says whether
    /// to go on.
    func forEachRecord(
        in range: KeyRange, limit: Int, _ visit: (KeyValue) throws -> Bool
    ) throws {
        let statement = try cachedStatement(
            sql: """
                SELECT \(Self.members) FROM record
                WHERE key >= ? \(range.end == nil ? "" : "AND key < ?") ORDER BY key LIMIT ?
                """)
        try visitRecords(
            statement, StatementArguments(range.bounds) + [limit], visit)
    }

    func fetchRecords(of lease: LeaseID, limit: Int) throws -> [KeyValue] {
        let statement = try cachedStatement(
            sql: "SELECT \(Self.members) FROM record WHERE lease = ? ORDER BY key LIMIT ?")
        var records: [KeyValue] = []
        try visitRecords(statement, [lease.number, limit]) { record in
            records.append(record)
            return true
        }
        return records
    }

    private func visitRecords(
        _ statement: Statement, _ arguments: StatementArguments,
        _ visit: (KeyValue) throws -> Bool
    ) throws {
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            guard let record = try record(from: row) else {
                throw StoreError.corrupt("a record without a revision")
            }
            if try !visit(record) { return }
        }
    }

    func insert(_ record: KeyValue) throws {
        try run(
            """
            INSERT INTO record (key, create_revision, mod_revision, version, lease, value)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                record.key.blob, record.createRevision.number, record.modRevision.number,
                record.version, record.lease?.number, Data(record.value),
            ])
    }

    func update(_ record: KeyValue) throws {
        try run(
            "UPDATE record SET mod_revision = ?, version = ?, lease = ?, value = ? WHERE key = ?",
            [
                record.modRevision.number, record.version, record.lease?.number,
                Data(record.value), record.key.blob,
            ])
    }

    func deleteRecord(_ key: Key) throws {
        try run("DELETE FROM record WHERE key = ?", [key.blob])
    }
}

// MARK: Leases

extension Database {
    func fetchLeases() throws -> [(id: LeaseID, timeToLive: Duration)] {
        try Row.fetchAll(self, sql: "SELECT id, milliseconds FROM lease").map { row in
            (LeaseID(row[0]), Duration.milliseconds(row[1] as Int64))
        }
    }

    func hasLease(_ lease: LeaseID) throws -> Bool {
        let statement = try cachedStatement(sql: "SELECT 1 FROM lease WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [lease.number]) != nil
    }

    func insertLease(_ lease: LeaseID, timeToLive: Duration) throws {
        try run(
            "INSERT INTO lease (id, milliseconds) VALUES (?, ?)",
            [lease.number, timeToLive.milliseconds])
    }

    func deleteLease(_ lease: LeaseID) throws {
        try run("DELETE FROM lease WHERE id = ?", [lease.number])
    }
}

// MARK: History

extension Database {
    /// Notes what `key` held before `revision` changed it.
    func insertChange(
        _ key: Key, at revision: Revision, previous: KeyValue?, deletes: Bool
    ) throws {
        try run(
            """
            INSERT INTO change
                (revision, deletes, key, create_revision, mod_revision, version, lease, value)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                revision.number, deletes, key.blob, previous?.createRevision.number,
                previous?.modRevision.number, previous?.version, previous?.lease?.number,
                previous.map { Data($0.value) },
            ])
    }

    /// The record of `key` as it stood at `revision`.
    func fetchRecord(_ key: Key, at revision: Revision) throws -> KeyValue? {
        let statement = try cachedStatement(
            sql: """
                SELECT \(Self.members) FROM change WHERE key = ? AND revision > ?
                ORDER BY revision LIMIT 1
                """)
        // The first change after the revision knows what it found.
        if let row = try Row.fetchOne(statement, arguments: [key.blob, revision.number]) {
            return try record(from: row)
        }
        return try fetchRecord(key)
    }

    /// As ``forEachRecord(in:limit:_:)``, for the state as it stood at `revision`.
    func forEachRecord(
        in range: KeyRange, at revision: Revision, limit: Int,
        _ visit: (KeyValue) throws -> Bool
    ) throws {
        // What has not changed since is in `record`; what has is where the first change after the
        // revision left it, and that is the one change that found a version from before.
        let keys = "key >= ? \(range.end == nil ? "" : "AND key < ?")"
        let statement = try cachedStatement(
            sql: """
                SELECT \(Self.members) FROM record WHERE \(keys) AND mod_revision <= ?
                UNION ALL
                SELECT \(Self.members) FROM change
                WHERE \(keys) AND revision > ? AND mod_revision <= ?
                ORDER BY key LIMIT ?
                """)
        let number = revision.number
        let bounds = StatementArguments(range.bounds)
        try visitRecords(
            statement, bounds + [number] + bounds + [number, number, limit], visit)
    }

    /// The changes of a range from one revision through another, in order: the revision, the key,
    /// whether it was deleted, and what it held before. `visit` says whether to go on.
    func forEachChange(
        in range: KeyRange, from: Revision, through: Revision,
        _ visit: (Revision, Key, _ deletes: Bool, _ previous: KeyValue?) throws -> Bool
    ) throws {
        let statement = try cachedStatement(
            sql: """
                SELECT revision, deletes, \(Self.members) FROM change INDEXED BY change_revision
                WHERE revision BETWEEN ? AND ?
                    AND key >= ? \(range.end == nil ? "" : "AND key < ?")
                ORDER BY revision, id
                """)
        let rows = try Row.fetchCursor(
            statement, arguments: [from.number, through.number] + StatementArguments(range.bounds))
        while let row = try rows.next() {
            let key = Key(bytes: try row.bytes(2))
            let previous = try record(from: row, first: 2)
            if try !visit(Revision(row[0]), key, row[1], previous) { return }
        }
    }

    /// Removes up to `limit` changes that the compaction has made useless; whether some remain.
    func trimChanges(through revision: Revision, limit: Int) throws -> Bool {
        try run(
            """
            DELETE FROM change WHERE id IN (
                SELECT id FROM change WHERE revision <= ? ORDER BY revision LIMIT ?)
            """, [revision.number, limit])
        return changesCount == limit
    }

    /// Whether changes remain that the compaction has made useless.
    func hasTrimmableChanges(through revision: Revision) throws -> Bool {
        let statement = try cachedStatement(
            sql: "SELECT 1 FROM change WHERE revision <= ? LIMIT 1")
        return try Row.fetchOne(statement, arguments: [revision.number]) != nil
    }
}

extension Key {
    /// The bytes as SQLite takes them.
    var blob: Data { Data(bytes) }
}

extension KeyRange {
    /// The bounds that the statements compare with.
    var bounds: [Data] {
        end.map { [start.blob, $0.blob] } ?? [start.blob]
    }
}

extension Row {
    /// The bytes of a blob, copied once.
    fileprivate func bytes(_ index: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: index) { data in
            guard let data else { throw StoreError.corrupt("a blob is missing") }
            return [UInt8](data)
        }
    }
}
