import AWSWire
import ECSCore
import ECSModel
import Shapes
import Store

/// A record and the revision that a compare-and-swap of it expects.
struct Stored<Record: Sendable>: Sendable {
    var key: Key
    var record: Record
    var revision: Revision

    /// Holds while nobody else writes the record.
    var unchanged: Compare { .modRevision(key, revision) }
}

/// A task with both its records.
struct StoredTask: Sendable {
    var scope: Scope
    var task: Stored<TaskRecord>
    /// Nil until something was heard of it.
    var stored: Stored<TaskState>?

    var state: TaskState { stored?.record ?? TaskState.initial(of: task.record) }
    var stateKey: Key { scope.stateKey(task.record.id, in: task.record.cluster) }
}

/// All records of one scope as they stood at one revision.
struct Snapshot: Sendable {
    /// Names of the indexes of the view.
    enum Index {
        static let tasksOfInstance = "tasks-of-instance"
        /// By what is wanted of them, in each cluster.
        static let tasksByStatus = "tasks-by-status"
        /// States of tasks for which something is to be made or taken down.
        static let statesInTransit = "states-in-transit"
        /// By the ids of attachments, and by the names under which machines were ordered.
        static let tasksOfAttachment = "tasks-of-attachment"
        /// Of tasks of Fargate.
        static let statesOfMachine = "states-of-machine"
        /// Those of all scopes.
        static let instances = "instances"
        /// By their ids at EC2, over all clusters.
        static let instancesOfMachine = "instances-of-machine"
    }

    var scope: Scope
    var records: RecordSnapshot<ECSRecord>

    func cluster(_ name: String) -> Stored<ClusterRecord>? {
        guard let entry = records.entry(scope.clusterKey(name)),
            case .cluster(let record) = entry.record
        else { return nil }
        return Stored(key: entry.key, record: record, revision: entry.modRevision)
    }

    /// The cluster that a request names, when it can be used.
    func activeCluster(_ reference: String?) throws(AWSError) -> Stored<ClusterRecord> {
        guard let cluster = cluster(try scope.clusterName(reference)) else {
            throw .clusterNotFound
        }
        guard cluster.record.isActive else {
            throw AWSError(
                ECSAPI.Fault.clusterNotFoundException, "The referenced cluster was inactive.")
        }
        return cluster
    }

    func clusters() -> [ClusterRecord] {
        records.entries(in: .under(scope.folder(.clusters))).compactMap { entry in
            guard case .cluster(let record) = entry.record else { return nil }
            return record
        }
    }

    func instance(_ id: String, in cluster: String) -> Stored<InstanceRecord>? {
        guard let entry = records.entry(scope.instanceKey(id, in: cluster)),
            case .instance(let record) = entry.record
        else { return nil }
        return Stored(key: entry.key, record: record, revision: entry.modRevision)
    }

    /// An instance as users know it: not one that was made for a task of Fargate.
    func visibleInstance(_ id: String, in cluster: String) -> Stored<InstanceRecord>? {
        guard let found = instance(id, in: cluster), !found.record.isMadeToMeasure else {
            return nil
        }
        return found
    }

    func visibleInstances(of cluster: String) -> [Stored<InstanceRecord>] {
        instances(of: cluster).filter { !$0.record.isMadeToMeasure }
    }

    /// The instances, in all clusters, whose machine has this id.
    func instances(ofMachine name: String) -> [Stored<InstanceRecord>] {
        records.entries(
            in: Index.instancesOfMachine, under: scope.machineTerm(name), after: nil
        ).compactMap { entry in
            guard case .instance(let record) = entry.record else { return nil }
            return Stored(key: entry.key, record: record, revision: entry.modRevision)
        }
    }

    /// The task of Fargate that a machine was made for.
    func task(ofMachine id: String) -> StoredTask? {
        records.entries(
            in: Index.statesOfMachine, under: scope.machineTerm(id), after: nil
        ).lazy.compactMap { entry -> StoredTask? in
            let parts = entry.key.components
            return parts.count == 6 ? task(parts[5], in: parts[4]) : nil
        }.first
    }

