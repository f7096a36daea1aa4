import Glibc
import NIOCore
import RegistryStorage
import Testing

extension StorageSuites {
    /// What every backend must do.
    @Suite struct BlobStorageContractTests {
        @Test(arguments: Backend.available, [0, 1, 999, 262_144, 3_000_001])
        func uploadedContentComesBack(_ backend: Backend, size: Int) async throws {
            try await backend.withStorage { storage in
                let bytes = content(size)
                let digest = Digest(of: bytes)
                try await storage.createUpload(key())
                let offset = try await storage.append(
                    body(bytes), to: key(), at: 0, count: nil, limit: roomy)
                #expect(offset == Int64(size))
                #expect(try await storage.blob(digest) == nil)
                #expect(try await storage.commit(key(), as: digest) == Int64(size))
                #expect(try await storage.blob(digest)?.size == Int64(size))
                #expect(try await storage.read(digest, limit: size) == bytes)
                #expect(try await storage.blobs(after: nil, limit: 10) == [digest])
                await #expect(throws: StorageError.unknownUpload(key().id)) {
                    _ = try await storage.uploadOffset(key())
                }
            }
        }

        @Test(arguments: Backend.available)
        func uploadsGrowPieceByPiece(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let bytes = content(1_000_000)
                try await storage.createUpload(key())
                var offset: Int64 = 0
                for size in [1, 0, 300_000, 65_536, 634_463] {
                    let part = bytes[Int(offset)..<Int(offset) + size]
                    let after = try await storage.append(
                        body(part), to: key(), at: offset, count: Int64(size), limit: roomy)
                    offset += Int64(size)
                    #expect(after == offset)
                    #expect(try await storage.uploadOffset(key()) == offset)
                }
                #expect(try await storage.commit(key(), as: Digest(of: bytes)) == offset)
            }
        }

        @Test(arguments: Backend.available)
        func partsThatDoNotFitAreNotTaken(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let bytes = content(500_000)
                try await storage.createUpload(key())
                _ = try await storage.append(
                    body(bytes[..<10]), to: key(), at: nil, count: 10, limit: roomy)
                await #expect(throws: StorageError.offsetMismatch(expected: 10)) {
                    _ = try await storage.append(
                        body(bytes), to: key(), at: 0, count: nil, limit: roomy)
                }
                // Refused only after some of it is on disk.
                await #expect(throws: StorageError.countMismatch(declared: 300_000)) {
                    _ = try await storage.append(
                        body(bytes), to: key(), at: 10, count: 300_000, limit: roomy)
                }
                await #expect(throws: StorageError.countMismatch(declared: 500_001)) {
                    _ = try await storage.append(
                        body(bytes), to: key(), at: 10, count: 500_001, limit: roomy)
                }
                await #expect(throws: StorageError.tooLarge(limit: 400_000)) {
                    _ = try await storage.append(
                        body(bytes), to: key(), at: 10, count: nil, limit: 400_000)
                }
                #expect(try await storage.uploadOffset(key()) == 10)
                _ = try await storage.append(
                    body(bytes[10...]), to: key(), at: 10, count: nil, limit: roomy)
                _ = try await storage.commit(key(), as: Digest(of: bytes))
            }
        }

        @Test(arguments: Backend.available)
        func whatArrivedBeforeTheClientWentIsKept(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let bytes = content(700_000)
                try await storage.createUpload(key())
                await #expect(throws: ClientGone.self) {
                    _ = try await storage.append(
                        body(bytes[..<400_001], failure: ClientGone()), to: key(), at: 0,
                        count: nil,
                        limit: roomy)
                }
                let offset = try await storage.uploadOffset(key())
                #expect(offset == 400_001)
                _ = try await storage.append(
                    body(bytes[400_001...]), to: key(), at: offset, count: nil, limit: roomy)
                _ = try await storage.commit(key(), as: Digest(of: bytes))
            }
        }

        @Test(arguments: Backend.available)
        func aWrongDigestEndsTheUpload(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let actual = Digest(of: content(100))
                let wrong = Digest(of: content(101))
                try await storage.createUpload(key())
                _ = try await storage.append(
                    body(content(100)), to: key(), at: nil, count: nil, limit: roomy)
                await #expect(throws: StorageError.digestMismatch(expected: wrong, actual: actual))
                {
                    _ = try await storage.commit(key(), as: wrong)
                }
                #expect(try await storage.blob(wrong) == nil)
                #expect(try await storage.blob(actual) == nil)
                await #expect(throws: StorageError.unknownUpload(key().id)) {
                    _ = try await storage.commit(key(), as: actual)
                }
                await #expect(throws: StorageError.digestMismatch(expected: wrong, actual: actual))
                {
                    try await storage.store(content(100), as: wrong)
                }
            }
        }

        @Test(arguments: Backend.available)
        func uploadsBelongToTheirScope(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                try await storage.createUpload(key(scope: "mine"))
                let stranger = key(scope: "theirs")
                let unknown = StorageError.unknownUpload(stranger.id)
                await #expect(throws: unknown) { _ = try await storage.uploadOffset(stranger) }
                await #expect(throws: unknown) { try await storage.cancel(stranger) }
                await #expect(throws: unknown) {
                    _ = try await storage.append(
                        body([1]), to: stranger, at: nil, count: nil, limit: roomy)
                }
                await #expect(throws: unknown) {
                    _ = try await storage.commit(stranger, as: Digest(of: []))
                }
                #expect(try await storage.uploadOffset(key(scope: "mine")) == 0)
                try await storage.cancel(key(scope: "mine"))
                await #expect(throws: unknown) { try await storage.cancel(key(scope: "mine")) }
            }
        }

        @Test(arguments: Backend.available)
        func oneRequestAtATimeWritesAnUpload(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                try await storage.createUpload(key())
                let (slow, feed) = AsyncThrowingStream<ByteBuffer, any Error>.makeStream()
                let busy = StorageError.uploadBusy(key().id)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        _ = try await storage.append(
                            slow, to: key(), at: 0, count: nil, limit: roomy)
                    }
                    // Enough to be written, which shows that the first request has the upload.
                    feed.yield(ByteBuffer(bytes: content(300_000)))
                    while try await storage.uploadOffset(key()) == 0 { await Task.yield() }
                    await #expect(throws: busy) {
                        _ = try await storage.append(
                            body([1]), to: key(), at: nil, count: nil, limit: roomy)
                    }
                    await #expect(throws: busy) {
                        _ = try await storage.commit(key(), as: Digest(of: []))
                    }
                    await #expect(throws: busy) { try await storage.cancel(key()) }
                    #expect(try await storage.removeUploads(idleSince: always) == 0)
                    feed.finish()
                    try await group.waitForAll()
                }
                _ = try await storage.commit(key(), as: Digest(of: content(300_000)))
            }
        }

        @Test(arguments: Backend.available)
        func manyMayStoreTheSameContent(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let bytes = content(400_000)
                let digest = Digest(of: bytes)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<24 {
                        group.addTask {
                            if number % 3 == 0 { return try await storage.store(bytes, as: digest) }
                            let upload = key("upload-number-\(100 + number)")
                            try await storage.createUpload(upload)
                            _ = try await storage.append(
                                body(bytes, pieces: 1 << 16), to: upload, at: 0, count: nil,
                                limit: roomy)
                            _ = try await storage.commit(upload, as: digest)
                            #expect(try await storage.blob(digest)?.size == 400_000)
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await storage.read(digest, limit: 400_000) == bytes)
                #expect(try await storage.removeUploads(idleSince: always) == 0)
            }
        }

        @Test(arguments: Backend.available)
        func useHoldsOffDeletion(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let bytes = content(10)
                let digest = Digest(of: bytes)
                #expect(try await storage.keep(digest) == nil)
                #expect(try await storage.delete(digest, unlessUsedSince: never))
                try await storage.store(bytes, as: digest)
                #expect(try await storage.keep(digest) == 10)
                #expect(try await !storage.delete(digest, unlessUsedSince: never))
                #expect(try await storage.blob(digest) != nil)
                #expect(try await storage.delete(digest, unlessUsedSince: always))
                #expect(try await storage.blob(digest) == nil)
                #expect(try await storage.read(digest, limit: 10) == nil)
            }
        }

        @Test(arguments: Backend.available)
        func holdsKeepABlob(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let bytes = content(10)
                let digest = Digest(of: bytes)
                #expect(try await storage.hold(digest) == nil)
                // What was not held is not released by this either.
                await storage.release(digest)
                try await storage.store(bytes, as: digest)
                #expect(try await storage.hold(digest) == 10)
                #expect(try await storage.hold(digest) == 10)
                await storage.release(digest)
                #expect(try await !storage.delete(digest, unlessUsedSince: always))
                await storage.release(digest)
                #expect(try await !storage.delete(digest, unlessUsedSince: never))
                #expect(try await storage.delete(digest, unlessUsedSince: always))
                #expect(try await storage.use(of: digest) == nil)
            }
        }

        @Test(arguments: Backend.available, [0, 1, 16 << 20, (16 << 20) + 1])
        func contentIsReadAgain(_ backend: Backend, size: Int) async throws {
            try await backend.withStorage { storage in
                let bytes = content(size)
                let digest = Digest(of: bytes)
                #expect(try await storage.check(digest) == .absent)
                try await storage.store(bytes, as: digest)
                #expect(try await storage.check(digest) == .intact)
                #expect(try await !storage.quarantine(digest))
                #expect(try await storage.use(of: digest)?.size == Int64(size))
            }
        }

        @Test(arguments: Backend.available)
        func blobsAreListedInOrder(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                var digests: [Digest] = []
                for number in 0..<40 {
                    let bytes = content(8, seed: UInt8(number))
                    digests.append(Digest(of: bytes))
                    try await storage.store(bytes, as: Digest(of: bytes))
                }
                digests.sort()
                var listed: [Digest] = []
                while true {
                    let page = try await storage.blobs(after: listed.last, limit: 7)
                    if page.isEmpty { break }
                    #expect(page.count <= 7)
                    listed += page
                }
                #expect(listed == digests)
            }
        }

        @Test(arguments: Backend.available)
        func idleUploadsAreRemoved(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                try await storage.createUpload(key())
                #expect(try await storage.removeUploads(idleSince: never) == 0)
                #expect(try await storage.removeUploads(idleSince: always) == 1)
                await #expect(throws: StorageError.unknownUpload(key().id)) {
                    _ = try await storage.uploadOffset(key())
                }
            }
        }

        @Test(arguments: Backend.available)
        func smallReadsAreBounded(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let digest = Digest(of: content(11))
                try await storage.store(content(11), as: digest)
                await #expect(throws: StorageError.tooLarge(limit: 10)) {
                    _ = try await storage.read(digest, limit: 10)
                }
            }
        }

        @Test(arguments: Backend.available)
        func aCancelledTaskLeavesAnUploadThatGoesOn(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                try await storage.createUpload(key())
                let (slow, feed) = AsyncThrowingStream<ByteBuffer, any Error>.makeStream()
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        _ = try? await storage.append(
                            slow, to: key(), at: 0, count: nil, limit: roomy)
                    }
                    feed.yield(ByteBuffer(bytes: content(300_000)))
                    while (try? await storage.uploadOffset(key())) == 0 { await Task.yield() }
                    group.cancelAll()
                }
                #expect(try await storage.uploadOffset(key()) == 300_000)
                _ = try await storage.commit(key(), as: Digest(of: content(300_000)))
            }
        }

        @Test(arguments: Backend.available)
        func rangesAreGivenPieceByPiece(_ backend: Backend) async throws {
            try await backend.withStorage { storage in
                let bytes = content(700_000)
                let digest = Digest(of: bytes)
                try await storage.store(bytes, as: digest)
                let blob = try #require(try await storage.blob(digest))
                for range in [0..<1, 699_999..<700_000, 5..<5, 100_000..<600_001, 0..<700_000] {
                    var found: [UInt8] = []
                    let wanted = Int64(range.lowerBound)..<Int64(range.upperBound)
                    try await storage.read(blob, wanted) { piece in
                        found.append(contentsOf: piece.readableBytesView)
                    }
                    #expect(found == Array(bytes[range]))
                }
                await #expect(throws: ClientGone.self) {
                    try await storage.read(blob, 0..<700_000) { _ in throw ClientGone() }
                }
            }
        }

        @Test(arguments: Backend.available)
        func anUploadGoesOnInAnotherProcess(_ backend: Backend) async throws {
            let bytes = content(900_000)
            try await backend.withRestart { storage in
                try await storage.createUpload(key())
                _ = try await storage.append(
                    body(bytes[..<500_001]), to: key(), at: 0, count: nil, limit: roomy)
            } _: { storage in
                #expect(try await storage.uploadOffset(key()) == 500_001)
                _ = try await storage.append(
                    body(bytes[500_001...]), to: key(), at: 500_001, count: nil, limit: roomy)
                #expect(try await storage.commit(key(), as: Digest(of: bytes)) == 900_000)
                #expect(try await storage.read(Digest(of: bytes), limit: 900_000) == bytes)
            }
        }
    }
}
