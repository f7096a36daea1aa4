import AgentProtocol
import ECSCore
import ECSModel
import Shapes

// What a container takes from other services. The agent fetches it, or refuses the task by name:
// nothing is left out here only because some agent cannot.
extension TaskPayload {
    /// The container's secrets, then those of its log driver.
    func secrets(_ definition: ECSAPI.ContainerDefinition) -> [ACS.Secret]? {
        let all =
            (definition.secrets ?? []).map { secret($0, .container) }
            + (definition.logConfiguration?.secretOptions ?? []).map { secret($0, .logDriver) }
        return all.isEmpty ? nil : all
    }

    /// `valueFrom` is the ARN of a secret of Secrets Manager, or the ARN or name of a parameter of
    /// Systems Manager in the task's own region.
    private func secret(_ secret: ECSAPI.Secret, _ target: ACS.SecretTarget) -> ACS.Secret {
        let parts = secret.valueFrom.split(separator: ":", omittingEmptySubsequences: false)
        let isARN = parts.count > 5 && parts[0] == "arn"
        return ACS.Secret {
            $0.name = secret.name
            $0.valueFrom = secret.valueFrom
            $0.type = .environmentVariable
            $0.region = isARN ? String(parts[3]) : scope.region
            $0.provider = isARN && parts[2] == "secretsmanager" ? .asm : .ssm
            $0.target = target
        }
    }

    /// The definition's files, then those of the override, whose variables win.
    func environmentFiles(
        _ definition: ECSAPI.ContainerDefinition, _ change: ECSAPI.ContainerOverride?
    ) -> [ACS.EnvironmentFile]? {
        let all = (definition.environmentFiles ?? []) + (change?.environmentFiles ?? [])
        guard !all.isEmpty else { return nil }
        return all.map { file in
            ACS.EnvironmentFile {
                $0.value = file.value
                $0.type = file.type.map { .init(rawValue: $0.rawValue) }
            }
        }
    }

    /// With what the image is pulled: the credentials that the definition names, or those of the
    /// execution role.
    func registry(_ definition: ECSAPI.ContainerDefinition) -> ACS.RegistryAuthenticationData? {
        if let named = definition.repositoryCredentials {
            return ACS.RegistryAuthenticationData {
                $0.type = .asm
                $0.asmAuthData = ACS.ASMAuthData {
                    $0.credentialsParameter = named.credentialsParameter
                    $0.region = scope.region
                }
            }
        }
        guard executionCredentials != nil else { return nil }
        return ACS.RegistryAuthenticationData {
            $0.type = .ecr
            $0.ecrAuthData = ACS.ECRAuthData {
                $0.registryId = scope.account
                $0.region = scope.region
                $0.useExecutionRole = true
            }
        }
    }
}
