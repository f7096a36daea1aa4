import Crypto
import Logging
import MachineProtocol
import NIOCore
import Shapes
import Store
import SwiftASN1
import Synchronization
import Testing
import WebServer
import X509

@testable import Trust

/// An installation's trust over a store in memory, with a clock that is moved by hand.
final class TrustWorld: Sendable {
    static let start = Timestamp(milliseconds: 1_700_000_000_000)

    private final class Time: Sendable {
        let now = Mutex(TrustWorld.start)
    }

    private struct FakeIssuer: MachineCredentialsIssuer {
        func credentials(
            machine id: String, account: String, expiresAt: Timestamp
        ) -> MachineCredentials {
            MachineCredentials {
                $0.accessKeyID = "ASIA-\(account)-\(id)"
                $0.secretAccessKey = "secret"
                $0.sessionToken = "token"
                $0.expiresAt = expiresAt
            }
        }
    }

    let store: MemoryStore
    let service: TrustService
    private let time: Time

    init(
        installation: String = "aaaa", store: MemoryStore = MemoryStore(),
        settings: TrustSettings = TrustSettings(), start: Timestamp = TrustWorld.start
    ) async throws {
        let time = Time()
        time.now.withLock { $0 = start }
        self.time = time
        self.store = store
        service = try await TrustService.open(
            store, installation: installation, issuer: FakeIssuer(),
            registry: "skerry.localhost:4566", settings: settings,
            now: { time.now.withLock { $0 } },
            randomBytes: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    var now: Timestamp { time.now.withLock { $0 } }

    func advance(by duration: Duration) { time.now.withLock { $0 = $0 + duration } }

    func token(
        machine: String = "mi-0123456789abcdef0", lifetime: Duration = .seconds(600)
    ) async throws -> JoinToken {
        try await service.createToken(
            for: MachineIdentityRecord {
                $0.id = machine
                $0.account = "000000000000"
                $0.region = "us-east-1"
                $0.cluster = "default"
            }, lifetime: lifetime)
    }

    func join(
        _ token: JoinToken, key: TestKey = TestKey(), hostName: String = "host"
    ) async throws -> Admission {
        try await service.join(
            JoinRequest {
                $0.token = "\(token.id).\(token.secret)"
                $0.certificateRequest = key.request
                $0.hostName = hostName
            })
    }

    /// The machine's certificate as the TLS layer would show it.
    func shown(_ admission: Admission) throws -> MachineCertificate {
        try service.authority.machine(of: TestKey.der(admission.certificate))
    }
}

/// A machine's key in a test.
struct TestKey: Sendable {
    let key = P256.Signing.PrivateKey()

    var request: String { Self.request(Certificate.PrivateKey(key), .ecdsaWithSHA256) }

    static func request(
        _ key: Certificate.PrivateKey, _ algorithm: Certificate.SignatureAlgorithm
    ) -> String {
        do {
            let request = try CertificateSigningRequest(
                version: .v1, subject: try DistinguishedName { CommonName("whoever") },
                privateKey: key, attributes: CertificateSigningRequest.Attributes(),
                signatureAlgorithm: algorithm)
            return try request.serializeAsPEM().pemString
        } catch {
            Issue.record(error)
            return ""
        }
    }

    static func der(_ pem: String) throws -> [UInt8] { try PEMDocument(pemString: pem).derBytes }
}

/// The refusal that `body` ends with; nil when it does not.
func refusal(_ body: () async throws -> Void) async -> TrustRefusal.Code? {
    do {
        try await body()
        return nil
    } catch let error as TrustRefusal {
        return error.code
    } catch {
        Issue.record(error)
        return nil
    }
}
