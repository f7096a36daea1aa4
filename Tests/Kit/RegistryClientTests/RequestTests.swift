import HTTPTypes
import NIOCore
import Shapes
import Synchronization
import Testing
import WebServer

@testable import RegistryClient

@Suite struct RequestTests {
    private let user = RegistryCredentials(username: "u", password: "p")
    private static let text = #"{"schemaVersion":2}"#
    private static let digest = RegistryClient.digest(of: Array(text.utf8))

    /// A registry that wants tokens named by a counter, of which only the newest is good.
    private static func tokenRegistry(
        _ record: Record, _ tokens: Counter
    ) -> @Sendable (WebRequest) async -> WebResponse {
        { request in
            let authorization = request.headers[.authorization] ?? "none"
            record.add("\(request.rawPath) \(authorization)")
            if request.rawPath == "/token" {
                record.add(request.rawQuery ?? "")
                guard authorization == "Basic dTpw" else {
                    return .json(#"{"details":"incorrect password"}"#, status: .unauthorized)
                }
                return .json("{\"token\":\"t\(tokens.increase())\",\"expires_in\":100}")
            }
            guard authorization == "Bearer t\(tokens.value)" else {
                let host = request.host ?? ""
                return WebResponse(
                    status: .unauthorized,
                    headers: [
                        .wwwAuthenticate:
                            "Bearer realm=\"http://\(host)/token\",service=\"a b\","
                            + "scope=\"repository:x/y:pull\""
                    ])
            }
            return WebResponse(
                headers: [
                    .contentType: "application/vnd.oci.image.manifest.v1+json; charset=utf-8",
                    .contentDigest: digest,
                ], body: .bytes(ByteBuffer(string: text)))
        }
    }

    @Test func fetchesATokenAndKeepsIt() async throws {
        let record = Record()
        let tokens = Counter()
        let client = TestClient()
        try await withServer(Self.tokenRegistry(record, tokens)) { [user] port in
            try await client.with(port: port, user) { registry in
                let manifest = try await registry.manifest("x/y", "latest")
                #expect(manifest.digest == Self.digest)
                #expect(manifest.mediaType == "application/vnd.oci.image.manifest.v1+json")
                _ = try await registry.manifest("x/y", Self.digest)
                #expect(
                    record.all == [
                        "/v2/x/y/manifests/latest none", "/token Basic dTpw",
                        "service=a%20b&scope=repository%3Ax%2Fy%3Apull&account=u",
                        "/v2/x/y/manifests/latest Bearer t1",
                        "/v2/x/y/manifests/\(Self.digest) Bearer t1",
                    ])
                // It has ended, by our clock and with our margin.
                client.advance(.seconds(91))
                _ = try await registry.manifestHead("x/y", "latest")
                #expect(tokens.value == 2)
                // It is void though its time has not come.
                tokens.value = 7
                _ = try await registry.manifest("x/y", "latest")
                #expect(tokens.value == 8)
            }
        }
    }

    @Test func wrongPasswordsAreToldAtOnce() async throws {
        let record = Record()
        let tokens = Counter()
        try await withServer(Self.tokenRegistry(record, tokens)) { port in
            let wrong = RegistryCredentials(username: "u", password: "wrong")
            try await TestClient().with(port: port, wrong) { registry in
                let error = await failure { try await registry.manifest("x/y", "latest") }
                #expect(error == .unauthorized("incorrect password"))
                #expect(record.count(prefix: "/token") == 1)
            }
        }
    }

