import AWSWire
import AsyncHTTPClient
import Glibc
package import NIOCore
import NIOHTTP1
package import RegistryStorage

/// Finding and reading blobs.
extension S3BlobStorage {
    package func blob(_ digest: Digest) async throws(StorageError) -> StoredBlob? {
        try await answering { try await find(digest) }
    }

    private func find(_ digest: Digest) async throws -> StoredBlob? {
        guard let head = try await client.head(keys.blob(digest)) else { return nil }
        return try stored(head, digest)
    }

    /// What the object of a blob says.
    func stored(_ head: ObjectHead, _ digest: Digest) throws -> StoredBlob {
        let key = head.fields["data"] ?? keys.blob(digest)
        return StoredBlob(size: try size(head, digest), location: .object(key: key, digest))
    }

    func size(_ head: ObjectHead, _ digest: Digest) throws -> Int64 {
        guard let size = head.fields["size"].flatMap({ Int64($0) }), size >= 0 else {
            throw StorageError.failed(operation: "reading \(keys.blob(digest))", errno: EPROTO)
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
            return content
        }
    }

    package func read(
        _ blob: StoredBlob, _ range: Range<Int64>, _ take: (ByteBuffer) async throws -> Void
    ) async throws {
        guard case .object(var key, let digest) = blob.location else {
            throw StorageError.failed(operation: "reading a blob of another storage", errno: EINVAL)
        }
        var position = range.lowerBound
        var failures = 0
        while position < range.upperBound {
            let rest = position..<range.upperBound
            do {
                try await readOnce(key, rest, isWhole: rest == 0..<blob.size) { part in
                    do { try await take(part) } catch { throw Refusal(error: error) }
                    position += Int64(part.readableBytes)
                }
            } catch let error as Refusal {
                throw error.error
            } catch let error as S3Error where error.code == .notFound {
                // Stored anew since we looked, which is as good.
                guard case .object(let other, _) = try await find(digest)?.location, other != key
                else { throw error }
                key = other
            } catch {
                // The connection broke: the rest is asked for, as often as it brings something.
                if position > rest.lowerBound { failures = 0 }
                failures += 1
                let error = (error as? S3Error) ?? S3Client.broken(error)
                guard error.isRetryable, failures < options.retries.attempts else { throw error }
                try await client.pause(after: failures)
            }
        }
    }

    /// Reads as much of a range as one answer of the store brings.
    private func readOnce(
        _ key: String, _ range: Range<Int64>, isWhole: Bool,
        _ take: (ByteBuffer) async throws -> Void
    ) async throws {
        var call = S3Client.Call(method: .GET, key: key)
        call.headers["range"] = "bytes=\(range.lowerBound)-\(range.upperBound - 1)"
        call.timeout = .seconds(24 * 3600)
        let response = try await client.open(call)
        guard response.status == .partialContent || isWhole else {
            throw S3Error(.refused, "\(call.name): the store does not send ranges")
        }
        var position = range.lowerBound
        for try await part in response.body {
            guard position + Int64(part.readableBytes) <= range.upperBound else {
                throw S3Error(.refused, "\(call.name): more than was asked for")
            }
            try await take(part)
            position += Int64(part.readableBytes)
        }
        guard position == range.upperBound else {
            throw S3Error(.unavailable, "\(call.name): ended too early", isRetryable: true)
        }
    }

    /// An error of whoever takes the bytes.
    private struct Refusal: Error { let error: any Error }

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
}
