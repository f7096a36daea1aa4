import Shapes

/// Writes the Swift of one pruned model.
struct SwiftWriter {
    let model: PrunedModel
    let namespace: String
    let source: String
    private let types: [String: Value]

    init(model: PrunedModel, namespace: String, source: String) {
        self.model = model
        self.namespace = namespace
        self.source = source
        types = Dictionary(uniqueKeysWithValues: model.shapes.map { ($0.name, $0.value) })
    }

    private var header: String {
        "// Generated from Models/aws/\(source).json by `make models`; do not edit.\n"
            + "// swift-format-ignore-file\n\n"
    }

    /// File names and their text.
    func files() throws -> [String: String] {
        [
            "\(namespace).swift": namespaceFile(),
            "\(namespace)+Operations.swift": operationsFile(),
            "\(namespace)+Shapes.swift": try shapesFile(),
            "\(namespace)+Enums.swift": enumsFile(),
        ]
    }

    // MARK: Namespace, model, faults

    private func namespaceFile() -> String {
        let json = String(decoding: JSON.serialize(.object(model.json)), as: UTF8.self)
        var text = header
        text += "import AWSWire\npackage import Shapes\n\n"
        text += "/// Shapes, operations and errors of the \(serviceID) API.\n"
        text += "package enum \(namespace) {\n"
        text += "    /// The API as data: what codecs and validation walk.\n"
        text += "    package static let model = try! ServiceModel(json: modelText)\n\n"
        text += faults()
        text += "    private static let modelText = ####\"\"\"\n\(json)\n\"\"\"####\n"
        text += "}\n"
        return text
    }

    private var serviceID: String { model.json["serviceId"]?.string ?? source }

    private func faults() -> String {
        let errors = model.shapes.filter { $0.value["error"] != nil }
        guard !errors.isEmpty else { return "" }
        var text = "    /// The errors that implemented operations declare.\n"
        text += "    package enum Fault: ServiceFault, CaseIterable {\n"
        for error in errors {
            text += "        case \(lowerFirst(error.name))\n"
        }
        func table(_ name: String, _ type: String, _ value: (Value) -> String) -> String {
            var text = "\n        package var \(name): \(type) {\n            switch self {\n"
            for error in errors {
                let result = value(error.value["error"]!)
                text += "            case .\(lowerFirst(error.name)): \(result)\n"
            }
            return text + "            }\n        }\n"
        }
        text += table("code", "String") { "\"\($0["code"]?.string ?? "")\"" }
        text += table("status", "Int") {
            if case .integer(let status)? = $0["status"] { "\(status)" } else { "400" }
        }
        text += table("isSenderFault", "Bool") {
            $0["senderFault"] == .bool(false) ? "false" : "true"
        }
        return text + "    }\n\n"
    }

    // MARK: Operations

    private func operationsFile() -> String {
        var text = header
        let hasEmpty = model.operations.contains { $0.value["input"] == nil }
        text += "package import AWSWire\n\(hasEmpty ? "package " : "")import Shapes\n\n"
        text += "extension \(namespace) {\n"
        text += "    /// The operations that are implemented.\n"
        text += "    package protocol Operations: Sendable {\n"
        for operation in model.operations where !model.streams.contains(operation.name) {
            let input = operation.value["input"]?.string.map(typeName) ?? "Empty"
            let output = operation.value["output"]?.string.map(typeName) ?? "Void"
            text += "        func \(lowerFirst(operation.name))("
            text += "_ input: \(input), _ context: RequestContext"
            text += ") async throws -> \(output)\n"
        }
        text += "    }\n\n"
        text += "    /// `service` as the gateway calls it, by operation name.\n"
        text += "    package static func handlers(for service: some Operations)"
        text += " -> [String: OperationHandler] {\n"
        text += "        var handlers: [String: OperationHandler] = [:]\n"
        for operation in model.operations where !model.streams.contains(operation.name) {
            text += "        handlers[\"\(operation.name)\"] = "
            text += "operationHandler(service.\(lowerFirst(operation.name)))\n"
        }
        text += "        return handlers\n    }\n"
        if hasEmpty {
            text += "\n    /// The input of operations without one.\n"
            text += "    package struct Empty: Shape {\n        package init() {}\n"
            text += "        package mutating func visit(_ visitor: ShapeVisitor) {}\n    }\n"
        }
        return text + "}\n"
    }

    // MARK: Structures

    private func shapesFile() throws -> String {
        var text = header
        text += "package import Shapes\n\nextension \(namespace) {\n"
        for shape in model.shapes
        where shape.value["type"]?.string == "structure" && isTyped(shape) {
            text += structure(shape)
        }
        return text + "}\n"
    }

    /// Errors are thrown as `AWSError`; only those that event streams carry need a type.
    private func isTyped(_ shape: Object.Member) -> Bool {
        shape.value["error"] == nil || model.embeddedErrors.contains(shape.name)
    }

