import Testing

@testable import ECRLifecycle

@Suite struct ParsingTests {
    /// Why a text is refused; nil when it is not.
    private func reason(_ text: String) -> String? {
        do throws(LifecyclePolicy.Invalid) {
            _ = try LifecyclePolicy(text)
            return nil
        } catch {
            return error.reason
        }
    }

    private let valid = #""tagStatus":"untagged","# + newest(1)

    @Test(arguments: [
        ("no json", "Could not map policyString into LifecyclePolicy."),
        ("[]", "Could not map policyString into LifecyclePolicy."),
        ("{}", #"object has missing required properties (["rules"])"#),
        (
            #"{"rules":{}}"#,
            #"instance type (object) does not match any allowed primitive type (allowed: ["array"])"#
        ),
        (
            #"{"rules":["x"]}"#,
            #"instance type (string) does not match any allowed primitive type (allowed: ["object"])"#
        ),
        (
            #"{"rules":[{}]}"#,
            #"object has missing required properties (["action","rulePriority","selection"])"#
        ),
        (
            document(rule(0, #""tagStatus":"untagged","# + newest(1))),
            "numeric instance is lower than the required minimum (minimum: 1, found: 0)"
        ),
        (
            document(rule(1, #""tagStatus":"untagged","# + newest(0))),
            "numeric instance is lower than the required minimum (minimum: 1, found: 0)"
        ),
        (
            document(rule(1, #""tagStatus":"some","# + newest(1))),
            #"instance value ("some") not found in enum (possible values: ["any","tagged","untagged"])"#
        ),
        (
            document(rule(1, #""unknown":1,"tagStatus":"any","# + newest(1))),
            #"object instance has properties which are not allowed by the schema: ["unknown"]"#
        ),
        (
            document(rule(1, #""tagStatus":"any","# + newest(1), action: #""type":"keep""#)),
            #"instance value ("keep") not found in enum (possible values: ["expire","transition"])"#
        ),
        (
            document(rule(1, #""tagStatus":"tagged","# + newest(1))),
            "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED."
        ),
        (
            document(
                rule(1, #""tagStatus":"untagged","# + newest(1)),
                rule(2, #""tagStatus":"untagged","# + since("Pushed", 1))),
            "Only one rule can select Untagged images per storage class."
        ),
        (
            document(
                rule(1, #""tagStatus":"any","# + newest(1)),
                rule(2, #""tagStatus":"untagged","# + newest(1))),
            "Rule for tagStatus=ANY must have the lowest priority per storage class"
        ),
        (
            document(
                rule(1, tagged("a*") + newest(1)), rule(1, tagged("b*") + newest(1))),
            "Rules must have unique priorities"
        ),
    ])
    func refused(text: String, words: String) {
        #expect(reason(text) == words)
    }

    /// Combinations that the guide forbids; ECR answers each with the same words.
    @Test(arguments: [
        rule(1, #""tagStatus":"any","countUnit":"days","# + newest(1)),
        rule(1, #""tagStatus":"any","countType":"sinceImagePushed","countNumber":3"#),
        rule(1, #""tagStatus":"any","countType":"sometimes","countNumber":3"#),
        rule(1, #""tagStatus":"any","# + since("Pulled", 3)),
        rule(1, #""tagStatus":"any","# + since("Transitioned", 90)),
        rule(
            1, #""tagStatus":"any","storageClass":"archive","# + since("Transitioned", 90),
            action: archive),
        rule(1, #""tagStatus":"any","storageClass":"archive","# + newest(3)),
        rule(1, #""tagStatus":"any","# + newest(3), action: #""type":"transition""#),
        rule(
            1, #""tagStatus":"any","# + newest(3),
            action: #""type":"expire","targetStorageClass":null"#),
        rule(
            1, #""tagStatus":"any","# + newest(3),
            action: #""type":"expire","targetStorageClass":"archive""#),
    ])
    func noSchema(rule: String) throws {
        let words = try #require(reason(document(rule)))
        #expect(words.hasPrefix("instance failed to match exactly one schema (matched 0 out of "))
    }

    @Test func otherRefusals() {
        let many = (1...51).map { rule($0, tagged("t\($0)") + newest(1)) }
        #expect(
            reason("{\"rules\":[\(many.joined(separator: ","))]}")?.contains("too long") == true)
        let fifty = many.prefix(50).joined(separator: ",")
        #expect(reason("{\"rules\":[\(fifty)]}") == nil)
        #expect(reason(#"{"rules":[]}"#)?.contains("too short") == true)
        #expect(reason(document(rule(1, tagged("*1*2*3*4*5*6") + newest(1)))) != nil)
        #expect(reason(document(rule(1, tagged("*test*1*2*3", "test*1*2*3*") + newest(1)))) == nil)
        #expect(
            reason(
                document(
                    rule(1, tagged("a*", "b*") + newest(1)), rule(2, tagged("b*", "a*") + newest(2))
                )) != nil)
        #expect(
            reason(
                document(
                    rule(
                        1,
                        #""tagStatus":"any","storageClass":"archive","# + since("Transitioned", 89)
                    )))?.contains("minimum: 90") == true)
        #expect(
            reason(
                document(
                    rule(1, #""tagStatus":"untagged","tagPrefixList":["a"],"# + newest(1)))) != nil)
        #expect(
            reason(
                document(
                    rule(1, tagged("a") + #""tagPrefixList":["a"],"# + newest(1)))) != nil)
        #expect(
            reason(document(rule(1, #""tagStatus":"any","countNumber":1e99,"countType":"x""#)))
                != nil)
    }

    @Test func prioritiesNeedNotBeInOrder() throws {
        let policy = try policy(
            rule(9, #""tagStatus":"any","# + newest(1)), rule(3, tagged("a*") + newest(1)),
            rule(
                10, #""tagStatus":"any","storageClass":"archive","# + since("Transitioned", 90)))
        #expect(policy.rules.map(\.priority) == [3, 9, 10])
    }
}
