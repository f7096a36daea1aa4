/// A lifecycle policy that has been checked: which images of a repository go, or go to the archive.
///
/// Format and meaning are those of Amazon ECR's user guide ("Lifecycle policy properties" and
/// "Lifecycle policy evaluation rules").
package struct LifecyclePolicy: Sendable, Hashable {
    /// In the order in which they are applied, the lowest priority number first.
    package let rules: [Rule]

    /// The most rules that a policy has (ECR's quota).
    package static let maximumRules = 50
    /// The fewest days in the archive after which a rule may expire an image.
    package static let minimumArchiveDays = 90
    /// The most `*` in one pattern of tags.
    package static let maximumWildcards = 4

    init(rules: [Rule]) { self.rules = rules }

    /// What is done to the images that are selected.
    package struct Rule: Sendable, Hashable {
        /// Unique in the policy, from 1.
        package var priority: Int
        package var tags: TagSelection
        package var count: Count
        package var action: Action

        /// The storage class of the images that the rule sees.
        package var storageClass: StorageClass {
            if case .daysSinceTransition = count { .archive } else { .standard }
        }
    }

    /// Which images a rule sees, by their tags.
    package enum TagSelection: Sendable, Hashable {
        case any
        case untagged
        /// Images that have, for each of the patterns, a tag that matches it.
        case tagged([TagPattern])
    }

    /// How many of the images that a rule sees it leaves alone.
    package enum Count: Sendable, Hashable {
        /// The newest ones, this many.
        case newest(Int)
        /// Those pushed in the last days.
        case daysSincePush(Int)
        /// Those pulled in the last days; what was never pulled counts from its push or restore.
        case daysSincePull(Int)
        /// Those that came to the archive in the last days.
        case daysSinceTransition(Int)
    }

    /// What happens to an image.
    package enum Action: Sendable, Hashable {
        /// It is deleted.
        case expire
        /// It goes to the archive.
        case archive
    }

    /// Where an image is.
    package enum StorageClass: Sendable, Hashable {
        case standard, archive
    }
}

/// A pattern of tags in which `*` stands for any characters, also none.
package struct TagPattern: Sendable, Hashable {
    private let parts: [[UInt8]]

    /// Reads a pattern of `tagPatternList`.
    init(pattern: String) {
        parts = Array(pattern.utf8)
            .split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Reads an entry of `tagPrefixList`.
    init(prefix: String) {
        parts = [Array(prefix.utf8), []]
    }

    /// Whether a tag matches. Takes the leftmost place for each part, which is right for `*` alone.
    func matches(_ tag: String) -> Bool {
        let tag = Array(tag.utf8)
        guard let first = parts.first, let last = parts.last else { return false }
        if parts.count == 1 { return tag == first }
        guard tag.count >= first.count + last.count, tag.starts(with: first),
            tag.suffix(last.count).elementsEqual(last)
        else { return false }
        var rest = tag[first.count..<(tag.count - last.count)]
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
