import Shapes

/// When a machine renews what it was given. Pure.
struct RenewalSchedule: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        /// The certificate; fresh credentials come with it.
        case certificate
        case credentials
    }

    /// Never more often than this.
    static let floor = Duration.seconds(1)
    /// Longest time between attempts that fail.
    static let longestPause = Duration.seconds(60)

    /// Validity of the certificate.
    var certificate: (start: Timestamp, end: Timestamp)
    /// When the credentials came and when they end; nil when there are none.
    var credentials: (start: Timestamp, end: Timestamp)?

    static func == (left: RenewalSchedule, right: RenewalSchedule) -> Bool {
        left.certificate == right.certificate && left.credentials?.start == right.credentials?.start
            && left.credentials?.end == right.credentials?.end
    }

    func hash(into hasher: inout Hasher) { hasher.combine(certificate.end) }

    /// What is next, and how long to wait before it.
    ///
    /// - Parameter failures: Attempts that failed since the last success.
    func next(now: Timestamp, failures: Int) -> (step: Step, wait: Duration) {
        let certificateDue = Self.due(certificate)
        let credentialsDue = credentials.map(Self.due) ?? now
        // With a certificate that has ended only a new one helps.
        let step: Step =
            certificateDue <= credentialsDue || certificate.end <= now ? .certificate : .credentials
        let wait = max(.zero, min(certificateDue, credentialsDue) - now)
        guard failures > 0 else { return (step, wait) }
        var pause = Self.floor
        for _ in 1..<min(failures, 10) { pause *= 2 }
        return (step, max(wait, min(pause, Self.longestPause)))
    }

    /// Two thirds of the way.
    private static func due(_ life: (start: Timestamp, end: Timestamp)) -> Timestamp {
        life.start + (life.end - life.start) * 2 / 3
    }
}
