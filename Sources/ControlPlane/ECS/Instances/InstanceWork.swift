package import ECSCore
package import Store

/// What one instance is to run, as it stood at one revision: its tasks that have not stopped, those
/// that are wanted stopped included.
package struct InstanceWork: Sendable {
    /// A task, what is known of it, and the definition it was made from.
    package struct AssignedTask: Sendable {
        package var task: TaskRecord
        package var state: TaskState
        /// Nil when the definition is gone, which the sweeper prevents.
        package var definition: DefinitionRecord?
        /// The revision at which what is wanted of the task last changed.
        package var wantedSince: Revision
    }

    package var scope: Scope
    package var instance: InstanceRecord
    /// The revision of the store that this shows.
    package var revision: Revision
    /// Ordered by id.
    package var tasks: [AssignedTask]

    /// Whether an agent that was told this need not be told `other`.
    package func saysTheSame(as other: InstanceWork) -> Bool {
        tasks.count == other.tasks.count
            && zip(tasks, other.tasks).allSatisfy { mine, theirs in
                mine.task.id == theirs.task.id && mine.wantedSince == theirs.wantedSince
            }
    }
}
