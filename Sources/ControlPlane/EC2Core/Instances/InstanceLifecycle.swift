package import AWSWire
package import EC2Model
package import MachineProtocol
package import Shapes

/// What is wanted of an instance. Its state follows from this and from what was heard of it; see
/// ``state(_:)``.
///
/// ```
/// pending ─▶ running ─▶ stopping ─▶ stopped ─▶ pending …
///    └──────────┴──────────┴──────────┴─▶ shutting-down ─▶ terminated
/// ```
package struct InstanceLifecycle: Shape, Hashable {
    package typealias State = EC2API.InstanceStateName

    package var wish = MachineOrder.Wish.running
    /// Boots that were asked for, starts and reboots.
    package var boots = 0
    /// The boot of the last start: what comes after it are reboots, which do not show as states.
    package var startBoot = 0
    /// When everything that it had was given back; nil before.
    package var terminatedAt: Timestamp?
    /// `code` and `message` of EC2's `StateReason`.
    package var reasonCode: String?
    package var reasonMessage: String?
    /// EC2's `StateTransitionReason`.
    package var transition: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("wish", &wish)
        visitor.field("boots", &boots)
        visitor.field("startBoot", &startBoot)
        visitor.field("terminatedAt", &terminatedAt)
        visitor.field("reasonCode", &reasonCode)
        visitor.field("reasonMessage", &reasonMessage)
        visitor.field("transition", &transition)
    }

    /// The state that EC2 shows.
    package func state(_ observed: MachineObservation?) -> State {
        switch wish {
        case .terminated: return terminatedAt == nil ? .shuttingDown : .terminated
        case .stopped:
            switch observed?.state {
            case .stopped, .failed, .terminated: return .stopped
            case .pending, .running, .stopping, .terminating, nil: return .stopping
            }
        case .running:
            guard let observed, observed.boots >= startBoot else { return .pending }
            // A reboot is under way when it has run since its start.
            if observed.boots > startBoot { return .running }
            return observed.state == .pending ? .pending : .running
        }
    }

    /// EC2's number of a state (API Reference, `InstanceState`).
    package static func code(_ state: State) -> Int {
        switch state {
        case .pending: 0
        case .running: 16
        case .shuttingDown: 32
        case .terminated: 48
        case .stopping: 64
        case .stopped: 80
        }
    }

    // MARK: What users ask for

    /// Starts a stopped instance; one that runs or is on the way there stays as it is.
    ///
    /// - Throws: `IncorrectInstanceState`.
    package mutating func start(
        _ id: String, _ observed: MachineObservation?
    ) throws(AWSError) {
        switch state(observed) {
        case .pending, .running: return
        case .stopped:
            wish = .running
            boots = max(boots, observed?.boots ?? 0) + 1
            startBoot = boots
            (reasonCode, reasonMessage, transition) = (nil, nil, nil)
        case .stopping, .shuttingDown, .terminated:
            throw Self.incorrect(id, "started")
        }
    }

    /// Stops a running instance; one that is stopped or on the way there stays as it is.
    ///
    /// - Throws: `IncorrectInstanceState`.
    package mutating func stop(
        _ id: String, _ observed: MachineObservation?, at now: Timestamp
    ) throws(AWSError) {
        switch state(observed) {
        case .stopping, .stopped: return
        case .running:
            wish = .stopped
            reasonCode = "Client.UserInitiatedShutdown"
            reasonMessage = "Client.UserInitiatedShutdown: User initiated shutdown"
            transition = "User initiated (\(Self.time(now)))"
        case .pending, .shuttingDown, .terminated:
            throw Self.incorrect(id, "stopped")
        }
    }

    /// Boots a running instance anew.
    ///
    /// - Throws: `IncorrectInstanceState` for one that is going or gone; `IncorrectState` for one
    ///   that is stopped.
    package mutating func reboot(
        _ id: String, _ observed: MachineObservation?
    ) throws(AWSError) {
        switch state(observed) {
        // It is booting anyway.
        case .pending: return
        case .running: boots = max(boots, observed?.boots ?? 0) + 1
        case .stopping, .stopped, .shuttingDown, .terminated:
            throw AWSError(
                code: "IncorrectState",
                message: "The instance '\(id)' is not in the 'running' state.")
        }
    }

    /// Ends an instance for good, in any state.
    package mutating func terminate(at now: Timestamp) {
        guard wish != .terminated else { return }
        wish = .terminated
        reasonCode = "Client.UserInitiatedShutdown"
        reasonMessage = "Client.UserInitiatedShutdown: User initiated shutdown"
        transition = "User initiated (\(Self.time(now)))"
    }

    // MARK: What happens

    /// What the control plane does about a report: a machine that ended by itself is stopped or
    /// terminated, as its shutdown behaviour says; one that never came up is terminated.
    package mutating func reported(
        _ observed: MachineObservation, hasRun: Bool, stopsOnShutdown: Bool, at now: Timestamp
    ) {
        guard wish == .running, observed.boots >= startBoot else { return }
        switch observed.state {
        case .pending, .running, .stopping, .terminating: return
        case .failed where !hasRun:
            wish = .terminated
            reasonCode = "Server.InternalError"
            reasonMessage =
                "Server.InternalError: " + (observed.reason ?? "The machine did not come up.")
        case .stopped, .failed, .terminated:
            wish = stopsOnShutdown && observed.state != .terminated ? .stopped : .terminated
            reasonCode = "Client.InstanceInitiatedShutdown"
            reasonMessage =
                "Client.InstanceInitiatedShutdown: "
                + (observed.reason ?? "Instance initiated shutdown")
        }
        transition = "Server.InternalError (\(Self.time(now)))"
        if reasonCode == "Client.InstanceInitiatedShutdown" { transition = "" }
    }

    /// Whether nothing of the machine is left, so that what it had can be given back.
    package func isOver(_ observed: MachineObservation?, hostIsLost: Bool) -> Bool {
        guard wish == .terminated, terminatedAt == nil else { return false }
        return observed?.state == .terminated || hostIsLost
    }

    private static func incorrect(_ id: String, _ verb: String) -> AWSError {
        AWSError(
            code: "IncorrectInstanceState",
            message: "The instance '\(id)' is not in a state from which it can be \(verb).")
    }

    /// `2026-11-25 17:28:16 GMT`.
    private static func time(_ time: Timestamp) -> String {
        let text = time.iso8601
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) GMT"
    }
}
