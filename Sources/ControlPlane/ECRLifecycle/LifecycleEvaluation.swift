package import Shapes

/// An image as the rules see it.
package struct LifecycleImage: Sendable, Hashable {
    /// Its name among the images, and in what comes out.
    package var digest: String
    package var tags: [String]
    package var pushedAt: Timestamp
    package var pulledAt: Timestamp?
    /// When it last came back from the archive.
    package var activatedAt: Timestamp?
    /// When it last went to the archive, and whether it is there.
    package var archivedAt: Timestamp?
    package var isArchived: Bool
    /// The digests of the images that it names, when it is an index.
    package var children: [String]
    /// The digest of the image that it says something about: a signature, an SBOM.
    package var subject: String?

    /// Describes an image.
    package init(
        digest: String, tags: [String] = [], pushedAt: Timestamp, pulledAt: Timestamp? = nil,
        activatedAt: Timestamp? = nil, archivedAt: Timestamp? = nil, isArchived: Bool = false,
        children: [String] = [], subject: String? = nil
    ) {
        self.digest = digest
        self.tags = tags
        self.pushedAt = pushedAt
        self.pulledAt = pulledAt
        self.activatedAt = activatedAt
        self.archivedAt = archivedAt
        self.isArchived = isArchived
        self.children = children
        self.subject = subject
    }

    /// What images are ordered by: in the archive the time that they came there, otherwise that of
    /// the push or of the return from the archive.
    fileprivate var age: Timestamp {
        isArchived ? archivedAt ?? pushedAt : activatedAt ?? pushedAt
    }

    /// What `sinceImagePulled` counts from.
    fileprivate var lastUse: Timestamp {
        guard let activatedAt else { return pulledAt ?? pushedAt }
        return max(activatedAt, pulledAt ?? activatedAt)
    }
}

/// What is to happen to one image.
package struct LifecycleMark: Sendable, Hashable {
    package var digest: String
    package var action: LifecyclePolicy.Action
    /// The rule that says so; nil for an artifact whose subject is gone.
    package var priority: Int?

    /// Marks an image.
    package init(digest: String, action: LifecyclePolicy.Action, priority: Int?) {
        self.digest = digest
        self.action = action
        self.priority = priority
    }
}

extension LifecyclePolicy {
    /// How long an artifact may be there before its subject.
    package static let orphanGrace = Duration.seconds(24 * 3600)

    /// Which of a repository's images are to go or to be archived, in an order in which that can be
    /// done: an index before its images, else the oldest first.
    ///
    /// The rules of ECR's guide, each with what it leaves open:
    /// - All rules look at all images, as if none had been marked; then the marks are applied by
    ///   priority. An image that a rule sees, marked by it or not, is not touched by rules of lower
    ///   priority.
    /// - An image that an index names goes or is archived only with or after the index. Where both
    ///   are marked the index comes first; otherwise the image's mark is void, and it still counts
    ///   for the rule.
    /// - Artifacts follow their subject within a day. They are neither seen nor counted by rules, so
    ///   that a rule for untagged images does not take the signatures of images that stay. One whose
    ///   subject is not in the repository (yet) has ``orphanGrace``.
    package func evaluate(_ images: [LifecycleImage], at now: Timestamp) -> [LifecycleMark] {
        let ordered = images.sorted { ($0.age, $0.digest) < ($1.age, $1.digest) }
        var marks = marks(ordered.filter { $0.subject == nil }, now)
        releaseChildren(&marks, ordered)
        follow(&marks, ordered, now)
        return inOrder(marks, ordered)
    }

    private typealias Marks = [String: LifecycleMark]

    /// What the rules say of `images`, the oldest first.
    private func marks(_ images: [LifecycleImage], _ now: Timestamp) -> Marks {
        var marks: Marks = [:]
        var seen: Set<String> = []
        for rule in rules {
            let visible = images.filter { rule.sees($0) }
            for image in rule.selected(visible, now) where !seen.contains(image.digest) {
                marks[image.digest] = LifecycleMark(
                    digest: image.digest, action: rule.action, priority: rule.priority)
            }
            seen.formUnion(visible.map(\.digest))
        }
        return marks
    }

