/// A vulnerability of one package of an image, in ECR's form.
package struct ImageFinding: Sendable, Hashable {
    /// The CVE, or what its publisher calls it when it has none.
    package var name: String
    /// At most ``maximumDescription`` characters.
    package var description: String
    package var uri: String
    package var severity: FindingSeverity
    package var package: SourcePackage
    /// Of each version of CVSS at most one.
    package var scores: [CVSSScore]
    /// Whether it comes from a record of just this vulnerability, not from an advisory on several.
    var isPrimary: Bool

    /// Makes a finding of these members.
    package init(
        name: String, description: String, uri: String, severity: FindingSeverity,
        package: SourcePackage, scores: [CVSSScore], isPrimary: Bool
    ) {
        self.name = name
        self.description = description
        self.uri = uri
        self.severity = severity
        self.package = package
        self.scores = scores
        self.isPrimary = isPrimary
    }

    /// What longer descriptions are cut to.
    package static let maximumDescription = 2000

    /// What ECR gives beside the finding's members.
    package var attributes: [(key: String, value: String)] {
        var attributes: [(String, String)] = []
        for score in scores {
            let name = "CVSS\(score.version.rawValue)"
            attributes += [("\(name)_VECTOR", score.vector), ("\(name)_SCORE", score.text)]
        }
        return attributes + [("package_version", package.version), ("package_name", package.name)]
    }
}

/// What was found in an image.
package enum ScanOutcome: Sendable, Hashable {
    /// The findings, the worst first.
    case complete([ImageFinding])
    /// Nothing can be said about it, and why.
    case unsupported(String)
}

extension ImageFinding {
    /// What a record says of a version of a package; empty when it is not affected.
    static func findings(
        of record: OSVRecord, for package: SourcePackage, in ecosystem: String,
        by scheme: VersionScheme
    ) -> [ImageFinding] {
        guard !record.isWithdrawn else { return [] }
        let affected = record.affected.first { affected in
            affected.ecosystem == ecosystem && affected.name == package.name
                && affected.contains(package.version, by: scheme)
        }
        guard let affected else { return [] }
        let names = record.names
        let isPrimary = record.id.hasPrefix("CVE-") || record.id.contains("-CVE-")
        let scores = record.scores(affected)
        let severity = record.severity(affected, scores)
        return names.map { name in
            ImageFinding(
                name: name,
                description: String(record.details.prefix(maximumDescription)),
                uri: record.uri, severity: severity, package: package, scores: scores,
                isPrimary: isPrimary)
        }
    }

    /// Whether of two findings of the same name and package this is the one to show.
    func tellsMore(than other: ImageFinding) -> Bool {
        if isPrimary != other.isPrimary { return isPrimary }
        if (severity == .undefined) != (other.severity == .undefined) {
            return severity != .undefined
        }
        return false
    }
}

extension OSVRecord {
    /// The CVEs that it is about, or its own name.
    var names: [String] {
        if let cve = Self.cve(in: id) { return [cve] }
        var names: [String] = []
        for name in otherNames where Self.cve(in: name) == name && !names.contains(name) {
            names.append(name)
        }
        return names.isEmpty ? [id] : names
    }

    /// The CVE that an id is, or that it names at its end as `DEBIAN-CVE-2024-3094` does.
    private static func cve(in id: String) -> String? {
        let parts = id.split(separator: "-")
        guard parts.count >= 3, parts[parts.count - 3] == "CVE",
            parts.suffix(2).allSatisfy({ $0.utf8.allSatisfy(\.isDigit) })
        else { return nil }
        return parts.suffix(3).joined(separator: "-")
    }

    fileprivate var uri: String {
        let best = ["ADVISORY", "WEB", "REPORT"].lazy.compactMap { type in
            references.first { $0.type == type }
        }.first
        return (best ?? references.first)?.url ?? "https://osv.dev/vulnerability/\(id)"
    }

    /// The first readable score of each version, the package's own before the record's.
    fileprivate func scores(_ affected: Affected) -> [CVSSScore] {
        var found: [CVSSScore] = []
        for severity in affected.severities + severities where severity.type.hasPrefix("CVSS_") {
            guard let score = CVSSScore(vector: severity.score),
                !found.contains(where: { $0.version == score.version })
            else { continue }
            found.append(score)
        }
        return found.sorted { $0.version.rawValue < $1.version.rawValue }
    }

    /// What the distribution says, else what the newest score is rated, as ECR does it.
    fileprivate func severity(_ affected: Affected, _ scores: [CVSSScore]) -> FindingSeverity {
        let words =
            [affected.vendorSeverity]
            + (affected.severities + severities)
            .filter { !$0.type.hasPrefix("CVSS_") }.map(\.score)
            + [vendorSeverity]
        for word in words {
            if let severity = word.flatMap({ FindingSeverity(vendor: $0) }) { return severity }
        }
        return scores.last.map { FindingSeverity($0) } ?? .undefined
    }
}
