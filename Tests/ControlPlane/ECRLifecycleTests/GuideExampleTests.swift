import Shapes
import Testing

@testable import ECRLifecycle

/// Every example of "Examples of lifecycle policies" in ECR's user guide, with the outcome that the
/// guide explains or, where it gives none, one that follows from its words.
@Suite struct GuideExampleTests {
    @Test func imageAge() throws {
        let policy = try policy(rule(1, tagged("prod*") + since("Pushed", 14)))
        let images = [
            image("old", ["prod-1"], pushed: 15), image("new", ["prod-2"], pushed: 13),
            image("exact", ["prod-3"], pushed: 14), image("other", ["beta"], pushed: 15),
        ]
        #expect(policy.names(images) == ["old"])
    }

    @Test func lastPulledTime() throws {
        let policy = try policy(
            rule(1, #""tagStatus":"any","# + since("Pulled", 90), action: archive))
        let images = [
            image("pulled", pushed: 200) { $0.pulledAt = days(1) },
            image("long ago", pushed: 200) { $0.pulledAt = days(91) },
            image("never", pushed: 91), image("young", pushed: 89),
            image("restored", pushed: 300) {
                $0.pulledAt = days(250)
                $0.archivedAt = days(150)
                $0.activatedAt = days(10)
            },
        ]
        #expect(
            policy.evaluate(images, at: now) == [
                LifecycleMark(digest: "long ago", action: .archive, priority: 1),
                LifecycleMark(digest: "never", action: .archive, priority: 1),
            ])
    }

    @Test func archiveTransitionTime() throws {
        let policy = try policy(
            rule(
                1,
                #""tagStatus":"any","storageClass":"archive","# + since("Transitioned", 365)))
        let images = [
            image("active", pushed: 900),
            image("archived", pushed: 900) {
                $0.isArchived = true
                $0.archivedAt = days(366)
            },
            image("lately", pushed: 900) {
                $0.isArchived = true
                $0.archivedAt = days(300)
            },
        ]
        #expect(policy.names(images) == ["archived"])
    }

    @Test func imageCount() throws {
        let policy = try policy(rule(1, #""tagStatus":"untagged","# + newest(1)))
        let images = [
            image("c", pushed: 1), image("a", pushed: 3), image("b", pushed: 2),
            image("tagged", ["v1"], pushed: 9),
        ]
        #expect(policy.names(images) == ["a", "b"])
    }

    private let three = [
        image("A", ["beta-1", "prod-1"], pushed: 10), image("B", ["beta-2", "prod-2"], pushed: 9),
        image("C", ["beta-3"], pushed: 8),
    ]

    @Test func multipleRulesA() throws {
        let policy = try policy(
            rule(1, tagged("prod*") + newest(1)), rule(2, tagged("beta*") + newest(1)))
        #expect(policy.names(three) == ["A"])
    }

    @Test func multipleRulesB() throws {
        let policy = try policy(
            rule(1, tagged("beta*") + newest(1)), rule(2, tagged("prod*") + newest(1)))
        #expect(policy.names(three) == ["A", "B"])
    }

    @Test func multipleTagsA() throws {
        let policy = try policy(rule(1, tagged("alpha*", "beta*") + since("Pushed", 5)))
        let images = [
            image("A", ["alpha-1"], pushed: 12), image("B", ["beta-1"], pushed: 11),
            image("C", ["alpha-2", "beta-2"], pushed: 10), image("D", ["alpha-3"], pushed: 4),
            image("E", ["beta-3"], pushed: 3), image("F", ["alpha-4", "beta-4"], pushed: 2),
        ]
        #expect(policy.names(images) == ["C"])
    }

    @Test func multipleTagsB() throws {
        let policy = try policy(rule(1, tagged("alpha*", "beta*") + newest(1)))
        let images = [
            image("A", ["alpha-1", "beta-1", "gamma-1"], pushed: 10),
            image("B", ["alpha-2", "beta-2"], pushed: 9),
            image("C", ["alpha-3", "beta-3", "gamma-2"], pushed: 8),
        ]
        #expect(policy.names(images) == ["A", "B"])
    }

    @Test func allImagesA() throws {
        let policy = try policy(rule(1, #""tagStatus":"any","# + newest(1)))
        let images = [
            image("A", ["alpha-1"], pushed: 4), image("B", ["beta-1"], pushed: 3),
            image("C", pushed: 2), image("D", ["alpha-2"], pushed: 1),
        ]
        #expect(policy.names(images) == ["A", "B", "C"])
    }

    @Test func allImagesB() throws {
        let policy = try policy(
            rule(1, tagged("alpha*") + newest(1)),
            rule(2, #""tagStatus":"untagged","# + since("Pushed", 1)),
            rule(3, #""tagStatus":"any","# + newest(1)))
        let images = [
            image("A", ["alpha-1", "beta-1"], pushed: 4), image("B", pushed: 3),
            image("C", ["alpha-2"], pushed: 2), image("D", ["git hash"], pushed: 1),
            image("E", pushed: 1),
        ]
        let marks = policy.evaluate(images, at: now)
        #expect(marks.map(\.digest) == ["A", "B", "D"])
        #expect(marks.map(\.priority) == [1, 2, 3])
    }

    @Test func archiveAfterDays() throws {
        let policy = try policy(rule(1, tagged("prod*") + since("Pushed", 30), action: archive))
        let images = [
            image("old", ["prod"], pushed: 31), image("new", ["prod-2"], pushed: 29),
            image("there", ["prod-3"], pushed: 90) {
                $0.isArchived = true
                $0.archivedAt = days(20)
            },
        ]
        #expect(
            policy.evaluate(images, at: now) == [
                LifecycleMark(digest: "old", action: .archive, priority: 1)
            ])
    }

    @Test func archiveThenExpire() throws {
        let policy = try policy(
            rule(1, #""tagStatus":"any","# + since("Pushed", 30), action: archive),
            rule(
                2, #""tagStatus":"any","storageClass":"archive","# + since("Transitioned", 365)))
        let images = [
            image("active", pushed: 31), image("young", pushed: 3),
            image("archived", pushed: 500) {
                $0.isArchived = true
                $0.archivedAt = days(370)
            },
        ]
        let marks = policy.evaluate(images, at: now)
        #expect(
            marks == [
                LifecycleMark(digest: "archived", action: .expire, priority: 2),
                LifecycleMark(digest: "active", action: .archive, priority: 1),
            ])
    }

    @Test func prefixesAndPatterns() throws {
        func sees(_ pattern: String, _ tag: String) throws -> Bool {
            try !policy(rule(1, tagged(pattern) + newest(1)))
                .names([image("a", [tag], pushed: 2), image("b", [tag], pushed: 1)]).isEmpty
        }
        for tag in ["prod", "prod1", "production-team1"] { #expect(try sees("prod*", tag)) }
        for tag in ["repo-production", "prod-team"] { #expect(try sees("*prod*", tag)) }
        #expect(try !sees("prod*", "repo-prod"))
        #expect(try !sees("prod", "prod1"))
        #expect(try sees("prod", "prod"))
        #expect(try sees("*test*1*2*3", "a-test-1-2-2-3"))
        #expect(try !sees("*test*1*2*3", "a-test-1-3-2"))
        #expect(try !sees("ab*ba", "aba"))
        let prefixes = try policy(
            rule(1, #""tagStatus":"tagged","tagPrefixList":["a*","b"],"# + newest(1)))
        #expect(
            prefixes.names([
                image("1", ["a*x", "b-1"], pushed: 2), image("2", ["a*", "b"], pushed: 1),
                image("3", ["ax", "b"], pushed: 3),
            ]) == ["1"])
    }
}
