package import AWSClient
import Glibc
package import Logging
import MachineProtocol
package import Shapes

/// A machine's place in an installation: it joins once by a token, keeps what it was given in its
/// directory, and renews that by itself.
package struct Membership: Sendable {
    /// How long a server that cannot be reached is waited for at the first join.
    private static let patience = Duration.seconds(60)

    /// What the machine was told.
    package let record: MembershipRecord
    /// For calls to the server; the holder shuts it down.
    package let trust: ClientTrust
    private let files: MachineFiles
    private let logger: Logger
    private let now: @Sendable () -> Timestamp

    /// JSON with the machine's credentials, replaced before they end.
    package var credentialsFile: String { files.credentials }
    /// PEM of the installation's authority.
    package var authorityFile: String { files.authority }

    /// Opens the place that the machine has, or joins.
    ///
    /// - Parameters:
    ///   - directory: Absolute; made when it is missing.
    ///   - server: `https://host:port`; nil means where it joined.
    ///   - token: Used when the machine has not joined yet, or when the place that it had is lost.
    /// - Throws: ``JoinFailure``; `CancellationError`.
    package static func open(
        directory: String, server: String?, token: String?, hostName: String,
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) async throws -> Membership {
        let files = MachineFiles(directory: directory)
        try files.makeDirectory()
        if var known = try files.shape(MembershipRecord.self, files.membership) {
            if let server, server != known.server {
                known.server = try JoinClient(server).server.description
                try files.write(JSON.encode(known), to: files.membership)
            }
            if try await isStillGood(files, known, hasToken: token != nil, now: now, logger) {
                return try Membership(files, known, now, logger)
            }
        }
        guard let server, let token else { throw JoinFailure.notJoined }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 64 else { throw JoinFailure.badToken }
        let client = try JoinClient(server)
        let authority = try await patiently(logger) { () throws(JoinFailure) in
            try await client.authority(fingerprint: String(parts[0]))
        }
        // Kept before it is sent: who asks again with the same key is let in again.
        let key = try pendingKey(files)
        let csr = try key.request()
        let request = JoinRequest {
            $0.token = "\(parts[1]).\(parts[2])"
            $0.certificateRequest = csr
            $0.hostName = hostName
        }
        let admission = try await patiently(logger) { () throws(JoinFailure) in
            try await client.join(request, authority: authority)
        }
        try files.write(admission.authority, to: files.authority)
        try store(admission, in: files, at: now())
        let record = MembershipRecord {
            $0.server = client.server.description
            $0.identity = admission.identity
            $0.registry = admission.registry
        }
        try files.write(JSON.encode(record), to: files.membership)
        logger.notice(
            "joined", metadata: ["machine": "\(record.identity.id)", "server": "\(record.server)"])
        return try Membership(files, record, now, logger)
    }

    private init(
        _ files: MachineFiles, _ record: MembershipRecord,
        _ now: @escaping @Sendable () -> Timestamp,
        _ logger: Logger
    ) throws {
        guard let authority = try files.text(files.authority) else {
            throw JoinFailure.file("\(files.authority) is missing")
        }
        self.files = files
        self.record = record
        self.now = now
        self.logger = logger
        trust = try ClientTrust(authority: authority)
    }

    /// Renews certificate and credentials in time, until cancelled.
    ///
    /// - Throws: ``JoinFailure/refused(code:message:)`` when the server lets this machine in no more.
    package func run() async throws {
        var failures = 0
        while true {
            let schedule = try Self.schedule(files)
            let (step, wait) = schedule.next(now: now(), failures: failures)
            try await Task.sleep(for: wait)
            do throws(JoinFailure) {
                try await Self.renew(step, files, record, now: now)
                failures = 0
                logger.info("renewed", metadata: ["what": "\(step)"])
            } catch {
                failures += 1
                logger.warning("not renewed", metadata: ["what": "\(step)", "error": "\(error)"])
                if Self.isFinal(error) { throw error }
            }
            // What is due at once again (a clock that is wrong) does not run hot.
            try await Task.sleep(for: RenewalSchedule.floor)
        }
    }

    // MARK: Parts

    /// Whether a place is to be used: a machine with a new token gives up one that is lost.
    private static func isStillGood(
        _ files: MachineFiles, _ record: MembershipRecord, hasToken: Bool,
        now: @Sendable () -> Timestamp, _ logger: Logger
    ) async throws -> Bool {
        let schedule = try schedule(files)
        let isOver = schedule.certificate.end <= now()
        guard hasToken || isOver else { return true }
        do throws(JoinFailure) {
            try await renew(.certificate, files, record, now: now)
            return true
        } catch {
            guard isFinal(error) else { return true }
            if hasToken {
                logger.warning(
                    "the old place is lost, joining anew", metadata: ["error": "\(error)"])
                unlink(files.membership)
                unlink(files.key)
                return false
            }
            throw error
        }
    }

    private static func isFinal(_ failure: JoinFailure) -> Bool {
        guard case .refused(let code, _) = failure else { return false }
        return [
            "MachineRevoked", "MachineUnknown", "CertificateExpired", "CertificateRefused",
        ].contains(code)
    }

    private static func schedule(_ files: MachineFiles) throws(JoinFailure) -> RenewalSchedule {
        guard let certificate = try files.text(files.certificate) else {
            throw .file("\(files.certificate) is missing")
        }
        let credentials = try files.shape(CredentialsRecord.self, files.credentials)
        var life: (Timestamp, Timestamp)?
        if let start = credentials?.receivedAt, let end = credentials?.expiresAt {
            life = (start, end)
        }
        return RenewalSchedule(
            certificate: try CertificateText.validity(certificate), credentials: life)
    }

    private static func renew(
        _ step: RenewalSchedule.Step, _ files: MachineFiles, _ record: MembershipRecord,
        now: @Sendable () -> Timestamp
    ) async throws(JoinFailure) {
        guard let authority = try files.text(files.authority), let pem = try files.text(files.key),
            let certificate = try files.text(files.certificate)
        else { throw .file("key or certificate is missing in \(files.directory)") }
        let client = try JoinClient(record.server)
        let identity = (certificate, pem)
        switch step {
        case .certificate:
            let csr = try MachineKey(pem: pem).request()
            let request = JoinRequest { $0.certificateRequest = csr }
            let admission = try await client.renew(
                request, authority: authority, identity: identity)
            try store(admission, in: files, at: now())
        case .credentials:
            let fresh = try await client.credentials(authority: authority, identity: identity)
            try files.write(
                JSON.encode(CredentialsRecord(fresh, at: now())), to: files.credentials)
        }
    }

    private static func store(
        _ admission: Admission, in files: MachineFiles, at time: Timestamp
    ) throws(JoinFailure) {
        _ = try CertificateText.validity(admission.certificate)
        try files.write(admission.certificate, to: files.certificate)
        try files.write(
            JSON.encode(CredentialsRecord(admission.credentials, at: time)), to: files.credentials)
    }

    private static func pendingKey(_ files: MachineFiles) throws(JoinFailure) -> MachineKey {
        if let pem = try files.text(files.key) { return try MachineKey(pem: pem) }
        let key = MachineKey()
        try files.write(key.pem, to: files.key)
        return key
    }

    /// Tries until it works, the failure is final, or patience ends.
    private static func patiently<T>(
        _ logger: Logger, _ body: () async throws(JoinFailure) -> T
    ) async throws -> T {
        let end = ContinuousClock.now + patience
        var pause = Duration.milliseconds(250)
        while true {
            do throws(JoinFailure) {
                return try await body()
            } catch {
                guard error.isPassing, ContinuousClock.now + pause < end else { throw error }
                logger.warning("trying again", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(5))
        }
    }
}
