import MachineProtocol
import Testing

@testable import VPCNetwork

struct RuleTextTests {
    @Test(
        arguments: [
            (TrafficRule.rule(), ""),
            (.rule(6, 80), "tcp dport 80"),
            (.rule(17, 50, 60, cidr: "10.0.0.0/8"), "ip saddr 10.0.0.0/8 udp dport 50-60"),
            (.rule(6, 0, 65535), "meta l4proto tcp"),
            (.rule(6), "meta l4proto tcp"),
            (.rule(6, -1, -1), "meta l4proto tcp"),
            (.rule(1, -1, -1), "ip protocol 1"),
            (.rule(1, 8, -1), "icmp type 8"),
            (.rule(1, 3, 4), "icmp type 3 icmp code 4"),
            (.rule(47, cidr: "10.1.2.3/32"), "ip saddr 10.1.2.3/32 ip protocol 47"),
            (.rule(6, 22, group: "sg-9"), "ip saddr @members-sg-9 tcp dport 22"),
        ] as [(TrafficRule, String)])
    func rulesAreMatches(_ rule: TrafficRule, _ text: String) {
        #expect(RuleText.match(rule, .ingress) == text)
    }

    @Test(arguments: [
        TrafficRule.rule(6, 80, 70), .rule(6, 70000), .rule(1, 300, 0), .rule(256), .rule(-2),
        .rule(cidr: "::/0"), .rule(cidr: nil), .rule(cidr: "10.0.0.1/8"),
        .rule(group: "sg 1 accept"),
    ])
    func whatCannotBeMatchedIsLeftOut(_ rule: TrafficRule) {
        #expect(RuleText.match(rule, .egress) == nil)
    }
}

/// What nft does with the commands that we use, and what it would refuse.
private struct FakeFilter {
    var table: FilterTable?

    /// The problem, or nil.
    mutating func run(_ script: String) -> String? {
        var table = self.table
        var inBlock = false
        for line in script.split(separator: "\n") {
            if line.hasSuffix("{") {
                inBlock = true
                if table == nil { table = FilterTable(name: "vpc") }
                continue
            }
            if inBlock {
                inBlock = line != "}"
                continue
            }
            if line.hasPrefix("delete table ") {
                table = nil
                continue
            }
            guard var current = table else { return "no table: \(line)" }
            if let problem = Self.command(String(line), &current) { return "\(line): \(problem)" }
            table = current
        }
        if let table, let problem = Self.dangling(table) { return problem }
        self.table = table
        return nil
    }

    private static func command(_ line: String, _ table: inout FilterTable) -> String? {
        let words = line.split(separator: " ", maxSplits: 5).map(String.init)
        let (verb, kind, name) = (words[0], words[1], words[4])
        let rest = words.count > 5 ? words[5] : ""
        switch (verb, kind) {
        case ("add", "chain"):
            let hook = rest.isEmpty ? nil : String(rest.dropFirst(2).dropLast(3))
            table.chains[name] = FilterTable.Chain(hook: hook, [])
        case ("add", "set"), ("add", "map"):
            table.sets[name] = FilterTable.ElementSet(
                type: String(rest.dropFirst(2).dropLast(3)), isMap: kind == "map")
        case ("flush", "chain"):
            guard table.chains[name] != nil else { return "no chain" }
            table.chains[name]?.rules = []
        case ("add", "rule"):
            guard table.chains[name] != nil else { return "no chain" }
            table.chains[name]?.rules.append(rest)
        case ("add", "element"), ("delete", "element"):
            guard table.sets[name] != nil else { return "no set" }
            for element in rest.dropFirst(2).dropLast(2).split(separator: ", ") {
                let parts = element.split(separator: " : ", maxSplits: 1).map(String.init)
                let isThere = table.sets[name]?.elements[parts[0]] != nil
                if verb == "delete" {
                    if !isThere { return "no element \(parts[0])" }
                    table.sets[name]?.elements[parts[0]] = nil
                } else {
                    if isThere { return "element \(parts[0]) is there" }
                    table.sets[name]?.elements[parts[0]] = parts.count > 1 ? parts[1] : ""
                }
            }
        case ("delete", "chain"):
            guard table.chains[name]?.rules == [] else { return "no empty chain" }
            if texts(table).contains(where: { $0.hasSuffix("jump \(name)") }) { return "in use" }
            table.chains[name] = nil
        case ("delete", "set"), ("delete", "map"):
            guard table.sets[name] != nil else { return "no set" }
            if texts(table).contains(where: { $0.split(separator: " ").contains("@\(name)") }) {
                return "in use"
            }
            table.sets[name] = nil
        default: return "unknown"
        }
        return nil
    }

    private static func texts(_ table: FilterTable) -> [String] {
        table.chains.values.flatMap(\.rules) + table.sets.values.flatMap(\.elements.values)
    }

