import Foundation
import Store
import StoreSQLite
import Testing

/// The stores that keep the contract. Every test of the contract runs against each.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory
    case sqlite

    var testDescription: String { rawValue }

    /// Runs `body` with an empty store and the clock that it goes by.
    func withStore(
        limits: StoreLimits = .standard, policy: CompactionPolicy = CompactionPolicy(),
        _ body: (any UpkeptStore, ManualClock) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        switch self {
        case .memory:
            let store = MemoryStore(limits: limits, clock: clock, policy: policy)
            try await body(store, clock)
            store.close()
        case .sqlite:
            try await withTemporaryDirectory { directory in
                let store = try SQLiteStore(
                    path: directory + "/store.sqlite", limits: limits, clock: clock,
                    policy: policy)
                do {
                    try await body(store, clock)
                } catch {
                    try await store.close()
                    throw error
                }
                try await store.close()
            }
        }
    }
}

/// Runs `body` with a directory of its own, which is removed afterwards.
func withTemporaryDirectory<Result>(
    _ body: (String) async throws -> Result
) async throws -> Result {
    let directory = FileManager.default.temporaryDirectory.path + "/skerry-store-\(UUID())"
    try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    return try await body(directory)
}

/// A value that reads as text.
func bytes(_ text: String) -> [UInt8] {
    Array(text.utf8)
}

/// What a watch delivers until everything through `revision` is there, without the notices of
/// progress.
func collect(
    _ stream: WatchStream, through revision: Revision
) async throws -> [WatchBatch] {
    var batches: [WatchBatch] = []
    stream.requestProgress(reaching: revision)
    for try await batch in stream {
        if !batch.events.isEmpty { batches.append(batch) }
        if batch.revision >= revision { return batches }
    }
    Issue.record("the watch ended before revision \(revision)")
    return batches
}

/// The error that `body` throws.
func storeError(
    _ location: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async -> StoreError? {
    do {
        try await body()
        Issue.record("no error was thrown", sourceLocation: location)
        return nil
    } catch let error as StoreError {
        return error
    } catch {
        Issue.record("another error was thrown: \(error)", sourceLocation: location)
        return nil
    }
}

/// Waits until a condition holds, for at most five minutes.
func eventually(
    _ location: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(300)
    while try await !condition() {
        if ContinuousClock.now > deadline {
            Issue.record("the condition never held", sourceLocation: location)
            return
        }
        await Task.yield()
    }
}

/// Random numbers that a seed repeats (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Closes a store of either kind.
func close(_ store: any Store) async throws {
    switch store {
    case let store as MemoryStore: store.close()
    case let store as SQLiteStore: try await store.close()
    default: Issue.record("a store of an unknown kind")
    }
}
