import MachineProtocol
import Synchronization

/// The latest report of each machine, and which of them the control plane has not been sent.
final class ReportBox: Sendable {
    private struct State {
        var reports: [String: MachineReport] = [:]
        var unsent: Set<String> = []
        var waiter: CheckedContinuation<Void, Never>?
    }

    /// Reports of machines that are gone are kept until so many others have come.
    private static let limit = 4 * OrderBook.limit

    private let state = Mutex(State())

    var all: [MachineReport] { state.withLock { $0.reports.values.sorted { $0.id < $1.id } } }

    func put(_ report: MachineReport) {
        let waiter = state.withLock { state in
            if state.reports[report.id] == nil, state.reports.count >= Self.limit {
                let gone = state.reports.values.first { $0.state == .terminated }?.id
                if let gone {
                    state.reports[gone] = nil
                    state.unsent.remove(gone)
                }
            }
            state.reports[report.id] = report
            state.unsent.insert(report.id)
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// All are to be sent again.
    func renew() {
        let waiter = state.withLock { state in
            state.unsent = Set(state.reports.keys)
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// What has not been sent, waiting for it; empty when cancelled or woken.
    func take() async -> [MachineReport] {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if !state.unsent.isEmpty || Task.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
        return state.withLock { state in
            let reports = state.unsent.sorted().compactMap { state.reports[$0] }
            state.unsent = []
            return reports
        }
    }

    /// They were not sent after all.
    func giveBack(_ reports: [MachineReport]) {
        state.withLock { state in
            for report in reports where state.reports[report.id] != nil {
                state.unsent.insert(report.id)
            }
        }
    }
}
