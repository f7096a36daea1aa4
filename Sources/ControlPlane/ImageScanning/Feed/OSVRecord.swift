package import Shapes

/// A vulnerability in the Open Source Vulnerability format, as far as images are matched with it
/// (https://ossf.github.io/osv-schema/, version 1.7).
package struct OSVRecord: Sendable, Hashable {
    package var id: String
    package var modified: Timestamp?
    /// Taken back by who published it: it tells of nothing.
    package var isWithdrawn: Bool
    var details: String
    /// `aliases` and `upstream`.
    var otherNames: [String]
    var references: [Reference]
    var severities: [Severity]
    /// The word of `database_specific.severity`.
    var vendorSeverity: String?
    package var affected: [Affected]

    struct Reference: Sendable, Hashable {
        var type: String
        var url: String
    }

    /// A scheme's name (`CVSS_V3`, `Ubuntu`) and what it says.
    struct Severity: Sendable, Hashable {
        var type: String
        var score: String
    }

    /// What the record says of one package of one distribution.
    package struct Affected: Sendable, Hashable {
        package var ecosystem: String
        package var name: String
        var ranges: [[Event]]
        /// Versions that are affected whatever the ranges say.
        var versions: [String]
        var severities: [Severity]
        var vendorSeverity: String?
    }

    enum Event: Sendable, Hashable {
        case introduced(String)
        case fixed(String)
        case lastAffected(String)
        case limit(String)
    }

    /// Reads a record; nil when it has no id. Members of other types than the schema's count as
    /// absent, so that one odd record does not hide the rest of a feed.
    package init?(_ value: Value) {
        guard let id = value["id"]?.string, !id.isEmpty else { return nil }
        self.id = id
        modified = value["modified"]?.string.flatMap { Timestamp(iso8601: $0) }
        isWithdrawn = value["withdrawn"]?.string != nil
        details = value["details"]?.string ?? value["summary"]?.string ?? ""
        otherNames = Self.texts(value["aliases"]) + Self.texts(value["upstream"])
        references = (value["references"]?.list ?? []).compactMap { item in
            guard let url = item["url"]?.string else { return nil }
            return Reference(type: item["type"]?.string ?? "", url: url)
        }
        severities = Self.severities(value["severity"])
        vendorSeverity = value["database_specific"]?["severity"]?.string
        affected = (value["affected"]?.list ?? []).compactMap(Affected.init)
    }

    fileprivate static func texts(_ value: Value?) -> [String] {
        (value?.list ?? []).compactMap(\.string)
    }

    fileprivate static func severities(_ value: Value?) -> [Severity] {
        (value?.list ?? []).compactMap { item in
            guard let type = item["type"]?.string, let score = item["score"]?.string else {
                return nil
            }
            return Severity(type: type, score: score)
        }
    }
}

extension OSVRecord.Affected {
    fileprivate init?(_ value: Value) {
        guard let ecosystem = value["package"]?["ecosystem"]?.string,
            let name = value["package"]?["name"]?.string
        else { return nil }
        self.ecosystem = ecosystem
        self.name = name
        // Other types than ECOSYSTEM tell of commits and of libraries.
        ranges = (value["ranges"]?.list ?? [])
            .filter { $0["type"]?.string == "ECOSYSTEM" }
            .map { range in (range["events"]?.list ?? []).compactMap(OSVRecord.Event.init) }
        versions = OSVRecord.texts(value["versions"])
        severities = OSVRecord.severities(value["severity"])
        let words = [value["ecosystem_specific"], value["database_specific"]].flatMap { specific in
            [specific?["urgency"]?.string, specific?["severity"]?.string]
        }
        vendorSeverity = words.compactMap { $0 }.first
    }

    /// Whether a version is affected, by the algorithm of the schema's section "Evaluation".
    func contains(_ version: String, by scheme: VersionScheme) -> Bool {
        versions.contains(version) || ranges.contains { Self.contains(version, $0, by: scheme) }
    }

    private static func contains(
        _ version: String, _ events: [OSVRecord.Event], by scheme: VersionScheme
    ) -> Bool {
        let limits = events.compactMap { event in
            if case .limit(let limit) = event { limit } else { nil }
        }
        let isWithin =
            limits.isEmpty
            || limits.contains { $0 == "*" || scheme.compare(version, $0) < 0 }
        guard isWithin else { return false }
        let sorted = events.sorted { left, right in
            let order = compare(left.version, right.version, by: scheme)
            return order != 0 ? order < 0 : left.rank < right.rank
        }
        var isAffected = false
        for event in sorted {
            switch event {
            case .introduced(let first):
                if compare(version, first, by: scheme) >= 0 { isAffected = true }
            case .fixed(let fixed):
                if compare(version, fixed, by: scheme) >= 0 { isAffected = false }
            case .lastAffected(let last):
                if compare(version, last, by: scheme) > 0 { isAffected = false }
            case .limit: continue
            }
        }
        return isAffected
    }

    /// "0" comes before every version, even before one that a scheme puts before zero.
    private static func compare(
        _ left: String, _ right: String, by scheme: VersionScheme
    ) -> Int {
        if left == right { return 0 }
        if left == "0" { return -1 }
        return right == "0" ? 1 : scheme.compare(left, right)
    }
}

extension OSVRecord.Event {
    fileprivate init?(_ value: Value) {
        if let version = value["introduced"]?.string {
            self = .introduced(version)
        } else if let version = value["fixed"]?.string {
            self = .fixed(version)
        } else if let version = value["last_affected"]?.string {
            self = .lastAffected(version)
        } else if let version = value["limit"]?.string {
            self = .limit(version)
        } else {
            return nil
        }
    }

    fileprivate var version: String {
        switch self {
        case .introduced(let version), .fixed(let version), .lastAffected(let version),
            .limit(let version):
            version
        }
    }

    /// At one version, what is fixed comes before what is introduced again.
    fileprivate var rank: Int {
        if case .introduced = self { 1 } else { 0 }
    }
}
