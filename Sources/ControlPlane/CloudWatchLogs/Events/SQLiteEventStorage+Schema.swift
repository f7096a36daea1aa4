import Foundation
import GRDB
import Logging

extension SQLiteEventStorage {
    /// Opens the pool and migrates it, setting a damaged file aside.
    static func open(_ path: String, _ logger: Logger) throws(EventStorageError) -> DatabasePool {
        do {
            do {
                return try openOnce(path)
            } catch let error as EventStorageError {
                guard case .unreadable(let reason) = error else { throw error }
                guard let aside = try setAside(path) else { throw error }
                logger.error(
                    "log events are unreadable: set aside, beginning empty",
                    metadata: [
                        "file": "\(path)", "aside": "\(aside)", "reason": "\(reason)",
                    ])
                return try openOnce(path)
            }
        } catch {
            throw EventStorageError(error)
        }
    }

    private static func openOnce(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "log events"
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            // Takes effect on a new file only, before its first page is written; readers may not.
            guard !db.configuration.readonly else { return }
            try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL when it turns WAL on, after `prepareDatabase`.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            let isNewer = try pool.read { db in try migrator.hasBeenSuperseded(db) }
            guard !isNewer else { throw EventStorageError.unavailable("file of a newer release") }
            try migrator.migrate(pool)
            return pool
        } catch {
            throw EventStorageError(error)
        }
    }

    /// Renames the file and what belongs to it; the new name, or nil when there was no file.
    private static func setAside(_ path: String) throws -> String? {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return nil }
        var number = 1
        while files.fileExists(atPath: "\(path).unreadable-\(number)") { number += 1 }
        let aside = "\(path).unreadable-\(number)"
        for suffix in ["-wal", "-shm", ""] where files.fileExists(atPath: path + suffix) {
            try files.moveItem(atPath: path + suffix, toPath: aside + suffix)
        }
        return aside
    }

    /// The steps from an empty file to this release's tables. A step that was released is frozen.
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-events") { db in
            for statement in version1 { try db.execute(sql: statement) }
        }
        return migrator
    }()

    // Times are milliseconds since the epoch. A stream without events has the largest first and the
    // smallest last time, so that both order and compare as they should. Names and messages are
    // blobs because text may not hold a zero byte.
    private static let version1 = [
        """
        CREATE TABLE counter (
            name TEXT PRIMARY KEY NOT NULL,
            value INTEGER NOT NULL
        ) STRICT
        """,
        "INSERT INTO counter VALUES ('sequence', 1)",
        """
        CREATE TABLE log_group (
            id INTEGER PRIMARY KEY NOT NULL,
            scope TEXT NOT NULL,
            removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
            bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
            streams INTEGER NOT NULL DEFAULT 0 CHECK (streams >= 0)
        ) STRICT
        """,
        "CREATE INDEX log_group_by_scope ON log_group (scope) WHERE removed = 0",
        "CREATE INDEX log_group_removed ON log_group (id) WHERE removed = 1",
        """
        CREATE TABLE log_stream (
            id INTEGER PRIMARY KEY NOT NULL,
            log_group INTEGER NOT NULL REFERENCES log_group (id),
            name BLOB NOT NULL,
            created INTEGER NOT NULL,
            removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
            bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
            first_event INTEGER NOT NULL DEFAULT 9223372036854775807,
            last_event INTEGER NOT NULL DEFAULT -9223372036854775808,
            last_ingestion INTEGER
        ) STRICT
        """,
        "CREATE INDEX log_stream_by_name ON log_stream (log_group, name)",
        "CREATE INDEX log_stream_by_last ON log_stream (log_group, last_event, name)",
        "CREATE INDEX log_stream_removed ON log_stream (id) WHERE removed = 1",
        """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY NOT NULL,
            log_group INTEGER NOT NULL,
            stream INTEGER NOT NULL,
            timestamp INTEGER NOT NULL,
            ingestion INTEGER NOT NULL,
            message BLOB NOT NULL
        ) STRICT
        """,
        "CREATE INDEX event_by_stream ON event (stream, timestamp, sequence)",
        "CREATE INDEX event_by_group ON event (log_group, timestamp, sequence, stream)",
    ]
}
