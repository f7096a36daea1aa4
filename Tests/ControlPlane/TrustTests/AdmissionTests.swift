import Crypto
import MachineProtocol
import Shapes
import Store
import Testing
import X509

@testable import Trust

@Suite struct AdmissionTests {
    @Test func letsOneMachineIn() async throws {
        let world = try await TrustWorld()
        let token = try await world.token()
        let admission = try await world.join(token)
        #expect(admission.identity.id == "mi-0123456789abcdef0")
        #expect(admission.identity.cluster == "default")
        #expect(admission.registry == "skerry.localhost:4566")
        #expect(admission.credentials.accessKeyID == "ASIA-000000000000-mi-0123456789abcdef0")
        #expect(admission.authority == world.service.authority.certificate)
        #expect(token.authority == world.service.authority.fingerprint)
        let certificate = try world.shown(admission)
        #expect(certificate.machine == "mi-0123456789abcdef0")
        #expect(certificate.end == world.now + .seconds(24 * 3600))
        let record = try #require(try await world.service.tokens().first)
        #expect(record.state(at: world.now) == "used")
        #expect(record.usedBy == "host")
    }

    @Test func keepsOnlyAHashOfTheSecret() async throws {
        let world = try await TrustWorld()
        let token = try await world.token()
        let stored = try #require(try await world.store.get(TokenRecord.key(token.id)))
        #expect(!String(decoding: stored.value, as: UTF8.self).contains(token.secret))
        #expect(!"\(token)".contains(token.secret))
    }

    @Test func refusesASecondKeyAndTakesTheSameAgain() async throws {
        let world = try await TrustWorld()
        let token = try await world.token()
        let key = TestKey()
        _ = try await world.join(token, key: key)
        // The answer may have been lost on its way.
        _ = try await world.join(token, key: key)
        #expect(await refusal { _ = try await world.join(token) } == .usedToken)
        world.advance(by: .seconds(601))
        #expect(await refusal { _ = try await world.join(token, key: key) } == .expiredToken)
    }

    @Test func saysNothingOfTokensToThoseWithoutTheSecret() async throws {
        let world = try await TrustWorld()
        let token = try await world.token()
        let wrong = JoinToken(
            authority: token.authority, id: token.id,
            secret: String(repeating: "0", count: 32))
        let unknown = JoinToken(
            authority: token.authority, id: String(repeating: "0", count: 16),
            secret: token.secret)
        #expect(await refusal { _ = try await world.join(wrong) } == .invalidToken)
        #expect(await refusal { _ = try await world.join(unknown) } == .invalidToken)
        _ = try await world.join(token)
        try await world.service.revokeToken(token.id)
        #expect(await refusal { _ = try await world.join(wrong) } == .invalidToken)
    }

    @Test(arguments: [
        "", ".", "a.b", "0123456789abcdef", "0123456789abcdef.0123", "../tokens.x",
        "0123456789ABCDEF.0123456789abcdef0123456789abcdef",
        "0123456789abcdef.0123456789abcdef0123456789abcdef.x", "\u{0}", "🦀.🦀",
    ])
    func refusesWhatIsNoToken(_ text: String) async throws {
        let world = try await TrustWorld()
        let code = await refusal {
            _ = try await world.service.join(
                JoinRequest {
                    $0.token = text
                    $0.certificateRequest = TestKey().request
                })
        }
        #expect(code == .invalidToken)
    }

