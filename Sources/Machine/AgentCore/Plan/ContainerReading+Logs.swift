import AgentProtocol

extension ContainerReading {
    /// Where the output goes, from `HostConfig.LogConfig`.
    func logDestination(
        task: TaskID, settings: PlanSettings
    ) throws(PlanFailure) -> LogDestination {
        let driver = host.logConfig?.type ?? ""
        switch driver {
        case "", "json-file", "none": return .file
        case "awslogs":
            do {
                return .awslogs(
                    try AWSLogsOptions(
                        host.logConfig?.config ?? [:], container: name, task: task,
                        region: settings.region,
                        usesExecutionRole: wire.logsAuthStrategy == .executionRole))
            } catch {
                throw PlanFailure(
                    "CannotStartContainerError: failed to initialize logging driver: \(error)",
                    container: name)
            }
        default:
            throw PlanFailure(
                "CannotCreateContainerError: logger: no log driver named '\(driver)' is registered",
                container: name)
        }
    }
}
