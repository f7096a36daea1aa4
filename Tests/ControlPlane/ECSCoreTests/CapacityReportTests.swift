import ECSCore
import ECSModel
import Placement
import Shapes
import Testing

struct CapacityReportTests {
    static func definition(
        cpu: Int, memory: Int, port: Int? = nil, expression: String? = nil
    ) -> DefinitionRecord {
        var record = DefinitionRecord()
        record.definition = ECSAPI.TaskDefinition {
            $0.family = "web"
            $0.revision = 3
            $0.networkMode = .bridge
            $0.containerDefinitions = [
                ECSAPI.ContainerDefinition {
                    $0.name = "main"
                    $0.cpu = cpu
                    $0.memory = memory
                    if let port {
                        $0.portMappings = [
                            ECSAPI.PortMapping {
                                $0.containerPort = port
                                $0.hostPort = port
                            }
                        ]
                    }
                }
            ]
            if let expression {
                $0.placementConstraints = [
                    ECSAPI.TaskDefinitionPlacementConstraint {
                        $0.type = .memberOf
                        $0.expression = expression
                    }
                ]
            }
        }
        return record
    }

    static let machines = [
        Machine(id: "a", total: Amounts(cpu: 1024, memory: 512)),
        Machine(
            id: "b", total: Amounts(cpu: 2048, memory: 512), usedPorts: Ports(tcp: [80])),
        Machine(id: "c", agentConnected: false, total: Amounts(cpu: 8192, memory: 8192)),
    ]

    @Test func whatFitsSomewhereLacksNothing() {
        let definition = Self.definition(cpu: 2048, memory: 512)
        #expect(LackOfRoom(definition, cluster: "c", machines: Self.machines) == nil)
    }

    @Test func reasonsAreCountedByMachine() throws {
        let wide = try #require(
            LackOfRoom(
                Self.definition(cpu: 4096, memory: 1), cluster: "c", machines: Self.machines))
        #expect(wide.definition == "web:3")
        #expect(wide.reasons == ["RESOURCE:CPU": 2, "AGENT": 1])
        let port = try #require(
            LackOfRoom(
                Self.definition(cpu: 1500, memory: 1, port: 80), cluster: "c",
                machines: Self.machines))
        #expect(port.reasons == ["RESOURCE:CPU": 1, "RESOURCE:PORTS": 1, "AGENT": 1])
    }

    @Test func constraintsOfTheDefinitionCount() throws {
        let lack = try #require(
            LackOfRoom(
                Self.definition(cpu: 1, memory: 1, expression: "attribute:colour == red"),
                cluster: "c", machines: Self.machines))
        #expect(lack.reasons["MemberOf placement constraint unsatisfied."] == 2)
    }

    @Test func aClusterWithoutMachinesHasRoomForNothing() throws {
        let lack = try #require(
            LackOfRoom(Self.definition(cpu: 1, memory: 1), cluster: "c", machines: []))
        #expect(lack.reasons.count == 1)
    }
}
