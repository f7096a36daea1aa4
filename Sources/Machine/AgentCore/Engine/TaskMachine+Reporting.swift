import AgentProtocol
import Shapes
import Workload

extension TaskMachine {
    /// What the control plane has taken, and what is on its way to it.
    struct ReportState: Sendable, Hashable {
        var task: ReportedStatus = .pending
        var containers: [String: ReportedStatus] = [:]
        var inFlight: InFlight?
        var failures = 0
        var retryAt: Timestamp?

        struct InFlight: Sendable, Hashable {
            var token: ActionToken
            var submission: Submission
        }

        /// Everything is told again; what is on its way is not waited for.
        mutating func forget() { self = ReportState() }
    }

    /// Brings `status` up to what the containers say.
    mutating func updateStatus() {
        if stop == nil, containers.allSatisfy({ $0.status >= .running }) {
            status = max(status, .running)
        }
    }

    /// STOPPED is due once every container has ended, its lines are sent and the ports are free
    /// again, or the time for that is over.
    private func isStopped(_ step: EngineStep) -> Bool {
        guard stop != nil, let endedAt, logsAreSent else { return false }
        return sandbox == .gone || step.now >= endedAt + step.settings.removalLimit
    }

    /// Submits the next thing that the control plane does not know, one at a time, so that nothing
    /// overtakes; what changes meanwhile goes together in the next one.
    mutating func submitNews(_ step: inout EngineStep) {
        if isStopped(step) { status = .stopped }
        guard report.inFlight == nil else { return }
        if let time = report.retryAt, time > step.now { return }
        guard let submission = nextSubmission() else { return }
        let token = step.nextToken()
        report.inFlight = .init(token: token, submission: submission)
        report.retryAt = nil
        step.actions.append(.submit(id, submission, token))
    }

    private func nextSubmission() -> Submission? {
        if status > report.task { return .task(taskChange) }
        // The end of the last container travels with the task's own.
        if status == .stopped || hasEnded { return nil }
        for container in containers
        where container.status > report.containers[container.plan.name] ?? .pending {
            return .container(change(container), taskARN: plan.arn, cluster: plan.cluster)
        }
        return nil
    }

    private var taskChange: TaskChange {
        TaskChange(
            arn: plan.arn, cluster: plan.cluster, status: status,
            reason: status == .stopped ? stop?.reason : nil,
            containers: containers.filter { $0.status > .pending }.map(change),
            pullStartedAt: pullStartedAt, pullStoppedAt: pullStoppedAt,
            executionStoppedAt: status == .stopped ? executionStoppedAt : nil)
    }

    private func change(_ container: ContainerMachine) -> ContainerChange {
        ContainerChange(
            name: container.plan.name, status: container.status,
            runtimeID: container.runtimeID?.rawValue, imageDigest: container.image?.digest,
            exitCode: container.ending?.exitCode, reason: container.ending?.reason,
            bindings: bindings(of: container))
    }

    /// The published ports of one container.
    func bindings(of container: ContainerMachine) -> [PortBinding] {
        guard let facts = lastSandbox else { return [] }
        return facts.ports.filter { binding in
            container.plan.ports.contains {
                $0.containerPort == binding.containerPort && $0.transport == binding.transport
                    && ($0.hostPort == 0 || $0.hostPort == binding.hostPort)
            }
        }
    }

    /// Takes the answer to a submission.
    mutating func submitted(
        _ token: ActionToken, _ result: Result<Void, SubmissionFailure>, _ step: inout EngineStep
    ) {
        guard let flight = report.inFlight, flight.token == token else { return }
        report.inFlight = nil
        if case .failure(let failure) = result, failure.isRetryable {
            report.failures += 1
            report.retryAt =
                step.now
                + step.settings.submissionBackoff.delay(
                    afterFailures: report.failures, using: &step.random)
            return
        }
        // What is refused for good is as good as known: saying it again would not help.
        report.failures = 0
        switch flight.submission {
        case .task(let change):
            report.task = max(report.task, change.status)
            for container in change.containers { acknowledge(container) }
        case .container(let change, _, _): acknowledge(change)
        }
    }

    private mutating func acknowledge(_ change: ContainerChange) {
        let known = report.containers[change.name] ?? .pending
        report.containers[change.name] = max(known, change.status)
    }

    /// A session is open again: what waits for its next try goes now.
    mutating func hurry() { report.retryAt = nil }
}
