import AgentProtocol
import Workload

/// Where a task's volumes lie on the host.
///
/// - A host volume with a source path is that path, made when it is missing (as docker does).
/// - A host volume without one, or a docker volume of scope `task`, is an empty directory that goes
///   with the task.
/// - A docker volume of scope `shared` is a directory that stays after the task. Its driver must be
///   `local`; it is made when missing even without `autoprovision`.
struct VolumePlan {
    private let task: TaskID
    private let settings: PlanSettings
    private var paths: [String: String] = [:]
    private(set) var directories: [String] = []
    private(set) var taskDirectory: String?

    init(task: TaskID, settings: PlanSettings) {
        self.task = task
        self.settings = settings
    }

    mutating func declare(_ volumes: [ACS.Volume]) throws(PlanFailure) {
        for volume in volumes {
            guard let name = volume.name, Self.isSafe(name) else {
                throw PlanFailure("volume name '\(volume.name ?? "")' is not usable")
            }
            let path = try path(of: volume, named: name)
            paths[name] = path
            if !directories.contains(path) { directories.append(path) }
        }
    }

    private static func isSafe(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 255 && !name.contains("/") && name != "."
            && name != ".."
            && !name.utf8.contains(0)
    }

    private mutating func path(
        of volume: ACS.Volume, named name: String
    ) throws(PlanFailure) -> String {
        if volume.efsVolumeConfiguration != nil || volume.ebsVolumeConfiguration != nil
            || volume.fsxWindowsFileServerVolumeConfiguration != nil
            || volume.logDriverVolumeConfiguration != nil
        {
            throw PlanFailure(
                "volume '\(name)' of type \(volume.type?.rawValue ?? "?") is not supported by this agent"
            )
        }
        if let source = volume.host?.sourcePath, !source.isEmpty {
            guard source.hasPrefix("/") else {
                throw PlanFailure("source path '\(source)' of volume '\(name)' is not absolute")
            }
            return source
        }
        if let docker = volume.dockerVolumeConfiguration {
            guard (docker.driver ?? "local") == "local", (docker.driverOpts ?? [:]).isEmpty else {
                throw PlanFailure(
                    "volume driver \(docker.driver ?? "local") of volume '\(name)' is not supported by this agent"
                )
            }
            if docker.scope == .shared { return "\(settings.volumesDirectory)/shared/\(name)" }
        }
        let directory = "\(settings.volumesDirectory)/tasks/\(task.rawValue)"
        taskDirectory = directory
        return "\(directory)/\(name)"
    }

    /// The mounts of `part`: its own mount points, then those of the containers it takes volumes
    /// from, unless one of its own is at the same place.
    func mounts(
        for part: ContainerReading, among parts: [ContainerReading]
    ) throws(PlanFailure) -> [Mount] {
        var mounts = try ownMounts(of: part)
        for source in part.wire.volumesFrom ?? [] {
            guard let other = parts.first(where: { $0.name == source.sourceContainer }) else {
                throw PlanFailure(
                    "volumesFrom names '\(source.sourceContainer ?? "")', which is not there",
                    container: part.name)
            }
            for var mount in try ownMounts(of: other)
            where !mounts.contains(where: { $0.containerPath == mount.containerPath }) {
                mount.readOnly = mount.readOnly || source.readOnly == true
                mounts.append(mount)
            }
        }
        return mounts
    }

    private func ownMounts(of part: ContainerReading) throws(PlanFailure) -> [Mount] {
        var mounts: [Mount] = []
        for point in part.wire.mountPoints ?? [] {
            guard let path = paths[point.sourceVolume ?? ""] else {
                throw PlanFailure(
                    "mount point names volume '\(point.sourceVolume ?? "")', which is not there",
                    container: part.name)
            }
            guard let inside = point.containerPath, inside.hasPrefix("/") else {
                throw PlanFailure(
                    "mount path '\(point.containerPath ?? "")' is not absolute",
                    container: part.name)
            }
            mounts.append(
                Mount(
                    source: .bind(hostPath: path), containerPath: inside,
                    readOnly: point.readOnly ?? false))
        }
        return mounts
    }
}
