import Shapes
import Testing

@testable import RegistryClient

@Suite struct ChallengeTests {
    @Test func readsDockerHubs() {
        let challenges = Challenge.parse([
            "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                + "scope=\"repository:library/alpine:pull\""
        ])
        #expect(
            challenges == [
                Challenge(
                    scheme: "bearer",
                    parameters: [
                        "realm": "https://auth.docker.io/token", "service": "registry.docker.io",
                        "scope": "repository:library/alpine:pull",
                    ])
            ])
    }

    @Test func readsSeveralInOneFieldOrMore() {
        let challenges = Challenge.parse([
            "Negotiate, Basic realm = \"a, \\\"b\\\"\" , Bearer Realm=x,SERVICE=\"y\"", "NTLM",
        ])
        #expect(challenges.map(\.scheme) == ["negotiate", "basic", "bearer", "ntlm"])
        #expect(challenges[1].parameters == ["realm": "a, \"b\""])
        #expect(challenges[2].parameters == ["realm": "x", "service": "y"])
    }

    @Test(arguments: [
        "", ",,,", "\"", "=", "Bearer realm=\"open", "Bearer =x", "Basic realm=,", "Negotiate YQ==",
        "Bearer realm=\"a\\",
    ])
    func survivesNonsense(text: String) {
        let values = Challenge.parse([text]).flatMap(\.parameters.values)
        #expect(values.isEmpty)
    }

    @Test func readsOnlySoMany() {
        let many = String(repeating: "A,", count: 10_000)
        #expect(Challenge.parse([many, many]).count == Challenge.limit)
    }
}

@Suite struct TokenTests {
    private func answer(_ json: String) -> TokenAnswer? { TokenAnswer(Array(json.utf8)) }

    @Test func readsBothNames() {
        #expect(answer(#"{"token":"a","access_token":"b","expires_in":300}"#)?.token == "a")
        #expect(answer(#"{"access_token":"b"}"#)?.lifetime == .seconds(60))
        #expect(answer(#"{"token":"a","expires_in":1}"#)?.lifetime == .seconds(60))
        #expect(answer(#"{"token":"a","expires_in":99999999}"#)?.lifetime == .seconds(86_400))
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"token":""}"#, #"{"token":1}"#, #"{"token":"a\r\nX: y"}"#,
    ])
    func refusesOthers(json: String) {
        #expect(answer(json) == nil)
    }

    @Test func tokensEndAndAreForgotten() throws {
        var cache = AuthorizationCache()
        let start = Timestamp(milliseconds: 0)
        let token = try #require(answer(#"{"token":"a","expires_in":60}"#))
        #expect(cache.header(for: ["s"], at: start) == nil)
        #expect(cache.keep(token, for: ["s"], at: start) == "Bearer a")
        #expect(cache.header(for: ["s"], at: start + .seconds(49)) == "Bearer a")
        #expect(cache.header(for: ["t"], at: start) == nil)
        #expect(cache.header(for: ["s"], at: start + .seconds(50)) == nil)
        _ = cache.keep(token, for: ["s"], at: start)
        cache.forget(["s"])
        #expect(cache.header(for: ["s"], at: start) == nil)
    }

    @Test func cacheHasALimit() throws {
        var cache = AuthorizationCache()
        let token = try #require(answer(#"{"token":"a"}"#))
        let start = Timestamp(milliseconds: 0)
        for number in 0...AuthorizationCache.limit {
            _ = cache.keep(token, for: ["\(number)"], at: start)
        }
        #expect(cache.header(for: ["0"], at: start) == nil)
        #expect(cache.header(for: ["\(AuthorizationCache.limit)"], at: start) != nil)
    }
}

@Suite struct AuthorizationAnswerTests {
    private let credentials = RegistryCredentials(username: "u", password: "p:q")

    private func answer(
        _ field: String, to url: String = "https://r.example/v2/", _ credentials: Bool = true
    ) throws -> AuthorizationAnswer {
        AuthorizationAnswer(
            Challenge.parse([field]), to: try #require(RegistryURL(url)), scopes: ["own"],
            credentials: credentials ? self.credentials : nil)
    }

    @Test func tokensGoBeforePasswords() throws {
        let realm = try #require(RegistryURL("https://auth.example/t"))
        let field =
            #"Basic realm="x", Bearer realm="https://auth.example/t",service="s",scope="a b""#
        #expect(
            try answer(field)
                == .token(.init(realm: realm, service: "s"), scopes: ["a", "b", "own"]))
        #expect(try answer(#"Basic realm="x""#) == .basic(credentials))
        #expect(credentials.basicHeader == "Basic dTpwOnE=")
    }

    @Test func answersNothingWithoutCredentialsOrWithAnUnsafeRealm() throws {
        #expect(try answer(#"Basic realm="x""#, to: "https://r.example/v2/", false) == .none)
        #expect(try answer(#"Bearer realm="http://auth.example/t""#) == .none)
        #expect(try answer("Bearer service=x") == .none)
        #expect(try answer("Negotiate") == .none)
    }

    @Test func passwordsDoNotShow() {
        #expect(!"\(credentials)".contains("p:q"))
        #expect(!String(reflecting: credentials).contains("p:q"))
        var dumped = ""
        dump(credentials, to: &dumped)
        #expect(!dumped.contains("p:q"))
    }
}
