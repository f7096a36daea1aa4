import Shapes

/// A task's name on this machine: the last part of its ARN, which is also the id of its sandbox.
package struct TaskID: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// The id in `arn` (`arn:aws:ecs:region:account:task/cluster/id`); nil when it cannot name a
    /// sandbox: empty, over 128 characters, or with characters that have no place in a file name.
    package init?(arn: String) {
        let last = arn.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let isSafe = last.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard arn.contains("/"), !last.isEmpty, last.utf8.count <= 128, isSafe else { return nil }
        rawValue = String(last)
    }

    package static func < (left: TaskID, right: TaskID) -> Bool { left.rawValue < right.rawValue }

    package var description: String { rawValue }
}

/// One attempt at one container of a task.
package struct ContainerKey: Sendable, Hashable, CustomStringConvertible {
    package var task: TaskID
    package var name: String
    /// Counts restarts from 0.
    package var attempt: Int

    package init(task: TaskID, name: String, attempt: Int) {
        self.task = task
        self.name = name
        self.attempt = attempt
    }

    package var description: String { "\(task)/\(name)/\(attempt)" }
}

/// Tells the answer to one action from a late answer to an earlier one. Tokens are not kept over a
/// restart: after it every action under way is forgotten and decided anew.
package struct ActionToken: Sendable, Hashable {
    package var number: UInt64

    package init(number: UInt64) { self.number = number }
}

/// SplitMix64: small, seedable, good enough for jitter. The seed is the shell's, so that tests and
/// simulations repeat exactly.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// How long to wait before the next try: doubling from `first` up to `limit`, of which the upper
/// half is random so that many machines do not try in step.
package struct Backoff: Sendable, Hashable {
    package var first: Duration
    package var limit: Duration

    package init(first: Duration, limit: Duration) {
        self.first = first
        self.limit = limit
    }

    /// The wait after `failures` failures in a row (1 or more).
    package func delay(
        afterFailures failures: Int, using random: inout some RandomNumberGenerator
    ) -> Duration {
        var delay = first
        for _ in 1..<max(1, min(failures, 32)) where delay < limit { delay = delay * 2 }
        delay = min(delay, limit)
        return delay / 2 + delay / 2 * Double.random(in: 0...1, using: &random)
    }
}

/// A container's health as docker counts it.
package enum HealthState: String, Sendable, Hashable, CaseIterable, ShapeEnum {
    /// No check, or none has decided yet.
    case unknown = "UNKNOWN"
    case healthy = "HEALTHY"
    case unhealthy = "UNHEALTHY"
}
