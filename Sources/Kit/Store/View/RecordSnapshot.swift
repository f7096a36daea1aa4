/// A second order of the records of a view: each record stands under the terms that a closure
/// gives it, any number of them.
package struct RecordIndex<Record: Sendable>: Sendable {
    /// Its name, by which ``RecordSnapshot/records(in:under:)`` finds it.
    package let name: String
    /// The terms of a record: pure, and the same at every call.
    package let terms: @Sendable (Key, Record) -> [String]

    /// An index with this name and these terms.
    package init(_ name: String, terms: @escaping @Sendable (Key, Record) -> [String]) {
        self.name = name
        self.terms = terms
    }
}

/// A decoded record and where it stands in the history of its store.
package struct RecordEntry<Record: Sendable>: Sendable {
    /// The key of the record.
    package let key: Key
    /// The record.
    package let record: Record
    /// The revision that made the key.
    package let createRevision: Revision
    /// The revision that last wrote it: what a compare-and-swap expects.
    package let modRevision: Revision
}

/// A record whose value could not be decoded. It stays in the store as it is.
package struct QuarantinedRecord: Sendable, Hashable {
    /// The key of the record.
    package let key: Key
    /// The revision that last wrote it.
    package let modRevision: Revision
    /// What the decoder said.
    package let reason: String
}

/// All records of a view as they stood at one revision. A value: it does not change, costs nothing
/// to copy, and keeps alive no more than what has changed since.
package struct RecordSnapshot<Record: Sendable>: Sendable {
    /// A term of an index and the key of a record under it.
    private struct Posting: Sendable, Comparable {
        var term: Key
        var key: Key

        static func < (left: Posting, right: Posting) -> Bool {
            left.term == right.term ? left.key < right.key : left.term < right.term
        }
    }

    /// The revision: all that happened in the store through it is here. ``Revision/zero`` until
    /// the view has read the store for the first time.
    package internal(set) var revision = Revision.zero
    /// The revision at which a record of the view last changed, or was read for the first time.
    package internal(set) var changed = Revision.zero
    /// The records, ordered bytewise by key.
    package private(set) var records = OrderedMap<Key, RecordEntry<Record>>()
    /// The records that could not be decoded, and are in no other place of the snapshot.
    package private(set) var quarantined = OrderedMap<Key, QuarantinedRecord>()

    private let indexes: [RecordIndex<Record>]
    private var postings: [OrderedMap<Posting, Void>]

    /// A snapshot before anything was read.
    init(indexes: [RecordIndex<Record>] = []) {
        self.indexes = indexes
        postings = indexes.map { _ in OrderedMap() }
    }

    /// How many records there are.
    package var count: Int { records.count }

    /// The record of a key.
    package subscript(key: Key) -> Record? { records[key]?.record }

    /// The record of a key, with its revisions.
    package func entry(_ key: Key) -> RecordEntry<Record>? { records[key] }

    /// The records of a range that come after the key `after`, in key order.
    package func entries(
        in range: KeyRange, after: Key? = nil
    ) -> some Sequence<RecordEntry<Record>> {
        records.entries(in: range, after: after).lazy.map(\.value)
    }

    /// The records that stand under a term of an index and come after the key `after`, in key
    /// order.
    ///
    /// - Precondition: The view was made with an index of this name.
    package func entries(
        in index: String, under term: String, after: Key? = nil
    ) -> some Sequence<RecordEntry<Record>> {
        guard let number = indexes.firstIndex(where: { $0.name == index }) else {
            preconditionFailure("the view has no index \(index)")
        }
        let term = Key(term)
        let first = Posting(term: term, key: after?.successor ?? Key(bytes: []))
        return postings[number].entries(from: first).lazy
            .prefix(while: { $0.key.term == term })
            .compactMap { records[$0.key.key] }
    }

    // MARK: Changing

    /// What has become of a key.
    enum Change: Sendable {
        case record(RecordEntry<Record>)
        case quarantined(QuarantinedRecord)
        case deleted(Key)
    }

    /// Takes over a change of a key.
    mutating func apply(_ change: Change) {
        switch change {
        case .record(let entry):
            quarantined[entry.key] = nil
            replace(records.updateValue(entry, forKey: entry.key), by: entry)
        case .quarantined(let record):
            quarantined[record.key] = record
            replace(records.removeValue(forKey: record.key), by: nil)
        case .deleted(let key):
            quarantined[key] = nil
            replace(records.removeValue(forKey: key), by: nil)
        }
    }

    private mutating func replace(
        _ old: RecordEntry<Record>?, by new: RecordEntry<Record>?
    ) {
        for (number, index) in indexes.enumerated() {
            for term in old.map({ index.terms($0.key, $0.record) }) ?? [] {
                postings[number][Posting(term: Key(term), key: old!.key)] = nil
            }
            for term in new.map({ index.terms($0.key, $0.record) }) ?? [] {
                postings[number][Posting(term: Key(term), key: new!.key)] = ()
            }
        }
    }
}