    /// The task that an attachment is of, or that a machine was ordered for under this name.
    func task(ofAttachment id: String) -> StoredTask? {
        records.entries(
            in: Index.tasksOfAttachment, under: scope.attachmentTerm(id), after: nil
        ).lazy.compactMap { task($0) }.first
    }

    func instances(of cluster: String) -> [Stored<InstanceRecord>] {
        let range = KeyRange.under(scope.folder(.instances).appending(cluster))
        return records.entries(in: range).compactMap { entry in
            guard case .instance(let record) = entry.record else { return nil }
            return Stored(key: entry.key, record: record, revision: entry.modRevision)
        }
    }

    func task(_ id: String, in cluster: String) -> StoredTask? {
        guard let entry = records.entry(scope.taskKey(id, in: cluster)) else { return nil }
        return task(entry)
    }

    private func task(_ entry: RecordEntry<ECSRecord>) -> StoredTask? {
        guard case .task(let record) = entry.record else { return nil }
        var result = StoredTask(
            scope: scope,
            task: Stored(key: entry.key, record: record, revision: entry.modRevision))
        if let found = records.entry(result.stateKey), case .state(let state) = found.record {
            result.stored = Stored(key: found.key, record: state, revision: found.modRevision)
        }
        return result
    }

    /// Tasks of a cluster of which a status is wanted, or of those the ones on an instance, in the
    /// order of their ids, after an id (nil: all): read as far as the caller goes.
    func tasks(
        of cluster: String, instance: String?, desired: TaskStatus, after id: String?
    ) -> some Sequence<TaskRecord> {
        let found = records.entries(
            in: instance == nil ? Index.tasksByStatus : Index.tasksOfInstance,
            under: instance.map { scope.instanceKey($0, in: cluster).text }
                ?? scope.tasksTerm(of: cluster, desired: desired),
            after: id.map { scope.taskKey($0, in: cluster) })
        return found.lazy.compactMap { entry -> TaskRecord? in
            guard case .task(let task) = entry.record else { return nil }
            return task.desiredStatus == desired ? task : nil
        }
    }

    func definition(_ family: String, _ revision: Int) -> Stored<DefinitionRecord>? {
        guard let entry = records.entry(scope.definitionKey(family, revision)),
            case .definition(let record) = entry.record
        else { return nil }
        return Stored(key: entry.key, record: record, revision: entry.modRevision)
    }

    /// The definition that a request names; without a revision the newest active one.
    func definition(_ reference: TaskDefinitionReference) -> Stored<DefinitionRecord>? {
        if let revision = reference.revision { return definition(reference.family, revision) }
        return definitions(of: reference.family).last { $0.record.definition.status == .active }
    }

    /// The revisions of a family, the oldest first; all of the scope without one.
    func definitions(of family: String? = nil) -> [Stored<DefinitionRecord>] {
        let folder = scope.folder(.definitions)
        let range = KeyRange.under(family.map { folder.appending($0) } ?? folder)
        return records.entries(in: range).compactMap { entry in
            guard case .definition(let record) = entry.record else { return nil }
            return Stored(key: entry.key, record: record, revision: entry.modRevision)
        }
    }

    func counts(of cluster: String) -> ClusterCounts {
        var counts = ClusterCounts()
        for instance in instances(of: cluster) {
            if !instance.record.isMadeToMeasure { counts.instances += 1 }
            count(instance.record, &counts)
        }
        return counts
    }

    func counts(of instance: InstanceRecord) -> ClusterCounts {
        var counts = ClusterCounts()
        count(instance, &counts)
        return counts
    }

    /// What holds a share of an instance has not stopped.
    private func count(_ instance: InstanceRecord, _ counts: inout ClusterCounts) {
        for allocation in instance.allocations {
            if let task = task(allocation.task, in: instance.cluster) {
                counts.count(task.state.status, task.task.record.launchType)
            }
        }
    }
}
