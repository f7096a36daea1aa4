import Testing

@testable import Policies

@Suite struct EvaluationTests {
    @Test(arguments: [
        ("*", [Policy.Verdict.allowed, .allowed, .allowed, .allowed]),
        (#"{"AWS":"*"}"#, [.allowed, .allowed, .allowed, .allowed]),
        (#"{"AWS":"123456789012"}"#, [.allowed, .allowedToAccount, .allowedToAccount, .silent]),
        (
            #"{"AWS":"arn:aws:iam::123456789012:root"}"#,
            [.allowed, .allowedToAccount, .allowedToAccount, .silent]
        ),
        (
            #"{"AWS":"arn:aws:iam::123456789012:user/team/alice"}"#,
            [.silent, .allowed, .silent, .silent]
        ),
        (#"{"AWS":"arn:aws:iam::123456789012:user/alice"}"#, [.silent, .silent, .silent, .silent]),
        (#"{"AWS":"AIDAALICEALICEALICE1"}"#, [.silent, .allowed, .silent, .silent]),
        (
            #"{"AWS":"arn:aws:iam::123456789012:role/worker"}"#,
            [.silent, .silent, .allowed, .silent]
        ),
        (
            #"{"AWS":"arn:aws:iam::123456789012:role/team/worker"}"#,
            [.silent, .silent, .allowed, .silent]
        ),
        (
            #"{"AWS":"arn:aws:iam::210987654321:role/worker"}"#,
            [.silent, .silent, .silent, .silent]
        ),
        (
            #"{"AWS":"arn:aws:sts::123456789012:assumed-role/worker/one"}"#,
            [.silent, .silent, .allowed, .silent]
        ),
        (
            #"{"AWS":"arn:aws:sts::123456789012:assumed-role/worker/two"}"#,
            [.silent, .silent, .silent, .silent]
        ),
        (#"{"AWS":"AROAWORKERWORKERWORK"}"#, [.silent, .silent, .allowed, .silent]),
        (
            #"{"AWS":["210987654321","arn:aws:iam::123456789012:user/team/alice"]}"#,
            [.silent, .allowed, .silent, .allowedToAccount]
        ),
        (#"{"Service":"ecs-tasks.amazonaws.com"}"#, [.silent, .silent, .silent, .silent]),
        (#"{"Federated":"cognito-identity.amazonaws.com"}"#, [.silent, .silent, .silent, .silent]),
    ])
    func principalsAreWhoTheyAre(_ element: String, _ expected: [Policy.Verdict]) throws {
        let principal = element == "*" ? "\"*\"" : element
        let allow = try statement(
            "\"Effect\":\"Allow\",\"Action\":\"*\",\"Principal\":\(principal)")
        let deny = try statement("\"Effect\":\"Deny\",\"Action\":\"*\",\"Principal\":\(principal)")
        for (caller, verdict) in zip([root, alice, session, stranger], expected) {
            #expect(allow.verdict(request(caller)) == verdict, "\(caller.arn)")
            // To deny an account is to deny everybody in it.
            let denied: Policy.Verdict = verdict == .silent ? .silent : .denied
            #expect(deny.verdict(request(caller)) == denied, "\(caller.arn)")
        }
    }

    @Test func servicesAreCallersOfTheirOwn() throws {
        let policy = try statement(
            #""Effect":"Allow","Action":"*","Principal":{"Service":["a.amazonaws.com"]}"#)
        let service = PolicyPrincipal(service: "A.amazonaws.com")
        #expect(policy.verdict(request(service)) == .allowed)
        #expect(policy.verdict(request(PolicyPrincipal(service: "b.amazonaws.com"))) == .silent)
        #expect(
            AccessDecision(request(service), identity: .policies([]), resource: [policy])
                == .allowed)
    }

    @Test(arguments: [
        (#"{"AWS":"123456789012"}"#, [false, true, true, true]),
        (
            #"{"AWS":["123456789012","arn:aws:iam::123456789012:user/team/alice"]}"#,
            [false, false, true, true]
        ),
        (#"{"AWS":"arn:aws:iam::123456789012:user/team/alice"}"#, [true, true, true, true]),
        (
            #"{"AWS":["123456789012","arn:aws:iam::123456789012:role/worker"]}"#,
            [false, true, true, true]
        ),
        (
            #"{"AWS":["123456789012","arn:aws:iam::123456789012:role/worker","#
                + #""arn:aws:sts::123456789012:assumed-role/worker/one"]}"#,
            [false, true, false, true]
        ),
        (#"{"AWS":"*"}"#, [false, false, false, false]),
    ])
    func notPrincipalDeniesAllThatItDoesNotNameInFull(
        _ element: String, _ denied: [Bool]
    ) throws {
        let policy = try statement(
            "\"Effect\":\"Deny\",\"Action\":\"*\",\"NotPrincipal\":\(element)")
        for (caller, denied) in zip([root, alice, session, stranger], denied) {
            #expect((policy.verdict(request(caller)) == .denied) == denied, "\(caller.arn)")
        }
    }

    @Test(arguments: [
        (#""Action":"*""#, true), (#""Action":"ecr:*""#, true),
        (#""Action":"ECR:batchget*""#, true),
        (#""Action":"ecr:BatchGetImage""#, true), (#""Action":"ecr:BatchGetImag?""#, true),
        (#""Action":"ecr:BatchGetImage?""#, false), (#""Action":"ecs:*""#, false),
        (#""Action":["s3:*","ecr:Batch*"]"#, true), (#""NotAction":"ecr:Put*""#, true),
        (#""NotAction":["ecr:Put*","ecr:Batch*"]"#, false),
        (#""Action":"*","Resource":"*""#, true),
        (#""Action":"*","Resource":"arn:aws:ecr:eu-west-1:123456789012:repository/team/*""#, true),
        (#""Action":"*","Resource":"arn:aws:ecr:eu-west-1:123456789012:repository/Team/*""#, false),
        (#""Action":"*","NotResource":"arn:aws:ecr:*:*:repository/team/*""#, false),
        (#""Action":"*","NotResource":["arn:aws:ecr:*:*:repository/other"]"#, true),
        (#""Action":"*","Resource":"arn:aws:ecr:*:*:repository/*/${aws:username}""#, false),
    ])
    func actionsAndResourcesAreMatched(_ members: String, _ expected: Bool) throws {
        let policy = try statement("\"Effect\":\"Allow\",\(members)")
        #expect((policy.verdict(request()) == .allowed) == expected)
    }

    @Test func aUserHasItsOwnPlaces() throws {
        let policy = try statement(
            #""Effect":"Allow","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${aws:username}/*""#
        )
        let own = "arn:aws:ecr:eu-west-1:123456789012:repository/alice/web"
        #expect(policy.verdict(request(on: own)) == .allowed)
        #expect(policy.verdict(request(session, on: own)) == .silent)
        #expect(policy.mentions(keysWith: "aws:username"))
        #expect(!policy.mentions(keysWith: "aws:resourcetag/"))
    }

    // MARK: Both sides

    static let allow =
        #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#
    static let deny =
        #"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}"#

    static func resource(_ effect: String, _ principal: String) -> String {
        #"{"Statement":{"Effect":"\#(effect)","Principal":{"AWS":"\#(principal)"},"Action":"*"}}"#
    }

    static let alicesARN = "arn:aws:iam::123456789012:user/team/alice"

    @Test(arguments: [
        // Within the account one side is enough.
        ([], [], home, AccessDecision.denied(.notByIdentity)),
        ([allow], [], home, .allowed),
        ([], [resource("Allow", alicesARN)], home, .allowed),
        ([], [resource("Allow", "*")], home, .allowed),
        ([], [resource("Allow", home)], home, .denied(.notByIdentity)),
        ([allow], [resource("Allow", home)], home, .allowed),
        ([allow], [resource("Deny", home)], home, .denied(.explicitlyByResource)),
        ([allow, deny], [], home, .denied(.explicitlyByIdentity)),
        ([deny], [resource("Allow", "*")], home, .denied(.explicitlyByIdentity)),
        (
            [allow], [resource("Allow", "*"), resource("Deny", alicesARN)], home,
            .denied(.explicitlyByResource)
        ),
        // Between accounts both are needed.
        ([allow], [], other, .denied(.notByResource)),
        ([], [resource("Allow", alicesARN)], other, .denied(.notByIdentity)),
        ([allow], [resource("Allow", alicesARN)], other, .allowed),
        ([allow], [resource("Allow", home)], other, .allowed),
        ([allow], [resource("Allow", "*")], other, .allowed),
        ([allow], [resource("Allow", other)], other, .denied(.notByResource)),
        (
            [allow], [resource("Allow", home), resource("Deny", "*")], other,
            .denied(.explicitlyByResource)
        ),
        ([deny], [resource("Allow", home)], other, .denied(.explicitlyByIdentity)),
    ])
    func bothSidesDecide(
        _ identity: [String], _ resource: [String], _ owner: String, _ expected: AccessDecision
    ) throws {
        let decision = AccessDecision(
            request(of: owner),
            identity: .policies(try identity.map { try policy($0, .identity) }),
            resource: try resource.map { try policy($0, resourceRules) })
        #expect(decision == expected)
    }

    @Test func theRootMayDoAllThatIsNotDenied() throws {
        let denying = try policy(Self.resource("Deny", "*"))
        let asked = request(root)
        #expect(AccessDecision(asked, identity: .everything, resource: []) == .allowed)
        #expect(
            AccessDecision(asked, identity: .everything, resource: [denying])
                == .denied(.explicitlyByResource))
        #expect(
            AccessDecision(request(root, of: other), identity: .everything, resource: [])
                == .denied(.notByResource))
    }

    @Test(arguments: AccessDecision.Reason.allCases)
    func refusalsSayWhy(_ reason: AccessDecision.Reason) throws {
        let endings: [AccessDecision.Reason: String] = [
            .explicitlyByIdentity: "with an explicit deny in an identity-based policy",
            .explicitlyByResource: "with an explicit deny in a resource-based policy",
            .notByIdentity: "because no identity-based policy allows the ecr:BatchGetImage action",
            .notByResource: "because no resource-based policy allows the ecr:BatchGetImage action",
        ]
        let ending = try #require(endings[reason])
        #expect(
            AccessDecision.denied(reason).refusal(of: request(), action: "ecr:BatchGetImage")
                == "User: arn:aws:iam::123456789012:user/team/alice is not authorized to perform: "
                + "ecr:BatchGetImage on resource: "
                + "arn:aws:ecr:eu-west-1:123456789012:repository/team/web \(ending)")
        #expect(AccessDecision.allowed.refusal(of: request(), action: "x") == nil)
    }
}
