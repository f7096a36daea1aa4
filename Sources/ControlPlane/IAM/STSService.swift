package import AWSWire
package import STSModel
package import Shapes

/// The Security Token Service: who am I, and temporary credentials.
///
/// Roles are no records yet, so AssumeRole goes by account: the root of the default account may
/// assume a role of any account, every other caller roles of its own account only.
package struct STSService: STSAPI.Operations {
    /// The account whose root may assume roles everywhere.
    private static let operatorAccount = "000000000000"

    private let credentials: CredentialStore
    private let randomBytes: @Sendable (Int) -> [UInt8]

    /// A service over `credentials`; `randomBytes` gives bytes of a cryptographic random source.
    package init(
        credentials: CredentialStore, randomBytes: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.credentials = credentials
        self.randomBytes = randomBytes
    }

    package func getCallerIdentity(
        _ input: STSAPI.GetCallerIdentityRequest, _ context: RequestContext
    ) async throws -> STSAPI.GetCallerIdentityResponse {
        STSAPI.GetCallerIdentityResponse {
            $0.userId = context.principal.userID
            $0.account = context.principal.account
            $0.arn = context.principal.arn
        }
    }

    package func getSessionToken(
        _ input: STSAPI.GetSessionTokenRequest, _ context: RequestContext
    ) async throws -> STSAPI.GetSessionTokenResponse {
        guard !context.principal.accessKeyID.hasPrefix("ASIA") else {
            throw AWSError(
                code: "AccessDenied",
                message: "Cannot call GetSessionToken with session credentials",
                status: 403)
        }
        // "IAM users can use 900 to 129,600 seconds; the default is 43,200; credentials of an
        // account's root are restricted to 3,600."
        let asked = input.durationSeconds ?? 43_200
        let seconds = context.principal.arn.hasSuffix(":root") ? min(asked, 3_600) : asked
        return STSAPI.GetSessionTokenResponse {
            $0.credentials = session(
                arn: context.principal.arn, userID: context.principal.userID,
                account: context.account, seconds: seconds, context)
        }
    }

    package func assumeRole(
        _ input: STSAPI.AssumeRoleRequest, _ context: RequestContext
    ) async throws -> STSAPI.AssumeRoleResponse {
        guard let role = RoleARN(input.roleArn) else {
            throw AWSError(code: "ValidationError", message: "\(input.roleArn) is invalid")
        }
        let caller = context.principal
        let isOperator =
            caller.account == Self.operatorAccount && caller.arn.hasSuffix(":root")
        guard isOperator || caller.account == role.account else {
            throw AWSError(
                code: "AccessDenied",
                message: "User: \(caller.arn) is not authorized to perform: sts:AssumeRole on "
                    + "resource: \(input.roleArn)", status: 403)
        }
        let session = input.roleSessionName
        let id = "\(RoleID.of(account: role.account, role: role.path)):\(session)"
        let arn = "arn:aws:sts::\(role.account):assumed-role/\(role.name)/\(session)"
        // A session that assumes a role (role chaining) gets an hour at most.
        let asked = input.durationSeconds ?? 3_600
        let isChained = caller.accessKeyID.hasPrefix("ASIA")
        if isChained, asked > 3_600 {
            throw AWSError(
                code: "ValidationError",
                message: "The requested DurationSeconds exceeds the 1 hour session limit for roles "
                    + "assumed by role chaining")
        }
        return STSAPI.AssumeRoleResponse {
            $0.credentials = self.session(
                arn: arn, userID: id, account: role.account, seconds: asked, context)
            $0.assumedRoleUser = STSAPI.AssumedRoleUser {
                $0.assumedRoleId = id
                $0.arn = arn
            }
            $0.sourceIdentity = input.sourceIdentity
        }
    }

    private func session(
        arn: String, userID: String, account: String, seconds: Int, _ context: RequestContext
    ) -> STSAPI.Credentials {
        // Whole seconds: that is what the protocol shows.
        let now = Timestamp(milliseconds: context.now.milliseconds / 1000 * 1000)
        let end = now + .seconds(seconds)
        let key = credentials.createSession(
            arn: arn, userID: userID, account: account, expiresAt: end, randomBytes: randomBytes)
        return STSAPI.Credentials {
            $0.accessKeyId = key.accessKeyID
            $0.secretAccessKey = key.secretAccessKey
            $0.sessionToken = key.sessionToken ?? ""
            $0.expiration = end
        }
    }
}

/// `arn:aws:iam::<account>:role/<path and name>`.
struct RoleARN {
    let account: String
    /// Path and name, as the unique id is derived from both.
    let path: String
    let name: String

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[1] == "aws", parts[2] == "iam",
            parts[3].isEmpty, parts[4].utf8.count == 12,
            parts[4].utf8.allSatisfy({ (48...57).contains($0) }),
            parts[5].hasPrefix("role/"), let name = parts[5].split(separator: "/").dropFirst().last
        else { return nil }
        account = String(parts[4])
        path = String(parts[5].dropFirst(5))
        self.name = String(name)
    }
}

extension CredentialStore {
    /// Session credentials of a machine: the principal is that of ``KeyOwner/machine(account:instance:)``.
    package func createMachineSession(
        machine: String, account: String, expiresAt: Timestamp, randomBytes: (Int) -> [UInt8]
    ) -> SigV4.Credentials {
        let owner = KeyOwner.machine(account: account, instance: machine)
        return createSession(
            arn: owner.arn, userID: owner.userID, account: account, expiresAt: expiresAt,
            randomBytes: randomBytes)
    }

    /// Session credentials of a role, for a service that acts for its account; nil when the name is
    /// no role's, or another account's.
    package func createRoleSession(
        role: String, session: String, account: String, expiresAt: Timestamp,
        randomBytes: (Int) -> [UInt8]
    ) -> SigV4.Credentials? {
        guard let role = RoleARN(role), role.account == account else { return nil }
        return createSession(
            arn: "arn:aws:sts::\(account):assumed-role/\(role.name)/\(session)",
            userID: "\(RoleID.of(account: account, role: role.path)):\(session)",
            account: account, expiresAt: expiresAt, randomBytes: randomBytes)
    }
}
