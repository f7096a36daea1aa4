import Foundation
import Shapes
import Testing

@testable import Backup

@Suite(.timeLimit(.minutes(10)))
struct ArchiveTests {
    private func small() throws -> Folder {
        let folder = try Folder()
        try folder.add(.records, Array("records".utf8))
        try folder.add(.rootCredentials, Array("{}".utf8))
        try folder.add(nil, Array("blob".utf8))
        return folder
    }

    @Test func everythingComesBack() throws {
        let folder = try Folder()
        try folder.add(.records, [UInt8](repeating: 1, count: 512))
        try folder.add(.logEvents, [UInt8](repeating: 2, count: 3 << 20 | 5))
        try folder.add(.rootCredentials, [])
        for size in [0, 1, 511, 513, 1 << 20] {
            try folder.add(nil, (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        }
        var written = 0
        try folder.write { written += $0 }
        #expect(try written == folder.manifest().size)
        let found = try folder.read()
        #expect(found.count == folder.members.count)
        for (kind, content) in folder.members { #expect(found[kind.name] == content) }
        #expect(try BackupReader(path: folder.archive).manifest == folder.manifest())
        let mode = try FileManager.default.attributesOfItem(atPath: folder.archive)
        #expect(mode[.posixPermissions] as? Int == 0o600)
        #expect(try folder.leftovers() == ["backup.tar", "target"])
    }

    @Test func everyCutIsFound() throws {
        let folder = try small()
        try folder.write()
        let bytes = try folder.bytes()
        for length in 0..<bytes.count where length % 3 == 0 || length > bytes.count - 20 {
            #expect(isDamaged(failure { try folder.read(Array(bytes[..<length])) }), "\(length)")
        }
        #expect(isDamaged(failure { try folder.read(bytes + [0]) }))
        #expect(isDamaged(failure { try folder.read(bytes + bytes) }))
    }

    /// Headers, names, numbers, manifest, content, digests and what fills the blocks.
    @Test func everyChangedByteIsFound() throws {
        let folder = try small()
        try folder.write()
        let bytes = try folder.bytes()
        for position in bytes.indices {
            var bad = bytes
            bad[position] ^= 1 << (position % 8)
            let error = failure { try folder.read(bad) }
            // A later format is refused before it is judged, and so may be a changed number.
            if case .tooNew = error { continue }
            #expect(isDamaged(error), "byte \(position): \(String(describing: error))")
        }
    }

    @Test(arguments: [
        "../escape", "/etc/passwd", "records/../../x", "blobs/sha256/..", "", "manifest.json",
        "blobs/sha256/" + String(repeating: "A", count: 64),
        "blobs/sha256/" + String(repeating: "a", count: 63) + "/", "store.sqlite", "records\n",
    ])
    func namesThatLeadElsewhereAreRefused(name: String) throws {
        let folder = try small()
        var manifest = try folder.manifest()
        manifest.members[1].name = name
        let forged = forge(
            JSON.encode(manifest),
            zip(manifest.members, folder.members).map { ($0.name, $1.content) })
        #expect(isDamaged(failure { try folder.read(forged) }))
        #expect(try folder.leftovers() == ["other.tar", "target"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/target") == [])
        #expect(isDamaged(failure { try folder.write(manifest) }))
    }

    @Test func aForgedManifestIsRefused() throws {
        let folder = try small()
        func expectDamaged(
            _ location: SourceLocation = #_sourceLocation, _ change: (inout BackupManifest) -> Void
        ) throws {
            var manifest = try folder.manifest()
            change(&manifest)
            let forged = forge(
                JSON.encode(manifest), folder.members.map { ($0.kind.name, $0.content) })
            #expect(isDamaged(failure { try folder.read(forged) }), sourceLocation: location)
        }
        try expectDamaged { $0.members.append($0.members[0]) }
        try expectDamaged { $0.members.removeFirst() }
        try expectDamaged { $0.members.removeLast() }
        try expectDamaged { $0.members.reverse() }
        try expectDamaged { $0.members[0].size = -1 }
        try expectDamaged { $0.members[0].size = .max }
        try expectDamaged { $0.members[0].size -= 1 }
        try expectDamaged { $0.members[0].sha256 = "" }
        try expectDamaged { $0.members[2].sha256 = $0.members[0].sha256 }
        try expectDamaged { $0.createdAt += 1 }
        try expectDamaged { $0.format = 0 }
        #expect(isDamaged(failure { try folder.read(forge(Array("{".utf8), [])) }))
        #expect(isDamaged(failure { try folder.read(forge(Array("[]".utf8), [])) }))
        #expect(isDamaged(failure { try folder.read([UInt8](repeating: 0, count: 4096)) }))
        // The forger's own work, unchanged, is as good as ours.
        let honest = forge(
            try JSON.encode(folder.manifest()), folder.members.map { ($0.kind.name, $0.content) })
        #expect(try folder.read(honest).count == 3)
    }

    @Test func aLaterFormatIsNamed() throws {
        let folder = try small()
        var manifest = try folder.manifest()
        manifest.format = 2
        #expect(
            failure { try folder.read(forge(JSON.encode(manifest), [])) } == .tooNew(version: 2))
    }

    @Test func nothingIsLeftOfWhatFails() throws {
        let folder = try small()
        // A blob that is not what its name says.
        let blob = folder.members[2].kind
        try Data("blub".utf8).write(to: URL(filePath: folder.source(blob)))
        var manifest = try folder.manifest()
        guard case .blob(let hex) = blob else { return }
        manifest.members[2].sha256 = hex
        guard case .source(let text) = failure({ try folder.write(manifest) }) else {
            Issue.record("not refused")
            return
        }
        #expect(text.hasPrefix("blobs/sha256/\(hex) is damaged on disk"))
        #expect(try folder.leftovers() == [])
        // One that got shorter, one that is gone, one that is no file.
        try Data("b".utf8).write(to: URL(filePath: folder.source(blob)))
        #expect(failure { try folder.write(manifest) } != nil)
        try FileManager.default.removeItem(atPath: folder.source(blob))
        #expect(
            failure { try folder.write(manifest) }
                == .failed(operation: "open \(folder.source(blob))", errno: ENOENT))
        try FileManager.default.createSymbolicLink(
            atPath: folder.source(blob), withDestinationPath: "/etc/passwd")
        #expect(failure { try folder.write(manifest) } != nil)
        #expect(try folder.leftovers() == [])
    }

    @Test func anInterruptedBackupLeavesNothing() throws {
        let folder = try small()
        #expect(throws: CancellationError.self) {
            try folder.write { _ in throw CancellationError() }
        }
        #expect(try folder.leftovers() == [])
    }

