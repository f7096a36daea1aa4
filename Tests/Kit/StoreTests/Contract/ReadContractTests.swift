import Store
import Testing

@Suite("Store contract: reads", .timeLimit(.minutes(10)))
struct ReadContractTests {
    @Test(arguments: Backend.allCases)
    func `Keys come in bytewise order`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let keys: [Key] = [
                Key(bytes: [0]), Key(bytes: [0, 0]), Key(bytes: [0, 0xFF]), "/", "/A", "/a", "/a/",
                "/a/b", "/a0", "/aa", "/e\u{301}", "/é", "/ｚ", "/🙂", Key(bytes: [0x7F]),
                Key(bytes: [0x80]), Key(bytes: [0xC3, 0x28]), Key(bytes: [0xFF]),
                Key(bytes: [0xFF, 0]), Key(bytes: [0xFF, 0xFF]),
            ]
            for key in keys.shuffled() { try await store.put(key, key.bytes) }
            let page = try await store.list(.all)
            #expect(
                page.items.map(\.key)
                    == keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) })
            #expect(page.items.allSatisfy { $0.value == $0.key.bytes })
            #expect(!page.more)
        }
    }

    @Test(arguments: Backend.allCases)
    func `Ranges hold what they say`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            let keys: [Key] = [
                "/a", "/a/1", "/a/2", "/ab", "/b", Key(bytes: [0x61, 0xFF]),
                Key(bytes: [0x61, 0xFF, 0x01]), Key(bytes: [0x62]), Key(bytes: [0xFF, 0xFF]),
                Key(bytes: [0xFF, 0xFF, 0x00]), Key(bytes: [0xFF]),
            ]
            for key in keys { try await store.put(key, []) }
            let cases: [(KeyRange, [Key])] = [
                (.prefix("/a"), ["/a", "/a/1", "/a/2", "/ab"]),
                (.under("/a"), ["/a/1", "/a/2"]),
                (.key("/a"), ["/a"]), (.key("/c"), []),
                (KeyRange(from: "/a/2", to: "/b"), ["/a/2", "/ab"]),
                (
                    .prefix(Key(bytes: [0x61, 0xFF])),
                    [Key(bytes: [0x61, 0xFF]), Key(bytes: [0x61, 0xFF, 0x01])]
                ),
                (
                    .prefix(Key(bytes: [0xFF, 0xFF])),
                    [Key(bytes: [0xFF, 0xFF]), Key(bytes: [0xFF, 0xFF, 0x00])]
                ),
                (KeyRange(from: "/b", to: "/a"), []), (KeyRange(from: "/a", to: "/a"), []),
                (KeyRange(from: "/b", to: nil), ["/b"] + keys[5...].sorted()),
            ]
            for (range, expected) in cases {
                #expect(try await store.list(range).items.map(\.key) == expected, "\(range)")
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `Pages of one revision show one state`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            for number in 10..<35 { try await store.put("/k/\(number)", bytes("old")) }
            var items: [KeyValue] = []
            var page = try await store.list(.under("/k"), limit: 10)
            let revision = page.revision
            while true {
                items += page.items
                // What happens between the pages is not seen by them.
                try await store.put("/k/\(10 + items.count)", bytes("new"))
                try await store.put("/k/99\(items.count)", bytes("new"))
                try await store.delete("/k/34")
                guard page.more else { break }
                page = try await store.list(
                    .under("/k"), after: page.items.last?.key, limit: 10, at: revision)
                #expect(page.revision == revision)
            }
            #expect(items.map(\.key) == (10..<35).map { "/k/\($0)" })
            #expect(items.allSatisfy { $0.value == bytes("old") && $0.version == 1 })
        }
    }

    @Test(arguments: Backend.allCases)
    func `A page says whether more remains`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            for number in 1...4 { try await store.put("/k/\(number)", []) }
            for (limit, count, more) in [(1, 1, true), (3, 3, true), (4, 4, false), (5, 4, false)] {
                for revision in [nil, Revision(5)] {
                    let page = try await store.list(
                        .under("/k"), after: nil, limit: limit, at: revision)
                    #expect(page.items.count == count)
                    #expect(page.more == more)
                }
            }
            let rest = try await store.list(.under("/k"), after: "/k/3")
            #expect(rest.items.map(\.key) == ["/k/4"])
            #expect(try await store.list(.under("/k"), after: "/k/4").items.isEmpty)
            #expect(try await store.list(.under("/k"), after: "/z").items.isEmpty)
            #expect(try await store.list(.under("/k"), after: "/").items.count == 4)
        }
    }

    @Test(arguments: Backend.allCases)
    func `Every old revision can be read`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/a", bytes("1"))  // 2
            try await store.put("/b", bytes("1"))  // 3
            try await store.put("/a", bytes("2"))  // 4
            try await store.delete("/a")  // 5
            try await store.put("/c", bytes("1"))  // 6
            try await store.put("/a", bytes("3"))  // 7
            let expected: [(Int64, [Key: String])] = [
                (1, [:]), (2, ["/a": "1"]), (3, ["/a": "1", "/b": "1"]),
                (4, ["/a": "2", "/b": "1"]), (5, ["/b": "1"]), (6, ["/b": "1", "/c": "1"]),
                (7, ["/a": "3", "/b": "1", "/c": "1"]),
            ]
            for (number, records) in expected {
                let revision = Revision(number)
                let page = try await store.list(.all, after: nil, limit: 10, at: revision)
                #expect(page.revision == revision)
                #expect(page.items.map(\.key) == records.keys.sorted())
                for key: Key in ["/a", "/b", "/c"] {
                    let record = try await store.get(key, at: revision)
                    #expect(record?.value == records[key].map(bytes))
                    #expect(page.items.first { $0.key == key } == record)
                }
            }
            let again = try #require(try await store.get("/a"))
            #expect(again.createRevision == Revision(7))
            #expect(again.version == 1)
            let before = try #require(try await store.get("/a", at: Revision(4)))
            #expect(before.createRevision == Revision(2))
            #expect(before.version == 2)
        }
    }

    @Test(arguments: Backend.allCases)
    func `A revision that does not exist yet is refused`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            try await store.put("/a", [])
            let expected = StoreError.futureRevision(Revision(3), current: Revision(2))
            #expect(
                await storeError { _ = try await store.get("/a", at: Revision(3)) } == expected)
            #expect(
                await storeError {
                    _ = try await store.list(.all, after: nil, limit: 1, at: Revision(3))
                } == expected)
        }
    }

    @Test(arguments: Backend.allCases)
    func `A read sees every acknowledged commit`(backend: Backend) async throws {
        try await backend.withStore { store, _ in
            for number in 0..<50 {
                let revision = try await store.put("/a", bytes("\(number)"))
                #expect(try await store.get("/a")?.value == bytes("\(number)"))
                #expect(try await store.currentRevision() == revision)
            }
        }
    }
}
