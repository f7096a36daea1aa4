import AWSClient
import Foundation
import Logging
import MachineProtocol
import NIOCore
import Shapes
import Store
import Synchronization
import Testing
import Trust
import WebServer

@testable import Joining

/// A machine's whole way, against the real pages behind real TLS.
@Suite struct MembershipTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Sendable private static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    private final class Issuer: MachineCredentialsIssuer {
        let count = Mutex(0)

        func credentials(
            machine id: String, account: String, expiresAt: Timestamp
        ) -> MachineCredentials {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return MachineCredentials {
                $0.accessKeyID = "ASIA\(number)"
                $0.secretAccessKey = "secret"
                $0.sessionToken = "token"
                $0.expiresAt = expiresAt
            }
        }
    }

    private struct Front: WebHandler {
        let pages: TrustPages

        func respond(to request: WebRequest) async -> WebResponse {
            await pages.respond(to: request)
        }
    }

    private static func withInstallation(
        _ name: String = "aaaa", lifetime: Duration = .seconds(3600),
        serverName: SubjectName = .address([127, 0, 0, 1]),
        _ body: @escaping @Sendable (TrustService, String) async throws -> Void
    ) async throws {
        var settings = TrustSettings()
        settings.certificateLifetime = lifetime
        settings.credentialsLifetime = lifetime
        let trust = try await TrustService.open(
            MemoryStore(), installation: name, issuer: Issuer(), registry: "skerry.localhost:4566",
            settings: settings, now: now,
            randomBytes: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
            logger: logger)
        let tls = try ServerCertificate(
            trust, names: [serverName], addresses: { [] }, logger: logger
        ).makeTLS()
        var options = WebServerOptions(addresses: [
            .init(host: "127.0.0.1", port: 0, isSecure: true)
        ])
        options.tls = tls
        let (ready, told) = AsyncStream<Int>.makeStream()
        let server = WebServer(
            options: options, handler: Front(pages: TrustPages(trust)), logger: logger,
            onReady: { told.yield($0.first?.port ?? 0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await server.run() } catch is CancellationError {}
            }
            group.addTask {
                for await port in ready {
                    return try await body(trust, "https://127.0.0.1:\(port)")
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private static func withDirectory(_ body: (String) async throws -> Void) async throws {
        var template = Array("/tmp/skerry-joining-XXXXXX\0".utf8).map { CChar(bitPattern: $0) }
        let path = try #require(mkdtemp(&template).map { String(cString: $0) })
        defer {
            for name in [
                "machine.key", "machine.pem", "authority.pem", "credentials.json",
                "membership.json",
            ] { unlink("\(path)/m/\(name)") }
            rmdir(path + "/m")
            rmdir(path)
        }
        try await body(path + "/m")
    }

    private static func token(_ trust: TrustService, _ machine: String) async throws -> String {
        try await trust.createToken(
            for: MachineIdentityRecord {
                $0.id = machine
                $0.account = "000000000000"
                $0.region = "us-east-1"
                $0.cluster = "blue"
            }, lifetime: .seconds(60)
        ).text
    }

    private static func open(
        _ directory: String, _ server: String?, _ token: String?
    ) async throws -> Membership {
        try await Membership.open(
            directory: directory, server: server, token: token, hostName: "here", now: now,
            logger: logger)
    }

    @Test func joinsOnceAndStays() async throws {
        try await Self.withInstallation { trust, server in
            try await Self.withDirectory { directory in
                await #expect(throws: JoinFailure.notJoined) {
                    try await Self.open(directory, server, nil)
                }
                let token = try await Self.token(trust, "mi-1")
                let first = try await Self.open(directory, server, token)
                #expect(first.record.identity.cluster == "blue")
                #expect(first.record.registry == "skerry.localhost:4566")
                await first.trust.shutdown()
                for name in ["machine.key", "credentials.json", "machine.pem"] {
                    let found = try FileManager.default.attributesOfItem(
                        atPath: "\(directory)/\(name)")
                    #expect(found[.posixPermissions] as? Int == 0o600)
                }
                // Without and with the token, which has been used.
                for again in [nil, token] {
                    let second = try await Self.open(directory, nil, again)
                    #expect(second.record == first.record)
                    await second.trust.shutdown()
                }
                try await Self.withDirectory { other in
                    let failure = await #expect(throws: JoinFailure.self) {
                        try await Self.open(other, server, token)
                    }
                    #expect(failure?.description.contains("used already by here") == true)
                    #expect(failure?.description.contains("skerry token create") == true)
                }
            }
        }
    }

    @Test func sendsNothingToAnotherInstallation() async throws {
        try await Self.withInstallation { trust, server in
            try await Self.withInstallation("bbbb") { other, _ in
                let token = try await Self.token(other, "mi-1")
                try await Self.withDirectory { directory in
                    await #expect(throws: JoinFailure.otherInstallation(server: server)) {
                        try await Self.open(directory, server, token)
                    }
                }
            }
            #expect(try await trust.admitted().isEmpty)
        }
    }

    @Test func saysWhatIsWrong() async throws {
        try await Self.withDirectory { directory in
            await #expect(throws: JoinFailure.badToken) {
                try await Self.open(directory, "https://127.0.0.1:1", "nonsense")
            }
            let token = String(repeating: "0", count: 64) + ".a.b"
            for server in ["http://127.0.0.1:1", "nonsense", "https://a/b"] {
                await #expect(throws: JoinFailure.badServer(server)) {
                    try await Self.open(directory, server, token)
                }
            }
        }
        try await Self.withInstallation { trust, server in
            try await Self.withDirectory { directory in
                let token = try await Self.token(trust, "mi-1")
                let cut = String(token.dropLast(1)) + (token.hasSuffix("0") ? "1" : "0")
                let failure = await #expect(throws: JoinFailure.self) {
                    try await Self.open(directory, server, cut)
                }
                guard case .refused("InvalidToken", _) = failure else {
                    Issue.record("\(String(describing: failure))")
                    return
                }
            }
        }
    }

    @Test func refusesAServerUnderAnotherName() async throws {
        try await Self.withInstallation(serverName: .host("elsewhere")) { trust, server in
            let token = try await Self.token(trust, "mi-1")
            try await Self.withDirectory { directory in
                await #expect(throws: JoinFailure.otherName(server: server)) {
                    try await Self.open(directory, server, token)
                }
            }
            #expect(try await trust.admitted().isEmpty)
        }
    }

    @Test func renewsItselfAndEndsWhenRevoked() async throws {
        try await Self.withInstallation(lifetime: .seconds(3)) { trust, server in
            try await Self.withDirectory { directory in
                let member = try await Self.open(
                    directory, server, try await Self.token(trust, "mi-1"))
                let files = MachineFiles(directory: directory)
                let first = try files.text(files.certificate)
                let old = try #require(
                    try files.shape(CredentialsRecord.self, files.credentials))
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    group.addTask {
                        let failure = await #expect(throws: JoinFailure.self) {
                            try await member.run()
                        }
                        guard case .refused("MachineRevoked", _) = failure else { return false }
                        return true
                    }
                    let deadline = ContinuousClock.now + .seconds(20)
                    // Two files, one after the other.
                    while try files.text(files.certificate) == first
                        || files.shape(CredentialsRecord.self, files.credentials) == old
                    {
                        try #require(ContinuousClock.now < deadline)
                        try await Task.sleep(for: .milliseconds(20))
                    }
                    try await trust.revokeMachine("mi-1")
                    #expect(try await group.next() == true)
                }
                await member.trust.shutdown()
                // With a token for another place it joins anew.
                let second = try await Self.open(
                    directory, server, try await Self.token(trust, "mi-2"))
                #expect(second.record.identity.id == "mi-2")
                await second.trust.shutdown()
            }
        }
    }
}
