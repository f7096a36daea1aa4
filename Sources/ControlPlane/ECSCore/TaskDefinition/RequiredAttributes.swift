import ECSModel
import Shapes

/// The capabilities that an instance must have for a task definition, as ECS computes them: agents
/// register with the same names as attributes.
enum RequiredAttributes {
    private static let docker = "com.amazonaws.ecs.capability.docker-remote-api."
    private static let legacy = "com.amazonaws.ecs.capability."
    private static let modern = "ecs.capability."

    static func of(_ task: ECSAPI.TaskDefinition) -> [ECSAPI.Attribute] {
        var names: Set<String> = []
        ofTask(task, &names)
        for container in task.containerDefinitions ?? [] {
            ofContainer(container, of: task, &names)
        }
        for volume in task.volumes ?? [] { ofVolume(volume, &names) }
        return names.sorted().map { name in
            ECSAPI.Attribute { $0.name = name }
        }
    }

    private static func ofTask(_ task: ECSAPI.TaskDefinition, _ names: inout Set<String>) {
        if task.taskRoleArn != nil {
            names.insert(
                legacy
                    + (task.networkMode == .host ? "task-iam-role-network-host" : "task-iam-role"))
        }
        if task.networkMode == .awsvpc {
            names.formUnion([modern + "task-eni", docker + "1.18"])
        }
        if task.pidMode != nil || task.ipcMode != nil {
            names.insert(modern + "pid-ipc-namespace-sharing")
        }
        if task.proxyConfiguration != nil { names.insert(modern + "aws-appmesh") }
        if task.cpu != nil || task.memory != nil, task.networkMode != .awsvpc {
            names.insert(modern + "task-cpu-mem-limit")
        }
    }

    private static func ofContainer(
        _ container: ECSAPI.ContainerDefinition, of task: ECSAPI.TaskDefinition,
        _ names: inout Set<String>
    ) {
        if isECRImage(container.image ?? "") {
            names.insert(legacy + "ecr-auth")
            if task.executionRoleArn != nil { names.insert(modern + "execution-role-ecr-pull") }
        }
        if container.repositoryCredentials != nil {
            names.insert(modern + "private-registry-authentication.secretsmanager")
        }
        if container.privileged == true { names.insert(legacy + "privileged-container") }
        if container.memoryReservation != nil { names.insert(docker + "1.21") }
        if !(container.ulimits ?? []).isEmpty { names.insert(docker + "1.18") }
        if container.healthCheck != nil {
            names.formUnion([modern + "container-health-check", docker + "1.29"])
        }
        if !(container.dependsOn ?? []).isEmpty || container.startTimeout != nil
            || container.stopTimeout != nil
        {
            names.insert(modern + "container-ordering")
        }
        if container.restartPolicy?.enabled == true {
            names.insert(modern + "container-restart-policy")
        }
        if let linux = container.linuxParameters {
            if linux.initProcessEnabled == true { names.insert(docker + "1.25") }
            if linux.sharedMemorySize != nil || !(linux.tmpfs ?? []).isEmpty {
                names.insert(docker + "1.22")
            }
        }
        if !(container.environmentFiles ?? []).isEmpty { names.insert(modern + "env-files.s3") }
        for secret in container.secrets ?? [] {
            names.insert(modern + "secrets.\(store(of: secret)).environment-variables")
        }
        if let firelens = container.firelensConfiguration?.type {
            names.insert(modern + "firelens.\(firelens.rawValue)")
        }
        if let log = container.logConfiguration { ofLog(log, of: task, &names) }
    }

    private static func ofLog(
        _ log: ECSAPI.LogConfiguration, of task: ECSAPI.TaskDefinition, _ names: inout Set<String>
    ) {
        guard let driver = log.logDriver else { return }
        names.formUnion([legacy + "logging-driver.\(driver.rawValue)", docker + "1.18"])
        if driver == .awslogs {
            names.insert(docker + "1.19")
            if task.executionRoleArn != nil { names.insert(modern + "execution-role-awslogs") }
        }
        for secret in log.secretOptions ?? [] {
            names.insert(modern + "secrets.\(store(of: secret)).bootstrap.log-driver")
        }
    }

    private static func ofVolume(_ volume: ECSAPI.Volume, _ names: inout Set<String>) {
        if let docker = volume.dockerVolumeConfiguration {
            names.insert(modern + "docker-plugin.\(docker.driver ?? "local")")
        }
        if let efs = volume.efsVolumeConfiguration {
            names.insert(modern + "efs")
            if efs.authorizationConfig != nil { names.insert(modern + "efsAuth") }
        }
        if volume.fsxWindowsFileServerVolumeConfiguration != nil {
            names.insert(modern + "fsxWindowsFileServer")
        }
        if volume.s3filesVolumeConfiguration != nil { names.insert(modern + "s3files") }
        if volume.configuredAtLaunch == true { names.insert(modern + "storage.ebs-task-attach") }
    }

    private static func store(of secret: ECSAPI.Secret) -> String {
        secret.valueFrom.contains(":secretsmanager:") ? "asm" : "ssm"
    }

    /// Whether an image lives in a private ECR registry: `ACCOUNT.dkr.ecr.REGION.HOST/…`.
    static func isECRImage(_ image: String) -> Bool {
        let host = image.prefix { $0 != "/" }
        guard host.count < image.count else { return false }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 4 && labels[0].utf8.count == 12
            && labels[0].utf8.allSatisfy { (48...57).contains($0) }
            && labels[1] == "dkr" && (labels[2] == "ecr" || labels[2] == "ecr-fips")
    }
}
