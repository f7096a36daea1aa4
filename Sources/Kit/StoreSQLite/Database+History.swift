import GRDB
import Store

extension Database {
    /// Revisions that one page of history looks at, at most: what a watch of a quiet range costs
    /// to catch up is bounded at each step.
    private static let revisionsPerPage: Int64 = 10_000

    /// The changes of a range from one revision on, in whole revisions: through `through`, or as
    /// far as a page goes.
    func fetchHistory(
        _ range: KeyRange, from: Revision, through: Revision, limits: StoreLimits
    ) throws -> HistoryPage {
        let state = try fetchState()
        if from <= state.compacted { throw StoreError.compacted(state.compacted) }
        let last = min(through, Revision(from.number + Self.revisionsPerPage - 1))
        var page = HistoryPage(batches: [], through: last)
        var count = 0
        var bytes = 0
        try forEachChange(in: range, from: from, through: last) {
            revision, key, deletes, previous in
            let startsRevision = page.batches.last?.revision != revision
            if startsRevision, count >= limits.pageItems || bytes >= limits.pageBytes {
                page.through = page.batches[page.batches.count - 1].revision
                return false
            }
            let event = try event(revision, key, deletes, previous)
            if startsRevision {
                page.batches.append(WatchBatch(revision: revision, events: [event]))
            } else {
                page.batches[page.batches.count - 1].events.append(event)
            }
            count += 1
            bytes += event.bytes
            return true
        }
        return page
    }

    /// What a watch is told about one change: a deletion, or what the key held after it.
    private func event(
        _ revision: Revision, _ key: Key, _ deletes: Bool, _ previous: KeyValue?
    ) throws -> WatchEvent {
        if deletes, let previous { return .delete(previous: previous) }
        guard let record = try fetchRecord(key, at: revision), record.modRevision == revision else {
            throw StoreError.corrupt("the history of \(key) breaks at revision \(revision)")
        }
        return .put(record, previous: previous)
    }
}
