package import Shapes

/// The first member of a backup: what the backup is and what follows, in order.
package struct BackupManifest: Shape, Hashable {
    /// One file of the backup.
    package struct Member: Shape, Hashable {
        /// See ``BackupMember``.
        package var name = ""
        /// Bytes.
        package var size = 0
        /// 64 lower-case hexadecimal digits.
        package var sha256 = ""

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("size", &size)
            visitor.field("sha256", &sha256)
        }
    }

    /// Version of the backup's form.
    package var format = Self.currentFormat
    /// The release that wrote it.
    package var skerry = ""
    /// When it was made, in seconds since 1970.
    package var createdAt = 0
    /// Revision of the store at which the records were read.
    package var revision = 0
    /// Number of records.
    package var records = 0
    /// The object store with the registry's content, which is then not in the backup.
    package var blobStorage: String?
    package var members: [Member] = []

    /// The form that is written, and the only one that is read.
    package static let currentFormat = 1
    /// The encoded manifest's maximum in bytes: some 400,000 members. A larger one is refused, when
    /// it is written as when it is read.
    package static let maximumBytes = 64 << 20

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("format", &format)
        visitor.field("skerry", &skerry)
        visitor.field("createdAt", &createdAt)
        visitor.field("revision", &revision)
        visitor.field("records", &records)
        visitor.field("blobStorage", &blobStorage)
        visitor.field("members", &members)
    }

    /// Bytes of all members.
    package var size: Int { members.reduce(0) { $0 + $1.size } }

    /// Checks what is taken for granted from here on: names of the grammar, each once, the records
    /// among them, sizes that add up, digests that are digests.
    package func check() throws(BackupError) {
        guard format == Self.currentFormat else {
            throw format > Self.currentFormat
                ? .tooNew(version: format) : .damaged("its format is \(format)")
        }
        guard createdAt >= 0 else { throw .damaged("its time is before 1970") }
        var seen: Set<String> = []
        var total = 0
        for member in members {
            guard let kind = BackupMember(member.name) else {
                throw .damaged("a member has the name \(member.name.debugDescription)")
            }
            guard seen.insert(member.name).inserted else {
                throw .damaged("\(member.name) is listed twice")
            }
            guard BackupMember.isDigest(member.sha256) else {
                throw .damaged("the digest of \(member.name) is none")
            }
            if case .blob(let hex) = kind, hex != member.sha256 {
                throw .damaged("the digest of \(member.name) is another")
            }
            // Far above any disk, and far below where sums could overflow.
            guard (0...(1 << 50)).contains(member.size) else {
                throw .damaged("the size of \(member.name) is \(member.size)")
            }
            total += member.size
            guard total <= 1 << 55 else { throw .damaged("its sizes do not add up") }
        }
        guard seen.contains(BackupMember.records.name) else {
            throw .damaged("it lists no records")
        }
    }
}

/// The names that members of a backup may have; there are no others, so that no name leads anywhere.
package enum BackupMember: Hashable, Sendable {
    /// The store's records, in the form of the store's own export.
    case records
    /// The log events, an SQLite file.
    case logEvents
    /// The access key of the default account's root.
    case rootCredentials
    /// Content of the registry, by its SHA-256 in hexadecimal digits.
    case blob(String)

    /// Reads a name; nil for any other.
    package init?(_ name: String) {
        switch name {
        case "records": self = .records
        case "logs.sqlite": self = .logEvents
        case "root-credentials.json": self = .rootCredentials
        default:
            guard name.hasPrefix(Self.blobs) else { return nil }
            let hex = String(name.dropFirst(Self.blobs.count))
            guard Self.isDigest(hex) else { return nil }
            self = .blob(hex)
        }
    }

    /// The name in the archive.
    package var name: String {
        switch self {
        case .records: "records"
        case .logEvents: "logs.sqlite"
        case .rootCredentials: "root-credentials.json"
        case .blob(let hex): Self.blobs + hex
        }
    }

    private static let blobs = "blobs/sha256/"

    static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
