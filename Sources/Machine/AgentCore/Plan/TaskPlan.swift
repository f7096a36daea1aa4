package import Workload

/// What one task means on this machine: a pure function of its payload and the machine's settings.
package struct TaskPlan: Sendable, Hashable {
    package var id: TaskID
    package var arn: String
    package var cluster: String
    package var family: String
    package var revision: String
    package var sandbox: SandboxSpec
    /// Directories of the host to make before the sandbox, in order; existing ones are kept.
    package var directories: [String]
    /// Removed, with all content, after the last container has ended; nil when there is none.
    package var volumeDirectory: String?
    package var containers: [ContainerPlan]

    /// The container called `name`.
    package func container(_ name: String) -> ContainerPlan? {
        containers.first { $0.name == name }
    }

    /// Names of the containers that wait for `name`, and so stop before it.
    package func dependents(of name: String) -> [String] {
        containers.filter { $0.dependencies.contains { $0.container == name } }.map(\.name)
    }
}

/// One container of a plan.
package struct ContainerPlan: Sendable, Hashable {
    package var name: String
    /// The image as the task definition writes it.
    package var image: String
    package var registry: RegistryAccess
    package var isEssential: Bool
    package var dependencies: [Dependency]
    package var healthCheck: HealthCheck?
    package var stopTimeout: Duration
    /// How long containers that wait for this one's COMPLETE, SUCCESS or HEALTHY wait after its
    /// start; nil means for ever.
    package var startTimeout: Duration?
    package var restartPolicy: RestartPolicy?
    package var log: LogDestination
    /// What it publishes; a subset of the sandbox's ports.
    package var ports: [PortMapping]
    /// All but image and attempt, which are known only when it is made.
    package var spec: ContainerSpec

    /// Where the runtime writes attempt `attempt`'s output, relative to the sandbox's log directory.
    package func logFile(attempt: Int) -> String { "\(name)/\(attempt).log" }

    /// The specification of attempt `attempt` from the image that was pulled.
    package func spec(attempt: Int, image: String) -> ContainerSpec {
        var result = spec
        result.attempt = UInt32(attempt)
        result.image = image
        result.logFile = logFile(attempt: attempt)
        return result
    }
}

/// How a private image is reached.
package enum RegistryAccess: Sendable, Hashable {
    /// Without credentials, or with the machine's own when the image is in ECR.
    case machine
    /// With the credentials of the task's execution role.
    case executionRole
}

/// A wait for another container of the same task.
package struct Dependency: Sendable, Hashable {
    package enum Condition: String, Sendable, Hashable, CaseIterable {
        case start = "START"
        case complete = "COMPLETE"
        case success = "SUCCESS"
        case healthy = "HEALTHY"
    }

    package var container: String
    package var condition: Condition

    package init(container: String, condition: Condition) {
        self.container = container
        self.condition = condition
    }
}

/// A command run inside the container from time to time.
package struct HealthCheck: Sendable, Hashable {
    package var command: [String]
    package var interval: Duration
    package var timeout: Duration
    /// Failures in a row that make it unhealthy.
    package var retries: Int
    /// Failures this soon after the start do not count.
    package var startPeriod: Duration

    package init(
        command: [String], interval: Duration = .seconds(30), timeout: Duration = .seconds(5),
        retries: Int = 3, startPeriod: Duration = .zero
    ) {
        self.command = command
        self.interval = interval
        self.timeout = timeout
        self.retries = retries
        self.startPeriod = startPeriod
    }
}

/// Whether a container that ended is started again.
package struct RestartPolicy: Sendable, Hashable {
    package var ignoredExitCodes: Set<Int>
    /// It must have run this long since its start, or since the last restart.
    package var attemptPeriod: Duration

    package init(ignoredExitCodes: Set<Int> = [], attemptPeriod: Duration = .seconds(300)) {
        self.ignoredExitCodes = ignoredExitCodes
        self.attemptPeriod = attemptPeriod
    }
}

/// Where a container's output goes.
package enum LogDestination: Sendable, Hashable {
    /// Only to the file on this machine.
    case file
    /// To CloudWatch Logs as well.
    case awslogs(AWSLogsOptions)
}

/// Why a payload cannot become a plan. The task stops at once; `reason` is what users read.
package struct PlanFailure: Error, Sendable, Hashable {
    /// The container at fault; nil when it is the task as a whole.
    package var container: String?
    package var reason: String

    package init(_ reason: String, container: String? = nil) {
        self.reason = reason
        self.container = container
    }
}

/// Settings of the machine that plans depend on.
package struct PlanSettings: Sendable, Hashable {
    /// Absolute; each task has a directory in it for its empty volumes.
    package var volumesDirectory: String
    /// Absolute; each task has a directory in it for its log files.
    package var logsDirectory: String
    package var defaultStopTimeout: Duration
    package var region: String

    package init(
        volumesDirectory: String, logsDirectory: String,
        defaultStopTimeout: Duration = .seconds(30), region: String = "us-east-1"
    ) {
        self.volumesDirectory = volumesDirectory
        self.logsDirectory = logsDirectory
        self.defaultStopTimeout = defaultStopTimeout
        self.region = region
    }
}

/// Labels that mark sandboxes and containers as this agent's, in the stock agent's spelling.
package enum WorkloadLabel {
    package static let taskARN = "com.amazonaws.ecs.task-arn"
    package static let containerName = "com.amazonaws.ecs.container-name"
    package static let cluster = "com.amazonaws.ecs.cluster"
    package static let family = "com.amazonaws.ecs.task-definition-family"
    package static let revision = "com.amazonaws.ecs.task-definition-version"
}
