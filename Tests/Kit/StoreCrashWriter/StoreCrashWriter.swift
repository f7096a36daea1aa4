import Foundation
import Store
import StoreSQLite

/// Writes to a store as fast as it can until it is killed, and says on standard output what was
/// acknowledged: a line `WORKER NUMBER REVISION` each, written at once.
/// usage: store-crash-writer FILE WORKERS
///
/// Transaction `n` of worker `w` writes `n` under `/w/<w>/a`, `b` and `c`, makes `/log/<w>/<n>` and
/// removes `/log/<w>/<n - 20>`.
@main
struct StoreCrashWriter {
    static let history = 20

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let workers = Int(arguments[2]) else { exit(2) }
        let store = try SQLiteStore(path: arguments[1])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<workers { group.addTask { try await write(store, worker) } }
            group.addTask { try await compact(store) }
            try await group.waitForAll()
        }
    }

    private static func write(_ store: SQLiteStore, _ worker: Int) async throws {
        var number = 0
        if let record = try await store.get(Key("/w/\(worker)/a")) {
            number = Int(String(decoding: record.value.prefix { $0 != 0x20 }, as: UTF8.self)) ?? 0
        }
        while true {
            number += 1
            // Values of all sizes, so that transactions cover one page or many.
            let size = number % 7 == 0 ? 20_000 : number * 37 % 900
            let value =
                Array("\(number) ".utf8) + [UInt8](repeating: UInt8(number % 251), count: size)
            var operations: [Transaction.Operation] = ["a", "b", "c"].map {
                .put(Key("/w/\(worker)/\($0)"), value, lease: nil)
            }
            operations.append(.put(Key("/log/\(worker)/\(number)"), [], lease: nil))
            if number > history {
                operations.append(.delete(Key("/log/\(worker)/\(number - history)")))
            }
            let result = try await store.commit(Transaction(then: operations))
            let line = Array("\(worker) \(number) \(result.revision.number)\n".utf8)
            guard Glibc.write(STDOUT_FILENO, line, line.count) == line.count else { exit(3) }
        }
    }

    private static func compact(_ store: SQLiteStore) async throws {
        while true {
            try await Task.sleep(for: .milliseconds(20))
            let newest = try await store.currentRevision().number
            if newest > 100 { try await store.compact(through: Revision(newest - 100)) }
        }
    }
}
