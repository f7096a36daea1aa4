import Foundation
import Logging
import Testing

@testable import CloudWatchLogs

/// The backends that keep one contract.
enum Backend: String, Sendable, CaseIterable {
    case memory, sqlite

    /// Gives `body` an empty storage, and deletes it afterwards.
    func with<T>(
        _ limits: EventStorageLimits = .standard,
        _ body: (any EventStorage) async throws -> T
    ) async throws -> T {
        switch self {
        case .memory:
            return try await body(MemoryEventStorage(limits: limits))
        case .sqlite:
            return try await withTemporaryDirectory { directory in
                try await body(
                    SQLiteEventStorage(
                        path: directory + "/logs.sqlite", limits: limits,
                        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
            }
        }
    }
}

func withTemporaryDirectory<T>(_ body: (String) async throws -> T) async throws -> T {
    let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("skerry-logs-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    return try await body(directory)
}

let groupA = GroupReference(id: GroupID(10), scope: "1/r")
let groupB = GroupReference(id: GroupID(20), scope: "1/r")

func stream(_ id: Int64, _ name: String, _ group: GroupReference = groupA) -> StreamReference {
    StreamReference(id: StreamID(id), name: name, group: group, creationTime: 1_000 + id)
}

func newEvents(_ texts: [(Int64, String)]) -> [NewEvent] {
    texts.map { NewEvent(timestamp: $0.0, message: $0.1) }
}

/// What every event storage does.
struct EventStorageContract {
    private func texts(_ page: EventPage) -> [String] { page.events.map(\.message) }

    private func all(_ storage: any EventStorage, _ source: EventQuery.Source) async throws
        -> [String]
    {
        texts(try await storage.read(EventQuery(source, limit: 1_000)))
    }

    @Test(arguments: Backend.allCases)
    func eventsAreReadInOrder(backend: Backend) async throws {
        try await backend.with { storage in
            let one = stream(1, "one")
            let two = stream(2, "two")
            let first = try await storage.append(
                newEvents([(5, "a"), (7, "c")]), to: one, ingestionTime: 100)
            let second = try await storage.append(
                newEvents([(5, "b"), (6, "x"), (9, "d")]), to: two, ingestionTime: 101)
            #expect(second == first + 2)
            let page = try await storage.read(
                EventQuery(.group(groupA.id, prefix: nil), limit: 10))
            #expect(texts(page) == ["a", "b", "x", "c", "d"])
            #expect(page.names == [one.id: "one", two.id: "two"])
            #expect(!page.more)
            #expect(page.events.map(\.ingestionTime) == [100, 101, 101, 100, 101])
            #expect(page.events[0].position == EventPosition(timestamp: 5, sequence: first))
            #expect(try await all(storage, .streams([one.id])) == ["a", "c"])
            #expect(try await all(storage, .streams([two.id, one.id])).count == 5)
            #expect(try await all(storage, .streams([StreamID(99)])) == [])
            #expect(try await all(storage, .group(groupB.id, prefix: nil)) == [])
        }
    }

    @Test(arguments: Backend.allCases)
    func pagesJoinWithoutGapOrOverlap(backend: Backend) async throws {
        try await backend.with { storage in
            for number in 0..<5 {
                let events = (0..<20).map { NewEvent(timestamp: Int64($0 / 4), message: "\($0)") }
                _ = try await storage.append(
                    events, to: stream(Int64(number + 1), "s\(number)"), ingestionTime: 1)
            }
            let sources: [EventQuery.Source] = [
                .group(groupA.id, prefix: nil), .group(groupA.id, prefix: "s"),
                .streams((1...5).map { StreamID($0) }),
            ]
            for source in sources {
                for isDescending in [false, true] {
                    var query = EventQuery(source, isDescending: isDescending, limit: 7)
                    var seen: [EventPosition] = []
                    var more = true
                    while more {
                        let page = try await storage.read(query)
                        seen += page.events.map(\.position)
                        more = page.more
                        #expect(page.events.count == 7 || !more)
                        guard let last = page.events.last?.position else { break }
                        if isDescending { query.before = last } else { query.after = last }
                    }
                    #expect(seen.count == 100)
                    #expect(seen == (isDescending ? seen.sorted().reversed() : seen.sorted()))
                    #expect(Set(seen).count == 100)
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func rangesAndSizesBoundPages(backend: Backend) async throws {
        try await backend.with { storage in
            let one = stream(1, "one")
            _ = try await storage.append(
                newEvents([(1, "a"), (2, "b"), (3, "c"), (4, "d")]), to: one, ingestionTime: 1)
            let range = try await storage.read(
                EventQuery(.streams([one.id]), start: 2, end: 4, limit: 10))
            #expect(texts(range) == ["b", "c"])
            let sized = try await storage.read(
                EventQuery(.streams([one.id]), limit: 10, bytes: 2 * 27))
            #expect(texts(sized) == ["a", "b"])
            #expect(sized.more)
            let tiny = try await storage.read(EventQuery(.streams([one.id]), limit: 10, bytes: 1))
            #expect(texts(tiny) == ["a"])
            let exact = try await storage.read(EventQuery(.streams([one.id]), limit: 4))
            #expect(!exact.more)
            let empty = try await storage.read(
                EventQuery(.streams([one.id]), start: 4, end: 2, limit: 4))
            #expect(empty.events.isEmpty && !empty.more)
        }
    }

    @Test(arguments: Backend.allCases)
    func prefixesAreOfBytes(backend: Backend) async throws {
        try await backend.with { storage in
            let names = ["web/1", "web/2", "web", "we", "wéb/1", "x\u{0}y", "%", "_"]
            for (number, name) in names.enumerated() {
                _ = try await storage.append(
                    newEvents([(Int64(number), name)]), to: stream(Int64(number + 1), name),
                    ingestionTime: 1)
            }
            func find(_ prefix: String) async throws -> [String] {
                try await all(storage, .group(groupA.id, prefix: prefix))
            }
            #expect(try await find("web/") == ["web/1", "web/2"])
            #expect(try await find("we") == ["web/1", "web/2", "web", "we"])
            #expect(try await find("wé") == ["wéb/1"])
            #expect(try await find("x\u{0}") == ["x\u{0}y"])
            #expect(try await find("%") == ["%"])
            #expect(try await find("_") == ["_"])
            #expect(try await find("none") == [])
            #expect(try await find("") == names)
        }
    }

    /// A prefix of more streams than are merged takes another way through the storage.
    @Test(arguments: Backend.allCases)
    func manyStreamsWithAPrefix(backend: Backend) async throws {
        try await backend.with { storage in
            for number in 0..<150 {
                _ = try await storage.append(
                    newEvents([(Int64(number), "\(number)")]),
                    to: stream(Int64(number + 1), number % 5 == 0 ? "b\(number)" : "a\(number)"),
                    ingestionTime: 1)
            }
            let found = try await all(storage, .group(groupA.id, prefix: "a"))
            #expect(found == (0..<150).filter { $0 % 5 != 0 }.map(String.init))
        }
    }

    @Test(arguments: Backend.allCases)
    func streamsAreListed(backend: Backend) async throws {
        try await backend.with { storage in
            for (number, name) in ["c", "a", "b", "empty"].enumerated() {
                try await storage.addStream(stream(Int64(number + 1), name))
            }
            _ = try await storage.append(
                newEvents([(50, "x"), (60, "y")]), to: stream(1, "c"), ingestionTime: 500)
            _ = try await storage.append(
                newEvents([(90, "x")]), to: stream(2, "a"), ingestionTime: 501)
            _ = try await storage.append(
                newEvents([(60, "x")]), to: stream(3, "b"), ingestionTime: 502)
            func list(_ query: StreamQuery) async throws -> [String] {
                try await storage.streams(query).map(\.name)
            }
            func query(
                _ order: StreamQuery.Order, _ isDescending: Bool, _ after: StreamQuery.Place? = nil
            ) -> StreamQuery {
                StreamQuery(
                    group: groupA.id, order: order, isDescending: isDescending, after: after,
                    limit: 10)
            }
            #expect(try await list(query(.name, false)) == ["a", "b", "c", "empty"])
            #expect(try await list(query(.name, true)) == ["empty", "c", "b", "a"])
            #expect(try await list(query(.lastEvent, false)) == ["empty", "b", "c", "a"])
            #expect(try await list(query(.lastEvent, true)) == ["a", "c", "b", "empty"])
            let place = StreamQuery.Place(name: "c", lastEvent: 60)
            #expect(try await list(query(.lastEvent, true, place)) == ["b", "empty"])
            #expect(try await list(query(.lastEvent, false, place)) == ["a"])
            let empty = StreamQuery.Place(name: "empty", lastEvent: nil)
            #expect(try await list(query(.lastEvent, false, empty)) == ["b", "c", "a"])
            #expect(try await list(query(.name, false, .init(name: "b"))) == ["c", "empty"])
            #expect(try await list(query(.name, true, .init(name: "b"))) == ["a"])
            #expect(
                try await list(StreamQuery(group: groupA.id, prefix: "e", limit: 1)) == ["empty"])
            let first = try await storage.streams(StreamQuery(group: groupA.id, limit: 4))
            #expect(
                first[2]
                    == StreamStatistics(
                        id: StreamID(1), name: "c", creationTime: 1_001, firstEvent: 50,
                        lastEvent: 60, lastIngestion: 500))
            #expect(first[3].lastEvent == nil && first[3].firstEvent == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func removalHidesAtOnceAndCollectionEnds(backend: Backend) async throws {
        try await backend.with { storage in
            let gone = stream(1, "gone")
            let kept = stream(2, "kept")
            let other = stream(3, "other", groupB)
            for reference in [gone, kept, other] {
                let events = (0..<25).map { NewEvent(timestamp: $0, message: "\(reference.name)") }
                _ = try await storage.append(events, to: reference, ingestionTime: 1)
            }
            try await storage.removeStream(gone.id)
            try await storage.removeStream(gone.id)
            #expect(try await all(storage, .streams([gone.id])) == [])
            #expect(Set(try await all(storage, .group(groupA.id, prefix: nil))) == ["kept"])
            #expect(try await all(storage, .group(groupA.id, prefix: "g")) == [])
            let bytes = try await storage.storedBytes(of: [groupA.id, groupB.id])
            #expect(bytes == [groupA.id: 25 * 30, groupB.id: 25 * 31])
            await #expect(throws: EventStorageError.removed) {
                try await storage.append(newEvents([(1, "x")]), to: gone, ingestionTime: 1)
            }
            try await storage.removeGroup(groupB.id)
            #expect(try await all(storage, .streams([other.id])) == [])
            #expect(try await all(storage, .group(groupB.id, prefix: nil)) == [])
            #expect(try await storage.streams(StreamQuery(group: groupB.id, limit: 9)) == [])
            #expect(try await storage.groups(after: nil, limit: 9) == [groupA])
            await #expect(throws: EventStorageError.removed) {
                try await storage.append(newEvents([(1, "x")]), to: other, ingestionTime: 1)
            }
            var steps = 0
            while try await storage.collect(limit: 10) { steps += 1 }
            #expect(steps < 20)
            #expect(try await all(storage, .group(groupA.id, prefix: nil)).count == 25)
            // A new stream of the old name has nothing of the old one.
            let again = stream(7, "gone")
            try await storage.addStream(again)
            #expect(try await all(storage, .streams([again.id])) == [])
        }
    }

    @Test(arguments: Backend.allCases)
    func expiryDeletesTheOldest(backend: Backend) async throws {
        try await backend.with { storage in
            let one = stream(1, "one")
            let two = stream(2, "two")
            _ = try await storage.append(
                newEvents([(1, "a"), (3, "c"), (5, "e")]), to: one, ingestionTime: 1)
            _ = try await storage.append(
                newEvents([(2, "b"), (4, "d")]), to: two, ingestionTime: 1)
            #expect(try await storage.expire(groupA.id, before: 1, limit: 10) == 0)
            #expect(try await storage.expire(groupA.id, before: 5, limit: 3) == 3)
            #expect(try await all(storage, .group(groupA.id, prefix: nil)) == ["d", "e"])
            #expect(try await storage.expire(groupA.id, before: 5, limit: 3) == 1)
            #expect(try await storage.expire(groupB.id, before: 5, limit: 3) == 0)
            #expect(try await storage.storedBytes(of: [groupA.id]) == [groupA.id: 27])
            let left = try await storage.streams(StreamQuery(group: groupA.id, limit: 9))
            #expect(left.map(\.firstEvent) == [5, nil])
            #expect(left.map(\.lastEvent) == [5, nil])
        }
    }

    /// Expired events of a removed stream do not count a second time.
    @Test(arguments: Backend.allCases)
    func expiryAndRemovalAgreeOnBytes(backend: Backend) async throws {
        var limits = EventStorageLimits()
        limits.bytes = 100
        try await backend.with(limits) { storage in
            let one = stream(1, "one")
            let two = stream(2, "two")
            _ = try await storage.append(newEvents([(1, "a")]), to: one, ingestionTime: 1)
            _ = try await storage.append(
                newEvents([(1, "a"), (9, "b")]), to: two, ingestionTime: 1)
            try await storage.removeStream(one.id)
            _ = try await storage.expire(groupA.id, before: 5, limit: 10)
            #expect(try await storage.storedBytes(of: [groupA.id]) == [groupA.id: 27])
            while try await storage.collect(limit: 10) {}
            #expect(try await storage.storedBytes(of: [groupA.id]) == [groupA.id: 27])
            _ = try await storage.append(
                newEvents([(9, "c"), (9, "d")]), to: two, ingestionTime: 1)
            await #expect(throws: EventStorageError.limit("stored bytes")) {
                try await storage.append(newEvents([(9, "e")]), to: two, ingestionTime: 1)
            }
            try await storage.removeStream(two.id)
            _ = try await storage.append(
                newEvents([(9, "f")]), to: stream(3, "three"), ingestionTime: 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func countsAreLimited(backend: Backend) async throws {
        var limits = EventStorageLimits()
        limits.groups = 2
        limits.streams = 2
        try await backend.with(limits) { storage in
            try await storage.addGroup(groupA)
            try await storage.addGroup(groupB)
            try await storage.addGroup(groupB)
            let third = GroupReference(id: GroupID(30), scope: "1/r")
            await #expect(throws: EventStorageError.limit("log groups")) {
                try await storage.addGroup(third)
            }
            try await storage.addGroup(GroupReference(id: GroupID(40), scope: "2/r"))
            try await storage.removeGroup(groupB.id)
            try await storage.addGroup(third)
            try await storage.addStream(stream(1, "a"))
            try await storage.addStream(stream(2, "b"))
            try await storage.addStream(stream(2, "b"))
            await #expect(throws: EventStorageError.limit("log streams")) {
                try await storage.addStream(stream(3, "c"))
            }
            try await storage.removeStream(StreamID(1))
            try await storage.addStream(stream(3, "c"))
        }
    }

    @Test(arguments: Backend.allCases)
    func textIsKeptByteForByte(backend: Backend) async throws {
        try await backend.with { storage in
            let odd = [
                "\u{0}", "a\u{0}b", "é\u{1F600}", "'; DROP TABLE event; --", "\n\t\"\\", "e\u{301}",
            ]
            _ = try await storage.append(
                odd.map { NewEvent(timestamp: 1, message: $0) }, to: stream(1, "s"),
                ingestionTime: 1)
            let read = try await all(storage, .streams([StreamID(1)]))
            #expect(read.map { Array($0.utf8) } == odd.map { Array($0.utf8) })
        }
    }

    @Test(arguments: Backend.allCases, Backend.allCases)
    func exportsCanBeImported(from source: Backend, to target: Backend) async throws {
        try await source.with { storage in
            let events = (0..<2_500).map { NewEvent(timestamp: Int64($0), message: "m\($0)") }
            _ = try await storage.append(events, to: stream(1, "one"), ingestionTime: 7)
            _ = try await storage.append(
                newEvents([(3, "x")]), to: stream(2, "two", groupB), ingestionTime: 8)
            try await storage.addStream(stream(3, "empty"))
            try await storage.addGroup(GroupReference(id: GroupID(30), scope: "2/q"))
            let parts = Collected<ArchivedEvents>()
            try await storage.exportEvents { parts.append($0) }
            try await target.with { copy in
                for part in parts.values { try await copy.importEvents(part) }
                for group in [groupA.id, groupB.id] {
                    let query = EventQuery(.group(group, prefix: nil), limit: 5_000)
                    #expect(try await copy.read(query) == storage.read(query))
                    let streams = StreamQuery(group: group, limit: 100)
                    #expect(try await copy.streams(streams) == storage.streams(streams))
                }
                let groups = try await storage.groups(after: nil, limit: 10)
                #expect(groups.count == 3)
                #expect(try await copy.groups(after: nil, limit: 10) == groups)
                #expect(
                    try await copy.storedBytes(of: [groupA.id])
                        == storage.storedBytes(of: [groupA.id]))
                let next = try await copy.append(
                    newEvents([(1, "later")]), to: stream(1, "one"), ingestionTime: 9)
                #expect(next == 2_502)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func concurrentWritersLoseNothing(backend: Backend) async throws {
        try await backend.with { storage in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<40 {
                    group.addTask {
                        let reference = stream(Int64(writer + 1), "s\(writer)")
                        for number in 0..<10 {
                            let events = (0..<5).map {
                                NewEvent(
                                    timestamp: Int64(number), message: "\(writer)-\(number)-\($0)")
                            }
                            _ = try await storage.append(events, to: reference, ingestionTime: 1)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let page = try await storage.read(
                EventQuery(.group(groupA.id, prefix: nil), limit: 10_000))
            #expect(page.events.count == 2_000)
            #expect(Set(page.events.map(\.message)).count == 2_000)
            #expect(Set(page.events.map(\.position.sequence)) == Set(1...2_000))
        }
    }
}
