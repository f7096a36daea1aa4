import AWSWire
import AsyncHTTPClient
package import NIOCore
import NIOHTTP1
package import RegistryStorage
package import Shapes

extension S3BlobStorage {
    /// What is to become a blob.
    enum Entry: Sendable {
        case content(ByteBuffer)
        /// An object of many parts.
        case data(String, size: Int64)

        var size: Int64 {
            switch self {
            case .content(let bytes): Int64(bytes.readableBytes)
            case .data(_, let size): size
            }
        }

        var data: String? { if case .data(let key, _) = self { key } else { nil } }

        /// The content of the blob's own object.
        var body: ByteBuffer {
            switch self {
            case .content(let bytes): bytes
            case .data(let key, _): ByteBuffer(string: key)
            }
        }
    }

    private func fields(size: Int64, data: String?) -> [String: String] {
        var fields = ["size": String(size), "used": String(now().milliseconds)]
        fields["data"] = data
        return fields
    }

    package func store(
        _ content: [UInt8], as digest: Digest
    ) async throws(StorageError) {
        let actual = Digest(of: content)
        guard actual == digest else { throw .digestMismatch(expected: digest, actual: actual) }
        try await finishing { [self] in
            try await publish(.content(ByteBuffer(bytes: content)), as: digest)
        }
    }

    package func blob(_ digest: Digest) async throws(StorageError) -> StoredBlob? {
        try await answering {
            guard let head = try await client.head(keys.blob(digest)) else { return nil }
            let key = head.fields["data"] ?? keys.blob(digest)
            return StoredBlob(size: try size(head, digest), location: .object(key: key))
        }
    }

    func size(_ head: ObjectHead, _ digest: Digest) throws -> Int64 {
        guard let size = head.fields["size"].flatMap({ Int64($0) }), size >= 0 else {
            throw StorageError.failed(operation: "reading \(keys.blob(digest))", errno: 71)
        }
        return size
    }

    package func read(_ digest: Digest, limit: Int) async throws(StorageError) -> [UInt8]? {
        guard let blob = try await blob(digest) else { return nil }
        guard blob.size <= Int64(limit) else { throw .tooLarge(limit: Int64(limit)) }
        return try await answering {
            var content: [UInt8] = []
            content.reserveCapacity(Int(blob.size))
            do {
                try await read(blob, 0..<blob.size) {
                    content.append(contentsOf: $0.readableBytesView)
                }
            } catch let error as S3Error where error.code == .notFound {
                return nil
            }
            // Nothing else stands between the store and who believes the digest.
            guard Digest(of: content) == digest else {
                throw StorageError.failed(operation: "checking \(digest)", errno: 74)
            }
            return content
        }
    }

    package func read(
        _ blob: StoredBlob, _ range: Range<Int64>, _ take: (ByteBuffer) async throws -> Void
    ) async throws {
        guard case .object(let key) = blob.location else {
            throw StorageError.failed(operation: "reading a blob of another storage", errno: 22)
        }
        var position = range.lowerBound
        var failures = 0
        while position < range.upperBound {
            var call = S3Client.Call(method: .GET, key: key)
            call.headers["range"] = "bytes=\(position)-\(range.upperBound - 1)"
            call.timeout = .seconds(24 * 3600)
            let response = try await client.open(call)
            guard
                response.status == .partialContent
                    || (position == 0 && range.upperBound == blob.size)
            else { throw S3Error(.refused, "\(call.name): the store does not send ranges") }
            var parts = response.body.makeAsyncIterator()
            do {
                while let part = try await parts.next() {
                    guard position + Int64(part.readableBytes) <= range.upperBound else {
                        throw S3Error(.refused, "\(call.name): more than was asked for")
                    }
                    do { try await take(part) } catch { throw Refusal(error: error) }
                    position += Int64(part.readableBytes)
                    failures = 0
                }
                if position == range.upperBound { return }
                throw S3Error(.unavailable, "\(call.name): ended too early", isRetryable: true)
            } catch let error as Refusal {
                throw error.error
            } catch {
                // The connection broke: the rest is asked for, as often as it brings something.
                failures += 1
                let error = (error as? S3Error) ?? S3Client.broken(error)
                guard error.isRetryable, failures < options.retries.attempts else { throw error }
                try await client.pause(after: failures)
            }
        }
    }

    /// An error of whoever takes the bytes.
    private struct Refusal: Error { let error: any Error }

    package func keep(_ digest: Digest) async throws(StorageError) -> Int64? {
        try await finishing { [self] in try await touch(digest) }
    }

    package func blobs(
        after digest: Digest?, limit: Int
    ) async throws(StorageError) -> [Digest] {
        try await answering {
            var found: [Digest] = []
            var last = digest.map(keys.blob)
            while found.count < limit {
                let page = try await client.list(
                    keys.blobs, after: last, limit: limit - found.count)
                found += page.objects.compactMap { keys.digest(ofBlob: $0.key) }
                guard page.more, let end = page.objects.last else { break }
                last = end.key
            }
            return found
        }
    }

