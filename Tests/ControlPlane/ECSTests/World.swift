import AWSWire
import ECSCore
import ECSModel
import Logging
import Shapes
import Store
import Synchronization
import Testing

@testable import ECS

/// A service over a store in memory, and calls to it as one caller makes them.
final class World: Sendable {
    static let start = Timestamp(milliseconds: 1_700_000_000_000)

    let store: MemoryStore
    let service: ECSService
    let networks: FakeNetworks
    let machines: FakeMachines
    private let time: Time

    /// A clock that is moved by hand, and ids that count up.
    private final class Time: Sendable {
        let now = Mutex(World.start)
        let ids = Mutex(0)

        func makeID() -> String {
            let number = ids.withLock { number in
                number += 1
                return number
            }
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 32 - digits.utf8.count) + digits
        }
    }

    /// A world; what is given is of an earlier one whose server has ended.
    init(
        store: MemoryStore = MemoryStore(), networks: FakeNetworks = FakeNetworks(),
        machines: FakeMachines = FakeMachines(), after elapsed: Duration = .zero, ids: Int = 0
    ) {
        let time = Time()
        time.now.withLock { $0 = $0 + elapsed }
        time.ids.withLock { $0 = ids }
        self.time = time
        self.store = store
        self.networks = networks
        self.machines = machines
        service = ECSService(
            store: store, baseURL: "http://127.0.0.1:4566",
            tokens: PageTokens(
                secret: Array(repeating: 7, count: 32), now: { time.now.withLock { $0 } }),
            now: { time.now.withLock { $0 } }, makeID: { time.makeID() },
            networks: networks, machines: machines,
            // Stands still: no wait for the store runs into its deadline, however busy the machine.
            clock: ManualClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Runs a test while the service follows its store.
    static func run(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        let world = World()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await world.service.run() }
            try await body(world)
            group.cancelAll()
        }
    }

    func advance(by duration: Duration) {
        time.now.withLock { $0 = $0 + duration }
    }

    func context(account: String = "000000000000", region: String = "us-east-1") -> RequestContext {
        RequestContext(
            requestID: "r", account: account, region: region,
            principal: Principal(
                arn: "arn:aws:iam::\(account):root", userID: account, account: account,
                accessKeyID: "AKIA"), now: time.now.withLock { $0 })
    }

    var context: RequestContext { context() }

    // MARK: What most tests begin with

    func createCluster(_ name: String = "default") async throws {
        _ = try await service.createCluster(
            ECSAPI.CreateClusterRequest { $0.clusterName = name }, context)
    }

    /// Registers an instance whose agent is connected; its ARN.
    @discardableResult
    func register(
        cluster: String = "default", cpu: Int = 1024, memory: Int = 1024,
        attributes: [String: String] = [:], machine: String? = nil
    ) async throws -> String {
        var request = registration(
            cluster: cluster, cpu: cpu, memory: memory, attributes: attributes)
        request.instanceIdentityDocument = machine.map { #"{"instanceId":"\#($0)"}"# }
        let answer = try await service.registerContainerInstance(request, context)
        let arn = try #require(answer.containerInstance?.containerInstanceArn)
        connect(arn)
        return arn
    }

    /// What an instance must have for tasks in network mode awsvpc.
    static func capable(zone: String = "us-east-1a") -> [String: String] {
        [
            "ecs.availability-zone": zone, "ecs.capability.task-eni": "",
            "com.amazonaws.ecs.capability.docker-remote-api.1.18": "",
        ]
    }

    func registration(
        cluster: String = "default", cpu: Int = 1024, memory: Int = 1024,
        attributes: [String: String] = [:]
    ) -> ECSAPI.RegisterContainerInstanceRequest {
        func resource(_ name: String, _ value: Int) -> ECSAPI.Resource {
            ECSAPI.Resource {
                $0.name = name
                $0.type = "INTEGER"
                $0.integerValue = value
            }
        }
        return ECSAPI.RegisterContainerInstanceRequest {
            $0.cluster = cluster
            $0.totalResources = [
                resource("CPU", cpu), resource("MEMORY", memory),
                ECSAPI.Resource {
                    $0.name = "PORTS"
                    $0.type = "STRINGSET"
                    $0.stringSetValue = ["22"]
                },
            ]
            $0.attributes = attributes.map { name, value in
                ECSAPI.Attribute {
                    $0.name = name
                    $0.value = value
                }
            }
        }
    }

    func connect(_ arn: String) {
        let parts = arn.split(separator: "/").map(String.init)
        let scope = Scope(account: "000000000000", region: "us-east-1")
        let key = scope.instanceKey(parts[2], in: parts[1]).text
        service.connections.withLock { $0[key] = 1 }
    }

    @discardableResult
    func define(
        _ family: String = "web", cpu: Int = 256, memory: Int = 256, hostPort: Int? = nil
    ) async throws -> String {
        let answer = try await service.registerTaskDefinition(
            ECSAPI.RegisterTaskDefinitionRequest {
                $0.family = family
                $0.containerDefinitions = [
                    ECSAPI.ContainerDefinition {
                        $0.name = "main"
                        $0.image = "busybox"
                        $0.cpu = cpu
                        $0.memory = memory
                        if let hostPort {
                            $0.portMappings = [
                                ECSAPI.PortMapping {
                                    $0.containerPort = 80
                                    $0.hostPort = hostPort
                                }
                            ]
                        }
                    }
                ]
            }, context)
        return try #require(answer.taskDefinition?.taskDefinitionArn)
    }

    func run(
        _ definition: String = "web", count: Int = 1,
        _ fill: (inout ECSAPI.RunTaskRequest) -> Void = { _ in }
    ) async throws -> ECSAPI.RunTaskResponse {
        var request = ECSAPI.RunTaskRequest()
        request.taskDefinition = definition
        request.count = count
        fill(&request)
        return try await service.runTask(request, context)
    }

    /// A definition in network mode awsvpc that Fargate runs too.
    @discardableResult
    func defineVPC(
        _ family: String = "vpc", cpu: String = "256", memory: String = "512"
    ) async throws -> String {
        let answer = try await service.registerTaskDefinition(
            ECSAPI.RegisterTaskDefinitionRequest {
                $0.family = family
                $0.networkMode = .awsvpc
                $0.cpu = cpu
                $0.memory = memory
                $0.containerDefinitions = [
                    ECSAPI.ContainerDefinition {
                        $0.name = "main"
                        $0.image = "busybox"
                    }
                ]
            }, context)
        return try #require(answer.taskDefinition?.taskDefinitionArn)
    }

    static func network(
        _ subnets: [String] = ["subnet-a1"], groups: [String]? = nil, publicAddress: Bool = false
    ) -> ECSAPI.NetworkConfiguration {
        ECSAPI.NetworkConfiguration {
            $0.awsvpcConfiguration = ECSAPI.AwsVpcConfiguration {
                $0.subnets = subnets
                $0.securityGroups = groups
                $0.assignPublicIp = publicAddress ? .enabled : nil
            }
        }
    }

    /// Waits until something holds, at most ten seconds.
    func eventually(
        _ what: String, _ condition: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(2))
        }
        Issue.record("\(what) did not come about")
    }

    /// Waits until a task has a status.
    @discardableResult
    func task(_ arn: String, reaches status: String) async throws -> ECSAPI.Task {
        try await eventually("\(arn) \(status)") { try await task(arn).lastStatus == status }
        return try await task(arn)
    }

    func task(_ arn: String) async throws -> ECSAPI.Task {
        let answer = try await service.describeTasks(
            ECSAPI.DescribeTasksRequest { $0.tasks = [arn] }, context)
        return try #require(answer.tasks?.first)
    }

    func report(
        _ arn: String, _ status: String, container: String? = nil, exitCode: Int? = nil,
        reason: String? = nil
    ) async throws {
        _ = try await service.submitTaskStateChange(
            ECSAPI.SubmitTaskStateChangeRequest {
                $0.task = arn
                $0.status = status
                $0.reason = reason
                $0.containers = [
                    ECSAPI.ContainerStateChange {
                        $0.containerName = "main"
                        $0.status = container ?? status
                        $0.exitCode = exitCode
                    }
                ]
            }, context)
    }

    /// What an instance has left, as the API shows it.
    func remaining(_ arn: String, _ name: String) async throws -> Int {
        let answer = try await service.describeContainerInstances(
            ECSAPI.DescribeContainerInstancesRequest { $0.containerInstances = [arn] }, context)
        let resources = try #require(answer.containerInstances?.first?.remainingResources)
        return try #require(resources.first { $0.name == name }?.integerValue)
    }
}

/// The code and words of the error that a call ends with.
func failure(_ call: () async throws -> some Any) async -> String {
    do {
        _ = try await call()
        return "no error"
    } catch let error as AWSError {
        return error.description
    } catch {
        return "\(error)"
    }
}
