import AWSWire
import EC2Core
import EC2Model
import Store

/// All records of one scope as they stood at one revision.
struct Snapshot: Sendable {
    var scope: EC2Scope
    var records: RecordSnapshot<any EC2Record>

    /// The record of a key, when it is of this type.
    func record<R: EC2Record>(_ type: R.Type, at key: Key) -> R? { records[key] as? R }

    /// The resource of an id.
    func find<R: EC2Resource>(_ type: R.Type, _ id: String?) -> R? {
        id.flatMap { record(type, at: scope.key(R.kind, $0)) }
    }

    /// The resource that a request names.
    ///
    /// - Throws: `Invalid….Malformed` or `Invalid….NotFound`.
    func get<R: EC2Resource>(_ type: R.Type, _ id: String) throws(AWSError) -> R {
        try check(id, R.kind)
        guard let record = find(type, id) else { throw .notFound(R.kind, id) }
        return record
    }

    /// The resource that a parameter names.
    func get<R: EC2Resource>(
        _ type: R.Type, _ id: String?, parameter: String
    ) throws(AWSError) -> R {
        guard let id, !id.isEmpty else { throw .missing(parameter) }
        return try get(type, id)
    }

    /// All resources of a kind, in the order of their ids.
    func all<R: EC2Resource>(_ type: R.Type) -> [R] {
        records.entries(in: .under(scope.folder(R.kind))).compactMap { $0.record as? R }
    }

    /// The resources that a request names, in its order; all of the kind where it names none.
    func all<R: EC2Resource>(_ type: R.Type, named ids: [String]?) throws(AWSError) -> [R] {
        guard let ids, !ids.isEmpty else { return all(type) }
        var result: [R] = []
        for id in ids where !result.contains(where: { $0.id == id }) {
            result.append(try get(type, id))
        }
        return result
    }

    /// Ids of the resources that refer to a resource; of one kind where one is given.
    func dependents(of id: String, kind: EC2Kind? = nil) -> [String] {
        let folder = scope.links(to: id)
        return records.entries(in: .under(folder)).compactMap { entry in
            guard let other = entry.key.components.last else { return nil }
            return kind == nil || EC2Kind(ofID: other) == kind ? other : nil
        }
    }

    /// The resources of a kind that refer to a resource.
    func dependents<R: EC2Resource>(_ type: R.Type, of id: String) -> [R] {
        dependents(of: id, kind: R.kind).compactMap { find(type, $0) }
    }

    /// Refuses text that cannot be an id of this kind.
    func check(_ id: String, _ kind: EC2Kind) throws(AWSError) {
        guard let names = kind.names, names.digits > 0 else { return }
        guard EC2ID.isWellFormed(id, names.prefix) else { throw .malformed(kind, id) }
    }
}
