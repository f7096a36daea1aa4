import GRDB
import Store
import StoreSQLite
import Testing

@Suite("SQLite store: copies")
struct SQLiteCopyTests {
    @Test func `A copy shows one moment of a store that goes on being written`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            let store = try SQLiteStore(path: path)
            #expect(SQLiteStore.isInUse(path))
            for number in 0..<100 { try await store.put("/\(number)", bytes("value")) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    // Both keys in one transaction: a torn copy would hold one of them.
                    var number = 0
                    while !Task.isCancelled {
                        number += 1
                        let value = bytes("\(number)")
                        _ = try await store.commit(
                            Transaction(then: [.put("/left", value), .put("/right", value)]))
                    }
                }
                for number in 0..<5 {
                    let copy = directory + "/copy-\(number)"
                    try SQLiteCopy.make(of: path, at: copy)
                    let reopened = try SQLiteStore(path: copy)
                    #expect(try await reopened.get("/99")?.value == bytes("value"))
                    #expect(
                        try await reopened.get("/left")?.value
                            == reopened.get("/right")?.value)
                    try await reopened.close()
                }
                group.cancelAll()
            }
            try await store.close()
            #expect(!SQLiteStore.isInUse(path))
            try SQLiteCopy.make(of: path, at: directory + "/closed")
            let error = await storeError {
                try SQLiteCopy.make(of: path, at: directory + "/closed")
            }
            #expect(error != nil)
        }
    }

    @Test func `A store that was advanced goes on above the revision`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            var store = try SQLiteStore(path: path)
            try await store.put("/a", bytes("1"))
            try await store.put("/a", bytes("2"))
            try await store.close()
            try SQLiteCopy.advance(storeAt: path, to: Revision(1_000))
            store = try SQLiteStore(path: path)
            #expect(try await store.currentRevision() == Revision(1_000))
            #expect(try await store.get("/a")?.value == bytes("2"))
            let early = try #require(try await store.get("/a")?.modRevision)
            #expect(early < Revision(1_000))
            let error = await storeError {
                _ = try await store.watch(.all, from: early)
            }
            #expect(error == .compacted(Revision(1_000)))
            #expect(try await store.put("/a", bytes("3")) == Revision(1_001))
            try await store.close()
            // It never goes back.
            try SQLiteCopy.advance(storeAt: path, to: Revision(5))
            store = try SQLiteStore(path: path)
            #expect(try await store.currentRevision() == Revision(1_001))
            try await store.close()
        }
    }
}
