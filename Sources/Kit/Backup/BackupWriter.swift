import Crypto
import Glibc
import Shapes

/// Writes a backup: a tar archive of the manifest, the members in its order, and the manifest's own
/// digest at the end.
///
/// The archive has its name only once it is whole and on disk. Until then it is `<path>.partial`,
/// which is removed when anything fails.
package struct BackupWriter {
    private let manifest: BackupManifest
    private let path: String

    static let manifestName = "manifest.json"
    static let digestName = "manifest.sha256"

    /// A backup that will be at `path`. `manifest` must name the members' real sizes and digests.
    package init(_ manifest: BackupManifest, path: String) {
        self.manifest = manifest
        self.path = path
    }

    /// Writes the archive.
    ///
    /// - Parameters:
    ///   - source: Path of the file that is the member.
    ///   - progress: Called with the number of bytes that each step added; may throw to end it all.
    /// - Throws: ``BackupError``, or what the closures throw.
    package func write(
        _ source: (BackupMember) -> String, progress: (Int) throws -> Void
    ) throws {
        try manifest.check()
        let partial = path + ".partial"
        guard access(path, F_OK) != 0 else { throw BackupError.exists(path) }
        // What a killed backup left; a running one is the caller's to exclude.
        unlink(partial)
        do {
            let file = try BackupFile(making: partial)
            try writeAll(file, source, progress)
            try file.synchronize()
            // Unlike a rename, a link does not replace what appeared meanwhile.
            guard link(partial, path) == 0 else {
                let code = errno
                if code == EEXIST { throw BackupError.exists(path) }
                throw BackupError.failed(operation: "name \(path)", errno: code)
            }
        } catch {
            unlink(partial)
            throw error
        }
        unlink(partial)
        try synchronizeFolder(BackupFile.folder(of: path))
    }

    private func writeAll(
        _ file: BackupFile, _ source: (BackupMember) -> String,
        _ progress: (Int) throws -> Void
    ) throws {
        let head = JSON.encode(manifest)
        guard head.count <= BackupManifest.maximumBytes else {
            throw BackupError.source("there are too many members for one backup")
        }
        try write(Self.manifestName, head, to: file)
        for member in manifest.members {
            guard let kind = BackupMember(member.name) else { continue }
            try copy(member, from: source(kind), to: file, progress)
        }
        try write(Self.digestName, Self.digestLine(head), to: file)
        try file.write([UInt8](repeating: 0, count: 2 * TarHeader.block))
    }

    /// The last member: the digest in the form that `sha256sum --check` reads.
    static func digestLine(_ manifest: [UInt8]) -> [UInt8] {
        Array("\(SHA256.hash(data: manifest).hexadecimal)  \(manifestName)\n".utf8)
    }

    private func write(
        _ name: String, _ body: [UInt8], to file: BackupFile
    ) throws(BackupError) {
        try file.write(
            TarHeader(name: name, size: body.count, time: manifest.createdAt).bytes)
        try file.write(body + [UInt8](repeating: 0, count: TarHeader.padding(body.count)))
    }

    private func copy(
        _ member: BackupManifest.Member, from source: String, to file: BackupFile,
        _ progress: (Int) throws -> Void
    ) throws {
        let input = try BackupFile(reading: source)
        guard try input.size() == member.size else { throw changed(member) }
        try file.write(
            TarHeader(name: member.name, size: member.size, time: manifest.createdAt).bytes)
        var hash = SHA256()
        var rest = member.size
        while rest > 0 {
            let piece = try input.read(min(rest, BackupFile.pieceSize))
            guard !piece.isEmpty else { throw changed(member) }
            hash.update(data: piece)
            try file.write(piece)
            rest -= piece.count
            try progress(piece.count)
        }
        guard hash.finalize().hexadecimal == member.sha256 else { throw changed(member) }
        try file.write([UInt8](repeating: 0, count: TarHeader.padding(member.size)))
    }

    private func changed(_ member: BackupManifest.Member) -> BackupError {
        .source("\(member.name) is damaged on disk: its content does not have its digest")
    }
}

extension BackupManifest.Member {
    /// Describes the file at `path`, which is read to its end.
    package init(_ kind: BackupMember, fileAt path: String) throws(BackupError) {
        let file = try BackupFile(reading: path)
        var hash = SHA256()
        self.init()
        while true {
            let piece = try file.read(BackupFile.pieceSize)
            if piece.isEmpty { break }
            hash.update(data: piece)
            size += piece.count
        }
        name = kind.name
        sha256 = hash.finalize().hexadecimal
    }
}

extension SHA256Digest {
    /// 64 lower-case digits.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
