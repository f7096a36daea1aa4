/// The stated maxima of the logs service; those of stored groups, streams and bytes are
/// ``EventStorageLimits``.
package struct LogsLimits: Sendable, Hashable {
    /// Items of a page of groups or streams, which is also what it holds unless asked otherwise.
    package var describePage = 50
    /// Groups that one DescribeLogGroups with a pattern looks at before it answers with a token.
    package var describeScan = 20_000
    /// Events of a page.
    package var pageEvents = 10_000
    /// Bytes of a page of events, each counted as ``NewEvent/size``.
    package var pageBytes = 1 << 20
    /// Events, and bytes of them, that one FilterLogEvents looks at before it answers with a token.
    package var filterEvents = 100_000
    package var filterBytes = 16 << 20
    /// How long a search may look before it answers with what it has: a pattern may cost thousands
    /// of steps a byte.
    package var filterTime = Duration.seconds(5)
    /// Bytes after which a search lets others run.
    package var filterTurnBytes = 64 << 10
    /// Events of one PutLogEvents.
    package var batchEvents = 10_000
    /// Bytes of one PutLogEvents, and of one event, counted as ``NewEvent/size``.
    package var batchBytes = 1 << 20
    /// Tags of one group.
    package var tags = 50
    /// Live tail sessions of one account and region.
    package var tailSessions = 15
    /// How long a live tail session lasts.
    package var tailDuration = Duration.seconds(3 * 3_600)
    /// How often a live tail session sends an update.
    package var tailInterval = Duration.seconds(1)
    /// Events of one update; of more than that a sample is sent.
    package var tailUpdateEvents = 500
    /// Events, and bytes of them, that wait for a slow reader of a session; the oldest go first.
    package var tailBufferEvents = 5_000
    package var tailBufferBytes = 16 << 20
    /// Bytes of events that wait to be matched against sessions; what comes on top is left out of
    /// the sessions, which then say that they are samples.
    package var tailQueueBytes = 32 << 20
    /// Events that one step of expiry or collection deletes.
    package var sweepStep = 2_000
    /// How often expired and removed events are looked for.
    package var sweepInterval = Duration.seconds(60)

    package static let standard = LogsLimits()

    /// The standard limits, to be changed by tests that want small ones.
    package init() {}
}
