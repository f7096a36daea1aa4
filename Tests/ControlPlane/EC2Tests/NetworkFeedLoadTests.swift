import AWSWire
import EC2Core
import Glibc
import HTTPTypes
import MachineProtocol
import Shapes
import Store
import Synchronization
import Testing
import WebServer
import WebSockets

@testable import EC2

/// What a changed rule costs when there are many machines. By itself: it measures the process.
@Suite(.timeLimit(.minutes(5)))
struct NetworkFeedLoadTests {
    private static let machines = 20
    private static let interfaces = 1_000
    private static let rounds = 10

    /// Counts of frames that tell of a group's rules, over all machines.
    private final class Heard: Sendable {
        private let rules = Mutex<[Int: Int]>([:])

        func hear(_ count: Int) { rules.withLock { $0[count, default: 0] += 1 } }

        func machines(_ count: Int) -> Int { rules.withLock { $0[count] ?? 0 } }
    }

    @Test func aRuleReachesTwentyMachines() async throws {
        try await EC2World.run { world in
            let subnet = try await world.subnet("172.31.128.0/18")
            let group = try await world.group("web")
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for number in 0..<Self.interfaces {
                    if number >= 16 { try await tasks.next() }
                    tasks.addTask {
                        _ = try await world.attach(
                            "t\(number)", subnet: subnet.id, groups: [group],
                            machine: "i-\(number % Self.machines)")
                    }
                }
                try await tasks.waitForAll()
            }
            let heard = Heard()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for number in 0..<Self.machines {
                    tasks.addTask { try await Self.listen(world, "i-\(number)", group, heard) }
                }
                try await Self.wait(heard, for: 0)
                let clock = ContinuousClock()
                var wall = Duration.zero
                let before = Self.processorTime()
                for round in 1...Self.rounds {
                    wall += try await clock.measure {
                        try await world.allow(8000 + round, from: "10.0.0.0/8", into: group)
                        try await Self.wait(heard, for: round)
                    }
                }
                let processor = Double(Self.processorTime() - before) / 1e6
                let perChange = processor / Double(Self.rounds)
                print(
                    "a rule to \(Self.machines) machines with \(Self.interfaces) interfaces: "
                        + "\(perChange) ms of processor, \(wall / Self.rounds) until all have it")
                // In a build without optimization, on a machine that others use too.
                #expect(perChange < 300)
                tasks.cancelAll()
            }
        }
    }

    private static func wait(_ heard: Heard, for count: Int) async throws {
        while heard.machines(count) < machines { try await Task.sleep(for: .milliseconds(1)) }
    }

    private static func listen(
        _ world: EC2World, _ machine: String, _ group: String, _ heard: Heard
    ) async throws {
        let response = await world.feed.respond(
            to: WebRequest(method: .get, target: "/_skerry/network/feed?underlay=192.0.2.1"),
            world.context("arn:aws:sts::000000000000:assumed-role/ecsInstanceRole/\(machine)"))
        guard case .webSocket(let options, let serve) = response.body else {
            Issue.record("refused")
            return
        }
        try await SocketPair.run(options, server: serve) { socket in
            var isWhole = false
            for await message in socket {
                guard case .text(let text) = message else { continue }
                let frame: NetworkFrame = try JSON.decode(from: Array(text.utf8))
                let report = NetworkReport { $0.sequence = frame.sequence }
                try await socket.send(
                    .text(String(decoding: JSON.encode(report), as: UTF8.self)))
                for state in frame.securityGroups ?? [] where state.id == group && isWhole {
                    heard.hear(state.ingress?.count ?? 0)
                }
                if !isWhole, frame.isComplete {
                    isWhole = true
                    heard.hear(0)
                }
            }
        }
    }

    /// Time that the processors have spent on the process.
    private static func processorTime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
