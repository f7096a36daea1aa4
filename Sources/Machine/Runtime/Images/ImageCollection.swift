import Workload

/// Which cached images to remove. Pure.
package enum ImageCollection {
    package struct Policy: Sendable, Hashable {
        /// Nothing is removed while the images together are not larger.
        package var limitBytes: UInt64
        /// Then the least recently used go until no more than this is left.
        package var targetBytes: UInt64
        /// An image used (or first seen) less than this ago stays.
        package var minAge: Duration
        /// Most images in one go.
        package var maxRemovals: Int

        package init(
            limitBytes: UInt64, targetBytes: UInt64, minAge: Duration = .seconds(3600),
            maxRemovals: Int = 5
        ) {
            self.limitBytes = limitBytes
            self.targetBytes = targetBytes
            self.minAge = minAge
            self.maxRemovals = maxRemovals
        }
    }

    package struct Candidate: Sendable, Hashable {
        package var id: String
        package var sizeBytes: UInt64
        package var isInUse: Bool
        /// Since it was last used or, if never, first seen.
        package var age: Duration

        package init(id: String, sizeBytes: UInt64, isInUse: Bool, age: Duration) {
            self.id = id
            self.sizeBytes = sizeBytes
            self.isInUse = isInUse
            self.age = age
        }
    }

    /// Ids to remove, longest unused first.
    package static func victims(_ candidates: [Candidate], _ policy: Policy) -> [String] {
        var total = candidates.reduce(0) { $0 + $1.sizeBytes }
        guard total > policy.limitBytes else { return [] }
        var victims: [String] = []
        let removable = candidates.filter { !$0.isInUse && $0.age >= policy.minAge }
            .sorted { ($0.age, $0.id) > ($1.age, $1.id) }
        for candidate in removable.prefix(policy.maxRemovals) where total > policy.targetBytes {
            victims.append(candidate.id)
            total -= candidate.sizeBytes
        }
        return victims
    }
}

/// When each image was last used, as far as this process knows. An image that it has never seen
/// used counts from when it first saw it, so a restart spares images rather than losing them.
struct ImageUse {
    private var lastUse: [String: ContinuousClock.Instant] = [:]

    mutating func used(_ image: String, at time: ContinuousClock.Instant) {
        lastUse[image] = time
    }

    mutating func forget(_ id: String) { lastUse[id] = nil }

    /// Also drops what it knows of images that are gone, so it never holds more than there are.
    mutating func candidates(
        _ images: [Image], inUse: Set<String>, at now: ContinuousClock.Instant
    ) -> [ImageCollection.Candidate] {
        var kept: [String: ContinuousClock.Instant] = [:]
        let candidates = images.map { image in
            let names = [image.id] + image.tags + image.digests
            let last = names.compactMap { lastUse[$0] }.max() ?? now
            let isInUse = names.contains { inUse.contains($0) }
            kept[image.id] = isInUse ? now : last
            return ImageCollection.Candidate(
                id: image.id, sizeBytes: image.sizeBytes, isInUse: isInUse,
                age: (kept[image.id] ?? now).duration(to: now))
        }
        lastUse = kept
        return candidates
    }
}
