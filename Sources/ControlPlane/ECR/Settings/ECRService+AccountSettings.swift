package import AWSWire
package import ECRModel
import Shapes

extension ECRService {
    package func getAccountSetting(
        _ input: ECRAPI.GetAccountSettingRequest, _ context: RequestContext
    ) async throws -> ECRAPI.GetAccountSettingResponse {
        let setting = try setting(input.name)
        let scope = try await scope(nil, context, action: "GetAccountSetting")
        let value = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.value(of: setting, in: scope)
        }
        return .init {
            $0.name = input.name
            $0.value = value
        }
    }

    package func putAccountSetting(
        _ input: ECRAPI.PutAccountSettingRequest, _ context: RequestContext
    ) async throws -> ECRAPI.PutAccountSettingResponse {
        let setting = try setting(input.name)
        let scope = try await scope(nil, context, action: "PutAccountSetting")
        guard setting.values.contains(input.value) else {
            throw unknown("value", among: setting.values)
        }
        try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.set(setting, to: input.value, in: scope)
        }
        return .init {
            $0.name = input.name
            $0.value = input.value
        }
    }

    private func setting(_ name: String) throws(AWSError) -> AccountSetting {
        guard let setting = AccountSetting(rawValue: name) else {
            throw unknown("name", among: AccountSetting.allCases.map(\.rawValue))
        }
        return setting
    }

    private func unknown(_ parameter: String, among values: [String]) -> AWSError {
        .invalid(
            parameter,
            "Member must satisfy enum value set: [\(values.sorted().joined(separator: ", "))]")
    }
}
