import Foundation
import Placement

/// Placements a second of one core's time, in a fleet of machines of four zones.
///
///     placement-bench MACHINES SECONDS
///
/// Prints a line for each case: its name, a tab, the rate. As RunTask does, every ten tasks begin
/// with a plan of their own on the fleet as the tasks before left it.
@main
struct PlacementBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let machines = Int(arguments[1]),
            let seconds = Double(arguments[2]), machines > 0
        else {
            FileHandle.standardError.write(Data("usage: placement-bench MACHINES SECONDS\n".utf8))
            exit(2)
        }
        let inZone = try ClusterQuery("attribute:ecs.availability-zone in [z0, z1]")
        let cases: [(String, [PlacementConstraint], [PlacementStrategy])] = [
            ("random", [], [.random]),
            ("binpack by memory", [], [.binpack(.memory)]),
            (
                "spread over zones, then binpack", [],
                [
                    .spread(.attribute("ecs.availability-zone")), .binpack(.memory),
                ]
            ),
            ("spread over machines, in two zones", [.memberOf(inZone)], [.spread(.instance)]),
        ]
        for (name, constraints, strategies) in cases {
            let request = PlacementRequest(
                amounts: Amounts(cpu: 64, memory: 128), group: "service:web",
                constraints: constraints, strategies: strategies)
            print("\(name)\t\(Int(rate(of: request, machines: machines, seconds: seconds)))")
        }
    }

    private static func rate(
        of request: PlacementRequest, machines: Int, seconds: Double
    ) -> Double {
        var random = SystemRandomNumberGenerator()
        let empty = fleet(machines)
        var fleet = empty
        var placed = 0
        let begin = processorTime()
        while processorTime() - begin < seconds {
            let chosen = plan(fleet, request, using: &random)
            for machine in chosen { fleet.update(machine) }
            placed += chosen.count
            if chosen.count < 10 { fleet = empty }
        }
        return Double(placed) / (processorTime() - begin)
    }

    private static func plan(
        _ fleet: Fleet, _ request: PlacementRequest, using random: inout SystemRandomNumberGenerator
    ) -> [Machine] {
        var planner = Planner(fleet: fleet, request: request)
        var chosen: [Machine] = []
        while chosen.count < 10, let machine = planner.place(using: &random) {
            chosen.append(machine)
        }
        return chosen
    }

    /// Seconds that this process has had a core: what else runs does not count.
    private static func processorTime() -> Double {
        Double(clock()) / Double(CLOCKS_PER_SEC)
    }

    private static func fleet(_ count: Int) -> Fleet {
        Fleet(
            (0..<count).map { number in
                Machine(
                    id: "i-\(number)", attributes: ["ecs.availability-zone": "z\(number % 4)"],
                    total: Amounts(cpu: 4096, memory: 8192 + number % 7 * 256))
            })
    }
}
