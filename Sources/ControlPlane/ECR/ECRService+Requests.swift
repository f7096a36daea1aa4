import AWSWire
import ECRModel
import Logging
import Policies
import RegistryStorage
import Shapes
import Store

/// What the operations have in common: whose registry, which repository, and errors in ECR's words.
extension ECRService {
    /// The registry that a request means, for an action on all of its repositories that the caller
    /// may do.
    func scope(
        _ registryID: String?, _ context: RequestContext, action: String
    ) async throws(AWSError) -> RegistryScope {
        let scope = RegistryScope(
            account: registryID ?? context.account, region: context.region)
        try await perform(in: scope) { () async throws(RegistryError) in
            try await access.check(accessRequest(context), may: action, in: scope, nil)
        }
        return scope
    }

    /// The repository that a request means, for an action on it that the caller may do.
    ///
    /// - Parameters:
    ///   - tags: Those that the action puts on the repository.
    ///   - tagKeys: Those that it takes away.
    func repositoryID(
        _ name: String, _ registryID: String?, _ context: RequestContext, action: String,
        tags: [ECRAPI.Tag] = [], tagKeys: [String] = []
    ) async throws(AWSError) -> RepositoryID {
        guard let checked = RepositoryName(name) else {
            throw AWSError.invalid(
                "repositoryName", "must satisfy regular expression '\(RepositoryName.pattern)'")
        }
        let scope = RegistryScope(
            account: registryID ?? context.account, region: context.region)
        var request = accessRequest(context)
        request.tags = Dictionary(tags.map { ($0.key, $0.value) }) { $1 }
        request.tagKeys = tagKeys
        let asked = request
        try await perform(in: scope, checked) { () async throws(RegistryError) in
            try await access.check(asked, may: action, in: scope, checked)
        }
        return RepositoryID(scope: scope, name: checked)
    }

    /// The caller of an operation, as policies see it.
    func accessRequest(_ context: RequestContext) -> AccessRequest {
        let caller = context.principal
        return AccessRequest(
            principal: PolicyPrincipal(
                arn: caller.arn, account: caller.account, userID: caller.userID),
            region: context.region, now: context.now, sourceAddress: context.sourceAddress,
            isSecure: endpoint.scheme == "https")
    }

    /// Runs an operation on the registry, with its errors in ECR's words.
    func perform<T>(
        in scope: RegistryScope, _ repository: RepositoryName? = nil,
        _ body: () async throws(RegistryError) -> T
    ) async throws(AWSError) -> T {
        do throws(RegistryError) {
            return try await body()
        } catch {
            let answer = AWSError(error, in: scope, repository)
            if answer.status >= 500 {
                logger.error("registry operation failed", metadata: ["error": "\(error)"])
            }
            throw answer
        }
    }

    func perform<T>(
        _ id: RepositoryID, _ body: () async throws(RegistryError) -> T
    ) async throws(AWSError) -> T {
        try await perform(in: id.scope, id.name, body)
    }

    // MARK: Pages

    /// Where the page begins that `token` asks for; empty for the first.
    func place(
        _ token: String?, _ operation: String, _ subject: String, _ context: RequestContext
    ) throws(AWSError) -> [String] {
        guard let token else { return [] }
        let opened: (content: PagePlace, expiry: Timestamp)
        do throws(TokenSealer.Refused) {
            opened = try sealer.open(
                token, for: pagePurpose(operation, subject, context), at: context.now)
        } catch {
            throw AWSError.invalid(
                "nextToken", "The token is invalid, has expired, or belongs to another request")
        }
        return opened.content.last
    }

    /// The token for what comes after `last`.
    func token(
        after last: [String], _ operation: String, _ subject: String, _ context: RequestContext
    ) -> String {
        sealer.seal(
            PagePlace { $0.last = last }, for: pagePurpose(operation, subject, context),
            until: context.now + .seconds(24 * 3600))
    }

    private func pagePurpose(
        _ operation: String, _ subject: String, _ context: RequestContext
    ) -> String {
        "page \(operation) \(context.account) \(context.region) \(subject)"
    }
}

/// What a page token holds: the names of the last thing that was given.
struct PagePlace: Shape {
    var last: [String] = []

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("l", &last)
    }
}