    // MARK: Names that come and go

    // A blob is used by writing its object; it is deleted by writing a notice in `deleting/`, reading
    // the object once more, and only then deleting. Whoever uses a blob looks for notices afterwards.
    // The store orders these four, so that at least one side sees the other: the deletion that sees
    // a use gives up, and the use that sees a notice waits for its end and begins again. A deletion
    // whose notice has come and gone before anybody looked shows by the object that is not there.
    // Notices have names of their own, so that one deletion's end does not hide another.

    /// Makes `entry` the blob `digest`, unless there is one already.
    func publish(_ entry: Entry, as digest: Digest) async throws {
        for attempt in 1...options.retries.attempts {
            let etag = try await client.put(
                keys.blob(digest), entry.body, fields: fields(size: entry.size, data: entry.data),
                if: .absent)
            if etag != nil, try await stands(digest) { return }
            // Somebody else's, or ours that a deletion may have taken.
            if try await touch(digest) != nil { return }
            try await client.pause(after: attempt)
        }
        throw StorageError.unavailable("\(digest) keeps being deleted")
    }

    /// Counts as a use of the blob now. Its size; nil when there is none.
    func touch(_ digest: Digest) async throws -> Int64? {
        let key = keys.blob(digest)
        for attempt in 1...options.retries.attempts {
            guard let head = try await client.head(key) else { return nil }
            let size = try size(head, digest)
            let data = head.fields["data"]
            let fields = fields(size: size, data: data)
            let isDone =
                if let data {
                    try await client.put(
                        key, ByteBuffer(string: data), fields: fields,
                        if: .unchanged(etag: head.etag)) != nil
                } else {
                    // Whoever writes this object meanwhile writes the same content.
                    try await client.setFields(key, fields)
                }
            if isDone, try await stands(digest) { return size }
            if !isDone { try await client.pause(after: attempt) }
        }
        throw StorageError.unavailable("\(digest) keeps changing")
    }

    package func delete(
        _ digest: Digest, unlessUsedSince time: Timestamp
    ) async throws(StorageError) -> Bool {
        try await finishing { [self] in
            let key = keys.blob(digest)
            guard let head = try await client.head(key) else { return true }
            guard used(head) <= time else { return false }
            let begin = ContinuousClock.now
            let notice = keys.deletions(of: digest) + S3Client.randomName()
            _ = try await client.put(notice, ByteBuffer())
            let isGone: Bool
            do {
                isGone = try await deleteUnused(digest, since: time, begin)
            } catch {
                // As long as the notice stands, users of the blob wait; it also runs out by itself.
                try await client.delete(notice)
                throw error
            }
            try await client.delete(notice)
            return isGone
        }
    }

    /// Deletes under a notice that was put up at `begin` or later.
    private func deleteUnused(
        _ digest: Digest, since time: Timestamp, _ begin: ContinuousClock.Instant
    ) async throws -> Bool {
        let held = try await client.list(keys.holds(of: digest), after: nil, limit: 1)
        guard held.objects.isEmpty else { return false }
        guard let head = try await client.head(keys.blob(digest)) else { return true }
        // After half of the lease somebody may take us for dead before the store has the call.
        guard used(head) <= time, ContinuousClock.now - begin < options.deletionLease / 2 else {
            return false
        }
        try await client.delete(keys.blob(digest))
        if let data = head.fields["data"] { try await client.delete(data) }
        return true
    }

    func used(_ head: ObjectHead) -> Timestamp {
        Timestamp(milliseconds: head.fields["used"].flatMap { Int64($0) } ?? .max)
    }

    /// Whether the blob that was used just now is there to stay. Only in this order: what a deletion
    /// took whose notice is gone, is gone by then, and a later deletion sees the use.
    private func stands(_ digest: Digest) async throws -> Bool {
        guard try await deletionsHaveEnded(of: digest) else { return false }
        return try await client.head(keys.blob(digest)) != nil
    }

    /// Whether nobody was deleting the blob; when somebody was, that has ended now. A notice that
    /// stands for the whole lease is of somebody who died.
    private func deletionsHaveEnded(of digest: Digest) async throws -> Bool {
        let prefix = keys.deletions(of: digest)
        let first = try await client.list(prefix, after: nil, limit: 1000).objects.map(\.key)
        if first.isEmpty { return true }
        var waiting = Set(first)
        let begin = ContinuousClock.now
        var attempt = 1
        while ContinuousClock.now - begin < options.deletionLease {
            try await client.pause(after: attempt)
            attempt += 1
            let found = try await client.list(prefix, after: nil, limit: 1000).objects.map(\.key)
            waiting.formIntersection(found)
            if waiting.isEmpty { return false }
        }
        for notice in waiting { try await client.delete(notice) }
        return false
    }
}
