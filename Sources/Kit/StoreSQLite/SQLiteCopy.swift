import GRDB
package import Store

/// What is done to SQLite files as files, for backups.
package enum SQLiteCopy {
    /// Copies the database at `path` as it stands at this moment, also while other processes write
    /// it: they are not held up. Works with any SQLite file in WAL mode, not with stores only.
    ///
    /// `VACUUM INTO` reads in one transaction; SQLite's backup API would begin again whenever
    /// another process commits, and might never end.
    ///
    /// - Parameter target: Path of the copy; there must be no such file.
    /// - Throws: ``StoreError/noSpace`` when the copy's disk is full, ``StoreError/corrupt(_:)`` when
    ///   the database is damaged, ``StoreError/unavailable(_:)`` otherwise.
    package static func make(of path: String, at target: String) throws(StoreError) {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [target])
            }
            try queue.close()
        } catch {
            throw StoreError(error)
        }
    }

    /// Lets the store in the file at `path`, which nobody has open, go on after `revision` and
    /// forget its history, so that a restored store never uses a revision again that it had given
    /// to somebody before: agents, watchers and page tokens take revisions for growing.
    package static func advance(storeAt path: String, to revision: Revision) throws(StoreError) {
        do {
            let queue = try DatabaseQueue(path: path)
            try queue.write { db in
                try db.execute(
                    sql: "UPDATE state SET revision = max(revision, ?)",
                    arguments: [revision.number])
                try db.execute(sql: "UPDATE state SET compacted = revision")
                try db.execute(sql: "DELETE FROM change")
            }
            try queue.close()
        } catch {
            throw StoreError(error)
        }
    }
}
