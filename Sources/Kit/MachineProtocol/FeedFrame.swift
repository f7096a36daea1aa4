/// How a feed is told: the control plane sends what a machine or a host is to bring about, first
/// whole, then changes, one JSON text message of a web socket a frame.
///
/// A new connection begins with frames of ``FeedPhase/snapshot``; the last of them has `isComplete`.
/// What it does not name is not wanted any more. Frames of ``FeedPhase/change`` follow; a later
/// record of an id replaces the earlier one. The receiver answers with the number of the last frame
/// that it has brought about, so that both sides know how far behind it is.
package enum FeedPhase: String, Sendable {
    case snapshot
    case change
}

/// Limits of feeds.
package enum FeedLimits {
    /// Bytes of a frame's text; more is sent in several frames.
    package static let frameBytes = 1 << 20
    /// Time between two signs of life of the sender, and what a receiver waits before it connects
    /// anew.
    package static let heartbeat = Duration.seconds(10)
    package static let silence = Duration.seconds(30)
}
