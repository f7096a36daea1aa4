package import AWSWire
package import ECSModel

/// The rules that ECS has for tags, and tag lists changed by them. The model's own constraints
/// (lengths, characters) are checked before.
package enum Tags {
    /// The most tags that one resource has.
    package static let maximum = 50

    /// Checks the tags of a request: names present, unique and not reserved. An absent list is fine,
    /// an empty one is not.
    package static func checked(_ tags: [ECSAPI.Tag]?) throws(AWSError) -> [ECSAPI.Tag] {
        guard let tags else { return [] }
        if tags.isEmpty { throw .parameter("Tags can not be empty.") }
        var keys: Set<String> = []
        for tag in tags {
            guard let key = tag.key, !key.isEmpty else {
                throw .parameter("Tag key can not be null or empty.")
            }
            try check(key: key)
            if !keys.insert(key).inserted {
                throw .parameter(
                    "Duplicate tag keys found. Please note that Tag keys are case sensitive.")
            }
        }
        if tags.count > maximum {
            throw .parameter("The maximum number of tags per resource is \(maximum).")
        }
        return tags
    }

    /// `tags` with `added` in place of those with the same keys.
    package static func adding(
        _ added: [ECSAPI.Tag], to tags: [ECSAPI.Tag]
    ) throws(AWSError) -> [ECSAPI.Tag] {
        var result = tags
        for tag in try checked(added) {
            if let index = result.firstIndex(where: { $0.key == tag.key }) {
                result[index] = tag
            } else {
                result.append(tag)
            }
        }
        if result.count > maximum {
            throw AWSError(
                ECSAPI.Fault.limitExceededException,
                "The maximum number of tags per resource is \(maximum).")
        }
        return result
    }

    /// `tags` without those of `keys`; keys that are not there do not matter.
    package static func removing(
        _ keys: [String], from tags: [ECSAPI.Tag]
    ) throws(AWSError) -> [ECSAPI.Tag] {
        for key in keys { try check(key: key) }
        return tags.filter { !keys.contains($0.key ?? "") }
    }

    private static func check(key: String) throws(AWSError) {
        if key.lowercased().hasPrefix("aws:") {
            throw .parameter("Tag keys starting with 'aws:' are reserved for internal use.")
        }
    }
}
