package import AWSWire
import EC2Core
package import EC2Model
import Shapes
import Store

/// Key pairs.
extension EC2Service {
    /// Letters of a name; key pairs of a region (EC2's quota).
    private static let longestKeyName = 255, maximumKeyPairs = 5000

    package func createKeyPair(
        _ input: EC2API.CreateKeyPairRequest, _ context: RequestContext
    ) async throws -> EC2API.KeyPair {
        guard input.keyFormat != .ppk else {
            throw AWSError.unsupported("Key pairs are made in the format 'pem' only.")
        }
        let type = input.keyType ?? .rsa
        let made =
            switch type {
            case .rsa: try SSHKey.rsa()
            case .ed25519: SSHKey.ed25519(check: UInt32(makeID().prefix(8), radix: 16) ?? 0)
            }
        let record = try await keep(
            input.keyName, type: type.rawValue, made.publicKey, made.fingerprint,
            input.tagSpecifications, context)
        return EC2API.KeyPair {
            $0.keyPairId = record.id
            $0.tags = record.tags.described
            $0.keyName = record.name
            $0.keyFingerprint = record.fingerprint
            $0.keyMaterial = made.secret
        }
    }

    package func importKeyPair(
        _ input: EC2API.ImportKeyPairRequest, _ context: RequestContext
    ) async throws -> EC2API.ImportKeyPairResult {
        let text = String(decoding: input.publicKeyMaterial.bytes, as: UTF8.self)
        guard let key = SSHKey.imported(text) else {
            throw AWSError.ec2(
                "InvalidKey.Format", "Key is not in valid OpenSSH public key format")
        }
        let record = try await keep(
            input.keyName, type: key.type, key.publicKey, key.fingerprint,
            input.tagSpecifications, context)
        return EC2API.ImportKeyPairResult {
            $0.keyFingerprint = record.fingerprint
            $0.keyName = record.name
            $0.keyPairId = record.id
            $0.tags = record.tags.described
        }
    }

    private func keep(
        _ name: String, type: String, _ publicKey: String, _ fingerprint: String,
        _ specifications: [EC2API.TagSpecification]?, _ context: RequestContext
    ) async throws(AWSError) -> KeyPairRecord {
        guard (1...Self.longestKeyName).contains(name.utf8.count),
            name.utf8.allSatisfy({ $0 < 128 })
        else {
            throw .invalidValue(
                "Value (\(name)) for parameter KeyName is invalid. Character sets beyond ASCII are "
                    + "not supported.")
        }
        let tags = try EC2Tags.specified(specifications, for: .keyPairs)
        let record = KeyPairRecord {
            $0.id = newID(.keyPairs)
            $0.name = name
            $0.type = type
            $0.fingerprint = fingerprint
            $0.publicKey = publicKey
            $0.createdAt = context.now
            $0.tags = tags.isEmpty ? nil : tags
        }
        return try await change(context.ec2Scope) { plan throws(AWSError) in
            let existing = plan.state.all(KeyPairRecord.self)
            guard !existing.contains(where: { $0.name == name }) else {
                throw .ec2(
                    "InvalidKeyPair.Duplicate", "The keypair '\(name)' already exists.")
            }
            guard existing.count < Self.maximumKeyPairs else {
                throw .ec2("KeyPairLimitExceeded", "The maximum number of key pairs was reached.")
            }
            plan.claim("key-pair", name, by: record.id)
            plan.put(record)
            return record
        }.0
    }

    package func deleteKeyPair(
        _ input: EC2API.DeleteKeyPairRequest, _ context: RequestContext
    ) async throws -> EC2API.DeleteKeyPairResult {
        guard input.keyName != nil || input.keyPairId != nil else {
            throw AWSError.missing("KeyName")
        }
        let (id, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let record =
                try input.keyPairId.map { id throws(AWSError) in
                    try plan.get(KeyPairRecord.self, id, parameter: "KeyPairId")
                } ?? input.keyName.flatMap { plan.state.keyPair(named: $0) }
            // One that is not there is as good as deleted.
            guard let record else { return String?.none }
            plan.release("key-pair", record.name)
            plan.delete(record)
            return record.id
        }
        return EC2API.DeleteKeyPairResult {
            $0.`return` = true
            $0.keyPairId = id
        }
    }

    package func describeKeyPairs(
        _ input: EC2API.DescribeKeyPairsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeKeyPairsResult {
        let state = try await snapshot(context.ec2Scope)
        var records = try state.all(KeyPairRecord.self, named: input.keyPairIds)
        if let names = input.keyNames, !names.isEmpty {
            for name in names where state.keyPair(named: name) == nil {
                throw AWSError.keyPairNotFound(name)
            }
            records = records.filter { names.contains($0.name) }
        }
        let table = FilterTable<KeyPairRecord>(
            [
                "fingerprint": { [$0.fingerprint] },
                "key-name": { [$0.name] },
                "key-pair-id": { [$0.id] },
            ], tags: { $0.tags ?? [] })
        let holds = try table.predicate(input.filters)
        return EC2API.DescribeKeyPairsResult {
            $0.keyPairs = records.filter(holds).sorted { $0.name < $1.name }.map { record in
                EC2API.KeyPairInfo {
                    $0.keyPairId = record.id
                    $0.keyType = EC2API.KeyType(rawValue: record.type)
                    $0.tags = record.tags.described
                    $0.publicKey = input.includePublicKey == true ? record.publicKey : nil
                    $0.createTime = record.createdAt
                    $0.keyName = record.name
                    $0.keyFingerprint = record.fingerprint
                }
            }
        }
    }
}

extension Plan {
    /// Makes a name one resource's: of two who want it at once one gets it.
    mutating func claim(_ kind: String, _ name: String, by id: String) {
        put(ClaimedNameRecord { $0.resource = id }, at: scope.nameKey(kind, name))
    }

    /// Gives a name back.
    mutating func release(_ kind: String, _ name: String) {
        delete(at: scope.nameKey(kind, name))
    }
}

extension EC2Scope {
    fileprivate func nameKey(_ kind: String, _ name: String) -> Key {
        folder(.claimedNames).appending(kind).appending(name)
    }
}
