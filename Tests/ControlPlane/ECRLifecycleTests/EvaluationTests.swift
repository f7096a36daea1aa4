import Shapes
import Testing

@testable import ECRLifecycle

/// What the guide's evaluation rules say beside its examples.
@Suite struct EvaluationTests {
    private let untagged = #""tagStatus":"untagged","#

    @Test func anIndexKeepsItsImages() throws {
        let policy = try policy(rule(1, untagged + since("Pushed", 1)))
        let child = image("child", pushed: 5)
        let index = image("index", ["v1"], pushed: 4) { $0.children = ["child"] }
        #expect(policy.names([child, index]) == [])
        #expect(policy.names([child]) == ["child"])
    }

    @Test func anIndexGoesBeforeItsImages() throws {
        let policy = try policy(rule(1, #""tagStatus":"any","# + since("Pushed", 1)))
        let images = [
            image("child", pushed: 9), image("inner", pushed: 5) { $0.children = ["child"] },
            image("outer", pushed: 4) { $0.children = ["inner", "child"] },
            image("alone", pushed: 6),
        ]
        #expect(policy.names(images) == ["alone", "outer", "inner", "child"])
    }

    @Test func whatAnIndexOfAnIndexKeepsKeepsItsImages() throws {
        let policy = try policy(rule(1, untagged + since("Pushed", 1)))
        let images = [
            image("child", pushed: 9), image("inner", pushed: 5) { $0.children = ["child"] },
            image("outer", ["v1"], pushed: 4) { $0.children = ["inner"] },
        ]
        #expect(policy.names(images) == [])
    }

    @Test func anArchivedIndexLetsItsImagesBeArchivedOnly() throws {
        let index = image("index", ["v1"], pushed: 9) {
            $0.children = ["child"]
            $0.isArchived = true
            $0.archivedAt = days(2)
        }
        let images = [index, image("child", pushed: 10)]
        let expiring = try policy(rule(1, untagged + since("Pushed", 1)))
        #expect(expiring.names(images) == [])
        let archiving = try policy(rule(1, untagged + since("Pushed", 1), action: archive))
        #expect(archiving.names(images) == ["child"])
    }

    @Test func keptImagesCount() throws {
        // The child cannot go, and is one of the two that the rule keeps.
        let policy = try policy(rule(1, untagged + newest(1)))
        let images = [
            image("free", pushed: 5), image("child", pushed: 4),
            image("index", ["v1"], pushed: 4) { $0.children = ["child"] },
        ]
        #expect(policy.names(images) == ["free"])
    }

    @Test func artifactsFollowTheirSubject() throws {
        let policy = try policy(rule(1, tagged("v*") + newest(1)), rule(2, untagged + newest(1)))
        let images = [
            image("old", ["v1"], pushed: 5), image("new", ["v2"], pushed: 4),
            image("old's", pushed: 3) { $0.subject = "old" },
            image("old's own", pushed: 3) { $0.subject = "old's" },
            image("new's", pushed: 3) { $0.subject = "new" },
            image("new's too", pushed: 2) { $0.subject = "new" },
        ]
        let marks = policy.evaluate(images, at: now)
        #expect(marks.map(\.digest) == ["old", "old's", "old's own"])
        #expect(marks.allSatisfy { $0.priority == 1 })
    }

    @Test func artifactsMayComeBeforeTheirSubject() throws {
        let policy = try policy(rule(1, tagged("v*") + newest(1)))
        let images = [
            image("early", pushed: 0.9) { $0.subject = "gone" },
            image("left", pushed: 1.1) { $0.subject = "gone" },
        ]
        #expect(
            policy.evaluate(images, at: now) == [
                LifecycleMark(digest: "left", action: .expire, priority: nil)
            ])
    }

    @Test func artifactsAreArchivedWithTheirSubject() throws {
        let policy = try policy(rule(1, tagged("v*") + newest(5)))
        let subject = image("image", ["v1"], pushed: 9) { $0.isArchived = true }
        let artifact = image("its", pushed: 8) { $0.subject = "image" }
        #expect(policy.evaluate([subject, artifact], at: now).map(\.action) == [.archive])
        var archived = artifact
        archived.isArchived = true
        #expect(policy.names([subject, archived]) == [])
    }

    @Test func equalTimesAreOrderedByDigest() throws {
        let policy = try policy(rule(1, untagged + newest(1)))
        let images = ["c", "a", "b"].map { image($0, pushed: 1) }
        #expect(policy.names(images) == ["a", "b"])
        #expect(policy.names(images.reversed()) == ["a", "b"])
    }

    /// Whatever the images are, what comes out can be done, in its order, and nothing twice.
    @Test(arguments: 0..<60)
    func marksCanBeApplied(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let images = (0..<40).map { number -> LifecycleImage in
            image("\(number)", pushed: Double.random(in: 0...9, using: &generator)) { image in
                if Bool.random(using: &generator) {
                    image.tags = ["v\(Int.random(in: 0..<9, using: &generator))"]
                }
                guard number > 0, Int.random(in: 0..<3, using: &generator) == 0 else { return }
                let named = "\(Int.random(in: 0..<number, using: &generator))"
                if Bool.random(using: &generator) {
                    image.children = [named, "\(Int.random(in: 0..<number, using: &generator))"]
                } else {
                    image.subject = named
                }
            }
        }
        let policy = try policy(
            rule(1, tagged("v1*") + newest(1)), rule(2, untagged + since("Pushed", 2)),
            rule(3, #""tagStatus":"any","# + newest(9)))
        var left = Dictionary(uniqueKeysWithValues: images.map { ($0.digest, $0) })
        for mark in policy.evaluate(images, at: now) {
            #expect(!left.values.contains { $0.children.contains(mark.digest) })
            #expect(left.removeValue(forKey: mark.digest) != nil)
        }
        // Nothing is left to do but what follows from what went, and in the end nothing is.
        for _ in 0..<40 {
            let more = policy.evaluate(Array(left.values), at: now)
            if more.isEmpty { return }
            for mark in more { left[mark.digest] = nil }
        }
        Issue.record("it never ends")
    }
}

/// SplitMix64.
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
