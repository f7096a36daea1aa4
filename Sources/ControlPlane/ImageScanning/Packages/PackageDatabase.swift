/// A source package of which an image has something installed: what distributions publish
/// vulnerabilities for.
package struct SourcePackage: Sendable, Hashable, Comparable {
    package var name: String
    package var version: String

    /// Names a version of a source package.
    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    package static func < (left: SourcePackage, right: SourcePackage) -> Bool {
        (left.name, left.version) < (right.name, right.version)
    }
}

/// Reads the databases of package managers. What does not read as a package is passed over: the
/// files come from images, and package managers themselves do the same.
enum PackageDatabase {
    /// The paragraphs of a dpkg status file, or of one of the files of `status.d`.
    static func dpkg(_ text: [UInt8]) -> Set<SourcePackage> {
        var found: Set<SourcePackage> = []
        var fields: [String: String] = [:]
        func finish() {
            if let package = dpkgPackage(fields) { found.insert(package) }
            fields.removeAll(keepingCapacity: true)
        }
        for line in lines(text) {
            guard let first = line.first else {
                finish()
                continue
            }
            // Folded lines belong to descriptions and lists of files.
            guard first != UInt8(ascii: " "), first != UInt8(ascii: "\t"),
                let colon = line.firstIndex(of: UInt8(ascii: ":"))
            else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            guard ["package", "version", "source", "status"].contains(name) else { continue }
            fields[name] = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed
        }
        finish()
        return found
    }

    private static func dpkgPackage(_ fields: [String: String]) -> SourcePackage? {
        guard let name = fields["package"], let version = fields["version"], !name.isEmpty,
            !version.isEmpty
        else { return nil }
        if let status = fields["status"] {
            let isThere = [
                "installed", "unpacked", "half-configured", "triggers-awaited", "triggers-pending",
            ]
            guard let state = status.split(separator: " ").last,
                isThere.contains(String(state))
            else { return nil }
        }
        guard let source = fields["source"], !source.isEmpty else {
            return SourcePackage(name: name, version: version)
        }
        // `Source: name (version)`, the version only where it is another than the package's.
        let parts = source.split(separator: " ", maxSplits: 1)
        let own = parts.count == 2 ? parts[1].trimmed.filter { $0 != "(" && $0 != ")" } : ""
        return SourcePackage(name: String(parts[0]), version: own.isEmpty ? version : own)
    }

    /// apk's database of what is installed.
    static func apk(_ text: [UInt8]) -> Set<SourcePackage> {
        var found: Set<SourcePackage> = []
        var name = ""
        var origin = ""
        var version = ""
        func finish() {
            let source = origin.isEmpty ? name : origin
            if !source.isEmpty, !version.isEmpty {
                found.insert(SourcePackage(name: source, version: version))
            }
            (name, origin, version) = ("", "", "")
        }
        for line in lines(text) {
            if line.isEmpty {
                finish()
                continue
            }
            guard line.dropFirst().first == UInt8(ascii: ":"), let key = line.first else {
                continue
            }
            let value = { String(decoding: line.dropFirst(2), as: UTF8.self).trimmed }
            switch key {
            case UInt8(ascii: "P"): name = value()
            case UInt8(ascii: "o"): origin = value()
            case UInt8(ascii: "V"): version = value()
            default: continue
            }
        }
        finish()
        return found
    }

    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }
    }
}
