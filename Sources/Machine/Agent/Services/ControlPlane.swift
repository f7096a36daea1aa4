import AWSClient
import AWSWire
import AsyncHTTPClient
import AgentCore
import AgentProtocol
import CloudWatchLogsModel
import ECRModel
import ECSModel
import Logging
import Shapes
import Workload

/// Calls to the control plane's AWS APIs.
struct ControlPlane: Sendable {
    let endpoint: String
    let region: String
    let machine: any CredentialsProvider
    let trust: ClientTrust?
    let logger: Logger
    private let ecs: AWSClient

    init(
        endpoint: String, region: String, machine: any CredentialsProvider,
        trust: ClientTrust? = nil, logger: Logger
    ) throws {
        self.endpoint = endpoint
        self.region = region
        self.machine = machine
        self.trust = trust
        self.logger = logger
        // The engine, the sessions and the registration have their own way of trying again.
        var options = AWSClient.Options()
        options.retry = .none
        options.timeout = .seconds(15)
        ecs = try AWSClient(
            endpoint: endpoint, model: ECSAPI.model, region: region, credentials: machine,
            options: options, logger: logger, http: trust?.http ?? .shared)
    }

    // MARK: ECS

    func register(
        _ request: ECSAPI.RegisterContainerInstanceRequest
    ) async throws -> ECSAPI.RegisterContainerInstanceResponse {
        try await ecs.call("RegisterContainerInstance", request)
    }

    func createCluster(_ name: String) async throws {
        let request = ECSAPI.CreateClusterRequest { $0.clusterName = name }
        let _: ECSAPI.CreateClusterResponse = try await ecs.call("CreateCluster", request)
    }

    /// Where the sessions are: control channel and telemetry.
    func pollEndpoints(
        containerInstance: String, cluster: String
    ) async throws -> (control: String, telemetry: String) {
        let request = ECSAPI.DiscoverPollEndpointRequest {
            $0.containerInstance = containerInstance
            $0.cluster = cluster
        }
        let answer: ECSAPI.DiscoverPollEndpointResponse = try await ecs.call(
            "DiscoverPollEndpoint", request)
        let control = answer.endpoint ?? endpoint
        return (control, answer.telemetryEndpoint ?? control)
    }

    func submit(_ submission: Submission) async throws {
        switch submission {
        case .task(let change):
            let _: ECSAPI.SubmitTaskStateChangeResponse = try await ecs.call(
                "SubmitTaskStateChange", Self.request(change))
        case .container(let change, let task, let cluster):
            let _: ECSAPI.SubmitContainerStateChangeResponse = try await ecs.call(
                "SubmitContainerStateChange", Self.request(change, task, cluster))
        }
    }

    static func request(_ change: TaskChange) -> ECSAPI.SubmitTaskStateChangeRequest {
        ECSAPI.SubmitTaskStateChangeRequest {
            $0.cluster = change.cluster
            $0.task = change.arn
            $0.status = change.status.rawValue
            $0.reason = change.reason
            $0.containers = change.containers.map { container in
                ECSAPI.ContainerStateChange {
                    $0.containerName = container.name
                    $0.imageDigest = container.imageDigest
                    $0.runtimeId = container.runtimeID
                    $0.exitCode = container.exitCode
                    $0.networkBindings = container.wireBindings
                    $0.reason = container.reason
                    $0.status = container.status.rawValue
                }
            }
            $0.pullStartedAt = change.pullStartedAt
            $0.pullStoppedAt = change.pullStoppedAt
            $0.executionStoppedAt = change.executionStoppedAt
        }
    }

    static func request(
        _ change: ContainerChange, _ task: String, _ cluster: String
    ) -> ECSAPI.SubmitContainerStateChangeRequest {
        ECSAPI.SubmitContainerStateChangeRequest {
            $0.cluster = cluster
            $0.task = task
            $0.containerName = change.name
            $0.runtimeId = change.runtimeID
            $0.status = change.status.rawValue
            $0.exitCode = change.exitCode
            $0.reason = change.reason
            $0.networkBindings = change.wireBindings
        }
    }

    /// What a failed submission means to the engine.
    static func failure(_ error: any Error) -> SubmissionFailure {
        guard let error = error as? AWSError else {
            return SubmissionFailure("\(error)", isRetryable: true)
        }
        // Permissions and clusters may come back; a task that is not known will not.
        let isFinal =
            error.isSenderFault
            && ["InvalidParameterException", "ClientException", "ValidationException"]
                .contains(error.code)
        return SubmissionFailure(error.description, isRetryable: !isFinal)
    }

