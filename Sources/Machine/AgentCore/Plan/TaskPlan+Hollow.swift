import AgentProtocol
import Workload

extension TaskPlan {
    /// A plan that runs nothing: what is kept of a payload that cannot be run, or of a task that is
    /// over, so that it can still be reported.
    init(hollow task: ACS.Task, id: TaskID, settings: PlanSettings) {
        self.id = id
        arn = task.arn ?? ""
        cluster = task.taskClusterArn ?? "default"
        family = task.family ?? ""
        revision = task.version ?? ""
        sandbox = SandboxSpec(
            id: id.rawValue, name: family,
            logDirectory: "\(settings.logsDirectory)/\(id.rawValue)")
        directories = []
        volumeDirectory = nil
        var seen: Set<String> = []
        containers = (task.containers ?? []).compactMap { container in
            guard let name = container.name, seen.insert(name).inserted else { return nil }
            return ContainerPlan(
                name: name, image: container.image ?? "", registry: .machine,
                isEssential: container.essential ?? true, dependencies: [], healthCheck: nil,
                stopTimeout: settings.defaultStopTimeout, startTimeout: nil, restartPolicy: nil,
                log: .file, ports: [], spec: ContainerSpec(name: name, image: ""))
        }
    }
}

extension ACS.Task {
    /// What is kept of a payload after the task is over: names, and nothing secret.
    var remains: ACS.Task {
        var rest = ACS.Task()
        rest.arn = arn
        rest.taskClusterArn = taskClusterArn
        rest.family = family
        rest.version = version
        rest.desiredStatus = "STOPPED"
        rest.containers = containers?.map { container in
            var name = ACS.Container()
            name.name = container.name
            name.essential = container.essential
            name.image = container.image
            return name
        }
        return rest
    }
}
