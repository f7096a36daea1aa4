import Testing

@testable import Policies

@Suite struct ConditionTests {
    /// Whether `operator` holds for a key with these values, compared with these of the policy.
    static func holds(
        _ name: String, _ values: [String]?, _ operands: String, version: String = "2012-10-17"
    ) throws -> Bool {
        let policy = try statement(
            "\"Effect\":\"Allow\",\"Action\":\"*\",\"Condition\":{\"\(name)\":{\"a:Key\":\(operands)}}",
            version: version)
        var keys = ["aws:username": ["bob"]]
        keys["a:key"] = values
        return policy.verdict(request(keys: keys)) == .allowed
    }

    @Test(arguments: [
        ("StringEquals", "x", #""x""#, true), ("StringEquals", "X", #""x""#, false),
        ("StringEquals", "x", #"["a","x"]"#, true), ("StringEquals", "*", #""*""#, true),
        ("StringEquals", "x", #""*""#, false), ("StringEquals", "bob", #""${aws:username}""#, true),
        ("StringNotEquals", "x", #""x""#, false), ("StringNotEquals", "y", #""x""#, true),
        ("StringNotEquals", "x", #"["x","y"]"#, false),
        ("StringEqualsIgnoreCase", "X", #""x""#, true),
        ("StringEqualsIgnoreCase", "BOB", #""${aws:username}""#, true),
        ("StringNotEqualsIgnoreCase", "X", #""x""#, false),
        ("StringLike", "abc", #""a*""#, true), ("StringLike", "abc", #""A*""#, false),
        ("StringLike", "abc", #""a?c""#, true),
        ("StringLike", "b/bob", #""*/${aws:username}""#, true),
        ("StringNotLike", "abc", #""a*""#, false), ("StringNotLike", "abc", #""b*""#, true),
        ("NumericEquals", "10", "10", true), ("NumericEquals", "10.0", #""10""#, true),
        ("NumericEquals", "1e1", #""10""#, true), ("NumericEquals", "x", "10", false),
        ("NumericNotEquals", "10", "11", true), ("NumericNotEquals", "10", "10", false),
        ("NumericLessThan", "9", "10", true), ("NumericLessThan", "10", "10", false),
        ("NumericLessThanEquals", "10", "10", true), ("NumericGreaterThan", "10", "10", false),
        ("NumericGreaterThan", "-1", "-2", true), ("NumericGreaterThanEquals", "10", "10", true),
        ("NumericLessThan", "nan", "10", false), ("NumericLessThan", "0x1", "10", false),
        ("DateEquals", "2026-01-02T03:04:05Z", #""2026-01-02T03:04:05Z""#, true),
        ("DateEquals", "2026-01-02T04:04:05+01:00", #""2026-01-02T03:04:05Z""#, true),
        ("DateEquals", "2026-01-01T00:00:00Z", #""2026""#, true),
        ("DateEquals", "2026-02-01T00:00:00Z", #""2026-02""#, true),
        ("DateEquals", "2026-02-03T00:00:00Z", #""2026-02-03""#, true),
        ("DateEquals", "2026-02-03T04:05:00Z", #""2026-02-03T04:05Z""#, true),
        ("DateEquals", "1970-01-02T00:00:00Z", "86400", true),
        ("DateNotEquals", "1970-01-02T00:00:00Z", "86400", false),
        ("DateLessThan", "2025-12-31T23:59:59Z", #""2026""#, true),
        ("DateLessThan", "2026-01-01T00:00:00Z", #""2026""#, false),
        ("DateLessThanEquals", "2026-01-01T00:00:00Z", #""2026""#, true),
        ("DateGreaterThan", "2026-01-01T00:00:00.001Z", #""2026""#, true),
        ("DateGreaterThanEquals", "2025-12-31T23:59:59Z", #""2026""#, false),
        ("Bool", "true", "true", true), ("Bool", "True", #""true""#, true),
        ("Bool", "false", "true", false), ("Bool", "", "false", false),
        ("BinaryEquals", "AAEC", #""AAEC""#, true), ("BinaryEquals", "AAED", #""AAEC""#, false),
        ("IpAddress", "203.0.113.7", #""203.0.113.0/24""#, true),
        ("IpAddress", "203.0.114.7", #""203.0.113.0/24""#, false),
        ("IpAddress", "203.0.113.7", #""203.0.113.7""#, true),
        ("IpAddress", "203.0.113.8", #""203.0.113.7""#, false),
        ("IpAddress", "::ffff:203.0.113.7", #""203.0.113.0/24""#, true),
        ("IpAddress", "2001:db8::1", #""2001:DB8::/32""#, true),
        ("IpAddress", "2001:db9::1", #""2001:DB8::/32""#, false),
        ("IpAddress", "10.0.0.1", #""0.0.0.0/0""#, true),
        ("IpAddress", "::1", #""0.0.0.0/0""#, false), ("IpAddress", "x", #""0.0.0.0/0""#, false),
        ("NotIpAddress", "203.0.113.7", #""203.0.113.0/24""#, false),
        ("NotIpAddress", "198.51.100.1", #"["203.0.113.0/24","::1"]"#, true),
        ("ArnEquals", "arn:aws:iam::1:role/a", #""arn:aws:iam::*:role/*""#, true),
        ("ArnLike", "arn:aws:iam::1:role/a", #""arn:aws:iam::2:role/*""#, false),
        ("ArnLike", "arn:aws:iam::1:role/bob", #""arn:aws:iam::1:role/${aws:username}""#, true),
        ("ArnNotEquals", "arn:aws:iam::1:role/a", #""arn:aws:iam::1:role/a""#, false),
        ("ArnNotLike", "arn:aws:iam::1:role/a", #""arn:aws:iam::1:role/b*""#, true),
        ("Null", "x", "false", true), ("Null", "x", "true", false),
    ])
    func operatorsCompare(
        _ name: String, _ value: String, _ operands: String, _ expected: Bool
    ) throws {
        #expect(try Self.holds(name, [value], operands) == expected)
        if name != "Null" {
            #expect(try Self.holds(name + "IfExists", [value], operands) == expected)
        }
    }

    @Test(arguments: ConditionOperator.allCases)
    func anAbsentKeyFitsNothing(_ test: ConditionOperator) throws {
        let operands: [String: String] = [
            "Bool": "\"true\"", "Null": "\"true\"", "BinaryEquals": "\"AAEC\"",
            "IpAddress": "\"10.0.0.0/8\"", "NotIpAddress": "\"10.0.0.0/8\"",
        ]
        let operand = operands[test.rawValue] ?? "\"2026\""
        let expected = test.isNegated || test == .null
        #expect(try Self.holds(test.rawValue, nil, operand) == expected)
        guard test != .null else {
            #expect(try !Self.holds("Null", nil, "false"))
            return
        }
        #expect(try Self.holds(test.rawValue + "IfExists", nil, operand))
        #expect(try Self.holds("ForAllValues:" + test.rawValue, nil, operand))
        #expect(try !Self.holds("ForAnyValue:" + test.rawValue, nil, operand))
        #expect(try Self.holds("ForAnyValue:\(test.rawValue)IfExists", nil, operand))
    }

    @Test(arguments: [
        ("ForAllValues:StringEquals", ["a", "b"], true),
        ("ForAllValues:StringEquals", ["a", "c"], false),
        ("ForAnyValue:StringEquals", ["a", "c"], true),
        ("ForAnyValue:StringEquals", ["c", "d"], false),
        ("ForAllValues:StringNotEquals", ["c", "d"], true),
        ("ForAllValues:StringNotEquals", ["a", "d"], false),
        ("ForAnyValue:StringNotEquals", ["a", "d"], true),
        ("ForAnyValue:StringNotEquals", ["a", "b"], false),
        ("StringNotEquals", ["a", "d"], false), ("StringEquals", ["a", "d"], true),
    ])
    func severalValuesCountAsTheyAreQuantified(
        _ name: String, _ values: [String], _ expected: Bool
    ) throws {
        #expect(try Self.holds(name, values, #"["a","b"]"#) == expected)
    }

    @Test func everyConditionOfAStatementMustHold() throws {
        let policy = try statement(
            """
            "Effect":"Allow","Action":"*","Condition":{"StringEquals":{"a:x":"1","a:y":"2"},
            "Bool":{"a:z":"true"}}
            """)
        let all = ["a:X": ["1"], "A:y": ["2"], "a:z": ["true"]]
        #expect(policy.verdict(request(keys: all)) == .allowed)
        for key in all.keys {
            var fewer = all
            fewer[key] = nil
            #expect(policy.verdict(request(keys: fewer)) == .silent)
        }
    }

    @Test func variablesCameWithTheSecondVersion() throws {
        #expect(try Self.holds("StringEquals", ["bob"], #""${aws:username}""#))
        #expect(
            try !Self.holds(
                "StringEquals", ["bob"], #""${aws:username}""#, version: "2008-10-17"))
        #expect(
            try Self.holds(
                "StringEquals", ["${aws:username}"], #""${aws:username}""#, version: "2008-10-17"))
    }

    @Test func anUnknownVariableOpensNothing() throws {
        #expect(try !Self.holds("StringEquals", ["x"], #""${a:missing}""#))
        #expect(try Self.holds("StringEquals", ["x"], #"["${a:missing}","x"]"#))
        #expect(try !Self.holds("StringNotEquals", ["x"], #""${a:missing}""#))
        let keys = ["a:key": ["x"]]
        let deny = try statement(
            #""Effect":"Deny","Action":"*","Condition":{"StringNotEquals":{"a:key":"${a:none}"}}"#)
        #expect(deny.verdict(request(keys: keys)) == .denied)
        let rest = #""Action":"*","NotResource":"arn:aws:ecr:*:*:repository/${a:none}""#
        #expect(try statement("\"Effect\":\"Allow\",\(rest)").verdict(request()) == .silent)
        #expect(try statement("\"Effect\":\"Deny\",\(rest)").verdict(request()) == .denied)
    }

    @Test(arguments: [
        "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/1/2", "::/129", ":::",
        "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "", "/8", "-1.2.3.4",
        "1:2:3:4:5:6:7::8", "::1.2.3", "1.2.3.4::", ":1:2:3:4:5:6:7",
    ])
    func brokenAddressesAreNone(_ text: String) {
        #expect(IPNetwork(text) == nil)
    }

    @Test(arguments: [
        ("::", 128), ("::1", 128), ("1::", 128), ("1:2:3:4:5:6:7:8/64", 64), ("fe80::1:2/10", 10),
        ("::ffff:1.2.3.4", 32), ("::ffff:1.2.3.4/104", 8), ("64:ff9b::1.2.3.4", 128),
        ("0.0.0.0/0", 0),
    ])
    func addressesAreRead(_ text: String, _ prefix: Int) {
        #expect(IPNetwork(text)?.prefix == prefix)
    }
}
