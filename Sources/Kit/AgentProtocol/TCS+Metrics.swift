package import Shapes

// Members and their order are those of the protocol's model (ecstcs 2015-03-10). All are optional
// on the wire, except in the statistic sets.

extension TCS {
    /// Usage of at most ten tasks over the last interval; several messages with the same
    /// `messageId` make one publication, the last one with `fin`.
    package struct PublishMetricsRequest: Shape, Hashable {
        package var metadata: MetricsMetadata?
        package var instanceMetrics: InstanceMetrics?
        package var taskMetrics: [TaskMetric]?
        package var timestamp: Timestamp?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("metadata", &metadata)
            visitor.field("instanceMetrics", &instanceMetrics)
            visitor.field("taskMetrics", &taskMetrics)
            visitor.field("timestamp", &timestamp)
        }
    }

    /// `MetricsMetadata` of the protocol.
    package struct MetricsMetadata: Shape, Hashable {
        package var cluster: String?
        package var containerInstance: String?
        package var messageId: String?
        package var idle: Bool?
        package var fin: Bool?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstance", &containerInstance)
            visitor.field("messageId", &messageId)
            visitor.field("idle", &idle)
            visitor.field("fin", &fin)
        }
    }

    /// `InstanceMetrics` of the protocol.
    package struct InstanceMetrics: Shape, Hashable {
        package var storage: InstanceStorageMetrics?
        package var generalMetricsPayload: [GeneralMetricsWrapper]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("storage", &storage)
            visitor.field("generalMetricsPayload", &generalMetricsPayload)
        }
    }

    /// `InstanceStorageMetrics` of the protocol.
    package struct InstanceStorageMetrics: Shape, Hashable {
        package var rootFilesystem: Double?
        package var dataFilesystem: Double?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("rootFilesystem", &rootFilesystem)
            visitor.field("dataFilesystem", &dataFilesystem)
        }
    }

    /// `TaskMetric` of the protocol.
    package struct TaskMetric: Shape, Hashable {
        package var taskArn: String?
        package var clusterArn: String?
        package var taskDefinitionFamily: String?
        package var taskDefinitionVersion: String?
        package var containerMetrics: [ContainerMetric]?
        package var ephemeralStorageMetrics: EphemeralStorageMetrics?
        package var volumeMetrics: [VolumeMetric]?
        package var serviceConnectMetricsWrapper: [GeneralMetricsWrapper]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskArn", &taskArn)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("taskDefinitionFamily", &taskDefinitionFamily)
            visitor.field("taskDefinitionVersion", &taskDefinitionVersion)
            visitor.field("containerMetrics", &containerMetrics)
            visitor.field("ephemeralStorageMetrics", &ephemeralStorageMetrics)
            visitor.field("volumeMetrics", &volumeMetrics)
            visitor.field("serviceConnectMetricsWrapper", &serviceConnectMetricsWrapper)
        }
    }

    /// `ContainerMetric` of the protocol.
    package struct ContainerMetric: Shape, Hashable {
        package var containerArn: String?
        package var containerName: String?
        package var cpuStatsSet: CWStatsSet?
        package var memoryStatsSet: CWStatsSet?
        package var networkStatsSet: NetworkStatsSet?
        package var storageStatsSet: StorageStatsSet?
        package var restartStatsSet: RestartStatsSet?
        package var generalMetricsPayload: [GeneralMetricsWrapper]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerArn", &containerArn)
            visitor.field("containerName", &containerName)
            visitor.field("cpuStatsSet", &cpuStatsSet)
            visitor.field("memoryStatsSet", &memoryStatsSet)
            visitor.field("networkStatsSet", &networkStatsSet)
            visitor.field("storageStatsSet", &storageStatsSet)
            visitor.field("restartStatsSet", &restartStatsSet)
            visitor.field("generalMetricsPayload", &generalMetricsPayload)
        }
    }

    /// Samples summed up, in the form of CloudWatch's statistic sets.
    package struct CWStatsSet: Shape, Hashable {
        package var min: Double?
        package var max: Double?
        package var sampleCount: Int?
        package var sum: Double?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("min", &min)
            visitor.field("max", &max)
            visitor.field("sampleCount", &sampleCount)
            visitor.field("sum", &sum)
        }
    }

    /// `UDoubleCWStatsSet` of the protocol.
    package struct UDoubleCWStatsSet: Shape, Hashable {
        package var min: Double?
        package var max: Double?
        package var sampleCount: Int?
        package var sum: Double?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("min", &min)
            visitor.field("max", &max)
            visitor.field("sampleCount", &sampleCount)
            visitor.field("sum", &sum)
        }
    }

    /// Whole numbers summed up. Values over 2^63-1 go on in the `overflow` members.
    package struct ULongStatsSet: Shape, Hashable {
        package var min: Int?
        package var max: Int?
        package var sampleCount: Int?
        package var sum: Int?
        package var overflowMin: Int?
        package var overflowMax: Int?
        package var overflowSum: Int?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("min", &min)
            visitor.field("max", &max)
            visitor.field("sampleCount", &sampleCount)
            visitor.field("sum", &sum)
            visitor.field("overflowMin", &overflowMin)
            visitor.field("overflowMax", &overflowMax)
            visitor.field("overflowSum", &overflowSum)
        }
    }

    /// `NetworkStatsSet` of the protocol.
    package struct NetworkStatsSet: Shape, Hashable {
        package var rxBytesPerSecond: UDoubleCWStatsSet?
        package var rxBytes: ULongStatsSet?
        package var rxDropped: ULongStatsSet?
        package var rxErrors: ULongStatsSet?
        package var rxPackets: ULongStatsSet?
        package var txBytesPerSecond: UDoubleCWStatsSet?
        package var txBytes: ULongStatsSet?
        package var txDropped: ULongStatsSet?
        package var txErrors: ULongStatsSet?
        package var txPackets: ULongStatsSet?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("rxBytesPerSecond", &rxBytesPerSecond)
            visitor.field("rxBytes", &rxBytes)
            visitor.field("rxDropped", &rxDropped)
            visitor.field("rxErrors", &rxErrors)
            visitor.field("rxPackets", &rxPackets)
            visitor.field("txBytesPerSecond", &txBytesPerSecond)
            visitor.field("txBytes", &txBytes)
            visitor.field("txDropped", &txDropped)
            visitor.field("txErrors", &txErrors)
            visitor.field("txPackets", &txPackets)
        }
    }

    /// `StorageStatsSet` of the protocol.
    package struct StorageStatsSet: Shape, Hashable {
        package var readSizeBytes: ULongStatsSet?
        package var writeSizeBytes: ULongStatsSet?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("readSizeBytes", &readSizeBytes)
            visitor.field("writeSizeBytes", &writeSizeBytes)
        }
    }

    /// `RestartStatsSet` of the protocol.
    package struct RestartStatsSet: Shape, Hashable {
        package var restartCount: Int?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("restartCount", &restartCount)
        }
    }

    /// `EphemeralStorageMetrics` of the protocol.
    package struct EphemeralStorageMetrics: Shape, Hashable {
        package var bytesUtilized: ULongStatsSet?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("bytesUtilized", &bytesUtilized)
        }
    }

    /// `VolumeMetric` of the protocol.
    package struct VolumeMetric: Shape, Hashable {
        package var volumeId: String?
        package var volumeName: String?
        package var utilized: UDoubleCWStatsSet?
        package var size: UDoubleCWStatsSet?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("volumeId", &volumeId)
            visitor.field("volumeName", &volumeName)
            visitor.field("utilized", &utilized)
            visitor.field("size", &size)
        }
    }

    /// `GeneralMetricsWrapper` of the protocol.
    package struct GeneralMetricsWrapper: Shape, Hashable {
        package var dimensions: [Dimension]?
        package var metricType: String?
        package var generalMetrics: [GeneralMetric]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("dimensions", &dimensions)
            visitor.field("metricType", &metricType)
            visitor.field("generalMetrics", &generalMetrics)
        }
    }

    /// `Dimension` of the protocol.
    package struct Dimension: Shape, Hashable {
        package var key: String?
        package var value: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("key", &key)
            visitor.field("value", &value)
        }
    }

    /// `GeneralMetric` of the protocol.
    package struct GeneralMetric: Shape, Hashable {
        package var metricName: String?
        package var metricValues: [Double]?
        package var metricCounts: [Int]?
        package var metricValueDouble: Double?
        package var metricValueLong: Int?
        package var metricValueStatsSet: CWStatsSet?
        package var unit: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("metricName", &metricName)
            visitor.field("metricValues", &metricValues)
            visitor.field("metricCounts", &metricCounts)
            visitor.field("metricValueDouble", &metricValueDouble)
            visitor.field("metricValueLong", &metricValueLong)
            visitor.field("metricValueStatsSet", &metricValueStatsSet)
            visitor.field("unit", &unit)
        }
    }
}
