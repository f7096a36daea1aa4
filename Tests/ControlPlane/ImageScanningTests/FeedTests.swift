import Foundation
import Shapes
import Testing

@testable import ImageScanning

struct FeedTests {
    static func record(_ text: String) throws -> OSVRecord {
        try #require(OSVRecord(JSON.parse(text)))
    }

    /// A record of one package with these events.
    private func affected(
        _ events: String, versions: String = "[]", type: String = "ECOSYSTEM"
    ) throws -> OSVRecord.Affected {
        let record = try Self.record(
            """
            {"id": "X", "affected": [{"package": {"ecosystem": "Debian:12", "name": "p"},
            "versions": \(versions), "ranges": [{"type": "\(type)", "events": \(events)}]}]}
            """)
        return try #require(record.affected.first)
    }

    @Test func ranges() throws {
        let fixed = try affected(#"[{"introduced": "0"}, {"fixed": "1.2-3"}]"#)
        #expect(fixed.contains("1.2-2", by: .dpkg))
        #expect(fixed.contains("0~a", by: .dpkg), "0 stands before everything")
        #expect(fixed.contains("1.2-3~bpo1", by: .dpkg))
        #expect(!fixed.contains("1.2-3", by: .dpkg))
        #expect(!fixed.contains("1.2-4", by: .dpkg))
        let last = try affected(#"[{"introduced": "1"}, {"last_affected": "2"}]"#)
        #expect(!last.contains("0.9", by: .dpkg))
        #expect(last.contains("1", by: .dpkg))
        #expect(last.contains("2", by: .dpkg))
        #expect(!last.contains("2.0.1", by: .dpkg))
        let open = try affected(#"[{"introduced": "0"}]"#)
        #expect(open.contains("99", by: .dpkg))
        // In any order, with a gap, and introduced again where it was fixed.
        let twice = try affected(
            #"[{"fixed": "4"}, {"introduced": "3"}, {"fixed": "2"}, {"introduced": "1"}]"#)
        #expect(
            ["0", "1", "2", "3", "4"].map { twice.contains($0, by: .dpkg) } == [
                false, true, false, true, false,
            ])
        let again = try affected(#"[{"introduced": "0"}, {"fixed": "2"}, {"introduced": "2"}]"#)
        #expect(again.contains("2", by: .dpkg))
        let limited = try affected(#"[{"introduced": "0"}, {"limit": "5"}]"#)
        #expect(limited.contains("4", by: .dpkg))
        #expect(!limited.contains("5", by: .dpkg))
        #expect(try !affected(#"[{"introduced": "0"}]"#, type: "GIT").contains("1", by: .dpkg))
        #expect(try !affected("[]").contains("1", by: .dpkg))
        let listed = try affected("[]", versions: #"["1.5"]"#)
        #expect(listed.contains("1.5", by: .dpkg))
        #expect(!listed.contains("1.4", by: .dpkg))
    }

    @Test func oddRecordsDoNotThrow() throws {
        for text in [
            "[]", "{}", "1", #"{"id": 3}"#, #"{"id": ""}"#,
        ] {
            #expect(OSVRecord(try JSON.parse(text)) == nil, "\(text)")
        }
        let odd = try Self.record(
            """
            {"id": "X", "affected": [1, {}, {"package": {"ecosystem": "Debian:12"}},
            {"package": {"ecosystem": "Debian:12", "name": "p"}, "ranges": 3, "versions": [1]}],
            "aliases": "CVE-1-1", "severity": [{"type": "CVSS_V3"}], "modified": "yesterday"}
            """)
        #expect(odd.affected.count == 1)
        #expect(odd.modified == nil)
        #expect(odd.names == ["X"])
    }

    @Test func names() throws {
        func names(_ id: String, _ aliases: String = "[]", _ upstream: String = "[]") throws
            -> [String]
        {
            try Self.record(
                #"{"id": "\#(id)", "aliases": \#(aliases), "upstream": \#(upstream)}"#
            ).names
        }
        #expect(try names("CVE-2024-1") == ["CVE-2024-1"])
        #expect(try names("DEBIAN-CVE-2024-12345") == ["CVE-2024-12345"])
        #expect(try names("ALPINE-CVE-2024-1", #"["CVE-2024-2"]"#) == ["CVE-2024-1"])
        #expect(
            try names("DSA-5000-1", "[]", #"["CVE-2024-1", "CVE-2024-2", "CVE-2024-1"]"#)
                == ["CVE-2024-1", "CVE-2024-2"])
        #expect(try names("DSA-5000-1") == ["DSA-5000-1"])
        #expect(try names("X", #"["GHSA-1", "CVE-2020-9"]"#) == ["CVE-2020-9"])
    }

    // MARK: The folder

    private func withFolder<T>(_ body: (String) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("skerry-feed-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: "\(folder)/below", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    private func text(
        _ id: String, _ package: String, ecosystem: String = "Debian:12",
        modified: String = "2024-01-02T03:04:05Z", more: String = ""
    ) -> String {
        #"{"id": "\#(id)", "modified": "\#(modified)", \#(more) "affected": [{"package": "#
            + #"{"ecosystem": "\#(ecosystem)", "name": "\#(package)"}, "ranges": "#
            + #"[{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}"#
    }

    private func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func aFolderOfFiles() throws {
        try withFolder { folder in
            try write(text("CVE-1-1", "a"), "\(folder)/one.json")
            try write(text("CVE-1-2", "a"), "\(folder)/below/two.json")
            let lines = [
                text("CVE-1-3", "a", modified: "2024-05-02T03:04:05.5Z"), "",
                "not json", text("CVE-1-4", "b", ecosystem: "Alpine:v3.19"),
                text("CVE-1-5", "a", more: #""withdrawn": "2024-01-01T00:00:00Z","#),
                text("PYSEC-1", "a", ecosystem: "PyPI"),
            ]
            try write(lines.joined(separator: "\n"), "\(folder)/many.jsonl")
            try write("{", "\(folder)/broken.json")
            try write("no record", "\(folder)/README.md")
            let feed = VulnerabilityFeed(folder: folder)
            let snapshot = try feed.snapshot()
            #expect(snapshot.index.count == 4)
            #expect(snapshot.unreadable == 2)
            #expect(snapshot.index.modified == Timestamp(iso8601: "2024-05-02T03:04:05.5Z"))
            #expect(
                try snapshot.records("Debian:12", "a").map(\.id).sorted()
                    == ["CVE-1-1", "CVE-1-2", "CVE-1-3"])
            #expect(try snapshot.records("Alpine:v3.19", "b").map(\.id) == ["CVE-1-4"])
            #expect(try snapshot.records("Debian:11", "a").isEmpty)
            #expect(snapshot.index.has("Alpine:v3.19") && !snapshot.index.has("PyPI"))
        }
    }

    /// A zip archive of files, as Python's zipfile makes it: deflated or not, with a comment.
    private static func zip(_ files: [(name: String, text: String)], stored: Bool) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let text = Array(file.text.utf8)
            // A gzip member without its frame of 10 and 8 bytes.
            let data = stored ? text : Array(Archives.gzip(text).dropFirst(10).dropLast(8))
            let head =
                number(20, 2) + number(0, 2) + number(stored ? 0 : 8, 2) + number(0, 8)
                + number(data.count, 4) + number(text.count, 4) + number(file.name.utf8.count, 2)
            directory +=
                number(0x0201_4b50, 4) + number(20, 2) + head + number(0, 12)
                + number(archive.count, 4) + Array(file.name.utf8)
            archive +=
                number(0x0403_4b50, 4) + head + number(3, 2) + Array(file.name.utf8)
                + [1, 2, 3] + data
        }
        return archive + directory + number(0x0605_4b50, 4) + number(0, 4)
            + number(files.count, 2) + number(files.count, 2) + number(directory.count, 4)
            + number(archive.count, 4) + number(4, 2) + Array("note".utf8)
    }

    @Test(arguments: [true, false]) func zipArchives(stored: Bool) throws {
        try withFolder { folder in
            let files = [
                ("CVE-1-1.json", text("CVE-1-1", "a")), ("note.txt", "no record"),
                ("below/CVE-1-2.json", text("CVE-1-2", "a")), ("broken.json", "{"),
            ]
            let archive = Self.zip(files, stored: stored)
            let path = "\(folder)/all.zip"
            try Data(archive).write(to: URL(fileURLWithPath: path))
            let snapshot = try VulnerabilityFeed(folder: folder).snapshot()
            #expect(try snapshot.records("Debian:12", "a").map(\.id) == ["CVE-1-1", "CVE-1-2"])
            #expect(snapshot.unreadable == 1)
            for broken in [Array(archive.dropLast(30)), [], Array(archive.dropFirst(9))] {
                try Data(broken).write(to: URL(fileURLWithPath: path))
                _ = try? VulnerabilityFeed(folder: folder).snapshot().records("Debian:12", "a")
            }
            #expect(throws: ScanFailure.self) { try snapshot.records("Debian:12", "a") }
            var random = SplitMix(3)
            for _ in 0..<300 {
                var damaged = archive
                for _ in 0..<3 {
                    damaged[Int.random(in: 0..<damaged.count, using: &random)] =
                        UInt8.random(in: 0...255, using: &random)
                }
                try Data(damaged).write(to: URL(fileURLWithPath: path))
                _ = try? VulnerabilityFeed(folder: folder).snapshot().records("Debian:12", "a")
            }
        }
    }

    @Test func changesAreSeen() throws {
        try withFolder { folder in
            let feed = VulnerabilityFeed(folder: folder)
            #expect(try feed.snapshot().index.count == 0)
            try write(text("CVE-1-1", "a"), "\(folder)/one.json")
            let old = try feed.snapshot()
            #expect(try old.records("Debian:12", "a").count == 1)
            try write(text("CVE-1-2", "a"), "\(folder)/two.json")
            #expect(try feed.snapshot().records("Debian:12", "a").count == 2)
            #expect(try old.records("Debian:12", "a").count == 1)
            try write("changed", "\(folder)/one.json")
            #expect(throws: ScanFailure.self) { try old.records("Debian:12", "a") }
            #expect(try feed.snapshot().records("Debian:12", "a").map(\.id) == ["CVE-1-2"])
            try FileManager.default.removeItem(atPath: "\(folder)/two.json")
            #expect(throws: ScanFailure.self) {
                try old.records("Debian:12", "b") + old.records("Debian:12", "a")
            }
            #expect(try feed.snapshot().index.count == 0)
        }
        #expect(throws: ScanFailure.self) {
            try VulnerabilityFeed(folder: "/nowhere/at/all").snapshot()
        }
    }
}
