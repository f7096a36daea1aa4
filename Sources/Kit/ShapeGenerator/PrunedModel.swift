import Shapes

/// What is left of a model when only what the implemented operations reach is kept.
struct PrunedModel {
    /// The pruned model in the form that `ServiceModel` reads.
    let json: Object
    /// Reached shapes by name, sorted.
    let shapes: [Object.Member]
    /// Implemented operations, sorted.
    let operations: [Object.Member]
    /// Structures that reach themselves through members that are no list or map.
    let recursive: Set<String>
    /// Operations that answer with an event stream: bound by hand, not through the protocol.
    let streams: Set<String>
    /// Error structures that are members of other structures.
    let embeddedErrors: Set<String>

    init(_ model: Value, implementing names: [String], streaming: [String]) throws {
        let all = model["operations"]?.object?.members ?? []
        let known = Set(all.map(\.name))
        for name in names where !known.contains(name) {
            throw GeneratorError("the model has no operation \(name)")
        }
        operations = all.filter { names.contains($0.name) }
        var shapeTable: [String: Value] = [:]
        for shape in model["shapes"]?.object?.members ?? [] { shapeTable[shape.name] = shape.value }
        let roots = operations.flatMap { operation in
            [operation.value["input"]?.string, operation.value["output"]?.string]
                .compactMap { $0 }
                + (operation.value["errors"]?.list ?? []).compactMap(\.string)
        }
        let reached = Self.reach(from: roots, in: shapeTable)
        shapes = reached.sorted().map { .init(name: $0, value: shapeTable[$0]!) }
        recursive = Self.recursiveStructures(in: shapeTable, among: reached)
        streams = Set(streaming)
        embeddedErrors = Set(
            shapes.flatMap { Self.references(of: $0.value) }
                .filter { shapeTable[$0]?["error"] != nil })
        var json = Object()
        for name in [
            "serviceId", "signingName", "apiVersion", "protocols", "targetPrefix", "xmlNamespace",
            "jsonVersion", "queryCompatible",
        ] {
            if let value = model[name] { json.append(name, value) }
        }
        json.append("operations", .object(Object(operations)))
        json.append(
            "refused",
            .list(all.filter { !names.contains($0.name) }.map { .string($0.name) }))
        json.append("shapes", .object(Object(shapes)))
        self.json = json
    }

    private static func references(of shape: Value) -> [String] {
        let members = (shape["members"]?.object?.members ?? []).map(\.value)
        let parts = ["member", "key", "value"].compactMap { shape[$0] }
        return (members + parts).compactMap { $0["shape"]?.string }
    }

    private static func reach(from roots: [String], in table: [String: Value]) -> Set<String> {
        var reached: Set<String> = []
        var pending = roots
        while let name = pending.popLast() {
            guard let shape = table[name], reached.insert(name).inserted else { continue }
            pending.append(contentsOf: references(of: shape))
        }
        return reached
    }

    private static func recursiveStructures(
        in table: [String: Value], among names: Set<String>
    ) -> Set<String> {
        names.filter { name in
            var seen: Set<String> = []
            var pending = directStructures(of: name, in: table)
            while let next = pending.popLast() {
                if next == name { return true }
                if seen.insert(next).inserted {
                    pending.append(contentsOf: directStructures(of: next, in: table))
                }
            }
            return false
        }
    }

    private static func directStructures(of name: String, in table: [String: Value]) -> [String] {
        (table[name]?["members"]?.object?.members ?? [])
            .compactMap { $0.value["shape"]?.string }
            .filter { table[$0]?["type"]?.string == "structure" }
    }
}
