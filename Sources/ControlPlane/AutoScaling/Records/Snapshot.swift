import AWSWire
import AutoScalingModel
import Store

/// A record and the revision that a compare-and-swap of it expects.
struct Stored<Record: Sendable>: Sendable {
    var key: Key
    var record: Record
    var revision: Revision

    var unchanged: Compare { .modRevision(key, revision) }
}

/// All records of one scope as they stood at one revision.
struct Snapshot: Sendable {
    var scope: GroupScope
    var records: RecordSnapshot<AutoScalingRecord>

    func group(_ name: String) -> Stored<GroupRecord>? {
        guard let entry = records.entry(scope.groupKey(name)),
            case .group(let record) = entry.record
        else { return nil }
        return Stored(key: entry.key, record: record, revision: entry.modRevision)
    }

    /// The group that a request names.
    func existingGroup(_ name: String) throws(AWSError) -> Stored<GroupRecord> {
        guard let group = group(name) else { throw .groupNotFound(name) }
        return group
    }

    /// In the order of their names.
    func groups() -> [GroupRecord] {
        records.entries(in: .under(scope.folder(.groups))).compactMap { entry in
            guard case .group(let record) = entry.record else { return nil }
            return record
        }
    }

    func configuration(_ name: String) -> Stored<AutoScalingAPI.LaunchConfiguration>? {
        guard let entry = records.entry(scope.configurationKey(name)),
            case .configuration(let record) = entry.record
        else { return nil }
        return Stored(key: entry.key, record: record, revision: entry.modRevision)
    }

    func configurations() -> [AutoScalingAPI.LaunchConfiguration] {
        records.entries(in: .under(scope.folder(.configurations))).compactMap { entry in
            guard case .configuration(let record) = entry.record else { return nil }
            return record
        }
    }

    /// Activities that have ended, of a group or of all that ever were, the oldest of a group first.
    func activities(of group: String?) -> [AutoScalingAPI.Activity] {
        let folder = scope.folder(.activities)
        return records.entries(in: .under(group.map { folder.appending($0) } ?? folder))
            .compactMap { entry in
                guard case .activity(let record) = entry.record else { return nil }
                return record
            }
    }

    /// The group that an instance is in.
    func group(of instance: String) -> GroupRecord? {
        groups().first { $0.member(instance) != nil }
    }
}
