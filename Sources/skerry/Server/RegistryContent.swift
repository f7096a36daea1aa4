import AWSWire
import Foundation
import Logging
import RegistryStorage
import S3Storage
import Shapes

/// `server/blob-storage.json`: where image content is when it is in an object store. Backups need to
/// know it, and a server that is started without the option must not begin an empty registry.
struct BlobStorageFile: Shape {
    var location = ""

    init() {}

    init(_ location: String) { self.location = location }

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("location", &location) }
}

/// The storage of image content that the options name.
struct RegistryContent {
    let storage: any BlobStorage
    /// Ends its connections.
    let close: @Sendable () async throws -> Void

    /// Opens `option`'s object store, or the data directory's own storage when it is nil. What is in
    /// one is not looked for in the other: changing over while there is content is refused, and so is
    /// an object store that belongs to another installation than `owner`.
    static func open(
        _ directory: DataDirectory, _ option: String?, owner: String,
        environment: [String: String], logger: Logger
    ) async throws -> RegistryContent {
        let recorded = try StateFile.read(BlobStorageFile.self, from: directory.blobStorage)
        guard let option else {
            if let recorded {
                throw CommandFailure(
                    "image content is in an object store: give --blob-storage \(recorded.location)")
            }
            return RegistryContent(
                storage: try LocalBlobStorage(root: directory.registry), close: {})
        }
        if recorded == nil, try await hasBlobs(directory) {
            throw CommandFailure(
                "\(directory.registry) has image content, which --blob-storage would hide; "
                    + "use a new data directory, and copy the images from one to the other")
        }
        let location = try S3Location(option)
        let connections = S3Connections()
        do {
            let storage = try await S3BlobStorage(
                location, owner: owner, credentials: try credentials(environment),
                transport: connections, now: SystemTime.now, logger: logger)
            try StateFile.write(BlobStorageFile(option), to: directory.blobStorage)
            logger.info("image content is in an object store", metadata: ["at": "\(location)"])
            return RegistryContent(storage: storage, close: { try await connections.shutdown() })
        } catch {
            try await connections.shutdown()
            throw CommandFailure("cannot use \(location) for image content: \(error)")
        }
    }

    private static func hasBlobs(_ directory: DataDirectory) async throws -> Bool {
        guard FileManager.default.fileExists(atPath: directory.registry) else { return false }
        let storage = try LocalBlobStorage(root: directory.registry)
        return try await !storage.blobs(after: nil, limit: 1).isEmpty
    }

    /// The store's key, under names of our own first: `AWS_…` may be set for Skerry's clients.
    private static func credentials(
        _ environment: [String: String]
    ) throws -> SigV4.Credentials {
        for prefix in ["SKERRY_S3_", "AWS_"] {
            guard let id = environment[prefix + "ACCESS_KEY_ID"], !id.isEmpty else { continue }
            guard let secret = environment[prefix + "SECRET_ACCESS_KEY"], !secret.isEmpty else {
                throw CommandFailure("\(prefix)ACCESS_KEY_ID is set without a secret")
            }
            return SigV4.Credentials(
                accessKeyID: id, secretAccessKey: secret,
                sessionToken: environment[prefix + "SESSION_TOKEN"])
        }
        throw CommandFailure(
            "set SKERRY_S3_ACCESS_KEY_ID and SKERRY_S3_SECRET_ACCESS_KEY (or AWS_…)")
    }
}
