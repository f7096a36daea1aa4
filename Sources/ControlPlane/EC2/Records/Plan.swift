import AWSWire
import EC2Core
import Shapes
import Store

/// A change as it is planned on a snapshot: what is read through it shows what was put before.
///
/// What it comes to is one transaction that holds only while each record that it writes is as it was
/// read, each resource that is referred to is there, and nothing refers to what is deleted. So a
/// dependent cannot come to be while what it depends on goes, whoever is faster.
struct Plan {
    /// What is planned for a key; nil to delete.
    private struct Write {
        var record: (any EC2Record)?
    }

    let state: Snapshot
    private var writes: [Key: Write] = [:]
    private var order: [Key] = []
    private var compares: [Compare] = []

    init(on state: Snapshot) { self.state = state }

    var scope: EC2Scope { state.scope }

    // MARK: Reading

    /// The record of a key as it will be.
    func record<R: EC2Record>(_ type: R.Type, at key: Key) -> R? {
        if let write = writes[key] { return write.record as? R }
        return state.record(type, at: key)
    }

    /// As ``record(_:at:)``, of whatever type.
    func record(at key: Key) -> (any EC2Record)? {
        if let write = writes[key] { return write.record }
        return state.records[key]
    }

    /// The resource of an id as it will be.
    func find<R: EC2Resource>(_ type: R.Type, _ id: String?) -> R? {
        id.flatMap { record(type, at: scope.key(R.kind, $0)) }
    }

    /// The resource that a parameter names, as it will be.
    ///
    /// - Throws: `MissingParameter`, `Invalid….Malformed` or `Invalid….NotFound`.
    func get<R: EC2Resource>(
        _ type: R.Type, _ id: String?, parameter: String
    ) throws(AWSError) -> R {
        guard let id, !id.isEmpty else { throw .missing(parameter) }
        try state.check(id, R.kind)
        guard let record = find(type, id) else { throw .notFound(R.kind, id) }
        return record
    }

    // MARK: Writing

    /// Writes a resource, new or changed.
    mutating func put<R: EC2Resource>(_ record: R) {
        write(record, at: scope.key(R.kind, record.id))
    }

    /// Writes a record that is no resource.
    mutating func put(_ record: any EC2Record, at key: Key) { write(record, at: key) }

    /// Deletes a resource, with its links.
    mutating func delete<R: EC2Resource>(_ record: R) {
        write(nil, at: scope.key(R.kind, record.id))
    }

    mutating func delete(at key: Key) { write(nil, at: key) }

    /// Has a resource written as it is, so that changes which must not pass one another do not.
    mutating func touch<R: EC2Resource>(_ type: R.Type, _ id: String) {
        if let record = find(type, id) { put(record) }
    }

    /// A further condition.
    mutating func require(_ compare: Compare) { compares.append(compare) }

    private mutating func write(_ record: (any EC2Record)?, at key: Key) {
        if writes.updateValue(Write(record: record), forKey: key) == nil { order.append(key) }
    }

    // MARK: Client tokens

    /// What was made for this token before.
    ///
    /// - Parameter request: The request without its token.
    /// - Throws: `IdempotentParameterMismatch` when it was used for another request.
    func made(
        by operation: String, token: String?, for request: some Shape
    ) throws(AWSError) -> String? {
        guard let token, !token.isEmpty,
            let found = record(EC2Token.self, at: scope.tokenKey(operation, token))
        else { return nil }
        guard found.request == Self.text(request) else { throw .idempotentParameterMismatch }
        return found.resource
    }

    /// Remembers what a token was used for, a day long.
    mutating func remember(
        _ resource: String, by operation: String, token: String?, for request: some Shape,
        at time: Timestamp
    ) {
        guard let token, !token.isEmpty else { return }
        var record = EC2Token()
        record.request = Self.text(request)
        record.resource = resource
        record.createdAt = time
        put(record, at: scope.tokenKey(operation, token))
    }

    private static func text(_ request: some Shape) -> String {
        String(decoding: JSON.encode(request), as: UTF8.self)
    }

    // MARK: Committing

    /// The transaction that does it.
    ///
    /// - Throws: `DependencyViolation` when something refers to what is to be deleted, `….NotFound`
    ///   when what is to be referred to is not there.
    func transaction() throws(AWSError) -> Transaction {
        var compares = compares
        var operations: [Transaction.Operation] = []
        var linked: Set<Key> = []
        var unlinked: Set<Key> = []
        for key in order {
            guard let write = writes[key] else { continue }
            let old = state.records.entry(key)
            compares.append(old.map { .modRevision(key, $0.modRevision) } ?? .absent(key))
            if let record = write.record {
                operations.append(.put(key, JSON.serialize(record.encoded), lease: nil))
            } else if old != nil {
                operations.append(.delete(key))
            }
            try link(
                from: old?.record as? any EC2Resource, to: write.record as? any EC2Resource,
                &linked, &unlinked, &compares)
        }
        for key in order where writes[key]?.record == nil {
            guard let old = state.records[key] as? any EC2Resource else { continue }
            compares += try alone(old, linked: linked, unlinked: unlinked)
        }
        operations += unlinked.subtracting(linked).map { .delete($0) }
        operations += linked.subtracting(unlinked).map { .put($0, JSON.encode(LinkRecord())) }
        return Transaction(if: compares, then: operations)
    }

    /// The links that change with a resource.
    private func link(
        from old: (any EC2Resource)?, to new: (any EC2Resource)?, _ linked: inout Set<Key>,
        _ unlinked: inout Set<Key>, _ compares: inout [Compare]
    ) throws(AWSError) {
        guard let id = new?.id ?? old?.id else { return }
        let before = Set(old?.references ?? [])
        let after = Set(new?.references ?? [])
        for target in before.subtracting(after) {
            unlinked.insert(scope.links(to: target).appending(id))
        }
        for target in after.subtracting(before).sorted() {
            guard let kind = EC2Kind(ofID: target) else { throw .invalidID(target) }
            let key = scope.key(kind, target)
            linked.insert(scope.links(to: target).appending(id))
            if let write = writes[key] {
                // Written here: its own compare guards it.
                if write.record == nil { throw .notFound(kind, target) }
            } else if state.records.entry(key) != nil {
                compares.append(.exists(key))
            } else {
                throw .notFound(kind, target)
            }
        }
    }

    /// That nothing refers to a resource which is to be deleted, but what goes with it.
    private func alone(
        _ resource: any EC2Resource, linked: Set<Key>, unlinked: Set<Key>
    ) throws(AWSError) -> [Compare] {
        let range = KeyRange.under(scope.links(to: resource.id))
        let violation = AWSError.dependencyViolation(type(of: resource).kind, resource.id)
        if linked.contains(where: range.contains) { throw violation }
        var result: [Compare] = []
        var start = range.start
        for entry in state.records.entries(in: range) {
            guard unlinked.contains(entry.key) else { throw violation }
            result.append(.empty(KeyRange(from: start, to: entry.key)))
            start = entry.key.successor
        }
        result.append(.empty(KeyRange(from: start, to: range.end)))
        return result
    }
}
