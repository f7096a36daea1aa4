package import MachineProtocol

/// What comes next for a machine: from what is wanted, remembered and seen, nothing else; pure.
///
/// The shell looks, asks, does the one step and looks again, so it may be killed at any line:
///
///     pending ──build──▶ running ──(user data, once)──▶ running, agent kept alive
///        ▲                  │ reboot: dismantle, build
///        │                  ├─ stop: dismantle ──▶ stopped ──start──▶ pending
///        │                  ├─ terminate: dismantle, remove disk ──▶ terminated
///        │                  └─ died, or its agent can not live ──▶ failed
///        └── half made, half gone: dismantle
package struct MachineDecision: Sendable, Hashable {
    package enum Step: Sendable, Hashable {
        /// Nothing to do until something changes or the time has passed.
        case rest(Duration?)
        case build
        case runUserData
        case startAgent
        /// Takes everything away but the disk. With grace the agent may stop its tasks first.
        case dismantle(graceful: Bool)
        case removeDisk
        /// Remembers why it failed.
        case fail(String)
        /// A failure is over.
        case forgive
        /// Nothing of it is left but the record.
        case forget
    }

    package var step: Step
    package var state: MachineReport.State
    package var reason: String?

    /// - Parameters:
    ///   - kernel: The boot id of the computer's kernel.
    ///   - now: Monotonic.
    package static func make(
        _ record: MachineRecord, _ sight: MachineSight, agent: AgentHistory, kernel: String,
        now: Duration
    ) -> MachineDecision {
        switch record.order.wish {
        case .terminated: terminate(sight)
        case .stopped: stop(record, sight)
        case .running: run(record, sight, agent, kernel, now)
        }
    }

    private init(_ step: Step, _ state: MachineReport.State, _ reason: String? = nil) {
        self.step = step
        self.state = state
        self.reason = reason
    }

    private static func terminate(_ sight: MachineSight) -> MachineDecision {
        if sight.hasRemains {
            return MachineDecision(.dismantle(graceful: sight.hasAgent), .terminating)
        }
        if sight.hasDisk { return MachineDecision(.removeDisk, .terminating) }
        return MachineDecision(.forget, .terminated)
    }

    private static func stop(_ record: MachineRecord, _ sight: MachineSight) -> MachineDecision {
        if sight.hasRemains {
            return MachineDecision(.dismantle(graceful: sight.hasAgent), .stopping)
        }
        return MachineDecision(record.failure == nil ? .rest(nil) : .forgive, .stopped)
    }

    private static func run(
        _ record: MachineRecord, _ sight: MachineSight, _ agent: AgentHistory, _ kernel: String,
        _ now: Duration
    ) -> MachineDecision {
        if let failure = record.failure {
            // A reboot that is asked for is a new chance.
            if record.boots < record.order.boots { return MachineDecision(.forgive, .pending) }
            let step: Step = sight.hasRemains ? .dismantle(graceful: false) : .rest(nil)
            return MachineDecision(step, .failed, failure)
        }
        guard record.upSince == kernel, sight.isWhole, sight.isAlive else {
            if record.upSince == kernel, !sight.isAlive {
                let reason = "the machine's first process ended"
                return MachineDecision(.fail(reason), .failed, reason)
            }
            return MachineDecision(
                sight.hasRemains ? .dismantle(graceful: false) : .build, .pending)
        }
        if record.boots < record.order.boots {
            return MachineDecision(.dismantle(graceful: sight.hasAgent), .pending)
        }
        if !record.isInitialized { return MachineDecision(.runUserData, .running) }
        if sight.hasAgent { return MachineDecision(.rest(nil), .running) }
        switch agent.verdict(at: now) {
        case .start: return MachineDecision(.startAgent, .running)
        case .wait(let pause): return MachineDecision(.rest(pause), .running)
        case .giveUp:
            let reason = "the machine's agent ended \(AgentHistory.mostFailures) times in a row"
            return MachineDecision(.fail(reason), .failed, reason)
        }
    }
}
