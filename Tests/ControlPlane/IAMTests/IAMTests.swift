import AWSWire
import STSModel
import Shapes
import Store
import Testing

@testable import IAM

@Suite struct CredentialTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)

    /// Different bytes at each call, the same in each run.
    private final class Source: Sendable {
        private let generator = SystemRandomNumberGenerator()

        func bytes(_ count: Int) -> [UInt8] {
            var generator = generator
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
    }

    private let source = Source()

    private func open(_ store: any Store) async throws -> CredentialStore {
        try await CredentialStore.open(store, randomBytes: source.bytes)
    }

    private func context(
        _ account: String, arn: String? = nil, key: String = "AKIAX"
    ) -> RequestContext {
        let arn = arn ?? "arn:aws:iam::\(account):root"
        return RequestContext(
            requestID: "r", account: account, region: "us-east-1",
            principal: Principal(arn: arn, userID: account, account: account, accessKeyID: key),
            now: Self.now)
    }

    @Test func findsTheSecretOfAnAccessKeyAfterReopening() async throws {
        let store = MemoryStore()
        let key = try await open(store).createAccessKey(
            for: .root(account: "123456789012"), now: Self.now, randomBytes: source.bytes)
        #expect(key.accessKeyID.hasPrefix("AKIA") && key.accessKeyID.utf8.count == 20)
        #expect(key.secretAccessKey.utf8.count == 40)
        let found = try await open(store).resolve(
            accessKeyID: key.accessKeyID, sessionToken: nil, now: Self.now)
        #expect(found.secret == key.secretAccessKey)
        #expect(found.principal.arn == "arn:aws:iam::123456789012:root")
        #expect(found.principal.account == "123456789012")
    }

    @Test func findsKeysAtOnceWhetherFollowingTheStoreOrNot() async throws {
        let credentials = try await open(MemoryStore())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await credentials.run() }
            for _ in 0..<50 {
                let key = try await credentials.createAccessKey(
                    for: .root(account: "123456789012"), now: Self.now,
                    randomBytes: source.bytes)
                for _ in 0..<3 {
                    let found = try await credentials.resolve(
                        accessKeyID: key.accessKeyID, sessionToken: nil, now: Self.now)
                    #expect(found.secret == key.secretAccessKey)
                }
            }
            group.cancelAll()
        }
    }

    @Test(arguments: ["AKIAUNKNOWNUNKNOWN00", "../sealing-key", "", "akia"])
    func refusesUnknownKeys(id: String) async throws {
        let credentials = try await open(MemoryStore())
        let failure = await #expect(throws: SigV4.Failure.self) {
            _ = try await credentials.resolve(accessKeyID: id, sessionToken: nil, now: Self.now)
        }
        #expect(failure?.reason == .unknownKey)
    }

    @Test func sessionsLiveUntilTheirEndAndSurviveReopening() async throws {
        let store = MemoryStore()
        let session = try await open(store).createSession(
            arn: "arn:aws:sts::1:assumed-role/r/s", userID: "u", account: "1",
            expiresAt: Self.now + .seconds(900), randomBytes: source.bytes)
        let credentials = try await open(store)
        let found = try await credentials.resolve(
            accessKeyID: session.accessKeyID, sessionToken: session.sessionToken,
            now: Self.now + .seconds(899))
        #expect(found.secret == session.secretAccessKey)
        let failure = await #expect(throws: SigV4.Failure.self) {
            _ = try await credentials.resolve(
                accessKeyID: session.accessKeyID, sessionToken: session.sessionToken,
                now: Self.now + .seconds(900))
        }
        #expect(failure?.reason == .tokenExpired)
    }

    @Test func refusesForgedAndForeignTokens() async throws {
        let credentials = try await open(MemoryStore())
        let session = credentials.createSession(
            arn: "a", userID: "u", account: "1", expiresAt: Self.now + .seconds(900),
            randomBytes: source.bytes)
        var bytes = try #require(Base64URL.decode(session.sessionToken ?? ""))
        bytes[20] ^= 1
        let foreign = try await open(MemoryStore()).createSession(
            arn: "a", userID: "u", account: "1", expiresAt: Self.now + .seconds(900),
            randomBytes: source.bytes)
        let attempts = [
            (session.accessKeyID, Base64URL.encode(bytes)), (session.accessKeyID, "AAAA"),
            (session.accessKeyID, "not base64"), ("ASIAOTHER", session.sessionToken ?? ""),
            (foreign.accessKeyID, foreign.sessionToken ?? ""),
        ]
        for (id, token) in attempts {
            let failure = await #expect(throws: SigV4.Failure.self) {
                _ = try await credentials.resolve(
                    accessKeyID: id, sessionToken: token, now: Self.now)
            }
            #expect(failure?.reason == .unknownKey)
        }
    }

    private func service() async throws -> STSService {
        STSService(credentials: try await open(MemoryStore()), randomBytes: source.bytes)
    }

    @Test func assumesRolesOfItsOwnAccount() async throws {
        let response = try await service().assumeRole(
            .init {
                $0.roleArn = "arn:aws:iam::123456789012:role/path/worker"
                $0.roleSessionName = "me"
            }, context("123456789012"))
        #expect(
            response.assumedRoleUser?.arn
                == "arn:aws:sts::123456789012:assumed-role/worker/me")
        #expect(response.assumedRoleUser?.assumedRoleId.hasPrefix("AROA") == true)
        #expect(response.credentials?.expiration == Self.now + .seconds(3600))
    }

    @Test func onlyTheOperatorAssumesRolesOfOtherAccounts() async throws {
        let request = STSAPI.AssumeRoleRequest {
            $0.roleArn = "arn:aws:iam::123456789012:role/worker"
            $0.roleSessionName = "me"
        }
        let service = try await service()
        _ = try await service.assumeRole(request, context("000000000000"))
        for caller in [
            context("222222222222"),
            context("000000000000", arn: "arn:aws:sts::000000000000:assumed-role/x/y"),
        ] {
            let error = await #expect(throws: AWSError.self) {
                try await service.assumeRole(request, caller)
            }
            #expect(error?.code == "AccessDenied")
            #expect(error?.status == 403)
        }
    }

    @Test(arguments: [
        "", "arn:aws:iam::1:role/x", "arn:aws:iam::123456789012:user/x",
        "arn:aws:iam::123456789012:role/", "arn:aws:sts::123456789012:role/x",
    ])
    func refusesBadRoleNames(arn: String) async throws {
        let service = try await service()
        let error = await #expect(throws: AWSError.self) {
            try await service.assumeRole(.init { $0.roleArn = arn }, context("000000000000"))
        }
        #expect(error?.code == "ValidationError")
    }

    @Test func rootSessionsLastAnHourAndSessionsGetNoTokens() async throws {
        let service = try await service()
        let response = try await service.getSessionToken(
            .init { $0.durationSeconds = 43_200 }, context("1"))
        #expect(response.credentials?.expiration == Self.now + .seconds(3600))
        let error = await #expect(throws: AWSError.self) {
            try await service.getSessionToken(.init(), context("1", key: "ASIAX"))
        }
        #expect(error?.code == "AccessDenied")
    }
}