    private static func dangling(_ table: FilterTable) -> String? {
        for text in texts(table) {
            let words = text.split(separator: " ").map(String.init)
            for (place, word) in words.enumerated() {
                if word == "jump", table.chains[words[place + 1]] == nil { return text }
                if word.hasPrefix("@"), table.sets[String(word.dropFirst())] == nil { return text }
            }
        }
        return nil
    }
}

struct FilterTests {
    private static let settings = NetworkSettings(
        mark: "t", machine: "i-0", stateDirectory: "/s", dataDirectory: "/d")

    /// A VPC at random.
    private static func state(_ random: inout SystemRandomNumberGenerator) -> NetworkState {
        var state = NetworkState()
        let acl: [ACLEntry]? =
            Bool.random(using: &random)
            ? [.entry(true, 6, Int.random(in: 1...9, using: &random)), .entry(false)] : nil
        state.vpc(
            "vpc-1", vni: 1,
            subnets: [
                .of(
                    "subnet-1", "10.0.1.0/24",
                    ways: Bool.random(using: &random) ? [.to("0.0.0.0/0", .nat)] : nil,
                    ingress: acl),
                .of("subnet-2", "10.0.2.0/24", ways: [.to("0.0.0.0/0", .internet)], egress: acl),
            ])
        for number in 0..<5 where Int.random(in: 0...4, using: &random) > 0 {
            let rules = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                let port = Int.random(in: 1...3, using: &random)
                let group = Int.random(in: 0...5, using: &random)
                return TrafficRule.rule(
                    6, port, group: Bool.random(using: &random) ? "sg-\(group)" : nil)
            }
            state.group("sg-\(number)", "vpc-1", in: rules, out: rules.reversed())
        }
        for number in 4..<(4 + Int.random(in: 1...8, using: &random)) {
            let groups = (0..<6).filter { _ in Bool.random(using: &random) }.map { "sg-\($0)" }
            state.interface(
                "eni-\(number)", "vpc-1", "subnet-\(number % 2 + 1)",
                "10.0.\(number % 2 + 1).\(number)", groups, on: nil
            ) {
                $0.machine = "i-\(number == 4 ? 0 : Int.random(in: 0...1, using: &random))"
                $0.publicAddress = Bool.random(using: &random) ? "198.51.100.\(number)" : nil
            }
        }
        return state
    }

    private static func table(_ state: NetworkState) throws -> FilterTable {
        RouterFilter.table(try #require(NetworkModel(state, settings).vpcs.first))
    }

    /// From any state to any other in transactions that the kernel takes.
    @Test func changesLeadFromAnyTableToAnyOther() throws {
        var random = SystemRandomNumberGenerator()
        var filter = FakeFilter()
        var known: FilterTable?
        for round in 0..<300 {
            let table = try Self.table(Self.state(&random))
            let isFresh = known == nil || round % 50 == 0
            let script = isFresh ? table.replacement : table.changes(from: known ?? table)
            #expect(filter.run(script) == nil)
            #expect(filter.table == table)
            known = table
        }
    }

    @Test func equalTablesNeedNothing() throws {
        var random = SystemRandomNumberGenerator()
        let state = Self.state(&random)
        #expect(try Self.table(state).changes(from: Self.table(state)) == "")
    }

    @Test func oneMemberIsOneElementAndOneRuleOneChain() throws {
        var state = NetworkState()
        state.vpc("vpc-1", vni: 1, subnets: [.of("subnet-1", "10.0.1.0/24")])
        state.group("sg-1", "vpc-1", in: [.rule(6, 80, group: "sg-1")], out: [])
        for number in 4..<100 {
            state.interface(
                "eni-\(number)", "vpc-1", "subnet-1", "10.0.1.\(number)", ["sg-1"], on: nil
            ) { $0.machine = number < 50 ? "i-0" : "i-1" }
        }
        let before = try Self.table(state)
        state.interface("eni-new", "vpc-1", "subnet-1", "10.0.1.200", ["sg-1"], on: nil)
        let joined = try Self.table(state)
        #expect(
            joined.changes(from: before) == "add element ip vpc members-sg-1 { 10.0.1.200 }\n")
        state.group("sg-1", "vpc-1", in: [.rule(6, 81, group: "sg-1")], out: [])
        #expect(
            try Self.table(state).changes(from: joined) == """
                flush chain ip vpc ingress-sg-1
                add rule ip vpc ingress-sg-1 ip saddr @members-sg-1 tcp dport 81 accept

                """)
    }

    @Test func interfacesWithoutGroupsAreInNoMap() throws {
        var state = NetworkState()
        state.vpc("vpc-1", vni: 1, subnets: [.of("subnet-1", "10.0.1.0/24")])
        state.interface("eni-1", "vpc-1", "subnet-1", "10.0.1.4", [], on: nil) {
            $0.machine = "i-0"
        }
        let table = try Self.table(state)
        #expect(table.sets["ingress"]?.elements == [:])
        #expect(table.sets["egress"]?.elements == [:])
        #expect(table.chains["forward"]?.hook?.hasSuffix("policy drop") == true)
        #expect(table.chains["input"]?.hook?.hasSuffix("policy drop") == true)
    }
}
