import AWSWire
import AgentProtocol
import ECSCore
import ECSModel
import Shapes
import Store
import Testing

@testable import ECS

@Suite struct TaskPayloadTests {
    private let scope = Scope(account: "000000000000", region: "eu-west-1")

    /// A task with one container; both are what the closures make of them.
    private func told(
        _ change: (inout ECSAPI.ContainerDefinition) -> Void = { _ in },
        definition: (inout ECSAPI.TaskDefinition) -> Void = { _ in },
        overrides: ECSAPI.TaskOverride? = nil, executionRole: Bool = false
    ) throws -> ACS.Task {
        var container = ECSAPI.ContainerDefinition()
        container.name = "main"
        container.image = "busybox"
        container.memory = 64
        change(&container)
        var record = DefinitionRecord()
        record.definition.family = "web"
        record.definition.containerDefinitions = [container]
        definition(&record.definition)
        var task = TaskRecord()
        task.id = "a"
        task.cluster = "blue"
        task.family = "web"
        task.revision = 3
        task.group = "family:web"
        task.availabilityZone = "eu-west-1a"
        task.overrides = overrides
        var identity = ContainerIdentity()
        identity.name = "main"
        identity.id = "c1"
        task.containers = [identity]
        var payload = TaskPayload(
            scope: scope,
            assigned: .init(
                task: task, state: TaskState.initial(of: task), definition: record,
                wantedSince: Revision(7)))
        if executionRole {
            payload.executionCredentials = ACS.IAMRoleCredentials { $0.roleArn = "r" }
        }
        let told = try #require(payload.task)
        #expect(AgentModel.faults(told.encoded, as: "Task") == [])
        return told
    }

    private func container(
        overrides: ECSAPI.TaskOverride? = nil, executionRole: Bool = false,
        _ change: (inout ECSAPI.ContainerDefinition) -> Void
    ) throws -> ACS.Container {
        let task = try told(change, overrides: overrides, executionRole: executionRole)
        return try #require(task.containers?.first)
    }

