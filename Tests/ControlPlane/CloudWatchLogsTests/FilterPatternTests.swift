import Testing

@testable import CloudWatchLogs

/// Patterns and what they match. Those on JSON come from what the service itself answered to
/// TestMetricFilter, those on terms and fields from the user guide.
struct FilterPatternTests {
    private func matches(_ pattern: String, _ message: String) throws -> Bool {
        try FilterPattern(pattern).matches(message)
    }

    @Test(arguments: [nil, "", "   ", "\"\"", "\" \""])
    func everythingMatches(pattern: String?) throws {
        let parsed = try FilterPattern(pattern)
        #expect(parsed.matches("anything"))
        #expect(parsed.matches("{}"))
    }

    static let lines = [
        "[ERROR 400] BAD REQUEST", "[ERROR 401] UNAUTHORIZED REQUEST",
        "[ERROR 419] MISSING ARGUMENTS", "[ERROR 420] INVALID ARGUMENTS", "[INFO] REQUEST FAILED",
    ]

    @Test(arguments: [
        ("ERROR", [0, 1, 2, 3]), ("error", []), ("ERROR ARGUMENTS", [2, 3]),
        ("?ERROR ?FAILED", [0, 1, 2, 3, 4]), ("?ERROR ?ARGUMENTS REQUEST", [0, 1, 4]),
        ("?ERROR -ARGUMENTS", [0, 1, 4]), ("ERROR -ARGUMENTS", [0, 1]), ("-ERROR", [4]),
        ("\"BAD REQUEST\"", [0]), ("-\"BAD REQUEST\" REQUEST", [1, 4]),
        ("?\"BAD REQUEST\" ?MISSING", [0, 2]), ("%AUTHORIZED%", [1]),
        (#"%ERROR 4[12]\d%"#, [2, 3]), ("ERROR %INVALID|MISSING%", [2, 3]),
    ])
    func terms(pattern: String, expected: [Int]) throws {
        let parsed = try FilterPattern(pattern)
        #expect(Self.lines.indices.filter { parsed.matches(Self.lines[$0]) } == expected)
    }

    @Test func quotesMayBeEscaped() throws {
        #expect(try matches(#""say \"hi\" \\ now""#, #"say "hi" \ now"#))
    }

    static let event = #"""
        {"eventType": "UpdateTrail", "ip": "111.111.111.111", "empty": "", "int": 123,
         "float": 12.34, "float2": 12.0, "escaped": "error \"message\"", "object": {}, "array": [],
         "null": null, "yes": true, "no": false, "cluster.name": "c", "list": ["value", "other"],
         "objects": [{"name": "a", "id": 1}, {"name": "b", "id": 2}], "number": [1000, 0.5],
         "matrix": [[0, 1, 2], [4, 5, 6]]}
        """#

    @Test(arguments: [
        #"{ $.eventType = "UpdateTrail" }"#, "{ $.eventType = UpdateTrail }",
        #"{$.eventType="UpdateTrail"}"#, #"{ $.eventType != "NoTrail" }"#,
        #"{ $.ip != 123.123.* }"#, "{ $.ip != 111*111 }", #"{ $.ip = "*.111.111.111" }"#,
        #"{ $.ip = "111*" }"#, "{ $.ip = *111* }", #"{ $.empty = "*" }"#, "{ $.ip = * }",
        #"{ $.int = "123" }"#, "{ $.int = 123 }", "{ $.int = 123.0 }", #"{ $.int != "123.0" }"#,
        "{ $.int = 12* }", "{ $.int = *23 }", "{ $.int != *321 }", "{ $.int != 111 }",
        "{ $.float = 12.34 }", "{ $.float = 12.* }", "{ $.float2 = 12 }", #"{ $.float2 != "12" }"#,
        "{ $.int > 122 }", "{ $.int >= 123 }", "{ $.int < 1e3 }", "{ $.int <= +123 }",
        "{ $.number[0] = 1e+3 }", "{ $.number[0] != 1e-3 }", "{ $.ip != 111 }",
        #"{ $.escaped = "error \"message\"" }"#, "{ $.null IS NULL }", "{ $.yes IS TRUE }",
        "{ $.no IS FALSE }", "{ $.missing NOT EXISTS }", "{ $.['cluster.name'] = c }",
        #"{ $.["cluster.name"] = "c" }"#, #"{ $.list[0] = "value" }"#, "{ $.list[*] = other }",
        "{ $.objects[1].id = 2 }", "{ $.objects[*].name = b }", "{ $.matrix[1][2] = 6 }",
        #"{ $.* = %111\.111\.111\.1[0-9]{1,2}% }"#, "{ $.eventType = %Trail% }",
        "{ ($.int = 1) || ($.yes IS TRUE) }",
        "{ $.int = 123 || $.float = 1 && $.float = 2 }",
        "{ ($.int = 123 && ($.ip = 1* || $.ip = 2*)) && $.null IS NULL }",
    ])
    func jsonThatMatches(pattern: String) throws {
        #expect(try matches(pattern, Self.event))
    }

    @Test(arguments: [
        "{ $.ip > 123 }", "{ $.ip = 123 }", #"{ $.ip = "123" }"#, "{ $.object = 123 }",
        "{ $.object != 123 }", #"{ $.object != "text" }"#, #"{ $.array != "text" }"#,
        "{ $.null != 1 }", "{ $.missing = 1 }", "{ $.missing != 1 }", "{ $.missing IS NULL }",
        "{ $.null NOT EXISTS }", "{ $.yes IS FALSE }", "{ $.list[2] = value }",
        "{ $.list[0].name = value }", "{ $.eventtype = UpdateTrail }", "{ $.int != 123 }",
        #"{ $.int != "123" }"#, #"{ $.ip = "11*1" }"#,
        "{ ($.int = 123 || $.float = 1) && $.float = 2 }",
    ])
    func jsonThatDoesNot(pattern: String) throws {
        #expect(try !matches(pattern, Self.event))
    }

    @Test(arguments: ["text", "[1]", "\"a\"", "", "{\"a\": 1", "{\"a\": 1} {}"])
    func onlyObjectsMatchJSON(message: String) throws {
        #expect(try !matches("{ $.a NOT EXISTS }", message))
    }

    static let access =
        #"127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534"#

    @Test(arguments: [
        "[ip, user, username, timestamp, request = *.html*, status_code = 4*, bytes]",
        #"[ip=%127\.0\.0\.[1-9]%, user, username, timestamp, request, status_code = 4*, bytes]"#,
        "[..., request = *.html*, status_code = 404 || status_code = 410, bytes]",
        "[ip, ..., bytes > 1000]", "[ip = 127.0.0.1, ...]", "[..., bytes != 1535]",
        "[ip, user, rest]", "[a, b, c, d = \"10/Oct/2000:13:25:15 -0700\", ...]",
        "[..., status = 404.0, bytes <= 1.534e3]", "[...]",
    ])
    func fieldsThatMatch(pattern: String) throws {
        #expect(try matches(pattern, Self.access))
    }

    @Test(arguments: [
        "[ip, user, username, timestamp, request, status_code = 5*, bytes]",
        "[a, b, c, d, e, f, g, h]",
        "[..., status_code = 404 && status_code = 410, bytes]", "[w1 = ERROR, w2]",
        "[..., bytes > 9999]", "[a, b, c, d, e, f, g, h, ...]", "[a, b, ..., c = frank, d]",
        "[ip > 1, ...]",
    ])
    func fieldsThatDoNot(pattern: String) throws {
        #expect(try !matches(pattern, Self.access))
    }

    @Test func lastFieldTakesTheRest() throws {
        let lines = ["INFO 12:00 GET /a 1200", "WARNING 12:00 Invalid", "ERROR 12:00 Failed to do"]
        let pattern = try FilterPattern("[w1=ERROR || w1=WARNING, w2]")
        #expect(lines.map(pattern.matches) == [false, true, true])
        let other = try FilterPattern("[w1!=ERROR && w1!=WARNING, w2]")
        #expect(lines.map(other.matches) == [true, false, false])
        #expect(FieldPattern.split("a  b c d ", into: 3) == ["a", "b", "c d"])
        #expect(FieldPattern.split("a \"b c", into: 3) == ["a", "b c"])
        #expect(FieldPattern.split("  ", into: 3) == [])
    }

    @Test(arguments: [
        "{}", "{ }", "{ $.a }", "{ $.a = }", "{ a = 1 }", "{ $ = 1 }", "{ $. = 1 }", "{ $.a = 1",
        "{ ($.a = 1 }", "{ $.a = 1) }", "{ $.a % 1 }", "{ $.a = \"x }", "{ $.a IS MAYBE }",
        "{ $.a EXISTS }", "{ $.a IS NOT NULL }", "{ $.a[x] = 1 }", "{ $.a[1 = 1 }",
        "{ $.a = 1 } more", "{ $.a = 1 && }", "{ $.*.* = 1 }", "{ $.a > %1% }",
        "{ $.a[*] = 1 && $.b[*] = 1 && $.c[*] = 1 && $.d[*] = 1 }", "[", "[]", "[a", "[a,]",
        "[a =, b]", "[..., a, ...]", "[a = 1 || b = 2]", "[a = 1 x]", "?", "-", "\"open", "%open",
        "%(a)%", "%a!%", "%%", "%[a%", "%[]%", "%a{2,1}%", "%a{}%", "%*%", "%é%",
        "%a% %b% %c%", "%[z-a]%", #"%\xZZ%"#, "%a{9999}%",
    ])
    func invalidPatterns(pattern: String) {
        #expect(throws: FilterPatternError.self) { try FilterPattern(pattern) }
    }

    @Test(arguments: [
        ("foo.bar", "foo.bar"), ("*error*", "*error*"), ("ok -a:b", "a:b"),
    ])
    func termsThatNeedQuotes(pattern: String, term: String) {
        #expect(throws: FilterPatternError.invalidTerm(term)) { try FilterPattern(pattern) }
    }

    @Test(arguments: ["{ $.a > text }", #"{ $.a > "123" }"#, "{ $.a < 1* }", "[a > x, ...]"])
    func onlyNumbersAreOrdered(pattern: String) {
        let error = #expect(throws: FilterPatternError.self) { try FilterPattern(pattern) }
        #expect(error?.message.hasPrefix("Invalid character(s) in term") == true)
    }

    @Test func deepNestingIsRefused() {
        let open = String(repeating: "(", count: 200)
        let close = String(repeating: ")", count: 200)
        #expect(throws: FilterPatternError.self) {
            try FilterPattern("{ \(open)$.a = 1\(close) }")
        }
    }

    @Test func randomTextNeverCrashes() {
        let alphabet = Array("{}[]()$.*%\"'\\?-=!<>&| ,abc019^x~é\n")
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &generator)
            let text = String(
                (0..<length).map { _ in alphabet.randomElement(using: &generator)! })
            let pattern = try? FilterPattern(text)
            _ = pattern?.matches(text)
            _ = pattern?.matches(Self.event)
        }
    }
}

/// A small generator with a seed (splitmix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
