import Foundation
import Shapes

/// Writes the Swift of the model targets from `Models/`; `make models` runs it, CI runs it and
/// compares.
@main
struct ShapeGenerator {
    static func main() throws {
        let root = URL(filePath: CommandLine.arguments.dropFirst().first ?? ".")
        let plan = try read(root.appending(path: "Models/implemented.json"))
        for service in plan.object?.members ?? [] {
            let model = try read(root.appending(path: "Models/aws/\(service.name).json"))
            guard let target = service.value["target"]?.string,
                let namespace = service.value["namespace"]?.string,
                let operations = service.value["operations"]?.list?.compactMap(\.string)
            else {
                throw GeneratorError("\(service.name): target, namespace or operations missing")
            }
            let streams = service.value["streams"]?.list?.compactMap(\.string) ?? []
            let pruned = try PrunedModel(
                model, implementing: operations + streams, streaming: streams)
            let writer = SwiftWriter(model: pruned, namespace: namespace, source: service.name)
            let folder = root.appending(path: "Sources/Models/\(target)")
            try replace(folder, with: try writer.files())
            print("\(target): \(pruned.shapes.count) shapes, \(pruned.operations.count) operations")
        }
    }

    private static func read(_ file: URL) throws -> Value {
        try JSON.parse(Data(contentsOf: file))
    }

    /// Makes `folder` hold exactly `files`; unchanged ones keep their modification time, so that
    /// nothing is rebuilt for them.
    private static func replace(_ folder: URL, with files: [String: String]) throws {
        let manager = FileManager.default
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in try manager.contentsOfDirectory(atPath: folder.path) where files[name] == nil {
            try manager.removeItem(at: folder.appending(path: name))
        }
        for (name, text) in files {
            let file = folder.appending(path: name)
            if let old = try? String(contentsOf: file, encoding: .utf8), old == text { continue }
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }
}

/// Why the generator cannot go on.
struct GeneratorError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
