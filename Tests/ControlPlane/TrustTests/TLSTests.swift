import AWSClient
import AWSWire
import AsyncHTTPClient
import Crypto
import HTTPTypes
import Logging
import MachineProtocol
import NIOCore
import NIOHTTP1
import Shapes
import Store
import Testing
import WebServer
import WebSockets
import X509

@testable import Trust

/// Real connections.
@Suite struct TLSTests {
    /// Runs the pages and some more behind TLS on a free port.
    private func withServer(
        _ world: TrustWorld, names: [String] = ["localhost", "127.0.0.1"],
        _ body: @escaping @Sendable (Int, ServerTLS) async throws -> Void
    ) async throws {
        let certificate = ServerCertificate(
            world.service, names: names.compactMap { SubjectName($0) }, addresses: { [] },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let tls = try certificate.makeTLS()
        var options = WebServerOptions(addresses: [
            .init(host: "127.0.0.1", port: 0, isSecure: true)
        ])
        options.tls = tls
        let (ready, told) = AsyncStream<Int>.makeStream()
        let server = WebServer(
            options: options, handler: Front(pages: TrustPages(world.service)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onReady: { told.yield($0.first?.port ?? 0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await server.run() } catch is CancellationError {}
            }
            group.addTask {
                for await port in ready {
                    try await body(port, tls)
                    return
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private struct Front: WebHandler {
        let pages: TrustPages

        func respond(to request: WebRequest) async -> WebResponse {
            switch request.rawPath {
            case "/large":
                return WebResponse(body: .bytes(ByteBuffer(repeating: 7, count: 8 << 20)))
            case "/echo":
                return .webSocket { socket in
                    for await message in socket { try await socket.send(message) }
                }
            case "/who": return .text("\(request.isSecure) \(request.peer)")
            default: return await pages.respond(to: request)
            }
        }
    }

    private func send(
        _ path: String, _ port: Int, _ trust: ClientTrust, host: String = "localhost",
        body: (any Shape)? = nil, method: HTTPMethod = .POST, raw: String? = nil
    ) async throws -> (status: Int, body: ByteBuffer) {
        var request = HTTPClientRequest(url: "https://\(host):\(port)\(path)")
        request.method = method
        if let body { request.body = .bytes(ByteBuffer(bytes: JSON.serialize(body.encoded))) }
        if let raw { request.body = .bytes(ByteBuffer(string: raw)) }
        let answer = try await trust.http.execute(request, timeout: .seconds(10))
        return (Int(answer.status.code), try await answer.body.collect(upTo: 16 << 20))
    }

    private func code(_ answer: (status: Int, body: ByteBuffer)) -> String? {
        (try? JSON.parse(answer.body.readableBytesView))?["__type"]?.string
    }

    /// A client that trusts `world`; it is shut down behind `body`.
    private func withClient(
        _ authority: String, _ identity: (certificate: String, privateKey: String)? = nil,
        _ body: (ClientTrust) async throws -> Void
    ) async throws {
        let trust = try ClientTrust(authority: authority, identity: identity)
        do { try await body(trust) } catch {
            await trust.shutdown()
            throw error
        }
        await trust.shutdown()
    }

    /// Certificates are judged by the wall clock on the wire.
    private func world(_ installation: String = "aaaa") async throws -> TrustWorld {
        try await TrustWorld(
            installation: installation, start: ClientEnvironment.system.now())
    }

    @Test func joinsAndRenewsOverTheWire() async throws {
        let world = try await world()
        try await withServer(world) { port, _ in
            let authority = world.service.authority.certificate
            let key = TestKey()
            let token = try await world.token()
            nonisolated(unsafe) var admission = Admission()
            try await withClient(authority) { client in
                let page = try await send("/_skerry/authority", port, client, method: .GET)
                #expect(String(buffer: page.body) == authority)
                let answer = try await send(
                    "/_skerry/join", port, client,
                    body: JoinRequest {
                        $0.token = "\(token.id).\(token.secret)"
                        $0.certificateRequest = key.request
                    })
                #expect(answer.status == 200)
                admission = try JSON.decode(Admission.self, from: answer.body.readableBytesView)
                // Without a certificate nothing more is given.
                let anonymous = try await send("/_skerry/machine-credentials", port, client)
                #expect(anonymous.status == 401)
                #expect(code(anonymous) == "CertificateRequired")
            }
            try await withClient(authority, (admission.certificate, key.key.pemRepresentation)) {
                client in
                let who = try await send("/who", port, client, host: "127.0.0.1", method: .GET)
                #expect(String(buffer: who.body).contains("mi-0123456789abcdef0"))
                let credentials = try await send("/_skerry/machine-credentials", port, client)
                #expect(credentials.status == 200)
                let renewal = try await send(
                    "/_skerry/renew", port, client,
                    body: JoinRequest { $0.certificateRequest = key.request })
                #expect(renewal.status == 200)
                try await world.service.revokeMachine(admission.identity.id)
                // On the same connection too.
                let refused = try await send("/_skerry/machine-credentials", port, client)
                #expect(refused.status == 403)
                #expect(code(refused) == "MachineRevoked")
            }
        }
    }

    @Test func tellsAForeignMachineInWords() async throws {
        let world = try await world()
        let other = try await self.world("bbbb")
        let key = TestKey()
        let admission = try await other.join(try await other.token(), key: key)
        try await withServer(world) { port, _ in
            try await withClient(
                world.service.authority.certificate,
                (admission.certificate, key.key.pemRepresentation)
            ) { client in
                let answer = try await send("/_skerry/machine-credentials", port, client)
                #expect(answer.status == 403)
                #expect(code(answer) == "CertificateRefused")
                #expect(String(buffer: answer.body).contains("another installation"))
            }
        }
    }

    @Test func refusesMalformedEverything() async throws {
        let world = try await world()
        try await withServer(world) { port, _ in
            try await withClient(world.service.authority.certificate) { client in
                let bodies: [(String, Int, String)] = [
                    ("", 400, "InvalidRequest"), ("[", 400, "InvalidRequest"),
                    ("[]", 400, "InvalidRequest"), ("{\"token\": 7}", 400, "InvalidRequest"),
                    ("{}", 403, "InvalidToken"), ("{\"token\": \"a.b\"}", 403, "InvalidToken"),
                    (String(repeating: "x", count: 40_000), 413, "RequestTooLarge"),
                ]
                for (body, status, name) in bodies {
                    let answer = try await send("/_skerry/join", port, client, raw: body)
                    #expect(answer.status == status, "\(body.prefix(20))")
                    #expect(code(answer) == name, "\(body.prefix(20))")
                }
                let token = try await world.token()
                let request = try await send(
                    "/_skerry/join", port, client,
                    body: JoinRequest {
                        $0.token = "\(token.id).\(token.secret)"
                        $0.certificateRequest = "no request"
                    })
                #expect(code(request) == "InvalidCertificateRequest")
                let method = try await send("/_skerry/join", port, client, method: .GET)
                #expect(method.status == 405)
                let deeper = try await send("/_skerry/join/x", port, client, raw: "{}")
                #expect(code(deeper) == "InvalidRequest")
                // The token is none the worse for it.
                _ = try await world.join(token)
                for _ in 0..<40 { _ = try await send("/_skerry/join", port, client, raw: "{}") }
                let limited = try await send("/_skerry/join", port, client, raw: "{}")
                #expect(limited.status == 429)
                #expect(code(limited) == "TooManyRequests")
            }
        }
    }

    @Test func letsNobodyInWithoutTLS() async throws {
        let world = try await TrustWorld()
        let answer = await TrustPages(world.service).respond(
            to: WebRequest(method: .post, target: "/_skerry/join"))
        #expect(answer.status == .forbidden)
    }

    @Test func clientsTrustTheInstallationOnly() async throws {
        let world = try await world()
        let other = try await self.world("bbbb")
        try await withServer(world, names: ["localhost"]) { port, tls in
            try await withClient(other.service.authority.certificate) { client in
                await #expect(throws: (any Error).self) {
                    try await send("/who", port, client, method: .GET)
                }
            }
            try await withClient(world.service.authority.certificate) { client in
                // The right authority, and an address that the certificate does not have.
                await #expect(throws: (any Error).self) {
                    try await send("/who", port, client, host: "127.0.0.1", method: .GET)
                }
                // A server with a machine's certificate is none.
                let key = TestKey()
                let machine = try await world.join(try await world.token(), key: key)
                try tls.replace(
                    TLSIdentity(
                        certificates: [machine.certificate, machine.authority],
                        privateKey: key.key.pemRepresentation))
                await #expect(throws: (any Error).self) {
                    try await send("/who", port, client, method: .GET)
                }
            }
        }
    }

    @Test func showsANewCertificateWithoutARestart() async throws {
        let world = try await world()
        try await withServer(world, names: ["localhost"]) { port, tls in
            let key = TestKey()
            try await withClient(world.service.authority.certificate) { client in
                let first = try await send("/who", port, client, method: .GET)
                #expect(first.status == 200)
            }
            let fresh = try world.service.authority.certificate(
                forServer: [.address([127, 0, 0, 1])],
                key: Certificate.PublicKey(key.key.publicKey),
                lifetime: .seconds(60), now: world.now)
            try tls.replace(
                TLSIdentity(
                    certificates: [fresh.pem, world.service.authority.certificate],
                    privateKey: key.key.pemRepresentation))
            try await withClient(world.service.authority.certificate) { client in
                let answer = try await send("/who", port, client, host: "127.0.0.1", method: .GET)
                #expect(String(buffer: answer.body) == "true anonymous")
            }
        }
        #expect(throws: TLSFailure.self) {
            try ServerTLS(
                TLSIdentity(certificates: ["x"], privateKey: "y"), clientAuthorities: [],
                verify: { _ in .anonymous })
        }
    }

    @Test func carriesLargeBodiesAndWebSockets() async throws {
        let world = try await world()
        try await withServer(world) { port, _ in
            try await withClient(world.service.authority.certificate) { client in
                let large = try await send("/large", port, client, method: .GET)
                #expect(large.body.readableBytes == 8 << 20)
                let sockets = WebSocketClient(
                    region: "us-east-1", service: "ecs",
                    credentials: StaticCredentials(
                        .init(accessKeyID: "a", secretAccessKey: "b")),
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, trust: client)
                for host in ["localhost", "127.0.0.1"] {
                    let heard = try await sockets.withWebSocket("wss://\(host):\(port)/echo") {
                        socket in
                        try await socket.send(.text("over TLS"))
                        for await message in socket { return message }
                        return .text("nothing")
                    }
                    #expect(heard == .text("over TLS"))
                }
            }
            let plain = WebSocketClient(
                region: "us-east-1", service: "ecs",
                credentials: StaticCredentials(.init(accessKeyID: "a", secretAccessKey: "b")),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            await #expect(throws: AWSClientError.self) {
                try await plain.withWebSocket("wss://localhost:\(port)/echo") { _ in }
            }
        }
    }
}
