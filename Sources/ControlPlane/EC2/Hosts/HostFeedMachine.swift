package import MachineProtocol
import Shapes

/// What a host's feed says, without the socket: the machines that are wanted in, frames out.
package struct HostFeedMachine: Sendable {
    /// What the host has been told, by id.
    private var told: [String: MachineOrder] = [:]
    private var sequence = 0
    /// The last frame that the host has brought about.
    package private(set) var acknowledged = 0

    package init() {}

    /// The first frames of a connection: everything that is wanted.
    package mutating func opened(_ orders: [MachineOrder]) -> [HostFrame] {
        told = Dictionary(orders.map { ($0.id, $0) }) { first, _ in first }
        return frames(.snapshot, orders, removed: [])
    }

    /// What to say when these are wanted now; nothing when the host knows.
    package mutating func changed(_ orders: [MachineOrder]) -> [HostFrame] {
        let wanted = Dictionary(orders.map { ($0.id, $0) }) { first, _ in first }
        let changed = orders.filter { told[$0.id] != $0 }
        let removed = told.keys.filter { wanted[$0] == nil }.sorted()
        told = wanted
        guard !changed.isEmpty || !removed.isEmpty else { return [] }
        return frames(.change, changed, removed: removed)
    }

    /// A sign of life.
    package mutating func heartbeat() -> HostFrame { frame(.change) }

    /// Takes in how far the host is.
    package mutating func received(_ report: HostReport) {
        acknowledged = max(acknowledged, min(report.sequence, sequence))
    }

    // MARK: Frames

    private mutating func frame(_ phase: FeedPhase) -> HostFrame {
        sequence += 1
        return HostFrame {
            $0.sequence = sequence
            $0.phase = phase.rawValue
        }
    }

    /// As many frames as the limit of bytes asks for; at least one.
    private mutating func frames(
        _ phase: FeedPhase, _ orders: [MachineOrder], removed: [String]
    ) -> [HostFrame] {
        // Beside the orders a frame has some words, and an order a comma.
        var parts: [[MachineOrder]] = [[]]
        var bytes = 0
        let limit = FeedLimits.frameBytes - 4096 - removed.reduce(0) { $0 + $1.utf8.count + 3 }
        for order in orders {
            let size = JSON.encode(order).count + 1
            if bytes + size > limit, parts.last?.isEmpty == false {
                parts.append([])
                bytes = 0
            }
            parts[parts.count - 1].append(order)
            bytes += size
        }
        return parts.enumerated().map { index, part in
            var frame = frame(phase)
            frame.isComplete = phase == .change || index == parts.count - 1
            frame.machines = part.isEmpty ? nil : part
            if index == 0, !removed.isEmpty { frame.removed = removed }
            return frame
        }
    }
}
