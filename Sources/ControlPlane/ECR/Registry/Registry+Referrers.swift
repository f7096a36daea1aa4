import RegistryStorage
import Shapes
import Store

/// An image that says something about another one: a signature, a list of contents.
struct Referrer: Sendable {
    var image: FoundImage
    /// Those of its manifest, as they are written there; nil when there are none.
    var annotations: Object?
}

extension Registry {
    /// Bytes of manifests on one page, but for a manifest that is larger. Each referrer repeats its
    /// manifest's annotations, and clients take no more than a manifest may have.
    static let maximumReferrersPage = Manifest.maximumSize - 1024

    /// What names `subject`, which need not exist, in order of digest.
    ///
    /// - Parameters:
    ///   - isWanted: Tells of which to read the manifests, where annotations are.
    ///   - limit: How many to look at; fewer are given when not all are wanted, or when they are
    ///     large.
    /// - Returns: And where the next page begins, when there is one.
    func referrers(
        _ id: RepositoryID, of subject: Digest, after: Digest?, limit: Int,
        where isWanted: (ImageRecord) -> Bool
    ) async throws(RegistryError) -> (referrers: [Referrer], next: Digest?) {
        let keys = RegistryKeys(id.scope)
        let page = try await page(
            .under(keys.referrers(id.name, of: subject)),
            after: after.map { keys.referrer(id.name, of: subject, $0) }, limit: limit,
            as: Guard.self)
        var found: [Referrer] = []
        var last: Digest?
        var size = 0
        for item in page.items {
            guard let digest = item.key.components.last.flatMap({ Digest("sha256:\($0)") }) else {
                throw .brokenRecord(item.key.text)
            }
            // Gone since, or not of the kind that is asked for.
            guard let image = try await image(id, .digest(digest)), isWanted(image.record) else {
                last = digest
                continue
            }
            size += image.record.manifestSize
            if !found.isEmpty, size > Registry.maximumReferrersPage { return (found, last) }
            last = digest
            let text = try? await text(of: digest)
            let annotations = try? JSON.parse(text ?? [])["annotations"]?.object
            found.append(Referrer(image: image, annotations: annotations))
        }
        return (found, page.more ? last : nil)
    }
}
