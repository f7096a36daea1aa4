import HTTPTypes
import RegistryStorage
import Store

extension DistributionError {
    /// A registry's error in the specification's codes.
    init(_ error: RegistryError, in id: RepositoryID) {
        self.init(error, in: id.scope, id.name)
    }

    /// The same for what is about no repository in particular.
    init(_ error: RegistryError, in scope: RegistryScope, _ repository: RepositoryName?) {
        let account = scope.account
        switch error {
        case .repositoryNotFound(let name):
            self.init(
                .nameUnknown,
                "The repository with name '\(name)' does not exist in the registry with id "
                    + "'\(account)'")
        case .accessDenied(let reason): self.init(.denied, reason)
        case .repositoryPolicyNotFound, .registryPolicyNotFound, .policyLocksOut:
            self.init(.unsupported, "the distribution API does not manage policies")
        case .repositoryAlreadyExists, .repositoryNotEmpty:
            self.init(.unsupported, "the distribution API does not manage repositories")
        case .imageNotFound: self.init(.manifestUnknown, "Requested image not found")
        case .tagImmutable(let tag):
            self.init(
                .tagInvalid,
                RegistryError.tagImmutableMessage(tag, repository?.description ?? ""))
        case .imageAlreadyExists(let digest, _):
            self.init(.manifestInvalid, "the image \(digest) is there already")
        case .tooManyTags(let digest, let limit):
            self.init(.denied, "the image \(digest) has \(limit) tags, the most allowed")
        case .manifestInvalid(let reason): self.init(.manifestInvalid, reason)
        case .manifestDigestMismatch(let given, let actual):
            self.init(
                .digestInvalid, "the manifest has digest \(actual), and was put under \(given)")
        case .layersNotFound(let digests), .referencedImagesNotFound(let digests):
            self.init(
                .manifestBlobUnknown,
                "the manifest names what the repository does not hold: "
                    + digests.prefix(20).map(\.description).joined(separator: ", "))
        case .imageReferenced, .blobInUse:
            self.init(.denied, RegistryError.describe(error), status: .methodNotAllowed)
        case .imageArchived:
            self.init(.manifestUnknown, RegistryError.describe(error))
        case .lifecyclePolicyNotFound, .lifecyclePreviewNotFound:
            self.init(.unsupported, "the distribution API does not manage lifecycle policies")
        case .templateAlreadyExists, .templateNotFound, .tooManyTemplates:
            self.init(.unsupported, "the distribution API does not manage templates")
        case .pullTimeExclusionAlreadyExists, .pullTimeExclusionNotFound,
            .tooManyPullTimeExclusions:
            self.init(.unsupported, "the distribution API does not manage settings")
        case .pullThroughRuleNotFound, .pullThroughRuleAlreadyExists, .tooManyPullThroughRules:
            self.init(.unsupported, "the distribution API does not manage pull through cache rules")
        case .upstream(let failure): self.init(failure)
        case .blobNotFound(let digest):
            self.init(.blobUnknown, "blob \(digest) is unknown to the repository")
        case .contention:
            self.init(.unavailable, "others keep changing the same records; try again")
        case .storage(let error): self.init(error)
        case .store(.noSpace): self = .noSpace
        case .store(.overloaded(_)):
            self.init(.tooManyRequests, "too many requests wait; try again")
        case .store, .brokenRecord: self.init(.unknown, "the registry failed")
        }
    }

    /// What went wrong with an upstream registry: our own credentials are good, so never 401.
    init(_ failure: UpstreamFailure) {
        let reason = "Unable to pull the image from the upstream registry: \(failure.reason)"
        switch failure.kind {
        case .notFound: self = .manifestUnknown("")
        case .accessDenied: self.init(.denied, reason)
        case .tooManyRequests(let time):
            let seconds = time.map { String($0.components.seconds) }
            self.init(
                .tooManyRequests, reason,
                headers: seconds.map { [.retryAfter: $0] } ?? [:])
        case .busy: self.init(.tooManyRequests, reason)
        case .unavailable, .broken: self.init(.unavailable, reason, status: .badGateway)
        case .timedOut: self.init(.unavailable, reason, status: .gatewayTimeout)
        case .interrupted: self.init(.unavailable, reason)
        }
    }

    /// A storage's error in the specification's codes.
    init(_ error: StorageError) {
        switch error {
        case .unknownUpload: self = .uploadUnknown
        case .uploadBusy:
            self.init(.blobUploadInvalid, "another request writes this upload", status: .conflict)
        case .offsetMismatch(let expected):
            self.init(.rangeInvalid, "the upload goes on at byte \(expected)")
        case .countMismatch(let declared):
            self.init(.sizeInvalid, "the body does not have the \(declared) bytes announced")
        case .tooLarge(let limit):
            self.init(
                .sizeInvalid, "a blob has at most \(limit) bytes", status: .contentTooLarge)
        case .digestMismatch(let expected, let actual):
            self.init(
                .digestInvalid, "the content has digest \(actual), and was to have \(expected)")
        case .noSpace: self = .noSpace
        case .unavailable:
            self.init(.unavailable, "the registry's storage does not answer; try again")
        case .failed, .notOwned, .closed: self.init(.unknown, "the registry's storage failed")
        }
    }

    static let noSpace = DistributionError(
        .unavailable, "no space is left in the registry's storage",
        status: .init(code: 507, reasonPhrase: "Insufficient Storage"))
}
