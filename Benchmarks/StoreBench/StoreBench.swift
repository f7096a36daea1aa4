import Foundation
import Store
import StoreSQLite

/// Committed writes per second of the SQLite store, 512-byte values, by number of writers.
/// usage: store-bench FOLDER SECONDS WRITERS...
@main
struct StoreBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, let seconds = Double(arguments[2]) else {
            FileHandle.standardError.write(
                Data("usage: store-bench FOLDER SECONDS WRITERS...\n".utf8))
            exit(2)
        }
        let store = try SQLiteStore(path: arguments[1] + "/bench.sqlite")
        for writers in arguments.dropFirst(3).compactMap({ Int($0) }) {
            let count = try await commits(store, writers: writers, seconds: seconds)
            print("skerry store, \(writers) writers: \(Int(Double(count) / seconds)) commits/s")
        }
        try await store.close()
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
