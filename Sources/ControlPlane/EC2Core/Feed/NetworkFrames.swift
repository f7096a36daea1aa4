package import MachineProtocol
import Shapes

/// Cuts news into frames.
package enum NetworkFrames {
    /// Bytes that a frame has beside its items.
    private static let envelope = 256

    /// Frames of at most `limit` bytes of JSON, numbered from `sequence` on. An item that is larger by
    /// itself goes alone. A snapshot has one frame at least, changes none when there is no news.
    package static func frames(
        _ news: NetworkMap.News, phase: FeedPhase, after sequence: Int,
        limit: Int = FeedLimits.frameBytes
    ) -> [NetworkFrame] {
        var cutter = Cutter(phase: phase, sequence: sequence, limit: limit)
        for state in news.vpcs {
            cutter.add(JSON.encode(state).count) { append(state, to: &$0.vpcs) }
        }
        for state in news.groups {
            cutter.add(JSON.encode(state).count) {
                append(state, to: &$0.securityGroups)
            }
        }
        for state in news.interfaces {
            cutter.add(JSON.encode(state).count) {
                append(state, to: &$0.interfaces)
            }
        }
        for id in news.removed {
            cutter.add(id.utf8.count + 3) { append(id, to: &$0.removed) }
        }
        return cutter.finish()
    }

    private static func append<Item>(_ item: Item, to list: inout [Item]?) {
        if list == nil { list = [] }
        list?.append(item)
    }

    private struct Cutter {
        var phase: FeedPhase
        var sequence: Int
        var limit: Int
        var done: [NetworkFrame] = []
        var frame = NetworkFrame()
        var bytes = NetworkFrames.envelope

        mutating func add(_ size: Int, _ put: (inout NetworkFrame) -> Void) {
            if bytes + size > limit, bytes > NetworkFrames.envelope { close() }
            put(&frame)
            bytes += size + 1
        }

        private mutating func close() {
            sequence += 1
            frame.sequence = sequence
            frame.phase = phase.rawValue
            frame.isComplete = phase == .change
            done.append(frame)
            frame = NetworkFrame()
            bytes = NetworkFrames.envelope
        }

        mutating func finish() -> [NetworkFrame] {
            if bytes > NetworkFrames.envelope || (phase == .snapshot) { close() }
            done.indices.last.map { done[$0].isComplete = true }
            return done
        }
    }
}
