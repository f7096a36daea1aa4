import Shapes

/// Slows down those who fail again and again: so many failures, then one more every so often. Pure.
struct FailureLimiter: Sendable {
    static let burst = 30.0
    /// Failures a second that are given back.
    static let rate = 0.5
    /// Addresses that are remembered; beyond it those that failed longest ago are forgotten.
    static let capacity = 4096

    private struct Bucket {
        var failures: Double
        var at: Timestamp
    }

    private var buckets: [String: Bucket] = [:]

    /// Seconds until `address` may try again; nil when it may now.
    func wait(_ address: String, now: Timestamp) -> Int? {
        let excess = level(address, now) - Self.burst
        return excess <= -1 ? nil : max(1, Int(((excess + 1) / Self.rate).rounded(.up)))
    }

    mutating func fail(_ address: String, now: Timestamp) {
        let level = min(level(address, now) + 1, Self.burst)
        if buckets[address] == nil, buckets.count >= Self.capacity { forget() }
        buckets[address] = Bucket(failures: level, at: now)
    }

    private func level(_ address: String, _ now: Timestamp) -> Double {
        guard let bucket = buckets[address] else { return 0 }
        return max(0, bucket.failures - max(0, now.seconds - bucket.at.seconds) * Self.rate)
    }

    private mutating func forget() {
        let old = buckets.sorted { $0.value.at < $1.value.at }.prefix(Self.capacity / 4)
        for (address, _) in old { buckets[address] = nil }
    }
}
