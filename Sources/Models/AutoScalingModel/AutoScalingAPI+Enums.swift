// Generated from Models/aws/autoscaling.json by `make models`; do not edit.
// swift-format-ignore-file

import Shapes

extension AutoScalingAPI {
    /// `AcceleratorManufacturer` of the model.
    package enum AcceleratorManufacturer: String, ShapeEnum, CaseIterable {
        case nvidia = "nvidia"
        case amd = "amd"
        case amazonWebServices = "amazon-web-services"
        case xilinx = "xilinx"
    }
    /// `AcceleratorName` of the model.
    package enum AcceleratorName: String, ShapeEnum, CaseIterable {
        case a100 = "a100"
        case v100 = "v100"
        case k80 = "k80"
        case t4 = "t4"
        case m60 = "m60"
        case radeonProV520 = "radeon-pro-v520"
        case vu9p = "vu9p"
    }
    /// `AcceleratorType` of the model.
    package enum AcceleratorType: String, ShapeEnum, CaseIterable {
        case gpu = "gpu"
        case fpga = "fpga"
        case inference = "inference"
    }
    /// `BareMetal` of the model.
    package enum BareMetal: String, ShapeEnum, CaseIterable {
        case included = "included"
        case excluded = "excluded"
        case required = "required"
    }
    /// `BurstablePerformance` of the model.
    package enum BurstablePerformance: String, ShapeEnum, CaseIterable {
        case included = "included"
        case excluded = "excluded"
        case required = "required"
    }
    /// `CapacityDistributionStrategy` of the model.
    package enum CapacityDistributionStrategy: String, ShapeEnum, CaseIterable {
        case balancedOnly = "balanced-only"
        case balancedBestEffort = "balanced-best-effort"
    }
    /// `CapacityReservationPreference` of the model.
    package enum CapacityReservationPreference: String, ShapeEnum, CaseIterable {
        case capacityReservationsOnly = "capacity-reservations-only"
        case capacityReservationsFirst = "capacity-reservations-first"
        case none = "none"
        case `default` = "default"
    }
    /// `CpuManufacturer` of the model.
    package enum CpuManufacturer: String, ShapeEnum, CaseIterable {
        case intel = "intel"
        case amd = "amd"
        case amazonWebServices = "amazon-web-services"
        case apple = "apple"
    }
    /// `DeletionProtection` of the model.
    package enum DeletionProtection: String, ShapeEnum, CaseIterable {
        case none = "none"
        case preventForceDeletion = "prevent-force-deletion"
        case preventAllDeletion = "prevent-all-deletion"
    }
    /// `ImpairedZoneHealthCheckBehavior` of the model.
    package enum ImpairedZoneHealthCheckBehavior: String, ShapeEnum, CaseIterable {
        case replaceUnhealthy = "ReplaceUnhealthy"
        case ignoreUnhealthy = "IgnoreUnhealthy"
    }
    /// `InstanceGeneration` of the model.
    package enum InstanceGeneration: String, ShapeEnum, CaseIterable {
        case current = "current"
        case previous = "previous"
    }
    /// `InstanceMetadataEndpointState` of the model.
    package enum InstanceMetadataEndpointState: String, ShapeEnum, CaseIterable {
        case disabled = "disabled"
        case enabled = "enabled"
    }
    /// `InstanceMetadataHttpTokensState` of the model.
    package enum InstanceMetadataHttpTokensState: String, ShapeEnum, CaseIterable {
        case optional = "optional"
        case required = "required"
    }
    /// `InstanceRefreshStatus` of the model.
    package enum InstanceRefreshStatus: String, ShapeEnum, CaseIterable {
        case pending = "Pending"
        case inProgress = "InProgress"
        case successful = "Successful"
        case failed = "Failed"
        case cancelling = "Cancelling"
        case cancelled = "Cancelled"
        case rollbackInProgress = "RollbackInProgress"
        case rollbackFailed = "RollbackFailed"
        case rollbackSuccessful = "RollbackSuccessful"
        case baking = "Baking"
    }
    /// `LifecycleState` of the model.
    package enum LifecycleState: String, ShapeEnum, CaseIterable {
        case pending = "Pending"
        case pendingWait = "Pending:Wait"
        case pendingProceed = "Pending:Proceed"
        case quarantined = "Quarantined"
        case inService = "InService"
        case terminating = "Terminating"
        case terminatingWait = "Terminating:Wait"
        case terminatingProceed = "Terminating:Proceed"
        case terminatingRetained = "Terminating:Retained"
        case terminated = "Terminated"
        case detaching = "Detaching"
        case detached = "Detached"
        case enteringStandby = "EnteringStandby"
        case standby = "Standby"
        case replacingRootVolume = "ReplacingRootVolume"
        case replacingRootVolumeWait = "ReplacingRootVolume:Wait"
        case replacingRootVolumeProceed = "ReplacingRootVolume:Proceed"
        case rootVolumeReplaced = "RootVolumeReplaced"
        case warmedPending = "Warmed:Pending"
        case warmedPendingWait = "Warmed:Pending:Wait"
        case warmedPendingProceed = "Warmed:Pending:Proceed"
        case warmedPendingRetained = "Warmed:Pending:Retained"
        case warmedTerminating = "Warmed:Terminating"
        case warmedTerminatingWait = "Warmed:Terminating:Wait"
        case warmedTerminatingProceed = "Warmed:Terminating:Proceed"
        case warmedTerminatingRetained = "Warmed:Terminating:Retained"
        case warmedTerminated = "Warmed:Terminated"
        case warmedStopped = "Warmed:Stopped"
        case warmedRunning = "Warmed:Running"
        case warmedHibernated = "Warmed:Hibernated"
    }
    /// `LocalStorage` of the model.
    package enum LocalStorage: String, ShapeEnum, CaseIterable {
        case included = "included"
        case excluded = "excluded"
        case required = "required"
    }
    /// `LocalStorageType` of the model.
    package enum LocalStorageType: String, ShapeEnum, CaseIterable {
        case hdd = "hdd"
        case ssd = "ssd"
    }
    /// `MetricStatistic` of the model.
    package enum MetricStatistic: String, ShapeEnum, CaseIterable {
        case average = "Average"
        case minimum = "Minimum"
        case maximum = "Maximum"
        case sampleCount = "SampleCount"
        case sum = "Sum"
    }
    /// `MetricType` of the model.
    package enum MetricType: String, ShapeEnum, CaseIterable {
        case asgAverageCPUUtilization = "ASGAverageCPUUtilization"
        case asgAverageNetworkIn = "ASGAverageNetworkIn"
        case asgAverageNetworkOut = "ASGAverageNetworkOut"
        case albRequestCountPerTarget = "ALBRequestCountPerTarget"
    }
    /// `PredefinedLoadMetricType` of the model.
    package enum PredefinedLoadMetricType: String, ShapeEnum, CaseIterable {
        case asgTotalCPUUtilization = "ASGTotalCPUUtilization"
        case asgTotalNetworkIn = "ASGTotalNetworkIn"
        case asgTotalNetworkOut = "ASGTotalNetworkOut"
        case albTargetGroupRequestCount = "ALBTargetGroupRequestCount"
    }
    /// `PredefinedMetricPairType` of the model.
    package enum PredefinedMetricPairType: String, ShapeEnum, CaseIterable {
        case asgcpuUtilization = "ASGCPUUtilization"
        case asgNetworkIn = "ASGNetworkIn"
        case asgNetworkOut = "ASGNetworkOut"
        case albRequestCount = "ALBRequestCount"
    }
    /// `PredefinedScalingMetricType` of the model.
    package enum PredefinedScalingMetricType: String, ShapeEnum, CaseIterable {
        case asgAverageCPUUtilization = "ASGAverageCPUUtilization"
        case asgAverageNetworkIn = "ASGAverageNetworkIn"
        case asgAverageNetworkOut = "ASGAverageNetworkOut"
        case albRequestCountPerTarget = "ALBRequestCountPerTarget"
    }
    /// `PredictiveScalingMaxCapacityBreachBehavior` of the model.
    package enum PredictiveScalingMaxCapacityBreachBehavior: String, ShapeEnum, CaseIterable {
        case honorMaxCapacity = "HonorMaxCapacity"
        case increaseMaxCapacity = "IncreaseMaxCapacity"
    }
    /// `PredictiveScalingMode` of the model.
    package enum PredictiveScalingMode: String, ShapeEnum, CaseIterable {
        case forecastAndScale = "ForecastAndScale"
        case forecastOnly = "ForecastOnly"
    }
    /// `RefreshStrategy` of the model.
    package enum RefreshStrategy: String, ShapeEnum, CaseIterable {
        case rolling = "Rolling"
        case replaceRootVolume = "ReplaceRootVolume"
    }
    /// `RetentionAction` of the model.
    package enum RetentionAction: String, ShapeEnum, CaseIterable {
        case retain = "retain"
        case terminate = "terminate"
    }
    /// `ScaleInProtectedInstances` of the model.
    package enum ScaleInProtectedInstances: String, ShapeEnum, CaseIterable {
        case refresh = "Refresh"
        case ignore = "Ignore"
        case wait = "Wait"
    }
    /// `ScalingActivityStatusCode` of the model.
    package enum ScalingActivityStatusCode: String, ShapeEnum, CaseIterable {
        case pendingSpotBidPlacement = "PendingSpotBidPlacement"
        case waitingForSpotInstanceRequestId = "WaitingForSpotInstanceRequestId"
        case waitingForSpotInstanceId = "WaitingForSpotInstanceId"
        case waitingForInstanceId = "WaitingForInstanceId"
        case preInService = "PreInService"
        case inProgress = "InProgress"
        case waitingForELBConnectionDraining = "WaitingForELBConnectionDraining"
        case midLifecycleAction = "MidLifecycleAction"
        case waitingForInstanceWarmup = "WaitingForInstanceWarmup"
        case successful = "Successful"
        case failed = "Failed"
        case cancelled = "Cancelled"
        case waitingForConnectionDraining = "WaitingForConnectionDraining"
        case waitingForInPlaceUpdateToStart = "WaitingForInPlaceUpdateToStart"
        case waitingForInPlaceUpdateToFinalize = "WaitingForInPlaceUpdateToFinalize"
        case inPlaceUpdateInProgress = "InPlaceUpdateInProgress"
    }
    /// `StandbyInstances` of the model.
    package enum StandbyInstances: String, ShapeEnum, CaseIterable {
        case terminate = "Terminate"
        case ignore = "Ignore"
        case wait = "Wait"
    }
    /// `WarmPoolState` of the model.
    package enum WarmPoolState: String, ShapeEnum, CaseIterable {
        case stopped = "Stopped"
        case running = "Running"
        case hibernated = "Hibernated"
    }
    /// `WarmPoolStatus` of the model.
    package enum WarmPoolStatus: String, ShapeEnum, CaseIterable {
        case pendingDelete = "PendingDelete"
    }
}
