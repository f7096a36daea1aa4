import AWSWire

/// When a failed call is tried again, and after how long; pure.
///
/// Exponential backoff with full jitter: the wait before attempt n+1 is random between zero and
/// `base` · 2ⁿ⁻¹, never more than `cap`.
package struct RetryPolicy: Sendable {
    /// Attempts in all, the first included.
    package var attempts: Int
    package var base: Duration
    package var cap: Duration

    package init(
        attempts: Int = 4, base: Duration = .milliseconds(100), cap: Duration = .seconds(20)
    ) {
        self.attempts = attempts
        self.base = base
        self.cap = cap
    }

    /// One attempt only.
    package static let none = RetryPolicy(attempts: 1)

    /// How long to wait before the next attempt; nil when the error is final.
    ///
    /// - Parameters:
    ///   - attempt: The number of the attempt that failed, from 1.
    ///   - random: From 0 up to 1.
    package func delay(after error: any Error, attempt: Int, random: Double) -> Duration? {
        guard attempt < attempts, Self.isRetryable(error) else { return nil }
        var bound = base
        for _ in 1..<max(1, min(attempt, 32)) where bound < cap { bound *= 2 }
        return min(bound, cap) * random
    }

    /// Whether a later attempt may succeed. Calls carry idempotency tokens where the API has them, so
    /// that a broken connection is tried again too, as AWS's own clients do.
    package static func isRetryable(_ error: any Error) -> Bool {
        switch error {
        case let error as AWSError:
            throttlingCodes.contains(error.code)
                || [429, 500, 502, 503, 504].contains(error.status)
        case AWSClientError.unreachable, AWSClientError.timedOut: true
        default: false
        }
    }

    private static let throttlingCodes: Set<String> = [
        "BandwidthLimitExceeded", "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled",
        "RequestThrottledException", "RequestTimeout", "RequestTimeoutException", "SlowDown",
        "ThrottledException", "Throttling", "ThrottlingException", "TooManyRequestsException",
        "TransactionInProgressException",
    ]
}
