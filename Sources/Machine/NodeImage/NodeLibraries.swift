/// What must go along with a program or a module. Pure.
package enum NodeLibraries {
    /// Libraries of `ldd`'s output that Debian's packages in the image do not have: those that do
    /// not lie where Debian puts them.
    package static func own(ldd text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            // name => path (address)
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count >= 3, words[1] == "=>", words[2].hasPrefix("/") else { return nil }
            let path = words[2]
            let isDebians = ["/lib/", "/usr/lib/", "/lib64/"].contains { path.hasPrefix($0) }
            return isDebians && !path.contains("/swift/") ? nil : String(path)
        }
    }

    /// Files that `modprobe --show-depends` would load, in its order.
    package static func modules(showDepends text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 2, words[0] == "insmod" else { return nil }
            return String(words[1])
        }
    }
}