    // MARK: ECR

    /// A registry password, valid until `expiresAt`.
    func registryToken(
        region: String, as credentials: any CredentialsProvider
    ) async throws -> (username: String, password: String, expiresAt: Timestamp?) {
        let ecr = try AWSClient(
            endpoint: endpoint, model: ECRAPI.model, region: region, credentials: credentials,
            logger: logger, http: trust?.http ?? .shared)
        let answer: ECRAPI.GetAuthorizationTokenResponse = try await ecr.call(
            "GetAuthorizationToken", ECRAPI.GetAuthorizationTokenRequest())
        let data = answer.authorizationData?.first
        guard let token = data?.authorizationToken, let bytes = Base64.decode(token) else {
            throw AWSError(
                code: "ServerException", message: "GetAuthorizationToken gave no token",
                status: 500)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "", data?.expiresAt)
    }

    // MARK: Logs

    func logs(
        _ options: AWSLogsOptions, as credentials: any CredentialsProvider
    ) throws -> LogService {
        var settings = AWSClient.Options()
        settings.retry = .none
        settings.timeout = .seconds(10)
        let client = try AWSClient(
            endpoint: options.endpoint ?? endpoint, model: LogsAPI.model, region: options.region,
            credentials: credentials, options: settings, logger: logger,
            http: options.endpoint == nil ? trust?.http ?? .shared : .shared)
        return LogService(client: client, options: options)
    }
}

/// One stream of CloudWatch Logs.
struct LogService: Sendable {
    let client: AWSClient
    let options: AWSLogsOptions

    /// Makes the group, when asked to, and the stream; both may be there already.
    func open() async throws {
        if options.createsGroup {
            try await ignoringExisting {
                try await create(
                    "CreateLogGroup",
                    LogsAPI.CreateLogGroupRequest { $0.logGroupName = options.group })
            }
        }
        if options.createsStream {
            try await ignoringExisting {
                try await create(
                    "CreateLogStream",
                    LogsAPI.CreateLogStreamRequest {
                        $0.logGroupName = options.group
                        $0.logStreamName = options.stream ?? ""
                    })
            }
        }
    }

    private func create(_ operation: String, _ request: some Shape) async throws {
        // Neither operation has an output.
        _ = try await client.call(operation, request.encoded)
    }

    private func ignoringExisting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as AWSError where error.code == "ResourceAlreadyExistsException" {
        }
    }

    /// Sends events; how many the service left out because of their age.
    func put(_ events: [AgentCore.LogEvent]) async throws -> Int {
        let request = LogsAPI.PutLogEventsRequest {
            $0.logGroupName = options.group
            $0.logStreamName = options.stream ?? ""
            $0.logEvents = events.map { event in
                LogsAPI.InputLogEvent {
                    $0.timestamp = Int(event.time.milliseconds)
                    $0.message = event.message
                }
            }
        }
        let answer: LogsAPI.PutLogEventsResponse = try await client.call("PutLogEvents", request)
        guard let rejected = answer.rejectedLogEventsInfo else { return 0 }
        let old = max(rejected.tooOldLogEventEndIndex ?? 0, rejected.expiredLogEventEndIndex ?? 0)
        let new = rejected.tooNewLogEventStartIndex.map { events.count - $0 } ?? 0
        return old + new
    }

    /// Why the stream could not be made, as the engine reads it.
    static func failure(_ error: any Error) -> LogFailure {
        guard let error = error as? AWSError else {
            return LogFailure("\(error)", isRetryable: true)
        }
        let passes =
            error.status >= 500 || error.code.contains("Throttl")
            || error.code == "OperationAbortedException"
        return LogFailure(
            "failed to create CloudWatch log stream: \(error.code): \(error.message)",
            isRetryable: passes)
    }
}

extension ContainerChange {
    var wireBindings: [ECSAPI.NetworkBinding]? {
        guard !bindings.isEmpty else { return nil }
        return bindings.map { binding in
            ECSAPI.NetworkBinding {
                $0.bindIP = binding.hostAddress
                $0.containerPort = Int(binding.containerPort)
                $0.hostPort = Int(binding.hostPort)
                $0.protocol = ECSAPI.TransportProtocol(rawValue: binding.transport.rawValue)
            }
        }
    }
}
