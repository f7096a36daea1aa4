import RegistryStorage
import Shapes

/// A manifest's text, read as far as a registry needs to.
struct Manifest: Sendable, Hashable {
    /// Bytes of a manifest's text (the limit of ECR, and the minimum that the OCI specification
    /// asks for).
    static let maximumSize = 4 << 20
    /// Things that one manifest may name. Far above any image (runtimes take 127 layers), and what
    /// bounds an image's record.
    static let maximumDescriptors = 4096
    /// JSON values in a manifest's text: dozens for each thing that it may name.
    static let maximumValues = 200_000

    /// What a manifest says of one thing that it names.
    struct Descriptor: Sendable, Hashable {
        var mediaType: String
        var digest: Digest
        var size: Int64
        var isForeign = false
    }

    enum Content: Sendable, Hashable {
        case image(config: Descriptor, layers: [Descriptor])
        case index([Descriptor])
    }

    /// What makes text no manifest that we take, in words for its author.
    struct Invalid: Error, Sendable, Hashable {
        var reason: String
    }

    /// Of the text as it was given; nothing is ever written anew.
    let digest: Digest
    let size: Int64
    let mediaType: String
    let content: Content
    /// What kind of artifact it is: the manifest's `artifactType`, else the type of an image's
    /// configuration; nil for a plain index.
    let artifactType: String?
    /// The manifest that this one says something about; it need not exist.
    let subject: Descriptor?
    let annotations: Object?

    /// Reads a manifest.
    ///
    /// - Parameter declaredType: From `Content-Type` or `imageManifestMediaType`; nil when absent.
    init(_ text: [UInt8], declaredType: String?) throws(Invalid) {
        guard text.count <= Manifest.maximumSize else {
            throw Invalid(reason: "the manifest exceeds \(Manifest.maximumSize) bytes")
        }
        let root: Object
        do {
            guard let object = try JSON.parse(text, maximumValues: Manifest.maximumValues).object
            else {
                throw Invalid(reason: "the manifest is not a JSON object")
            }
            root = object
        } catch let error as JSON.ParseError {
            throw Invalid(reason: "the manifest is not JSON: \(error)")
        } catch {
            throw error as? Invalid ?? Invalid(reason: "the manifest is not JSON")
        }
        try Manifest.checkNames(of: root, at: nil)
        guard root["schemaVersion"] == .integer(2) else {
            throw Invalid(reason: "schemaVersion must be 2")
        }
        let type = try Manifest.type(of: root, declared: declaredType)
        let content = try Manifest.content(of: root, type: type)
        if case .image(let config, _) = content {
            artifactType = try Manifest.text("artifactType", of: root) ?? config.mediaType
        } else {
            artifactType = try Manifest.text("artifactType", of: root)
        }
        subject = try Manifest.member("subject", of: root).map { value throws(Invalid) in
            try Manifest.descriptor(value, at: "subject")
        }
        annotations = root["annotations"]?.object
        digest = Digest(of: text)
        size = Int64(text.count)
        mediaType = type
        self.content = content
    }
}

extension Manifest {
    /// Blobs that must be in the repository.
    var blobs: [Descriptor] {
        switch content {
        case .image(let config, let layers): [config] + layers.filter { !$0.isForeign }
        case .index(let entries): entries.filter { !MediaType.isManifest($0.mediaType) }
        }
    }

    /// Manifests that must be in the repository.
    var children: [Descriptor] {
        switch content {
        case .image: []
        case .index(let entries): entries.filter { MediaType.isManifest($0.mediaType) }
        }
    }

    private static func type(of root: Object, declared: String?) throws(Invalid) -> String {
        let own = try text("mediaType", of: root)
        let declared = declared.map { type in
            type.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
        }
        if let own, let declared, own != declared {
            throw Invalid(
                reason: "the manifest's mediaType '\(own)' is not the declared '\(declared)'")
        }
        if let type = own ?? declared {
            guard MediaType.isManifest(type) else {
                throw Invalid(reason: "manifests of type '\(type)' are not supported")
            }
            return type
        }
        // OCI's types may be left out; Docker's may not.
        let isIndex = root["manifests"] != nil && member("config", of: root) == nil
        return isIndex ? MediaType.ociIndex : MediaType.ociManifest
    }

