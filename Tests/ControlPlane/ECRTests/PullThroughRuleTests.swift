import AWSWire
import ECRModel
import RegistryStorage
import Shapes
import Testing

@testable import ECR

@Suite struct PullThroughRuleTests {
    private static let scope = RegistryScope(account: World.account, region: World.region)
    private static let endpoint = RegistryEndpoint(hostName: "skerry.localhost", port: 4566)

    private func rule(_ prefix: String, _ upstream: String? = nil) -> PullThroughRule {
        PullThroughRule {
            $0.prefix = prefix
            $0.upstreamPrefix = upstream
        }
    }

    /// The table of ECR's User Guide, and its edges.
    @Test(
        arguments: [
            ("ecr-public", "ROOT", "ecr-public/my-app/image1", "my-app/image1"),
            ("ecr-public/", nil, "ecr-public/my-app", "my-app"),
            ("ROOT", "ROOT", "my-app/image1", "my-app/image1"),
            ("team-a", "team-a", "team-a/myapp/image1", "team-a/myapp/image1"),
            ("my-app", "upstream-app/", "my-app/image1", "upstream-app/image1"),
            ("my-app", nil, "my-app", nil), ("my-app", nil, "my-apps/x", nil),
            ("my-app", nil, "other/my-app/x", nil),
        ] as [(String, String?, String, String?)])
    func names(prefix: String, upstream: String?, name: String, expected: String?) throws {
        let name = try #require(RepositoryName(name))
        #expect(rule(prefix, upstream).upstreamRepository(of: name) == expected)
    }

    @Test func theLongestPrefixWins() throws {
        let rules = [rule("ROOT"), rule("a/b"), rule("a/"), rule("c")]
        func chosen(_ name: String) throws -> String? {
            rules.choose(for: try #require(RepositoryName(name)))?.prefix
        }
        #expect(try chosen("a/b/c") == "a/b")
        #expect(try chosen("a/b") == "a/")
        #expect(try chosen("ab/c") == "ROOT")
        #expect([rule("a")].choose(for: try #require(RepositoryName("b/c"))) == nil)
    }

    @Test(
        arguments: [
            ("public.ecr.aws", .ecrPublic), ("quay.io", .quay), ("registry.k8s.io", .k8s),
            ("registry-1.docker.io", .dockerHub), ("ghcr.io", .githubContainerRegistry),
            ("mine.azurecr.io", .azureContainerRegistry),
            ("registry.gitlab.com", .gitlabContainerRegistry), ("cgr.dev", .chainguard),
            ("111122223333.dkr.ecr.eu-west-1.amazonaws.com", .ecr),
            ("https://quay.io/", .quay), ("evil-quay.io", nil), ("127.0.0.1:5000", nil),
        ] as [(String, ECRAPI.UpstreamRegistry?)])
    func knownRegistries(url: String, kind: ECRAPI.UpstreamRegistry?) throws {
        let made = try UpstreamRule.make(
            .init {
                $0.ecrRepositoryPrefix = "cache"
                $0.upstreamRegistryUrl = url
                if kind == .ecr {
                    $0.customRoleArn = "arn:aws:iam::\(World.account):role/r"
                }
            }, in: Self.scope, Self.endpoint, at: World.start)
        #expect(made.upstreamRegistry == kind && made.upstreamURL == url)
        #expect(made.createdAt == World.start && made.upstreamPrefix == "ROOT")
    }

    @Test(
        arguments: [
            ("123456789012.dkr.ecr.eu-west-1.amazonaws.com", true),
            ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", true),
            ("123456789012.dkr.ecr.eu-west-1.skerry.localhost:4566", true),
            ("123456789012.dkr.ecr.eu-west-1.other.example", false), ("quay.io", false),
        ])
    func registriesOfTheInstallation(url: String, isOwn: Bool) {
        #expect((UpstreamRule.ownRegistry(url, Self.endpoint) != nil) == isOwn)
    }

    @Test func secretsAreNamedByARN() throws {
        let arn =
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/a/b-AbCd12"
        let name = try #require(UpstreamSecretName(arn: arn))
        #expect(name.scope == Self.scope && name.name == "a/b-AbCd12" && name.arn == arn)
        #expect(name.withoutSuffix?.name == "a/b")
        #expect(name.withoutSuffix?.withoutSuffix == nil)
        for text in [
            "", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:other/a",
            "arn:aws:iam:eu-west-1:123456789012:secret:ecr-pullthroughcache/a",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/a b",
        ] {
            #expect(UpstreamSecretName(arn: text) == nil, "\(text)")
        }
    }
}

@Suite struct FlightQueueTests {
    private func scope(_ number: Int) -> RegistryScope {
        RegistryScope(account: "\(number)", region: "r")
    }

    /// What begins now, in order.
    private func start(_ queue: inout FlightQueue<Int>) -> [Int] {
        var started: [Int] = []
        while let job = queue.start() { started.append(job) }
        return started
    }

    @Test func oneRegistryDoesNotHoldUpAnother() {
        var queue = FlightQueue<Int>()
        let most = FlightQueue<Int>.mostOfOne
        for job in 0..<most + 2 { _ = queue.add(job, of: scope(1)) }
        _ = queue.add(100, of: scope(2))
        let first = start(&queue)
        #expect(first == Array(0..<most) + [100])
        queue.end(scope(2))
        let second = start(&queue)
        #expect(second == [])
        queue.end(scope(1))
        let third = start(&queue)
        #expect(third == [most])
    }

    @Test func thereAreLimits() {
        var queue = FlightQueue<Int>()
        let longest = FlightQueue<Int>.longestOfOne
        let taken = (0...longest).map { queue.add($0, of: scope(1)) }
        #expect(taken == Array(repeating: true, count: longest) + [false])
        let other = queue.add(0, of: scope(2))
        #expect(other)
        var many = FlightQueue<Int>()
        for number in 0..<10 {
            for job in 0..<10 { _ = many.add(job, of: scope(number)) }
        }
        let count = start(&many).count
        #expect(count == FlightQueue<Int>.most)
    }
}

@Suite struct FlightsTests {
    private typealias Subject = Flights<String, Int>

    private func value(_ outcome: Subject.Outcome) -> Int? { try? outcome.get() }

    private func isInterrupted(_ outcome: Subject.Outcome) -> Bool {
        guard case .failure(.upstream(let failure)) = outcome else { return false }
        return failure.kind == .interrupted
    }

    @Test func whoeverJoinsGetsTheOutcome() async {
        let flights = Subject()
        let (flight, isFirst) = flights.join("a")
        #expect(isFirst)
        #expect(flights.join("a").isFirst == false)
        #expect(flights.join("b").isFirst)
        async let early = flight.outcome()
        flights.land("a", flight, .success(1))
        #expect(value(await early) == 1)
        #expect(value(await flight.outcome()) == 1)
        #expect(flights.join("a").isFirst)
    }

    @Test func whoIsCancelledLeavesAtOnce() async {
        let flights = Subject()
        let (flight, _) = flights.join("a")
        let waiting = Task { await flight.outcome() }
        waiting.cancel()
        #expect(isInterrupted(await waiting.value))
        flights.land("a", flight, .success(1))
        #expect(value(await flight.outcome()) == 1)
    }

    @Test func othersGoOnWhenTheFirstIsInterrupted() async {
        let flights = Subject()
        let (flight, _) = flights.join("a")
        async let other = flights.once("a") { .success(2) }
        flights.land("a", flight, Subject.interrupted)
        #expect(value(await other) == 2)
    }
}
