package import MachineProtocol
import Shapes

/// All that a machine has been told of its VPCs. Pure.
package struct NetworkState: Sendable, Hashable {
    package var vpcs: [String: VPCState] = [:]
    package var groups: [String: SecurityGroupState] = [:]
    package var interfaces: [String: InterfaceState] = [:]

    package init() {}

    /// The state as a snapshot of one frame, in which form it is kept on disk.
    package init(_ frame: NetworkFrame) { take(frame) }

    /// The reverse of ``init(_:)``; equal states give equal frames.
    package var frame: NetworkFrame {
        NetworkFrame {
            $0.phase = FeedPhase.snapshot.rawValue
            $0.vpcs = vpcs.values.sorted { $0.id < $1.id }
            $0.securityGroups = groups.values.sorted { $0.id < $1.id }
            $0.interfaces = interfaces.values.sorted { $0.id < $1.id }
        }
    }

    /// Removals first: a frame may name an id again that it says is gone.
    mutating func take(_ frame: NetworkFrame) {
        for id in frame.removed ?? [] {
            vpcs[id] = nil
            groups[id] = nil
            interfaces[id] = nil
        }
        for vpc in frame.vpcs ?? [] { vpcs[vpc.id] = vpc }
        for group in frame.securityGroups ?? [] { groups[group.id] = group }
        for interface in frame.interfaces ?? [] { interfaces[interface.id] = interface }
    }
}

/// Puts the frames of one connection together. A snapshot counts when its last frame is there; until
/// then the old state stays in force.
package struct NetworkInbox: Sendable {
    /// What is in force; begins with what was known before the connection.
    package private(set) var state: NetworkState
    private var coming: NetworkState?
    private var isCurrent = false

    package init(_ known: NetworkState = NetworkState()) { state = known }

    package enum Outcome: Hashable, Sendable {
        /// More frames of the snapshot must come.
        case incomplete
        /// The state is whole, perhaps as it was.
        case complete
        /// The sender does not keep to the protocol; the connection is to be begun anew.
        case refused(String)
    }

    package mutating func take(_ frame: NetworkFrame) -> Outcome {
        switch frame.phase {
        case FeedPhase.snapshot.rawValue:
            if isCurrent { return .refused("a second snapshot on one connection") }
            var whole = coming ?? NetworkState()
            whole.take(frame)
            guard frame.isComplete else {
                coming = whole
                return .incomplete
            }
            coming = nil
            isCurrent = true
            state = whole
            return .complete
        case FeedPhase.change.rawValue:
            guard isCurrent else { return .refused("a change before the snapshot is complete") }
            state.take(frame)
            return .complete
        default:
            return .refused("unknown phase \(frame.phase)")
        }
    }
}
