import Foundation
import Glibc
import Store
import StoreSQLite
import Testing

@Suite("SQLite store: full disks", .timeLimit(.minutes(10)))
struct FullDiskTests {
    @Test func `At its quota the store refuses, and goes on when there is room`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            var store = try SQLiteStore(path: path, maximumBytes: 512 << 10)
            let stream = try await store.watch(.all, from: nil)
            let acknowledged = await fill(store)
            #expect(acknowledged.count > 50)
            try await expectOnly(acknowledged, in: store)

            // Reading, watching and deleting still work; what was compacted makes room.
            let last = try await store.currentRevision()
            #expect(try await collect(stream, through: last).count == acknowledged.count)
            try await makeRoom(store)
            try await eventually {
                do {
                    try await store.put("/small", [1])
                    return true
                } catch StoreError.noSpace { return false }
            }
            try await store.close()
            store = try SQLiteStore(path: path)
            #expect(try await store.get("/small") != nil)
            try await store.close()
        }
    }

    /// Deletes by the small transactions that a full database still takes, and compacts.
    private func makeRoom(_ store: SQLiteStore) async throws {
        for item in try await store.list(.under("/k")).items {
            do { try await store.delete(item.key) } catch StoreError.noSpace { break }
        }
        try await store.compact(through: try await store.currentRevision())
    }

    @Test(.enabled(if: geteuid() == 0, "mounting needs root"))
    func `On a full file system nothing false is acknowledged`() async throws {
        try await withTemporaryDirectory { directory in
            #expect(mount("tmpfs", directory, "tmpfs", 0, "size=4m") == 0)
            defer { umount2(directory, CInt(MNT_DETACH)) }
            let path = directory + "/store.sqlite"
            let ballast = directory + "/ballast"
            try Data(count: 2 << 20).write(to: URL(fileURLWithPath: ballast))
            var store = try SQLiteStore(path: path)
            var acknowledged = await fill(store)
            try await expectOnly(acknowledged, in: store)

            try FileManager.default.removeItem(atPath: ballast)
            try await store.put("/again", [1])
            acknowledged.insert("/again")
            try await expectOnly(acknowledged, in: store)
            try await store.close()
            store = try SQLiteStore(path: path)
            try await expectOnly(acknowledged, in: store)
            try await store.close()
        }
    }

    /// Writes from many tasks until nothing fits any more; the keys that were acknowledged.
    private func fill(_ store: SQLiteStore) async -> Set<Key> {
        await withTaskGroup(of: [Key].self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var keys: [Key] = []
                    for number in 0..<2_000 {
                        let key: Key = "/k/\(worker)/\(number)"
                        do {
                            try await store.put(key, [UInt8](repeating: 7, count: 4_000))
                            keys.append(key)
                        } catch {
                            #expect(error as? StoreError == .noSpace)
                            return keys
                        }
                    }
                    Issue.record("the disk never filled")
                    return keys
                }
            }
            return await group.reduce(into: Set()) { $0.formUnion($1) }
        }
    }

    private func expectOnly(_ keys: Set<Key>, in store: SQLiteStore) async throws {
        var found: Set<Key> = []
        var page = try await store.list(.all)
        while true {
            found.formUnion(page.items.map(\.key))
            guard page.more else { break }
            page = try await store.list(
                .all, after: page.items.last?.key, limit: 1_000, at: page.revision)
        }
        #expect(found == keys)
    }
}
