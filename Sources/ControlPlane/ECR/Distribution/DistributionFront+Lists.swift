import AWSWire
import HTTPTypes
import NIOCore
import RegistryStorage
import Shapes
import Store
import WebServer

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
        let last = call.query["last"].flatMap { Digest($0) }
        let type = call.query["artifactType"]
        let page = try await perform(id) { () async throws(RegistryError) in
            _ = try await registry.repository(id)
            return try await registry.referrers(
                id, of: subject, after: last, limit: DistributionFront.referrersPage
            ) { type == nil || $0.artifactType == type }
        }
        let index: Object = [
            "schemaVersion": .integer(2), "mediaType": .string(MediaType.ociIndex),
            "manifests": .list(page.referrers.map { .object(descriptor(of: $0)) }),
        ]
        var headers: HTTPFields = [.contentType: MediaType.ociIndex]
        var path = "/v2/\(id.name)/referrers/\(subject)?"
        if let type {
            headers[.filtersApplied] = "artifactType"
            path += "artifactType=\(PercentEncoding.encode(type))&"
        }
        if let next = page.next { headers[.link] = "<\(path)last=\(next)>; rel=\"next\"" }
        return WebResponse(
            headers: headers, body: .bytes(ByteBuffer(bytes: JSON.serialize(.object(index)))))
    }

    private func descriptor(of referrer: Referrer) -> Object {
        let image = referrer.image.record
        var entry: Object = [
            "mediaType": .string(image.mediaType),
            "digest": .string(referrer.image.digest.description),
            "size": .integer(Int64(image.manifestSize)),
        ]
        if let artifactType = image.artifactType {
            entry.append("artifactType", .string(artifactType))
        }
        if let annotations = referrer.annotations {
            entry.append("annotations", .object(annotations))
        }
        return entry
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
