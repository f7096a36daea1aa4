import NIOCore

/// Decides when a connection has been too slow; a value that is told what happens and the time.
///
/// Reading is judged only while the server itself waits for bytes: a client is not blamed for a
/// handler that does not read. Writing is judged by bytes the kernel took.
struct ConnectionClock {
    /// What the client is expected to send. `idle` → `head` → `body` → `idle`, for each request;
    /// any → `frames` (upgraded: the WebSocket has its own timing) or `lingering` (closing).
    enum Phase: Equatable {
        case idle
        case head
        case body
        case frames
        case lingering
    }

    enum Verdict: Equatable {
        case fine
        /// Answer 408 and close.
        case requestTooSlow
        /// Close an idle connection, or one whose peer takes nothing.
        case close
    }

    struct Limits {
        let first: TimeAmount
        let head: TimeAmount
        let body: TimeAmount
        let idle: TimeAmount
        let write: TimeAmount
        let linger: TimeAmount
        let minimumBodyBytes: Int

        init(_ options: WebServerOptions) {
            first = TimeAmount(options.headTimeout)
            head = TimeAmount(options.headTimeout)
            body = TimeAmount(options.bodyTimeout)
            idle = TimeAmount(options.idleTimeout)
            write = TimeAmount(options.writeTimeout)
            linger = .seconds(2)
            minimumBodyBytes = options.minimumBodyBytes
        }

        /// How often `tick` should be called.
        var interval: TimeAmount {
            max(.milliseconds(5), min(.seconds(1), min(head, body, idle, write) / 4))
        }
    }

    private let limits: Limits
    private(set) var phase = Phase.idle
    /// When the outstanding read was asked for; nil when the server does not want to read.
    private var waitingSince: NIODeadline?
    /// How long the server has waited in this phase, or in this window of a body.
    private var waited = TimeAmount.zero
    private var windowBytes = 0
    private var hasHadRequest = false
    private var unansweredRequests = 0
    private var enqueuedBytes = 0
    private var takenBytes = 0
    private var stalledSince: NIODeadline?

    init(limits: Limits) {
        self.limits = limits
    }

    /// Whether nothing is under way, so that the connection may be closed without loss.
    var isIdle: Bool {
        phase == .idle && unansweredRequests == 0
    }

    // MARK: Events

    /// The server asked the kernel for bytes.
    mutating func readRequested(at now: NIODeadline) {
        if waitingSince == nil { waitingSince = now }
    }

    /// Bytes came, whatever they mean.
    mutating func bytesReceived(at now: NIODeadline) {
        accumulate(now)
        waitingSince = nil
        if phase == .idle { enter(.head) }
    }

    mutating func headReceived() {
        hasHadRequest = true
        unansweredRequests += 1
        enter(.body)
    }

    mutating func bodyReceived(_ count: Int) {
        windowBytes += count
    }

    mutating func requestEnded() {
        enter(.idle)
    }

    /// A response was handed to the channel completely.
    mutating func responseEnded() {
        unansweredRequests -= 1
        if phase == .idle { waited = .zero }
    }

    mutating func upgraded() {
        enter(.frames)
    }

    mutating func lingering() {
        enter(.lingering)
    }

    mutating func written(_ count: Int) {
        enqueuedBytes += count
    }

    /// Time has passed; `buffered` is what the kernel has not taken of all that was written.
    mutating func tick(at now: NIODeadline, buffered: Int) -> Verdict {
        if isStalled(now, buffered) { return .close }
        accumulate(now)
        switch phase {
        case .idle:
            if unansweredRequests > 0 { waited = .zero }
            return waited >= (hasHadRequest ? limits.idle : limits.first) ? .close : .fine
        case .head:
            return waited >= limits.head ? .requestTooSlow : .fine
        case .body:
            guard waited >= limits.body else { return .fine }
            let isEnough = windowBytes >= limits.minimumBodyBytes
            waited = .zero
            windowBytes = 0
            return isEnough ? .fine : .requestTooSlow
        case .frames:
            return .fine
        case .lingering:
            return waited >= limits.linger ? .close : .fine
        }
    }

    // MARK: Parts

    private mutating func enter(_ phase: Phase) {
        self.phase = phase
        waited = .zero
        windowBytes = 0
    }

    private mutating func accumulate(_ now: NIODeadline) {
        // Lingering is bounded in all, whether or not anybody reads.
        if phase == .lingering && waitingSince == nil { waitingSince = now }
        guard let since = waitingSince else { return }
        waited = waited + (now - since)
        waitingSince = now
    }

    private mutating func isStalled(_ now: NIODeadline, _ buffered: Int) -> Bool {
        guard buffered > 0 else {
            stalledSince = nil
            return false
        }
        let taken = enqueuedBytes - buffered
        guard let since = stalledSince, taken <= takenBytes else {
            takenBytes = taken
            stalledSince = now
            return false
        }
        return now - since >= limits.write
    }
}

extension TimeAmount {
    fileprivate static func / (amount: TimeAmount, divisor: Int64) -> TimeAmount {
        .nanoseconds(amount.nanoseconds / divisor)
    }
}
