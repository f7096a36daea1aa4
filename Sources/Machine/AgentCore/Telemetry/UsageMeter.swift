import AgentProtocol
package import Shapes
package import Workload

/// Sums up what containers use between two publications, in the units of the telemetry protocol:
/// CPU in per cent of the whole machine, memory in MiB, counters as they stand.
package struct UsageMeter: Sendable {
    private struct Key: Hashable, Sendable {
        var workload: String
        var name: String
    }

    private struct Usage: Sendable {
        /// Of the container whose counters these are: a restarted one begins anew.
        var id: ContainerID
        var lastCPU: UInt64
        var lastTime: WallTime
        var cpu = Statistics()
        var memory = Statistics()
        var blockReads = Statistics()
        var blockWrites = Statistics()
    }

    struct NetworkUsage: Sendable {
        var last: NetworkStats?
        var lastTime: Timestamp?
        var received = Statistics()
        var receivedPackets = Statistics()
        var receivedErrors = Statistics()
        var receivedDropped = Statistics()
        var receivedRate = Statistics()
        var sent = Statistics()
        var sentPackets = Statistics()
        var sentErrors = Statistics()
        var sentDropped = Statistics()
        var sentRate = Statistics()
    }

    /// Smallest, largest, number and sum.
    struct Statistics: Sendable, Hashable {
        var minimum = 0.0
        var maximum = 0.0
        var count = 0
        var sum = 0.0

        mutating func add(_ value: Double) {
            minimum = count == 0 ? value : min(minimum, value)
            maximum = count == 0 ? value : max(maximum, value)
            count += 1
            sum += value
        }
    }

    private let processors: Int
    private var usage: [Key: Usage] = [:]
    private var networks: [String: NetworkUsage] = [:]

    package init(processors: Int) { self.processors = max(1, processors) }

    /// Takes one sample of everything that runs; what is not in it is forgotten.
    package mutating func take(
        _ samples: [ContainerStats], networks counters: [String: NetworkStats], at now: Timestamp
    ) {
        var kept: [Key: Usage] = [:]
        for sample in samples {
            let key = Key(workload: sample.workloadID, name: sample.name)
            var entry = Usage(
                id: sample.id, lastCPU: sample.cpuNanoseconds, lastTime: sample.takenAt)
            if let before = usage[key], before.id == sample.id {
                entry = before
                let elapsed =
                    sample.takenAt.nanosecondsSinceEpoch - before.lastTime.nanosecondsSinceEpoch
                if elapsed > 0, sample.cpuNanoseconds >= before.lastCPU {
                    let used = Double(sample.cpuNanoseconds - before.lastCPU)
                    entry.cpu.add(100 * used / Double(elapsed) / Double(processors))
                    entry.lastCPU = sample.cpuNanoseconds
                    entry.lastTime = sample.takenAt
                }
            }
            entry.memory.add((Double(sample.memoryWorkingSetBytes) / 1_048_576).rounded(.down))
            if let bytes = sample.blockReadBytes { entry.blockReads.add(Double(bytes)) }
            if let bytes = sample.blockWriteBytes { entry.blockWrites.add(Double(bytes)) }
            kept[key] = entry
        }
        usage = kept
        networks = networks.filter { counters[$0.key] != nil }
        for (workload, sample) in counters {
            Self.add(sample, to: &networks[workload, default: NetworkUsage()], at: now)
        }
    }

    private static func add(
        _ sample: NetworkStats, to entry: inout NetworkUsage, at now: Timestamp
    ) {
        if let last = entry.last, let time = entry.lastTime, now > time {
            let interval = Double(now.milliseconds - time.milliseconds) / 1000
            if sample.receivedBytes >= last.receivedBytes {
                entry.receivedRate.add(Double(sample.receivedBytes - last.receivedBytes) / interval)
            }
            if sample.sentBytes >= last.sentBytes {
                entry.sentRate.add(Double(sample.sentBytes - last.sentBytes) / interval)
            }
        }
        entry.last = sample
        entry.lastTime = now
        entry.received.add(Double(sample.receivedBytes))
        entry.receivedPackets.add(Double(sample.receivedPackets))
        entry.receivedErrors.add(Double(sample.receivedErrors))
        entry.receivedDropped.add(Double(sample.receivedDropped))
        entry.sent.add(Double(sample.sentBytes))
        entry.sentPackets.add(Double(sample.sentPackets))
        entry.sentErrors.add(Double(sample.sentErrors))
        entry.sentDropped.add(Double(sample.sentDropped))
    }

    /// Begins the next interval: sums are emptied, counters go on.
    mutating func beginInterval() {
        for key in usage.keys {
            usage[key]?.cpu = Statistics()
            usage[key]?.memory = Statistics()
            usage[key]?.blockReads = Statistics()
            usage[key]?.blockWrites = Statistics()
        }
        for (workload, entry) in networks {
            var next = NetworkUsage()
            next.last = entry.last
            next.lastTime = entry.lastTime
            networks[workload] = next
        }
    }

    /// One container's metric; nil when nothing was measured of it yet.
    func metric(
        of container: ContainerMachine, in task: TaskMachine, carriesNetwork: Bool
    ) -> TCS.ContainerMetric? {
        let key = Key(workload: task.plan.id.rawValue, name: container.plan.name)
        guard let entry = usage[key], entry.memory.count > 0 else { return nil }
        var metric = TCS.ContainerMetric()
        metric.containerName = container.plan.name
        metric.containerArn =
            task.payload.containers?.first { $0.name == container.plan.name }?
            .containerArn
        metric.cpuStatsSet = entry.cpu.wire
        metric.memoryStatsSet = entry.memory.wire
        if entry.blockReads.count > 0 {
            metric.storageStatsSet = TCS.StorageStatsSet {
                $0.readSizeBytes = entry.blockReads.wireLong
                $0.writeSizeBytes = entry.blockWrites.wireLong
            }
        }
        if carriesNetwork, let network = networks[task.plan.id.rawValue] {
            metric.networkStatsSet = network.wire
        }
        if container.plan.restartPolicy != nil {
            metric.restartStatsSet = TCS.RestartStatsSet { $0.restartCount = container.attempt }
        }
        return metric
    }
}

