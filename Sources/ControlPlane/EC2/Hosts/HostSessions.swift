import Shapes
import Synchronization

/// Which connection of a host is the newest, and when each host was last heard of by this server.
final class HostSessions: Sendable {
    private struct State {
        var next = 0
        var newest: [String: Int] = [:]
        var heard: [String: Timestamp] = [:]
    }

    private let state = Mutex(State())

    /// Begins a connection; an older one of the same host is over.
    func begin(_ host: String, at now: Timestamp) -> Int {
        state.withLock { state in
            state.next += 1
            state.newest[host] = state.next
            state.heard[host] = now
            return state.next
        }
    }

    func isNewest(_ host: String, _ ticket: Int) -> Bool {
        state.withLock { $0.newest[host] == ticket }
    }

    func end(_ host: String, _ ticket: Int) {
        state.withLock { state in
            if state.newest[host] == ticket { state.newest[host] = nil }
        }
    }

    /// A sign of life.
    func heard(_ host: String, at now: Timestamp) {
        state.withLock { $0.heard[host] = now }
    }

    func lastHeard(_ host: String) -> Timestamp? { state.withLock { $0.heard[host] } }

    func isConnected(_ host: String) -> Bool { state.withLock { $0.newest[host] != nil } }
}
