import ArgumentParser
import EC2Model
import ECSCore
import Shapes

struct Machines: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the machines: what they are, where, and how they do.",
        discussion: """
            Instances of EC2 and computers that joined from outside, with the cluster that each has \
            joined. Machines that Fargate made for one task are not shown: its task is.
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var form: OutputOptions
    @Option(help: "Region to look at.") var region = "us-east-1"

    func run() async throws {
        let api = try LocalAPI(data.directory, region: region)
        let lines = MachineLine.joined(
            instances: try await api.instances(), statuses: try await api.instanceStatuses(),
            capacity: try await api.capacity())
        switch form.output {
        case .json: Rendering.json(.list(lines.map(\.encoded)))
        case .table:
            Rendering.table(
                [
                    "MACHINE", "TYPE", "ZONE", "STATE", "CHECKS", "ADDRESS", "CLUSTER", "AGENT",
                    "TASKS",
                ],
                lines.map { line in
                    [
                        line.id, line.instanceType ?? "-", line.zone ?? "-", line.state,
                        line.checks ?? "-", line.address ?? "-", line.cluster ?? "-",
                        line.agent ?? "-", line.tasks.map(String.init) ?? "-",
                    ]
                })
        }
    }
}

/// One machine, as EC2 and ECS see it.
struct MachineLine: Shape, Hashable {
    var id = ""
    var instanceType: String?
    var zone: String?
    /// EC2's state; `external` for a computer that is none of EC2's.
    var state = ""
    /// What EC2's status checks say of it.
    var checks: String?
    /// In its VPC.
    var address: String?
    var cluster: String?
    /// `connected`, `away` or `draining`.
    var agent: String?
    var tasks: Int?

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("instanceType", &instanceType)
        visitor.field("zone", &zone)
        visitor.field("state", &state)
        visitor.field("checks", &checks)
        visitor.field("address", &address)
        visitor.field("cluster", &cluster)
        visitor.field("agent", &agent)
        visitor.field("tasks", &tasks)
    }

    /// All machines, EC2's first, in the order of their ids. An instance that is in no cluster has no
    /// agent; a container instance that EC2 does not know stands for itself. Pure.
    static func joined(
        instances: [EC2API.Instance], statuses: [EC2API.InstanceStatus], capacity: CapacityReport
    ) -> [MachineLine] {
        var agents = Dictionary(grouping: capacity.machines, by: \.id)
        let checks = Dictionary(
            statuses.map { ($0.instanceId ?? "", $0.instanceStatus?.status?.rawValue) },
            uniquingKeysWith: { first, _ in first })
        var lines = instances.map { instance in
            MachineLine {
                $0.id = instance.instanceId ?? ""
                $0.instanceType = instance.instanceType?.rawValue
                $0.zone = instance.placement?.availabilityZone
                $0.state = instance.state?.name?.rawValue ?? ""
                $0.checks = checks[$0.id] ?? nil
                $0.address = instance.privateIpAddress
                if let agent = agents.removeValue(forKey: $0.id)?.first { $0.add(agent) }
            }
        }
        for agent in agents.values.joined() {
            lines.append(
                MachineLine {
                    $0.id = agent.id
                    $0.instanceType = agent.instanceType
                    $0.zone = agent.zone
                    $0.state = agent.id.hasPrefix("mi-") ? "external" : "local"
                    $0.add(agent)
                })
        }
        return lines.sorted { $0.id < $1.id }
    }

    private mutating func add(_ agent: MachineCapacity) {
        cluster = agent.cluster
        self.agent = agent.state
        tasks = agent.tasks
    }
}

extension LocalAPI {
    /// Instances that are not terminated.
    fileprivate func instances() async throws -> [EC2API.Instance] {
        var found: [EC2API.Instance] = []
        var next: String?
        repeat {
            let page = try await ec2(
                "DescribeInstances",
                EC2API.DescribeInstancesRequest {
                    $0.nextToken = next
                    $0.maxResults = 1000
                }, EC2API.DescribeInstancesResult.self)
            found += (page.reservations ?? []).flatMap { $0.instances ?? [] }
            next = page.nextToken
        } while next != nil
        return found.filter { $0.state?.name != .terminated }
    }

    fileprivate func instanceStatuses() async throws -> [EC2API.InstanceStatus] {
        var found: [EC2API.InstanceStatus] = []
        var next: String?
        repeat {
            let page = try await ec2(
                "DescribeInstanceStatus",
                EC2API.DescribeInstanceStatusRequest {
                    $0.nextToken = next
                    $0.maxResults = 1000
                }, EC2API.DescribeInstanceStatusResult.self)
            found += page.instanceStatuses ?? []
            next = page.nextToken
        } while next != nil
        return found
    }
}
