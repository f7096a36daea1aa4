import Foundation
import Shapes

@testable import Backup

/// A folder of its own with files to save, removed when the object goes.
final class Folder {
    let path = Folder.parent + "/skerry-backup-\(UUID())"
    var archive: String { path + "/backup.tar" }
    private(set) var members: [(kind: BackupMember, content: [UInt8])] = []

    init() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    /// In memory where that can be had: the thousands of archives here need no disk's sync.
    private static let parent =
        FileManager.default.isWritableFile(atPath: "/dev/shm")
        ? "/dev/shm" : FileManager.default.temporaryDirectory.path

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file that is to be saved. A blob's name is the digest of its content.
    func add(_ kind: BackupMember?, _ content: [UInt8]) throws {
        let temporary = path + "/new"
        try Data(content).write(to: URL(filePath: temporary))
        let digest = try BackupManifest.Member(.records, fileAt: temporary).sha256
        let kind = kind ?? .blob(digest)
        try FileManager.default.moveItem(atPath: temporary, toPath: source(kind))
        members.append((kind, content))
    }

    func source(_ kind: BackupMember) -> String {
        path + "/source-" + kind.name.replacingOccurrences(of: "/", with: "-")
    }

    func manifest() throws -> BackupManifest {
        var manifest = BackupManifest()
        manifest.skerry = "1.2.3"
        manifest.createdAt = 1_764_000_000
        manifest.revision = 42
        manifest.records = 7
        manifest.members = try members.map { try .init($0.kind, fileAt: source($0.kind)) }
        return manifest
    }

    func write(
        _ manifest: BackupManifest? = nil, progress: (Int) throws -> Void = { _ in }
    ) throws {
        try BackupWriter(manifest ?? self.manifest(), path: archive)
            .write(source, progress: progress)
    }

    func bytes() throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: archive))) }

    /// What reading an archive gives: the members' content by name.
    func read(_ bytes: [UInt8]? = nil) throws -> [String: [UInt8]] {
        var archive = archive
        if let bytes {
            archive = path + "/other.tar"
            try Data(bytes).write(to: URL(filePath: archive))
        }
        let target = path + "/target"
        try? FileManager.default.removeItem(atPath: target)
        try FileManager.default.createDirectory(
            atPath: target, withIntermediateDirectories: false)
        let reader = try BackupReader(path: archive)
        try reader.extract(
            to: { target + "/" + $0.name.replacingOccurrences(of: "/", with: "-") },
            progress: { _ in })
        var found: [String: [UInt8]] = [:]
        for member in reader.manifest.members {
            let path = target + "/" + member.name.replacingOccurrences(of: "/", with: "-")
            found[member.name] = try Array(Data(contentsOf: URL(filePath: path)))
        }
        return found
    }

    /// What lies in the folder beside the sources.
    func leftovers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path)
            .filter { !$0.hasPrefix("source-") }.sorted()
    }
}

/// The error that `body` ends with, of this layer.
func failure(_ body: () throws -> some Any) -> BackupError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? BackupError
    }
}

/// Whether an archive is refused as damaged.
func isDamaged(_ error: BackupError?) -> Bool {
    if case .damaged = error { true } else { false }
}

/// An archive as somebody else might make it: any manifest, and members by any name.
func forge(_ manifest: [UInt8], _ members: [(name: String, content: [UInt8])]) -> [UInt8] {
    let time = 1_764_000_000
    let all =
        [("manifest.json", manifest)] + members.map { ($0.name, $0.content) }
        + [("manifest.sha256", BackupWriter.digestLine(manifest))]
    var bytes: [UInt8] = []
    for (name, content) in all {
        bytes += TarHeader(name: name, size: content.count, time: time).bytes
        bytes += content + [UInt8](repeating: 0, count: TarHeader.padding(content.count))
    }
    return bytes + [UInt8](repeating: 0, count: 1024)
}
