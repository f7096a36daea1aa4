package import AWSWire
package import ECRModel
import RegistryStorage
import Shapes

extension ECRService {
    package func listImages(
        _ input: ECRAPI.ListImagesRequest, _ context: RequestContext
    ) async throws -> ECRAPI.ListImagesResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "ListImages")
        let filter = ImageFilter(input.filter?.tagStatus, input.filter?.imageStatus)
        let subject = "\(id.scope.account) \(id.name) \(filter)"
        let place = try place(input.nextToken, "ListImages", subject, context)
        let limit = input.maxResults ?? 100
        var pairs = try await perform(id) { () async throws(RegistryError) in
            _ = try await registry.repository(id)
            return try await imagePairs(id, filter, after: place, limit: limit + 1)
        }
        var response = ECRAPI.ListImagesResponse()
        if pairs.count > limit {
            pairs.removeLast(pairs.count - limit)
            if let last = pairs.last {
                response.nextToken = token(
                    after: [last.digest.description] + (last.tag.map { [$0] } ?? []), "ListImages",
                    subject, context)
            }
        }
        response.imageIds = pairs.map { pair in
            .init {
                $0.imageDigest = pair.digest.description
                $0.imageTag = pair.tag
            }
        }
        return response
    }

    /// Digest and tag of images, in the order of digests and then of tags, after such a pair.
    private func imagePairs(
        _ id: RepositoryID, _ filter: ImageFilter, after place: [String], limit: Int
    ) async throws(RegistryError) -> [(digest: Digest, tag: String?)] {
        var pairs: [(digest: Digest, tag: String?)] = []
        var last = place.first.flatMap { Digest($0) }
        // The image that the page before ended in may have more tags.
        if let digest = last, place.count == 2,
            let image = try await registry.image(id, .digest(digest)), filter.admits(image.record)
        {
            pairs += image.record.tags.filter { $0 > place[1] }.sorted().map { (digest, $0) }
        }
        while pairs.count < limit {
            let page = try await registry.images(id, after: last, limit: limit)
            for image in page.images where filter.admits(image.record) {
                let tags = image.record.tags.sorted()
                pairs += tags.isEmpty ? [(image.digest, nil)] : tags.map { (image.digest, $0) }
                if pairs.count >= limit { break }
            }
            guard page.more, let end = page.images.last else { break }
            last = end.digest
        }
        return Array(pairs.prefix(limit))
    }

    package func describeImages(
        _ input: ECRAPI.DescribeImagesRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DescribeImagesResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "DescribeImages")
        _ = try await perform(id) { () async throws(RegistryError) in
            try await registry.repository(id)
        }
        if let identifiers = input.imageIds {
            guard input.nextToken == nil, input.maxResults == nil, input.filter == nil else {
                throw AWSError.invalid(
                    "imageIds", "cannot be used together with nextToken, maxResults or filter")
            }
            let details = try await describe(identifiers, id)
            return .init { $0.imageDetails = details }
        }
        let filter = ImageFilter(input.filter?.tagStatus, input.filter?.imageStatus)
        let subject = "\(id.scope.account) \(id.name) \(filter)"
        var last = try place(input.nextToken, "DescribeImages", subject, context).first
            .flatMap { Digest($0) }
        let limit = input.maxResults ?? 100
        var found: [FoundImage] = []
        var more = true
        while more, found.count <= limit {
            let after = last
            let page = try await perform(id) { () async throws(RegistryError) in
                try await registry.images(id, after: after, limit: limit + 1)
            }
            found += page.images.filter { filter.admits($0.record) }
            last = page.images.last?.digest
            more = page.more
        }
        var response = ECRAPI.DescribeImagesResponse()
        if found.count > limit {
            response.nextToken = token(
                after: [found[limit - 1].digest.description], "DescribeImages", subject, context)
        }
        let shown = found.prefix(limit)
        guard let first = shown.first?.digest, let end = shown.last?.digest else {
            response.imageDetails = []
            return response
        }
        let scans = try await perform(id) { () async throws(RegistryError) in
            try await registry.scans(id, from: first, through: end)
        }
        response.imageDetails = shown.map { detail($0, scans[$0.digest], id) }
        return response
    }

    private func describe(
        _ identifiers: [ECRAPI.ImageIdentifier], _ id: RepositoryID
    ) async throws -> [ECRAPI.ImageDetail] {
        var details: [ECRAPI.ImageDetail] = []
        var seen: Set<Digest> = []
        for identifier in identifiers {
            switch ImageRequest(identifier) {
            case .refused(_, let reason):
                throw AWSError(ECRAPI.Fault.invalidParameterException, reason)
            case .identity(let identity):
                let (found, scan) = try await perform(id) { () async throws(RegistryError) in
                    guard let image = try await registry.image(id, identity) else {
                        throw RegistryError.imageNotFound(identity)
                    }
                    return (image, try await registry.scan(id, image.digest)?.record)
                }
                if seen.insert(found.digest).inserted { details.append(detail(found, scan, id)) }
            }
        }
        return details
    }

    private func detail(
        _ image: FoundImage, _ scan: ScanRecord?, _ id: RepositoryID
    ) -> ECRAPI.ImageDetail {
        .init {
            $0.registryId = id.scope.account
            $0.repositoryName = id.name.description
            $0.imageDigest = image.digest.description
            $0.imageTags = image.record.tags.isEmpty ? nil : image.record.tags
            $0.imageSizeInBytes = image.record.imageSize
            $0.imagePushedAt = image.record.pushedAt
            $0.imageManifestMediaType = image.record.mediaType
            $0.artifactMediaType = image.record.artifactType
            $0.lastRecordedPullTime = image.record.pulledAt
            $0.subjectManifestDigest = image.record.subject.map { "sha256:\($0)" }
            $0.imageStatus = image.record.isArchived ? .archived : .active
            $0.lastArchivedAt = image.record.archivedAt
            $0.lastActivatedAt = image.record.activatedAt
            $0.imageScanStatus = scan.map(Self.status)
            $0.imageScanFindingsSummary = scan.flatMap(Self.summary)
        }
    }
}

/// Which images a list is to hold.
struct ImageFilter: Sendable, Hashable, CustomStringConvertible {
    private var tagStatus: ECRAPI.TagStatus
    private var imageStatus: ECRAPI.ImageStatusFilter

    init(_ tagStatus: ECRAPI.TagStatus?, _ imageStatus: ECRAPI.ImageStatusFilter?) {
        self.tagStatus = tagStatus ?? .any
        self.imageStatus = imageStatus ?? .active
    }

    /// Part of what a page token is bound to.
    var description: String { "\(tagStatus.rawValue) \(imageStatus.rawValue)" }

    func admits(_ image: ImageRecord) -> Bool {
        switch imageStatus {
        case .any: break
        case .active: if image.isArchived { return false }
        case .archived: if !image.isArchived { return false }
        case .activating: return false  // Nothing takes time to come back.
        }
        switch tagStatus {
        case .any: return true
        case .tagged: return !image.tags.isEmpty
        case .untagged: return image.tags.isEmpty
        }
    }
}
