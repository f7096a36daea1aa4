import Dispatch
import ImageScanning
import NIOCore
import RegistryStorage
import Shapes

/// Reads an image out of the storage and matches it with the feed.
struct LayerScan: Sendable {
    let registry: Registry
    /// Nil when the operator supplies none.
    let feed: VulnerabilityFeed?
    var limits = ScanLimits()

    struct Result: Sendable {
        var outcome: ScanOutcome
        var sourceUpdatedAt: Timestamp?
        var unreadableRecords: Int
    }

    static let noFeed =
        "No vulnerability feed is configured. Start the server with --vulnerability-feed and a folder "
        + "of records in OSV's format; docs/operations.md says where to get them."

    /// - Throws: ``ScanFailure`` for what is wrong with the image or the feed, and other errors when
    ///   the storage fails.
    func scan(_ digest: Digest) async throws -> Result {
        guard let feed else { throw ScanFailure(Self.noFeed) }
        let manifest: Manifest
        do {
            manifest = try Manifest(
                try await registry.existingText(of: digest), declaredType: nil)
        } catch RegistryError.blobNotFound {
            throw ScanFailure("the image's manifest is missing")
        } catch let invalid as Manifest.Invalid {
            throw ScanFailure(invalid.reason)
        }
        let image = try await read(manifest)
        // The feed may be replaced while it is read; the next look finds the new files.
        var attempts = 3
        while true {
            do throws(ScanFailure) {
                let snapshot = try feed.snapshot()
                return Result(
                    outcome: try image.findings(in: snapshot, limits: limits),
                    sourceUpdatedAt: snapshot.index.modified,
                    unreadableRecords: snapshot.unreadable)
            } catch {
                // Reading a large feed ends early when the server stops: the scan is done later.
                try Task.checkCancellation()
                attempts -= 1
                if attempts == 0 { throw error }
            }
        }
    }

    private func read(_ manifest: Manifest) async throws -> ImageFiles {
        guard case .image(_, let layers) = manifest.content else {
            throw ScanFailure("an index is not scanned; its images are")
        }
        var image = ImageFiles(limits: limits)
        // Layers that stay with their distributor cannot be looked into.
        for layer in layers where !layer.isForeign {
            guard
                let blob = try await registry.storing({ () async throws(StorageError) in
                    try await registry.storage.blob(layer.digest)
                })
            else { throw ScanFailure("the layer \(layer.digest) is missing") }
            try await add(blob, to: &image)
        }
        return image
    }

    private func add(_ blob: StoredBlob, to image: inout ImageFiles) async throws {
        var source = LayerSource(image: image)
        do {
            try await registry.storage.read(blob, 0..<blob.size) { buffer in
                try Task.checkCancellation()
                if try !source.take(buffer) { throw EndOfArchive() }
            }
        } catch is EndOfArchive {
            // What follows the end of an archive means nothing.
        }
        try source.finish(into: &image)
    }

    private struct EndOfArchive: Error {}
}

/// A layer as its bytes come; its first four say how it is compressed.
private struct LayerSource {
    let image: ImageFiles
    private var start: [UInt8] = []
    private var reader: LayerReader?

    init(image: ImageFiles) { self.image = image }

    /// False when no more has to come.
    mutating func take(_ buffer: ByteBuffer) throws(ScanFailure) -> Bool {
        let bytes = Array(buffer.readableBytesView)[...]
        if reader != nil { return try reader?.read(bytes) ?? false }
        start += bytes
        return start.count < 4 ? true : try begin()
    }

    private mutating func begin() throws(ScanFailure) -> Bool {
        var reader = try LayerReader(image, LayerCompression(start: start.prefix(4)))
        let isOpen = try reader.read(start[...])
        self.reader = reader
        start = []
        return isOpen
    }

    mutating func finish(into image: inout ImageFiles) throws(ScanFailure) {
        if reader == nil { _ = try begin() }
        try reader?.finish(into: &image)
    }
}

/// Threads of their own for scans, which decompress and parse for long: others do not wait for them.
final class ScanThreads: TaskExecutor {
    private let queue = DispatchQueue(
        label: "skerry.scans", qos: .utility, attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
