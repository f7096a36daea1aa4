package import Shapes

import Glibc

/// The agent's time: the wall clock as it stood at the start, moved on by the monotonic clock, so
/// that a clock that is set neither fires timers early nor holds them back.
package struct AgentClock: Sendable {
    package var now: @Sendable () -> Timestamp

    package init(now: @escaping @Sendable () -> Timestamp) { self.now = now }

    package static func system() -> AgentClock {
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        let base = Int64(wall.tv_sec) * 1000 + Int64(wall.tv_nsec) / 1_000_000
        let start = ContinuousClock.now
        return AgentClock {
            let (seconds, attoseconds) = (ContinuousClock.now - start).components
            return Timestamp(
                milliseconds: base + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        }
    }
}
