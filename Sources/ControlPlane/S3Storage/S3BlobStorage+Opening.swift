import Glibc
import NIOCore
package import RegistryStorage

/// What happens at the start, and the mark that keeps installations apart.
extension S3BlobStorage {
    /// Writes the layout's version, or finds the one that is there to be ours.
    func open() async throws {
        let version = ByteBuffer(string: "1\n")
        let isNew = try await client.put(keys.layout, version, if: .absent) != nil
        guard let (head, found) = try await client.get(keys.layout, limit: 1024) else {
            throw StorageError.unavailable("\(keys.layout) is gone")
        }
        guard found == version else {
            throw StorageError.failed(operation: "reading \(keys.layout)", errno: EPROTO)
        }
        // Without these two nothing here is safe; some stores take the fields and ignore them.
        let other = String(head.etag.map { $0.isHexDigit ? "0" : $0 })
        var isHeeded = !isNew
        if isNew { isHeeded = try await client.put(keys.layout, version, if: .absent) == nil }
        if isHeeded {
            isHeeded =
                try await client.put(keys.layout, version, if: .unchanged(etag: other)) == nil
        }
        guard isHeeded else {
            throw StorageError.unavailable(
                "the store ignores If-Match or If-None-Match on writes, which keep servers and "
                    + "installations from destroying each other's content")
        }
    }

    /// Makes what is nobody's ours.
    func claim() async throws {
        _ = try await client.put(keys.owner, ByteBuffer(string: owner + "\n"), if: .absent)
        try await compareOwner()
    }

    package func checkOwner() async throws(StorageError) {
        try await answering { try await compareOwner() }
    }

    func compareOwner() async throws {
        guard let (_, content) = try await client.get(keys.owner, limit: 1024) else {
            throw StorageError.notOwned(
                "the object \(keys.owner) of bucket \(location.bucket), which says to which "
                    + "installation of Skerry the images there belong, is gone. If no other "
                    + "installation has this bucket and prefix, restart this server, which writes "
                    + "it again")
        }
        let found = String(buffer: content).filter { !$0.isWhitespace }
        guard found == owner else {
            throw StorageError.notOwned(
                "the images there belong to another installation of Skerry, \(found); this one is "
                    + "\(owner). Give each a prefix of its own. If that one is gone for good, delete "
                    + "the object \(keys.owner) of bucket \(location.bucket) and start this one: "
                    + "what its records do not name is removed from then on")
        }
    }
}
