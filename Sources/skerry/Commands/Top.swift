import ArgumentParser
import ECSCore
import Shapes

struct Top: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what each machine has, holds and uses, and what would not fit.",
        discussion: """
            LEFT is what no task has reserved; USED is what running tasks took on average over the \
            last twenty seconds. Below stand task definitions of which no machine of a cluster could \
            take one more task, with the number of machines that refuse for each reason.
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var form: OutputOptions
    @Option(help: "Region to look at.") var region = "us-east-1"

    func run() async throws {
        let report = try await LocalAPI(data.directory, region: region).capacity()
        switch form.output {
        case .json: Rendering.json(report.encoded)
        case .table:
            printClusters(report)
            print()
            printMachines(report)
            if !report.withoutRoom.isEmpty { printWithoutRoom(report) }
        }
    }

    private func printClusters(_ report: CapacityReport) {
        let clusters = Dictionary(grouping: report.machines, by: \.cluster)
        Rendering.table(
            ["CLUSTER", "MACHINES", "TASKS", "CPU LEFT", "CPU USED", "MEMORY LEFT", "MEMORY USED"],
            clusters.sorted { $0.key < $1.key }.map { name, machines in
                func sum(_ value: (MachineCapacity) -> Int) -> Int {
                    machines.reduce(0) { $0 + value($1) }
                }
                let away = machines.count { !$0.agentConnected }
                return [
                    name, "\(machines.count)" + (away > 0 ? " (\(away) away)" : ""),
                    String(sum(\.tasks)), "\(sum(\.cpuLeft)) of \(sum(\.cpu))",
                    String(sum { $0.cpuUsed ?? 0 }),
                    "\(Rendering.size(mebibytes: sum(\.memoryLeft))) of "
                        + Rendering.size(mebibytes: sum(\.memory)),
                    Rendering.size(mebibytes: sum { $0.memoryUsed ?? 0 }),
                ]
            })
    }

    private func printMachines(_ report: CapacityReport) {
        Rendering.table(
            [
                "MACHINE", "CLUSTER", "ZONE", "TYPE", "AGENT", "TASKS", "CPU LEFT", "CPU USED",
                "MEMORY LEFT", "MEMORY USED", "PORTS TAKEN",
            ],
            report.machines.map { machine in
                [
                    machine.id, machine.cluster, machine.zone ?? "-", machine.instanceType ?? "-",
                    machine.state, String(machine.tasks), "\(machine.cpuLeft) of \(machine.cpu)",
                    machine.cpuUsed.map(String.init) ?? "-",
                    "\(Rendering.size(mebibytes: machine.memoryLeft)) of "
                        + Rendering.size(mebibytes: machine.memory),
                    machine.memoryUsed.map { Rendering.size(mebibytes: $0) } ?? "-",
                    machine.ports.map(String.init).joined(separator: ","),
                ]
            })
    }

    private func printWithoutRoom(_ report: CapacityReport) {
        print()
        Rendering.table(
            ["WOULD NOT FIT", "CLUSTER", "WHY"],
            report.withoutRoom.map { lack in
                let reasons = lack.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                return [
                    lack.definition, lack.cluster,
                    reasons.map { "\($0.key) on \($0.value)" }.joined(separator: ", "),
                ]
            })
    }
}

extension MachineCapacity {
    /// For people.
    var state: String {
        isDraining ? "draining" : agentConnected ? "connected" : "away"
    }
}
