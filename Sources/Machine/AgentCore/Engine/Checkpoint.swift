package import Shapes

/// All that an agent must remember, as one versioned JSON text.
package struct Checkpoint: Shape {
    /// Of the form; this release writes `currentVersion` and reads it and all before it.
    package var version = Checkpoint.currentVersion
    /// The cluster that the instance is registered in.
    package var cluster: String?
    package var containerInstanceARN: String?
    /// Of the newest task manifest.
    package var manifestTimeline = 0
    package var tasks: [TaskRecord] = []
    package var pulledOnce: [String] = []

    package static let currentVersion = 1

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("version", &version)
        visitor.field("cluster", &cluster)
        visitor.field("containerInstanceARN", &containerInstanceARN)
        visitor.field("manifestTimeline", &manifestTimeline)
        visitor.field("tasks", &tasks)
        visitor.field("pulledOnce", &pulledOnce)
    }

    /// Why a checkpoint cannot be used. It is never thrown away for that: the machine has work on
    /// it, so the agent stops and says so.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        case newer(version: Int)
        case damaged(String)

        package var description: String {
            switch self {
            case .newer(let version):
                "the checkpoint has version \(version); this release reads up to \(currentVersion)"
            case .damaged(let reason): "the checkpoint is damaged: \(reason)"
            }
        }
    }

    /// Reads a checkpoint's text.
    package init(decoding bytes: [UInt8]) throws(Failure) {
        do {
            self = try JSON.decode(from: bytes)
        } catch {
            throw .damaged("\(error)")
        }
        guard version <= Self.currentVersion else { throw .newer(version: version) }
    }

    /// The text.
    package func encodedText() -> [UInt8] { JSON.encode(self) }
}