    @Test func aFileThatIsThereIsKept() throws {
        let folder = try small()
        try Data("precious".utf8).write(to: URL(filePath: folder.archive))
        #expect(failure { try folder.write() } == .exists(folder.archive))
        #expect(try folder.bytes() == Array("precious".utf8))
        // What a killed backup left is no hindrance.
        try FileManager.default.removeItem(atPath: folder.archive)
        try Data("half".utf8).write(to: URL(filePath: folder.archive + ".partial"))
        try folder.write()
        #expect(try folder.leftovers() == ["backup.tar"])
    }

    @Test func extractionOverwritesNothing() throws {
        let folder = try small()
        try folder.write()
        let reader = try BackupReader(path: folder.archive)
        let victim = folder.path + "/victim"
        try Data("precious".utf8).write(to: URL(filePath: victim))
        #expect(
            failure { try reader.extract(to: { _ in victim }, progress: { _ in }) }
                == .exists(victim))
    }
}

@Suite struct TarHeaderTests {
    @Test func isWhatTarReads() {
        let block = TarHeader(name: "records", size: 0o1234567, time: 0o7777).bytes
        #expect(block.count == 512)
        #expect(String(decoding: block[..<8], as: UTF8.self) == "records\0")
        #expect(String(decoding: block[100..<108], as: UTF8.self) == "0000600\0")
        #expect(String(decoding: block[124..<136], as: UTF8.self) == "00001234567\0")
        #expect(String(decoding: block[136..<148], as: UTF8.self) == "00000007777\0")
        #expect(String(decoding: block[156..<157], as: UTF8.self) == "0")
        #expect(String(decoding: block[257..<265], as: UTF8.self) == "ustar\u{0}00")
        let sum = block.enumerated().reduce(0) { sum, byte in
            sum + ((148..<156).contains(byte.offset) ? 32 : Int(byte.element))
        }
        let written = String(decoding: block[148..<154], as: UTF8.self)
        #expect(Int(written, radix: 8) == sum)
        #expect(TarHeader.firstMember(block)?.size == 0o1234567)
        #expect(TarHeader.firstMember(block)?.time == 0o7777)
    }

    @Test func sizesAboveEightGibibytesFit() {
        let most = TarHeader(name: "x", size: 1 << 33 - 1, time: 0).bytes
        #expect(String(decoding: most[124..<136], as: UTF8.self) == "77777777777\0")
        let more = TarHeader(name: "x", size: 1 << 33 + 5, time: 0).bytes
        #expect(Array(more[124..<136]) == [0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 5])
    }

    @Test func bodiesFillBlocks() {
        for (size, padding) in [(0, 0), (1, 511), (511, 1), (512, 0), (513, 511)] {
            #expect(TarHeader.padding(size) == padding)
            #expect(TarHeader.length(size) == 512 + size + padding)
        }
    }
}
