import Foundation
import Store
import StoreSQLite

/// What the store does on its own, for `Benchmarks/suite`.
///
///     store-bench commits FOLDER SECONDS WRITERS   prints committed writes a second, 512-byte values
///     store-bench clone FILE ID COUNT              adds COUNT copies of the records of task ID
@main
struct StoreBench {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.count) {
        case ("commits", 4):
            guard let seconds = Double(arguments[3]), let writers = Int(arguments[4]) else {
                break
            }
            let store = try SQLiteStore(path: arguments[2] + "/bench.sqlite")
            let count = try await commits(store, writers: writers, seconds: seconds)
            print(Int(Double(count) / seconds))
            return try await store.close()
        case ("clone", 4):
            guard let count = Int(arguments[4]) else { break }
            let store = try SQLiteStore(path: arguments[2])
            print(try await TaskClones(store: store, id: arguments[3]).make(count))
            return try await store.close()
        default: break
        }
        FileHandle.standardError.write(
            Data("usage: store-bench commits FOLDER SECONDS WRITERS | clone FILE ID COUNT\n".utf8))
        exit(2)
    }

    private static func commits(
        _ store: SQLiteStore, writers: Int, seconds: Double
    ) async throws -> Int {
        let value = [UInt8](repeating: 0x78, count: 512)
        let end = ContinuousClock.now + .seconds(seconds)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now < end {
                        let key = Key("/bench/\(writer)/\(count % 10_000)")
                        try await store.put(key, value)
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
    }
}
