import RegistryStorage
package import Shapes
import Store

/// What is wrong in a registry, and what is merely too much. Sizes are bytes.
package struct VerificationReport: Shape, Hashable {
    package var blobs = 0
    package var size = 0
    /// Digests of blobs whose content is not what the digest says.
    package var corrupt: [String] = []
    /// Those of them that were taken out of use, so that they are sent when their images are pushed
    /// again.
    package var quarantined: [String] = []
    /// Digests of blobs that records name and that are not there, but for those.
    package var missing: [String] = []
    /// Images that name what their repository does not hold, in words.
    package var broken: [String] = []
    /// Images that have a corrupt or missing blob, in words: pushing them again mends them.
    package var damaged: [String] = []
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
        visitor.field("quarantined", &quarantined)
        visitor.field("missing", &missing)
        visitor.field("broken", &broken)
        visitor.field("damaged", &damaged)
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
    ///
    /// - Parameter quarantines: Whether corrupt blobs are taken out of use.
    func verify(
        quarantines: Bool = false, progress: (MaintenanceProgress) async throws -> Void
    ) async throws -> VerificationReport {
        var report = VerificationReport()
        if quarantines { try await storage.checkOwner() }
        let before = try await findings()
        var done = MaintenanceProgress()
        var (corrupt, quarantined): (Set<String>, Set<String>) = ([], [])
        var unnamed: [String: Int] = [:]
        try await forEachBlob { digest in
            guard let use = try await storage.use(of: digest) else { return }
            switch try await storage.check(digest) {
            case .absent: return
            case .intact: break
            case .corrupt:
                guard quarantines else {
                    corrupt.insert(digest.hex)
                    break
                }
                // If not, it was pushed again meanwhile.
                if try await storage.quarantine(digest) {
                    corrupt.insert(digest.hex)
                    quarantined.insert(digest.hex)
                }
            }
            if !before.named.contains(digest.hex) { unnamed[digest.hex] = Int(use.size) }
            done.blobs += 1
            done.size += Int(use.size)
            try await progress(done)
        }
        var missing = try await absent(before.named.subtracting(quarantined))
        let isSame = missing.isEmpty && before.broken.isEmpty && unnamed.isEmpty
        let after = isSame ? before : try await findings()
        missing.formIntersection(after.named)
        for hex in unnamed.keys where after.named.contains(hex) { unnamed[hex] = nil }
        (report.blobs, report.size) = (done.blobs, done.size)
        report.corrupt = Self.list(corrupt.map { "sha256:\($0)" })
        report.quarantined = Self.list(quarantined.map { "sha256:\($0)" })
        report.missing = Self.list(missing.map { "sha256:\($0)" })
        report.broken = Self.list(before.broken.intersection(after.broken))
        report.damaged = Self.list(try await images(with: corrupt.union(missing)))
        report.unreferencedBlobs = unnamed.count
        report.unreferencedSize = unnamed.values.reduce(0, +)
        return report
    }

    /// Those of the blobs that are not there.
    private func absent(_ blobs: Set<String>) async throws -> Set<String> {
        var absent: Set<String> = []
        for hex in blobs {
            guard let digest = Digest("sha256:\(hex)") else {
                throw RegistryError.brokenRecord(hex)
            }
            if try await storage.use(of: digest) == nil { absent.insert(hex) }
        }
        return absent
    }

    /// The images that are or have any of these blobs.
    private func images(with blobs: Set<String>) async throws(RegistryError) -> [String] {
        if blobs.isEmpty { return [] }
        var found: [String] = []
        try await walk { contents async throws(RegistryError) in
            for (hex, image) in contents.images {
                guard blobs.contains(hex) || !blobs.isDisjoint(with: image.blobs) else { continue }
                let tags = image.tags.isEmpty ? "no tag" : image.tags.joined(separator: ", ")
                found.append("\(contents.id.arn) image sha256:\(hex) (\(tags))")
            }
        }
        return found
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
