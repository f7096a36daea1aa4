import Foundation
import Shapes
import Testing

@testable import RegistryStorage

@Suite struct BlobPinsTests {
    @Test func pinnedContentOutlivesItsDeletion() async throws {
        let root = FileManager.default.temporaryDirectory.path + "/skerry-pins-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: root) }
        let storage = try LocalBlobStorage(root: root)
        let contents = ["one", "two", "three"].map { Array($0.utf8) }
        let digests = contents.map { Digest(of: $0) }
        for index in 0..<2 { try await storage.store(contents[index], as: digests[index]) }

        // What a killed process left is removed.
        let folder = root + "/pins"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        try Data("stale".utf8).write(to: URL(filePath: folder + "/stale"))
        var pins = try BlobPins(storageAt: root, in: folder)
        #expect(pins.sizes.isEmpty)
        try pins.add()
        #expect(pins.sizes == [digests[0]: 3, digests[1]: 3])

        let later = Timestamp(milliseconds: .max / 2)
        #expect(try await storage.delete(digests[0], unlessUsedSince: later))
        try await storage.store(contents[2], as: digests[2])
        try pins.add()
        #expect(pins.sizes == [digests[0]: 3, digests[1]: 3, digests[2]: 5])
        for (digest, content) in zip(digests, contents) {
            #expect(try Array(Data(contentsOf: URL(filePath: pins.path(digest)))) == content)
        }
        try pins.remove()
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(try await storage.blob(digests[0]) == nil)
        #expect(
            try await storage.blob(digests[1])?.location == .file(path: storage.path(digests[1])))
    }

    @Test func aStorageThatWasNeverUsedHasNothingToPin() throws {
        let root = FileManager.default.temporaryDirectory.path + "/skerry-pins-\(UUID())"
        var pins = try BlobPins(storageAt: root + "/none", in: root)
        try pins.add()
        #expect(pins.sizes.isEmpty)
        try pins.remove()
    }
}
