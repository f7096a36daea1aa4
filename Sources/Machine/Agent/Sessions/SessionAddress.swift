import AWSWire
import Synchronization

/// Addresses of the channels.
enum SessionAddress {
    /// `<endpoint>/ws?…`; the endpoint may end with a slash.
    static func url(_ endpoint: String, _ items: [(name: String, value: String)]) -> String {
        let base = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
        return "\(base)/ws?\(query(items))"
    }

    static func query(_ items: [(name: String, value: String)]) -> String {
        items.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
            .joined(separator: "&")
    }
}

/// When a channel was last heard.
final class LastHeard: Sendable {
    private let time = Mutex(ContinuousClock.now)

    func note() { time.withLock { $0 = .now } }

    var age: Duration { time.withLock { ContinuousClock.now - $0 } }
}
