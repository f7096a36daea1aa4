import Synchronization

/// Counts requests for `/_skerry/metrics`. Labels are service, operation and status class, all from
/// the models' bounded sets.
final class GatewayMetrics: Sendable {
    /// Upper bounds of the latency buckets in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    struct Label: Hashable, Sendable {
        var service: String
        var operation: String
        var status: Int
    }

    struct Series: Sendable {
        var count = 0
        var seconds = 0.0
        var buckets = [Int](repeating: 0, count: GatewayMetrics.bounds.count)
    }

    private let series = Mutex<[Label: Series]>([:])

    /// Counts one request that took `duration`.
    func record(_ label: Label, _ duration: Duration) {
        let (whole, part) = duration.components
        let seconds = Double(whole) + Double(part) / 1e18
        series.withLock { series in
            var entry = series[label] ?? Series()
            entry.count += 1
            entry.seconds += seconds
            if let index = Self.bounds.firstIndex(where: { seconds <= $0 }) {
                entry.buckets[index] += 1
            }
            series[label] = entry
        }
    }

    /// All series in the Prometheus text format, version 0.0.4.
    func text() -> String {
        let all = series.withLock { $0 }
        let labels = all.keys.sorted {
            ($0.service, $0.operation, $0.status) < ($1.service, $1.operation, $1.status)
        }
        var text = "# HELP skerry_requests_total Requests by service, operation and status.\n"
        text += "# TYPE skerry_requests_total counter\n"
        for label in labels {
            text += "skerry_requests_total{\(Self.text(label))} \(all[label]!.count)\n"
        }
        text += "# HELP skerry_request_seconds Time from request head to response.\n"
        text += "# TYPE skerry_request_seconds histogram\n"
        for label in labels {
            let entry = all[label]!
            let name = "skerry_request_seconds"
            var sum = 0
            for (index, bound) in Self.bounds.enumerated() {
                sum += entry.buckets[index]
                text += "\(name)_bucket{\(Self.text(label)),le=\"\(bound)\"} \(sum)\n"
            }
            text += "\(name)_bucket{\(Self.text(label)),le=\"+Inf\"} \(entry.count)\n"
            text += "\(name)_sum{\(Self.text(label))} \(entry.seconds)\n"
            text += "\(name)_count{\(Self.text(label))} \(entry.count)\n"
        }
        return text
    }

    private static func text(_ label: Label) -> String {
        "service=\"\(label.service)\",operation=\"\(label.operation)\",status=\"\(label.status)\""
    }
}