    @Test func theSmallestTask() throws {
        let text = String(decoding: JSON.encode(try told()), as: UTF8.self)
        #expect(
            text == #"""
                {"arn":"arn:aws:ecs:eu-west-1:000000000000:task/blue/a",\#
                "taskClusterArn":"arn:aws:ecs:eu-west-1:000000000000:cluster/blue",\#
                "containers":[{"essential":true,"image":"busybox","memory":64,"name":"main",\#
                "dockerConfig":{"version":"1.25","config":"{}","hostConfig":"{}"},\#
                "containerArn":"arn:aws:ecs:eu-west-1:000000000000:container/blue/a/c1"}],\#
                "desiredStatus":"RUNNING","family":"web","version":"3","zone":"eu-west-1a",\#
                "taskDefinitionAccountId":"000000000000","launchType":"EC2","group":"family:web"}
                """#)
    }

    @Test func sizesOfTheTask() throws {
        let plain = try told(definition: {
            $0.cpu = "512"
            $0.memory = "1024"
        })
        #expect(plain.cpu == 0.5)
        #expect(plain.memory == 1024)
        // Overrides are kept as they were written, units and all.
        let changed = try told(
            definition: { $0.cpu = "512" },
            overrides: ECSAPI.TaskOverride {
                $0.cpu = "2 vCPU"
                $0.memory = "0.5 GB"
            })
        #expect(changed.cpu == 2)
        #expect(changed.memory == 512)
    }

    @Test func modesOfTheTask() throws {
        let task = try told(definition: {
            $0.networkMode = .host
            $0.pidMode = .task
            $0.ipcMode = .host
        })
        #expect(task.networkMode == "host")
        #expect(task.pidMode == "task")
        #expect(task.ipcMode == "host")
        let config = try task.containers?.first?.dockerConfig?.containerHostConfig()
        #expect(config?.networkMode == "host")
    }

    @Test func overridesLieOverTheDefinition() throws {
        let overrides = ECSAPI.TaskOverride {
            $0.containerOverrides = [
                ECSAPI.ContainerOverride { $0.name = "other" },
                ECSAPI.ContainerOverride {
                    $0.name = "main"
                    $0.command = ["b"]
                    $0.cpu = 20
                    $0.memory = 128
                    $0.memoryReservation = 32
                    $0.environment = [
                        .init {
                            $0.name = "B"; $0.value = "override"
                        }
                    ]
                    $0.environmentFiles = [
                        .init {
                            $0.value = "arn:o"; $0.type = .s3
                        }
                    ]
                },
            ]
        }
        let found = try container(overrides: overrides) {
            $0.command = ["a"]
            $0.entryPoint = ["/e"]
            $0.cpu = 10
            $0.environment = [
                .init {
                    $0.name = "A"; $0.value = "definition"
                },
                .init {
                    $0.name = "B"; $0.value = "definition"
                }, .init { $0.name = "C" },
            ]
            $0.environmentFiles = [
                .init {
                    $0.value = "arn:d"; $0.type = .s3
                }
            ]
        }
        #expect(found.command == ["b"])
        #expect(found.entryPoint == ["/e"])
        #expect(found.cpu == 20)
        #expect(found.memory == 128)
        #expect(found.environment == ["A": "definition", "B": "override", "C": ""])
        #expect(found.environmentFiles?.map(\.value) == ["arn:d", "arn:o"])
        #expect(try found.dockerConfig?.containerHostConfig().memoryReservation == 32 << 20)
    }

    @Test func portsMountsAndOrder() throws {
        let found = try container {
            $0.portMappings = [
                .init { $0.containerPort = 80 },
                .init {
                    $0.containerPort = 53; $0.hostPort = 5353; $0.protocol = .udp
                },
            ]
            $0.mountPoints = [
                .init {
                    $0.sourceVolume = "v"; $0.containerPath = "/v"; $0.readOnly = true
                }
            ]
            $0.volumesFrom = [
                .init {
                    $0.sourceContainer = "x"; $0.readOnly = false
                }
            ]
            $0.dependsOn = [
                .init {
                    $0.containerName = "x"; $0.condition = .healthy
                }
            ]
            $0.links = ["x:y"]
            $0.essential = false
            $0.startTimeout = 5
            $0.stopTimeout = 7
            $0.restartPolicy = .init {
                $0.enabled = true
                $0.ignoredExitCodes = [1]
                $0.restartAttemptPeriod = 60
            }
        }
        #expect(found.portMappings?.map(\.hostPort) == [0, 5353])
        #expect(found.portMappings?.map(\.transport) == [.tcp, .udp])
        #expect(found.mountPoints?.first?.readOnly == true)
        #expect(found.volumesFrom?.first?.sourceContainer == "x")
        #expect(found.dependsOn?.first?.condition == .healthy)
        #expect(found.links == ["x:y"])
        #expect(found.essential == false)
        #expect(found.startTimeout == 5)
        #expect(found.stopTimeout == 7)
        #expect(found.restartPolicy?.restartAttemptPeriod == 60)
    }

    @Test func volumes() throws {
        let task = try told(definition: {
            $0.volumes = [
                .init {
                    $0.name = "host"; $0.host = .init { $0.sourcePath = "/data" }
                },
                .init { $0.name = "scratch" },
                .init {
                    $0.name = "docker"
                    $0.dockerVolumeConfiguration = .init {
                        $0.scope = .shared
                        $0.driver = "local"
                    }
                },
                .init {
                    $0.name = "efs"
                    $0.efsVolumeConfiguration = .init { $0.fileSystemId = "fs-1" }
                },
            ]
        })
        #expect(task.volumes?.map(\.type) == [.host, .host, .docker, .efs])
        #expect(task.volumes?[0].host?.sourcePath == "/data")
        #expect(task.volumes?[1].host?.sourcePath == nil)
        #expect(task.volumes?[2].dockerVolumeConfiguration?.driver == "local")
        #expect(task.volumes?[3].efsVolumeConfiguration?.fileSystemId == "fs-1")
    }

    /// Docker's engine API counts in nanoseconds and bytes.
    @Test func healthChecksSpeakDocker() throws {
        let found = try container {
            $0.healthCheck = ECSAPI.HealthCheck {
                $0.command = ["CMD-SHELL", "true"]
                $0.interval = 10
                $0.startPeriod = 3
            }
        }
        // Without the type an agent checks and does not tell.
        #expect(found.healthCheckType == .docker)
        #expect(
            found.dockerConfig?.config == #"""
                {"Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":10000000000,\#
                "Timeout":5000000000,"StartPeriod":3000000000,"Retries":3}}
                """#)
        #expect(try container { _ in }.healthCheckType == nil)
    }

    @Test func hostConfigSpeaksDocker() throws {
        let found = try container {
            $0.privileged = true
            $0.readonlyRootFilesystem = true
            $0.dnsServers = ["1.1.1.1"]
            $0.dnsSearchDomains = ["local"]
            $0.extraHosts = [
                .init {
                    $0.hostname = "h"; $0.ipAddress = "10.0.0.1"
                }
            ]
            $0.dockerSecurityOptions = ["no-new-privileges"]
            $0.ulimits = [
                .init {
                    $0.name = .nofile; $0.softLimit = 1; $0.hardLimit = 2
                }
            ]
            $0.systemControls = [
                .init {
                    $0.namespace = "net.core.somaxconn"; $0.value = "9"
                }
            ]
            $0.logConfiguration = .init {
                $0.logDriver = .awslogs
                $0.options = ["awslogs-group": "g"]
            }
            $0.linuxParameters = .init {
                $0.capabilities = .init {
                    $0.add = ["SYS_PTRACE"]; $0.drop = ["NET_RAW"]
                }
                $0.initProcessEnabled = true
                $0.tmpfs = [
                    .init {
                        $0.containerPath = "/t"
                        $0.size = 8
                        $0.mountOptions = ["noexec"]
                    }
                ]
                $0.maxSwap = 36
                $0.swappiness = 10
                $0.sharedMemorySize = 16
                $0.devices = [
                    .init {
                        $0.hostPath = "/dev/fuse"; $0.permissions = [.read]
                    }
                ]
            }
        }
        #expect(
            found.dockerConfig?.hostConfig == #"""
                {"LogConfig":{"Type":"awslogs","Config":{"awslogs-group":"g"}},\#
                "MemorySwap":104857600,"MemorySwappiness":10,\#
                "CapAdd":["SYS_PTRACE"],"CapDrop":["NET_RAW"],"Dns":["1.1.1.1"],\#
                "DnsSearch":["local"],"ExtraHosts":["h:10.0.0.1"],"Privileged":true,\#
                "ReadonlyRootfs":true,"SecurityOpt":["no-new-privileges"],\#
                "Ulimits":[{"Name":"nofile","Soft":1,"Hard":2}],"Tmpfs":{"/t":"noexec,size=8m"},\#
                "Sysctls":{"net.core.somaxconn":"9"},"Init":true}
                """#)
        #expect(found.linuxParameters?.sharedMemorySize == 16)
        #expect(found.linuxParameters?.devices?.first?.permissions == [.read])
        #expect(found.linuxParameters?.capabilities?.add == ["SYS_PTRACE"])
    }

    @Test func configSpeaksDocker() throws {
        let found = try container {
            $0.hostname = "h"
            $0.user = "1:2"
            $0.workingDirectory = "/w"
            $0.pseudoTerminal = true
            $0.interactive = true
            $0.disableNetworking = true
            $0.dockerLabels = ["l": "v"]
        }
        #expect(
            found.dockerConfig?.config == #"""
                {"Hostname":"h","User":"1:2","WorkingDir":"/w","Tty":true,"OpenStdin":true,\#
                "NetworkDisabled":true,"Labels":{"l":"v"}}
                """#)
    }

    /// The agent fetches these or refuses the task: it has to be told.
    @Test func whatOtherServicesGiveIsToldToo() throws {
        let secret = "arn:aws:secretsmanager:us-west-2:000000000000:secret:db-AbCdEf:password::"
        let found = try container(executionRole: true) {
            $0.secrets = [
                .init {
                    $0.name = "A"; $0.valueFrom = secret
                },
                .init {
                    $0.name = "B"
                    $0.valueFrom = "arn:aws:ssm:us-west-1:000000000000:parameter/b"
                },
                .init {
                    $0.name = "C"; $0.valueFrom = "/plain/name"
                },
            ]
            $0.logConfiguration = .init {
                $0.logDriver = .splunk
                $0.secretOptions = [
                    .init {
                        $0.name = "token"; $0.valueFrom = "t"
                    }
                ]
            }
            $0.credentialSpecs = ["credentialspec:arn"]
            $0.firelensConfiguration = .init {
                $0.type = .fluentbit
                $0.options = ["enable-ecs-log-metadata": "true"]
            }
        }
        #expect(found.secrets?.map(\.name) == ["A", "B", "C", "token"])
        #expect(found.secrets?.map(\.provider) == [.asm, .ssm, .ssm, .ssm])
        #expect(
            found.secrets?.map(\.region) == ["us-west-2", "us-west-1", "eu-west-1", "eu-west-1"])
        #expect(
            found.secrets?.map(\.target) == [.container, .container, .container, .logDriver])
        #expect(found.secrets?.allSatisfy { $0.type == .environmentVariable } == true)
        #expect(found.secrets?.first?.valueFrom == secret)
        #expect(found.credentialSpecs == ["credentialspec:arn"])
        #expect(found.firelensConfiguration?.type == .fluentbit)
    }

    @Test func imagesArePulledByTheExecutionRole() throws {
        let plain = try container { _ in }
        #expect(plain.registryAuthentication == nil)
        #expect(plain.logsAuthStrategy == nil)
        let found = try container(executionRole: true) { _ in }
        #expect(found.registryAuthentication?.type == .ecr)
        #expect(found.registryAuthentication?.ecrAuthData?.useExecutionRole == true)
        #expect(found.registryAuthentication?.ecrAuthData?.registryId == "000000000000")
        #expect(found.registryAuthentication?.ecrAuthData?.region == "eu-west-1")
        #expect(found.logsAuthStrategy == .executionRole)
        let named = try container(executionRole: true) {
            $0.repositoryCredentials = .init { $0.credentialsParameter = "arn:secret" }
        }
        #expect(named.registryAuthentication?.type == .asm)
        #expect(named.registryAuthentication?.asmAuthData?.credentialsParameter == "arn:secret")
        #expect(named.registryAuthentication?.ecrAuthData == nil)
    }
}
