import Store

/// What an installation makes for itself at its first start and keeps among its records, so that all
/// servers that share them have the same, and so have backups.
enum InstallationRecords {
    /// The secret of page tokens and registry tokens.
    static func tokenSecret(in store: any Store) async throws -> [UInt8] {
        try await made(Key("/skerry/token-secret"), in: store) { SystemRandom.bytes(32) }
    }

    /// What tells this installation from every other: 32 hexadecimal digits.
    static func id(in store: any Store) async throws -> String {
        let value = try await made(Key("/skerry/installation-id"), in: store) {
            Array(SystemRandom.hex(16).utf8)
        }
        return String(decoding: value, as: UTF8.self)
    }

    private static func made(
        _ key: Key, in store: any Store, _ make: () -> [UInt8]
    ) async throws -> [UInt8] {
        if let record = try await store.get(key) { return record.value }
        _ = try await store.create(key, make())
        guard let record = try await store.get(key) else {
            throw CommandFailure("the store lost \(key), which was just written")
        }
        return record.value
    }
}
