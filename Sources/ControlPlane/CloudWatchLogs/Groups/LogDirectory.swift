import Shapes
import Store

/// The log groups and streams in the store.
///
/// A group is at `/logs/groups/<account>/<region>/<name>`. Its streams are below
/// `/logs/streams/<account>/<region>/<id of the group>/`, so that those of a deleted group are not
/// found by one that is made again under its name. Names stand last and as they are, because pages
/// are in the order of their bytes.
struct LogDirectory: Sendable {
    /// A record and the revision that last wrote it.
    struct Versioned<Record: Sendable>: Sendable {
        var record: Record
        var revision: Revision
    }

    /// The longest stream name in UTF-8, so that its key fits the store.
    static let maximumNameBytes = 900
    /// How often a change of a record is tried anew after another change of it came between.
    static let maximumAttempts = 16

    let store: any Store

    static let allGroups = KeyRange.under(Key.path("logs", "groups"))
    static let allStreams = KeyRange.under(Key.path("logs", "streams"))

    static func groupKey(_ name: String, in scope: LogScope) -> Key {
        Key(
            bytes: Key.path("logs", "groups", scope.account, scope.region).bytes
                + [UInt8(ascii: "/")] + name.utf8)
    }

    static func streamKey(_ name: String, of group: Int, in scope: LogScope) -> Key {
        let parent = Key.path("logs", "streams", scope.account, scope.region, String(group))
        return Key(bytes: parent.bytes + [UInt8(ascii: "/")] + name.utf8)
    }

    // MARK: Groups

    func group(
        _ name: String, in scope: LogScope
    ) async throws -> Versioned<GroupRecord>? {
        guard let found = try await store.get(LogDirectory.groupKey(name, in: scope)) else {
            return nil
        }
        return Versioned(
            record: try JSON.decode(GroupRecord.self, from: found.value),
            revision: found.modRevision)
    }

    /// Writes a group that must not be there yet; false when it is.
    func create(_ group: GroupRecord, in scope: LogScope) async throws -> Bool {
        try await store.create(
            LogDirectory.groupKey(group.name, in: scope), JSON.encode(group)
        ).succeeded
    }

    /// Writes a group over the version it was read at; false when it has changed since.
    func replace(
        _ group: Versioned<GroupRecord>, in scope: LogScope
    ) async throws -> Bool {
        try await store.replace(
            LogDirectory.groupKey(group.record.name, in: scope), JSON.encode(group.record),
            expected: group.revision
        ).succeeded
    }

    /// Deletes a group as it was read; false when it has changed since.
    func delete(_ group: Versioned<GroupRecord>, in scope: LogScope) async throws -> Bool {
        let key = LogDirectory.groupKey(group.record.name, in: scope)
        return try await store.commit(
            Transaction(if: [.modRevision(key, group.revision)], then: [.delete(key)])
        ).succeeded
    }

    /// Groups whose names begin with `prefix`, behind one of them, in the order of their names.
    func groups(
        in scope: LogScope, prefix: String, after: String?, limit: Int
    ) async throws -> (groups: [GroupRecord], more: Bool) {
        let page = try await store.list(
            .prefix(LogDirectory.groupKey(prefix, in: scope)),
            after: after.map { LogDirectory.groupKey($0, in: scope) }, limit: limit)
        return (
            try page.items.map { try JSON.decode(GroupRecord.self, from: $0.value) }, page.more
        )
    }

    // MARK: Streams

    func stream(
        _ name: String, of group: GroupRecord, in scope: LogScope
    ) async throws -> StreamRecord? {
        let key = LogDirectory.streamKey(name, of: group.id, in: scope)
        guard let found = try await store.get(key) else { return nil }
        return try JSON.decode(StreamRecord.self, from: found.value)
    }

    enum Creation: Sendable {
        case created, streamExists, groupGone
    }

    /// Writes a stream that must not be there yet into a group that must.
    func create(
        _ stream: StreamRecord, of group: GroupRecord, in scope: LogScope
    ) async throws -> Creation {
        let groupKey = LogDirectory.groupKey(group.name, in: scope)
        let key = LogDirectory.streamKey(stream.name, of: group.id, in: scope)
        for _ in 0..<LogDirectory.maximumAttempts {
            // A group that was made again under the name has another id, so its record is read.
            guard let current = try await self.group(group.name, in: scope),
                current.record.id == group.id
            else { return .groupGone }
            let result = try await store.commit(
                Transaction(
                    if: [.modRevision(groupKey, current.revision), .absent(key)],
                    then: [.put(key, JSON.encode(stream))]))
            if result.succeeded { return .created }
            if try await store.get(key) != nil { return .streamExists }
        }
        throw StoreError.overloaded("the log group changes too often")
    }

    /// Deletes a stream; false when it is not there as it was read.
    func delete(
        _ stream: StreamRecord, of group: GroupRecord, in scope: LogScope
    ) async throws -> Bool {
        let key = LogDirectory.streamKey(stream.name, of: group.id, in: scope)
        return try await store.commit(
            Transaction(if: [.value(key, JSON.encode(stream))], then: [.delete(key)])
        ).succeeded
    }

    /// Deletes every key of `range`, in steps that the store allows.
    func deleteAll(_ range: KeyRange) async throws {
        while true {
            let page = try await store.list(range, limit: store.limits.pageItems)
            guard let last = page.items.last else { return }
            _ = try await store.commit(
                Transaction(then: [
                    .deleteRange(KeyRange(from: range.start, to: last.key.successor))
                ]))
        }
    }

    static func streams(of group: Int, in scope: LogScope) -> KeyRange {
        .prefix(streamKey("", of: group, in: scope))
    }
}
