import AWSWire
import ECRModel
import Shapes

/// What ECR allows of a repository's settings beyond what its model says.
enum RepositoryRules {
    static let maximumTags = 50

    /// The exclusion patterns that go with a setting.
    static func exclusions(
        _ filters: [ECRAPI.ImageTagMutabilityExclusionFilter]?,
        for mutability: ECRAPI.ImageTagMutability
    ) throws(AWSError) -> [String] {
        let parameter = "imageTagMutabilityExclusionFilters"
        let patterns = (filters ?? []).map(\.filter)
        switch mutability {
        case .mutable, .immutable:
            guard patterns.isEmpty else {
                throw .invalid(
                    parameter,
                    "can only be used with IMMUTABLE_WITH_EXCLUSION or MUTABLE_WITH_EXCLUSION")
            }
        case .mutableWithExclusion, .immutableWithExclusion:
            guard !patterns.isEmpty else {
                throw .invalid(parameter, "must be given with \(mutability.rawValue)")
            }
        }
        for pattern in patterns where pattern.filter({ $0 == "*" }).count > 2 {
            throw .invalid(parameter, "a filter has at most two wildcards")
        }
        return patterns
    }

    static func kmsKey(
        _ encryption: ECRAPI.EncryptionConfiguration
    ) throws(AWSError) -> String? {
        guard encryption.kmsKey == nil || encryption.encryptionType != .aes256 else {
            throw .invalid("encryptionConfiguration", "kmsKey cannot be used with AES256")
        }
        return encryption.kmsKey
    }

    /// Tags after adding some.
    static func adding(
        _ tags: [ECRAPI.Tag], to existing: [String: String]
    ) throws(AWSError) -> [String: String] {
        var result = existing
        var seen: Set<String> = []
        for tag in tags {
            guard (1...128).contains(tag.key.unicodeScalars.count) else {
                throw refused("Tag keys have 1 to 128 characters")
            }
            guard tag.value.unicodeScalars.count <= 256 else {
                throw refused("Tag values have at most 256 characters")
            }
            guard !tag.key.lowercased().hasPrefix("aws:") else {
                throw refused("Tag keys beginning with 'aws:' are reserved")
            }
            guard seen.insert(tag.key).inserted else {
                throw refused("The tag key '\(tag.key)' is given more than once")
            }
            result[tag.key] = tag.value
        }
        guard result.count <= maximumTags else {
            throw AWSError(
                ECRAPI.Fault.tooManyTagsException,
                "A repository has at most \(maximumTags) tags")
        }
        return result
    }

    private static func refused(_ reason: String) -> AWSError {
        AWSError(ECRAPI.Fault.invalidTagParameterException, reason)
    }

    /// Exclusion filters as the API says them; none are not said.
    static func shapes(of filters: [String]) -> [ECRAPI.ImageTagMutabilityExclusionFilter]? {
        if filters.isEmpty { return nil }
        return filters.map { filter in
            .init {
                $0.filter = filter
                $0.filterType = .wildcard
            }
        }
    }
}
