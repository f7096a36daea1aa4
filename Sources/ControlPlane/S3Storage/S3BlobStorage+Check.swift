import NIOCore
package import RegistryStorage

/// Reading content again, and what is done with what is not as it was.
extension S3BlobStorage {
    package func check(_ digest: Digest) async throws -> BlobCondition {
        guard let head = try await client.head(keys.blob(digest)) else { return .absent }
        return try await condition(head, digest)
    }

    /// The condition of a blob that was there with this head.
    private func condition(_ head: ObjectHead, _ digest: Digest) async throws -> BlobCondition {
        let blob = try stored(head, digest)
        guard case .object(let key, _) = blob.location else { return .corrupt }
        // What is too short or too long would only show as a store that answers strangely.
        let actual = head.fields["data"] == nil ? head : try await client.head(key)
        if let actual, actual.size == blob.size {
            var hash = ResumableHash()
            do {
                try await read(blob, 0..<blob.size) { piece in
                    try Task.checkCancellation()
                    piece.withUnsafeReadableBytes { hash.update($0) }
                }
                return hash.finalized() == digest.hex ? .intact : .corrupt
            } catch let error as S3Error where error.code == .notFound {}
        }
        // Deleted or stored anew meanwhile, or else its object of many parts is lost.
        guard let now = try await client.head(keys.blob(digest)) else { return .absent }
        return now == head ? .corrupt : try await check(digest)
    }

    package func quarantine(_ digest: Digest) async throws -> Bool {
        for attempt in 1...options.retries.attempts {
            guard let head = try await client.head(keys.blob(digest)),
                try await condition(head, digest) == .corrupt
            else { return false }
            let isTaken = try await finishing { [self] in
                try await underNotice(of: digest) { begin in
                    try await takeOut(digest, head, begin)
                }
            }
            if isTaken { return true }
            // Stored anew or used meanwhile.
            try await client.pause(after: attempt)
        }
        throw StorageError.unavailable("\(digest) keeps changing")
    }

    /// Moves the blob aside if it still is the one of `head`. As with a deletion, whoever stores it
    /// anew at the same time sees the notice or is seen.
    private func takeOut(
        _ digest: Digest, _ head: ObjectHead, _ begin: ContinuousClock.Instant
    ) async throws -> Bool {
        let key = keys.blob(digest)
        guard try await client.head(key)?.etag == head.etag else { return false }
        let target = keys.quarantine + digest.hex + "-" + S3Client.randomName()
        guard try await client.copy(key, to: target) else { return false }
        guard isInTime(begin) else {
            try await client.delete(target)
            return false
        }
        try await client.delete(key)
        return true
    }
}
