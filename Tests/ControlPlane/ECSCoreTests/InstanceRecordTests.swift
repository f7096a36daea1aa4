import AWSWire
import ECSModel
import Placement
import Shapes
import Testing

@testable import ECSCore

@Suite struct InstanceRecordTests {
    private func instance() -> InstanceRecord {
        InstanceRecord {
            $0.id = "i"
            $0.cluster = "c"
            $0.cpu = 1024
            $0.memory = 512
            $0.gpus = ["g0", "g1", "g2"]
            $0.reservedPorts = [22]
        }
    }

    private func reservation(
        cpu: Int = 0, memory: Int = 0, gpus: Int = 0, tcp: Set<Int> = []
    ) throws -> TaskReservation {
        var reservation = try TaskReservation(ECSAPI.TaskDefinition(), overrides: nil)
        reservation.amounts = Amounts(cpu: cpu, memory: memory, gpus: gpus)
        reservation.ports = Ports(tcp: tcp)
        return reservation
    }

    @Test func reservesAndFreesEverythingThatATaskHolds() throws {
        var record = instance()
        let needs = try reservation(cpu: 600, memory: 500, gpus: 2, tcp: [80])
        let refusal = record.reserve(needs, task: "a", group: "g")
        #expect(refusal == nil)
        #expect(record.free == Amounts(cpu: 424, memory: 12, gpus: 1))
        #expect(record.usedPorts == Ports(tcp: [22, 80]))
        #expect(record.machine(agentConnected: true).groups == ["g": 1])
        let marked = record.markStopping("a")
        #expect(marked)
        #expect(record.machine(agentConnected: true).groups.isEmpty)
        #expect(record.free.memory == 12)
        let markedAgain = record.markStopping("a")
        #expect(!markedAgain)
        let freed = record.release("a")
        #expect(freed)
        let freedAgain = record.release("a")
        #expect(!freedAgain)
        #expect(record.free == Amounts(cpu: 1024, memory: 512, gpus: 3))
    }

    @Test func refusesWhatIsNotFreeAndSaysWhy() throws {
        var record = instance()
        _ = try record.reserve(reservation(cpu: 1000, memory: 500, gpus: 3), task: "a", group: "g")
        let before = record
        let cases: [(TaskReservation, RefusalReason)] = [
            (try reservation(cpu: 25), .cpu), (try reservation(memory: 13), .memory),
            (try reservation(gpus: 1), .gpu), (try reservation(tcp: [22]), .ports),
        ]
        for (needs, reason) in cases {
            let refusal = record.reserve(needs, task: "b", group: "g")
            #expect(refusal == reason)
        }
        #expect(record.encoded == before.encoded)
    }

    @Test func neverGivesAGPUTwice() throws {
        var record = instance()
        for task in ["a", "b", "c"] {
            let refusal = try record.reserve(reservation(gpus: 1), task: task, group: "g")
            #expect(refusal == nil)
        }
        #expect(Set(record.allocations.flatMap { $0.gpus ?? [] }) == ["g0", "g1", "g2"])
    }

    @Test func registrationRefusesResourcesThatAreNone() throws {
        let scope = Scope(account: "000000000000", region: "us-east-1")
        let bad: [ECSAPI.Resource] = [
            ECSAPI.Resource {
                $0.name = "CPU"
                $0.integerValue = -1
            },
            ECSAPI.Resource { $0.name = "MEMORY" },
            ECSAPI.Resource {
                $0.name = "PORTS"
                $0.stringSetValue = ["70000"]
            },
        ]
        for resource in bad {
            #expect(throws: AWSError.self) {
                try InstanceRegistration.record(
                    for: ECSAPI.RegisterContainerInstanceRequest { $0.totalResources = [resource] },
                    existing: nil, id: "i", cluster: "c", scope: scope,
                    now: Timestamp(milliseconds: 0))
            }
        }
    }

    @Test func registrationReadsTheIdentityDocument() throws {
        let record = try InstanceRegistration.record(
            for: ECSAPI.RegisterContainerInstanceRequest {
                $0.instanceIdentityDocument =
                    #"{"instanceId":"i-1","availabilityZone":"us-east-1c","instanceType":"m5.large"}"#
            }, existing: nil, id: "i", cluster: "c",
            scope: Scope(account: "000000000000", region: "us-east-1"),
            now: Timestamp(milliseconds: 0))
        #expect(record.ec2InstanceID == "i-1")
        let machine = record.machine(agentConnected: false)
        #expect(machine.attributes["ecs.availability-zone"] == "us-east-1c")
        #expect(machine.attributes["ecs.instance-type"] == "m5.large")
        #expect(!machine.agentConnected)
    }
}
