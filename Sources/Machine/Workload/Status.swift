/// The runtime's own name of a sandbox.
package struct SandboxID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

/// The runtime's own name of a container.
package struct ContainerID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

/// A moment by the machine's clock.
package struct WallTime: Sendable, Hashable, Comparable {
    package var nanosecondsSinceEpoch: Int64

    package init(nanosecondsSinceEpoch: Int64) {
        self.nanosecondsSinceEpoch = nanosecondsSinceEpoch
    }

    package static func < (left: WallTime, right: WallTime) -> Bool {
        left.nanosecondsSinceEpoch < right.nanosecondsSinceEpoch
    }
}

/// A published port as it really is.
package struct PortBinding: Sendable, Hashable {
    package var containerPort: UInt16
    /// Never 0.
    package var hostPort: UInt16
    package var transport: TransportProtocol
    /// `0.0.0.0` when published on every address.
    package var hostAddress: String

    package init(
        containerPort: UInt16, hostPort: UInt16, transport: TransportProtocol,
        hostAddress: String = "0.0.0.0"
    ) {
        self.containerPort = containerPort
        self.hostPort = hostPort
        self.transport = transport
        self.hostAddress = hostAddress
    }
}

package struct SandboxStatus: Sendable, Hashable {
    package var id: SandboxID
    /// `SandboxSpec.id`.
    package var workloadID: String
    package var name: String
    package var namespace: String
    package var network: NetworkMode
    /// False once its namespaces are gone: nothing can be started in it any more.
    package var isReady: Bool
    package var createdAt: WallTime
    /// Its own address on the bridge; nil on the host network and without one.
    package var address: String?
    package var ports: [PortBinding]
    package var labels: [String: String]
    package var annotations: [String: String]
    package var logDirectory: String

    package init(
        id: SandboxID, workloadID: String, name: String, namespace: String, network: NetworkMode,
        isReady: Bool, createdAt: WallTime, address: String?, ports: [PortBinding],
        labels: [String: String], annotations: [String: String], logDirectory: String
    ) {
        self.id = id
        self.workloadID = workloadID
        self.name = name
        self.namespace = namespace
        self.network = network
        self.isReady = isReady
        self.createdAt = createdAt
        self.address = address
        self.ports = ports
        self.labels = labels
        self.annotations = annotations
        self.logDirectory = logDirectory
    }
}

/// created → running → exited, never back; `unknown` when the runtime lost track of it.
package enum ContainerState: Sendable, Hashable {
    case created
    case running
    case exited(ContainerExit)
    case unknown
}

package struct ContainerExit: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        /// Ended by itself with code 0.
        case completed
        /// Ended with another code, or by a signal (128 + number).
        case failed
        /// The kernel killed it at its memory limit.
        case outOfMemory
        /// Never ran: the runtime could not start it.
        case startFailed
        /// Never ran: whoever asked for its start, or the runtime, died in the middle of it.
        case startInterrupted
    }

    package var code: Int32
    package var reason: Reason
    /// The runtime's own words; often empty.
    package var message: String

    package init(code: Int32, reason: Reason, message: String = "") {
        self.code = code
        self.reason = reason
        self.message = message
    }
}

package struct ContainerStatus: Sendable, Hashable {
    package var id: ContainerID
    package var sandbox: SandboxID
    /// `SandboxSpec.id` of the sandbox it belongs to.
    package var workloadID: String
    package var name: String
    package var attempt: UInt32
    package var state: ContainerState
    package var createdAt: WallTime
    package var startedAt: WallTime?
    package var finishedAt: WallTime?
    /// What the container was made from, as the runtime resolved it.
    package var image: String
    /// `sha256:…` of the manifest, when the image came from a registry.
    package var imageDigest: String?
    /// First process as the machine numbers it; only from `container(_:)` and while it runs.
    package var pid: Int32?
    package var labels: [String: String]
    package var annotations: [String: String]
    /// Absolute path of the log in CRI's format; nil when it has none.
    package var logPath: String?

    package init(
        id: ContainerID, sandbox: SandboxID, workloadID: String, name: String, attempt: UInt32,
        state: ContainerState, createdAt: WallTime, startedAt: WallTime? = nil,
        finishedAt: WallTime? = nil, image: String, imageDigest: String? = nil, pid: Int32? = nil,
        labels: [String: String] = [:], annotations: [String: String] = [:], logPath: String? = nil
    ) {
        self.id = id
        self.sandbox = sandbox
        self.workloadID = workloadID
        self.name = name
        self.attempt = attempt
        self.state = state
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.image = image
        self.imageDigest = imageDigest
        self.pid = pid
        self.labels = labels
        self.annotations = annotations
        self.logPath = logPath
    }
}

/// One sample of a running container. Counters only grow while the container lives.
package struct ContainerStats: Sendable, Hashable {
    package var id: ContainerID
    package var sandbox: SandboxID
    package var workloadID: String
    package var name: String
    package var takenAt: WallTime
    /// CPU time used since it started, over all processors.
    package var cpuNanoseconds: UInt64
    /// Everything charged to it, page cache included.
    package var memoryBytes: UInt64
    /// `memoryBytes` without the cache that the kernel could drop at once.
    package var memoryWorkingSetBytes: UInt64
    /// The limit in force; nil when unlimited.
    package var memoryLimitBytes: UInt64?
    /// Bytes of its writable layer; nil until first counted.
    package var writableLayerBytes: UInt64?
    package var blockReadBytes: UInt64?
    package var blockWriteBytes: UInt64?

    package init(
        id: ContainerID, sandbox: SandboxID, workloadID: String, name: String, takenAt: WallTime,
        cpuNanoseconds: UInt64, memoryBytes: UInt64, memoryWorkingSetBytes: UInt64,
        memoryLimitBytes: UInt64? = nil, writableLayerBytes: UInt64? = nil,
        blockReadBytes: UInt64? = nil, blockWriteBytes: UInt64? = nil
    ) {
        self.id = id
        self.sandbox = sandbox
        self.workloadID = workloadID
        self.name = name
        self.takenAt = takenAt
        self.cpuNanoseconds = cpuNanoseconds
        self.memoryBytes = memoryBytes
        self.memoryWorkingSetBytes = memoryWorkingSetBytes
        self.memoryLimitBytes = memoryLimitBytes
        self.writableLayerBytes = writableLayerBytes
        self.blockReadBytes = blockReadBytes
        self.blockWriteBytes = blockWriteBytes
    }
}

/// Counters of a sandbox's own interface. On the host network there are none.
package struct NetworkStats: Sendable, Hashable {
    package var receivedBytes: UInt64 = 0
    package var receivedPackets: UInt64 = 0
    package var receivedErrors: UInt64 = 0
    package var receivedDropped: UInt64 = 0
    package var sentBytes: UInt64 = 0
    package var sentPackets: UInt64 = 0
    package var sentErrors: UInt64 = 0
    package var sentDropped: UInt64 = 0

    package init() {}
}

/// How a command run inside a container ended.
package struct ExecResult: Sendable, Hashable {
    package var exitCode: Int32
    /// At most 1 MiB of each; the rest is dropped.
    package var stdout: [UInt8]
    package var stderr: [UInt8]

    package init(exitCode: Int32, stdout: [UInt8], stderr: [UInt8]) {
        self.exitCode = exitCode
        self.stdout = stdout
        self.stderr = stderr
    }
}
