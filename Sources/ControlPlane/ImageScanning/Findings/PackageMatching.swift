extension ImageFiles {
    /// Matches the packages of an image with a feed.
    ///
    /// - Throws: What the feed throws, or that there are too many findings.
    package func findings(
        in feed: VulnerabilityFeed.Snapshot, limits: ScanLimits = ScanLimits()
    ) throws(ScanFailure) -> ScanOutcome {
        guard let system else {
            return .unsupported("the image has no readable os-release file")
        }
        guard let distribution = system.distribution else {
            return .unsupported("the operating system '\(system.name)' cannot be scanned")
        }
        guard let packages = packages(distribution.packages) else {
            return .unsupported("the image of '\(system.name)' has no package database")
        }
        let ecosystems = distribution.ecosystems.filter { feed.index.has($0) }
        guard !ecosystems.isEmpty else {
            return .unsupported(
                "the vulnerability feed has no records of '\(distribution.ecosystems[0])'")
        }
        var found: [Identity: ImageFinding] = [:]
        for package in packages {
            for ecosystem in ecosystems {
                for record in try feed.records(ecosystem, package.name) {
                    let findings = ImageFinding.findings(
                        of: record, for: package, in: ecosystem, by: distribution.packages)
                    for finding in findings {
                        let identity = Identity(name: finding.name, package: package)
                        if let known = found[identity], !finding.tellsMore(than: known) { continue }
                        found[identity] = finding
                    }
                }
            }
            guard found.count <= limits.findings else {
                throw ScanFailure(
                    "the image has more than \(limits.findings) vulnerabilities")
            }
        }
        return .complete(found.values.sorted(by: ImageFinding.areInOrder))
    }

    /// Two records of one vulnerability of one package give one finding.
    private struct Identity: Hashable {
        var name: String
        var package: SourcePackage
    }
}

extension ImageFinding {
    fileprivate static func areInOrder(_ left: ImageFinding, _ right: ImageFinding) -> Bool {
        if left.severity != right.severity { return left.severity.place < right.severity.place }
        return (left.name, left.package) < (right.name, right.package)
    }
}

extension FindingSeverity {
    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