    /// Takes the marks off images that an index names which stays.
    private func releaseChildren(_ marks: inout Marks, _ images: [LifecycleImage]) {
        let indexes = images.filter { !$0.children.isEmpty }
        // Once for each level of indexes within indexes.
        while true {
            var released = false
            for index in indexes {
                for child in index.children {
                    guard let mark = marks[child], !index.lets(mark.action, marks[index.digest])
                    else { continue }
                    marks[child] = nil
                    released = true
                }
            }
            if !released { return }
        }
    }

    /// Marks the artifacts of what goes.
    private func follow(
        _ marks: inout Marks, _ images: [LifecycleImage], _ now: Timestamp
    ) {
        let known = Dictionary(
            images.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
        let artifacts = images.filter { $0.subject != nil }
        // An artifact may have artifacts; each round goes one further.
        while true {
            let before = marks.count
            for artifact in artifacts where marks[artifact.digest] == nil {
                guard let name = artifact.subject else { continue }
                let mark: LifecycleMark
                if let subject = known[name] {
                    if let found = marks[name] {
                        mark = found
                    } else if subject.isArchived {
                        mark = LifecycleMark(digest: name, action: .archive, priority: nil)
                    } else {
                        continue
                    }
                } else if now - artifact.pushedAt > LifecyclePolicy.orphanGrace {
                    mark = LifecycleMark(digest: name, action: .expire, priority: nil)
                } else {
                    continue
                }
                if mark.action == .archive, artifact.isArchived { continue }
                marks[artifact.digest] = LifecycleMark(
                    digest: artifact.digest, action: mark.action, priority: mark.priority)
            }
            // What an artifact that is an index names, or an index names that is no artifact.
            releaseChildren(&marks, images)
            if marks.count == before { return }
        }
    }

    private func inOrder(_ marks: Marks, _ images: [LifecycleImage]) -> [LifecycleMark] {
        var waiting = images.filter { marks[$0.digest] != nil }
        var result: [LifecycleMark] = []
        var parents: [String: Int] = [:]
        for child in waiting.lazy.flatMap({ Set($0.children) }) { parents[child, default: 0] += 1 }
        while !waiting.isEmpty {
            let ready = waiting.filter { parents[$0.digest, default: 0] == 0 }
            // Digests cannot go in a circle; damaged records could.
            if ready.isEmpty { return result }
            for image in ready {
                if let mark = marks[image.digest] { result.append(mark) }
                for child in Set(image.children) { parents[child, default: 0] -= 1 }
            }
            let done = Set(ready.map(\.digest))
            waiting.removeAll { done.contains($0.digest) }
        }
        return result
    }
}

extension LifecycleImage {
    /// Whether this index lets one of its images have `action`, being marked itself with `own`.
    fileprivate func lets(_ action: LifecyclePolicy.Action, _ own: LifecycleMark?) -> Bool {
        switch action {
        case .expire: own?.action == .expire
        case .archive: isArchived || own != nil
        }
    }
}

extension LifecyclePolicy.Rule {
    fileprivate func sees(_ image: LifecycleImage) -> Bool {
        guard image.isArchived == (storageClass == .archive) else { return false }
        switch tags {
        case .any: return true
        case .untagged: return image.tags.isEmpty
        case .tagged(let patterns):
            return patterns.allSatisfy { pattern in image.tags.contains { pattern.matches($0) } }
        }
    }

    /// Those of the images seen, the oldest first, that are too many or too old.
    fileprivate func selected(
        _ images: [LifecycleImage], _ now: Timestamp
    ) -> [LifecycleImage] {
        func older(_ days: Int, _ time: (LifecycleImage) -> Timestamp) -> [LifecycleImage] {
            let limit = Duration.seconds(days * 24 * 3600)
            return images.filter { now - time($0) > limit }
        }
        switch count {
        case .newest(let number): return images.dropLast(number)
        case .daysSincePush(let days): return older(days) { $0.age }
        case .daysSincePull(let days): return older(days) { $0.lastUse }
        case .daysSinceTransition(let days): return older(days) { $0.age }
        }
    }
}
