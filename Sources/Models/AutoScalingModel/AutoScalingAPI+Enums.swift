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
    /// `RetentionAction` of the model.
    package enum RetentionAction: String, ShapeEnum, CaseIterable {
        case retain = "retain"
        case terminate = "terminate"
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
