import Crypto
import Shapes

/// Reads a backup that ``BackupWriter`` wrote, and takes nothing else: every byte of the archive is
/// either what the manifest says or damage. Hostile archives are harmless for the same reason.
package struct BackupReader {
    /// What the backup is; checked.
    package let manifest: BackupManifest
    private let file: BackupFile
    private let manifestBytes: [UInt8]

    /// Opens the archive at `path` and reads its manifest.
    ///
    /// - Throws: ``BackupError/damaged(_:)``, also when the archive is shorter or longer than its
    ///   manifest says; ``BackupError/tooNew(version:)``.
    package init(path: String) throws(BackupError) {
        let file = try BackupFile(reading: path)
        let block = try file.read(TarHeader.block)
        guard let (size, time) = TarHeader.firstMember(block),
            block == TarHeader(name: BackupWriter.manifestName, size: size, time: time).bytes
        else { throw .damaged("it does not begin with a manifest; is it a backup of Skerry?") }
        guard size <= BackupManifest.maximumBytes else {
            throw .damaged("its manifest is too large")
        }
        manifestBytes = try file.read(size)
        guard manifestBytes.count == size else { throw .damaged("it is cut off") }
        do {
            manifest = try JSON.decode(BackupManifest.self, from: manifestBytes)
        } catch {
            throw .damaged("its manifest cannot be read (\(error))")
        }
        try manifest.check()
        guard manifest.createdAt == time else { throw .damaged("its times differ") }
        let last = BackupWriter.digestLine(manifestBytes)
        let expected = manifest.members.reduce(
            TarHeader.length(size) + TarHeader.length(last.count) + 2 * TarHeader.block
        ) { $0 + TarHeader.length($1.size) }
        let actual = try file.size()
        guard actual >= expected else {
            throw .damaged("it is cut off: \(actual) of \(expected) bytes are there")
        }
        guard actual == expected else { throw .damaged("it goes on after its end") }
        try Self.expectZeros(TarHeader.padding(size), in: file)
        self.file = file
    }

    /// Reads everything, checks it, and writes each member to a file of its own; call once.
    ///
    /// The files are complete and right when this returns, and not to be used when it throws. Their
    /// content is on disk; their names are so once their folders are synced.
    ///
    /// - Parameters:
    ///   - target: Path of the file to make for a member; its folder exists, the file does not.
    ///   - progress: Called with the number of bytes that each step added; may throw to end it all.
    /// - Throws: ``BackupError``, or what the closures throw.
    package func extract(
        to target: (BackupMember) throws -> String, progress: (Int) throws -> Void
    ) throws {
        for member in manifest.members {
            guard let kind = BackupMember(member.name) else { continue }
            try expect(member.name, size: member.size)
            try extract(member, to: BackupFile(making: target(kind)), progress)
        }
        let last = BackupWriter.digestLine(manifestBytes)
        try expect(BackupWriter.digestName, size: last.count)
        guard try file.read(last.count) == last else {
            throw BackupError.damaged("its manifest does not have its digest")
        }
        try Self.expectZeros(TarHeader.padding(last.count) + 2 * TarHeader.block, in: file)
    }

    private func extract(
        _ member: BackupManifest.Member, to output: BackupFile,
        _ progress: (Int) throws -> Void
    ) throws {
        var hash = SHA256()
        var rest = member.size
        while rest > 0 {
            let piece = try file.read(min(rest, BackupFile.pieceSize))
            guard !piece.isEmpty else { throw BackupError.damaged("it is cut off") }
            hash.update(data: piece)
            try output.write(piece)
            rest -= piece.count
            try progress(piece.count)
        }
        guard hash.finalize().hexadecimal == member.sha256 else {
            throw BackupError.damaged("\(member.name) does not have its digest")
        }
        try Self.expectZeros(TarHeader.padding(member.size), in: file)
        try output.synchronize()
    }

    private func expect(_ name: String, size: Int) throws(BackupError) {
        let header = TarHeader(name: name, size: size, time: manifest.createdAt)
        guard try file.read(TarHeader.block) == header.bytes else {
            throw .damaged("the header of \(name) was changed")
        }
    }

    private static func expectZeros(
        _ count: Int, in file: BackupFile
    ) throws(BackupError) {
        let bytes = try file.read(count)
        guard bytes.count == count, bytes.allSatisfy({ $0 == 0 }) else {
            throw .damaged("there is something between its members")
        }
    }
}
