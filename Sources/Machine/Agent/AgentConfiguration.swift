package import AWSClient
package import AgentCore
package import Logging
package import Networking
import Workload

/// How one machine's agent is set up.
package struct AgentConfiguration: Sendable {
    /// Where the control plane is: `http://127.0.0.1:4566`, or `https://…` with a trust.
    package var endpoint: String
    /// Whom an `https` endpoint must prove to be, and the PEM file that says the same.
    package var trust: ClientTrust?
    package var authorityFile: String?
    /// Name or ARN of the cluster to join. `default` is made when it does not exist.
    package var cluster: String
    package var region: String
    /// JSON with `accessKeyId`, `secretAccessKey` and perhaps `sessionToken` (AWS's spelling with a
    /// capital first letter is read too). Read before every call, so that it may be replaced.
    package var credentialsFile: String
    /// Absolute. The machine's checkpoint, images, logs and volumes; removing it removes them.
    package var dataDirectory: String
    /// Where sockets and mounts are; short. nil means a directory of the data directory's own under
    /// `/run/skerry`.
    package var stateDirectory: String?

    /// The registry's public host name and port, as image references spell them.
    package var registryHostname: String
    package var registryPort: Int

    /// Of the EC2 instance that this machine is; nil for none.
    package var instanceID: String?
    package var instanceType: String?
    package var availabilityZone: String?
    /// Attributes beside the agent's own.
    package var attributes: [String: String]
    /// Tags of the container instance, given at its first registration.
    package var tags: [String: String]

    /// nil takes a free block, the same one on every start.
    package var subnet: IPv4Subnet?
    /// CPU units (1024 a processor) and MiB that tasks may use; nil means what the computer has.
    package var cpuUnits: Int?
    package var memoryMiB: Int?
    /// MiB that are kept from tasks, for the system and the agent.
    package var reservedMemoryMiB: Int
    /// Host ports that tasks must not take.
    package var reservedPorts: [Int]
    package var reservedUDPPorts: [Int]

    /// The cgroup of the machine where that is a part of a computer only; empty for the root.
    package var cgroupParent = ""
    /// For one task only: containers get nothing that leads to the computer.
    package var isLockedDown = false
    /// The address under which other machines reach this one; nil: that from which it reaches the
    /// control plane. Where that is this computer's loopback, VPCs end at the machine.
    package var underlay: IPv4Address?
    /// UDP port of VXLAN, the same on all machines.
    package var vxlanPort: Int
    /// The machine's own interface of a VPC.
    package var primaryLink: PrimaryLink
    /// The program that is the CNI plugin under another name; nil: no task can have an interface.
    package var interfaceProgram: String?

    package var pullBehavior: PullBehavior
    /// Images are collected beyond so many bytes, down to nine tenths of it.
    package var imageCacheBytes: UInt64
    /// A container's log on this machine is moved aside beyond so many bytes; one such old file is
    /// kept.
    package var logFileBytes: Int64
    /// Unsent output of a container kept at most in `blocking` mode; then the oldest is dropped.
    package var logBacklogBytes: Int64
    package var logLevel: Logger.Level

    package init(
        endpoint: String, credentialsFile: String, dataDirectory: String,
        cluster: String = "default", region: String = "us-east-1"
    ) {
        self.endpoint = endpoint
        self.credentialsFile = credentialsFile
        self.dataDirectory = dataDirectory
        self.cluster = cluster
        self.region = region
        trust = nil
        authorityFile = nil
        registryHostname = "skerry.localhost"
        registryPort = 4566
        attributes = [:]
        tags = [:]
        reservedMemoryMiB = 256
        // ssh, docker, the stock agent's own and Skerry's.
        reservedPorts = [22, 2375, 2376, 4566, 51678, 51679]
        reservedUDPPorts = []
        vxlanPort = 4789
        primaryLink = .none
        pullBehavior = .standard
        imageCacheBytes = 20 << 30
        logFileBytes = 32 << 20
        logBacklogBytes = 1 << 30
        logLevel = .info
    }

    package var checkpointFile: String { "\(dataDirectory)/checkpoint.json" }
    package var logsDirectory: String { "\(dataDirectory)/task-logs" }
    package var volumesDirectory: String { "\(dataDirectory)/volumes" }
    package var runtimeDirectory: String { "\(dataDirectory)/runtime" }

    var registryRoute: RegistryRoute {
        RegistryRoute(
            hostname: registryHostname, port: registryPort, endpoint: endpoint,
            authorityFile: authorityFile)
    }

    var engineSettings: EngineSettings {
        var settings = EngineSettings(
            plan: PlanSettings(
                volumesDirectory: volumesDirectory, logsDirectory: logsDirectory, region: region))
        settings.pullBehavior = pullBehavior
        return settings
    }
}

/// What the machine's own interface of a VPC is called on the machine.
package enum PrimaryLink: Sendable, Hashable {
    /// It gets none.
    case none
    /// nil: `eth0`, or `eni0` where the underlay has that name.
    case named(String?)
}

/// How an agent ends.
package enum AgentShutdown: Sendable, Hashable {
    /// Containers go on; the next agent over the same directory takes them up. For restarts and
    /// upgrades.
    case keepRunning
    /// Tasks are stopped and reported, then sandboxes, containerd and the network go. Images and
    /// the instance's identity stay in the data directory.
    case stopEverything
}
