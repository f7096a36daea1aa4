import Shapes
import Store

/// A choice that a registry has for all of its repositories (API reference, PutAccountSetting).
enum AccountSetting: String, CaseIterable, Sendable {
    /// Which scanner basic scanning uses. CLAIR is gone, at AWS too.
    case basicScanTypeVersion = "BASIC_SCAN_TYPE_VERSION"
    /// Whether the registry's policy is about every action (V2) or only about those that it was
    /// made for (V1).
    case registryPolicyScope = "REGISTRY_POLICY_SCOPE"
    /// Whether a push may mount a blob of another repository instead of uploading it again.
    case blobMounting = "BLOB_MOUNTING"

    /// What it may be; the first is what it is until it is set.
    var values: [String] {
        switch self {
        case .basicScanTypeVersion: ["AWS_NATIVE"]
        case .registryPolicyScope: ["V2", "V1"]
        case .blobMounting: ["ENABLED", "DISABLED"]
        }
    }

    /// The actions that a registry's policy is about in scope V1.
    static let firstScope: Set = ["BatchImportUpstreamImage", "CreateRepository", "ReplicateImage"]
}

/// What a setting was set to.
struct AccountSettingRecord: Shape, Hashable {
    var value = ""

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("value", &value)
    }
}

extension RegistryKeys {
    func setting(_ setting: AccountSetting) -> Key {
        root.appending("settings").appending(setting.rawValue)
    }
}

extension Registry {
    /// What a setting of a registry is.
    func value(
        of setting: AccountSetting, in scope: RegistryScope
    ) async throws(RegistryError) -> String {
        let key = RegistryKeys(scope).setting(setting)
        guard let stored = try await fetch(key, as: AccountSettingRecord.self) else {
            return setting.values[0]
        }
        return stored.record.value
    }

    func set(
        _ setting: AccountSetting, to value: String, in scope: RegistryScope
    ) async throws(RegistryError) {
        let record = AccountSettingRecord { $0.value = value }
        _ = try await commit(
            Transaction(then: [.put(RegistryKeys(scope).setting(setting), record)]))
    }
}
