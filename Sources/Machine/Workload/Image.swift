/// An image in the machine's cache.
package struct Image: Sendable, Hashable {
    /// Digest of its configuration, `sha256:…`: what `ContainerSpec.image` should name.
    package var id: String
    /// `repository:tag` names, fully spelt.
    package var tags: [String]
    /// `repository@sha256:…` names.
    package var digests: [String]
    package var sizeBytes: UInt64

    package init(id: String, tags: [String], digests: [String], sizeBytes: UInt64) {
        self.id = id
        self.tags = tags
        self.digests = digests
        self.sizeBytes = sizeBytes
    }

    /// The manifest digest under which the image came from `repository`, or any it has.
    package func manifestDigest(in repository: String? = nil) -> String? {
        let split = digests.compactMap { name -> (String, String)? in
            guard let at = name.lastIndex(of: "@") else { return nil }
            return (String(name[..<at]), String(name[name.index(after: at)...]))
        }
        return split.first { $0.0 == repository }?.1 ?? split.first?.1
    }
}

/// What a registry wants to see before it hands out an image.
package struct RegistryCredentials: Sendable, Hashable {
    package var username: String
    package var password: String

    package init(username: String, password: String) {
        self.username = username
        self.password = password
    }
}
