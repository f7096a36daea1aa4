import ECSModel
import Shapes

/// How the machine presents itself to ECS; pure.
enum Registration {
    static let agentVersion = "1.0.0"

    static func request(
        _ configuration: AgentConfiguration, facts: MachineFacts, existing: String?
    ) -> ECSAPI.RegisterContainerInstanceRequest {
        ECSAPI.RegisterContainerInstanceRequest {
            $0.cluster = configuration.cluster
            $0.containerInstanceArn = existing
            $0.totalResources = resources(configuration, facts)
            $0.attributes = attributes(configuration, facts)
            $0.versionInfo = ECSAPI.VersionInfo {
                $0.agentVersion = agentVersion
                $0.agentHash = "skerry"
                $0.dockerVersion = "containerd"
            }
            $0.instanceIdentityDocument = identityDocument(configuration)
            if existing == nil, !configuration.tags.isEmpty {
                $0.tags = configuration.tags.sorted { $0.key < $1.key }.map { key, value in
                    ECSAPI.Tag {
                        $0.key = key
                        $0.value = value
                    }
                }
            }
        }
    }

    static func resources(
        _ configuration: AgentConfiguration, _ facts: MachineFacts
    ) -> [ECSAPI.Resource] {
        let memory = (configuration.memoryMiB ?? facts.memoryMiB) - configuration.reservedMemoryMiB
        return [
            ECSAPI.Resource {
                $0.name = "CPU"
                $0.type = "INTEGER"
                $0.integerValue = configuration.cpuUnits ?? facts.processors * 1024
            },
            ECSAPI.Resource {
                $0.name = "MEMORY"
                $0.type = "INTEGER"
                $0.integerValue = max(0, memory)
            },
            ECSAPI.Resource {
                $0.name = "PORTS"
                $0.type = "STRINGSET"
                $0.stringSetValue = Set(configuration.reservedPorts).sorted().map(String.init)
            },
            ECSAPI.Resource {
                $0.name = "PORTS_UDP"
                $0.type = "STRINGSET"
                $0.stringSetValue = Set(configuration.reservedUDPPorts).sorted().map(String.init)
            },
        ]
    }

    /// What the agent can do, in the stock agent's names: a control plane places a task only where
    /// everything that it needs is named. What is missing here is refused (`TaskPlan`).
    static let capabilities: [String] = {
        let legacy = "com.amazonaws.ecs.capability."
        let modern = "ecs.capability."
        // Docker API versions say that all options which came with them are understood.
        let versions = (17...44).map { "\(legacy)docker-remote-api.1.\($0)" }
        return versions + [
            legacy + "privileged-container", legacy + "ecr-auth",
            legacy + "logging-driver.json-file", legacy + "logging-driver.awslogs",
            legacy + "logging-driver.none", modern + "execution-role-ecr-pull",
            modern + "execution-role-awslogs", modern + "container-health-check",
            modern + "container-ordering", modern + "container-restart-policy",
            modern + "task-cpu-mem-limit", modern + "pid-ipc-namespace-sharing",
            modern + "docker-plugin.local", modern + "full-sync",
            modern + "increased-task-cpu-limit", modern + "task-eni",
        ]
    }()

    static func attributes(
        _ configuration: AgentConfiguration, _ facts: MachineFacts
    ) -> [ECSAPI.Attribute] {
        var values: [String: String?] = [
            "ecs.os-type": "linux", "ecs.os-family": "LINUX",
            "ecs.cpu-architecture": facts.architecture,
        ]
        if let type = configuration.instanceType { values["ecs.instance-type"] = type }
        if let zone = configuration.availabilityZone { values["ecs.availability-zone"] = zone }
        for (name, value) in configuration.attributes {
            values[name] = value.isEmpty ? .some(nil) : value
        }
        let named = values.sorted { $0.key < $1.key }.map { name, value in
            ECSAPI.Attribute {
                $0.name = name
                $0.value = value
            }
        }
        return capabilities.map { name in ECSAPI.Attribute { $0.name = name } } + named
    }

    /// EC2's identity document, as far as it is known; nil for a machine that is no instance.
    static func identityDocument(_ configuration: AgentConfiguration) -> String? {
        guard let instance = configuration.instanceID else { return nil }
        var document = Object([.init(name: "instanceId", value: .string(instance))])
        document.append("region", .string(configuration.region))
        if let type = configuration.instanceType { document.append("instanceType", .string(type)) }
        if let zone = configuration.availabilityZone {
            document.append("availabilityZone", .string(zone))
        }
        return String(decoding: JSON.serialize(.object(document)), as: UTF8.self)
    }
}
