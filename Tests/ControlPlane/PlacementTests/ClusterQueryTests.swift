import Placement
import Testing

@Suite struct ClusterQueryTests {
    let machine = Machine(
        id: "m-1", agentVersion: "1.97.0", ec2InstanceID: "i-0abc",
        registeredAt: 1_529_360_908_000,  // 2018-06-18T22:28:28Z
        attributes: [
            "ecs.instance-type": "g2.2xlarge", "ecs.availability-zone": "us-east-1a", "ssd": "",
            "size": "10",
        ],
        total: Amounts(cpu: 1024, memory: 1024), taskCount: 2,
        groups: ["service:web": 2, "family:gone": 0])

    @Test(
        "Expressions that hold",
        arguments: [
            "attribute:ecs.instance-type == g2.2xlarge",
            "attribute:ecs.instance-type equals g2.2xlarge",
            "attribute:ecs.instance-type==g2.2xlarge",
            "attribute:ecs.instance-type =~ g2.*",
            "attribute:ecs.instance-type matches 'g2\\..*'",
            "attribute:ecs.instance-type =~ (t2|g2).*",
            "(attribute:ecs.instance-type =~ (t2|g2).*)",
            "attribute:ecs.instance-type !~ t2.*",
            "attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d",
            "attribute:ecs.availability-zone in [us-east-1a, us-east-1b]",
            "attribute:ecs.availability-zone in ['us-east-1a']",
            "attribute:ecs.availability-zone !in [us-east-1c]",
            "attribute:ecs.availability-zone not_in [us-east-1c]",
            "attribute:ssd exists", "attribute:gpu !exists", "attribute:gpu not_exists",
            "not(attribute:gpu exists)", "!(attribute:gpu exists)", "! attribute:gpu exists",
            "attribute:gpu != nvidia", "attribute:ssd == ''",
            "attribute:size > 9", "attribute:size less_than_equal 10",
            "agentVersion >= 1.97", "agentVersion > 1.9.10", "agentVersion == 1.97.0",
            "agentVersion less_than 2.0.0",
            "ec2InstanceId in ['i-0abc', 'i-0def']", "ec2InstanceId =~ i-.*",
            "registeredAt >= 2018-06-18", "registeredAt < 2018-06-18T22:28:29",
            "registeredAt == 2018-06-18T22:28:28Z", "registeredAt == 2018-06-19T00:28:28+02:00",
            "runningTasksCount == 2", "runningTasksCount in [1,2]", "runningTasksCount > 1",
            "task:group == service:web", "task:group =~ service:.*",
            "not(task:group == family:gone)", "task:group != service:db",
            "agentConnected == true",
            "attribute:gpu exists or attribute:ssd exists and runningTasksCount == 2",
            "attribute:ssd exists || attribute:gpu exists && attribute:gpu exists",
        ])
    func holds(_ text: String) throws {
        #expect(try ClusterQuery(text).matches(machine), "\(text)")
    }

    @Test(
        "Expressions that do not hold",
        arguments: [
            "attribute:ecs.instance-type == t2.small",
            "attribute:ecs.instance-type =~ g2",
            "attribute:gpu exists", "attribute:ssd !exists", "attribute:ssd == yes",
            "attribute:gpu == nvidia", "attribute:gpu > 1",
            "not(task:group == service:web)", "task:group == family:gone",
            "agentVersion < 1.97", "agentVersion > 1.97.0", "runningTasksCount != 2",
            "attribute:ecs.availability-zone !in [us-east-1a]",
            "(attribute:ssd exists or attribute:gpu exists) and attribute:gpu exists",
            "agentConnected == false",
        ])
    func doesNotHold(_ text: String) throws {
        #expect(try !ClusterQuery(text).matches(machine), "\(text)")
    }

    @Test(
        "Broken expressions say what is wrong",
        arguments: [
            ("", "expected a subject"), ("colour == red", "expected a subject"),
            ("attribute: == x", "expected a subject"),
            ("attribute:a", "expected an operator"),
            ("attribute:a ==", "expected a value at character 15, found the end"),
            ("attribute:a in x", "expected '['"), ("attribute:a in [x", "expected ',' or ']'"),
            ("attribute:a !equals x", "expected 'exists' or 'in' after '!'"),
            ("(attribute:a exists", "expected ')'"),
            ("attribute:a exists attribute:b exists", "expected 'and', 'or' or the end"),
            ("attribute:a == 'x", "expected a closing '"),
            ("runningTasksCount == many", "'many' is not a number"),
            ("registeredAt > yesterday", "'yesterday' is not a date"),
            ("registeredAt > 2018-13-01", "is not a date"),
            ("agentVersion =~ 1.*", "matches operators cannot be used with agentVersion"),
            ("task:group > a", "ordering operators cannot be used with task:group"),
            ("ec2InstanceId exists", "exists operators cannot be used with ec2InstanceId"),
            ("attribute:a =~ (b", "a group is not closed"),
            ("attribute:a =~ [b", "a class is not closed"),
            ("attribute:a =~ *", "nothing to repeat"),
            ("attribute:a =~ (?=b)", "only plain and '(?:' groups are supported"),
            ("attribute:a =~ a{2000}", "a repeat count is too high"),
            ("attribute:a =~ ((a{1000}){1000}){1000}", "it is too large"),
            ("attribute:a =~ '(a)\\1'", "'\\1' is not supported"),
        ])
    func saysWhatIsWrong(_ text: String, _ message: String) {
        let error = #expect(throws: ClusterQueryError.self) { try ClusterQuery(text) }
        #expect(error?.message.contains(message) == true, "\(String(describing: error))")
    }

    @Test func deepNestingIsRefusedAndNotFollowed() {
        let deep = String(repeating: "(", count: 1_000) + "attribute:a exists"
        #expect(throws: ClusterQueryError.self) { try ClusterQuery(deep) }
        #expect(throws: ClusterQueryError.self) {
            try ClusterQuery("attribute:a == " + String(repeating: "x", count: 2_000))
        }
    }
}

@Suite struct PatternTests {
    @Test(
        arguments: [
            ("a+b*c?", "aab", true), ("a+b*c?", "b", false), ("a{2,3}", "aa", true),
            ("a{2,3}", "aaaa", false), ("a{2,}", "aaaaa", true), ("a{2}", "a", false),
            ("[a-c]+", "abcabc", true), ("[^a-c]+", "xyz", true), ("[^a-c]+", "xaz", false),
            ("[]a]+", "]a", true), ("[a\\-z]", "-", true), ("\\d+\\.\\d*", "12.5", true),
            ("\\w\\s\\W", "a !", true), ("(?:ab|cd)*", "abcdab", true), ("|a", "", true),
            ("^a$", "a", true), ("a.c", "a\nc", false), ("a.c", "aüc", true),
            ("(a|b)*?c", "abc", true),
            ("x{0}", "", true), ("x{0,1}", "x", true), ("(a*)*", "aaa", true),
            ("\\[\\]", "[]", true),
        ])
    func matches(_ pattern: String, _ text: String, _ expected: Bool) throws {
        #expect(try Pattern(pattern).matches(text) == expected)
    }

    /// A backtracking matcher would need 2^60 steps.
    @Test func hostileExpressionsTakeLinearTime() throws {
        let text = String(repeating: "a", count: 60)
        #expect(try !Pattern("(a|a)*(a|aa)*b").matches(text))
        #expect(try !Pattern("(a*)*(a*)*b").matches(text))
    }
}
