import NIOCore
import RegistryStorage
import Shapes
import Synchronization

/// Lets one of several tasks go on at a time, chosen by a seed, so that a run replays exactly. Turns
/// come in bursts, whose length differs from seed to seed; between two of them time may jump by
/// hours, so that whoever waits then was very slow.
final class Turns: Sendable {
    @TaskLocal static var player = 0

    private struct State {
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var running: Int
        var generator: SeededGenerator
        /// Turns of one burst, on average.
        let burst: Int
        var last = 0
        var now = Timestamp(milliseconds: 1_700_000_000_000)
    }

    private let state: Mutex<State>

    init(players: Int, seed: UInt64) {
        state = Mutex(
            State(
                running: players, generator: SeededGenerator(seed: seed),
                burst: [1, 5, 40][Int(seed % 3)]))
    }

    var now: Timestamp { state.withLock { $0.now } }

    /// Waits for the caller's turn.
    func take() async {
        await withCheckedContinuation { continuation in
            let next = state.withLock { state in
                state.waiting[Turns.player] = continuation
                return Self.next(&state)
            }
            next?.resume()
        }
    }

    /// Says that the caller will take no more turns.
    func leave() { state.withLock { Self.next(&$0) }?.resume() }

    private static func next(_ state: inout State) -> CheckedContinuation<Void, Never>? {
        state.running -= 1
        guard state.running == 0, !state.waiting.isEmpty else { return nil }
        state.now = state.now + .milliseconds(1)
        var player = state.last
        if state.waiting[player] == nil
            || Int.random(in: 0..<state.burst, using: &state.generator) == 0
        {
            player = state.waiting.keys.sorted().randomElement(using: &state.generator)!
            if Int.random(in: 0..<4, using: &state.generator) == 0 {
                state.now = state.now + .seconds(2 * 3600)
            }
        }
        state.last = player
        state.running = 1
        return state.waiting.removeValue(forKey: player)
    }
}

/// Blobs in memory, each call a turn. Uploads it does not do.
final class TurnStorage: BlobStorage {
    struct Blob {
        var content: [UInt8]
        var usedAt: Timestamp
        var holds = 0
    }

    let blobs = Mutex<[Digest: Blob]>([:])
    private let turns: Turns
    /// Whether it breaks the contract that collection relies on.
    private let ignoresHolds: Bool

    init(_ turns: Turns, ignoresHolds: Bool) {
        self.turns = turns
        self.ignoresHolds = ignoresHolds
    }

    func store(_ content: [UInt8], as digest: Digest) async throws(StorageError) {
        await turns.take()
        let now = turns.now
        blobs.withLock { $0[digest, default: Blob(content: content, usedAt: now)].usedAt = now }
    }

    func keep(_ digest: Digest) async throws(StorageError) -> Int64? {
        await turns.take()
        return touch(digest, 0)
    }

    func hold(_ digest: Digest) async throws(StorageError) -> Int64? {
        await turns.take()
        return touch(digest, ignoresHolds ? 0 : 1)
    }

    func release(_ digest: Digest) async {
        await turns.take()
        if !ignoresHolds { _ = touch(digest, -1) }
    }

    private func touch(_ digest: Digest, _ change: Int) -> Int64? {
        let now = turns.now
        return blobs.withLock { blobs in
            blobs[digest]?.usedAt = now
            blobs[digest]?.holds += change
            return blobs[digest].map { Int64($0.content.count) }
        }
    }

    func use(of digest: Digest) async throws(StorageError) -> BlobUse? {
        await turns.take()
        return blobs.withLock { blobs in
            blobs[digest].map { BlobUse(size: Int64($0.content.count), lastUsedAt: $0.usedAt) }
        }
    }

    func checkOwner() async throws(StorageError) {}

    func delete(
        _ digest: Digest, unlessUsedSince time: Timestamp
    ) async throws(StorageError) -> Bool {
        await turns.take()
        return blobs.withLock { blobs in
            guard let blob = blobs[digest] else { return true }
            guard blob.holds == 0, blob.usedAt <= time else { return false }
            blobs[digest] = nil
            return true
        }
    }

    func blobs(after digest: Digest?, limit: Int) async throws(StorageError) -> [Digest] {
        await turns.take()
        return blobs.withLock { blobs in
            Array(
                blobs.keys.filter { name in digest.map { $0 < name } ?? true }.sorted().prefix(
                    limit))
        }
    }

    func blob(_ digest: Digest) async throws(StorageError) -> StoredBlob? { nil }
    func read(_ digest: Digest, limit: Int) async throws(StorageError) -> [UInt8]? { nil }
    func read(
        _ blob: StoredBlob, _ range: Range<Int64>, _ take: (ByteBuffer) async throws -> Void
    ) async throws { throw StorageError.closed }
    func check(_ digest: Digest) async throws -> BlobCondition { .absent }
    func quarantine(_ digest: Digest) async throws -> Bool { false }
    func createUpload(_ key: UploadKey) async throws(StorageError) { throw .closed }
    func uploadOffset(_ key: UploadKey) async throws(StorageError) -> Int64 { throw .closed }
    func append<Body: AsyncSequence & Sendable>(
        _ body: Body, to key: UploadKey, at offset: Int64?, count: Int64?, limit: Int64
    ) async throws -> Int64 where Body.Element == ByteBuffer { throw StorageError.closed }
    func commit(_ key: UploadKey, as digest: Digest) async throws(StorageError) -> Int64 {
        throw .closed
    }
    func cancel(_ key: UploadKey) async throws(StorageError) { throw .closed }
    func removeUploads(idleSince time: Timestamp) async throws(StorageError) -> Int { 0 }
}
