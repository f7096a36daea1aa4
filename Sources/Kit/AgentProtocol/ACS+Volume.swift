package import Shapes

extension ACS {
    /// A volume that containers mount by its name. A host volume without `sourcePath` is empty at
    /// the start and lives as long as the task.
    package struct Volume: Shape, Hashable {
        package var name: String?
        package var type: VolumeType?
        package var host: HostVolumeProperties?
        package var dockerVolumeConfiguration: DockerVolumeConfiguration?
        package var efsVolumeConfiguration: EFSVolumeConfiguration?
        package var fsxWindowsFileServerVolumeConfiguration:
            FSxWindowsFileServerVolumeConfiguration?
        package var ebsVolumeConfiguration: EBSVolumeConfiguration?
        package var logDriverVolumeConfiguration: LogDriverVolumeConfiguration?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("type", &type)
            visitor.field("host", &host)
            visitor.field("dockerVolumeConfiguration", &dockerVolumeConfiguration)
            visitor.field("efsVolumeConfiguration", &efsVolumeConfiguration)
            visitor.field(
                "fsxWindowsFileServerVolumeConfiguration", &fsxWindowsFileServerVolumeConfiguration)
            visitor.field("ebsVolumeConfiguration", &ebsVolumeConfiguration)
            visitor.field("logDriverVolumeConfiguration", &logDriverVolumeConfiguration)
        }
    }

    /// Names what kind of volume it is.
    package struct VolumeType: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let host = Self(rawValue: "host")
        package static let docker = Self(rawValue: "docker")
        package static let efs = Self(rawValue: "efs")
        package static let fsxWindowsFileServer = Self(rawValue: "fsxWindowsFileServer")
        package static let ebs = Self(rawValue: "ebs")
        package static let logDriverOutput = Self(rawValue: "logDriverOutput")
    }

    /// `HostVolumeProperties` of the protocol.
    package struct HostVolumeProperties: Shape, Hashable {
        package var sourcePath: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sourcePath", &sourcePath)
        }
    }

    /// Names how long a docker volume lives.
    package struct Scope: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let task = Self(rawValue: "task")
        package static let shared = Self(rawValue: "shared")
    }

    /// `DockerVolumeConfiguration` of the protocol.
    package struct DockerVolumeConfiguration: Shape, Hashable {
        package var scope: Scope?
        package var autoprovision: Bool?
        package var driver: String?
        package var driverOpts: [String: String]?
        package var labels: [String: String]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("scope", &scope)
            visitor.field("autoprovision", &autoprovision)
            visitor.field("driver", &driver)
            visitor.field("driverOpts", &driverOpts)
            visitor.field("labels", &labels)
        }
    }

    /// `EFSVolumeConfiguration` of the protocol.
    package struct EFSVolumeConfiguration: Shape, Hashable {
        package var fileSystemId: String?
        package var rootDirectory: String?
        package var transitEncryption: EFSTransitEncryption?
        package var transitEncryptionPort: Int?
        package var authorizationConfig: EFSAuthorizationConfig?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("fileSystemId", &fileSystemId)
            visitor.field("rootDirectory", &rootDirectory)
            visitor.field("transitEncryption", &transitEncryption)
            visitor.field("transitEncryptionPort", &transitEncryptionPort)
            visitor.field("authorizationConfig", &authorizationConfig)
        }
    }

    /// `EFSTransitEncryption` of the protocol.
    package struct EFSTransitEncryption: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let enabled = Self(rawValue: "ENABLED")
        package static let disabled = Self(rawValue: "DISABLED")
    }

    /// `EFSAuthorizationConfig` of the protocol.
    package struct EFSAuthorizationConfig: Shape, Hashable {
        package var accessPointId: String?
        package var iam: EFSAuthorizationConfigIAM?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("accessPointId", &accessPointId)
            visitor.field("iam", &iam)
        }
    }

    /// `EFSAuthorizationConfigIAM` of the protocol.
    package struct EFSAuthorizationConfigIAM: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let enabled = Self(rawValue: "ENABLED")
        package static let disabled = Self(rawValue: "DISABLED")
    }

    /// `FSxWindowsFileServerVolumeConfiguration` of the protocol.
    package struct FSxWindowsFileServerVolumeConfiguration: Shape, Hashable {
        package var fileSystemId: String?
        package var rootDirectory: String?
        package var authorizationConfig: FSxWindowsFileServerAuthorizationConfig?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("fileSystemId", &fileSystemId)
            visitor.field("rootDirectory", &rootDirectory)
            visitor.field("authorizationConfig", &authorizationConfig)
        }
    }

    /// `FSxWindowsFileServerAuthorizationConfig` of the protocol.
    package struct FSxWindowsFileServerAuthorizationConfig: Shape, Hashable {
        package var credentialsParameter: String?
        package var domain: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("credentialsParameter", &credentialsParameter)
            visitor.field("domain", &domain)
        }
    }

    /// `EBSVolumeConfiguration` of the protocol.
    package struct EBSVolumeConfiguration: Shape, Hashable {
        package var volumeId: String?
        package var deleteOnTermination: Bool?
        package var deviceName: String?
        package var filesystemType: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("volumeId", &volumeId)
            visitor.field("deleteOnTermination", &deleteOnTermination)
            visitor.field("deviceName", &deviceName)
            visitor.field("filesystemType", &filesystemType)
        }
    }

    /// `LogDriverVolumeConfiguration` of the protocol.
    package struct LogDriverVolumeConfiguration: Shape, Hashable {
        package var driver: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("driver", &driver)
        }
    }
}
