import AgentProtocol
import Shapes

/// Short ways to write payloads.
enum Payload {
    static func arn(_ id: String) -> String { "arn:aws:ecs:us-east-1:000000000000:task/c/\(id)" }

    static func task(
        _ id: String = "t1", _ containers: ACS.Container...,
        with fill: (inout ACS.Task) -> Void = {
            _ in
        }
    ) -> ACS.Task {
        ACS.Task {
            $0.arn = arn(id)
            $0.taskClusterArn = "arn:aws:ecs:us-east-1:000000000000:cluster/c"
            $0.family = "web"
            $0.version = "3"
            $0.desiredStatus = "RUNNING"
            $0.containers = containers
            fill(&$0)
        }
    }

    static func container(
        _ name: String, image: String = "app:1", essential: Bool = true,
        with fill: (inout ACS.Container) -> Void = { _ in }
    ) -> ACS.Container {
        ACS.Container {
            $0.name = name
            $0.image = image
            $0.essential = essential
            fill(&$0)
        }
    }

    static func waits(
        for other: String, _ condition: ACS.ContainerCondition
    ) -> ACS.ContainerDependency {
        ACS.ContainerDependency {
            $0.containerName = other
            $0.condition = condition
        }
    }

    static func docker(
        config: (inout ACS.DockerContainerConfig) -> Void = { _ in },
        host: (inout ACS.DockerHostConfig) -> Void = { _ in }
    ) -> ACS.DockerConfig {
        ACS.DockerConfig(
            config: ACS.DockerContainerConfig(config), hostConfig: ACS.DockerHostConfig(host))
    }

    static func healthCheck(
        interval: Int = 10, timeout: Int = 2, retries: Int = 3, startPeriod: Int = 0
    ) -> ACS.DockerConfig {
        docker(config: {
            $0.healthcheck = ACS.DockerHealthcheck {
                $0.test = ["CMD-SHELL", "true"]
                $0.interval = interval * 1_000_000_000
                $0.timeout = timeout * 1_000_000_000
                $0.retries = retries
                $0.startPeriod = startPeriod * 1_000_000_000
            }
        })
    }

    static func awslogs(_ options: [String: String] = [:]) -> ACS.DockerConfig {
        docker(host: {
            $0.logConfig = ACS.DockerLogConfig {
                $0.type = "awslogs"
                $0.config = ["awslogs-group": "g", "awslogs-stream-prefix": "p"]
                    .merging(options) { $1 }
            }
        })
    }
}
