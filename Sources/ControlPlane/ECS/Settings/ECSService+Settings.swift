package import AWSWire
import ECSCore
package import ECSModel
import Shapes
import Store

extension ECSService {
    package func putAccountSetting(
        _ input: ECSAPI.PutAccountSettingRequest, _ context: RequestContext
    ) async throws -> ECSAPI.PutAccountSettingResponse {
        let setting = try await put(
            input.name, input.value, principal: input.principalArn ?? context.principal.arn, context
        )
        return ECSAPI.PutAccountSettingResponse { $0.setting = setting }
    }

    package func putAccountSettingDefault(
        _ input: ECSAPI.PutAccountSettingDefaultRequest, _ context: RequestContext
    ) async throws -> ECSAPI.PutAccountSettingDefaultResponse {
        let setting = try await put(
            input.name, input.value, principal: context.scope.root, context)
        return ECSAPI.PutAccountSettingDefaultResponse { $0.setting = setting }
    }

    package func deleteAccountSetting(
        _ input: ECSAPI.DeleteAccountSettingRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DeleteAccountSettingResponse {
        let name = try settingName(input.name)
        let principal = try principal(input.principalArn ?? context.principal.arn, context)
        let key = context.scope.settingKey(principal, name.rawValue)
        _ = try await change(context.scope) { state throws(AWSError) -> Proposal<Void> in
            let exists = state.records.entry(key) != nil
            return Proposal(
                transaction: Transaction(then: exists ? [.delete(key)] : []), result: ())
        }
        var record = SettingRecord()
        record.name = name.rawValue
        record.principal = principal
        let setting = record
        return ECSAPI.DeleteAccountSettingResponse { $0.setting = setting.described }
    }

    package func listAccountSettings(
        _ input: ECSAPI.ListAccountSettingsRequest, _ context: RequestContext
    ) async throws -> ECSAPI.ListAccountSettingsResponse {
        let principal = try principal(input.principalArn ?? context.principal.arn, context)
        let state = try await snapshot(context.scope)
        let isEffective = input.effectiveSettings == true
        let found = ECSAPI.SettingName.allCases.compactMap { name -> SettingRecord? in
            if let wanted = input.name, wanted != name { return nil }
            var setting = state.setting(name, of: principal)
            if setting == nil, isEffective {
                setting = state.setting(name, of: state.scope.root)
                var standard = SettingRecord()
                standard.name = name.rawValue
                standard.value = setting?.value ?? AccountSettings.standard(name)
                standard.principal = principal
                setting = standard
            }
            if let value = input.value, setting?.value != value { return nil }
            return setting
        }
        let page = try page(
            found.sorted { $0.name < $1.name }, name: { $0.name }, token: input.nextToken,
            limit: input.maxResults, scope: state.scope,
            purpose: [
                "ListAccountSettings", principal, input.name?.rawValue, input.value,
                String(isEffective),
            ])
        return ECSAPI.ListAccountSettingsResponse {
            $0.settings = page.items.map(\.described)
            $0.nextToken = page.next
        }
    }

    private func put(
        _ name: ECSAPI.SettingName?, _ value: String, principal text: String,
        _ context: RequestContext
    ) async throws(AWSError) -> ECSAPI.Setting {
        let name = try settingName(name)
        try AccountSettings.check(name, value)
        var record = SettingRecord()
        record.name = name.rawValue
        record.value = value
        record.principal = try principal(text, context)
        let key = context.scope.settingKey(record.principal, name.rawValue)
        let setting = record
        return try await change(context.scope) {
            _ throws(AWSError) -> Proposal<ECSAPI.Setting> in
            Proposal(
                transaction: Transaction(then: [.put(key, setting)]), result: setting.described)
        }.0
    }

    private func settingName(
        _ name: ECSAPI.SettingName?
    ) throws(AWSError) -> ECSAPI.SettingName {
        guard let name else { throw .parameter("Setting name cannot be empty.") }
        return name
    }

    /// An identity of the account; the service checks no more of it.
    private func principal(
        _ arn: String, _ context: RequestContext
    ) throws(AWSError) -> String {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[4] == context.account,
            arn.utf8.count <= 512
        else { throw .parameter("Invalid principal ARN: \(arn)") }
        return arn
    }
}

extension Snapshot {
    func setting(_ name: ECSAPI.SettingName, of principal: String) -> SettingRecord? {
        guard let entry = records.entry(scope.settingKey(principal, name.rawValue)),
            case .setting(let record) = entry.record
        else { return nil }
        return record
    }
}
