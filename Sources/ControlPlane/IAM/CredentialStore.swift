package import AWSWire
package import Logging
package import Shapes
package import Store

/// Access keys in the store and session credentials in sealed tokens.
package struct CredentialStore: Sendable {
    private let store: any Store
    private let sealer: TokenSealer
    /// Every call is signed with one of them: looking into the store would cost more than many
    /// calls themselves.
    private let keys: RecordView<AccessKeyRecord>

    private init(store: any Store, sealer: TokenSealer, logger: Logger) {
        self.store = store
        self.sealer = sealer
        keys = RecordView(AccessKeyRecord.range, of: store, logger: logger) { _, bytes in
            try JSON.decode(AccessKeyRecord.self, from: bytes)
        }
    }

    /// Follows the store until cancelled. Keys are found without it too, only more slowly.
    package func run() async throws {
        try await keys.run()
    }

    /// Opens the credentials in `store`; the key that seals session tokens is made when there is
    /// none yet.
    ///
    /// - Parameter randomBytes: Gives that many bytes of a cryptographic random source.
    package static func open(
        _ store: any Store, logger: Logger = Logger(label: "skerry.iam"),
        randomBytes: (Int) -> [UInt8]
    ) async throws(StoreError) -> CredentialStore {
        let key = Key("/iam/sealing-key")
        _ = try await store.create(key, randomBytes(32))
        guard let record = try await store.get(key) else {
            preconditionFailure("the sealing key was just written")
        }
        return CredentialStore(
            store: store, sealer: TokenSealer(secret: record.value, use: "sessions"),
            logger: logger)
    }

    /// Makes a long-lived access key and stores it.
    package func createAccessKey(
        for owner: KeyOwner, now: Timestamp, randomBytes: (Int) -> [UInt8]
    ) async throws(StoreError) -> SigV4.Credentials {
        let key = Self.newKey("AKIA", randomBytes)
        let record = AccessKeyRecord {
            $0.accessKeyID = key.accessKeyID
            $0.secretAccessKey = key.secretAccessKey
            $0.account = owner.account
            $0.arn = owner.arn
            $0.userID = owner.userID
            $0.createdAt = now
        }
        try await store.put(AccessKeyRecord.key(key.accessKeyID), JSON.encode(record))
        return key
    }

    /// Makes session credentials of `principal`'s identity; nothing is stored.
    package func createSession(
        arn: String, userID: String, account: String, expiresAt: Timestamp,
        randomBytes: (Int) -> [UInt8]
    ) -> SigV4.Credentials {
        var key = Self.newKey("ASIA", randomBytes)
        let claims = SessionClaims {
            $0.accessKeyID = key.accessKeyID
            $0.secretAccessKey = key.secretAccessKey
            $0.account = account
            $0.arn = arn
            $0.userID = userID
        }
        key.sessionToken = sealer.seal(claims, for: SessionClaims.purpose, until: expiresAt)
        return key
    }

    /// The secret and owner of an access key.
    ///
    /// - Throws: `SigV4.Failure` with reason `unknownKey` or `tokenExpired`.
    package func resolve(
        accessKeyID: String, sessionToken: String?, now: Timestamp
    ) async throws(SigV4.Failure) -> (secret: String, principal: Principal) {
        if let sessionToken {
            let claims = try open(sessionToken, now)
            guard claims.accessKeyID == accessKeyID else { throw SigV4.Failure(.unknownKey) }
            return (claims.secretAccessKey, claims.principal)
        }
        let isPlain = accessKeyID.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0)
        }
        guard isPlain, accessKeyID.utf8.count <= 128 else { throw SigV4.Failure(.unknownKey) }
        let record = try await accessKey(accessKeyID)
        return (record.secretAccessKey, record.principal)
    }

    /// What the view does not have may have been written this moment: the store knows.
    private func accessKey(_ id: String) async throws(SigV4.Failure) -> AccessKeyRecord {
        if let known = keys.snapshot()[AccessKeyRecord.key(id)] { return known }
        do {
            guard let stored = try await store.get(AccessKeyRecord.key(id)) else {
                throw SigV4.Failure(.unknownKey)
            }
            return try JSON.decode(AccessKeyRecord.self, from: stored.value)
        } catch {
            throw SigV4.Failure(.unknownKey)
        }
    }

    private func open(_ token: String, _ now: Timestamp) throws(SigV4.Failure) -> SessionClaims {
        do throws(TokenSealer.Refused) {
            return try sealer.open(token, for: SessionClaims.purpose, at: now).content
        } catch {
            switch error {
            case .forged: throw SigV4.Failure(.unknownKey)
            case .expired: throw SigV4.Failure(.tokenExpired)
            }
        }
    }

    private static func newKey(_ prefix: String, _ randomBytes: (Int) -> [UInt8])
        -> SigV4.Credentials
    {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let id = randomBytes(16).map { alphabet[Int($0 & 31)] }
        return SigV4.Credentials(
            accessKeyID: prefix + String(id), secretAccessKey: Base64.encode(randomBytes(30)))
    }
}
