import Foundation
import Shapes
import Synchronization

/// botocore in a Python process, asked over a pipe: one JSON line each way.
final class Stranger: Sendable {
    /// The process that all tests share; nil when Python or botocore is missing.
    static let shared: Stranger? = try? Stranger()
    static let isAvailable = shared != nil
    static let absence = "python3 with botocore is needed: the wire tests ask it as a stranger"

    struct Failure: Error, CustomStringConvertible { let description: String }

    private struct Pipes: @unchecked Sendable {
        // Only touched under the mutex below.
        let input: FileHandle
        let output: FileHandle
        var pending = Data()
    }

    private let process: Process
    private let pipes: Mutex<Pipes>

    private init() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Stranger/stranger.py").standardized
        let input = Pipe()
        let output = Pipe()
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        pipes = Mutex(
            Pipes(input: input.fileHandleForWriting, output: output.fileHandleForReading))
        // Closing our end of the pipe ends the process, also when the tests crash.
        _ = try call(["do": .string("version")])
    }

    /// Sends a command and returns what it answers.
    func call(_ command: Object) throws -> Value {
        try pipes.withLock { pipes in
            var line = Data(JSON.serialize(.object(command)))
            line.append(0x0A)
            try pipes.input.write(contentsOf: line)
            while true {
                if let end = pipes.pending.firstIndex(of: 0x0A) {
                    let answer = try JSON.parse(pipes.pending[..<end])
                    pipes.pending = Data(pipes.pending[(end + 1)...])
                    if let result = answer["ok"] { return result }
                    throw Failure(description: answer["error"]?.string ?? "no answer")
                }
                let more = pipes.output.availableData
                if more.isEmpty { throw Failure(description: "the stranger has gone") }
                pipes.pending.append(more)
            }
        }
    }
}

/// Trees as the stranger writes them, in one order, so that they can be compared.
enum TaggedTree {
    /// Reads `{"$t": …}`, `{"$b": …}` and `{"$f": …}`.
    static func value(_ tagged: Value) -> Value {
        switch tagged {
        case .list(let elements): return .list(elements.map(value))
        case .object(let object):
            if case .integer(let time)? = object["$t"] {
                return .timestamp(Timestamp(milliseconds: time))
            }
            if let text = object["$b"]?.string { return .bytes(Base64.decode(text)!) }
            if let text = object["$f"]?.string { return .double(Double(text)!) }
            return sorted(
                .object(
                    Object(object.members.map { .init(name: $0.name, value: value($0.value)) })))
        default: return tagged
        }
    }

    /// The same tree with all members in the order of their names.
    static func sorted(_ tree: Value) -> Value {
        switch tree {
        case .list(let elements): return .list(elements.map(sorted))
        case .object(let object):
            let members = object.members.map {
                Object.Member(name: $0.name, value: sorted($0.value))
            }
            return .object(Object(members.sorted { $0.name < $1.name }))
        default: return tree
        }
    }
}

extension Value {
    var integer: Int? {
        guard case .integer(let number) = self else { return nil }
        return Int(number)
    }

    /// Header pairs as the stranger writes them.
    func headerPairs() -> [(String, String)] {
        (list ?? []).map { ($0.list?[0].string ?? "", $0.list?[1].string ?? "") }
    }
}
