import AWSWire
import HTTPTypes
import RegistryStorage

/// What a request below `/v2/` asks for: the end points of the OCI distribution specification.
enum DistributionRoute: Sendable, Hashable {
    case ping
    case catalog
    case tags(RepositoryName)
    case manifest(RepositoryName, ManifestReference)
    case blob(RepositoryName, Digest)
    case uploads(RepositoryName)
    case upload(RepositoryName, UploadID)
    case referrers(RepositoryName, Digest)

    /// Reads a request's path, percent-encoded as it was sent.
    ///
    /// The repository is whatever stands before the last two or three parts, so that repositories
    /// may be called `blobs` or `a/manifests/b`. Its name and every reference must fit their
    /// grammar after decoding, which leaves no way to write a path that means something else on
    /// disk.
    ///
    /// - Throws: ``DistributionError``: 400 for names that break the grammar, 404 for paths that
    ///   mean nothing, 405 for methods that the end point does not have.
    init(method: HTTPRequest.Method, path: String) throws(DistributionError) {
        guard path == "/v2" || path.hasPrefix("/v2/") else { throw .notFound }
        let parts = try DistributionRoute.parts(path)
        let route = try DistributionRoute.find(parts, isRead: method != .put)
        let allowed = route.methods
        guard allowed.contains(method) else { throw .methodNotAllowed(allowed) }
        self = route
    }

    /// The methods of the end point.
    var methods: [HTTPRequest.Method] {
        switch self {
        case .ping, .catalog, .tags, .referrers: [.get, .head]
        case .manifest: [.get, .head, .put, .delete]
        case .blob: [.get, .head, .delete]
        case .uploads: [.post]
        case .upload: [.get, .head, .patch, .put, .delete]
        }
    }

    /// The repository that is asked for.
    var repository: RepositoryName? {
        switch self {
        case .ping, .catalog: nil
        case .tags(let name), .manifest(let name, _), .blob(let name, _), .uploads(let name),
            .upload(let name, _), .referrers(let name, _):
            name
        }
    }

    // MARK: Parsing

    /// What follows `/v2/`, cut at slashes and then decoded: an encoded slash never divides.
    private static func parts(_ path: String) throws(DistributionError) -> [String] {
        var parts: [String] = []
        for part in path.dropFirst(4).split(separator: "/", omittingEmptySubsequences: false) {
            guard let decoded = PercentEncoding.decode(part, plusIsSpace: false) else {
                throw .notFound
            }
            parts.append(decoded)
        }
        return parts
    }

    private static func find(
        _ parts: [String], isRead: Bool
    ) throws(DistributionError) -> DistributionRoute {
        let count = parts.count
        if parts == [] || parts == [""] { return .ping }
        if parts == ["_catalog"] { return .catalog }
        guard count >= 3 else { throw .notFound }
        let last = parts[count - 1]
        switch parts[count - 2] {
        case "tags" where last == "list":
            return .tags(try name(parts.dropLast(2)))
        case "manifests":
            let name = try name(parts.dropLast(2))
            return .manifest(name, try reference(last, isRead: isRead))
        case "referrers":
            return .referrers(try name(parts.dropLast(2)), try digest(last))
        case "uploads" where count >= 4 && parts[count - 3] == "blobs":
            let name = try name(parts.dropLast(3))
            if last.isEmpty { return .uploads(name) }
            guard let id = UploadID(last) else { throw .uploadUnknown }
            return .upload(name, id)
        case "blobs":
            let name = try name(parts.dropLast(2))
            return last == "uploads" ? .uploads(name) : .blob(name, try digest(last))
        default: throw .notFound
        }
    }

    private static func name(_ parts: ArraySlice<String>) throws(DistributionError)
        -> RepositoryName
    {
        let text = parts.joined(separator: "/")
        // A decoded part with a slash in it would join into a longer name than was asked for.
        guard !parts.contains(where: { $0.contains("/") }), let name = RepositoryName(text) else {
            throw .nameInvalid(text)
        }
        return name
    }

    private static func digest(_ text: String) throws(DistributionError) -> Digest {
        guard let digest = Digest(text) else { throw .digestInvalid(text) }
        return digest
    }

    /// A reference that cannot exist is simply not found when it is read, and refused as broken
    /// when something is to be put there.
    private static func reference(
        _ text: String, isRead: Bool
    ) throws(DistributionError) -> ManifestReference {
        if let reference = ManifestReference(text) { return reference }
        if text.contains(":") { throw .digestInvalid(text) }
        throw isRead ? .manifestUnknown(text) : .tagInvalid(text)
    }
}
