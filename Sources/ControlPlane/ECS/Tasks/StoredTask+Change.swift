import ECSCore
import Store

extension StoredTask {
    /// Adds to a transaction what the rules of a task's life have decided, on condition that
    /// neither record of the task has changed.
    func add(_ change: TaskLifecycle.Change, to transaction: inout Transaction) {
        if change.isEmpty { return }
        transaction.compares.append(task.unchanged)
        transaction.compares.append(.modRevision(stateKey, stored?.revision ?? .zero))
        if let record = change.task { transaction.success.append(.put(task.key, record)) }
        if let state = change.state { transaction.success.append(.put(stateKey, state)) }
    }

    /// The whole of a change: its records, and what it means to the instance of the task.
    func transaction(_ change: TaskLifecycle.Change, in state: Snapshot) -> Transaction {
        var transaction = Transaction(then: [])
        add(change, to: &transaction)
        guard change.releases || change.stops, let id = task.record.instance,
            let instance = state.instance(id, in: task.record.cluster)
        else { return transaction }
        var record = instance.record
        let changed =
            change.releases
            ? record.release(task.record.id) : record.markStopping(task.record.id)
        if changed {
            transaction.compares.append(instance.unchanged)
            transaction.success.append(.put(instance.key, record))
        }
        return transaction
    }
}
