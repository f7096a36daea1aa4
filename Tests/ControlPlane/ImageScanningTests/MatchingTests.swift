import Foundation
import Testing

@testable import ImageScanning

struct MatchingTests {
    private func outcome(
        release: String = "ID=debian\nVERSION_ID=12\n",
        status: String? = "Package: libssl3\nSource: openssl\nVersion: 3.0.11-1\n",
        records: [String], limits: ScanLimits = ScanLimits()
    ) throws -> ScanOutcome {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("skerry-match-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(records.joined(separator: "\n").utf8)
            .write(to: URL(fileURLWithPath: "\(folder)/all.jsonl"))
        var items = [Archives.Item(name: "etc/os-release", content: Array(release.utf8))]
        if let status {
            items.append(.init(name: "var/lib/dpkg/status", content: Array(status.utf8)))
        }
        return try Archives.read([Archives.tar(items)]).findings(
            in: VulnerabilityFeed(folder: folder).snapshot(), limits: limits)
    }

    private func record(
        _ id: String, package: String = "openssl", ecosystem: String = "Debian:12",
        fixed: String = "3.0.11-2", more: String = "", specific: String = "{}"
    ) -> String {
        #"{"id": "\#(id)", "details": "about \#(id)", \#(more) "affected": [{"package": "#
            + #"{"ecosystem": "\#(ecosystem)", "name": "\#(package)"}, "ecosystem_specific": "#
            + #"\#(specific), "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, "#
            + #"{"fixed": "\#(fixed)"}]}]}]}"#
    }

    private func findings(_ outcome: ScanOutcome) throws -> [ImageFinding] {
        guard case .complete(let findings) = outcome else {
            throw ScanFailure("\(outcome)")
        }
        return findings
    }

    @Test func aFinding() throws {
        let vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"
        let more =
            #""severity": [{"type": "CVSS_V3", "score": "\#(vector)"}, {"type": "CVSS_V2", "#
            + #""score": "AV:N/AC:L/Au:N/C:N/I:N/A:P"}, {"type": "CVSS_V4", "score": "CVSS:4.0/x"}],"#
            + #""references": [{"type": "WEB", "url": "http://w"}, {"type": "ADVISORY", "#
            + #""url": "http://a"}],"#
        let found = try findings(
            try outcome(records: [
                record("DEBIAN-CVE-2024-1", more: more),
                record("DEBIAN-CVE-2024-2", fixed: "3.0.11-1"),
                record("DEBIAN-CVE-2024-3", package: "libssl3"),
                record("DEBIAN-CVE-2024-4", ecosystem: "Debian:11"),
            ]))
        let finding = try #require(found.first)
        #expect(found.count == 1)
        #expect(finding.name == "CVE-2024-1")
        #expect(finding.description == "about DEBIAN-CVE-2024-1")
        #expect(finding.uri == "http://a")
        #expect(finding.severity == .high)
        #expect(
            finding.attributes.map { "\($0.key)=\($0.value)" } == [
                "CVSS2_VECTOR=AV:N/AC:L/Au:N/C:N/I:N/A:P", "CVSS2_SCORE=5",
                "CVSS3_VECTOR=\(vector)", "CVSS3_SCORE=7.5", "package_version=3.0.11-1",
                "package_name=openssl",
            ])
    }

    @Test func severities() throws {
        let high =
            #""severity": [{"type": "CVSS_V3", "score": "#
            + #""CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],"#
        let found = try findings(
            try outcome(records: [
                record("CVE-2024-1", more: high, specific: #"{"urgency": "unimportant"}"#),
                record("CVE-2024-2", more: high, specific: #"{"urgency": "not yet assigned"}"#),
                record("CVE-2024-3"),
                record("CVE-2024-4", more: #""database_specific": {"severity": "CRITICAL"},"#),
                record(
                    "CVE-2024-5",
                    more: #""severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/AV:N"}],"#),
                record(
                    "CVE-2024-6", more: #""severity": [{"type": "Ubuntu", "score": "low"}],"#),
            ]))
        #expect(
            found.map { "\($0.name) \($0.severity.rawValue)" } == [
                "CVE-2024-4 CRITICAL", "CVE-2024-2 HIGH", "CVE-2024-6 LOW",
                "CVE-2024-1 INFORMATIONAL", "CVE-2024-3 UNDEFINED", "CVE-2024-5 UNDEFINED",
            ])
    }

    @Test func anAdvisoryDoesNotRepeatWhatItIsAbout() throws {
        let advisory = record(
            "DSA-1-1", more: #""upstream": ["CVE-2024-1", "CVE-2024-2"],"#)
        let own = record("DEBIAN-CVE-2024-1", specific: #"{"urgency": "low"}"#)
        for records in [[advisory, own], [own, advisory]] {
            let found = try findings(try outcome(records: records))
            #expect(found.map(\.name) == ["CVE-2024-1", "CVE-2024-2"])
            #expect(found.map(\.severity) == [.low, .undefined])
            #expect(found[0].description == "about DEBIAN-CVE-2024-1")
        }
    }

    @Test func nothingIsInvented() throws {
        let records = [record("CVE-2024-1")]
        func isUnsupported(_ outcome: ScanOutcome) -> Bool {
            if case .unsupported = outcome { true } else { false }
        }
        #expect(isUnsupported(try outcome(release: "", records: records)))
        #expect(isUnsupported(try outcome(release: "ID=fedora\nVERSION_ID=40", records: records)))
        #expect(isUnsupported(try outcome(release: "ID=debian\nVERSION_ID=11", records: records)))
        #expect(isUnsupported(try outcome(status: nil, records: records)))
        #expect(isUnsupported(try outcome(records: [])))
        #expect(try findings(try outcome(status: "", records: records)).isEmpty)
        #expect(
            try findings(
                try outcome(status: "Package: openssl\nVersion: 3.0.11-2\n", records: records)
            ).isEmpty)
        var limits = ScanLimits()
        limits.findings = 2
        #expect(throws: ScanFailure("the image has more than 2 vulnerabilities")) {
            try outcome(records: (1...3).map { record("CVE-2024-\($0)") }, limits: limits)
        }
    }

    @Test func ubuntuByEitherName() throws {
        for ecosystem in ["Ubuntu:22.04:LTS", "Ubuntu:22.04"] {
            let found = try outcome(
                release: "ID=ubuntu\nVERSION_ID=\"22.04\"\n",
                records: [record("UBUNTU-CVE-2024-1", ecosystem: ecosystem)])
            #expect(try findings(found).map(\.name) == ["CVE-2024-1"])
        }
    }
}
