package import Shapes

extension ACS {
    /// One container of a task. What the agent passes to docker unread (user, ulimits, log
    /// configuration, health check …) travels as JSON text in `dockerConfig`.
    package struct Container: Shape, Hashable {
        package var command: [String]?
        package var cpu: Int?
        package var credentialSpecs: [String]?
        package var entryPoint: [String]?
        package var environment: [String: String]?
        package var environmentFiles: [EnvironmentFile]?
        package var essential: Bool?
        package var restartPolicy: RestartPolicy?
        package var image: String?
        package var links: [String]?
        package var memory: Int?
        package var name: String?
        package var overrides: String?
        package var portMappings: [PortMapping]?
        package var managedAgents: [ManagedAgent]?
        package var mountPoints: [MountPoint]?
        package var linuxParameters: LinuxParameters?
        package var privileged: Bool?
        package var networkInterfaceNames: [String]?
        package var volumesFrom: [VolumeFrom]?
        package var dockerConfig: DockerConfig?
        package var healthCheckType: HealthCheckType?
        package var registryAuthentication: RegistryAuthenticationData?
        package var logsAuthStrategy: AuthStrategy?
        package var secrets: [Secret]?
        package var dependsOn: [ContainerDependency]?
        package var startTimeout: Int?
        package var stopTimeout: Int?
        package var firelensConfiguration: FirelensConfiguration?
        package var containerArn: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("command", &command)
            visitor.field("cpu", &cpu)
            visitor.field("credentialSpecs", &credentialSpecs)
            visitor.field("entryPoint", &entryPoint)
            visitor.field("environment", &environment)
            visitor.field("environmentFiles", &environmentFiles)
            visitor.field("essential", &essential)
            visitor.field("restartPolicy", &restartPolicy)
            visitor.field("image", &image)
            visitor.field("links", &links)
            visitor.field("memory", &memory)
            visitor.field("name", &name)
            visitor.field("overrides", &overrides)
            visitor.field("portMappings", &portMappings)
            visitor.field("managedAgents", &managedAgents)
            visitor.field("mountPoints", &mountPoints)
            visitor.field("linuxParameters", &linuxParameters)
            visitor.field("privileged", &privileged)
            visitor.field("networkInterfaceNames", &networkInterfaceNames)
            visitor.field("volumesFrom", &volumesFrom)
            visitor.field("dockerConfig", &dockerConfig)
            visitor.field("healthCheckType", &healthCheckType)
            visitor.field("registryAuthentication", &registryAuthentication)
            visitor.field("logsAuthStrategy", &logsAuthStrategy)
            visitor.field("secrets", &secrets)
            visitor.field("dependsOn", &dependsOn)
            visitor.field("startTimeout", &startTimeout)
            visitor.field("stopTimeout", &stopTimeout)
            visitor.field("firelensConfiguration", &firelensConfiguration)
            visitor.field("containerArn", &containerArn)
        }
    }

    /// `EnvironmentFile` of the protocol.
    package struct EnvironmentFile: Shape, Hashable {
        package var value: String?
        package var type: EnvironmentFileType?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("value", &value)
            visitor.field("type", &type)
        }
    }

    /// `EnvironmentFileType` of the protocol.
    package struct EnvironmentFileType: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let s3 = Self(rawValue: "s3")
    }

    /// `FirelensConfiguration` of the protocol.
    package struct FirelensConfiguration: Shape, Hashable {
        package var type: FirelensConfigurationType?
        package var options: [String: String]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("options", &options)
        }
    }

    /// `FirelensConfigurationType` of the protocol.
    package struct FirelensConfigurationType: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let fluentd = Self(rawValue: "fluentd")
        package static let fluentbit = Self(rawValue: "fluentbit")
    }

    /// `ManagedAgent` of the protocol.
    package struct ManagedAgent: Shape, Hashable {
        package var name: ManagedAgentName?
        package var properties: [String: String]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("properties", &properties)
        }
    }

    /// `ManagedAgentName` of the protocol.
    package struct ManagedAgentName: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let executeCommandAgent = Self(rawValue: "ExecuteCommandAgent")
    }

    /// Names how a private registry is entered.
    package struct AuthenticationType: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let ecr = Self(rawValue: "ecr")
        package static let asm = Self(rawValue: "asm")
    }

    /// `RegistryAuthenticationData` of the protocol.
    package struct RegistryAuthenticationData: Shape, Hashable {
        package var type: AuthenticationType?
        package var ecrAuthData: ECRAuthData?
        package var asmAuthData: ASMAuthData?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("ecrAuthData", &ecrAuthData)
            visitor.field("asmAuthData", &asmAuthData)
        }
    }

    /// `ECRAuthData` of the protocol.
    package struct ECRAuthData: Shape, Hashable {
        package var registryId: String?
        package var region: String?
        package var endpointOverride: String?
        package var useExecutionRole: Bool?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("region", &region)
            visitor.field("endpointOverride", &endpointOverride)
            visitor.field("useExecutionRole", &useExecutionRole)
        }
    }

    /// `ASMAuthData` of the protocol.
    package struct ASMAuthData: Shape, Hashable {
        package var credentialsParameter: String?
        package var region: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("credentialsParameter", &credentialsParameter)
            visitor.field("region", &region)
        }
    }

    /// `Secret` of the protocol.
    package struct Secret: Shape, Hashable {
        package var name: String?
        package var valueFrom: String?
        package var containerPath: String?
        package var type: SecretType?
        package var region: String?
        package var provider: SecretProvider?
        package var target: SecretTarget?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("valueFrom", &valueFrom)
            visitor.field("containerPath", &containerPath)
            visitor.field("type", &type)
            visitor.field("region", &region)
            visitor.field("provider", &provider)
            visitor.field("target", &target)
        }
    }

    /// `SecretProvider` of the protocol.
    package struct SecretProvider: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let ssm = Self(rawValue: "ssm")
        package static let asm = Self(rawValue: "asm")
    }

    /// `SecretTarget` of the protocol.
    package struct SecretTarget: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let container = Self(rawValue: "CONTAINER")
        package static let logDriver = Self(rawValue: "LOG_DRIVER")
    }

    /// `SecretType` of the protocol.
    package struct SecretType: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let environmentVariable = Self(rawValue: "ENVIRONMENT_VARIABLE")
        package static let mountPoint = Self(rawValue: "MOUNT_POINT")
        package static let bootstrap = Self(rawValue: "BOOTSTRAP")
    }
}
