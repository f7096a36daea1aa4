package import Shapes
import Store

/// A secret as lists show it: never what it holds.
package struct UpstreamSecretSummary: Shape, Hashable {
    /// What rules name it by.
    package var arn = ""
    package var username = ""
    package var updatedAt = Timestamp(milliseconds: 0)

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("arn", &arn)
        visitor.field("username", &username)
        visitor.field("updatedAt", &updatedAt)
    }
}

/// Why a secret was not kept or found, in words for the operator.
package struct UpstreamSecretRefused: Error, CustomStringConvertible {
    package let description: String
}

/// Credentials for upstream registries, which rules name by `credentialArn`. Secrets Manager keeps
/// them at AWS; here the operator does.
extension ECRService {
    /// Keeps a secret, in place of one with the same name. Returns how rules name it.
    ///
    /// - Throws: ``UpstreamSecretRefused``, or a description of what failed.
    package func putUpstreamSecret(
        _ name: String, account: String, region: String, username: String, accessToken: String
    ) async throws -> UpstreamSecretSummary {
        let name = try secretName(name, account, region)
        for (text, limit) in [(username, 1024), (accessToken, 65_536)] {
            guard (1...limit).contains(text.utf8.count), !text.utf8.contains(where: { $0 < 32 })
            else {
                throw UpstreamSecretRefused(
                    description:
                        "user name and access token are needed, without control characters")
            }
        }
        guard !username.contains(":") else {
            throw UpstreamSecretRefused(description: "a user name has no colon")
        }
        let record = UpstreamSecretRecord {
            $0.username = username
            $0.accessToken = accessToken
            $0.updatedAt = now()
        }
        let keys = RegistryKeys(name.scope)
        guard
            try await registry.page(
                .under(keys.upstreamSecrets), after: nil, limit: Registry.maximumUpstreamSecrets,
                as: UpstreamSecretRecord.self
            ).items.count < Registry.maximumUpstreamSecrets
        else {
            throw UpstreamSecretRefused(
                description: "there are \(Registry.maximumUpstreamSecrets) secrets, the most")
        }
        _ = try await registry.commit(
            Transaction(then: [.put(keys.upstreamSecret(name.name), record)]))
        return summary(name, record)
    }

    /// Every secret of a registry, in order of name.
    package func upstreamSecrets(
        account: String, region: String
    ) async throws -> [UpstreamSecretSummary] {
        let scope = RegistryScope(account: account, region: region)
        var found: [UpstreamSecretSummary] = []
        try await registry.forEach(
            in: .under(RegistryKeys(scope).upstreamSecrets), as: UpstreamSecretRecord.self
        ) { stored in
            guard let text = stored.key.components.last,
                let name = UpstreamSecretName(scope: scope, name: text)
            else { return }
            found.append(summary(name, stored.record))
        }
        return found
    }

    /// Forgets a secret. Rules that name it can no longer pull from registries that ask for it.
    package func deleteUpstreamSecret(
        _ name: String, account: String, region: String
    ) async throws {
        let name = try secretName(name, account, region)
        let key = RegistryKeys(name.scope).upstreamSecret(name.name)
        guard try await registry.fetch(key, as: UpstreamSecretRecord.self) != nil else {
            throw UpstreamSecretRefused(description: "there is no secret \(name.arn)")
        }
        _ = try await registry.commit(Transaction(then: [.delete(key)]))
    }

    private func secretName(
        _ name: String, _ account: String, _ region: String
    ) throws -> UpstreamSecretName {
        let scope = RegistryScope(account: account, region: region)
        guard let checked = UpstreamSecretName(scope: scope, name: name) else {
            throw UpstreamSecretRefused(
                description: "a name has 1 to 500 letters, digits and characters of /_+=.@-")
        }
        return checked
    }

    private func summary(
        _ name: UpstreamSecretName, _ record: UpstreamSecretRecord
    ) -> UpstreamSecretSummary {
        UpstreamSecretSummary {
            $0.arn = name.arn
            $0.username = record.username
            $0.updatedAt = record.updatedAt
        }
    }
}
