package import Logging
package import MachineProtocol
package import Shapes
package import Store
import Synchronization
import X509

/// Gives machines temporary credentials; IAM's part, joined in the composition root.
package protocol MachineCredentialsIssuer: Sendable {
    /// Credentials of the machine `id`: the principal's session name is the id.
    func credentials(machine id: String, account: String, expiresAt: Timestamp)
        -> MachineCredentials
}

/// Who belongs to the installation: its authority, join tokens and machines, over a ``Store``.
package final class TrustService: Sendable {
    private static let maximumAttempts = 50
    private static let sweepInterval = Duration.seconds(600)
    /// Longest life of a token.
    package static let longestToken = Duration.seconds(30 * 86_400)

    package let authority: Authority
    let settings: TrustSettings
    let now: @Sendable () -> Timestamp
    let logger: Logger
    private let store: any Store
    private let issuer: any MachineCredentialsIssuer
    private let randomBytes: @Sendable (Int) -> [UInt8]
    private let clock: any StoreClock
    private let machines: RecordView<MachineRecord>
    /// Where machines reach the registry, `<host>:<port>`.
    private let registry: String
    let limiter = Mutex(FailureLimiter())

    private init(
        _ authority: Authority, _ store: any Store, _ issuer: any MachineCredentialsIssuer,
        _ settings: TrustSettings, _ registry: String, _ now: @escaping @Sendable () -> Timestamp,
        _ randomBytes: @escaping @Sendable (Int) -> [UInt8], _ clock: any StoreClock,
        _ logger: Logger
    ) {
        self.authority = authority
        self.store = store
        self.issuer = issuer
        self.settings = settings
        self.registry = registry
        self.now = now
        self.randomBytes = randomBytes
        self.clock = clock
        self.logger = logger
        machines = RecordView(MachineRecord.range, of: store, clock: clock, logger: logger) {
            _, bytes in try JSON.decode(MachineRecord.self, from: bytes)
        }
    }

    /// Opens the trust of an installation; its authority is made when there is none yet.
    ///
    /// - Parameters:
    ///   - installation: What tells it from every other.
    ///   - registry: Public name and port of the registry, `skerry.localhost:4566`.
    ///   - randomBytes: Gives that many bytes of a cryptographic random source.
    /// - Throws: ``TrustError``.
    package static func open(
        _ store: any Store, installation: String, issuer: any MachineCredentialsIssuer,
        registry: String, settings: TrustSettings = TrustSettings(),
        now: @escaping @Sendable () -> Timestamp,
        randomBytes: @escaping @Sendable (Int) -> [UInt8], clock: any StoreClock = SystemClock(),
        logger: Logger
    ) async throws -> TrustService {
        if try await store.get(AuthorityRecord.key) == nil {
            let made = try Authority.make(installation: installation, now: now())
            // Of servers that start at once one makes it.
            _ = try await store.create(AuthorityRecord.key, JSON.encode(made))
        }
        guard let record = try await store.get(AuthorityRecord.key) else {
            throw TrustError.store("the authority is lost, which was just written")
        }
        let authority: Authority
        do {
            authority = try Authority(try JSON.decode(AuthorityRecord.self, from: record.value))
        } catch let error as TrustError {
            throw error
        } catch {
            throw TrustError.authority("\(error)")
        }
        return TrustService(
            authority, store, issuer, settings, registry, now, randomBytes, clock, logger)
    }

    /// Follows the store, and forgets what is over, until cancelled.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.machines.run() }
            group.addTask {
                while true {
                    try await self.clock.sleep(until: self.clock.now() + Self.sweepInterval)
                    await self.sweep()
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    // MARK: Tokens

    /// An id for a computer that joins from outside: `mi-` and 17 hexadecimal digits.
    package func newExternalID() -> String { "mi-" + Hex.encode(randomBytes(9)).prefix(17) }

    /// Makes a token by which the machine `identity.id` (`i-…`, `mi-…`) is let in, once, within
    /// `lifetime`. Only a hash of it is kept: hand ``JoinToken/text`` to the machine and forget it.
    ///
    /// - Throws: ``TrustError``.
    package func createToken(
        for identity: MachineIdentityRecord, lifetime: Duration
    ) async throws(TrustError) -> JoinToken {
        guard lifetime >= .seconds(1), lifetime <= Self.longestToken else {
            throw .invalid("a token lives from a second to thirty days")
        }
        guard isName(identity.id), !identity.account.isEmpty, !identity.region.isEmpty else {
            throw .invalid("a token needs a machine's id, account and region")
        }
        let token = JoinToken(
            authority: authority.fingerprint, id: Hex.encode(randomBytes(8)),
            secret: Hex.encode(randomBytes(16)))
        let time = now()
        let record = TokenRecord {
            $0.id = token.id
            $0.secretHash = Hex.sha256(token.secret.utf8)
            $0.identity = identity
            $0.createdAt = time
            $0.expiresAt = time + lifetime
        }
        _ = try await tried { () throws(StoreError) in
            try await store.create(TokenRecord.key(token.id), JSON.encode(record))
        }
        logger.info(
            "join token made", metadata: ["token": "\(token.id)", "machine": "\(identity.id)"])
        return token
    }

    /// All tokens that are remembered, by time of making.
    package func tokens() async throws(TrustError) -> [TokenRecord] {
        try await all(TokenRecord.range, TokenRecord.self).map(\.record)
            .sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    /// Makes a token useless. A machine that it has let in already stays.
    package func revokeToken(_ id: String) async throws(TrustError) {
        try await change(TokenRecord.key(id), TokenRecord.self, "token \(id)") { record in
            record.revokedAt = record.revokedAt ?? now()
        }
        logger.info("join token revoked", metadata: ["token": "\(id)"])
    }

    // MARK: Machines

    /// All machines that were let in.
    package func admitted() async throws(TrustError) -> [MachineRecord] {
        try await all(MachineRecord.range, MachineRecord.self).map(\.record)
            .sorted { ($0.joinedAt, $0.identity.id) < ($1.joinedAt, $1.identity.id) }
    }

    /// Refuses a machine from now on: its certificate, its credentials and its open sessions.
    ///
    /// - Throws: ``TrustError/unknown(_:)`` when it was never let in.
    package func revokeMachine(_ id: String) async throws(TrustError) {
        let revision = try await change(MachineRecord.key(id), MachineRecord.self, "machine \(id)")
        {
            $0.revokedAt = $0.revokedAt ?? now()
        }
        logger.notice("machine revoked", metadata: ["machine": "\(id)"])
        _ = try? await machines.wait(for: revision)
    }

    /// Whether a machine was revoked, as far as this server has heard. False for those that never
    /// joined.
    package func isRevoked(_ id: String) -> Bool {
        machines.snapshot()[MachineRecord.key(id)]?.revokedAt != nil
    }

    /// Returns when a machine is revoked. Throws when cancelled.
    package func waitForRevocation(of id: String) async throws {
        var snapshot = machines.snapshot()
        while snapshot[MachineRecord.key(id)]?.revokedAt == nil {
            snapshot = try await machines.waitForChange(after: snapshot.changed)
        }
    }

    /// Lets a machine in by its token.
    func join(_ request: JoinRequest) async throws(TrustRefusal) -> Admission {
        guard let (id, secret) = JoinToken.parts(request.token) else {
            throw TrustRefusal(
                .invalidToken, "A join token's second part reads <16 digits>.<32 digits>")
        }
        let key = try KeyRequest(request.certificateRequest)
        for _ in 0..<Self.maximumAttempts {
            let token = try await stored(TokenRecord.key(id), TokenRecord.self)
            let identity = token?.record.identity.id ?? ""
            let machineKey = MachineRecord.key(identity)
            let known = try await stored(machineKey, MachineRecord.self)
            var (used, machine) = try Admissions.admit(
                token?.record, secret: secret, known?.record, key: key.hash,
                hostName: request.hostName, now: now())
            let certificate = try issue(identity, key)
            machine.certificateEnd = certificate.end
            let committed = try await answered { () throws(StoreError) in
                try await store.commit(
                    Transaction(
                        if: [
                            .modRevision(TokenRecord.key(id), token?.revision ?? .zero),
                            .modRevision(machineKey, known?.revision ?? .zero),
                        ],
                        then: [
                            .put(TokenRecord.key(id), JSON.encode(used)),
                            .put(machineKey, JSON.encode(machine)),
                        ]))
            }
            guard committed.succeeded else { continue }
            used.usedKey = nil
            logger.notice(
                "machine let in",
                metadata: [
                    "machine": "\(identity)", "host": "\(machine.hostName)", "token": "\(id)",
                ])
            return admission(machine, certificate)
        }
        throw .storeFailed
    }

    /// Gives a machine a new certificate for the key that it has.
    func renew(
        _ certificate: MachineCertificate, _ request: JoinRequest
    ) async throws(TrustRefusal) -> Admission {
        let key = try KeyRequest(request.certificateRequest)
        guard key.hash == certificate.key else {
            throw .badCertificateRequest("its key is not that of the client certificate")
        }
        let recordKey = MachineRecord.key(certificate.machine)
        for _ in 0..<Self.maximumAttempts {
            let known = try await stored(recordKey, MachineRecord.self)
            var machine = try Admissions.check(
                certificate, known?.record, grace: settings.renewalGrace, now: now())
            let fresh = try issue(certificate.machine, key)
            machine.certificateEnd = fresh.end
            machine.hostName = request.hostName.isEmpty ? machine.hostName : request.hostName
            let committed = try await answered { () throws(StoreError) in
                try await store.replace(
                    recordKey, JSON.encode(machine), expected: known?.revision ?? .zero)
            }
            guard committed.succeeded else { continue }
            logger.info("certificate renewed", metadata: ["machine": "\(certificate.machine)"])
            return admission(machine, fresh)
        }
        throw .storeFailed
    }

    /// Temporary credentials for a machine.
    func machineCredentials(
        _ certificate: MachineCertificate
    ) async throws(TrustRefusal) -> MachineCredentials {
        let known = try await stored(MachineRecord.key(certificate.machine), MachineRecord.self)
        let machine = try Admissions.check(certificate, known?.record, now: now())
        return credentials(machine)
    }

    private func credentials(_ machine: MachineRecord) -> MachineCredentials {
        issuer.credentials(
            machine: machine.identity.id, account: machine.identity.account,
            expiresAt: now() + settings.credentialsLifetime)
    }

    private func issue(
        _ machine: String, _ key: KeyRequest
    ) throws(TrustRefusal) -> IssuedCertificate {
        do {
            return try authority.certificate(
                forMachine: machine, key: key.key, lifetime: settings.certificateLifetime,
                now: now())
        } catch {
            logger.error("certificate not made", metadata: ["error": "\(error)"])
            throw .storeFailed
        }
    }

    private func admission(
        _ machine: MachineRecord, _ certificate: IssuedCertificate
    ) -> Admission {
        Admission {
            $0.certificate = certificate.pem
            $0.authority = authority.certificate
            $0.identity = machine.identity
            $0.registry = registry
            $0.credentials = credentials(machine)
        }
    }

    private func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}

// MARK: - The store

extension TrustService {
    private struct Found<Record: Shape> {
        var key: Key
        var record: Record
        var revision: Revision
    }

    private func stored<Record: Shape>(
        _ key: Key, _ type: Record.Type
    ) async throws(TrustRefusal) -> Found<Record>? {
        let item = try await answered { () throws(StoreError) in try await store.get(key) }
        guard let item else { return nil }
        do {
            let record = try JSON.decode(Record.self, from: item.value)
            return Found(key: key, record: record, revision: item.modRevision)
        } catch {
            logger.error("record unreadable", metadata: ["key": "\(key)", "error": "\(error)"])
            throw .storeFailed
        }
    }

    private func all<Record: Shape>(
        _ range: KeyRange, _ type: Record.Type
    ) async throws(TrustError) -> [Found<Record>] {
        try await tried { () throws(StoreError) in
            var found: [Found<Record>] = []
            var page = try await store.list(range)
            while true {
                for item in page.items {
                    guard let record = try? JSON.decode(Record.self, from: item.value) else {
                        continue
                    }
                    found.append(
                        Found(key: item.key, record: record, revision: item.modRevision))
                }
                guard page.more, let last = page.items.last else { return found }
                page = try await store.list(
                    range, after: last.key, limit: 1_000, at: page.revision)
            }
        }
    }

    @discardableResult
    private func change<Record: Shape>(
        _ key: Key, _ type: Record.Type, _ what: String, _ update: (inout Record) -> Void
    ) async throws(TrustError) -> Revision {
        for _ in 0..<Self.maximumAttempts {
            let item = try await tried { () throws(StoreError) in try await store.get(key) }
            guard let item, var record = try? JSON.decode(Record.self, from: item.value) else {
                throw .unknown(what)
            }
            update(&record)
            let bytes = JSON.encode(record)
            let committed = try await tried { () throws(StoreError) in
                try await store.replace(key, bytes, expected: item.modRevision)
            }
            if committed.succeeded { return committed.revision }
        }
        throw .store("\(what) changes too often")
    }

    /// Forgets tokens and machines that are over.
    func sweep() async {
        do throws(TrustError) {
            let time = now()
            for token in try await all(TokenRecord.range, TokenRecord.self)
            where Admissions.isOver(token.record, settings, now: time) {
                try await remove(token.key, token.revision)
            }
            for machine in try await all(MachineRecord.range, MachineRecord.self)
            where Admissions.isOver(machine.record, settings, now: time) {
                try await remove(machine.key, machine.revision)
            }
        } catch {
            logger.warning("tokens not swept", metadata: ["error": "\(error)"])
        }
    }

    private func remove(_ key: Key, _ revision: Revision) async throws(TrustError) {
        _ = try await tried { () throws(StoreError) in
            try await store.commit(
                Transaction(if: [.modRevision(key, revision)], then: [.delete(key)]))
        }
    }

    private func tried<T>(
        _ body: () async throws(StoreError) -> T
    ) async throws(TrustError) -> T {
        do { return try await body() } catch { throw .store("\(error)") }
    }

    private func answered<T>(
        _ body: () async throws(StoreError) -> T
    ) async throws(TrustRefusal) -> T {
        do {
            return try await body()
        } catch {
            logger.error("store request failed", metadata: ["error": "\(error)"])
            throw .storeFailed
        }
    }
}
