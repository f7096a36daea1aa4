import Testing

@testable import CloudWatchLogs

/// Regular expressions of patterns; the cases are those of the user guide.
struct PatternExpressionTests {
    private func matches(_ expression: String, _ text: String) throws -> Bool {
        let compiled = try PatternExpression(Array(expression.utf8))
        var text = text
        return text.withUTF8 { compiled.matches($0) }
    }

    @Test(
        arguments: [
            ("^[hc]at", "hat", true), ("^[hc]at", "a hat", false), ("[hc]at$", "the cat", true),
            ("[hc]at$", "cats", false), ("colou?r", "color", true), ("colou?r", "colour", true),
            ("colou?r", "colouur", false), ("[abcx-z]", "--y--", true), ("[abcx-z]", "d", false),
            ("^a{3,5}$", "aa", false), ("^a{3,5}$", "aaa", true), ("^a{3,5}$", "aaaaa", true),
            ("^a{3,5}$", "aaaaaa", false), ("^a{,2}$", "aa", true), ("^a{,2}$", "aaa", false),
            ("^a{2,}$", "a", false), ("^a{2,}$", "aaaa", true), ("^a{2}$", "aa", true),
            ("^a{1, 2}$", "aa", true), ("gra|ey", "gray", true), ("gra|ey", "grey", true),
            ("^starting|^initializing|^shutting down", "shutting down", true),
            ("^starting|^initializing|^shutting down", "skipping initializing", false),
            ("abcc|ab[^c]$", "abcc ...", true), ("abcc|ab[^c]$", "aba", true),
            ("abcc|ab[^c]$", "aac", false), (#"\[.\]"#, "x[7]", true), (#"\[.\]"#, "x[77]", false),
            (#"10\.10\.0\.1"#, "10.10.0.1", true), (#"10\.10\.0\.1"#, "10010,051", false),
            ("ab*c", "ac", true), ("ab*c", "abbbc", true), ("ab+c", "ac", false),
            (".at", " at", true), (".at", "at", false), (#"\d\D"#, "x1y", true),
            (#"^\D+$"#, "12", false),
            (#"a\sb"#, "a\tb", true), (#"a\Sb"#, "a b", false), (#"^\w+$"#, "az_09", true),
            (#"\W"#, "az_09", false), (#"\x28a\x29"#, "(a)", true), ("", "x", nil),
            ("a**", "x", nil),
            ("a.c", "aéc", true), ("^a.c$", "a\u{1F600}c", true), ("a[^x]c", "aéc", true),
            ("a.c", "a\nc", false), ("[a-]", "-", true), ("[-a]", "-", true), ("^", "", true),
            ("$", "abc", true), ("^$", "", true), ("^$", "a", false), ("a|", "zzz", true),
            (#"[\d_]+x"#, "12_x", true), (#"[^\d]"#, "12", false), (#"[^\d]"#, "1é", true),
            (#"a\$b"#, "a$b", true), (#"\%"#, "", nil),
        ] as [(String, String, Bool?)])
    func matching(expression: String, text: String, expected: Bool?) throws {
        if expression == #"\%"# {
            // A percent sign ends the expression in a pattern, but is a legal escape here.
            #expect(try matches(expression, "%"))
        } else if let expected {
            #expect(try matches(expression, text) == expected)
        } else {
            #expect(throws: FilterPatternError.self) { try matches(expression, text) }
        }
    }

    /// The classic case in which matching by trial takes exponential time.
    @Test(.timeLimit(.minutes(1))) func timeIsBounded() throws {
        let expression = String(repeating: "a?", count: 60) + String(repeating: "a", count: 60)
        #expect(try !matches(expression, String(repeating: "a", count: 59)))
        #expect(try matches(expression, String(repeating: "a", count: 60)))
    }

    @Test func sizeIsBounded() {
        #expect(throws: FilterPatternError.self) { try matches("a{4000}b{4000}", "a") }
    }
}
