import Crypto
import Logging
import MachineProtocol
import Shapes
import Store
import SwiftASN1
import Testing
import X509

@testable import Trust

@Suite struct CertificateTests {
    @Test func serversOverOneStoreShareTheAuthority() async throws {
        let store = MemoryStore()
        let prints = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask { try await TrustWorld(store: store).service.authority.fingerprint }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(prints.count == 1)
        #expect(prints.first?.utf8.count == 64)
    }

    @Test func saysThatTheAuthorityIsUnusable() async throws {
        let store = MemoryStore()
        try await store.put(AuthorityRecord.key, Array("{}".utf8))
        await #expect(throws: TrustError.self) { try await TrustWorld(store: store) }
    }

    @Test func refusesCertificatesOfAnotherInstallation() async throws {
        let ours = try await TrustWorld()
        for name in ["bbbb", "aaaa"] {
            // Even one that calls itself like ours.
            let other = try await TrustWorld(installation: name)
            let admission = try await other.join(try await other.token())
            let der = try TestKey.der(admission.certificate)
            let code = await refusal { _ = try ours.service.authority.machine(of: der) }
            #expect(code == .certificateRefused)
        }
    }

    @Test func refusesAServersCertificateAndItsOwnAsAMachines() async throws {
        let world = try await TrustWorld()
        let key = TestKey()
        let server = try world.service.authority.certificate(
            forServer: [.host("localhost")], key: Certificate.PublicKey(key.key.publicKey),
            lifetime: .seconds(60), now: world.now)
        for pem in [server.pem, world.service.authority.certificate] {
            let der = try TestKey.der(pem)
            let code = await refusal { _ = try world.service.authority.machine(of: der) }
            #expect(code == .certificateRefused)
        }
    }

    @Test func refusesGarbageAndAlteredCertificates() async throws {
        let world = try await TrustWorld()
        let admission = try await world.join(try await world.token())
        let der = try TestKey.der(admission.certificate)
        #expect(throws: TrustRefusal.self) { try world.service.authority.machine(of: []) }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            var altered = der
            altered[Int.random(in: 0..<der.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8)
            #expect(throws: TrustRefusal.self) { try world.service.authority.machine(of: altered) }
            let cut = Array(der.prefix(Int.random(in: 0..<der.count, using: &random)))
            #expect(throws: TrustRefusal.self) { try world.service.authority.machine(of: cut) }
        }
    }

    @Test(arguments: [
        "", "-----BEGIN CERTIFICATE REQUEST-----", "garbage", String(repeating: "A", count: 20_000),
        "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
    ])
    func refusesMalformedRequests(_ text: String) async throws {
        let code = await refusal { _ = try KeyRequest(text) }
        #expect(code == .invalidCertificateRequest)
    }

    @Test func refusesOtherKeysAndSignatures() async throws {
        let ed = TestKey.request(Certificate.PrivateKey(Curve25519.Signing.PrivateKey()), .ed25519)
        let p384 = TestKey.request(
            Certificate.PrivateKey(P384.Signing.PrivateKey()), .ecdsaWithSHA384)
        #expect(await refusal { _ = try KeyRequest(ed) } == .invalidCertificateRequest)
        #expect(await refusal { _ = try KeyRequest(p384) } == .invalidCertificateRequest)
        var der = try PEMDocument(pemString: TestKey().request).derBytes
        der[der.count - 3] ^= 1
        let forged = PEMDocument(type: "CERTIFICATE REQUEST", derBytes: der).pemString
        #expect(await refusal { _ = try KeyRequest(forged) } == .invalidCertificateRequest)
    }

    @Test func namesOfServers() {
        let names = ServerCertificate.names(
            hostname: "skerry.localhost", region: "us-east-1", bind: "0.0.0.0",
            more: ["10.0.0.7", "::1", "Other.Example"])
        #expect(
            names == [
                .host("skerry-server"), .host("localhost"), .address([127, 0, 0, 1]),
                .host("skerry.localhost"), .address([10, 0, 0, 7]),
                .address(Array(repeating: 0, count: 15) + [1]), .host("other.example"),
                .host("*.skerry.localhost"), .host("*.dkr.ecr.us-east-1.skerry.localhost"),
            ])
        #expect(SubjectName("") == nil)
        #expect(SubjectName("a b") == nil)
        #expect(SubjectName("-a") == nil)
        #expect(SubjectName("*") == nil)
        #expect(SubjectName("a..b") == nil)
        #expect(SubjectName.localAddresses().contains(.address([127, 0, 0, 1])))
    }
}

@Suite struct FailureLimiterTests {
    let start = Timestamp(milliseconds: 1_700_000_000_000)

    @Test func slowsDownWhoFailsOften() {
        var limiter = FailureLimiter()
        for _ in 0..<30 {
            #expect(limiter.wait("a", now: start) == nil)
            limiter.fail("a", now: start)
        }
        #expect(limiter.wait("a", now: start) == 2)
        #expect(limiter.wait("b", now: start) == nil)
        #expect(limiter.wait("a", now: start + .seconds(2)) == nil)
        limiter.fail("a", now: start + .seconds(2))
        #expect(limiter.wait("a", now: start + .seconds(2)) == 2)
        #expect(limiter.wait("a", now: start + .seconds(120)) == nil)
    }

    @Test func remembersSoManyOnly() {
        var limiter = FailureLimiter()
        for number in 0..<(FailureLimiter.capacity + 10) {
            limiter.fail("\(number)", now: start + .milliseconds(number))
        }
        let late = start + .milliseconds(FailureLimiter.capacity + 10)
        for _ in 0..<40 { limiter.fail("last", now: late) }
        #expect(limiter.wait("last", now: late) != nil)
    }
}