extension UsageMeter.Statistics {
    fileprivate var wire: TCS.CWStatsSet {
        TCS.CWStatsSet {
            $0.min = minimum
            $0.max = maximum
            $0.sampleCount = count
            $0.sum = sum
        }
    }

    fileprivate var wireDouble: TCS.UDoubleCWStatsSet {
        TCS.UDoubleCWStatsSet {
            $0.min = minimum
            $0.max = maximum
            $0.sampleCount = count
            $0.sum = sum
        }
    }

    fileprivate var wireLong: TCS.ULongStatsSet {
        TCS.ULongStatsSet {
            $0.min = Int(exactly: minimum.rounded()) ?? .max
            $0.max = Int(exactly: maximum.rounded()) ?? .max
            $0.sampleCount = count
            $0.sum = Int(exactly: sum.rounded()) ?? .max
        }
    }
}

extension UsageMeter.NetworkUsage {
    fileprivate var wire: TCS.NetworkStatsSet {
        TCS.NetworkStatsSet {
            $0.rxBytes = received.wireLong
            $0.rxPackets = receivedPackets.wireLong
            $0.rxErrors = receivedErrors.wireLong
            $0.rxDropped = receivedDropped.wireLong
            $0.rxBytesPerSecond = receivedRate.wireDouble
            $0.txBytes = sent.wireLong
            $0.txPackets = sentPackets.wireLong
            $0.txErrors = sentErrors.wireLong
            $0.txDropped = sentDropped.wireLong
            $0.txBytesPerSecond = sentRate.wireDouble
        }
    }
}
