import Foundation
import NIOCore
import RegistryStorage
import Shapes
import Testing

/// The backends that the contract suite runs against.
enum Backend: CaseIterable {
    case local
    case s3

    /// All, but for the object store where there is none to run against.
    static let available = allCases.filter { $0 == .local || ObjectStore.python != nil }

    /// A fresh storage, removed afterwards.
    func withStorage<T>(_ body: (any BlobStorage) async throws -> T) async throws -> T {
        switch self {
        case .local:
            try await withFolder { folder in
                try await body(try LocalBlobStorage(root: "\(folder)/registry"))
            }
        case .s3:
            try await #require(ObjectStore.current).withBucket { bucket in
                try await body(try await bucket.storage())
            }
        }
    }

    /// A fresh storage, whose parts are small if it has any, and what puts other content in the place of a blob's.
    func withDamage<T>(
        _ body: (any BlobStorage, _ damage: (Digest, [UInt8]) async throws -> Void) async throws ->
            T
    ) async throws -> T {
        switch self {
        case .local:
            try await withFolder { folder in
                let storage = try LocalBlobStorage(root: folder)
                return try await body(storage) { digest, content in
                    try Data(content).write(to: URL(fileURLWithPath: storage.path(digest)))
                }
            }
        case .s3:
            try await #require(ObjectStore.current).withBucket { bucket in
                let storage = try await bucket.storage(partSize: Bucket.smallPart)
                return try await body(storage, bucket.damage)
            }
        }
    }

    /// Two storages one after the other over the same content, as a restart makes them.
    func withRestart(
        _ first: (any BlobStorage) async throws -> Void,
        _ second: (any BlobStorage) async throws -> Void
    ) async throws {
        switch self {
        case .local:
            try await withFolder { folder in
                do { try await first(try LocalBlobStorage(root: "\(folder)/registry")) }
                try await second(try await reopened("\(folder)/registry"))
            }
        case .s3:
            try await #require(ObjectStore.current).withBucket { bucket in
                do { try await first(try await bucket.storage()) }
                try await second(try await bucket.storage())
            }
        }
    }
}

/// The storage of a folder that another one had until now: a thread may hold that for a moment
/// longer than its last call takes.
func reopened(_ folder: String) async throws -> LocalBlobStorage {
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
        if let storage = try unlocked(folder) { return storage }
        await Task.yield()
    }
    return try LocalBlobStorage(root: folder)
}

/// Nil when another has it.
private func unlocked(_ folder: String) throws(StorageError) -> LocalBlobStorage? {
    do throws(StorageError) {
        return try LocalBlobStorage(root: folder)
    } catch {
        guard case .failed(_, EWOULDBLOCK) = error else { throw error }
        return nil
    }
}

/// A new folder, removed with all that is in it afterwards.
func withFolder<T>(_ body: (String) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("skerry-storage-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}

/// All files below a folder, sorted, as paths from it.
func files(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
            && !isFolder.boolValue
    }.sorted()
}

func key(_ id: String = "0123456789abcdef", scope: String = "scope") -> UploadKey {
    UploadKey(scope: scope, id: UploadID(id)!)
}

/// Bytes that do not repeat soon, and in no step that anything is cut by. The first ones are the same
/// for every count.
func content(_ count: Int, seed: UInt8 = 1) -> [UInt8] {
    var state = UInt32(seed) &* 2_654_435_761 | 1
    let block = (0..<min(count, 65_521)).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(truncatingIfNeeded: state >> 24)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count { bytes += block.prefix(count - bytes.count) }
    return bytes
}

/// A body in pieces; ends with `failure` when there is one.
func body(
    _ bytes: some Collection<UInt8>, pieces: Int = 1000, failure: (any Error)? = nil
) -> AsyncThrowingStream<ByteBuffer, any Error> {
    let bytes = Array(bytes)
    return AsyncThrowingStream { continuation in
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            continuation.yield(ByteBuffer(bytes: bytes[start..<min(start + pieces, bytes.count)]))
        }
        continuation.finish(throwing: failure)
    }
}

let roomy: Int64 = 1 << 40
let never = Timestamp(milliseconds: 0)
let always = Timestamp(milliseconds: 1 << 50)

struct ClientGone: Error {}
