package import AWSWire
package import Logging
import NIOCore
package import RegistryStorage
package import Shapes
import Synchronization

/// Blobs as objects of an S3-compatible store, which any number of processes may use at once.
///
/// Nothing that matters is kept here. The store must be consistent (what is written is read and
/// listed at once) and must heed `If-Match` and `If-None-Match` on writes, as S3 does.
///
///     layout                   the version of this layout
///     owner                    the id of the installation whose images these are
///     blobs/HEX                a blob: its content, or for one of many parts the key of the object
///                              that holds it; its size and time of last use are fields
///     data/SCOPE-ID-RANDOM     content of many parts
///     uploads/SCOPE-ID         an upload: see ``Upload``
///     holding/HEX/RANDOM       somebody holds the blob: see ``S3BlobStorage/hold(_:)``
///     deleting/HEX/RANDOM      somebody is deleting the blob: see ``S3BlobStorage/delete``
///     quarantine/HEX-RANDOM    a blob's object from when its content was corrupt
///
/// An upload's state is an object that only one writer at a time can replace (each write names the
/// etag that it replaces); it is written after every part and at the end of every request, with the
/// SHA-256's running state, so that any process can go on where it stands. Parts that were sent for
/// a request that failed are sent again over the old ones; the etags in the state say which count.
/// Content can never be a mixture: the parts are put together by these etags.
///
/// Memory: each of at most ``Options/writers`` requests that are writing holds one part, and up to
/// two copies of what is left of it when it begins and when it ends.
package final class S3BlobStorage: BlobStorage {
    package struct Options: Sendable {
        /// Bytes of a part; at least S3's minimum of 5 MiB, and so that 10,000 of them hold the
        /// largest layer. What is smaller is kept as one object.
        package var partSize = 6 << 20
        /// Requests that write at once; more wait before they read their bodies.
        package var writers = 32
        package var retries = S3Retries()
        /// A deletion that has not ended after this long is taken for dead.
        package var deletionLease = Duration.seconds(30)

        package init() {}
    }

    let client: S3Client
    let location: S3Location
    let keys: ObjectKeys
    let owner: String
    let options: Options
    let now: @Sendable () -> Timestamp
    let logger: Logger
    let slots: WriterSlots
    /// Uploads that this process is writing to, and how many bytes have arrived, when known.
    private let sessions = Mutex<[String: Int64?]>([:])
    /// The objects by which this process holds blobs.
    let holds = Mutex<[Digest: [String]]>([:])

    /// Opens the storage, shows that it can be written to as it must be, and makes it `owner`'s when
    /// it is nobody's.
    ///
    /// - Parameter owner: The id of the installation, the same on all servers that share their
    ///   records, and no other's: some plain characters.
    /// - Throws: ``StorageError/unavailable(_:)`` with what the store said, `failed` with `EPROTO`
    ///   when a later version made what is there, ``StorageError/notOwned(_:)`` when it is another's.
    package init(
        _ location: S3Location, owner: String, credentials: SigV4.Credentials,
        transport: any S3Transport, options: Options = Options(),
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) async throws(StorageError) {
        client = S3Client(
            location: location, credentials: credentials, transport: transport,
            retries: options.retries, now: now, logger: logger)
        self.location = location
        keys = ObjectKeys(prefix: location.prefix)
        self.owner = owner
        self.options = options
        self.now = now
        self.logger = logger
        slots = WriterSlots(options.writers)
        try await answering { [self] in
            try await open()
            try await claim()
        }
    }

    // MARK: Sessions

    func reserve(_ key: String, _ id: UploadID) throws(StorageError) {
        let isFree = sessions.withLock { sessions in
            if sessions.keys.contains(key) { return false }
            sessions.updateValue(nil, forKey: key)
            return true
        }
        guard isFree else { throw .uploadBusy(id) }
    }

    func release(_ key: String) {
        _ = sessions.withLock { $0.removeValue(forKey: key) }
    }

    /// Says how far the upload has come that the caller has reserved.
    func note(_ key: String, _ offset: Int) {
        sessions.withLock { _ = $0.updateValue(Int64(offset), forKey: key) }
    }

    func noted(_ key: String) -> Int64? { sessions.withLock { $0[key] ?? nil } }

    // MARK: Errors

    /// Puts whatever goes wrong into the port's errors.
    func answering<T>(_ body: () async throws -> T) async throws(StorageError) -> T {
        do {
            return try await body()
        } catch let error as StorageError {
            throw error
        } catch let error as S3Error {
            throw StorageError(error)
        } catch {
            throw .unavailable("\(error)")
        }
    }

    /// Runs `body` to its end whether or not the caller is cancelled: what is half written must be
    /// put in order all the same. Its calls have timeouts and its attempts an end.
    func finishing<T: Sendable>(
        _ body: @escaping @Sendable () async throws -> T
    ) async throws(StorageError) -> T {
        let work = Task { try await body() }
        return try await answering { try await work.value }
    }
}

/// Every key is built here. Nothing in one comes from a client but digests and upload ids, whose
/// types allow no other than plain characters.
struct ObjectKeys: Sendable {
    let prefix: String

    var layout: String { "\(prefix)layout" }
    var owner: String { "\(prefix)owner" }
    var blobs: String { "\(prefix)blobs/" }
    var uploads: String { "\(prefix)uploads/" }
    var data: String { "\(prefix)data/" }
    var quarantine: String { "\(prefix)quarantine/" }

    func blob(_ digest: Digest) -> String { "\(blobs)\(digest.hex)" }
    var holding: String { "\(prefix)holding/" }
    func holds(of digest: Digest) -> String { "\(holding)\(digest.hex)/" }
    func deletions(of digest: Digest) -> String { "\(prefix)deleting/\(digest.hex)/" }

    func upload(_ key: UploadKey) -> String {
        let scope = Digest(of: Array(key.scope.utf8)).hex.prefix(32)
        return "\(uploads)\(scope)-\(key.id)"
    }

    /// Where an upload's parts go.
    func data(of upload: String, _ random: String) -> String {
        "\(data)\(upload.dropFirst(uploads.count))-\(random)"
    }

    /// The upload whose parts go to `data`.
    func upload(ofData key: String) -> String? {
        guard key.hasPrefix(data), let end = key.lastIndex(of: "-") else { return nil }
        return uploads + key[..<end].dropFirst(data.count)
    }

    /// The digest of a key in `blobs/`.
    func digest(ofBlob key: String) -> Digest? {
        key.hasPrefix(blobs) ? Digest("sha256:\(key.dropFirst(blobs.count))") : nil
    }
}
