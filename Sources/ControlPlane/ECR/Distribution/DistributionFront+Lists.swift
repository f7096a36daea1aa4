import AWSWire
import HTTPTypes
import NIOCore
import RegistryStorage
import Shapes
import Store
import WebServer

/// Referrers of one answer. Each repeats its manifest's annotations, which may be megabytes, so a page
/// has a size beside a number of entries.
struct ReferrersPage: Sendable {
    /// Bytes of the entries; one that is larger has a page of its own. Clients take no more than a
    /// manifest may have.
    static let maximumSize = Manifest.maximumSize - 1024

    private(set) var entries: [Value] = []
    /// What the page ends with: the next one goes on after it.
    private(set) var last: Digest?
    private var size = 0

    /// Takes a referrer, or notes one that is not asked for. False, and nothing is taken, when it has
    /// to go on the next page.
    mutating func add(_ digest: Digest, _ entry: Value?) -> Bool {
        if let entry {
            let count = JSON.serialize(entry).count + 1
            guard entries.isEmpty || size + count <= ReferrersPage.maximumSize else { return false }
            entries.append(entry)
            size += count
        }
        last = digest
        return true
    }
}

extension DistributionFront {
    /// Entries of one page, whatever the client asks for.
    static let maximumPage = 1000
    /// Referrers of one page: each costs a read of its manifest.
    static let referrersPage = 100

    /// The tags of a repository in order, `n` of them after `last`.
    func tags(_ id: RepositoryID, _ call: Call) async throws(DistributionError) -> WebResponse {
        let keys = RegistryKeys(id.scope)
        let limit = try pageSize(call)
        let last = call.query["last"].map { keys.tags(id.name).appending($0) }
        let (names, more) = try await perform(id) { () async throws(RegistryError) in
            _ = try await registry.repository(id)
            return try await list(.under(keys.tags(id.name)), after: last, limit: limit)
        }
        return list(
            ["name": .string(id.name.description), "tags": .list(names.map { .string($0) })],
            path: "/v2/\(id.name)/tags/list", last: more ? names.last : nil, limit)
    }

    /// The repositories of the registry in order.
    func catalog(_ call: Call) async throws(DistributionError) -> WebResponse {
        let keys = RegistryKeys(call.scope)
        let limit = try pageSize(call)
        let last = call.query["last"].map { keys.repositories.appending($0) }
        guard let any = RepositoryName("catalog") else { preconditionFailure("a valid name") }
        let (names, more) = try await perform(call.id(any)) { () async throws(RegistryError) in
            try await list(.under(keys.repositories), after: last, limit: limit)
        }
        return list(
            ["repositories": .list(names.map { .string($0) })], path: "/v2/_catalog",
            last: more ? names.last : nil, limit)
    }

    private func list(
        _ range: KeyRange, after: Key?, limit: Int
    ) async throws(RegistryError) -> (names: [String], more: Bool) {
        if limit == 0 { return ([], false) }
        let page = try await registry.reading { () async throws(StoreError) in
            try await registry.store.list(range, after: after, limit: limit)
        }
        return (page.items.compactMap { $0.key.components.last }, page.more)
    }

    /// What says something about a manifest, which need not exist, as an index.
    func referrers(
        _ id: RepositoryID, _ subject: Digest, _ call: Call
    ) async throws(DistributionError) -> WebResponse {
        let keys = RegistryKeys(id.scope)
        let last = call.query["last"].flatMap { Digest($0) }
            .map { keys.referrer(id.name, of: subject, $0) }
        let type = call.query["artifactType"]
        let (page, more) = try await perform(id) { () async throws(RegistryError) in
            _ = try await registry.repository(id)
            let (names, more) = try await list(
                .under(keys.referrers(id.name, of: subject)), after: last,
                limit: DistributionFront.referrersPage)
            var page = ReferrersPage()
            for digest in names.compactMap({ Digest("sha256:\($0)") }) {
                guard page.add(digest, try await referrer(id, digest, type)) else {
                    return (page, true)
                }
            }
            return (page, more)
        }
        let index: Object = [
            "schemaVersion": .integer(2), "mediaType": .string(MediaType.ociIndex),
            "manifests": .list(page.entries),
        ]
        var headers: HTTPFields = [.contentType: MediaType.ociIndex]
        var path = "/v2/\(id.name)/referrers/\(subject)?"
        if let type {
            headers[.filtersApplied] = "artifactType"
            path += "artifactType=\(PercentEncoding.encode(type))&"
        }
        if more, let last = page.last {
            headers[.link] = "<\(path)last=\(last)>; rel=\"next\""
        }
        return WebResponse(
            headers: headers, body: .bytes(ByteBuffer(bytes: JSON.serialize(.object(index)))))
    }

    /// The descriptor of one referrer, unless it is gone or of another type.
    private func referrer(
        _ id: RepositoryID, _ digest: Digest, _ type: String?
    ) async throws(RegistryError) -> Value? {
        guard let image = try await registry.image(id, .digest(digest))?.record,
            type == nil || image.artifactType == type
        else { return nil }
        var entry: Object = [
            "mediaType": .string(image.mediaType), "digest": .string(digest.description),
            "size": .integer(Int64(image.manifestSize)),
        ]
        if let artifactType = image.artifactType {
            entry.append("artifactType", .string(artifactType))
        }
        let text = try await registry.text(of: digest)
        if let annotations = try? JSON.parse(text)["annotations"], annotations.object != nil {
            entry.append("annotations", annotations)
        }
        return .object(entry)
    }

    private func pageSize(_ call: Call) throws(DistributionError) -> Int {
        guard let text = call.query["n"] else { return DistributionFront.maximumPage }
        guard let number = Int(text), number >= 0 else {
            throw DistributionError(.paginationNumberInvalid, "n is not a number of entries")
        }
        return min(number, DistributionFront.maximumPage)
    }

    private func list(
        _ body: Object, path: String, last: String?, _ limit: Int
    ) -> WebResponse {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let last {
            headers[.link] =
                "<\(path)?last=\(PercentEncoding.encode(last))&n=\(limit)>; rel=\"next\""
        }
        return WebResponse(
            headers: headers, body: .bytes(ByteBuffer(bytes: JSON.serialize(.object(body)))))
    }
}
