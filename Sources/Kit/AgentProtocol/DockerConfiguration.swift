package import Shapes

// Docker's engine API (v1.44) under its wire names; only what task definitions can say. Numbers in
// `Healthcheck` are nanoseconds, memory is in bytes.

extension ACS {
    /// The part of docker's container `Config` that travels in `DockerConfig.config`.
    package struct DockerContainerConfig: Shape, Hashable {
        package var hostname: String?
        package var domainname: String?
        package var user: String?
        package var workingDir: String?
        package var tty: Bool?
        package var openStdin: Bool?
        package var networkDisabled: Bool?
        package var labels: [String: String]?
        package var healthcheck: DockerHealthcheck?
        package var stopSignal: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Hostname", &hostname)
            visitor.field("Domainname", &domainname)
            visitor.field("User", &user)
            visitor.field("WorkingDir", &workingDir)
            visitor.field("Tty", &tty)
            visitor.field("OpenStdin", &openStdin)
            visitor.field("NetworkDisabled", &networkDisabled)
            visitor.field("Labels", &labels)
            visitor.field("Healthcheck", &healthcheck)
            visitor.field("StopSignal", &stopSignal)
        }
    }

    /// A health check: `Test` begins with `CMD`, `CMD-SHELL` or `NONE`; times are nanoseconds.
    package struct DockerHealthcheck: Shape, Hashable {
        package var test: [String]?
        package var interval: Int?
        package var timeout: Int?
        package var startPeriod: Int?
        package var retries: Int?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Test", &test)
            visitor.field("Interval", &interval)
            visitor.field("Timeout", &timeout)
            visitor.field("StartPeriod", &startPeriod)
            visitor.field("Retries", &retries)
        }
    }

    /// The part of docker's `HostConfig` that travels in `DockerConfig.hostConfig`.
    package struct DockerHostConfig: Shape, Hashable {
        package var networkMode: String?
        package var logConfig: DockerLogConfig?
        package var memoryReservation: Int?
        package var memorySwap: Int?
        package var memorySwappiness: Int?
        package var capAdd: [String]?
        package var capDrop: [String]?
        package var dns: [String]?
        package var dnsSearch: [String]?
        package var extraHosts: [String]?
        package var privileged: Bool?
        package var readonlyRootfs: Bool?
        package var securityOpt: [String]?
        package var ulimits: [DockerUlimit]?
        package var tmpfs: [String: String]?
        package var shmSize: Int?
        package var sysctls: [String: String]?
        package var initProcess: Bool?
        package var devices: [DockerDevice]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkMode", &networkMode)
            visitor.field("LogConfig", &logConfig)
            visitor.field("MemoryReservation", &memoryReservation)
            visitor.field("MemorySwap", &memorySwap)
            visitor.field("MemorySwappiness", &memorySwappiness)
            visitor.field("CapAdd", &capAdd)
            visitor.field("CapDrop", &capDrop)
            visitor.field("Dns", &dns)
            visitor.field("DnsSearch", &dnsSearch)
            visitor.field("ExtraHosts", &extraHosts)
            visitor.field("Privileged", &privileged)
            visitor.field("ReadonlyRootfs", &readonlyRootfs)
            visitor.field("SecurityOpt", &securityOpt)
            visitor.field("Ulimits", &ulimits)
            visitor.field("Tmpfs", &tmpfs)
            visitor.field("ShmSize", &shmSize)
            visitor.field("Sysctls", &sysctls)
            visitor.field("Init", &initProcess)
            visitor.field("Devices", &devices)
        }
    }

    /// Which log driver, with its options (`logConfiguration` of a container definition).
    package struct DockerLogConfig: Shape, Hashable {
        package var type: String?
        package var config: [String: String]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Type", &type)
            visitor.field("Config", &config)
        }
    }

    /// A ulimit; -1 means unlimited.
    package struct DockerUlimit: Shape, Hashable {
        package var name: String?
        package var soft: Int?
        package var hard: Int?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Name", &name)
            visitor.field("Soft", &soft)
            visitor.field("Hard", &hard)
        }
    }

    /// A device of the host shown to a container; permissions of `r`, `w` and `m`.
    package struct DockerDevice: Shape, Hashable {
        package var pathOnHost: String?
        package var pathInContainer: String?
        package var cgroupPermissions: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PathOnHost", &pathOnHost)
            visitor.field("PathInContainer", &pathInContainer)
            visitor.field("CgroupPermissions", &cgroupPermissions)
        }
    }

    /// What travels in `Container.overrides`. The stock agent refuses any other member.
    package struct ContainerOverrides: Shape, Hashable {
        package var command: [String]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("command", &command)
        }
    }
}

extension ACS.DockerConfig {
    /// Puts both texts together; `version` is the docker API version.
    package init(
        config: ACS.DockerContainerConfig, hostConfig: ACS.DockerHostConfig,
        version: String = "1.44"
    ) {
        self.init()
        self.version = version
        self.config = String(decoding: JSON.encode(config), as: UTF8.self)
        self.hostConfig = String(decoding: JSON.encode(hostConfig), as: UTF8.self)
    }

    /// `config` parsed; empty when absent. Throws `JSON.ParseError` or `ShapeError`.
    package func containerConfig() throws -> ACS.DockerContainerConfig {
        guard let config, !config.isEmpty else { return ACS.DockerContainerConfig() }
        return try JSON.decode(from: config.utf8)
    }

    /// `hostConfig` parsed; empty when absent. Throws `JSON.ParseError` or `ShapeError`.
    package func containerHostConfig() throws -> ACS.DockerHostConfig {
        guard let hostConfig, !hostConfig.isEmpty else { return ACS.DockerHostConfig() }
        return try JSON.decode(from: hostConfig.utf8)
    }
}

extension ACS.Container {
    /// `overrides` parsed; empty when absent. Throws `JSON.ParseError` or `ShapeError`.
    package func containerOverrides() throws -> ACS.ContainerOverrides {
        guard let overrides, !overrides.isEmpty else { return ACS.ContainerOverrides() }
        return try JSON.decode(from: overrides.utf8)
    }
}
