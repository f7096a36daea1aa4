import AgentProtocol
import Shapes
import Testing
import Workload

@testable import AgentCore

@Suite struct PlanTests {
    private let settings = PlanSettings(volumesDirectory: "/v", logsDirectory: "/l")

    private func plan(_ task: ACS.Task) throws -> TaskPlan {
        try TaskPlan(task, settings: settings)
    }

    private func plan(_ fill: (inout ACS.Container) -> Void) throws -> ContainerPlan {
        try plan(Payload.task("t1", Payload.container("a", with: fill))).containers[0]
    }

    private func failure(_ task: ACS.Task) -> PlanFailure? {
        do {
            _ = try TaskPlan(task, settings: settings)
            return nil
        } catch {
            return error
        }
    }

    private func failure(_ fill: (inout ACS.Container) -> Void) -> PlanFailure? {
        failure(Payload.task("t1", Payload.container("a", with: fill)))
    }

    @Test func sandboxHasNamesAndLimits() throws {
        let plan = try plan(
            Payload.task("t1", Payload.container("a")) {
                $0.cpu = 0.25
                $0.memory = 512
                $0.pidMode = "task"
                $0.ipcMode = "host"
            })
        #expect(plan.sandbox.id == "t1")
        #expect(plan.sandbox.name == "web")
        #expect(plan.sandbox.namespace == "c")
        #expect(plan.sandbox.network == .bridge)
        #expect(plan.sandbox.limits.cpuQuotaUnits == 256)
        #expect(plan.sandbox.limits.memoryBytes == 512 << 20)
        #expect(plan.sandbox.pid == .sandbox && plan.sandbox.ipc == .host)
        #expect(plan.sandbox.logDirectory == "/l/t1")
        #expect(plan.sandbox.labels[WorkloadLabel.taskARN] == Payload.arn("t1"))
        #expect(plan.volumeDirectory == nil && plan.directories.isEmpty)
    }

    @Test func defaultsAreECSs() throws {
        let container = try plan { $0.essential = nil }
        #expect(container.isEssential)
        #expect(container.stopTimeout == .seconds(30))
        #expect(container.startTimeout == nil)
        #expect(container.restartPolicy == nil)
        #expect(container.log == .file)
        #expect(container.spec.limits.cpuShares == 2)
        #expect(container.spec.limits.memoryBytes == nil)
        #expect(container.spec.entryPoint == nil && container.spec.command == nil)
        #expect(container.spec(attempt: 3, image: "i").logFile == "a/3.log")
        #expect(container.spec(attempt: 3, image: "i").attempt == 3)
    }

