package import AWSWire
package import EC2Model
import Shapes

/// The rules that EC2 has for tags, and lists of tags changed by them.
package enum EC2Tags {
    /// The most tags of a resource, and the longest keys and values.
    package static let maximum = 50, longestKey = 128, longestValue = 256

    /// The tags that a request gives to a new resource of this kind.
    ///
    /// - Parameter others: Kinds that the same request may tag besides.
    /// - Throws: `InvalidParameterValue` for a type that the operation does not make.
    package static func specified(
        _ specifications: [EC2API.TagSpecification]?, for kind: EC2Kind, others: [EC2Kind] = []
    ) throws(AWSError) -> [EC2Tag] {
        var result: [EC2Tag] = []
        for specification in specifications ?? [] {
            guard let type = specification.resourceType?.rawValue else {
                throw .missing("ResourceType")
            }
            guard type == kind.resourceType else {
                if others.contains(where: { $0.resourceType == type }) { continue }
                throw .invalidValue(
                    "'\(type)' is not a valid taggable resource type for this operation.")
            }
            result += try checked(specification.tags)
        }
        return try adding(result, to: [], strict: true)
    }

    /// The tags of a request.
    package static func checked(_ tags: [EC2API.Tag]?) throws(AWSError) -> [EC2Tag] {
        var result: [EC2Tag] = []
        for tag in tags ?? [] {
            guard let key = tag.key, !key.isEmpty else {
                throw .invalidValue("Tag key cannot be null or empty.")
            }
            let value = tag.value ?? ""
            try check(key: key)
            guard value.unicodeScalars.count <= longestValue else {
                throw .invalidValue(
                    "Tag value exceeds the maximum length of \(longestValue) characters")
            }
            result.append(EC2Tag(key, value))
        }
        return result
    }

    /// `tags` with `added` in place of those with the same keys.
    ///
    /// - Parameter strict: Refuses a key that is named twice.
    package static func adding(
        _ added: [EC2Tag], to tags: [EC2Tag], strict: Bool = false
    ) throws(AWSError) -> [EC2Tag] {
        var result = tags
        for tag in added {
            if let index = result.firstIndex(where: { $0.key == tag.key }) {
                if strict {
                    throw .invalidValue("Duplicate tag key '\(tag.key)' specified.")
                }
                result[index] = tag
            } else {
                result.append(tag)
            }
        }
        guard result.count <= maximum else {
            throw .ec2(
                "TagLimitExceeded", "The maximum number of tags (\(maximum)) has been reached.")
        }
        return result
    }

    /// `tags` without those that are named: by key alone, or by key and value where one is given.
    /// Nil names all.
    package static func removing(
        _ removed: [EC2API.Tag]?, from tags: [EC2Tag]
    ) throws(AWSError) -> [EC2Tag] {
        guard let removed, !removed.isEmpty else { return tags.filter { isReserved($0.key) } }
        for tag in removed { try check(key: tag.key ?? "") }
        return tags.filter { tag in
            !removed.contains { $0.key == tag.key && ($0.value ?? tag.value) == tag.value }
        }
    }

    /// Keys that only the system sets.
    package static func isReserved(_ key: String) -> Bool { key.lowercased().hasPrefix("aws:") }

    private static func check(key: String) throws(AWSError) {
        if isReserved(key) {
            throw .invalidValue(
                "Tag keys starting with 'aws:' are reserved for internal use")
        }
        guard key.unicodeScalars.count <= longestKey else {
            throw .invalidValue("Tag key exceeds the maximum length of \(longestKey) characters")
        }
    }
}

extension [EC2Tag]? {
    /// As the API shows them.
    package var described: [EC2API.Tag] {
        (self ?? []).map { tag in
            EC2API.Tag {
                $0.key = tag.key
                $0.value = tag.value
            }
        }
    }
}
