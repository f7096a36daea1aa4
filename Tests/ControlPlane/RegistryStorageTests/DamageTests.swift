import Foundation
import NIOCore
import RegistryStorage
import Shapes
import Testing

/// What happened to a blob's content.
enum Damage: CaseIterable {
    case changed, cut, grown, emptied

    func applied(to content: [UInt8]) -> [UInt8] {
        switch self {
        case .changed: content.dropLast() + [content[content.count - 1] ^ 1]
        case .cut: content.dropLast()
        case .grown: content + [0]
        case .emptied: []
        }
    }
}

extension StorageSuites {
    /// What every backend must do about content that is not as it was stored.
    @Suite struct DamageTests {
        /// Content of one object, and of parts where there are parts.
        static let sizes = [1000, 100_000]

        private func upload(_ bytes: [UInt8], to storage: any BlobStorage) async throws {
            try await storage.createUpload(key())
            _ = try await storage.append(
                body(bytes), to: key(), at: 0, count: nil, limit: roomy)
            #expect(try await storage.commit(key(), as: Digest(of: bytes)) == Int64(bytes.count))
        }

        @Test(arguments: Backend.available, Damage.allCases)
        func itIsFoundAndTakenOut(_ backend: Backend, _ damage: Damage) async throws {
            for size in Self.sizes {
                try await backend.withDamage { storage, put in
                    let bytes = content(size)
                    let digest = Digest(of: bytes)
                    try await upload(bytes, to: storage)
                    #expect(try await storage.check(digest) == .intact)
                    #expect(try await !storage.quarantine(digest))
                    try await put(digest, damage.applied(to: bytes))
                    #expect(try await storage.check(digest) == .corrupt)
                    // A hold is against collectors.
                    #expect(try await storage.hold(digest) != nil)
                    #expect(try await storage.quarantine(digest))
                    await storage.release(digest)
                    #expect(try await storage.check(digest) == .absent)
                    #expect(try await storage.blob(digest) == nil)
                    #expect(try await storage.keep(digest) == nil)
                    #expect(try await storage.blobs(after: nil, limit: 10) == [])
                    #expect(try await !storage.quarantine(digest))
                    // And it can be stored again, and damaged again.
                    try await upload(bytes, to: storage)
                    #expect(try await storage.check(digest) == .intact)
                    try await put(digest, damage.applied(to: bytes))
                    #expect(try await storage.quarantine(digest))
                    #expect(try await storage.blob(digest) == nil)
                }
            }
        }

        @Test(arguments: Backend.available, Damage.allCases)
        func storingAgainMendsIt(_ backend: Backend, _ damage: Damage) async throws {
            for size in Self.sizes {
                try await backend.withDamage { storage, put in
                    let bytes = content(size)
                    let digest = Digest(of: bytes)
                    try await upload(bytes, to: storage)
                    try await put(digest, damage.applied(to: bytes))
                    try await upload(bytes, to: storage)
                    #expect(try await storage.check(digest) == .intact)
                    #expect(try await storage.blob(digest)?.size == Int64(size))
                    #expect(try await storage.read(digest, limit: size) == bytes)
                }
            }
            try await backend.withDamage { storage, put in
                let bytes = content(1000)
                let digest = Digest(of: bytes)
                try await storage.store(bytes, as: digest)
                try await put(digest, damage.applied(to: bytes))
                try await storage.store(bytes, as: digest)
                #expect(try await storage.read(digest, limit: 1000) == bytes)
                #expect(try await storage.check(digest) == .intact)
            }
        }

        /// Whoever began to read a blob is not disturbed by its being stored again.
        @Test(arguments: Backend.available)
        func readersGoOn(_ backend: Backend) async throws {
            try await backend.withDamage { storage, _ in
                let bytes = content(300_000)
                let digest = Digest(of: bytes)
                try await upload(bytes, to: storage)
                let blob = try #require(try await storage.blob(digest))
                // Found before, read after.
                try await upload(bytes, to: storage)
                var found: [UInt8] = []
                var isFirst = true
                try await storage.read(blob, 0..<blob.size) { piece in
                    found.append(contentsOf: piece.readableBytesView)
                    if isFirst { try await upload(bytes, to: storage) }
                    isFirst = false
                }
                #expect(found == bytes)
            }
        }

        /// An upload that rested for long is a blob of now when it is finished.
        @Test(arguments: Backend.available)
        func finishingIsAUse(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let bytes = content(10)
                let digest = Digest(of: bytes)
                try await storage.createUpload(key())
                _ = try await storage.append(
                    body(bytes), to: key(), at: 0, count: nil, limit: roomy)
                let before = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
                while Int64(Date().timeIntervalSince1970 * 1000) <= before.milliseconds {
                    await Task.yield()
                }
                _ = try await storage.commit(key(), as: digest)
                #expect(try await !storage.delete(digest, unlessUsedSince: before))
            }
        }
    }
}