extension AWSError {
    /// A parameter that breaks a rule, as ECR says it.
    static func invalid(_ parameter: String, _ constraint: String) -> AWSError {
        AWSError(
            ECRAPI.Fault.invalidParameterException,
            "Invalid parameter at '\(parameter)' failed to satisfy constraint: '\(constraint)'")
    }

    /// A registry's error as ECR's API says it.
    init(_ error: RegistryError, in scope: RegistryScope, _ name: RepositoryName?) {
        let repository = name?.description ?? ""
        let place =
            "in the repository with name '\(repository)' in the registry with id '\(scope.account)'"
        switch error {
        case .repositoryNotFound(let name):
            self.init(
                ECRAPI.Fault.repositoryNotFoundException,
                "The repository with name '\(name)' does not exist in the registry with id "
                    + "'\(scope.account)'")
        case .repositoryPolicyNotFound(let name):
            self.init(
                ECRAPI.Fault.repositoryPolicyNotFoundException,
                "Repository policy does not exist for the repository with name '\(name)' in the "
                    + "registry with id '\(scope.account)'")
        case .registryPolicyNotFound:
            self.init(
                ECRAPI.Fault.registryPolicyNotFoundException,
                "Registry policy does not exist in the registry with id '\(scope.account)'")
        case .policyLocksOut:
            self = .invalid(
                "PolicyText",
                "The policy would prevent the caller from setting another one; use force to set it")
        case .accessDenied(let reason):
            self.init(code: "AccessDeniedException", message: reason)
        case .templateAlreadyExists(let prefix):
            self.init(
                ECRAPI.Fault.templateAlreadyExistsException,
                "The template with prefix '\(prefix)' already exists in the registry with id "
                    + "'\(scope.account)'")
        case .templateNotFound(let prefix):
            self.init(
                ECRAPI.Fault.templateNotFoundException,
                "The template with prefix '\(prefix)' does not exist in the registry with id "
                    + "'\(scope.account)'")
        case .tooManyTemplates(let limit):
            self.init(
                ECRAPI.Fault.limitExceededException,
                "The registry with id '\(scope.account)' has the most repository creation "
                    + "templates that it may have: \(limit)")
        case .pullThroughRuleNotFound(let prefix):
            self.init(
                ECRAPI.Fault.pullThroughCacheRuleNotFoundException,
                "The pull through cache rule with repository prefix '\(prefix)' does not exist in "
                    + "the registry with id '\(scope.account)'")
        case .pullThroughRuleAlreadyExists(let prefix):
            self.init(
                ECRAPI.Fault.pullThroughCacheRuleAlreadyExistsException,
                "A pull through cache rule with repository prefix '\(prefix)' already exists in "
                    + "the registry with id '\(scope.account)'")
        case .tooManyPullThroughRules(let limit):
            self.init(
                ECRAPI.Fault.limitExceededException,
                "The registry with id '\(scope.account)' has the most pull through cache rules "
                    + "that it may have: \(limit)")
        case .upstream(let failure):
            self.init(
                ECRAPI.Fault.unableToGetUpstreamImageException,
                "Unable to pull the image from the upstream registry: \(failure.reason)")
        case .repositoryAlreadyExists(let name):
            self.init(
                ECRAPI.Fault.repositoryAlreadyExistsException,
                "The repository with name '\(name)' already exists in the registry with id "
                    + "'\(scope.account)'")
        case .repositoryNotEmpty(let name):
            self.init(
                ECRAPI.Fault.repositoryNotEmptyException,
                "The repository with name '\(name)' in registry with id '\(scope.account)' "
                    + "cannot be deleted because it still contains images")
        case .imageNotFound(let image):
            self.init(
                ECRAPI.Fault.imageNotFoundException,
                "The image with imageId {imageDigest:'\(image.digest?.description ?? "null")', "
                    + "imageTag:'\(image.tag?.description ?? "null")'} does not exist within the "
                    + "repository with name '\(repository)' in the registry with id "
                    + "'\(scope.account)'")
        case .tagImmutable(let tag):
            self.init(
                ECRAPI.Fault.imageTagAlreadyExistsException,
                RegistryError.tagImmutableMessage(tag, repository))
        case .imageAlreadyExists(let digest, let tag):
            let tagged = tag.map { " and tag '\($0)'" } ?? ""
            self.init(
                ECRAPI.Fault.imageAlreadyExistsException,
                "Image with digest '\(digest)'\(tagged) already exists \(place)")
        case .tooManyTags(let digest, let limit):
            self.init(
                ECRAPI.Fault.limitExceededException,
                "The image with digest '\(digest)' \(place) has the most tags that an image may "
                    + "have: \(limit)")
        case .manifestInvalid(let reason):
            self = .invalid("imageManifest", reason)
        case .manifestDigestMismatch(let given, let actual):
            self.init(
                ECRAPI.Fault.imageDigestDoesNotMatchException,
                "The image digest '\(given)' does not match the digest '\(actual)' of the image "
                    + "manifest")
        case .layersNotFound(let digests):
            self.init(
                ECRAPI.Fault.layersNotFoundException,
                "Layers with digests '\(digests.map(\.description))' required for pushing image "
                    + "into repository with name '\(repository)' in the registry with id "
                    + "'\(scope.account)' do not exist")
        case .referencedImagesNotFound(let digests):
            self.init(
                ECRAPI.Fault.referencedImagesNotFoundException,
                "Images with digests '\(digests.map(\.description))' required for pushing image "
                    + "into repository with name '\(repository)' in the registry with id "
                    + "'\(scope.account)' do not exist")
        case .imageReferenced, .blobInUse:
            self = .invalid("imageIds", "\(RegistryError.describe(error))")
        case .imageArchived:
            self.init(
                ECRAPI.Fault.imageNotFoundException, "\(RegistryError.describe(error))")
        case .lifecyclePolicyNotFound(let name):
            self.init(
                ECRAPI.Fault.lifecyclePolicyNotFoundException,
                "Lifecycle policy does not exist for the repository with name '\(name)' in the "
                    + "registry with id '\(scope.account)'")
        case .lifecyclePreviewNotFound(let name):
            self.init(
                ECRAPI.Fault.lifecyclePolicyPreviewNotFoundException,
                "Lifecycle policy preview does not exist for the repository with name '\(name)' "
                    + "in the registry with id '\(scope.account)'")
        case .pullTimeExclusionAlreadyExists(let arn):
            self.init(
                ECRAPI.Fault.exclusionAlreadyExistsException,
                "The pull time update exclusion for '\(arn)' already exists in the registry with "
                    + "id '\(scope.account)'")
        case .pullTimeExclusionNotFound(let arn):
            self.init(
                ECRAPI.Fault.exclusionNotFoundException,
                "The pull time update exclusion for '\(arn)' does not exist in the registry with "
                    + "id '\(scope.account)'")
        case .tooManyPullTimeExclusions:
            self.init(
                ECRAPI.Fault.limitExceededException,
                "A registry may have at most \(Registry.maximumPullTimeExclusions) pull time "
                    + "update exclusions")
        case .blobNotFound(let digest):
            self.init(
                ECRAPI.Fault.layersNotFoundException,
                "The layer with digest '\(digest)' does not exist \(place)")
        case .storage(.noSpace), .store(.noSpace):
            self.init(
                ECRAPI.Fault.serverException, "No space is left in the registry's storage")
        case .contention, .store, .storage:
            self.init(ECRAPI.Fault.serverException, "The request could not be completed; try again")
        case .brokenRecord:
            self.init(ECRAPI.Fault.serverException, "A record of the registry cannot be read")
        }
    }
}

extension RegistryError {
    static func tagImmutableMessage(_ tag: ImageTag, _ repository: String) -> String {
        "The image tag '\(tag)' already exists in the '\(repository)' repository and cannot be "
            + "overwritten because the repository is immutable."
    }

    /// What stands in the way of a removal.
    static func describe(_ error: RegistryError) -> String {
        switch error {
        case .imageReferenced(_, let parents):
            "Requested image referenced by manifest list: \(parents.map(\.description))"
        case .imageArchived(let digest):
            "The image \(digest) is archived; restore it with UpdateImageStorageClass"
        case .blobInUse(let digest): "blob \(digest) is referenced by an image of the repository"
        default: "\(error)"
        }
    }
}
