import ArgumentParser
import ECSModel
import Foundation
import Shapes

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is up and what runs.")

    @OptionGroup var data: DataOptions
    @OptionGroup var form: OutputOptions
    @Option(help: "Region to look at.") var region = "us-east-1"

    func run() async throws {
        let api = try LocalAPI(data.directory, region: region)
        let overview = try await Overview.load(api)
        switch form.output {
        case .json: Rendering.json(overview.encoded)
        case .table: print(overview)
        }
    }

    private func print(_ overview: Overview) {
        Rendering.table(
            ["PART", "STATE"], overview.parts.map { [$0.name, $0.state] })
        Swift.print()
        Rendering.table(
            ["CLUSTER", "MACHINES", "RUNNING", "PENDING"],
            overview.clusters.map {
                [$0.name, String($0.machines), String($0.running), String($0.pending)]
            })
        Swift.print()
        Rendering.table(
            ["TASK", "DEFINITION", "STATUS", "CLUSTER"],
            overview.tasks.map { [$0.id, $0.definition, $0.status, $0.cluster] })
    }
}

/// What `status` shows, gathered through the public API.
struct Overview: Shape {
    var parts: [Part] = []
    var clusters: [Cluster] = []
    var tasks: [Task] = []

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("parts", &parts)
        visitor.field("clusters", &clusters)
        visitor.field("tasks", &tasks)
    }

    struct Part: Shape {
        var name = ""
        var state = ""

        init() {}

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("state", &state)
        }
    }

    struct Cluster: Shape {
        var name = ""
        var machines = 0
        var running = 0
        var pending = 0

        init() {}

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("machines", &machines)
            visitor.field("running", &running)
            visitor.field("pending", &pending)
        }
    }

    struct Task: Shape {
        var id = ""
        var definition = ""
        var status = ""
        var cluster = ""

        init() {}

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("id", &id)
            visitor.field("definition", &definition)
            visitor.field("status", &status)
            visitor.field("cluster", &cluster)
        }
    }
}

extension Overview {
    /// Asks the running control plane.
    static func load(_ api: LocalAPI) async throws -> Overview {
        var overview = Overview()
        for part in try await api.health()["services"]?.object?.members ?? [] {
            overview.parts.append(
                Part {
                    $0.name = part.name
                    $0.state = part.value.string ?? part.value["status"]?.string ?? "unknown"
                })
        }
        let names = try await api.ecs(
            "ListClusters", ECSAPI.ListClustersRequest(), ECSAPI.ListClustersResponse.self)
        for arn in names.clusterArns ?? [] {
            try await overview.load(cluster: arn, api)
        }
        return overview
    }

    private mutating func load(cluster arn: String, _ api: LocalAPI) async throws {
        let clusters = try await api.ecs(
            "DescribeClusters", ECSAPI.DescribeClustersRequest { $0.clusters = [arn] },
            ECSAPI.DescribeClustersResponse.self)
        guard let found = clusters.clusters?.first else { return }
        let name = found.clusterName ?? arn
        self.clusters.append(
            Cluster {
                $0.name = name
                $0.machines = found.registeredContainerInstancesCount ?? 0
                $0.running = found.runningTasksCount ?? 0
                $0.pending = found.pendingTasksCount ?? 0
            })
        try await loadTasks(of: arn, name, api)
    }

    private mutating func loadTasks(
        of arn: String, _ name: String, _ api: LocalAPI
    ) async throws {
        let list = try await api.ecs(
            "ListTasks", ECSAPI.ListTasksRequest { $0.cluster = arn },
            ECSAPI.ListTasksResponse.self)
        let ids = Array((list.taskArns ?? []).prefix(100))
        guard !ids.isEmpty else { return }
        let response = try await api.ecs(
            "DescribeTasks",
            ECSAPI.DescribeTasksRequest {
                $0.cluster = arn
                $0.tasks = ids
            }, ECSAPI.DescribeTasksResponse.self)
        for task in response.tasks ?? [] {
            tasks.append(
                Task {
                    $0.id = Self.lastPart(task.taskArn)
                    $0.definition = Self.lastPart(task.taskDefinitionArn)
                    $0.status = task.lastStatus ?? ""
                    $0.cluster = name
                })
        }
    }

    private static func lastPart(_ arn: String?) -> String {
        (arn ?? "").split(separator: "/").last.map(String.init) ?? ""
    }
}
