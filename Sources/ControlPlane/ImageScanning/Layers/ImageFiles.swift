/// The files of an image that tell what is installed, as its layers put them one over the other.
package struct ImageFiles: Sendable {
    private var files: [String: [UInt8]] = [:]
    private let limits: ScanLimits
    /// Of all layers so far.
    private(set) var decompressedBytes: Int64 = 0
    private(set) var entries = 0

    /// Begins with no layer.
    package init(limits: ScanLimits = ScanLimits()) { self.limits = limits }

    /// Whether a path tells what is installed.
    static func isWanted(_ path: String) -> Bool {
        switch path {
        case "etc/os-release", "usr/lib/os-release", "var/lib/dpkg/status",
            "lib/apk/db/installed", "usr/lib/apk/db/installed":
            return true
        default:
            let folder = "var/lib/dpkg/status.d/"
            guard path.hasPrefix(folder) else { return false }
            let name = path.dropFirst(folder.count)
            return !name.isEmpty && !name.contains("/") && !name.hasSuffix(".md5sums")
        }
    }

    var system: OperatingSystem? {
        for path in ["etc/os-release", "usr/lib/os-release"] {
            if let system = files[path].flatMap({ OperatingSystem(release: $0) }) { return system }
        }
        return nil
    }

    /// What is installed, in order; nil when there is no database.
    func packages(_ scheme: VersionScheme) -> [SourcePackage]? {
        var found: Set<SourcePackage> = []
        var isThere = false
        for (path, text) in files {
            switch scheme {
            case .dpkg where path.hasPrefix("var/lib/dpkg/"):
                found.formUnion(PackageDatabase.dpkg(text))
            case .apk where path.hasSuffix("lib/apk/db/installed"):
                found.formUnion(PackageDatabase.apk(text))
            default: continue
            }
            isThere = true
        }
        return isThere ? found.sorted() : nil
    }

    /// Puts a layer over those before it.
    mutating func add(_ layer: LayerFiles) throws(ScanFailure) {
        decompressedBytes += layer.decompressedBytes
        entries += layer.entries
        for hidden in layer.hidden {
            let below = hidden.isEmpty ? "" : "\(hidden)/"
            for path in files.keys where path.hasPrefix(below) { files[path] = nil }
            files[hidden] = nil
        }
        for path in layer.opaque {
            let below = path.isEmpty ? "" : "\(path)/"
            for path in files.keys where path.hasPrefix(below) { files[path] = nil }
        }
        files.merge(layer.files) { $1 }
        guard files.values.reduce(0, { $0 + $1.count }) <= limits.keptBytes else {
            throw LayerFiles.tooMuch(limits)
        }
    }

    /// What the next layer may still be.
    func nextLayer() -> LayerFiles {
        LayerFiles(
            limits: limits, decompressedBytes: limits.decompressedBytes - decompressedBytes,
            entries: limits.entries - entries)
    }
}

/// What one layer says of the files of ``ImageFiles``.
struct LayerFiles: TarSink {
    private(set) var files: [String: [UInt8]] = [:]
    /// Paths of the layers below that are gone with all that is under them.
    private(set) var hidden: [String] = []
    /// Folders of which the layers below show nothing.
    private(set) var opaque: [String] = []
    private(set) var decompressedBytes: Int64 = 0
    private(set) var entries = 0
    private let limits: ScanLimits
    private let bytesLeft: Int64
    private let entriesLeft: Int
    private var current: String?
    private var kept = 0

    fileprivate init(limits: ScanLimits, decompressedBytes: Int64, entries: Int) {
        self.limits = limits
        bytesLeft = decompressedBytes
        entriesLeft = entries
    }

    static func tooMuch(_ limits: ScanLimits) -> ScanFailure {
        ScanFailure(
            "the image's package databases have more than \(limits.keptBytes >> 20) MiB")
    }

    /// Counts decompressed bytes.
    mutating func count(_ bytes: Int) throws(ScanFailure) {
        decompressedBytes += Int64(bytes)
        guard decompressedBytes <= bytesLeft else {
            throw ScanFailure(
                "the image's layers have more than \(limits.decompressedBytes >> 20) MiB")
        }
    }

    mutating func begin(_ entry: TarEntry) throws(ScanFailure) {
        entries += 1
        guard entries <= entriesLeft else {
            throw ScanFailure("the image's layers have more than \(limits.entries) entries")
        }
        current = nil
        guard let path = Self.normal(entry.path) else { return }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        if name == ".wh..wh..opq" {
            if Self.concerns(folder) { opaque.append(folder) }
            return
        }
        if name.hasPrefix(".wh.") {
            let gone = folder.isEmpty ? "\(name.dropFirst(4))" : "\(folder)/\(name.dropFirst(4))"
            if Self.concerns(gone) { hidden.append(gone) }
            return
        }
        if entry.kind == .folder { return }
        // Whatever is not a folder takes the place of what was there, a folder included.
        if Self.concerns(path) {
            hidden.append(path)
            files[path] = nil
        }
        guard ImageFiles.isWanted(path) else { return }
        switch entry.kind {
        case .file:
            files[path] = []
            current = path
        case .hardLink(let target): files[path] = Self.normal(target).flatMap { files[$0] }
        case .folder, .other: break
        }
    }

    mutating func content(_ bytes: ArraySlice<UInt8>) throws(ScanFailure) {
        guard let current else { return }
        kept += bytes.count
        guard kept <= limits.keptBytes else { throw Self.tooMuch(limits) }
        files[current]?.append(contentsOf: bytes)
    }

    /// Without a root and without `.`; nil for the root itself and for paths that climb.
    private static func normal(_ path: String) -> String? {
        let parts = path.split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains("..") else { return nil }
        return parts.joined(separator: "/")
    }

    /// Whether the fate of a path can change the files that are wanted.
    private static func concerns(_ path: String) -> Bool {
        if path.isEmpty || ImageFiles.isWanted(path) { return true }
        let folders = [
            "etc", "usr", "usr/lib", "usr/lib/apk", "usr/lib/apk/db", "var", "var/lib",
            "var/lib/dpkg", "var/lib/dpkg/status.d", "lib", "lib/apk", "lib/apk/db",
        ]
        return folders.contains(path)
    }
}
