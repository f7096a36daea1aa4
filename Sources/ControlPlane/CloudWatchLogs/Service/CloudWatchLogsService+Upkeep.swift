import Logging
import Shapes
import Store

// Expiry of old events, collection of removed ones, and repair of what a crash left half done.
extension CloudWatchLogsService {
    /// Repairs once, then sweeps again and again until the task is cancelled. An error ends one
    /// round, not the upkeep: the next round begins anew from what is stored.
    func upkeep() async {
        await round("repair of log groups and streams failed") { try await repair() }
        var suspects: Set<GroupID> = []
        while !Task.isCancelled {
            await round("sweep of log events failed") {
                suspects = try await sweep(suspects)
            }
            try? await clock.sleep(until: clock.now() + limits.sweepInterval)
        }
    }

    private func round(_ failure: Logger.Message, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch is CancellationError {
        } catch {
            logger.error(failure, metadata: ["error": "\(String(describing: error))"])
        }
    }

    /// Deletes expired and removed events. `suspects` are groups of the storage that the last sweep
    /// did not find in the store: those that are still not there are removed. A group that is just
    /// being made is for a moment in the storage alone, hence the second look. The suspects of the
    /// next sweep are returned.
    func sweep(_ suspects: Set<GroupID>) async throws -> Set<GroupID> {
        let kept = try await storedGroups()
        var known: Set<GroupID> = []
        var after: Key?
        repeat {
            let page = try await directory.store.list(
                LogDirectory.allGroups, after: after, limit: 1_000)
            for item in page.items {
                let group = try JSON.decode(GroupRecord.self, from: item.value)
                known.insert(GroupID(Int64(group.id)))
                try await expire(group)
            }
            after = page.more ? page.items.last?.key : nil
        } while after != nil
        let missing = kept.subtracting(known)
        for group in missing.intersection(suspects) { try await events.removeGroup(group) }
        while try await events.collect(limit: limits.sweepStep) {
            try Task.checkCancellation()
        }
        return missing.subtracting(suspects)
    }

    private func expire(_ group: GroupRecord) async throws {
        guard
            let cutoff = RetentionPolicy.cutoff(
                days: group.retentionInDays, now: now().milliseconds)
        else { return }
        let id = GroupID(Int64(group.id))
        while try await events.expire(id, before: cutoff, limit: limits.sweepStep)
            == limits.sweepStep
        {
            try Task.checkCancellation()
        }
    }

    private func storedGroups() async throws -> Set<GroupID> {
        var all: Set<GroupID> = []
        var after: GroupID?
        while true {
            let page = try await events.groups(after: after, limit: 1_000)
            guard let last = page.last else { return all }
            all.formUnion(page.map(\.id))
            after = last.id
        }
    }

    // MARK: Repair

    /// Makes the storage and the store agree on streams: deletes stream records of groups that are
    /// gone, and in each group removes from the storage what has no record and makes known to it
    /// what has one.
    func repair() async throws {
        try await deleteLostStreams()
        var after: Key?
        repeat {
            let page = try await directory.store.list(
                LogDirectory.allGroups, after: after, limit: 1_000)
            for item in page.items {
                let components = item.key.components
                guard components.count >= 5 else { continue }
                let scope = LogScope(account: components[2], region: components[3])
                try await repairStreams(
                    of: try JSON.decode(GroupRecord.self, from: item.value), in: scope)
            }
            after = page.more ? page.items.last?.key : nil
        } while after != nil
    }

    /// Deletes the stream records of groups that do not exist: those whose deletion was cut off.
    private func deleteLostStreams() async throws {
        var after: Key?
        while true {
            // The first stream of each group; what follows it is skipped.
            let page = try await directory.store.list(
                LogDirectory.allStreams, after: after, limit: 1)
            guard let item = page.items.first else { return }
            let components = item.key.components
            guard components.count >= 6, let id = Int(components[4]) else {
                after = item.key
                continue
            }
            let scope = LogScope(account: components[2], region: components[3])
            let range = LogDirectory.streams(of: id, in: scope)
            if try await !exists(group: id, in: scope) { try await directory.deleteAll(range) }
            // The end of the range is itself no stream's key.
            after = range.end
        }
    }

    private func exists(group id: Int, in scope: LogScope) async throws -> Bool {
        var after: String?
        repeat {
            let page = try await directory.groups(
                in: scope, prefix: "", after: after, limit: 1_000)
            if page.groups.contains(where: { $0.id == id }) { return true }
            after = page.more ? page.groups.last?.name : nil
        } while after != nil
        return false
    }

    private func repairStreams(of group: GroupRecord, in scope: LogScope) async throws {
        let reference = group.reference(in: scope)
        try await events.addGroup(reference)
        var query = StreamQuery(group: reference.id, limit: 1_000)
        var stored: [String: StreamID] = [:]
        while true {
            let page = try await events.streams(query)
            guard let last = page.last else { break }
            for stream in page {
                let record = try await directory.stream(stream.name, of: group, in: scope)
                guard record?.id == Int(stream.id.number) else {
                    try await removeUnrecorded(stream, of: group, in: scope)
                    continue
                }
                stored[stream.name] = stream.id
            }
            query.after = last.place
        }
        try await addRecorded(group, in: scope, stored)
    }

    /// Removes a stream that has no record, unless it has one by now: it may be just being made.
    private func removeUnrecorded(
        _ stream: StreamStatistics, of group: GroupRecord, in scope: LogScope
    ) async throws {
        let age = now().milliseconds - stream.creationTime
        guard age > 60_000 else { return }
        try await events.removeStream(stream.id)
    }

    private func addRecorded(
        _ group: GroupRecord, in scope: LogScope, _ stored: [String: StreamID]
    ) async throws {
        let range = LogDirectory.streams(of: group.id, in: scope)
        var after: Key?
        repeat {
            let page = try await directory.store.list(range, after: after, limit: 1_000)
            for item in page.items {
                let stream = try JSON.decode(StreamRecord.self, from: item.value)
                guard stored[stream.name]?.number != Int64(stream.id) else { continue }
                try await events.addStream(
                    stream.reference(in: group.reference(in: scope)))
            }
            after = page.more ? page.items.last?.key : nil
        } while after != nil
    }
}
