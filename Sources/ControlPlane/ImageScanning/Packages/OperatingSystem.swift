/// Which distribution an image holds, from its os-release file (os-release(5)).
package struct OperatingSystem: Sendable, Hashable {
    /// `ID`, such as `debian`.
    package var id: String
    /// `VERSION_ID`, such as `12`; nil for a distribution that rolls.
    package var version: String?

    /// Reads an os-release file; nil when it does not say which system it is.
    package init?(release text: [UInt8]) {
        var values: [String: String] = [:]
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let line = String(decoding: line, as: UTF8.self).trimmed
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
            values[String(line[..<equals]).trimmed] =
                Self.unquoted(String(line[line.index(after: equals)...]).trimmed)
        }
        guard let id = values["ID"], !id.isEmpty else { return nil }
        self.id = id
        version = values["VERSION_ID"].flatMap { $0.isEmpty ? nil : $0 }
    }

    init(id: String, version: String?) {
        self.id = id
        self.version = version
    }

    private static func unquoted(_ text: String) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'", text.count >= 2,
            text.last == quote
        else { return text }
        return String(text.dropFirst().dropLast())
    }

    /// Its packages and where the feed tells of them; nil when it is none that can be scanned.
    package var distribution: Distribution? {
        switch id {
        case "debian":
            version.map { Distribution(packages: .dpkg, ecosystems: ["Debian:\($0)"]) }
        case "ubuntu":
            version.map {
                Distribution(
                    packages: .dpkg, ecosystems: ["Ubuntu:\($0):LTS", "Ubuntu:\($0)"])
            }
        case "alpine":
            version.flatMap { version in
                let parts = version.split(separator: ".").prefix(2)
                guard parts.count == 2 else { return nil }
                return Distribution(
                    packages: .apk, ecosystems: ["Alpine:v\(parts.joined(separator: "."))"])
            }
        case "wolfi": Distribution(packages: .apk, ecosystems: ["Wolfi"])
        case "chainguard": Distribution(packages: .apk, ecosystems: ["Chainguard"])
        default: nil
        }
    }

    /// For people.
    package var name: String { version.map { "\(id) \($0)" } ?? id }
}

/// What is known of a distribution whose images can be scanned.
package struct Distribution: Sendable, Hashable {
    /// How its packages are recorded and their versions ordered.
    package var packages: VersionScheme
    /// Its names in OSV's ecosystems, any of which a feed may use.
    package var ecosystems: [String]
}

extension StringProtocol {
    /// Without blanks, tabs and carriage returns at both ends.
    var trimmed: String {
        let isBlank = { (character: Character) in " \t\r\r\n".contains(character) }
        let start = drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(start[...last])
    }
}
