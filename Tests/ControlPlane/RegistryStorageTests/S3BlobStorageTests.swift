import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import RegistryStorage
import S3Storage
import Shapes
import Synchronization
import Testing

extension StorageSuites {
    /// What is particular to objects: parts, faults, and several servers on one bucket.
    @Suite(.enabled(if: ObjectStore.python != nil, "make test installs the object store"))
    struct S3BlobStorageTests {
        /// Two parts and a tail.
        static let large: [UInt8] = {
            let block = content(1 << 20)
            var bytes: [UInt8] = []
            for number in 0..<13 { bytes += [UInt8(number)] + block }
            return bytes
        }()

        /// One part and a tail.
        static let middle = Array(large[..<(7 << 20)])

        private func with<T>(_ body: (Bucket) async throws -> T) async throws -> T {
            try await #require(ObjectStore.current).withBucket(body)
        }

        private func pieces(_ bytes: some Collection<UInt8>) -> AsyncThrowingStream<
            ByteBuffer, any Error
        > {
            body(bytes, pieces: 1 << 18)
        }

        private func upload(_ bytes: [UInt8], to storage: S3BlobStorage) async throws {
            try await storage.createUpload(key())
            _ = try await storage.append(
                pieces(bytes), to: key(), at: 0, count: Int64(bytes.count), limit: roomy)
            _ = try await storage.commit(key(), as: Digest(of: bytes))
        }

        /// Nothing is left but blobs, and what they need.
        private func expectOnlyBlobs(_ bucket: Bucket, data: Int) async throws {
            let keys = try await bucket.keys()
            #expect(keys.filter { $0.hasPrefix("data/") }.count == data)
            let others = keys.filter { !$0.hasPrefix("data/") && !$0.hasPrefix("blobs/") }
            #expect(others == ["layout", "owner"])
            #expect(try await bucket.multiparts() == [])
        }

        @Test func contentOfManyPartsComesBack() async throws {
            try await with { bucket in
                let bytes = Self.large
                let digest = Digest(of: bytes)
                let storage = try await bucket.storage()
                try await upload(bytes, to: storage)
                let blob = try #require(try await storage.blob(digest))
                #expect(blob.size == Int64(bytes.count))
                #expect(try await storage.read(digest, limit: bytes.count) == bytes)
                var found: [UInt8] = []
                let range = (6 << 20) - 10..<(6 << 20) + 10
                try await storage.read(blob, Int64(range.lowerBound)..<Int64(range.upperBound)) {
                    found.append(contentsOf: $0.readableBytesView)
                }
                #expect(found == Array(bytes[range]))
                try await expectOnlyBlobs(bucket, data: 1)
                // A second push of it leaves nothing behind.
                try await upload(bytes, to: storage)
                try await expectOnlyBlobs(bucket, data: 1)
                #expect(try await storage.delete(digest, unlessUsedSince: always))
                #expect(try await bucket.keys() == ["layout", "owner"])
            }
        }

        @Test func everyRequestMayGoToAnotherServer() async throws {
            try await with { bucket in
                let bytes = Self.large
                try await bucket.storage().createUpload(key())
                var offset = 0
                for end in [100, 5 << 20, (7 << 20) + 13, bytes.count] {
                    let storage = try await bucket.storage()
                    #expect(try await storage.uploadOffset(key()) == Int64(offset))
                    _ = try await storage.append(
                        pieces(bytes[offset..<end]), to: key(), at: Int64(offset), count: nil,
                        limit: roomy)
                    offset = end
                }
                let last = try await bucket.storage()
                _ = try await last.commit(key(), as: Digest(of: bytes))
                #expect(try await last.read(Digest(of: bytes), limit: bytes.count) == bytes)
                try await expectOnlyBlobs(bucket, data: 1)
            }
        }