    private static func content(of root: Object, type: String) throws(Invalid) -> Content {
        if MediaType.isIndex(type) {
            // A text that can be read as either would be one thing here and another to a client
            // (CVE-2021-41190).
            guard member("config", of: root) == nil, member("layers", of: root) == nil else {
                throw Invalid(reason: "an index has neither config nor layers")
            }
            return .index(try descriptors("manifests", of: root))
        }
        guard member("manifests", of: root) == nil else {
            throw Invalid(reason: "an image manifest has no member manifests")
        }
        guard let config = member("config", of: root) else {
            throw Invalid(reason: "config is missing")
        }
        return .image(
            config: try descriptor(config, at: "config"),
            layers: try descriptors("layers", of: root))
    }

    private static func descriptors(
        _ name: String, of root: Object
    ) throws(Invalid) -> [Descriptor] {
        // Programs in Go write null for a list without elements.
        if root[name] == .null { return [] }
        guard let values = root[name]?.list else { throw Invalid(reason: "\(name) is missing") }
        guard values.count <= maximumDescriptors else {
            throw Invalid(reason: "\(name) has more than \(maximumDescriptors) entries")
        }
        var result: [Descriptor] = []
        result.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            result.append(try descriptor(value, at: "\(name)[\(index)]"))
        }
        return result
    }

    private static func descriptor(_ value: Value, at path: String) throws(Invalid) -> Descriptor {
        guard let object = value.object else { throw Invalid(reason: "\(path) is no descriptor") }
        try checkNames(of: object, at: path)
        guard let type = object["mediaType"]?.string, !type.isEmpty else {
            throw Invalid(reason: "\(path) has no mediaType")
        }
        guard let text = object["digest"]?.string, let digest = Digest(text) else {
            throw Invalid(reason: "\(path) has no valid sha256 digest")
        }
        guard case .integer(let size)? = object["size"], size >= 0 else {
            throw Invalid(reason: "\(path) has no valid size")
        }
        return Descriptor(
            mediaType: type, digest: digest, size: size, isForeign: MediaType.isForeign(type))
    }

    /// A member that is there and not null.
    private static func member(_ name: String, of root: Object) -> Value? {
        root[name] == .null ? nil : root[name]
    }

    /// Refuses members whose names could be taken for one another. Readers differ in which of two
    /// equal ones counts, and many (Go's) do not tell upper from lower case: one text would be one
    /// manifest here and another one to a client, whose blobs nobody keeps.
    private static func checkNames(of object: Object, at path: String?) throws(Invalid) {
        var seen: Set<String> = []
        for member in object.members {
            // Both ways, for the letters that only one of them makes equal to ASCII's.
            let folded = member.name.uppercased().lowercased()
            guard seen.insert(folded).inserted, names[folded] ?? member.name == member.name else {
                throw Invalid(
                    reason: "\(path ?? "the manifest") has '\(folded)' more than once or "
                        + "in another spelling")
            }
        }
    }

    /// The members that mean something to a registry, by their names in lower case.
    private static let names = Dictionary(
        uniqueKeysWithValues: [
            "schemaVersion", "mediaType", "artifactType", "config", "layers", "manifests",
            "subject", "annotations", "digest", "size",
        ].map { ($0.lowercased(), $0) })

    /// A member that is text when it is there.
    private static func text(_ name: String, of root: Object) throws(Invalid) -> String? {
        switch root[name] {
        case nil, .null: return nil
        case .string(let text): return text.isEmpty ? nil : text
        default: throw Invalid(reason: "\(name) is not text")
        }
    }
}
