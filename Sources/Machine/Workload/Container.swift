/// One container to make in a sandbox.
package struct ContainerSpec: Sendable, Hashable {
    /// Unique within the sandbox together with `attempt`.
    package var name: String
    /// Counts restarts of the same container from 0: a runtime never starts a container twice, so
    /// a restart is a new container with the next attempt.
    package var attempt: UInt32
    /// The image id that `pullImage` or `image(named:)` returned, or any reference that is present.
    package var image: String
    /// Replaces the image's ENTRYPOINT; the image's CMD is then ignored, as docker does. nil keeps.
    package var entryPoint: [String]?
    /// Replaces the image's CMD. nil keeps.
    package var command: [String]?
    /// In order; later wins. Added to the image's own.
    package var environment: [EnvironmentVariable]
    package var workingDirectory: String?
    /// `user`, `uid`, `user:group` or `uid:gid`; nil means the image's.
    package var user: String?
    package var readOnlyRoot: Bool
    package var privileged: Bool
    package var noNewPrivileges: Bool
    /// Capability names without `CAP_`, or `ALL`.
    package var addedCapabilities: [String]
    package var droppedCapabilities: [String]
    package var ulimits: [Ulimit]
    package var limits: ResourceLimits
    package var mounts: [Mount]
    package var devices: [Device]
    /// A name such as `SIGTERM` or `TERM`, or a number; nil means the image's (else SIGTERM).
    package var stopSignal: String?
    package var tty: Bool
    package var stdin: Bool
    /// -1000…1000; nil leaves the runtime's default.
    package var oomScoreAdjustment: Int?
    /// Relative to the sandbox's log directory; nil means `<name>/<attempt>.log`.
    package var logFile: String?
    /// Kept with the container in the runtime and returned by `list`, for re-adoption.
    package var labels: [String: String]
    package var annotations: [String: String]

    package init(
        name: String, attempt: UInt32 = 0, image: String, entryPoint: [String]? = nil,
        command: [String]? = nil, environment: [EnvironmentVariable] = [],
        workingDirectory: String? = nil, user: String? = nil, readOnlyRoot: Bool = false,
        privileged: Bool = false, noNewPrivileges: Bool = false,
        addedCapabilities: [String] = [], droppedCapabilities: [String] = [],
        ulimits: [Ulimit] = [], limits: ResourceLimits = ResourceLimits(), mounts: [Mount] = [],
        devices: [Device] = [], stopSignal: String? = nil, tty: Bool = false, stdin: Bool = false,
        oomScoreAdjustment: Int? = nil, logFile: String? = nil, labels: [String: String] = [:],
        annotations: [String: String] = [:]
    ) {
        self.name = name
        self.attempt = attempt
        self.image = image
        self.entryPoint = entryPoint
        self.command = command
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.user = user
        self.readOnlyRoot = readOnlyRoot
        self.privileged = privileged
        self.noNewPrivileges = noNewPrivileges
        self.addedCapabilities = addedCapabilities
        self.droppedCapabilities = droppedCapabilities
        self.ulimits = ulimits
        self.limits = limits
        self.mounts = mounts
        self.devices = devices
        self.stopSignal = stopSignal
        self.tty = tty
        self.stdin = stdin
        self.oomScoreAdjustment = oomScoreAdjustment
        self.logFile = logFile
        self.labels = labels
        self.annotations = annotations
    }
}

package struct EnvironmentVariable: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A resource limit of the container's first process, inherited by the others.
package struct Ulimit: Sendable, Hashable {
    /// The names of ECS and docker (`nofile`, `nproc`, `memlock` …).
    package enum Name: String, Sendable, Hashable, CaseIterable {
        case core, cpu, data, fsize, locks, memlock, msgqueue, nice, nofile, nproc, rss, rtprio
        case rttime, sigpending, stack
    }

    package var name: Name
    package var soft: UInt64
    /// `UInt64.max` means unlimited.
    package var hard: UInt64

    package init(name: Name, soft: UInt64, hard: UInt64) {
        self.name = name
        self.soft = soft
        self.hard = hard
    }
}

package struct Mount: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        /// A path of the machine, which must exist.
        case bind(hostPath: String)
        /// Memory, of at most so many bytes, made and removed with the container.
        case tmpfs(sizeBytes: Int64, options: [String])
    }

    package var source: Source
    package var containerPath: String
    package var readOnly: Bool

    package init(source: Source, containerPath: String, readOnly: Bool = false) {
        self.source = source
        self.containerPath = containerPath
        self.readOnly = readOnly
    }
}

package struct Device: Sendable, Hashable {
    package var hostPath: String
    package var containerPath: String
    /// Of `r`, `w` and `m`.
    package var permissions: String

    package init(hostPath: String, containerPath: String? = nil, permissions: String = "rwm") {
        self.hostPath = hostPath
        self.containerPath = containerPath ?? hostPath
        self.permissions = permissions
    }
}
