import AWSWire
import ECSModel

/// The rules for volumes and for what mounts them.
enum VolumeRules {
    /// Volumes with defaults filled in: one of no kind is a host volume without a path.
    static func volumes(_ given: [ECSAPI.Volume]) throws(AWSError) -> [ECSAPI.Volume] {
        var names: Set<String> = []
        var result: [ECSAPI.Volume] = []
        for volume in given {
            guard let name = volume.name, !name.isEmpty else {
                throw .client("Volume name should not be null or empty.")
            }
            guard name.utf8.count <= 255, consists(name, ofLettersDigitsAnd: "-_") else {
                throw .client("Volume name '\(name)' contains invalid characters.")
            }
            if !names.insert(name).inserted {
                throw .client("Volume names must be unique within a Task Definition.")
            }
            result.append(try self.volume(volume, name: name))
        }
        return result
    }

    private static func volume(
        _ given: ECSAPI.Volume, name: String
    ) throws(AWSError) -> ECSAPI.Volume {
        var volume = given
        let kinds = [
            volume.host != nil, volume.dockerVolumeConfiguration != nil,
            volume.efsVolumeConfiguration != nil, volume.s3filesVolumeConfiguration != nil,
            volume.fsxWindowsFileServerVolumeConfiguration != nil,
            volume.configuredAtLaunch == true,
        ]
        switch kinds.count(where: { $0 }) {
        case 0: volume.host = ECSAPI.HostVolumeProperties()
        case 1: break
        default:
            throw .client("Only one volume configuration can be specified for volume '\(name)'.")
        }
        if var docker = volume.dockerVolumeConfiguration {
            if docker.autoprovision != nil, docker.scope != .shared {
                throw .client(
                    "The autoprovision parameter is only supported for volumes with scope "
                        + "'shared'.")
            }
            docker.scope = docker.scope ?? .task
            docker.driver = docker.driver ?? "local"
            volume.dockerVolumeConfiguration = docker
        }
        if let path = volume.host?.sourcePath, !path.isEmpty, !path.hasPrefix("/") {
            throw .client("Volume '\(name)' has an invalid host path '\(path)'.")
        }
        return volume
    }

    /// Every mounted volume is defined, and every container that volumes are taken from is there.
    static func checkMounts(of task: ECSAPI.TaskDefinition) throws(AWSError) {
        let volumes = Set((task.volumes ?? []).compactMap(\.name))
        let containers = task.containerDefinitions ?? []
        let names = Set(containers.compactMap(\.name))
        for container in containers {
            var paths: Set<String> = []
            for mount in container.mountPoints ?? [] {
                let source = mount.sourceVolume ?? ""
                if !volumes.contains(source) { throw .client("Unknown volume '\(source)'.") }
                guard let path = mount.containerPath, !path.isEmpty else {
                    throw .client("Mount point containerPath should not be null or empty.")
                }
                if !paths.insert(path).inserted {
                    throw .client(
                        "Container '\(container.name ?? "")' mounts '\(path)' more than once.")
                }
            }
            for source in container.volumesFrom ?? [] {
                guard let name = source.sourceContainer, names.contains(name) else {
                    throw .client(
                        "Unknown container '\(source.sourceContainer ?? "")' in volumesFrom.")
                }
            }
        }
    }
}
