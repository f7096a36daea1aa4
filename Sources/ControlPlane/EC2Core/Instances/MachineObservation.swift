package import MachineProtocol
package import Shapes

/// What was heard of a machine: everything that its host reported, put together so that it comes to
/// the same whatever the order in which reports arrive and however often, and never goes backwards.
///
/// Boots order reports first, then the states of one life. What is terminated stays so: a machine's
/// id is used once.
package struct MachineObservation: Shape, Hashable {
    package var state = MachineReport.State.pending
    package var boots = 0
    package var reason: String?
    package var underlay: String?
    package var startedAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("state", &state)
        visitor.field("boots", &boots)
        visitor.field("reason", &reason)
        visitor.field("underlay", &underlay)
        visitor.field("startedAt", &startedAt)
    }

    /// What a report says, by itself.
    package init(_ report: MachineReport) {
        state = report.state
        boots = report.boots
        reason = report.reason
        underlay = report.underlay
        startedAt = report.startedAt
    }

    /// Takes in a report. One that is older than what is known changes nothing; one of the same
    /// standing tells only what was not known yet.
    ///
    /// - Returns: Whether something is known now that was not.
    package mutating func merge(_ report: MachineReport) -> Bool {
        let told = MachineObservation(report)
        let before = self
        if told.standing > standing {
            self = told
            // A machine keeps what it does not tell anew while it lives.
            if boots == before.boots {
                underlay = underlay ?? before.underlay
                startedAt = startedAt ?? before.startedAt
            }
        } else if told.standing == standing {
            reason = Self.larger(reason, told.reason)
            underlay = Self.larger(underlay, told.underlay)
            startedAt = startedAt ?? told.startedAt
        } else if told.boots == boots {
            underlay = underlay ?? told.underlay
            startedAt = startedAt ?? told.startedAt
        }
        return self != before
    }

    /// Two reports of one standing may differ only by mistake; then any rule does that does not
    /// depend on their order.
    private static func larger(_ left: String?, _ right: String?) -> String? {
        guard let left, let right else { return left ?? right }
        return max(left, right)
    }

    /// Its place in the order of reports.
    private var standing: Standing {
        Standing(isGone: state == .terminated, boots: boots, place: state.place)
    }

    private struct Standing: Comparable {
        var isGone: Bool
        var boots: Int
        var place: Int

        static func < (left: Standing, right: Standing) -> Bool {
            (left.isGone ? 1 : 0, left.boots, left.place)
                < (right.isGone ? 1 : 0, right.boots, right.place)
        }
    }
}

extension MachineReport.State {
    /// Its place in one life of a machine.
    fileprivate var place: Int {
        switch self {
        case .pending: 0
        case .running: 1
        case .stopping: 2
        case .stopped: 3
        case .failed: 4
        case .terminating: 5
        case .terminated: 6
        }
    }
}
