import Testing

@testable import Policies

@Suite struct ParsingTests {
    @Test func everyElementIsRead() throws {
        let policy = try policy(
            """
            {"Version": "2012-10-17", "Id": "mine", "Statement": [
              {"Sid": "one", "Effect": "Allow", "Principal": "*", "Action": "ecr:*",
               "Resource": "*"},
              {"Effect": "Deny", "NotPrincipal": {"AWS": ["123456789012"]},
               "NotAction": ["ecr:Get*", "s3:PutObject"], "NotResource": ["arn:aws:s3:::a"],
               "Condition": {"Bool": {"aws:SecureTransport": false},
                             "NumericLessThan": {"s3:max-keys": 10, "a:b": ["1", 2.5]}}}
            ]}
            """)
        #expect(policy.version == .v2012)
        #expect(policy.id == "mine")
        #expect(policy.statements.map(\.effect) == [.allow, .deny])
        #expect(policy.statements[0].sid == "one")
        #expect(policy.statements[1].conditions.count == 3)
        let old = try Policy(
            #"{"Statement":{"Effect":"Allow","Action":"*"}}"#, rules: anything)
        #expect(old.version == .v2008)
    }

    static let start = #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ecr:*""#

    @Test(arguments: [
        "", "x", "[]", "null", "{}", #""text""#, #"{"Version":"2012-10-17"}"#,
        #"{"Version":"2012-10-18","Statement":{"Effect":"Allow","Action":"*"}}"#,
        #"{"Version":2012,"Statement":{"Effect":"Allow","Action":"*"}}"#,
        #"{"Statement":[]}"#, #"{"Statement":"x"}"#, #"{"Statement":[[]]}"#,
        #"{"Statement":[null]}"#, #"{"Id":1,"Statement":{"Effect":"Allow","Action":"*"}}"#,
        #"{"Statement":{"Effect":"Allow","Action":"*"},"Extra":1}"#,
        #"{"statement":{"Effect":"Allow","Action":"*"}}"#,
        #"{"Statement":{"Effect":"Allow","Action":"*"},"Statement":[]}"#,
        #"{"Statement":{"Action":"*"}}"#, #"{"Statement":{"Effect":"allow","Action":"*"}}"#,
        #"{"Statement":{"Effect":"Deny","Effect":"Allow","Action":"*"}}"#,
        #"{"Statement":{"Effect":"Allow"}}"#, #"{"Statement":{"Effect":"Allow","Action":[]}}"#,
        #"{"Statement":{"Effect":"Allow","Action":1}}"#,
        #"{"Statement":{"Effect":"Allow","Action":["*",null]}}"#,
        #"{"Statement":{"Effect":"Allow","Action":"*","NotAction":"*"}}"#,
        #"{"Statement":{"Effect":"Allow","Action":"GetObject"}}"#,
        #"{"Statement":{"Effect":"Allow","Action":"a:b:c"}}"#,
        #"{"Statement":{"Effect":"Allow","Action":"e*r:b"}}"#,
        #"{"Statement":{"Effect":"Allow","Action":":b"}}"#,
        #"{"Statement":{"Effect":"Allow","Action":"ecr:"}}"#,
        start + #","Resource":"repository"}}"#, start + #","Resource":[]}}"#,
        start + #","Resource":"*","NotResource":"*"}}"#, start + #","Sid":1}}"#,
        start + #","Nonsense":1}}"#, start + #","Principal":"me"}}"#,
        start + #","Principal":[]}}"#, start + #","Principal":{}}}"#,
        start + #","Principal":{"AWS":"arn:aws:iam::123456789012:*"}}}"#,
        start + #","Principal":{"AWS":"arn:aws:iam::123456789012:user/*"}}}"#,
        start + #","Principal":{"AWS":"arn:aws:iam::1234:root"}}}"#,
        start + #","Principal":{"AWS":"arn:aws:iam::123456789012:user/"}}}"#,
        start + #","Principal":{"AWS":"arn:aws:iam::123456789012:group/x"}}}"#,
        start + #","Principal":{"AWS":"arn:aws:iam:eu:123456789012:root"}}}"#,
        start + #","Principal":{"AWS":"12345678901"}}}"#, start + #","Principal":{"AWS":1}}}"#,
        start + #","Principal":{"Service":"*"}}}"#, start + #","Principal":{"Them":"x"}}}"#,
        start + #","NotPrincipal":{"AWS":"123456789012"}}}"#,
        start + #","Principal":"*","NotPrincipal":"*"}}"#,
        start + #","Condition":[]}}"#, start + #","Condition":{"Equals":{"a:b":"c"}}}}"#,
        start + #","Condition":{"StringEquals":"x"}}}"#,
        start + #","Condition":{"StringEquals":{"a:b":{}}}}}"#,
        start + #","Condition":{"StringEquals":{"a:b":[]}}}}"#,
        start + #","Condition":{"StringEquals":{"a:b":null}}}}"#,
        start + #","Condition":{"StringEquals":{"":"x"}}}}"#,
        start + #","Condition":{"NullIfExists":{"a:b":"true"}}}}"#,
        start + #","Condition":{"Null":{"a:b":"maybe"}}}}"#,
        start + #","Condition":{"Bool":{"a:b":"1"}}}}"#,
        start + #","Condition":{"NumericEquals":{"a:b":"ten"}}}}"#,
        start + #","Condition":{"DateLessThan":{"a:b":"tomorrow"}}}}"#,
        start + #","Condition":{"IpAddress":{"a:b":"1.2.3.4/33"}}}}"#,
        start + #","Condition":{"BinaryEquals":{"a:b":"!"}}}}"#,
        start + #","Condition":{"forAnyValue:StringEquals":{"a:b":"x"}}}}"#,
        start + #","Condition":{"StringEquals":{"a:b":"x","a:b":"y"}}}}"#,
        String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
        #"{"Statement":"# + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
            + "}",
    ])
    func whatIsBrokenIsRefused(_ text: String) {
        #expect(throws: MalformedPolicy.self) { try policy(text) }
    }

    @Test(arguments: [
        (#"{"Effect":"Allow","Action":"ecr:*"}"#, "Missing required field Principal"),
        (
            #"{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}"#,
            "Has prohibited field Resource"
        ),
        (
            #"{"Effect":"Allow","Principal":{"AWS":"x"},"Action":"ecr:*"}"#,
            #"Invalid principal in policy: "AWS":"x""#
        ),
        (
            #"{"Effect":"Allow","Principal":"*","Action":"s3:Get*"}"#,
            "Action s3:Get* is not valid here"
        ),
        (#"{"Effect":"Allow","Principal":"*"}"#, "Policy statement must contain actions."),
        (
            #"{"Effect":"Allow","Principal":"*","Action":"Get"}"#,
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
        ),
        (
            #"{"Effect":"Allow","Principal":"*","Action":"a:b:c"}"#,
            "Actions/Condition can contain only one colon."
        ),
        (
            #"{"Effect":"Allow","Principal":"*","Action":"e_r:c"}"#, "Vendor e_r is not valid"
        ),
        (
            #"{"Principal":"*","Action":"ecr:*"}"#,
            "Syntax errors in policy: Missing required field Effect"
        ),
    ])
    func faultsAreNamed(_ statement: String, _ message: String) {
        let rules = PolicyRules(
            principal: .required, resource: .forbidden, service: "ecr", maximumSize: 10_240)
        let error = #expect(throws: MalformedPolicy.self) {
            try Policy("{\"Version\":\"2012-10-17\",\"Statement\":[\(statement)]}", rules: rules)
        }
        #expect(error?.description == message)
    }

    @Test func identityPoliciesHaveRulesOfTheirOwn() throws {
        func message(_ text: String) -> String? {
            do throws(MalformedPolicy) {
                _ = try Policy(text, rules: .identity)
                return nil
            } catch {
                return error.description
            }
        }
        let start = #"{"Version":"2012-10-17","Statement":"#
        #expect(
            message(start + #"{"Effect":"Allow","Action":"a:b","Resource":"*"}}"#) == nil)
        #expect(
            message(start + #"{"Effect":"Allow","Action":"a:b"}}"#)
                == "Policy statement must contain resources.")
        #expect(
            message(start + #"{"Effect":"Allow","Principal":"*","Action":"a:b","Resource":"*"}}"#)
                == "Policy document should not specify a principal.")
        #expect(
            message(#"{"Statement":{"Effect":"Allow","Action":"a:b","Resource":"*"}}"#)
                == "Policy document must be version 2012-10-17 or greater.")
        #expect(
            message(
                start + #"{"Sid":"a b","Effect":"Allow","Action":"a:b","Resource":"*"}}"#)
                == "Statement IDs (SID) must be alpha-numeric.")
        let twice = #"{"Sid":"a","Effect":"Allow","Action":"a:b","Resource":"*"}"#
        #expect(
            message(start + "[\(twice),\(twice)]}")
                == "Statement IDs (SID) in a single policy must be unique.")
        #expect(
            message(start + #"{"Effect":"Allow","Action":"a:b","Resource":"x"}}"#)
                == #"Resource x must be in ARN format or "*"."#)
        let long = start + #"{"Effect":"Allow","Action":"a:b","Resource":"*"}}"#
        #expect(
            message(long + String(repeating: " ", count: 6144))
                == "Cannot exceed quota for PolicySize: 6144")
    }

    @Test func brokenTextNeverTraps() {
        let text =
            #"{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Deny","NotPrincipal":"#
            + #"{"AWS":["arn:aws:iam::123456789012:role/a/b"]},"Action":["ecr:*"],"Resource":"#
            + #""arn:aws:ecr:*:*:repository/${aws:username}","Condition":{"ForAllValues:IpAddress"#
            + #"IfExists":{"aws:SourceIp":["::1/128","10.0.0.0/8"]}}}]}"#
        #expect(throws: Never.self) { try policy(text) }
        var random = SplitMix(state: 7)
        for _ in 0..<3000 {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8.random(in: 32...126, using: &random)
                default: bytes.insert(bytes[bytes.count - 1 - place], at: place)
                }
            }
            if let read = try? policy(String(decoding: bytes, as: UTF8.self)) {
                _ = read.verdict(request(keys: ["aws:sourceip": ["10.1.2.3"]]))
            }
        }
    }
}