    @Test func refusesExpiredAndRevokedTokens() async throws {
        let world = try await TrustWorld()
        let old = try await world.token(lifetime: .seconds(5))
        world.advance(by: .seconds(5))
        #expect(await refusal { _ = try await world.join(old) } == .expiredToken)
        let revoked = try await world.token()
        try await world.service.revokeToken(revoked.id)
        #expect(await refusal { _ = try await world.join(revoked) } == .revokedToken)
        #expect(
            try await world.service.tokens().map { $0.state(at: world.now) }
                == ["expired", "revoked"])
        await #expect(throws: TrustError.self) {
            try await world.service.revokeToken("nothing")
        }
    }

    @Test func ofRacingMachinesOneGetsIn() async throws {
        let world = try await TrustWorld()
        for _ in 0..<5 {
            let token = try await world.token(machine: world.service.newExternalID())
            let admitted = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<16 {
                    group.addTask { (try? await world.join(token)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(admitted == 1)
        }
    }

    @Test func refusesARevokedMachineForGood() async throws {
        let world = try await TrustWorld()
        let key = TestKey()
        let admission = try await world.join(try await world.token(), key: key)
        let certificate = try world.shown(admission)
        try await world.service.revokeMachine(admission.identity.id)
        let code = await refusal { _ = try await world.service.machineCredentials(certificate) }
        #expect(code == .machineRevoked)
        let renewal = await refusal {
            _ = try await world.service.renew(
                certificate, JoinRequest { $0.certificateRequest = key.request })
        }
        #expect(renewal == .machineRevoked)
        let again = try await world.token()
        #expect(await refusal { _ = try await world.join(again) } == .machineRevoked)
        await #expect(throws: TrustError.self) {
            try await world.service.revokeMachine("mi-nobody")
        }
    }

    @Test func endsSessionsOfARevokedMachine() async throws {
        let world = try await TrustWorld()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await world.service.run() }
            let admission = try await world.join(try await world.token())
            let id = admission.identity.id
            #expect(!world.service.isRevoked(id))
            async let ended: Void = world.service.waitForRevocation(of: id)
            try await world.service.revokeMachine(id)
            try await ended
            #expect(world.service.isRevoked(id))
            group.cancelAll()
        }
    }

    @Test func refusesBadIdentitiesAndLives() async throws {
        let world = try await TrustWorld()
        for machine in ["", "UPPER", "a/b", String(repeating: "a", count: 65)] {
            await #expect(throws: TrustError.self) { try await world.token(machine: machine) }
        }
        for lifetime in [Duration.zero, .seconds(31 * 86_400)] {
            await #expect(throws: TrustError.self) { try await world.token(lifetime: lifetime) }
        }
    }

    @Test func forgetsWhatIsOver() async throws {
        let world = try await TrustWorld()
        let used = try await world.token(machine: "mi-1")
        _ = try await world.join(used)
        _ = try await world.token(machine: "mi-2", lifetime: .seconds(1))
        let long = try await world.token(machine: "mi-3", lifetime: .seconds(20 * 86_400))
        world.advance(by: .seconds(6 * 86_400))
        await world.service.sweep()
        #expect(try await world.service.tokens().count == 3)
        world.advance(by: .seconds(2 * 86_400))
        await world.service.sweep()
        #expect(try await world.service.tokens().map(\.id) == [long.id])
        // A machine that was away for so long may still renew; one that was away longer is gone.
        #expect(try await world.service.admitted().count == 1)
        world.advance(by: .seconds(10 * 86_400))
        await world.service.sweep()
        #expect(try await world.service.admitted().isEmpty)
    }
}

@Suite struct RenewalTests {
    @Test func renewsForTheSameKey() async throws {
        let world = try await TrustWorld()
        let key = TestKey()
        let first = try await world.join(try await world.token(), key: key)
        world.advance(by: .seconds(16 * 3600))
        let second = try await world.service.renew(
            try world.shown(first), JoinRequest { $0.certificateRequest = key.request })
        #expect(try world.shown(second).end == world.now + .seconds(24 * 3600))
        #expect(second.credentials.expiresAt == world.now + .seconds(24 * 3600))
        let other = await refusal {
            _ = try await world.service.renew(
                try world.shown(first),
                JoinRequest { $0.certificateRequest = TestKey().request })
        }
        #expect(other == .invalidCertificateRequest)
    }

    @Test func outlivesAControlPlaneThatWasAway() async throws {
        let world = try await TrustWorld()
        let key = TestKey()
        let admission = try await world.join(try await world.token(), key: key)
        let certificate = try world.shown(admission)
        world.advance(by: .seconds(3 * 86_400))
        // Good for a new certificate, and for nothing else.
        let code = await refusal { _ = try await world.service.machineCredentials(certificate) }
        #expect(code == .certificateExpired)
        _ = try await world.service.renew(
            certificate, JoinRequest { $0.certificateRequest = key.request })
        world.advance(by: .seconds(9 * 86_400))
        let late = await refusal {
            _ = try await world.service.renew(
                certificate, JoinRequest { $0.certificateRequest = key.request })
        }
        #expect(late == .certificateExpired)
    }

    @Test func refusesTheCertificateOfAFormerKey() async throws {
        let world = try await TrustWorld()
        let former = try await world.join(try await world.token())
        _ = try await world.join(try await world.token())
        let code = await refusal {
            _ = try await world.service.machineCredentials(try world.shown(former))
        }
        #expect(code == .certificateRefused)
    }

    @Test func refusesWhoIsNotKnownAnyMore() async throws {
        let world = try await TrustWorld()
        let admission = try await world.join(try await world.token())
        try await world.store.delete(MachineRecord.key(admission.identity.id))
        let code = await refusal {
            _ = try await world.service.machineCredentials(try world.shown(admission))
        }
        #expect(code == .machineUnknown)
    }
}
