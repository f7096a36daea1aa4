import Shapes
import Store
import Synchronization

/// When a task whose provisioning did not get on is looked at again; in memory only.
final class ProvisioningState: Sendable {
    private struct Wait {
        var failures = 0
        var until: Timestamp
    }

    private let waits = Mutex<[Key: Wait]>([:])

    /// Longest wait after failures in a row, which begin with one second.
    private static let longest = 10

    func isWaiting(_ key: Key, now: Timestamp) -> Bool {
        waits.withLock { waits in waits[key].map { now < $0.until } ?? false }
    }

    /// It waits for something, and is looked at again after a second.
    func wait(_ key: Key, now: Timestamp) {
        waits.withLock { $0[key] = Wait(until: now + .seconds(1)) }
    }

    func failed(_ key: Key, now: Timestamp) {
        waits.withLock { waits in
            let failures = (waits[key]?.failures ?? 0) + 1
            let seconds = min(Self.longest, 1 << min(failures - 1, 8))
            waits[key] = Wait(failures: failures, until: now + .seconds(seconds))
        }
    }

    func done(_ key: Key) { waits.withLock { $0[key] = nil } }

    /// Forgets what is not in transit any more.
    func keep(only keys: Set<Key>) {
        waits.withLock { waits in waits = waits.filter { keys.contains($0.key) } }
    }
}
