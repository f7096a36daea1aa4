import Testing

@testable import Policies

@Suite struct GlobTests {
    static func glob(_ text: String) throws -> Glob {
        try #require(Template(text, wildcards: true, variables: false).resolved([:]))
    }

    @Test(arguments: [
        ("", "", true), ("", "a", false), ("a", "", false), ("a", "a", true), ("a", "A", false),
        ("*", "", true), ("*", "anything: at/all", true), ("?", "", false), ("?", "é", true),
        ("??", "é", false), ("a*", "a", true), ("a*", "ba", false), ("*a", "ba", true),
        ("*a", "ab", false), ("a*c", "abbbc", true), ("a*c", "ac", true), ("a*c", "acd", false),
        ("a*b*c", "aXbYc", true), ("a*b*c", "acb", false), ("*ab*ab*", "abab", true),
        ("*ab*ab*", "aba", false), ("a?c", "abc", true), ("a?c", "ac", false),
        ("*?", "", false), ("*?", "x", true), ("?*?", "x", false), ("?*?", "xy", true),
        ("**a**", "xxaxx", true), ("a*a*a", "aa", false), ("a*a*a", "aaa", true),
        ("*aab", "aaaaab", true), ("[a]", "a", false), ("[a]", "[a]", true), (".", "a", false),
    ])
    func patternsMatchWhole(_ pattern: String, _ text: String, _ expected: Bool) throws {
        #expect(try Self.glob(pattern).matches(text) == expected)
    }

    /// The obvious definition, exponential in the number of wildcards.
    private func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        switch first {
        case "*":
            return matches(pattern.dropFirst(), text)
                || (!text.isEmpty && matches(pattern, text.dropFirst()))
        case "?": return !text.isEmpty && matches(pattern.dropFirst(), text.dropFirst())
        default: return text.first == first && matches(pattern.dropFirst(), text.dropFirst())
        }
    }

    @Test func matchingAgreesWithTheDefinition() throws {
        var random = SplitMix(state: 1)
        for _ in 0..<5000 {
            let pattern = String(
                (0..<Int.random(in: 0...7, using: &random)).map { _ in
                    "ab*?*".randomElement(using: &random) ?? "a"
                })
            let text = String(
                (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    "ab".randomElement(using: &random) ?? "a"
                })
            let expected = matches(Array(pattern)[...], Array(text)[...])
            #expect(try Self.glob(pattern).matches(text) == expected, "\(pattern) \(text)")
        }
    }

    @Test func manyWildcardsDoNotTakeForever() throws {
        let pattern = try Self.glob(String(repeating: "a*", count: 1000) + "b")
        let text = String(repeating: "a", count: 5000)
        let duration = ContinuousClock().measure { #expect(!pattern.matches(text)) }
        // Backtracking would not end; this leaves room for a debug build on a busy machine.
        #expect(duration < .seconds(20))
    }

    @Test(arguments: [
        ("*", "arn:aws:ecr:eu-west-1:123456789012:repository/web", true),
        ("*", "*", true), ("arn:aws:ecr:*", "arn:aws:ecr:eu-west-1:1:repository/a:b", true),
        ("arn:aws:ecr:*:*:repository/*", "arn:aws:ecr:eu-west-1:1:repository/a/b:c", true),
        ("arn:aws:ecr:*:repository/web", "arn:aws:ecr:eu-west-1:1:repository/web", false),
        ("arn:aws:ecr:eu-*:1:repository/web", "arn:aws:ecr:eu-west-1:1:repository/web", true),
        ("arn:aws:ecr:us-*:1:repository/web", "arn:aws:ecr:eu-west-1:1:repository/web", false),
        ("arn:aws:ecr:?:1:repository/web", "arn:aws:ecr:eu-west-1:1:repository/web", false),
        ("arn:*:repository/web", "arn:aws:ecr:eu-west-1:1:repository/web", false),
        ("arn:aws:s3:::box/*", "arn:aws:s3:::box/a", true),
        ("arn:aws:s3:::box/*", "arn:aws:s3:::box", false),
        ("arn:aws:ecr:eu-west-1:1:Repository/web", "arn:aws:ecr:eu-west-1:1:repository/web", false),
        ("arn:aws:ecr:eu-west-1:1:repository/web", "*", false),
    ])
    func partsOfARNsMatchOneByOne(_ pattern: String, _ arn: String, _ expected: Bool) {
        #expect(ARNPattern(pattern, variables: true).matches(arn, [:]) == expected)
    }

    @Test(
        arguments: [
            ("${aws:username}", ["aws:username": ["bob"]], "bob", true),
            ("${AWS:UserName}", ["aws:username": ["bob"]], "bob", true),
            ("a-${aws:username}-*", ["aws:username": ["bob"]], "a-bob-c", true),
            ("${aws:username}", ["aws:username": ["*"]], "bob", false),
            ("${aws:username}", ["aws:username": ["*"]], "*", true),
            ("${aws:username, 'nobody'}", [:], "nobody", true),
            ("${aws:username,'nobody'}", ["aws:username": ["bob"]], "bob", true),
            ("${*}", [:], "*", true), ("${*}", [:], "x", false), ("${?}", [:], "?", true),
            ("${$}{a}", [:], "${a}", true), ("${open", [:], "${open", true), ("$", [:], "$", true),
            ("${a:t}", ["a:t": ["x", "y"]], "x", nil), ("${a:t}", [:], "", nil),
        ] as [(String, [String: [String]], String, Bool?)])
    func variablesStandForTheRequestsText(
        _ template: String, _ keys: [String: [String]], _ text: String, _ expected: Bool?
    ) {
        let glob = Template(template, wildcards: true, variables: true).resolved(keys)
        #expect(glob?.matches(text) == expected)
        let literal = Template(template, wildcards: false, variables: false).resolved(keys)
        #expect(literal?.matches(template) == true)
    }
}
