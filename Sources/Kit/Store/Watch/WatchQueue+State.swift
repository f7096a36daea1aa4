extension WatchQueue {
    /// What one watch has to deliver: a state machine without locks or waiting. Events are the
    /// mutating methods; what they return is for the shell to do.
    ///
    /// A watch begins `catchingUp` when it asks for old revisions: those through a fixed target
    /// are read from the history, while what is published after the target is buffered. It is
    /// `live` once the target is reached, and `ended` after an error or a cancel. Only a live watch
    /// is overrun when its buffer is full; one that catches up drops the buffer, takes a new
    /// target and reads on.
    struct State {
        private enum Phase {
            case catchingUp(next: Revision, target: Revision)
            case live
            case ended(StoreError?)
        }

        /// What the consumer gets, or has to do, now.
        enum Step {
            case deliver(WatchBatch)
            case fail(StoreError)
            case finish
            /// Read the history from one revision through another, then report.
            case readHistory(from: Revision, through: Revision)
            /// Nothing yet: the next publish may bring something.
            case wait
        }

        private let range: KeyRange
        private let from: Revision
        private let maximumEvents: Int
        private let maximumBytes: Int
        private var phase: Phase
        private var buffer: [WatchBatch] = []
        /// How much of the buffer is delivered; removed in one go, so that taking a batch is cheap.
        private var taken = 0
        private var bufferedEvents = 0
        private var bufferedBytes = 0
        /// The newest revision that was published.
        private var published: Revision
        private var wanted: Revision?

        /// A watch of `range` from the revision `from`, when `published` is the newest.
        init(range: KeyRange, from: Revision, published: Revision, limits: StoreLimits) {
            self.range = range
            self.from = from
            self.published = published
            maximumEvents = limits.watchEvents
            maximumBytes = limits.watchBytes
            phase = from > published ? .live : .catchingUp(next: from, target: published)
        }

        /// The store has committed these batches; `revision` is the newest of them.
        mutating func batchesPublished(_ batches: [WatchBatch], through revision: Revision) {
            published = revision
            if case .ended = phase { return }
            for batch in batches where batch.revision >= from {
                append(batch)
            }
        }

        private mutating func append(_ batch: WatchBatch) {
            var batch = batch
            if !batch.events.allSatisfy({ range.contains($0.key) }) {
                batch.events = batch.events.filter { range.contains($0.key) }
                if batch.events.isEmpty { return }
            }
            bufferedEvents += batch.events.count
            bufferedBytes += batch.events.reduce(0) { $0 + $1.bytes }
            buffer.append(batch)
            if bufferedEvents <= maximumEvents, bufferedBytes <= maximumBytes { return }
            switch phase {
            case .catchingUp(let next, _):
                clear()
                phase = .catchingUp(next: next, target: published)
            case .live:
                clear()
                phase = .ended(.watchOverrun)
            case .ended:
                break
            }
        }

        /// Part of the history was read, through this revision.
        mutating func historyRead(through revision: Revision) {
            guard case .catchingUp(_, let target) = phase else { return }
            phase =
                revision >= target
                ? .live : .catchingUp(next: revision.next, target: target)
        }

        /// The consumer wants a batch once everything through `revision` is delivered.
        mutating func progressWanted(_ revision: Revision) {
            wanted = min(wanted ?? revision, revision)
        }

        /// The watch ends: after an error with the next step, after a cancel without.
        mutating func watchEnded(_ error: StoreError?) {
            if case .ended(nil) = phase { return }
            clear()
            phase = .ended(error)
        }

        /// Whether ``step()`` has something other than to wait.
        var hasStep: Bool {
            switch phase {
            case .catchingUp, .ended: true
            case .live: taken < buffer.count || wanted.map { $0 <= published } ?? false
            }
        }

        /// What the consumer gets next.
        mutating func step() -> Step {
            switch phase {
            case .catchingUp(let next, let target):
                return .readHistory(from: next, through: target)
            case .ended(let error):
                // The error is thrown once; a sequence is over after it.
                phase = .ended(nil)
                return error.map(Step.fail) ?? .finish
            case .live:
                if let batch = takeBuffered() {
                    delivered(batch.revision)
                    return .deliver(batch)
                }
                if let wanted, wanted <= published {
                    self.wanted = nil
                    return .deliver(WatchBatch(revision: published, events: []))
                }
                return .wait
            }
        }

        /// Everything through this revision has been handed over.
        mutating func delivered(_ revision: Revision) {
            if let wanted, wanted <= revision { self.wanted = nil }
        }

        private mutating func takeBuffered() -> WatchBatch? {
            guard taken < buffer.count else { return nil }
            let batch = buffer[taken]
            bufferedEvents -= batch.events.count
            bufferedBytes -= batch.events.reduce(0) { $0 + $1.bytes }
            taken += 1
            if taken == buffer.count {
                clear()
            } else if taken >= 64, taken > buffer.count / 2 {
                buffer.removeFirst(taken)
                taken = 0
            }
            return batch
        }

        private mutating func clear() {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 64)
            taken = 0
            bufferedEvents = 0
            bufferedBytes = 0
        }
    }
}