        @Test func partsOfARefusedBodyDoNotCount() async throws {
            try await with { bucket in
                let bytes = Self.middle
                let storage = try await bucket.storage()
                try await storage.createUpload(key())
                _ = try await storage.append(
                    pieces(bytes[..<10]), to: key(), at: 0, count: 10, limit: roomy)
                await #expect(throws: StorageError.tooLarge(limit: 7 << 20)) {
                    _ = try await storage.append(
                        pieces(Self.large), to: key(), at: 10, count: nil, limit: 7 << 20)
                }
                #expect(try await storage.uploadOffset(key()) == 10)
                _ = try await storage.append(
                    pieces(bytes[10...]), to: key(), at: 10, count: nil, limit: roomy)
                _ = try await storage.commit(key(), as: Digest(of: bytes))
                #expect(try await storage.read(Digest(of: bytes), limit: bytes.count) == bytes)
                try await expectOnlyBlobs(bucket, data: 1)
            }
        }

        @Test func wrongDigestsAndCancelledUploadsLeaveNothing() async throws {
            try await with { bucket in
                let storage = try await bucket.storage()
                for isCancelled in [true, false] {
                    try await storage.createUpload(key())
                    _ = try await storage.append(
                        pieces(Self.middle), to: key(), at: 0, count: nil, limit: roomy)
                    if isCancelled {
                        try await storage.cancel(key())
                    } else {
                        await #expect(throws: StorageError.self) {
                            _ = try await storage.commit(key(), as: Digest(of: []))
                        }
                    }
                    try await expectOnlyBlobs(bucket, data: 0)
                }
            }
        }

        // MARK: Several servers

        @Test func oneOfTwoServersWritesAnUpload() async throws {
            try await with { bucket in
                let (first, second) = (try await bucket.storage(), try await bucket.storage())
                let bytes = content(100_000)
                try await first.createUpload(key())
                let (slow, feed) = AsyncThrowingStream<ByteBuffer, any Error>.makeStream()
                await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        _ = try await first.append(
                            slow, to: key(), at: 0, count: nil, limit: roomy)
                    }
                    feed.yield(ByteBuffer(bytes: content(100_000, seed: 2)))
                    while (try? await first.uploadOffset(key())) == 0 { await Task.yield() }
                    await #expect(throws: Never.self) {
                        _ = try await second.append(
                            body(bytes), to: key(), at: 0, count: nil, limit: roomy)
                    }
                    feed.finish()
                    await #expect(throws: StorageError.uploadBusy(key().id)) {
                        try await group.waitForAll()
                    }
                }
                _ = try await first.commit(key(), as: Digest(of: bytes))
                #expect(try await second.read(Digest(of: bytes), limit: 100_000) == bytes)
                try await expectOnlyBlobs(bucket, data: 0)
            }
        }

        /// A deletion and a use that run into each other never end with a use of nothing.
        @Test func usesAndDeletionsOfTwoServersDoNotMissEachOther() async throws {
            try await with { bucket in
                let user = try await bucket.storage()
                let collector = try await bucket.storage()
                let bytes = content(1000)
                let digest = Digest(of: bytes)
                for round in 0..<40 {
                    try await user.store(bytes, as: digest)
                    // From here on the blob is unused, but for what happens at the same time.
                    let time = Timestamp(
                        milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
                    try await waitUntil(after: time)
                    async let isGone = collector.delete(digest, unlessUsedSince: time)
                    var isUsed = true
                    if round.isMultiple(of: 2) {
                        isUsed = try await user.keep(digest) != nil
                    } else {
                        try await user.store(bytes, as: digest)
                    }
                    _ = try await isGone
                    if isUsed { #expect(try await user.read(digest, limit: 1000) == bytes) }
                }
                #expect(try await collector.delete(digest, unlessUsedSince: always))
                #expect(try await bucket.keys() == ["layout", "owner"])
            }
        }

        @Test func aHoldOfOneServerBindsAnother() async throws {
            try await with { bucket in
                let (holder, collector) = (try await bucket.storage(), try await bucket.storage())
                let digest = Digest(of: content(10))
                try await holder.store(content(10), as: digest)
                #expect(try await holder.hold(digest) == 10)
                #expect(try await !collector.delete(digest, unlessUsedSince: always))
                // Its own are not swept, nor are young ones; those of the dead are.
                _ = try await holder.removeUploads(idleSince: always)
                _ = try await collector.removeUploads(idleSince: never)
                #expect(try await !collector.delete(digest, unlessUsedSince: always))
                await holder.release(digest)
                #expect(try await holder.hold(digest) == 10)
                _ = try await collector.removeUploads(idleSince: always)
                try await expectOnlyBlobs(bucket, data: 0)
                #expect(try await collector.delete(digest, unlessUsedSince: always))
                #expect(try await bucket.keys() == ["layout", "owner"])
            }
        }

        /// A client that lost the answer to the end of its upload asks again, when others have stored
        /// the same and the collector has been there.
        @Test func theEndOfAnUploadMayBeRepeatedLater() async throws {
            try await with { bucket in
                let bytes = Self.middle
                let digest = Digest(of: bytes)
                // Everything but the removal of the upload's state.
                let transport = FaultyTransport(bucket.connections) { _, request in
                    request.method == .DELETE && request.url.contains("/uploads/")
                        ? .resetBefore : nil
                }
                let dying = try await bucket.storage(transport)
                await #expect(throws: StorageError.self) { try await upload(bytes, to: dying) }
                let storage = try await bucket.storage()
                let other = key("another-upload-01")
                try await storage.createUpload(other)
                _ = try await storage.append(
                    pieces(bytes), to: other, at: 0, count: nil, limit: roomy)
                _ = try await storage.commit(other, as: digest)
                #expect(try await storage.commit(key(), as: digest) == Int64(bytes.count))
                #expect(try await storage.check(digest) == .intact)
                try await expectOnlyBlobs(bucket, data: 1)
                // The same again, with the blob deleted in between.
                await #expect(throws: StorageError.self) { try await upload(bytes, to: dying) }
                #expect(try await storage.delete(digest, unlessUsedSince: always))
                let strict = StrictTransport(next: bucket.connections)
                let last = try await bucket.storage(strict)
                await #expect(throws: StorageError.unknownUpload(key().id)) {
                    _ = try await last.commit(key(), as: digest)
                }
                try await expectOnlyBlobs(bucket, data: 0)
            }
        }

        /// What was stored in parts and is stored again as one object, as with another size of parts.
        @Test func oneObjectReplacesParts() async throws {
            try await with { bucket in
                let bytes = content(100_000)
                let digest = Digest(of: bytes)
                try await upload(bytes, to: try await bucket.storage(partSize: Bucket.smallPart))
                let storage = try await bucket.storage()
                // In memory: what is there stays, and its object is not forgotten.
                try await storage.store(bytes, as: digest)
                try await expectOnlyBlobs(bucket, data: 1)
                try await bucket.damage(digest, [0])
                try await upload(bytes, to: storage)
                #expect(try await storage.check(digest) == .intact)
                try await expectOnlyBlobs(bucket, data: 0)
            }
        }

        /// A commit that was cut off is ended by a commit, not added to.
        @Test func whatIsBeingCommittedTakesNoMore() async throws {
            try await with { bucket in
                let transport = FaultyTransport(bucket.connections) { _, request in
                    request.method == .POST && request.url.contains("uploadId=")
                        ? .resetBefore : nil
                }
                let dying = try await bucket.storage(transport)
                await #expect(throws: StorageError.self) {
                    try await upload(Self.middle, to: dying)
                }
                let storage = try await bucket.storage()
                await #expect(throws: StorageError.uploadBusy(key().id)) {
                    _ = try await storage.append(
                        body([1]), to: key(), at: nil, count: nil, limit: roomy)
                }
                let size = try await storage.commit(key(), as: Digest(of: Self.middle))
                #expect(size == Int64(Self.middle.count))
            }
        }

        @Test func aReaderWhoseConnectionBreaksFindsWhatWasStoredAnew() async throws {
            try await with { bucket in
                let bytes = Self.middle
                let digest = Digest(of: bytes)
                try await upload(bytes, to: try await bucket.storage())
                let gets = Mutex(0)
                let transport = FaultyTransport(bucket.connections) { _, request in
                    guard request.method == .GET, request.url.contains("/data/") else { return nil }
                    return gets.withLock { gets in
                        gets += 1
                        return gets == 1 ? .cutBody : nil
                    }
                }
                let reader = try await bucket.storage(transport)
                let blob = try #require(try await reader.blob(digest))
                var found: [UInt8] = []
                try await reader.read(blob, 0..<blob.size) { piece in
                    if found.isEmpty { try await upload(bytes, to: try await bucket.storage()) }
                    found.append(contentsOf: piece.readableBytesView)
                }
                #expect(found == bytes)
                #expect(gets.withLock { $0 } == 3)
                try await expectOnlyBlobs(bucket, data: 1)
            }
        }

        @Test func anObjectOfPartsThatIsGoneIsCorrupt() async throws {
            try await with { bucket in
                let digest = Digest(of: Self.middle)
                let storage = try await bucket.storage()
                try await upload(Self.middle, to: storage)
                let keys = try await bucket.keys()
                let data = try #require(keys.first { $0.hasPrefix("data/") })
                try await bucket.send(.DELETE, data)
                #expect(try await storage.check(digest) == .corrupt)
                #expect(try await storage.quarantine(digest))
                let all = try await bucket.keys()
                #expect(all.filter { $0.hasPrefix("quarantine/\(digest.hex)-") }.count == 1)
                #expect(try await storage.check(digest) == .absent)
            }
        }

        private func waitUntil(after time: Timestamp) async throws {
            while Int64(Date().timeIntervalSince1970 * 1000) <= time.milliseconds {
                await Task.yield()
            }
        }

        @Test func theNoticeOfADeadDeletionRunsOut() async throws {
            try await with { bucket in
                let storage = try await bucket.storage(lease: .milliseconds(200))
                let digest = Digest(of: content(10))
                try await storage.store(content(10), as: digest)
                try await bucket.send(.PUT, "deleting/\(digest.hex)/dead")
                #expect(try await storage.keep(digest) == 10)
                try await expectOnlyBlobs(bucket, data: 0)
            }
        }

        // MARK: Faults

        /// Every third request or so fails, each in another way; nobody notices.
        @Test(arguments: [1, 2, 3] as [UInt64])
        func faultsOfTheNetworkAreRiddenOut(_ seed: UInt64) async throws {
            try await with { bucket in
                let bytes = Self.middle
                let transport = FaultyTransport(bucket.connections) { number, _ in
                    var state = (UInt64(number) + seed &* 1000) &* 0x9e37_79b9_7f4a_7c15
                    state = (state ^ state >> 29) &* 0xbf58_476d_1ce4_e5b9
                    state ^= state >> 32
                    guard state % 3 == 0 else { return nil }
                    return Fault.allCases[Int(state / 3 % UInt64(Fault.allCases.count))]
                }
                var retries = S3Retries.quick
                retries.attempts = 12
                let storage = try await bucket.storage(transport, retries: retries)
                try await upload(bytes, to: storage)
                #expect(try await storage.read(Digest(of: bytes), limit: bytes.count) == bytes)
                let small = content(5000, seed: 9)
                try await storage.store(small, as: Digest(of: small))
                #expect(try await storage.read(Digest(of: small), limit: 5000) == small)
                #expect(try await storage.keep(Digest(of: small)) == 5000)
                #expect(try await storage.delete(Digest(of: small), unlessUsedSince: always))
                // An upload that was begun twice is found by the sweep.
                _ = try await storage.removeUploads(idleSince: always)
                try await expectOnlyBlobs(bucket, data: 1)
            }
        }

        @Test func theLostAnswerOfACompletionIsFound() async throws {
            try await with { bucket in
                let transport = FaultyTransport(bucket.connections) { _, request in
                    request.method == .POST && request.url.contains("uploadId=")
                        ? .lostAnswer : nil
                }
                let storage = try await bucket.storage(transport)
                try await upload(Self.middle, to: storage)
                let digest = Digest(of: Self.middle)
                #expect(try await storage.read(digest, limit: 8 << 20) == Self.middle)
                try await expectOnlyBlobs(bucket, data: 1)
            }
        }

        @Test(arguments: [Fault.slowDown, .resetBefore, .timeout])
        func aStoreThatStaysAwayIsReported(_ fault: Fault) async throws {
            try await with { bucket in
                let isAway = Mutex(false)
                let transport = FaultyTransport(bucket.connections) { _, _ in
                    isAway.withLock { $0 } ? fault : nil
                }
                let storage = try await bucket.storage(transport)
                try await storage.createUpload(key())
                isAway.withLock { $0 = true }
                let before = transport.requests
                let error = await #expect(throws: StorageError.self) {
                    _ = try await storage.append(
                        body(content(10)), to: key(), at: 0, count: nil, limit: roomy)
                }
                guard case .unavailable = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(transport.requests - before == S3Retries.quick.attempts)
                isAway.withLock { $0 = false }
                _ = try await storage.append(
                    body(content(10)), to: key(), at: 0, count: nil, limit: roomy)
                #expect(try await storage.commit(key(), as: Digest(of: content(10))) == 10)
            }
        }

        enum Death: CaseIterable { case before, after }

        /// The server dies at its n-th request, before the store has it or just after, for every n
        /// that a push has. Another goes on; all content is there, and nothing else. The same for a
        /// push of what is there and damaged.
        @Test(arguments: Death.allCases, [false, true])
        func aPushSurvivesTheDeathOfItsServerAnywhere(
            _ death: Death, mending: Bool
        ) async throws {
            let bytes = content(100_000)
            let digest = Digest(of: bytes)
            for number in 0... {
                let isDone = try await with { bucket in
                    let transport = FaultyTransport(bucket.connections) { count, _ in
                        if count < number { return nil }
                        return count == number && death == .after ? .lostAnswer : .resetBefore
                    }
                    var retries = S3Retries.quick
                    retries.attempts = 1
                    if mending {
                        let first = try await bucket.storage(partSize: Bucket.smallPart)
                        try await upload(bytes, to: first)
                        try await bucket.damage(digest, [0])
                    }
                    do {
                        let dying = try await bucket.storage(
                            transport, retries: retries, partSize: Bucket.smallPart)
                        try await upload(bytes, to: dying)
                    } catch is StorageError {}
                    let storage = try await bucket.storage(partSize: Bucket.smallPart)
                    try await goOn(bytes, storage, mending: mending)
                    #expect(try await storage.check(digest) == .intact)
                    #expect(try await storage.read(digest, limit: bytes.count) == bytes)
                    _ = try await storage.removeUploads(idleSince: always)
                    try await expectOnlyBlobs(bucket, data: 1)
                    #expect(try await storage.blob(digest) != nil)
                    return transport.requests <= number
                }
                if isDone { return }
            }
        }

        /// What a client does that lost its server.
        private func goOn(
            _ bytes: [UInt8], _ storage: S3BlobStorage, mending: Bool
        ) async throws {
            let digest = Digest(of: bytes)
            if !mending, try await storage.blob(digest) != nil { return }
            let offset: Int64
            do {
                offset = try await storage.uploadOffset(key())
            } catch StorageError.unknownUpload {
                return try await upload(bytes, to: storage)
            }
            if offset < bytes.count {
                _ = try await storage.append(
                    pieces(bytes[Int(offset)...]), to: key(), at: offset, count: nil, limit: roomy)
            }
            _ = try await storage.commit(key(), as: digest)
        }

        @Test func aLaterLayoutIsRefused() async throws {
            try await with { bucket in
                try await bucket.send(.PUT, "layout", Array("2\n".utf8))
                let error = await #expect(throws: StorageError.self) {
                    _ = try await bucket.storage()
                }
                #expect(error == .failed(operation: "reading skerry/layout", errno: EPROTO))
            }
        }
    }
}
