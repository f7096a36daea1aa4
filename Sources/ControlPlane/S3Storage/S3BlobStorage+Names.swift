import NIOCore
package import RegistryStorage
package import Shapes

// A blob is used by writing its object; it is deleted by writing a notice in `deleting/`, reading
// the object once more, and only then deleting. Whoever uses a blob looks for notices afterwards.
// The store orders these four, so that at least one side sees the other: the deletion that sees
// a use gives up, and the use that sees a notice waits for its end and begins again. A deletion
// whose notice has come and gone before anybody looked shows by the object that is not there.
// Notices have names of their own, so that one deletion's end does not hide another.
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
            let old = try await client.head(keys.blob(digest))
            // One of many parts stays: nobody would remember to delete it.
            if old?.fields["data"] != nil, try await touch(digest) != nil { return }
            try await publish(.content(ByteBuffer(bytes: content)), as: digest, over: old) { _ in }
        }
    }

    package func keep(_ digest: Digest) async throws(StorageError) -> Int64? {
        try await finishing { [self] in try await touch(digest) }
    }

    /// Makes `entry` the blob `digest`, in place of `old`, which was there a moment ago and may be
    /// damaged. What others store meanwhile is as good and stays.
    ///
    /// - Parameter replacing: Is told, before it happens, which object of many parts nothing will
    ///   name any more.
    func publish(
        _ entry: Entry, as digest: Digest, over old: ObjectHead?,
        replacing: (String) async throws -> Void
    ) async throws {
        let key = keys.blob(digest)
        var old = old
        for attempt in 1...options.retries.attempts {
            if let data = old?.fields["data"], data != entry.data { try await replacing(data) }
            let etag = try await client.put(
                key, entry.body, fields: fields(size: entry.size, data: entry.data),
                if: old.map { .unchanged(etag: $0.etag) } ?? .absent)
            if etag != nil, try await stands(digest) { return }
            // Stored by others, used, or deleted, which may have taken ours too.
            let found = try await client.head(key)
            if etag == nil, let found, old == nil || found.fields["data"] != old?.fields["data"],
                try await touch(digest) != nil
            {
                return
            }
            old = found
            try await client.pause(after: attempt)
        }
        throw StorageError.unavailable("\(digest) keeps changing")
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
            guard let head = try await client.head(keys.blob(digest)) else { return true }
            guard used(head) <= time else { return false }
            return try await underNotice(of: digest) { begin in
                try await deleteUnused(digest, since: time, begin)
            }
        }
    }

    /// Runs `body`, which may delete the blob, under a notice that was put up at the time it is given
    /// or later.
    func underNotice<T>(
        of digest: Digest, _ body: (ContinuousClock.Instant) async throws -> T
    ) async throws -> T {
        let begin = ContinuousClock.now
        let notice = keys.deletions(of: digest) + S3Client.randomName()
        _ = try await client.put(notice, ByteBuffer())
        let result: T
        do {
            result = try await body(begin)
        } catch {
            // As long as the notice stands, users of the blob wait; it also runs out by itself.
            try await client.delete(notice)
            throw error
        }
        try await client.delete(notice)
        return result
    }

    /// Whether a deletion whose notice was put up at `begin` may still begin to delete. After half of
    /// the lease somebody may take us for dead before the store has the call.
    func isInTime(_ begin: ContinuousClock.Instant) -> Bool {
        ContinuousClock.now - begin < options.deletionLease / 2
    }

    /// Deletes under a notice that was put up at `begin` or later.
    private func deleteUnused(
        _ digest: Digest, since time: Timestamp, _ begin: ContinuousClock.Instant
    ) async throws -> Bool {
        let held = try await client.list(keys.holds(of: digest), after: nil, limit: 1)
        guard held.objects.isEmpty else { return false }
        guard let head = try await client.head(keys.blob(digest)) else { return true }
        guard used(head) <= time, isInTime(begin) else { return false }
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
