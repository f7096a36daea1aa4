import AWSWire
import ECSModel
import Shapes
import Testing

@testable import ECSCore

@Suite struct TaskDefinitionRulesTests {
    private func request(
        _ fill: (inout ECSAPI.RegisterTaskDefinitionRequest) -> Void = { _ in }
    ) -> ECSAPI.RegisterTaskDefinitionRequest {
        var request = ECSAPI.RegisterTaskDefinitionRequest()
        request.family = "web"
        request.containerDefinitions = [container("a")]
        fill(&request)
        return request
    }

    private func container(
        _ name: String, _ fill: (inout ECSAPI.ContainerDefinition) -> Void = { _ in }
    ) -> ECSAPI.ContainerDefinition {
        var container = ECSAPI.ContainerDefinition()
        container.name = name
        container.image = "busybox"
        container.memory = 64
        fill(&container)
        return container
    }

    @Test func fillsInDefaults() throws {
        let definition = try TaskDefinitionRules.definition(for: request())
        #expect(definition.status == .active)
        #expect(definition.containerDefinitions?.first?.essential == true)
        #expect(definition.containerDefinitions?.first?.cpu == 0)
        #expect(definition.compatibilities?.contains(.ec2) == true)
        #expect(definition.volumes == nil || definition.volumes?.isEmpty == true)
    }

    @Test func refusesWhatECSRefuses() {
        typealias Fill = @Sendable (inout ECSAPI.RegisterTaskDefinitionRequest) -> Void
        let cases: [Fill] = [
            { $0.family = "" }, { $0.family = "a b" },
            { $0.family = String(repeating: "a", count: 256) }, { $0.containerDefinitions = [] },
            { $0.containerDefinitions = (0..<11).map { container("c\($0)") } },
            { $0.containerDefinitions = [container("a"), container("a")] },
            { $0.containerDefinitions = [container("a") { $0.image = nil }] },
            { $0.containerDefinitions = [container("a") { $0.memory = nil }] },
            { $0.containerDefinitions = [container("a") { $0.essential = false }] },
            { $0.cpu = "lots" }, { $0.memory = "1" },
            {
                $0.memory = "32"
                $0.containerDefinitions = [container("a")]
            },
            { $0.requiresCompatibilities = [.fargate] },
            {
                $0.containerDefinitions = [
                    container("a") {
                        $0.dependsOn = [
                            ECSAPI.ContainerDependency {
                                $0.containerName = "a"
                                $0.condition = .start
                            }
                        ]
                    }
                ]
            },
            {
                $0.containerDefinitions = [
                    container("a") {
                        $0.mountPoints = [ECSAPI.MountPoint { $0.sourceVolume = "none" }]
                    }
                ]
            },
        ]
        for (index, fill) in cases.enumerated() {
            #expect(throws: AWSError.self, "case \(index)") {
                try TaskDefinitionRules.definition(for: request(fill))
            }
        }
    }

    @Test func namesTheCapabilitiesThatItNeeds() throws {
        let definition = try TaskDefinitionRules.definition(
            for: request {
                $0.executionRoleArn = "arn:aws:iam::000000000000:role/r"
                $0.containerDefinitions = [
                    container("a") {
                        $0.image = "000000000000.dkr.ecr.us-east-1.amazonaws.com/web:1"
                        $0.logConfiguration = ECSAPI.LogConfiguration {
                            $0.logDriver = .awslogs
                            $0.options = ["awslogs-group": "g", "awslogs-region": "us-east-1"]
                        }
                    }
                ]
            })
        let names = Set((definition.requiresAttributes ?? []).map(\.name))
        #expect(names.contains("com.amazonaws.ecs.capability.ecr-auth"))
        #expect(names.contains("ecs.capability.execution-role-ecr-pull"))
        #expect(names.contains("com.amazonaws.ecs.capability.logging-driver.awslogs"))
    }

    @Test(arguments: [
        ("256", 256), ("1 vCPU", 1024), ("0.5vcpu", 512), ("127", nil), ("-1", nil), ("x", nil),
        ("1 GB", nil), ("+256", nil),
    ])
    func readsSizes(text: String, units: Int?) {
        #expect((try? TaskSize.cpu(text)).flatMap { $0 } == units)
    }
}
