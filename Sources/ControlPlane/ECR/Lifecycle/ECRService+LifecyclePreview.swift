package import AWSWire
import ECRLifecycle
package import ECRModel
import RegistryStorage
import Shapes

extension ECRService {
    /// How long a preview can be looked at.
    static let previewLifetime = Duration.seconds(24 * 3600)

    package func startLifecyclePolicyPreview(
        _ input: ECRAPI.StartLifecyclePolicyPreviewRequest, _ context: RequestContext
    ) async throws -> ECRAPI.StartLifecyclePolicyPreviewResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "StartLifecyclePolicyPreview")
        let text: String
        if let given = input.lifecyclePolicyText {
            _ = try lifecyclePolicy(given)
            text = given
        } else {
            text = try await perform(id) { () async throws(RegistryError) in
                try await registry.lifecyclePolicy(id).record.text
            }
        }
        try await perform(id) { () async throws(RegistryError) in
            try await registry.putLifecyclePreview(id, text, at: context.now)
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.lifecyclePolicyText = text
            // As ECR answers; whoever looks finds it complete.
            $0.status = .inProgress
        }
    }

    package func getLifecyclePolicyPreview(
        _ input: ECRAPI.GetLifecyclePolicyPreviewRequest, _ context: RequestContext
    ) async throws -> ECRAPI.GetLifecyclePolicyPreviewResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "GetLifecyclePolicyPreview")
        if input.imageIds != nil, input.nextToken != nil || input.maxResults != nil {
            throw AWSError.invalid(
                "imageIds", "cannot be used together with nextToken or maxResults")
        }
        let preview = try await perform(id) { () async throws(RegistryError) in
            try await registry.lifecyclePreview(id)
        }
        var response = ECRAPI.GetLifecyclePolicyPreviewResponse()
        response.registryId = id.scope.account
        response.repositoryName = input.repositoryName
        response.lifecyclePolicyText = preview.record.text
        guard context.now - preview.record.startedAt < Self.previewLifetime else {
            response.status = .expired
            return response
        }
        let policy = try lifecyclePolicy(preview.record.text)
        let snapshot = try await perform(id) { () async throws(RegistryError) in
            try await registry.lifecycleSnapshot(id)
        }
        let marks = policy.evaluate(snapshot.described, at: context.now)
        response.status = .complete
        response.summary = Self.summary(of: marks)
        let filter = try PreviewFilter(input)
        let shown = marks.sorted { $0.digest < $1.digest }.filter { mark in
            guard let image = snapshot.images[mark.digest] else { return false }
            return filter.admits(mark.digest, image.record)
        }
        let subject = "\(id.name) \(preview.modRevision) \(filter.tagStatus.rawValue)"
        let last = try place(input.nextToken, "GetLifecyclePolicyPreview", subject, context).first
        let rest = shown.drop { mark in last.map { mark.digest <= $0 } ?? false }
        let limit = input.imageIds == nil ? input.maxResults ?? 100 : rest.count
        let page = rest.prefix(limit)
        response.previewResults = page.compactMap { mark in
            snapshot.images[mark.digest].map { Self.result(mark, $0.record) }
        }
        if page.count < rest.count, let end = page.last {
            response.nextToken = token(
                after: [end.digest], "GetLifecyclePolicyPreview", subject, context)
        }
        return response
    }

    private static func summary(
        of marks: [LifecycleMark]
    ) -> ECRAPI.LifecyclePolicyPreviewSummary {
        let archived = marks.count { $0.action == .archive }
        return .init {
            $0.expiringImageTotalCount = marks.count - archived
            if archived > 0 {
                $0.transitioningImageTotalCounts = [
                    .init {
                        $0.targetStorageClass = .archive
                        $0.imageTotalCount = archived
                    }
                ]
            }
        }
    }

    private static func result(
        _ mark: LifecycleMark, _ image: ImageRecord
    ) -> ECRAPI.LifecyclePolicyPreviewResult {
        .init {
            $0.imageDigest = "sha256:\(mark.digest)"
            $0.imageTags = image.tags.isEmpty ? nil : image.tags
            $0.imagePushedAt = image.pushedAt
            $0.appliedRulePriority = mark.priority
            $0.storageClass = image.isArchived ? .archive : .standard
            $0.action = .init {
                $0.type = mark.action == .expire ? .expire : .transition
                $0.targetStorageClass = mark.action == .expire ? nil : .archive
            }
        }
    }
}

/// Which results a look at a preview is for.
private struct PreviewFilter {
    let tagStatus: ECRAPI.TagStatus
    private let images: [ImageIdentity]?

    init(_ input: ECRAPI.GetLifecyclePolicyPreviewRequest) throws(AWSError) {
        tagStatus = input.filter?.tagStatus ?? .any
        guard let identifiers = input.imageIds else {
            images = nil
            return
        }
        var images: [ImageIdentity] = []
        for identifier in identifiers {
            switch ImageRequest(identifier) {
            case .refused(_, let reason):
                throw AWSError(ECRAPI.Fault.invalidParameterException, reason)
            case .identity(let identity): images.append(identity)
            }
        }
        self.images = images
    }

    func admits(_ hex: String, _ image: ImageRecord) -> Bool {
        switch tagStatus {
        case .any: break
        case .tagged: if image.tags.isEmpty { return false }
        case .untagged: if !image.tags.isEmpty { return false }
        }
        guard let images else { return true }
        return images.contains { identity in
            (identity.digest.map { $0.hex == hex } ?? true)
                && (identity.tag.map { image.tags.contains($0.description) } ?? true)
        }
    }
}
