import RegistryStorage
package import Shapes
import Store

/// What is wrong in a registry, and what is merely too much. Sizes are bytes.
package struct VerificationReport: Shape, Hashable {
    package var blobs = 0
    package var size = 0
    /// Digests of blobs whose content is not what the digest says.
    package var corrupt: [String] = []
    /// Digests of blobs that records name and that are not there.
    package var missing: [String] = []
    /// Images that name what their repository does not hold, in words.
    package var broken: [String] = []
    /// Blobs that no record names: uploads of just now, or what the next collection removes.
    package var unreferencedBlobs = 0
    package var unreferencedSize = 0

    /// The most entries of each list.
    package static let longestList = 1000

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("blobs", &blobs)
        visitor.field("size", &size)
        visitor.field("corrupt", &corrupt)
        visitor.field("missing", &missing)
        visitor.field("broken", &broken)
        visitor.field("unreferencedBlobs", &unreferencedBlobs)
        visitor.field("unreferencedSize", &unreferencedSize)
    }

    /// Whether everything that can be asked for can be had.
    package var isClean: Bool { corrupt.isEmpty && missing.isEmpty && broken.isEmpty }
}

extension Registry {
    /// Reads every blob again and checks every record, beside traffic. Faults that records show are
    /// reported when two walks, before and after, show them both: in between things may just have
    /// been on their way.
    func verify(
        progress: (MaintenanceProgress) async throws -> Void
    ) async throws -> VerificationReport {
        var report = VerificationReport()
        let before = try await findings()
        var done = MaintenanceProgress()
        var corrupt: Set<String> = []
        var there: [String: Int] = [:]
        try await forEachBlob { digest in
            guard let use = try await storage.use(of: digest),
                let actual = try await storage.contentDigest(of: digest)
            else { return }
            if actual != digest { corrupt.insert(digest.description) }
            if !before.named.contains(digest.hex) { there[digest.hex] = Int(use.size) }
            done.blobs += 1
            done.size += Int(use.size)
            try await progress(done)
        }
        var missing: Set<String> = []
        for hex in before.named {
            guard let digest = Digest("sha256:\(hex)") else {
                throw RegistryError.brokenRecord(hex)
            }
            if try await storage.use(of: digest) == nil { missing.insert(hex) }
        }
        let after =
            missing.isEmpty && before.broken.isEmpty && there.isEmpty
            ? before : try await findings()
        for hex in there.keys where after.named.contains(hex) { there[hex] = nil }
        (report.blobs, report.size) = (done.blobs, done.size)
        report.corrupt = Self.list(corrupt)
        report.missing = Self.list(missing.intersection(after.named).map { "sha256:\($0)" })
        report.broken = Self.list(before.broken.intersection(after.broken))
        report.unreferencedBlobs = there.count
        report.unreferencedSize = there.values.reduce(0, +)
        return report
    }

    private static func list(_ entries: some Sequence<String>) -> [String] {
        Array(entries.sorted().prefix(VerificationReport.longestList))
    }

    /// What the records name, and what they name in vain.
    private func findings() async throws(RegistryError) -> (named: Set<String>, broken: Set<String>)
    {
        var named: Set<String> = []
        var broken: Set<String> = []
        try await walk { contents async throws(RegistryError) in
            named.formUnion(contents.needed)
            named.formUnion(contents.images.keys)
            named.formUnion(contents.links.keys)
            for (hex, image) in contents.images {
                for blob in image.blobs where contents.links[blob] == nil {
                    broken.insert("\(contents.id.arn) image sha256:\(hex): no layer sha256:\(blob)")
                }
                for child in image.children where contents.images[child] == nil {
                    broken.insert(
                        "\(contents.id.arn) image sha256:\(hex): no image sha256:\(child)")
                }
            }
        }
        return (named, broken)
    }
}