    @Test func aTokenThatIsRefusedIsNotTriedForEver() async throws {
        let record = Record()
        try await withServer({ request in
            record.add(request.rawPath)
            if request.rawPath == "/token" { return .json(#"{"token":"t"}"#) }
            var answer = WebResponse.json(
                #"{"errors":[{"code":"UNAUTHORIZED","message":"no \u0007way"}]}"#,
                status: .unauthorized)
            answer.headers[.wwwAuthenticate] = "Bearer realm=\"/token\""
            return answer
        }) { port in
            try await TestClient().with(port: port) { registry in
                let error = await failure { try await registry.ping() }
                #expect(error == .unauthorized("UNAUTHORIZED: no way"))
                #expect(record.all == ["/v2/", "/token", "/v2/"])
            }
        }
    }

    @Test func basicIsSentFromThenOn() async throws {
        let record = Record()
        try await withServer({ request in
            let authorization = request.headers[.authorization] ?? "none"
            record.add(authorization)
            guard authorization == "Basic dTpw" else {
                return WebResponse(
                    status: .unauthorized, headers: [.wwwAuthenticate: "Basic realm=\"r\""])
            }
            return .json("{}")
        }) { [user] port in
            try await TestClient().with(port: port, user) { registry in
                try await registry.ping()
                try await registry.ping()
                #expect(record.all == ["none", "Basic dTpw", "Basic dTpw"])
            }
            try await TestClient().with(port: port) { registry in
                #expect(
                    await failure { try await registry.ping() } == .unauthorized("Unauthorized"))
            }
        }
    }

    @Test func errorsHaveTheirKinds() async throws {
        let record = Record()
        try await withServer({ request in
            let count = record.count(request.rawPath)
            switch request.rawPath.split(separator: "/").last {
            case "404": return .json("{}", status: .notFound)
            case "403": return .json(#"{"errors":[{"code":"DENIED"}]}"#, status: .forbidden)
            case "429":
                var answer = WebResponse(status: .tooManyRequests)
                answer.headers[.retryAfter] = "7"
                return answer
            case "418": return WebResponse(status: .init(code: 418, reasonPhrase: "Teapot"))
            case "500": return WebResponse(status: .internalServerError)
            case "503":
                return count < 2
                    ? WebResponse(status: .serviceUnavailable) : .json(RequestTests.text)
            case "liar":
                return WebResponse(
                    headers: [.contentDigest: "sha256:" + String(repeating: "0", count: 64)],
                    body: .bytes(ByteBuffer(string: RequestTests.text)))
            case "large":
                let zeros = ByteBuffer(repeating: 0, count: RegistryClient.maximumManifest + 1)
                return WebResponse(
                    body: .stream(length: nil) { writer in try await writer.write(zeros) })
            default: return .json(RequestTests.text)
            }
        }) { port in
            let client = TestClient()
            try await client.with(port: port) { registry in
                func error(_ reference: String) async -> RegistryClientError? {
                    await failure { try await registry.manifest("x", reference) }
                }
                #expect(await error("404") == .notFound)
                #expect(await error("403") == .denied("DENIED"))
                #expect(await error("429") == .tooManyRequests(retryAfter: .seconds(7)))
                #expect(await error("418") == .refused(status: 418, "I'm a teapot"))
                #expect(client.waited.isEmpty)
                #expect(
                    await error("500") == .serverFailed(status: 500, "Internal Server Error"))
                #expect(client.waited == [.milliseconds(150), .milliseconds(300)])
                #expect(await error("503") == nil)
                #expect(
                    await error("liar")
                        == .digestMismatch(
                            expected: "sha256:" + String(repeating: "0", count: 64),
                            actual: Self.digest))
                let other = "sha256:" + String(repeating: "1", count: 64)
                #expect(
                    await error(other) == .digestMismatch(expected: other, actual: Self.digest))
                #expect(await error("large") == .tooLarge(limit: 4 << 20))
            }
        }
    }

    @Test func nobodyThereAndNoAnswer() async throws {
        let port = try await withServer({ _ in .json("{}") }, { $0 })
        let client = TestClient()
        try await client.with(port: port) { registry in
            guard case .unreachable = await failure({ try await registry.ping() }) else {
                Issue.record("reached a closed port")
                return
            }
            #expect(client.waited.count == 2)
        }
        let (held, release) = AsyncStream.makeStream(of: Void.self)
        try await withServer({ _ in
            for await _ in held {}
            return .json("{}")
        }) { port in
            var options = RegistryClient.Options()
            options.answerTimeout = .milliseconds(50)
            try await TestClient().with(port: port, nil, options) { registry in
                #expect(await failure { try await registry.ping() } == .timedOut)
            }
            release.finish()
        }
    }

    @Test func credentialsStayWithTheRegistryWhenItRedirects() async throws {
        let (record, elsewhere) = (Record(), Record())
        let content = ByteBuffer(string: "content")
        try await withServer({ request in
            elsewhere.add("\(request.rawPath) \(request.headers[.authorization] ?? "none")")
            elsewhere.add(request.headers[HTTPField.Name("Skerry-Test")!] ?? "none")
            return WebResponse(body: .bytes(content))
        }) { [user] storage in
            try await withServer({ request in
                record.add(request.headers[.authorization] ?? "none")
                guard request.headers[.authorization] != nil else {
                    return WebResponse(
                        status: .unauthorized, headers: [.wwwAuthenticate: "Basic realm=\"r\""])
                }
                return WebResponse(
                    status: .temporaryRedirect,
                    headers: [.location: "http://127.0.0.1:\(storage)/signed?x=1"])
            }) { port in
                var options = RegistryClient.Options()
                options.fields = [("Skerry-Test", "1")]
                try await TestClient().with(port: port, user, options) { registry in
                    var bytes = ByteBuffer()
                    for try await part in registry.blob("x", "sha256:0", size: 7) {
                        bytes.writeImmutableBuffer(part)
                    }
                    #expect(bytes == content)
                    #expect(record.all == ["none", "Basic dTpw"])
                    #expect(elsewhere.all == ["/signed none", "none"])
                }
            }
        }
    }

    @Test(arguments: ["/v2/", "ftp://x/y", "http://user:pw@127.0.0.1/"])
    func redirectsHaveAnEnd(location: String) async throws {
        let record = Record()
        try await withServer({ request in
            record.add(request.rawPath)
            return WebResponse(status: .found, headers: [.location: location])
        }) { port in
            try await TestClient().with(port: port) { registry in
                guard case .protocolViolation = await failure({ try await registry.ping() })
                else {
                    Issue.record("followed \(location)")
                    return
                }
                #expect(record.all.count <= RegistryClient.maximumRedirects + 1)
            }
        }
    }
}
