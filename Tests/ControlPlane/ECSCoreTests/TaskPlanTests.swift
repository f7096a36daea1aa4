import AWSWire
import ECSModel
import Placement
import Shapes
import Testing

@testable import ECSCore

@Suite struct TaskPlanTests {
    private func definition(
        _ containers: ECSAPI.ContainerDefinition..., cpu: String? = nil, memory: String? = nil,
        mode: ECSAPI.NetworkMode? = nil
    ) -> DefinitionRecord {
        DefinitionRecord {
            $0.definition = ECSAPI.TaskDefinition {
                $0.family = "f"
                $0.revision = 4
                $0.status = .active
                $0.cpu = cpu
                $0.memory = memory
                $0.networkMode = mode
                $0.containerDefinitions = containers
            }
        }
    }

    private func container(
        _ name: String, cpu: Int? = nil, memory: Int? = nil, reservation: Int? = nil,
        hostPort: Int? = nil, gpus: Int = 0
    ) -> ECSAPI.ContainerDefinition {
        ECSAPI.ContainerDefinition {
            $0.name = name
            $0.cpu = cpu
            $0.memory = memory
            $0.memoryReservation = reservation
            if let hostPort {
                $0.portMappings = [
                    ECSAPI.PortMapping {
                        $0.containerPort = 1
                        $0.hostPort = hostPort
                        $0.protocol = .udp
                    }
                ]
            }
            if gpus > 0 {
                $0.resourceRequirements = [
                    ECSAPI.ResourceRequirement {
                        $0.type = .gpu
                        $0.value = String(gpus)
                    }
                ]
            }
        }
    }

    @Test func sumsContainersAndPrefersSoftLimits() throws {
        let record = definition(
            container("a", cpu: 10, memory: 300, reservation: 100, hostPort: 53),
            container("b", cpu: 20, memory: 200, hostPort: 0))
        let plain = try TaskReservation(record.definition, overrides: nil)
        #expect(plain.amounts == Amounts(cpu: 30, memory: 300))
        #expect(plain.ports == Ports(udp: [53]))
        let overrides = ECSAPI.TaskOverride {
            $0.containerOverrides = [
                ECSAPI.ContainerOverride {
                    $0.name = "a"
                    $0.cpu = 100
                    $0.memoryReservation = 50
                }
            ]
        }
        let changed = try TaskReservation(record.definition, overrides: overrides)
        #expect(changed.amounts == Amounts(cpu: 120, memory: 250))
    }

    @Test func takesTheSizeOfTheTask() throws {
        let record = definition(
            container("a", cpu: 10, memory: 300), cpu: "1 vCPU", memory: "2 GB")
        let reservation = try TaskReservation(record.definition, overrides: nil)
        #expect(reservation.amounts == Amounts(cpu: 1024, memory: 2048))
        let overrides = ECSAPI.TaskOverride { $0.memory = "512" }
        #expect(
            try TaskReservation(record.definition, overrides: overrides).amounts.memory == 512)
    }

    @Test func sharesTheInstancesDevicesAmongContainers() throws {
        let record = definition(
            container("a", memory: 1, gpus: 1), container("b", memory: 1, gpus: 2))
        var request = TaskPlan.Request()
        request.cluster = "c"
        let plan = try TaskPlan(request, record)
        var instance = InstanceRecord {
            $0.id = "i"
            $0.memory = 10
            $0.gpus = ["x", "y", "z"]
        }
        let refusal = instance.reserve(plan.reservation, task: "t", group: "g")
        #expect(refusal == nil)
        let task = plan.task(
            id: "t", on: instance, makeID: { String(repeating: "a", count: 32) },
            now: Timestamp(milliseconds: 0))
        #expect(task.containers.map(\.gpuIDs) == [["x"], ["y", "z"]])
        #expect(task.containers[0].id == "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa")
        #expect(task.group == "family:f")
        #expect(task.revision == 4)
    }

    @Test func refusesWhatItCannotRun() throws {
        let record = definition(container("a", memory: 1))
        func code(
            _ record: DefinitionRecord, _ fill: (inout TaskPlan.Request) -> Void
        ) -> String {
            var request = TaskPlan.Request()
            request.cluster = "c"
            fill(&request)
            do throws(AWSError) {
                _ = try TaskPlan(request, record)
                return "none"
            } catch {
                return error.code
            }
        }
        #expect(code(record) { _ in } == "none")
        #expect(code(record) { $0.launchType = .managedInstances } == "UnsupportedFeatureException")
        #expect(code(record) { $0.launchType = .fargate } == "InvalidParameterException")
        let awsvpc = definition(container("a", memory: 1), mode: .awsvpc)
        #expect(code(awsvpc) { $0.launchType = .external } == "InvalidParameterException")
        #expect(code(record) { $0.propagateTags = .service } == "InvalidParameterException")
        #expect(
            code(record) {
                $0.strategies = [
                    ECSAPI.PlacementStrategy {
                        $0.type = .binpack
                        $0.field = "colour"
                    }
                ]
            } == "InvalidParameterException")
        #expect(
            code(record) {
                $0.constraints = [
                    ECSAPI.PlacementConstraint {
                        $0.type = .memberOf
                        $0.expression = "attribute:"
                    }
                ]
            } == "InvalidParameterException")
    }
}
