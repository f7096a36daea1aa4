package import Shapes

/// Where the records lie that tell of a package, so that a scan reads these alone. Per record it
/// keeps a place of 24 bytes, and a number for each package and release that the record names.
package struct FeedIndex: Sendable {
    /// Where the text of one record lies in a feed.
    package struct Place: Sendable, Hashable {
        /// The file's number.
        package var file: UInt32
        package var length: UInt32
        package var offset: UInt64

        /// Names a place.
        package init(file: UInt32, offset: UInt64, length: UInt32) {
            self.file = file
            self.length = length
            self.offset = offset
        }
    }

    private var places: [Place] = []
    private var records: [String: [UInt32]] = [:]
    private var ecosystems: Set<String> = []
    /// When the newest of the records was changed; nil when none says so.
    package private(set) var modified: Timestamp?

    /// Makes an empty index.
    package init() {}

    /// Records of distributions in the index.
    package var count: Int { places.count }

    /// Whether any record tells of the ecosystem, such as `Debian:12`.
    package func has(_ ecosystem: String) -> Bool { ecosystems.contains(ecosystem) }

    /// Where the records lie that tell of a package.
    package func places(_ ecosystem: String, _ package: String) -> [Place] {
        (records[Self.key(ecosystem, package)] ?? []).map { places[Int($0)] }
    }

    /// Notes a record. Those that were withdrawn and those of other things than distributions, which
    /// no scan asks for, are passed over.
    package mutating func add(_ record: OSVRecord, at place: Place) {
        guard !record.isWithdrawn else { return }
        if let time = record.modified, time > modified ?? time + .seconds(-1) { modified = time }
        let known = ["Debian", "Ubuntu", "Alpine", "Wolfi", "Chainguard"]
        let number = UInt32(places.count)
        var isUsed = false
        for affected in record.affected {
            guard let family = affected.ecosystem.split(separator: ":").first,
                known.contains(String(family))
            else { continue }
            isUsed = true
            ecosystems.insert(affected.ecosystem)
            let key = Self.key(affected.ecosystem, affected.name)
            if records[key]?.last != number { records[key, default: []].append(number) }
        }
        if isUsed { places.append(place) }
    }

    private static func key(_ ecosystem: String, _ package: String) -> String {
        "\(ecosystem)\n\(package)"
    }
}
