import Testing

@testable import Policies

/// Laws that hold for any policies and requests.
@Suite struct PropertyTests {
    /// A statement that has a fair chance to apply.
    static func statement(_ random: inout SplitMix, effect: String? = nil) -> String {
        func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
        let effect = effect ?? pick(["Allow", "Allow", "Deny"])
        var members = ["\"Effect\":\"\(effect)\""]
        members.append(
            pick([
                #""Action":"*""#, #""Action":"ecr:*""#, #""Action":["ecr:Get*","ecr:Put*"]"#,
                #""NotAction":"ecr:Put*""#, #""Action":"s3:*""#,
            ]))
        members.append(
            pick([
                #""Principal":"*""#, #""Principal":{"AWS":"123456789012"}"#,
                #""Principal":{"AWS":"210987654321"}"#,
                #""Principal":{"AWS":"arn:aws:iam::123456789012:user/team/alice"}"#,
                #""Principal":{"AWS":"arn:aws:iam::123456789012:role/worker"}"#,
            ]))
        members.append(
            pick([
                #""Resource":"*""#, #""Resource":"arn:aws:ecr:*:*:repository/a*""#,
                #""NotResource":"arn:aws:ecr:*:*:repository/b""#,
            ]))
        members += [
            pick([
                #""Condition":{}"#, #""Condition":{"StringEquals":{"a:k":["x","y"]}}"#,
                #""Condition":{"StringNotEquals":{"a:k":"x"}}"#,
                #""Condition":{"StringLike":{"a:k":"${aws:username}"}}"#,
                #""Condition":{"Null":{"a:k":"true"}}"#,
            ])
        ]
        return "{\(members.joined(separator: ","))}"
    }

    static func policy(_ statements: [String]) throws -> Policy {
        try Policy(
            "{\"Version\":\"2012-10-17\",\"Statement\":[\(statements.joined(separator: ","))]}",
            rules: anything)
    }

    static func request(_ random: inout SplitMix) -> PolicyRequest {
        let caller = [root, alice, session, stranger].randomElement(using: &random) ?? root
        let action = ["ecr:GetIt", "ecr:PutIt", "ecr:List"].randomElement(using: &random) ?? ""
        let name = ["a", "ab", "b"].randomElement(using: &random) ?? ""
        var keys: [String: [String]] = [:]
        keys["a:k"] = [["x"], ["z"], ["alice"], nil].randomElement(using: &random) ?? nil
        return PolicyRequest(
            principal: caller, action: action, resource: "arn:aws:ecr:r:1:repository/\(name)",
            resourceAccount: Bool.random(using: &random) ? home : other, keys: keys)
    }

    @Test func denyAlwaysWinsAndOrderDecidesNothing() throws {
        var random = SplitMix(state: 42)
        var seen: [Policy.Verdict: Int] = [:]
        for _ in 0..<3000 {
            let count = Int.random(in: 1...5, using: &random)
            let statements = (0..<count).map { _ in Self.statement(&random) }
            let request = Self.request(&random)
            let verdict = try Self.policy(statements).verdict(request)
            seen[verdict, default: 0] += 1
            // Order of statements.
            #expect(
                try Self.policy(statements.shuffled(using: &random)).verdict(request) == verdict)
            // Each alone, joined, is all together; so how they are spread over policies, and in
            // which order these come, decides nothing either.
            let alone = try statements.shuffled(using: &random).map {
                try Self.policy([$0]).verdict(request)
            }
            #expect(alone.reduce(.silent, AccessDecision.join) == verdict)
            #expect((verdict == .denied) == alone.contains(.denied))
            // A statement that denies never opens, one that allows never denies.
            let denying = Self.statement(&random, effect: "Deny")
            let narrowed = try Self.policy(statements + [denying]).verdict(request)
            #expect(narrowed == verdict || narrowed == .denied)
            let allowing = Self.statement(&random, effect: "Allow")
            let widened = try Self.policy(statements + [allowing]).verdict(request)
            #expect((widened == .denied) == (verdict == .denied))
            #expect(verdict == .silent || widened != .silent)
        }
        // The chances are such that every outcome was met.
        for verdict in [Policy.Verdict.silent, .allowed, .allowedToAccount, .denied] {
            #expect(seen[verdict, default: 0] > 50, "\(seen)")
        }
    }

    @Test func nothingIsAllowedThatNoPolicyAllows() throws {
        var random = SplitMix(state: 43)
        for _ in 0..<3000 {
            func policies() throws -> [Policy] {
                try (0..<Int.random(in: 0...2, using: &random)).map { _ in
                    try Self.policy([Self.statement(&random), Self.statement(&random)])
                }
            }
            let (identity, resource) = (try policies(), try policies())
            let request = Self.request(&random)
            let decision = AccessDecision(
                request, identity: .policies(identity), resource: resource)
            let sides = (
                identity.map { $0.verdict(request) }, resource.map { $0.verdict(request) }
            )
            let shuffled = AccessDecision(
                request, identity: .policies(identity.shuffled(using: &random)),
                resource: resource.shuffled(using: &random))
            #expect(shuffled == decision)
            guard decision == .allowed else { continue }
            #expect(!sides.0.contains(.denied) && !sides.1.contains(.denied))
            if request.principal.account == request.resourceAccount {
                #expect(sides.0.contains(.allowed) || sides.1.contains(.allowed))
            } else {
                #expect(sides.0.contains(.allowed))
                #expect(sides.1.contains { $0 != .silent })
            }
        }
    }
}
