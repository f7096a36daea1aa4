import AgentProtocol
import Shapes
import Workload

/// One container of a payload with its JSON texts parsed: the stock protocol spreads a container's
/// settings over its own members and docker's `Config` and `HostConfig`.
struct ContainerReading {
    var name: String
    var wire: ACS.Container
    var config: ACS.DockerContainerConfig
    var host: ACS.DockerHostConfig
    var command: [String]?

    init(_ container: ACS.Container, task: ACS.Task) throws(PlanFailure) {
        wire = container
        name = container.name ?? ""
        do {
            config = try container.dockerConfig?.containerConfig() ?? ACS.DockerContainerConfig()
            host = try container.dockerConfig?.containerHostConfig() ?? ACS.DockerHostConfig()
            command = try container.containerOverrides().command ?? container.command
        } catch {
            throw PlanFailure("its docker configuration is unreadable: \(error)", container: name)
        }
        try refuseUnsupported()
    }

    private func refuseUnsupported() throws(PlanFailure) {
        func refuse(_ what: String) -> PlanFailure {
            PlanFailure("\(what) not supported by this agent", container: name)
        }
        if !(wire.secrets ?? []).isEmpty { throw refuse("secrets are") }
        if !(wire.environmentFiles ?? []).isEmpty { throw refuse("environmentFiles are") }
        if wire.firelensConfiguration != nil { throw refuse("firelensConfiguration is") }
        if !(wire.credentialSpecs ?? []).isEmpty { throw refuse("credentialSpecs are") }
        if !(wire.managedAgents ?? []).isEmpty { throw refuse("managed agents are") }
        if wire.registryAuthentication?.type == .asm { throw refuse("repositoryCredentials are") }
        if let ports = wire.portMappings, ports.contains(where: { $0.containerPortRange != nil }) {
            throw refuse("containerPortRange is")
        }
    }

    var sharedMemoryBytes: Int64? {
        if let megabytes = wire.linuxParameters?.sharedMemorySize, megabytes > 0 {
            return Int64(megabytes) << 20
        }
        guard let bytes = host.shmSize, bytes > 0 else { return nil }
        return Int64(bytes)
    }

    /// `extraHosts`, and `links` as names for the sandbox itself: containers of one task share its
    /// address, so a linked container is reached on loopback.
    var extraHosts: [HostEntry] {
        let written = (host.extraHosts ?? []).compactMap { text -> HostEntry? in
            guard let colon = text.firstIndex(of: ":") else { return nil }
            return HostEntry(
                hostname: String(text[..<colon]), address: String(text[text.index(after: colon)...])
            )
        }
        let linked = (wire.links ?? []).flatMap { link in
            Set(link.split(separator: ":").map(String.init)).sorted().map {
                HostEntry(hostname: $0, address: "127.0.0.1")
            }
        }
        return written + linked
    }

    /// The whole container, given what its mounts resolved to.
    func plan(
        mounts: [Mount], labels: [String: String], task: TaskID, network: NetworkMode,
        settings: PlanSettings
    ) throws(PlanFailure) -> ContainerPlan {
        guard let image = wire.image, !image.isEmpty else {
            throw PlanFailure("it has no image", container: name)
        }
        return ContainerPlan(
            name: name, image: image,
            registry: wire.registryAuthentication?.ecrAuthData?.useExecutionRole == true
                ? .executionRole : .machine,
            isEssential: wire.essential ?? true, dependencies: try dependencies(),
            healthCheck: healthCheck, stopTimeout: stopTimeout(settings),
            startTimeout: (wire.startTimeout ?? 0) > 0 ? .seconds(wire.startTimeout ?? 0) : nil,
            restartPolicy: restartPolicy, log: try logDestination(task: task, settings: settings),
            ports: try ports(network: network),
            spec: try spec(mounts: mounts, labels: labels))
    }

    private func stopTimeout(_ settings: PlanSettings) -> Duration {
        guard let seconds = wire.stopTimeout, seconds > 0 else {
            return settings.defaultStopTimeout
        }
        return .seconds(seconds)
    }

    private func dependencies() throws(PlanFailure) -> [Dependency] {
        var result: [Dependency] = []
        for wait in wire.dependsOn ?? [] {
            guard let condition = Dependency.Condition(rawValue: wait.condition?.rawValue ?? "")
            else {
                throw PlanFailure(
                    "dependsOn condition '\(wait.condition?.rawValue ?? "")' is not known",
                    container: name)
            }
            result.append(Dependency(container: wait.containerName ?? "", condition: condition))
        }
        // Docker resolves links and volumesFrom at creation, so their containers come first.
        for link in wire.links ?? [] {
            let other = String(link.split(separator: ":").first ?? "")
            result.append(Dependency(container: other, condition: .start))
        }
        return result
    }

    private var restartPolicy: RestartPolicy? {
        guard let policy = wire.restartPolicy, policy.enabled == true else { return nil }
        return RestartPolicy(
            ignoredExitCodes: Set(policy.ignoredExitCodes ?? []),
            attemptPeriod: .seconds(max(0, policy.restartAttemptPeriod ?? 300)))
    }

    private var healthCheck: HealthCheck? {
        guard let check = config.healthcheck, let test = check.test, test.count > 1 else {
            return nil
        }
        let command: [String]
        switch test[0] {
        case "CMD": command = Array(test.dropFirst())
        case "CMD-SHELL": command = ["/bin/sh", "-c", test[1]]
        default: return nil
        }
        func time(_ nanoseconds: Int?, default fallback: Duration) -> Duration {
            guard let nanoseconds, nanoseconds > 0 else { return fallback }
            return .nanoseconds(nanoseconds)
        }
        let retries = check.retries ?? 0
        return HealthCheck(
            command: command, interval: time(check.interval, default: .seconds(30)),
            timeout: time(check.timeout, default: .seconds(5)), retries: retries > 0 ? retries : 3,
            startPeriod: time(check.startPeriod, default: .zero))
    }

    private func ports(network: NetworkMode) throws(PlanFailure) -> [PortMapping] {
        var result: [PortMapping] = []
        guard network != .none else { return result }
        for mapping in wire.portMappings ?? [] {
            guard let inside = UInt16(exactly: mapping.containerPort ?? 0), inside > 0,
                let outside = UInt16(exactly: mapping.hostPort ?? 0),
                let transport = TransportProtocol(rawValue: mapping.transport?.rawValue ?? "tcp")
            else {
                throw PlanFailure("a port mapping is out of range", container: name)
            }
            result.append(
                PortMapping(
                    containerPort: inside, hostPort: network == .host ? inside : outside,
                    transport: transport))
        }
        return result
    }
}
