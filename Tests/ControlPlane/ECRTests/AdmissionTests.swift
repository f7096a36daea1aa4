import AWSWire
import ECRModel
import HTTPTypes
import Shapes
import Testing
import WebServer

@testable import ECR

@Suite struct AdmissionTests {
    @Test func aTokenIsAUserAndAPasswordForTwelveHours() async throws {
        try await World.with { world in
            let response = try await world.service.getAuthorizationToken(.init(), world.context())
            let data = try #require(response.authorizationData)
            #expect(data.count == 1)
            #expect(data[0].expiresAt == World.start + .seconds(12 * 3600))
            #expect(
                data[0].proxyEndpoint
                    == "http://123456789012.dkr.ecr.eu-west-1.skerry.localhost:4566")
            let bytes = try #require(Base64.decode(data[0].authorizationToken ?? ""))
            #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("AWS:"))
        }
    }

    @Test func clientsAreAskedForBasicCredentials() async throws {
        try await World.with { world in
            for target in ["/v2/", "/v2", "/v2/web/manifests/v1", "/v2/nonsense"] {
                let answer = try await world.send(.get, target, authorization: .some(nil))
                #expect(answer.status == 401)
                #expect(answer.code == "UNAUTHORIZED")
                #expect(
                    answer["WWW-Authenticate"]
                        == "Basic realm=\"http://localhost:4566/\",service=\"ecr.amazonaws.com\"")
                #expect(answer["Docker-Distribution-Api-Version"] == "registry/2.0")
            }
            #expect(try await world.send(.get, "/v2/").status == 200)
        }
    }

    @Test func tokensWorkOnEveryServerWithTheSecretUntilTheyExpire() async throws {
        try await World.with { world in
            let login = try await world.login()
            func status(_ service: ECRService) async -> (Int, String?) {
                let request = WebRequest(
                    method: .get, target: "/v2/", headers: [.authorization: login])
                let response = await service.distribution.respond(to: request)
                return (response.status.code, response.headers[.wwwAuthenticate])
            }
            world.advance(.seconds(12 * 3600 - 1))
            #expect(await status(world.other()).0 == 200)
            #expect(await status(world.other(secret: [UInt8](repeating: 1, count: 32))).0 == 401)
            world.advance(.seconds(1))
            let late = await status(world.service)
            #expect(late.0 == 403)
            #expect(late.1 == nil)
        }
    }

    @Test func forgedCredentialsAreRefused() async throws {
        try await World.with { world in
            let login = try await world.login()
            let bytes = try #require(Base64.decode(String(login.dropFirst(6))))
            let text = String(decoding: bytes, as: UTF8.self)
            let password = String(text.dropFirst(4))
            func basic(_ text: String) -> String { "Basic \(Base64.encode(Array(text.utf8)))" }
            let page = TokenSealer(secret: World.secret, use: "ecr").seal(
                RegistryCaller { $0.account = World.account }, for: "page",
                until: world.now + .seconds(60))
            for attempt in [
                "", "Basic", "Basic !!!", "Bearer \(password)", basic("AWS"), basic("AWS:"),
                basic("root:\(password)"), basic("AWS:\(password.dropLast(2))"),
                basic("AWS:\(password)x"), basic("AWS:\(page)"), "Basic \(login) x",
                "Basic //79", "Basic " + String(repeating: "A", count: 5000),
            ] {
                let answer = try await world.send(.get, "/v2/", authorization: attempt)
                #expect(answer.status == 401, "\(attempt)")
            }
            let lowercase = "basic \(login.dropFirst(6))"
            #expect(try await world.send(.get, "/v2/", authorization: lowercase).status == 200)
        }
    }

    @Test func aTokenIsGoodForTheRegistriesOfItsRegion() async throws {
        try await World.with { world in
            for (host, status) in [
                ("123456789012.dkr.ecr.eu-west-1.skerry.localhost:4566", 200),
                ("123456789012.dkr.ecr.eu-west-1.amazonaws.com", 200),
                ("127.0.0.1:4566", 200),
                // Another account's policies say what may be done there.
                ("210987654321.dkr.ecr.eu-west-1.skerry.localhost:4566", 200),
                ("123456789012.dkr.ecr.us-east-1.skerry.localhost:4566", 403),
            ] {
                let answer = try await world.send(.get, "/v2/", host: host)
                #expect(answer.status == status, "\(host)")
                if status == 403 { #expect(answer.code == "DENIED") }
            }
            // containerd calls a mirror and says for whom.
            for (name, host, status) in [
                ("210987654321.dkr.ecr.eu-west-1.amazonaws.com", "127.0.0.1", 200),
                ("123456789012.dkr.ecr.us-east-1.amazonaws.com", "127.0.0.1", 403),
                (
                    "210987654321.dkr.ecr.eu-west-1.amazonaws.com",
                    "123456789012.dkr.ecr.eu-west-1.amazonaws.com", 403
                ),
            ] {
                let mirrored = try await world.send(.get, "/v2/?ns=\(name)", host: host)
                #expect(mirrored.status == status, "\(name) at \(host)")
            }
        }
    }

    @Test func accountsAndRegionsDoNotSeeEachOthersRepositories() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.put(try await world.image("one", in: "web"), "v1", in: "web")
            #expect(try await world.send(.get, "/v2/web/manifests/v1").status == 200)
            for login in [
                try await world.login(account: "210987654321"),
                try await world.login(region: "us-east-1"),
            ] {
                let answer = try await world.send(
                    .get, "/v2/web/manifests/v1", authorization: login)
                #expect(answer.status == 404)
                #expect(answer.code == "NAME_UNKNOWN")
            }
        }
    }

    @Test(arguments: [
        ("123456789012.dkr.ecr.eu-west-1.skerry.localhost:4566", "123456789012/eu-west-1"),
        ("123456789012.dkr.ecr.us-east-1.amazonaws.com", "123456789012/us-east-1"),
        ("123456789012.dkr.ecr-fips.us-gov-east-1.amazonaws.com", "123456789012/us-gov-east-1"),
        ("localhost:4566", nil), ("12345.dkr.ecr.eu-west-1.amazonaws.com", nil),
        ("123456789012.dkr.ecr..amazonaws.com", nil), ("123456789012.dkr.eks.a.b", nil), ("", nil),
    ])
    func hostNamesSayWhoseRegistryIsMeant(host: String, expected: String?) {
        let scope = RegistryHost.scope(of: host)
        #expect(scope.map { "\($0.account)/\($0.region)" } == expected)
    }
}
