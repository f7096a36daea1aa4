/// How much history a store keeps when nobody compacts it by hand: what a watch or a paged read
/// needs to go on after a pause, and no more.
package struct CompactionPolicy: Sendable, Hashable {
    /// Revisions that are kept whatever their age.
    package var revisions: Int64
    /// The age up to which revisions are kept.
    package var age: Duration
    /// Revisions that are kept at most, whatever their age. The bound on the history's size.
    package var maximumRevisions: Int64

    /// A policy; by default the last 1,000 revisions and those of the last five minutes, but never
    /// more than 500,000.
    package init(
        revisions: Int64 = 1_000, age: Duration = .seconds(300),
        maximumRevisions: Int64 = 500_000
    ) {
        precondition(revisions >= 0 && maximumRevisions >= revisions, "contradictory policy")
        self.revisions = revisions
        self.age = age
        self.maximumRevisions = maximumRevisions
    }

    /// Which revisions were the newest at which time: samples taken now and then.
    package struct Log: Sendable {
        fileprivate var samples: [(time: Duration, revision: Revision)] = []

        /// A log without samples: nothing is known to be old.
        package init() {}
    }

    /// Notes that `current` is the newest revision at `now`, and gives the revision to compact
    /// through, or nil when there is nothing to compact.
    package func decide(
        current: Revision, compacted: Revision, now: Duration, log: inout Log
    ) -> Revision? {
        log.samples.append((now, current))
        // The last sample that is old enough says which revisions are; the ones before it are of
        // no more use. This also bounds the log to the samples of one `age`.
        let old = log.samples.prefix { now - $0.time >= age }
        if old.count > 1 { log.samples.removeFirst(old.count - 1) }
        let aged = old.last?.revision ?? .zero
        let kept = Revision(min(aged.number, current.number - revisions))
        let target = max(kept, Revision(current.number - maximumRevisions))
        return target > compacted ? target : nil
    }
}