    private func structure(_ shape: Object.Member) -> String {
        let members = shape.value["members"]?.object?.members ?? []
        let required = Set((shape.value["required"]?.list ?? []).compactMap(\.string))
        var text = "    /// `\(shape.name)` of the model.\n"
        text += "    package struct \(typeName(shape.name)): Shape {\n"
        for member in members {
            let name = member.value["shape"]?.string ?? ""
            let type = swiftType(name)
            let property = propertyName(member.name)
            if model.recursive.contains(name) && model.recursive.contains(shape.name) {
                text += "        package var \(property): Indirect<\(type)>?\n"
            } else if required.contains(member.name), let empty = emptyValue(name) {
                text += "        package var \(property): \(type) = \(empty)\n"
            } else {
                text += "        package var \(property): \(type)?\n"
            }
        }
        text += "        package init() {}\n"
        text += "        package mutating func visit(_ visitor: ShapeVisitor) {\n"
        for member in members {
            text += "            visitor.field(\"\(member.name)\", &\(propertyName(member.name)))\n"
        }
        return text + "        }\n    }\n"
    }

    /// What a required member holds before it is set; nil keeps it optional.
    private func emptyValue(_ name: String) -> String? {
        let shape = types[name]
        switch shape?["type"]?.string {
        case "string": return shape?["enum"] == nil ? "\"\"" : nil
        case "list": return "[]"
        case "map": return "[:]"
        case "integer", "long": return "0"
        case "float", "double": return "0"
        case "boolean": return "false"
        case "blob": return "Blob()"
        default: return nil
        }
    }

    private func swiftType(_ name: String) -> String {
        let shape = types[name]
        switch shape?["type"]?.string {
        case "structure": return typeName(name)
        case "list": return "[\(swiftType(shape?["member"]?["shape"]?.string ?? ""))]"
        case "map": return "[String: \(swiftType(shape?["value"]?["shape"]?.string ?? ""))]"
        case "integer", "long": return "Int"
        case "float", "double": return "Double"
        case "boolean": return "Bool"
        case "blob": return "Blob"
        case "timestamp": return "Timestamp"
        case "document": return "Value"
        default: return shape?["enum"] == nil ? "String" : typeName(name)
        }
    }

    // MARK: Enumerations

    private func enumsFile() -> String {
        var text = header
        text += "import Shapes\n\nextension \(namespace) {\n"
        for shape in model.shapes where shape.value["enum"] != nil {
            text += "    /// `\(shape.name)` of the model.\n"
            text += "    package enum \(typeName(shape.name)): String, ShapeEnum, CaseIterable {\n"
            for value in (shape.value["enum"]?.list ?? []).compactMap(\.string) {
                text += "        case \(caseName(value)) = \"\(value)\"\n"
            }
            text += "    }\n"
        }
        return text + "}\n"
    }

    // MARK: Names

    /// Names that would hide what generated code itself uses.
    private static let reservedTypes: Set<String> = [
        "String", "Int", "Bool", "Double", "Value", "Blob", "Timestamp", "Shape", "ShapeVisitor",
        "Operations", "Fault", "Empty", "Type", "Protocol", "Self", "Error", "Void", "Indirect",
    ]

    private static let keywords: Set<String> = [
        "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
        "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
        "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
        "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows",
        "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws",
        "true", "try", "typealias", "var", "where", "while", "Any", "Self", "Type",
    ]

    private func typeName(_ name: String) -> String {
        let upper = name.prefix(1).uppercased() + name.dropFirst()
        return Self.reservedTypes.contains(upper) ? upper + "Shape" : upper
    }

    /// The Swift property of a member: its own name with the first word in lower case.
    private func propertyName(_ name: String) -> String {
        let lower = lowerFirst(name)
        return Self.keywords.contains(lower) ? "`\(lower)`" : lower
    }

    /// `RunTask` → `runTask`, `ARN` → `arn`, `DNSName` → `dnsName`.
    private func lowerFirst(_ name: String) -> String {
        let characters = Array(name)
        let capitals = characters.prefix { $0.isUppercase }.count
        let count =
            capitals <= 1 || capitals == characters.count ? capitals : capitals - 1
        return name.prefix(count).lowercased() + name.dropFirst(count)
    }

    /// `FARGATE_SPOT` → `fargateSpot`, `awslogs` → `awslogs`, `ON_CREATE` → `onCreate`.
    private func caseName(_ value: String) -> String {
        let words = value.split { !($0.isLetter || $0.isNumber) }
        var name = ""
        for (index, word) in words.enumerated() {
            let isShouted = word.allSatisfy { $0.isUppercase || $0.isNumber }
            let plain = isShouted ? word.lowercased() : String(word)
            name +=
                index == 0
                ? lowerFirst(plain) : plain.prefix(1).uppercased() + plain.dropFirst()
        }
        if name.isEmpty { name = "empty" }
        if name.first!.isNumber { name = "_" + name }
        return Self.keywords.contains(name) ? "`\(name)`" : name
    }
}
