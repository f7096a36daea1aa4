import Shapes

/// Where an instance of a group is in its life (EC2 Auto Scaling User Guide, "Amazon EC2 Auto Scaling
/// instance lifecycle").
///
/// ```
/// pending ─┬────────────────────────────────────▶ inService ──▶ enteringStandby ──▶ standby
///          └▶ pendingWait ──▶ pendingProceed ──▶      │  ▲                             │
///                 │ abandoned                         │  └──────── pending ◀───────────┘
///                 ▼                                   ├──▶ detaching ──▶ (gone)
///          terminatingProceed ◀── terminating ◀───────┘
///                 │        ▲           │
///                 ▼        └─ terminatingWait
///            terminated (gone)
/// ```
package enum MemberState: String, ShapeEnum, CaseIterable {
    case pending = "Pending"
    case pendingWait = "Pending:Wait"
    case pendingProceed = "Pending:Proceed"
    case inService = "InService"
    case terminating = "Terminating"
    case terminatingWait = "Terminating:Wait"
    case terminatingProceed = "Terminating:Proceed"
    case terminated = "Terminated"
    case detaching = "Detaching"
    case detached = "Detached"
    case enteringStandby = "EnteringStandby"
    case standby = "Standby"

    /// The states that may follow this one.
    package var successors: Set<MemberState> {
        switch self {
        case .pending:
            [.pendingWait, .pendingProceed, .inService, .terminating, .terminatingProceed]
        case .pendingWait: [.pendingProceed, .terminating, .terminatingProceed]
        case .pendingProceed: [.inService, .terminating, .terminatingProceed]
        case .inService: [.terminating, .terminatingProceed, .detaching, .enteringStandby]
        case .terminating: [.terminatingWait, .terminatingProceed]
        case .terminatingWait: [.terminatingProceed]
        case .terminatingProceed: [.terminated]
        case .terminated, .detached: []
        case .detaching: [.detached]
        case .enteringStandby: [.standby, .terminating, .terminatingProceed]
        case .standby: [.pending, .detaching, .terminating, .terminatingProceed]
        }
    }

    /// Whether an instance in this state is one of those that the desired capacity counts.
    package var countsForCapacity: Bool {
        switch self {
        case .pending, .pendingWait, .pendingProceed, .inService: true
        case .terminating, .terminatingWait, .terminatingProceed, .terminated, .detaching,
            .detached, .enteringStandby, .standby:
            false
        }
    }

    /// Whether the instance is on its way out by termination, or gone.
    package var isTerminating: Bool {
        switch self {
        case .terminating, .terminatingWait, .terminatingProceed, .terminated: true
        case .pending, .pendingWait, .pendingProceed, .inService, .detaching, .detached,
            .enteringStandby, .standby:
            false
        }
    }

    /// Whether the instance rests: nothing is under way with it.
    package var isSettled: Bool {
        switch self {
        case .inService, .standby: true
        case .pending, .pendingWait, .pendingProceed, .terminating, .terminatingWait,
            .terminatingProceed, .terminated, .detaching, .detached, .enteringStandby:
            false
        }
    }
}
