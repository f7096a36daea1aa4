import AWSWire
import ECSCore
import ECSModel
import Shapes
import Store
import Synchronization
import Testing

@testable import ECS

/// Whatever fails, and wherever the server ends: nothing is doubled and nothing is left.
@Suite struct ReconciliationTests {
    @Test(arguments: 1...12) func leavesNothing(seed: Int) async throws {
        var random = Chaos(seed: seed)
        let (store, networks, machines) = (MemoryStore(), FakeNetworks(), FakeMachines())
        networks.state.withLock { state in
            state.chaos = Chaos(seed: seed + 1000)
            state.free = ["subnet-a1": 1000]
        }
        machines.state.withLock { $0.chaos = Chaos(seed: seed + 2000) }
        for life in 0..<4 {
            // Cancelled wherever it is: what a crash leaves is in the store and with the others.
            let world = World(
                store: store, networks: networks, machines: machines,
                after: .seconds(life * 5), ids: life * 100_000)
            let script = Chaos(seed: Int(random.next() % 100_000))
            try await world.runOnce { world in
                try await live(world, script, isFirst: life == 0)
            }
        }
        networks.state.withLock { $0.chaos = nil }
        machines.state.withLock { $0.chaos = nil }
        let last = World(
            store: store, networks: networks, machines: machines, after: .seconds(60),
            ids: 900_000)
        try await last.runOnce { world in try await end(world) }
        #expect(networks.count == 0, "seed \(seed)")
        #expect(machines.count == 0, "seed \(seed)")
        #expect(networks.state.withLock { $0.attached } > 3, "seed \(seed)")
        #expect(
            networks.state.withLock { $0.attached == $0.detached }, "seed \(seed)")
    }

    private func tasks(_ world: World) -> [StoredTask] {
        let records = world.service.view.snapshot()
        let state = Snapshot(scope: world.context.scope, records: records)
        return records.entries(in: .under("/ecs")).compactMap { entry in
            guard case .task(let task) = entry.record else { return nil }
            return state.task(task.id, in: task.cluster)
        }
    }

    /// A server's life: tasks begin, machines join, agents report, users stop, time passes.
    private func live(_ world: World, _ script: Chaos, isFirst: Bool) async throws {
        var random = script
        if isFirst {
            try await world.createCluster()
            try await world.defineVPC()
            try await world.register(
                cpu: 1 << 20, memory: 1 << 20, attributes: World.capable(), machine: "i-1")
        }
        try await world.eventually("the records") { world.service.isReady }
        for entry in world.service.view.snapshot().entries(in: .under("/ecs")) {
            if case .instance(let instance) = entry.record {
                world.connect(world.context.scope.instance(instance.id, in: instance.cluster))
            }
        }
        for _ in 0..<25 {
            try await step(world, &random)
        }
    }

    private func step(_ world: World, _ random: inout Chaos) async throws {
        let known = tasks(world)
        switch random.next() % 6 {
        case 0:
            let isFargate = random.next() % 2 == 0
            _ = try await world.run("vpc", count: 1 + Int(random.next() % 3)) {
                $0.launchType = isFargate ? .fargate : .ec2
                $0.networkConfiguration = World.network()
            }
        case 1:
            for machine in known.compactMap(\.state.machine) where random.next() % 2 == 0 {
                // One that is not wanted any more is refused.
                _ = try? await world.register(machine: machine)
            }
        case 2:
            guard let task = known.randomElement(using: &random) else { return }
            _ = try await world.service.stopTask(
                ECSAPI.StopTaskRequest { $0.task = task.task.record.id }, world.context)
        case 3, 4:
            for task in known where random.next() % 2 == 0 {
                let status = random.next() % 3 == 0 ? "STOPPED" : "RUNNING"
                try await world.report(task.task.record.id, status, exitCode: 0)
            }
        default:
            world.advance(by: .seconds(Int(random.next() % 4)))
            await world.service.provision()
        }
        for task in tasks(world) {
            if let before = known.first(where: { $0.task.record.id == task.task.record.id }) {
                #expect(before.state.status <= task.state.status)
            }
            if task.state.status == .running {
                #expect(task.state.attachment?.interface != nil)
                #expect(task.task.record.instance != nil)
            }
        }
    }

    /// Stops everything, as users and agents would.
    private func end(_ world: World) async throws {
        try await world.eventually("the records") { world.service.isReady }
        for task in tasks(world) {
            _ = try await world.service.stopTask(
                ECSAPI.StopTaskRequest { $0.task = task.task.record.id }, world.context)
            try await world.report(task.task.record.id, "STOPPED", exitCode: 0)
        }
        try await world.eventually("everything to stop") {
            world.advance(by: .seconds(1))
            await world.service.provision()
            return tasks(world).allSatisfy { $0.state.status == .stopped }
        }
        try await world.service.reconcile()
        let instances = world.service.view.snapshot().entries(in: .under("/ecs")).compactMap {
            if case .instance(let instance) = $0.record { instance } else { nil }
        }
        #expect(instances.count == 1)
        #expect(instances.first?.allocations.isEmpty == true)
    }
}
