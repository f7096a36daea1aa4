package import NIOCore
package import Shapes

/// Content under its digest, and uploads that become such content.
///
/// The storage is one namespace for everybody: the same layer pushed to a hundred repositories of
/// ten accounts is kept once. It knows no repositories and asks nobody for permission; who may see
/// a blob is decided above it, by records that link repositories to digests. That a digest cannot
/// be guessed is not relied upon.
///
/// A blob is either absent or complete, verified when it was stored, and on disk. Content that was
/// damaged since is found by ``check(_:)``; storing it again mends it. Deletion is held off by use: a blob
/// that is held, or was stored, ``keep(_:)``-ed or released lately, survives
/// ``delete(_:unlessUsedSince:)``. Whoever writes a record that names a blob holds the blob
/// meanwhile, so that a collector that reads the records cannot miss it: see `Registry.collect`.
package protocol BlobStorage: Sendable {
    /// Begins an empty upload.
    func createUpload(_ key: UploadKey) async throws(StorageError)

    /// How many bytes of an upload have arrived, partly received requests included.
    func uploadOffset(_ key: UploadKey) async throws(StorageError) -> Int64

    /// Adds a body to an upload, hashing it on the way; memory use does not depend on its size.
    /// Only one request at a time may write to an upload.
    ///
    /// When the body throws, that error is thrown on, and what had arrived is kept: the upload
    /// goes on from ``uploadOffset(_:)``.
    ///
    /// - Parameters:
    ///   - offset: Where the caller believes the upload stands; nil for wherever it does.
    ///   - count: How many bytes the body must have; nil when that is not known.
    ///   - limit: How many bytes the upload may have in all.
    /// - Returns: The offset after it.
    /// - Throws: ``StorageError``, or what `body` throws.
    func append<Body: AsyncSequence & Sendable>(
        _ body: Body, to key: UploadKey, at offset: Int64?, count: Int64?, limit: Int64
    ) async throws -> Int64 where Body.Element == ByteBuffer

    /// Turns an upload into the blob `digest` if its content has that digest. After it the content
    /// survives a power cut. It takes the place of what the blob's content was, which may have been
    /// damaged; those that are reading it are not disturbed. Counts as a use of the blob now.
    ///
    /// - Returns: The size in bytes.
    func commit(_ key: UploadKey, as digest: Digest) async throws(StorageError) -> Int64

    /// Forgets an upload.
    func cancel(_ key: UploadKey) async throws(StorageError)

    /// Stores content that is in memory, under its digest: as ``commit(_:as:)`` does.
    func store(_ content: [UInt8], as digest: Digest) async throws(StorageError)

    /// A blob, or nil when there is none.
    func blob(_ digest: Digest) async throws(StorageError) -> StoredBlob?

    /// The content of a small blob, as it is now, not checked; nil when there is none.
    ///
    /// - Throws: ``StorageError/tooLarge(limit:)`` when it has more than `limit` bytes.
    func read(_ digest: Digest, limit: Int) async throws(StorageError) -> [UInt8]?

    /// Gives bytes `range` of a blob that ``blob(_:)`` returned, which has them, piece by piece to
    /// `take`, and waits for it. A blob that was deleted since may end it.
    ///
    /// - Throws: ``StorageError`` or another error of the storage, or what `take` throws.
    func read(
        _ blob: StoredBlob, _ range: Range<Int64>, _ take: (ByteBuffer) async throws -> Void
    ) async throws

    /// Counts as a use of the blob now. Returns its size, or nil when there is none.
    func keep(_ digest: Digest) async throws(StorageError) -> Int64?

    /// Keeps a blob from being deleted until it is released as often as it was held, and counts as a
    /// use of it. Returns its size; nil when there is none, and then nothing is held. Holds end with
    /// the process.
    func hold(_ digest: Digest) async throws(StorageError) -> Int64?

    /// Ends a hold, which counts as a use of the blob now.
    func release(_ digest: Digest) async

    /// Size and last use of a blob; nil when there is none.
    func use(of digest: Digest) async throws(StorageError) -> BlobUse?

    /// Reads a blob's content again. Takes as long as that takes, unless the task is cancelled.
    func check(_ digest: Digest) async throws -> BlobCondition

    /// Takes a corrupt blob out of use, held or not: there is none from then on, so that clients send
    /// it again. The content is read again for it; what is not corrupt, or not any more, stays. What
    /// is taken out is kept in a place of its own, which nothing reads or removes.
    ///
    /// - Returns: Whether it was taken out.
    func quarantine(_ digest: Digest) async throws -> Bool

    /// Checks that the content is this installation's alone, so that what its records do not name may
    /// be deleted. Comes before every collection, after the time from which on use counts.
    ///
    /// - Throws: ``StorageError/notOwned(_:)``, or why it cannot be told.
    func checkOwner() async throws(StorageError)

    /// Deletes a blob that is not held and was not used after `time`. Returns whether it is gone.
    func delete(
        _ digest: Digest, unlessUsedSince time: Timestamp
    ) async throws(StorageError) -> Bool

    /// The blobs that come after `digest` in order, at most `limit`; nil for the first ones.
    func blobs(after digest: Digest?, limit: Int) async throws(StorageError) -> [Digest]

    /// Forgets the uploads to which nothing was added since `time`. Returns how many.
    func removeUploads(idleSince time: Timestamp) async throws(StorageError) -> Int
}

/// What a collector asks of a blob.
package struct BlobUse: Sendable, Hashable {
    /// Size in bytes.
    package var size: Int64
    package var lastUsedAt: Timestamp

    package init(size: Int64, lastUsedAt: Timestamp) {
        self.size = size
        self.lastUsedAt = lastUsedAt
    }
}

/// What reading a blob's content again shows.
package enum BlobCondition: Sendable, Hashable {
    case absent
    /// The content has the digest that is its name.
    case intact
    /// The content has another digest, or cannot be read from where it is kept.
    case corrupt
}

/// Content that is there.
package struct StoredBlob: Sendable, Hashable {
    /// Where the bytes can be had.
    package enum Location: Sendable, Hashable {
        /// A file that holds exactly the content. It may be deleted or replaced at any time; who has
        /// it open keeps the content.
        case file(path: String)
        /// An object of a store elsewhere, where the content of this digest was found last;
        /// ``BlobStorage/read(_:_:_:)`` reads it.
        case object(key: String, Digest)
    }

    /// Size in bytes.
    package var size: Int64
    package var location: Location

    package init(size: Int64, location: Location) {
        self.size = size
        self.location = location
    }
}
