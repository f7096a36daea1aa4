import AWSWire
import Shapes

/// Who may use the distribution API: pure, and the same for every end point.
struct RegistryAuthorization: Sendable {
    /// A caller let in, and the registry meant.
    struct Admission: Sendable, Hashable {
        var caller: RegistryCaller
        var scope: RegistryScope
    }

    let sealer: TokenSealer

    /// - Parameters:
    ///   - authorization: The field as sent, or nil.
    ///   - hosts: Names by which the registry was called: `Host`, and `ns`, with which containerd
    ///     says whose mirror it believes to talk to.
    /// - Throws: 401 without credentials or with broken ones, 403 for expired ones, for another
    ///   region's registry, and for names that do not agree. Whether the caller may do what it asks
    ///   for, in its own account's registry or another, is for policies to say.
    func admit(
        authorization: String?, hosts: [String?], now: Timestamp
    ) throws(DistributionError) -> Admission {
        guard let authorization else { throw .unauthorized("Not Authorized") }
        guard let token = RegistryAuthorization.password(in: authorization) else {
            throw .unauthorized("Your authorization token is malformed.")
        }
        let caller = try open(token, now)
        let named = hosts.compactMap { $0.flatMap(RegistryHost.scope(of:)) }
        let scope = named.first ?? caller.scope
        for other in named where other != scope || other.region != caller.region {
            throw DistributionError(
                .denied,
                "User: \(caller.arn) is not authorized to use the registry with id "
                    + "'\(other.account)' in region \(other.region)")
        }
        return Admission(caller: caller, scope: scope)
    }

    private func open(_ token: String, _ now: Timestamp) throws(DistributionError) -> RegistryCaller
    {
        do throws(TokenSealer.Refused) {
            return try sealer.open(token, for: RegistryCaller.purpose, at: now).content
        } catch {
            switch error {
            case .forged: throw .unauthorized("Your authorization token is not valid.")
            case .expired:
                throw DistributionError(
                    .denied,
                    "Your authorization token has expired. Reauthenticate and try again.")
            }
        }
    }

    /// The password of `Basic` credentials whose user is `AWS`.
    static func password(in field: String) -> String? {
        let parts = field.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "basic",
            let bytes = Base64.decode(String(parts[1])),
            let text = String(validating: bytes, as: UTF8.self),
            let colon = text.firstIndex(of: ":"), text[..<colon] == RegistryCaller.userName
        else { return nil }
        return String(text[text.index(after: colon)...])
    }
}

extension DistributionError {
    /// The front adds the challenge, which needs to know the end point's name.
    static func unauthorized(_ message: String) -> DistributionError {
        DistributionError(.unauthorized, message)
    }
}
