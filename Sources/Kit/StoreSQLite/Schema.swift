import GRDB
import Store

/// The tables of a store, and their versions.
///
/// `record` holds the newest state and `change` how to go back: for each key that a revision
/// touched, what the key held before. An older state is the newest one with later changes undone,
/// a watch that comes late reads the changes forwards, and a compaction drops the oldest rows of
/// `change` and nothing else. `value` stands last in both, so that reading the members before it
/// needs none of the pages that a long value spills onto.
enum Schema {
    /// "Skst", kept in the file's header: no other program's database is opened by mistake.
    static let applicationID: Int32 = 0x536B_7374

    /// Each migration is frozen once it is released; what comes later is a new one.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(
                sql: """
                    CREATE TABLE state (
                        id INTEGER PRIMARY KEY CHECK (id = 1),
                        revision INTEGER NOT NULL CHECK (revision >= 1),
                        compacted INTEGER NOT NULL CHECK (compacted BETWEEN 0 AND revision),
                        last_lease INTEGER NOT NULL CHECK (last_lease >= 0)
                    ) STRICT;
                    INSERT INTO state (id, revision, compacted, last_lease) VALUES (1, 1, 0, 0);

                    CREATE TABLE lease (
                        id INTEGER PRIMARY KEY CHECK (id >= 1),
                        milliseconds INTEGER NOT NULL CHECK (milliseconds >= 1)
                    ) STRICT;

                    CREATE TABLE record (
                        id INTEGER PRIMARY KEY,
                        key BLOB NOT NULL UNIQUE CHECK (length(key) >= 1),
                        create_revision INTEGER NOT NULL CHECK (create_revision > 1),
                        mod_revision INTEGER NOT NULL CHECK (mod_revision >= create_revision),
                        version INTEGER NOT NULL CHECK (version >= 1),
                        lease INTEGER REFERENCES lease (id),
                        value BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX record_lease ON record (lease) WHERE lease IS NOT NULL;

                    CREATE TABLE change (
                        id INTEGER PRIMARY KEY,
                        revision INTEGER NOT NULL CHECK (revision > 1),
                        deletes INTEGER NOT NULL CHECK (deletes IN (0, 1)),
                        key BLOB NOT NULL CHECK (length(key) >= 1),
                        create_revision INTEGER,
                        mod_revision INTEGER CHECK (mod_revision < revision),
                        version INTEGER,
                        lease INTEGER,
                        value BLOB,
                        CHECK ((create_revision IS NULL) = (mod_revision IS NULL)),
                        CHECK ((version IS NULL) = (mod_revision IS NULL)),
                        CHECK ((value IS NULL) = (mod_revision IS NULL)),
                        CHECK (NOT deletes OR mod_revision IS NOT NULL)
                    ) STRICT;
                    CREATE INDEX change_revision ON change (revision);
                    CREATE UNIQUE INDEX change_key ON change (key, revision);
                    """)
        }
        return migrator
    }

    /// Brings the tables of an opened database to the newest version. Refuses the file of another
    /// program and that of a newer version of this one.
    static func prepare(_ pool: DatabasePool) throws {
        let migrator = migrator
        try pool.writeWithoutTransaction { db in
            let found = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            if found != applicationID {
                let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
                guard found == 0, tables == 0 else {
                    throw StoreError.corrupt("the file is the database of another program")
                }
                try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            }
            if try migrator.hasBeenSuperseded(db) {
                throw StoreError.corrupt("the database was written by a newer version")
            }
        }
        try migrator.migrate(pool)
    }
}
