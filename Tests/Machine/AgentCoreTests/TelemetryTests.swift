import AgentProtocol
import Shapes
import Testing
import Workload

@testable import AgentCore

@Suite struct TelemetryTests {
    private func sample(
        _ id: String, _ task: String, cpu: UInt64, at seconds: Int64, memory: UInt64 = 5 << 20
    ) -> ContainerStats {
        ContainerStats(
            id: ContainerID(rawValue: id), sandbox: SandboxID(rawValue: "s"), workloadID: task,
            name: "a", takenAt: WallTime(nanosecondsSinceEpoch: seconds * 1_000_000_000),
            cpuNanoseconds: cpu, memoryBytes: memory * 2, memoryWorkingSetBytes: memory)
    }

    private func publish(_ meter: inout UsageMeter, _ bench: Bench) -> [TCS.PublishMetricsRequest] {
        meter.publications(
            of: bench.engine.liveTasks, cluster: "c", containerInstance: "i", messageID: "m",
            now: bench.now)
    }

    @Test func cpuIsAShareOfTheMachine() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a")))
        var meter = UsageMeter(processors: 2)
        meter.take([sample("c", "t1", cpu: 0, at: 0)], networks: [:], at: bench.now)
        meter.take([sample("c", "t1", cpu: 1_000_000_000, at: 1)], networks: [:], at: bench.now)
        meter.take([sample("c", "t1", cpu: 1_000_000_000, at: 2)], networks: [:], at: bench.now)
        let published = publish(&meter, bench)
        let container = published[0].taskMetrics?[0].containerMetrics?[0]
        #expect(container?.cpuStatsSet?.max == 50)
        #expect(container?.cpuStatsSet?.min == 0)
        #expect(container?.cpuStatsSet?.sampleCount == 2)
        #expect(container?.memoryStatsSet?.sum == 15)
        #expect(published[0].metadata?.fin == true && published[0].metadata?.idle == false)
        // The next interval begins with nothing but the counters.
        let silent = publish(&meter, bench)
        #expect(silent[0].metadata?.idle == true)
    }

    @Test func restartedContainersBeginAnew() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a")))
        var meter = UsageMeter(processors: 1)
        meter.take([sample("c1", "t1", cpu: 9_000_000_000, at: 0)], networks: [:], at: bench.now)
        meter.take([sample("c2", "t1", cpu: 1_000_000, at: 1)], networks: [:], at: bench.now)
        let container = publish(&meter, bench)[0].taskMetrics?[0].containerMetrics?[0]
        #expect(container?.cpuStatsSet?.sampleCount == 0)
    }

    @Test func networkIsCountedOnceATask() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a"), Payload.container("b")))
        var meter = UsageMeter(processors: 1)
        var other = sample("d", "t1", cpu: 0, at: 0)
        other.name = "b"
        var counters = NetworkStats()
        counters.receivedBytes = 100
        meter.take(
            [sample("c", "t1", cpu: 0, at: 0), other], networks: ["t1": counters], at: bench.now)
        counters.receivedBytes = 300
        let later = bench.now + .seconds(2)
        meter.take(
            [sample("c", "t1", cpu: 0, at: 2), other], networks: ["t1": counters], at: later)
        let containers = publish(&meter, bench)[0].taskMetrics?[0].containerMetrics ?? []
        #expect(containers.map { $0.networkStatsSet != nil } == [true, false])
        #expect(containers[0].networkStatsSet?.rxBytes?.max == 300)
        #expect(containers[0].networkStatsSet?.rxBytesPerSecond?.sum == 100)
    }

    @Test func messagesCarryTenTasks() {
        var bench = Bench()
        var samples: [ContainerStats] = []
        for index in 0..<21 {
            bench.payload(Payload.task("t\(index)", Payload.container("a")), id: "m\(index)")
            samples.append(sample("c\(index)", "t\(index)", cpu: 0, at: 0))
        }
        var meter = UsageMeter(processors: 1)
        meter.take(samples, networks: [:], at: bench.now)
        let published = publish(&meter, bench)
        #expect(published.map { $0.taskMetrics?.count } == [10, 10, 1])
        #expect(published.map { $0.metadata?.fin } == [false, false, true])
    }

    @Test func healthIsPublishedForThoseThatHaveOne() {
        var bench = Bench()
        #expect(bench.engine.healthPublications(messageID: "h", now: bench.now).isEmpty)
        bench.payload(
            Payload.task(
                "t1", Payload.container("a") { $0.dockerConfig = Payload.healthCheck(interval: 5) },
                Payload.container("b")))
        bench.pass(.seconds(5))
        let published = bench.engine.healthPublications(messageID: "h", now: bench.now)
        let containers = published[0].tasks?[0].containers ?? []
        #expect(containers.map(\.containerName) == ["a"])
        #expect(containers[0].healthStatus == .healthy)
        #expect(published[0].tasks?[0].taskDefinitionVersion == "3")
    }
}