    @Test func ownMembersAreRead() throws {
        let container = try plan {
            $0.command = ["a", "b"]
            $0.entryPoint = ["/bin/x"]
            $0.environment = ["B": "2", "A": "1"]
            $0.cpu = 300
            $0.memory = 64
            $0.privileged = true
            $0.stopTimeout = 5
            $0.startTimeout = 9
            $0.linuxParameters = ACS.LinuxParameters {
                $0.capabilities = ACS.KernelCapabilities {
                    $0.add = ["SYS_PTRACE"]
                    $0.drop = ["ALL"]
                }
                $0.devices = [
                    ACS.Device {
                        $0.hostPath = "/dev/fuse"
                        $0.permissions = [.read, .write]
                    }
                ]
            }
        }
        #expect(container.spec.command == ["a", "b"])
        #expect(container.spec.entryPoint == ["/bin/x"])
        #expect(container.spec.environment.map { "\($0.name)=\($0.value)" } == ["A=1", "B=2"])
        #expect(container.spec.limits.cpuShares == 300)
        #expect(container.spec.limits.memoryBytes == 64 << 20)
        #expect(container.spec.privileged)
        #expect(container.stopTimeout == .seconds(5))
        #expect(container.startTimeout == .seconds(9))
        #expect(container.spec.addedCapabilities == ["SYS_PTRACE"])
        #expect(container.spec.droppedCapabilities == ["ALL"])
        #expect(
            container.spec.devices
                == [Workload.Device(hostPath: "/dev/fuse", permissions: "rw")])
    }

    @Test func overriddenCommandWins() throws {
        let container = try plan {
            $0.command = ["a"]
            $0.overrides = "{\"command\":[\"b\",\"c\"]}"
        }
        #expect(container.spec.command == ["b", "c"])
    }

    @Test func dockerTextsAreRead() throws {
        let container = try plan {
            $0.dockerConfig = Payload.docker(
                config: {
                    $0.user = "1000:1000"
                    $0.workingDir = "/srv"
                    $0.tty = true
                    $0.openStdin = true
                    $0.labels = ["k": "v"]
                    $0.stopSignal = "SIGINT"
                },
                host: {
                    $0.readonlyRootfs = true
                    $0.memoryReservation = 1 << 20
                    $0.capAdd = ["CAP_NET_ADMIN", "net_admin"]
                    $0.securityOpt = ["no-new-privileges:true"]
                    $0.ulimits = [
                        ACS.DockerUlimit {
                            $0.name = "nofile"
                            $0.soft = 10
                            $0.hard = -1
                        }
                    ]
                    $0.tmpfs = ["/run": "size=64k,noexec,ro", "/t": ""]
                })
        }
        let spec = container.spec
        #expect(spec.user == "1000:1000" && spec.workingDirectory == "/srv")
        #expect(spec.tty && spec.stdin && spec.readOnlyRoot && spec.noNewPrivileges)
        #expect(spec.stopSignal == "SIGINT")
        #expect(spec.annotations == ["k": "v"])
        #expect(spec.limits.memoryReservationBytes == 1 << 20)
        #expect(spec.addedCapabilities == ["NET_ADMIN"])
        #expect(spec.ulimits == [Ulimit(name: .nofile, soft: 10, hard: .max)])
        #expect(
            spec.mounts == [
                Mount(
                    source: .tmpfs(sizeBytes: 65536, options: ["noexec", "ro"]),
                    containerPath: "/run", readOnly: true),
                Mount(source: .tmpfs(sizeBytes: 64 << 20, options: []), containerPath: "/t"),
            ])
    }

    @Test func sandboxWideSettingsAreJoined() throws {
        let plan = try plan(
            Payload.task(
                "t1",
                Payload.container("a") {
                    $0.dockerConfig = Payload.docker(
                        config: { $0.hostname = "h" },
                        host: {
                            $0.sysctls = ["net.core.somaxconn": "1024"]
                            $0.dns = ["1.1.1.1"]
                            $0.extraHosts = ["db:10.1.1.1", "broken"]
                        })
                    $0.linuxParameters = ACS.LinuxParameters { $0.sharedMemorySize = 100 }
                },
                Payload.container("b") {
                    $0.links = ["a:alias"]
                    $0.linuxParameters = ACS.LinuxParameters { $0.sharedMemorySize = 128 }
                }))
        #expect(plan.sandbox.hostname == "h")
        #expect(plan.sandbox.sysctls == ["net.core.somaxconn": "1024"])
        #expect(plan.sandbox.dns?.servers == ["1.1.1.1"])
        #expect(plan.sandbox.sharedMemoryBytes == 128 << 20)
        #expect(
            plan.sandbox.extraHosts == [
                HostEntry(hostname: "db", address: "10.1.1.1"),
                HostEntry(hostname: "a", address: "127.0.0.1"),
                HostEntry(hostname: "alias", address: "127.0.0.1"),
            ])
        #expect(plan.containers[1].dependencies == [Dependency(container: "a", condition: .start)])
    }

    @Test(arguments: [
        ("bridge", 0, [PortMapping(containerPort: 80, hostPort: 0, transport: .udp)]),
        ("bridge", 8080, [PortMapping(containerPort: 80, hostPort: 8080, transport: .udp)]),
        ("host", 0, [PortMapping(containerPort: 80, hostPort: 80, transport: .udp)]),
        ("none", 0, []),
    ])
    func portsFollowTheNetworkMode(_ mode: String, _ port: Int, _ ports: [PortMapping]) throws {
        let plan = try plan(
            Payload.task(
                "t1",
                Payload.container("a") {
                    $0.portMappings = [
                        ACS.PortMapping {
                            $0.containerPort = 80
                            $0.hostPort = port
                            $0.transport = .udp
                        }
                    ]
                }
            ) { $0.networkMode = mode })
        #expect(plan.sandbox.ports == ports)
        #expect(plan.containers[0].ports == ports)
    }

    @Test func networkModeOfDockerCounts() throws {
        let plan = try plan(
            Payload.task(
                "t1",
                Payload.container("a") {
                    $0.dockerConfig = Payload.docker(host: { $0.networkMode = "host" })
                }))
        #expect(plan.sandbox.network == .host)
    }

    @Test(arguments: [
        (["CMD", "a", "b"], ["a", "b"]), (["CMD-SHELL", "a b"], ["/bin/sh", "-c", "a b"]),
        (["NONE"], nil), ([], nil), (["CMD"], nil), (["WHAT", "x"], nil),
    ])
    func healthChecksAreRead(_ test: [String], _ command: [String]?) throws {
        let container = try plan {
            $0.dockerConfig = Payload.docker(config: {
                $0.healthcheck = ACS.DockerHealthcheck { $0.test = test }
            })
        }
        #expect(container.healthCheck?.command == command)
        if let check = container.healthCheck {
            #expect(check == HealthCheck(command: check.command))
        }
    }

    @Test func volumesBecomeMounts() throws {
        let plan = try plan(
            Payload.task(
                "t1",
                Payload.container("a") {
                    $0.mountPoints = [
                        ACS.MountPoint {
                            $0.sourceVolume = "host"
                            $0.containerPath = "/h"
                            $0.readOnly = true
                        },
                        ACS.MountPoint {
                            $0.sourceVolume = "empty"
                            $0.containerPath = "/e"
                        },
                    ]
                },
                Payload.container("b") {
                    $0.volumesFrom = [
                        ACS.VolumeFrom {
                            $0.sourceContainer = "a"
                            $0.readOnly = true
                        }
                    ]
                    $0.mountPoints = [
                        ACS.MountPoint {
                            $0.sourceVolume = "shared"
                            $0.containerPath = "/e"
                        }
                    ]
                }
            ) {
                $0.volumes = [
                    ACS.Volume {
                        $0.name = "host"
                        $0.host = ACS.HostVolumeProperties { $0.sourcePath = "/srv/data" }
                    },
                    ACS.Volume { $0.name = "empty" },
                    ACS.Volume {
                        $0.name = "shared"
                        $0.dockerVolumeConfiguration = ACS.DockerVolumeConfiguration {
                            $0.scope = .shared
                            $0.driver = "local"
                        }
                    },
                ]
            })
        #expect(plan.directories == ["/srv/data", "/v/tasks/t1/empty", "/v/shared/shared"])
        #expect(plan.volumeDirectory == "/v/tasks/t1")
        #expect(
            plan.containers[0].spec.mounts == [
                Mount(source: .bind(hostPath: "/srv/data"), containerPath: "/h", readOnly: true),
                Mount(source: .bind(hostPath: "/v/tasks/t1/empty"), containerPath: "/e"),
            ])
        #expect(
            plan.containers[1].spec.mounts == [
                Mount(source: .bind(hostPath: "/v/shared/shared"), containerPath: "/e"),
                Mount(source: .bind(hostPath: "/srv/data"), containerPath: "/h", readOnly: true),
            ])
    }

    @Test func logsGoWhereTheyAreSent() throws {
        let container = try plan {
            $0.dockerConfig = Payload.awslogs(["awslogs-region": "eu-west-1"])
            $0.logsAuthStrategy = .executionRole
        }
        guard case .awslogs(let options) = container.log else {
            Issue.record("no awslogs")
            return
        }
        #expect(options.group == "g" && options.stream == "p/a/t1")
        #expect(options.region == "eu-west-1" && options.usesExecutionRole)
    }

    @Test func registryRoleIsRead() throws {
        let container = try plan {
            $0.registryAuthentication = ACS.RegistryAuthenticationData {
                $0.type = .ecr
                $0.ecrAuthData = ACS.ECRAuthData { $0.useExecutionRole = true }
            }
        }
        #expect(container.registry == .executionRole)
    }

    @Test func unsupportedPartsAreRefusedByName() {
        let refused: [(String, (inout ACS.Container) -> Void)] = [
            ("secrets", { $0.secrets = [ACS.Secret()] }),
            ("environmentFiles", { $0.environmentFiles = [ACS.EnvironmentFile()] }),
            ("firelensConfiguration", { $0.firelensConfiguration = ACS.FirelensConfiguration() }),
            ("credentialSpecs", { $0.credentialSpecs = ["x"] }),
            ("managed agents", { $0.managedAgents = [ACS.ManagedAgent()] }),
            (
                "repositoryCredentials",
                {
                    $0.registryAuthentication = ACS.RegistryAuthenticationData { $0.type = .asm }
                }
            ),
            (
                "containerPortRange",
                {
                    $0.portMappings = [ACS.PortMapping { $0.containerPortRange = "1-2" }]
                }
            ),
            (
                "no log driver named 'fluentd'",
                {
                    $0.dockerConfig = Payload.docker(host: {
                        $0.logConfig = ACS.DockerLogConfig { $0.type = "fluentd" }
                    })
                }
            ),
        ]
        for (name, fill) in refused {
            let failure = failure(fill)
            #expect(failure?.reason.contains(name) == true, "\(name)")
            #expect(failure?.container == "a", "\(name)")
        }
        let tasks: [(String, (inout ACS.Task) -> Void)] = [
            ("awsvpc", { $0.networkMode = "awsvpc" }),
            (
                "network interfaces",
                { $0.elasticNetworkInterfaces = [ACS.ElasticNetworkInterface()] }
            ),
            (
                "lacks its id",
                {
                    $0.networkMode = "awsvpc"
                    $0.elasticNetworkInterfaces = [ACS.ElasticNetworkInterface()]
                }
            ),
            ("proxyConfiguration", { $0.proxyConfiguration = ACS.ProxyConfiguration() }),
            ("GPU", { $0.associations = [ACS.Association()] }),
            ("attachments", { $0.attachments = [ACS.Attachment()] }),
            (
                "volume 'v'",
                {
                    $0.volumes = [
                        ACS.Volume {
                            $0.name = "v"
                            $0.efsVolumeConfiguration = ACS.EFSVolumeConfiguration()
                        }
                    ]
                }
            ),
        ]
        for (name, fill) in tasks {
            let failure = failure(Payload.task("t1", Payload.container("a"), with: fill))
            #expect(failure?.reason.contains(name) == true, "\(name)")
        }
    }

    @Test func brokenPartsAreRefused() {
        let broken: [(inout ACS.Container) -> Void] = [
            { $0.name = "" }, { $0.name = "a/b" }, { $0.name = ".." }, { $0.image = nil },
            { $0.overrides = "{" }, { $0.dockerConfig = ACS.DockerConfig { $0.config = "[]" } },
            { $0.dockerConfig = ACS.DockerConfig { $0.hostConfig = "{\"Memory" } },
            { $0.portMappings = [ACS.PortMapping { $0.containerPort = 70000 }] },
            { $0.portMappings = [ACS.PortMapping { $0.containerPort = -1 }] },
            { $0.portMappings = [ACS.PortMapping()] },
            { $0.mountPoints = [ACS.MountPoint { $0.sourceVolume = "none" }] },
            { $0.volumesFrom = [ACS.VolumeFrom { $0.sourceContainer = "none" }] },
            {
                $0.dependsOn = [
                    ACS.ContainerDependency {
                        $0.containerName = "b"
                        $0.condition = .init(rawValue: "SOON")
                    }
                ]
            },
        ]
        for (index, fill) in broken.enumerated() {
            #expect(failure(fill) != nil, "case \(index)")
        }
        #expect(failure(ACS.Task { $0.arn = Payload.arn("t") }) != nil)
        #expect(
            failure(Payload.task("t1", Payload.container("a"), Payload.container("a"))) != nil)
        for name in ["", "..", "a/b", "."] {
            let task = Payload.task("t1", Payload.container("a")) {
                $0.volumes = [ACS.Volume { $0.name = name }]
            }
            #expect(failure(task) != nil, "volume \(name)")
        }
    }

    @Test func brokenTasksStopWithTheirReason() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a") { $0.image = nil }))
        #expect(bench.taskChanges.map(\.status) == [.stopped])
        #expect(bench.taskChanges[0].reason == "it has no image")
        #expect(bench.taskChanges[0].containers[0].reason == "it has no image")
        #expect(bench.engine.isIdle)
    }

    @Test func sizesAreRead() {
        #expect(ContainerReading.bytes("64") == 64)
        #expect(ContainerReading.bytes("64k") == 65536)
        #expect(ContainerReading.bytes("2M") == 2 << 20)
        #expect(ContainerReading.bytes("1g") == 1 << 30)
        for text in ["", "k", "-1", "1x", "99999999999999999999", "9999999999g"] {
            #expect(ContainerReading.bytes(Substring(text)) == nil, "\(text)")
        }
    }

    @Test func givesAnInterfaceToTheSandbox() throws {
        let task = Payload.task("t1", Payload.container("a")) { task in
            task.networkMode = "awsvpc"
            task.containers?[0].portMappings = [
                ACS.PortMapping {
                    $0.containerPort = 80
                    $0.hostPort = 80
                }
            ]
            task.elasticNetworkInterfaces = [
                ACS.ElasticNetworkInterface {
                    $0.ec2Id = "eni-1"
                    $0.macAddress = "02:AA:00:00:00:01"
                    $0.ipv4Addresses = [
                        ACS.IPv4AddressAssignment {
                            $0.primary = true
                            $0.privateAddress = "10.0.1.5"
                        }
                    ]
                    $0.subnetGatewayIpv4Address = "10.0.1.1/24"
                    $0.domainNameServers = ["10.0.0.2"]
                    $0.domainName = ["ec2.internal"]
                    $0.privateDnsName = "ip-10-0-1-5.ec2.internal"
                }
            ]
        }
        let plan = try TaskPlan(task, settings: settings)
        #expect(
            plan.sandbox.network
                == .interface(
                    NetworkInterface(
                        id: "eni-1", mac: "02:aa:00:00:00:01", address: "10.0.1.5",
                        prefixLength: 24, gateway: "10.0.1.1", nameServers: ["10.0.0.2"],
                        searches: ["ec2.internal"], privateName: "ip-10-0-1-5.ec2.internal")))
        #expect(plan.sandbox.ports.isEmpty)
    }
}
