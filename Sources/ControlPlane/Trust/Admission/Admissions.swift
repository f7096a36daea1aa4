import MachineProtocol
import Shapes

/// Times that admission goes by.
package struct TrustSettings: Sendable {
    /// Of a machine's certificate; it renews itself at two thirds.
    package var certificateLifetime = Duration.seconds(24 * 3600)
    /// Of a machine's temporary credentials.
    package var credentialsLifetime = Duration.seconds(24 * 3600)
    /// Of a server's certificate.
    package var serverLifetime = Duration.seconds(30 * 86_400)
    /// How long after its end a machine's certificate can still be renewed, so that a fleet outlives
    /// a control plane that was away for days. For anything else it is worth nothing.
    package var renewalGrace = Duration.seconds(7 * 86_400)
    /// How long used, expired and revoked tokens can be asked for.
    package var retention = Duration.seconds(7 * 86_400)

    package init() {}
}

/// Who is let in. Pure.
enum Admissions {
    /// The longest host name that is kept.
    static let maximumHostName = 255

    /// Lets a machine in by a token, once: what the two records are afterwards.
    ///
    /// The same key may come again before the token's end, for a machine that did not get its answer.
    static func admit(
        _ token: TokenRecord?, secret: String, _ known: MachineRecord?, key: KeyHash,
        hostName: String, now: Timestamp
    ) throws(TrustRefusal) -> (token: TokenRecord, machine: MachineRecord) {
        // Whoever lacks the secret learns nothing of the token, not even that it exists.
        guard var token, isSame(token.secretHash, Hex.sha256(secret.utf8)) else {
            throw TrustRefusal(
                .invalidToken,
                "The join token is not known here; make one with: skerry token create")
        }
        if token.revokedAt != nil {
            throw TrustRefusal(
                .revokedToken, "The join token was revoked; make one with: skerry token create")
        }
        if let used = token.usedKey, used != key.text {
            let by = token.usedBy.flatMap { $0.isEmpty ? nil : " by \($0)" } ?? ""
            throw TrustRefusal(
                .usedToken,
                "The join token was used already\(by), as machine \(token.identity.id); each machine "
                    + "needs a token of its own: skerry token create")
        }
        guard now < token.expiresAt else {
            throw TrustRefusal(
                .expiredToken,
                "The join token expired at \(token.expiresAt.iso8601); make one with: "
                    + "skerry token create")
        }
        if known?.revokedAt != nil { throw revoked(token.identity.id) }
        if token.usedKey == nil {
            token.usedAt = now
            token.usedKey = key.text
            token.usedBy = cut(hostName)
        }
        var machine = known ?? MachineRecord()
        machine.identity = token.identity
        machine.keyHash = key.text
        machine.hostName = cut(hostName)
        machine.joinedAt = now
        return (token, machine)
    }

    /// Whether a certificate is good for a machine's calls, beyond being one of ours.
    ///
    /// - Parameter grace: How long after its end it is taken.
    static func check(
        _ certificate: MachineCertificate, _ machine: MachineRecord?, grace: Duration = .zero,
        now: Timestamp
    ) throws(TrustRefusal) -> MachineRecord {
        guard let machine else {
            throw TrustRefusal(
                .machineUnknown,
                "Machine \(certificate.machine) is not known here any more; it must join anew with a "
                    + "token")
        }
        if machine.revokedAt != nil { throw revoked(certificate.machine) }
        guard machine.keyHash == certificate.key.text else {
            throw .certificateRefused("the machine joined anew with another key")
        }
        guard certificate.start <= now else { throw .certificateRefused("it is not valid yet") }
        guard now < certificate.end + grace else {
            throw TrustRefusal(
                .certificateExpired,
                "The machine's certificate ended at \(certificate.end.iso8601); it must join anew "
                    + "with a token")
        }
        return machine
    }

    static func revoked(_ id: String) -> TrustRefusal {
        TrustRefusal(
            .machineRevoked, "Machine \(id) was revoked; a machine in its place needs a new id")
    }

    /// Whether a token can be forgotten.
    static func isOver(_ token: TokenRecord, _ settings: TrustSettings, now: Timestamp) -> Bool {
        let end = [token.expiresAt, token.usedAt, token.revokedAt].compactMap(\.self)
        let over = token.state(at: now) == "expired" ? token.expiresAt : end.dropFirst().max()
        guard let over else { return false }
        // While it has not expired its id must not be free for a second use.
        return max(over, token.expiresAt) + settings.retention < now
    }

    /// Whether a machine can be forgotten: nothing that it was given is of use any more.
    static func isOver(_ machine: MachineRecord, _ settings: TrustSettings, now: Timestamp) -> Bool
    {
        let end = machine.certificateEnd + settings.renewalGrace + settings.credentialsLifetime
        return max(end, machine.revokedAt ?? end) + settings.retention < now
    }

    private static func cut(_ name: String) -> String {
        String(
            name.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.prefix(maximumHostName)
        )
    }

    /// Compares without saying by its time how much is alike.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
