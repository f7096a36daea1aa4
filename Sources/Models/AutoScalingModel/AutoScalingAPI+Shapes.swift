// Generated from Models/aws/autoscaling.json by `make models`; do not edit.
// swift-format-ignore-file

package import Shapes

extension AutoScalingAPI {
    /// `AcceleratorCountRequest` of the model.
    package struct AcceleratorCountRequest: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `AcceleratorTotalMemoryMiBRequest` of the model.
    package struct AcceleratorTotalMemoryMiBRequest: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `AutoScalingGroup` of the model.
    package struct AutoScalingGroup: Shape {
        package var autoScalingGroupName: String = ""
        package var autoScalingGroupARN: String?
        package var launchConfigurationName: String?
        package var launchTemplate: LaunchTemplateSpecification?
        package var mixedInstancesPolicy: MixedInstancesPolicy?
        package var minSize: Int = 0
        package var maxSize: Int = 0
        package var desiredCapacity: Int = 0
        package var predictedCapacity: Int?
        package var defaultCooldown: Int = 0
        package var availabilityZones: [String] = []
        package var availabilityZoneIds: [String]?
        package var loadBalancerNames: [String]?
        package var targetGroupARNs: [String]?
        package var healthCheckType: String = ""
        package var healthCheckGracePeriod: Int?
        package var instances: [Instance]?
        package var createdTime: Timestamp?
        package var suspendedProcesses: [SuspendedProcess]?
        package var placementGroup: String?
        package var vpcZoneIdentifier: String?
        package var enabledMetrics: [EnabledMetric]?
        package var status: String?
        package var tags: [TagDescription]?
        package var terminationPolicies: [String]?
        package var newInstancesProtectedFromScaleIn: Bool?
        package var serviceLinkedRoleARN: String?
        package var maxInstanceLifetime: Int?
        package var capacityRebalance: Bool?
        package var warmPoolConfiguration: WarmPoolConfiguration?
        package var warmPoolSize: Int?
        package var context: String?
        package var desiredCapacityType: String?
        package var defaultInstanceWarmup: Int?
        package var trafficSources: [TrafficSourceIdentifier]?
        package var instanceMaintenancePolicy: InstanceMaintenancePolicy?
        package var deletionProtection: DeletionProtection?
        package var availabilityZoneDistribution: AvailabilityZoneDistribution?
        package var availabilityZoneImpairmentPolicy: AvailabilityZoneImpairmentPolicy?
        package var capacityReservationSpecification: CapacityReservationSpecification?
        package var instanceLifecyclePolicy: InstanceLifecyclePolicy?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("AutoScalingGroupARN", &autoScalingGroupARN)
            visitor.field("LaunchConfigurationName", &launchConfigurationName)
            visitor.field("LaunchTemplate", &launchTemplate)
            visitor.field("MixedInstancesPolicy", &mixedInstancesPolicy)
            visitor.field("MinSize", &minSize)
            visitor.field("MaxSize", &maxSize)
            visitor.field("DesiredCapacity", &desiredCapacity)
            visitor.field("PredictedCapacity", &predictedCapacity)
            visitor.field("DefaultCooldown", &defaultCooldown)
            visitor.field("AvailabilityZones", &availabilityZones)
            visitor.field("AvailabilityZoneIds", &availabilityZoneIds)
            visitor.field("LoadBalancerNames", &loadBalancerNames)
            visitor.field("TargetGroupARNs", &targetGroupARNs)
            visitor.field("HealthCheckType", &healthCheckType)
            visitor.field("HealthCheckGracePeriod", &healthCheckGracePeriod)
            visitor.field("Instances", &instances)
            visitor.field("CreatedTime", &createdTime)
            visitor.field("SuspendedProcesses", &suspendedProcesses)
            visitor.field("PlacementGroup", &placementGroup)
            visitor.field("VPCZoneIdentifier", &vpcZoneIdentifier)
            visitor.field("EnabledMetrics", &enabledMetrics)
            visitor.field("Status", &status)
            visitor.field("Tags", &tags)
            visitor.field("TerminationPolicies", &terminationPolicies)
            visitor.field("NewInstancesProtectedFromScaleIn", &newInstancesProtectedFromScaleIn)
            visitor.field("ServiceLinkedRoleARN", &serviceLinkedRoleARN)
            visitor.field("MaxInstanceLifetime", &maxInstanceLifetime)
            visitor.field("CapacityRebalance", &capacityRebalance)
            visitor.field("WarmPoolConfiguration", &warmPoolConfiguration)
            visitor.field("WarmPoolSize", &warmPoolSize)
            visitor.field("Context", &context)
            visitor.field("DesiredCapacityType", &desiredCapacityType)
            visitor.field("DefaultInstanceWarmup", &defaultInstanceWarmup)
            visitor.field("TrafficSources", &trafficSources)
            visitor.field("InstanceMaintenancePolicy", &instanceMaintenancePolicy)
            visitor.field("DeletionProtection", &deletionProtection)
            visitor.field("AvailabilityZoneDistribution", &availabilityZoneDistribution)
            visitor.field("AvailabilityZoneImpairmentPolicy", &availabilityZoneImpairmentPolicy)
            visitor.field("CapacityReservationSpecification", &capacityReservationSpecification)
            visitor.field("InstanceLifecyclePolicy", &instanceLifecyclePolicy)
        }
    }
    /// `AutoScalingGroupNamesType` of the model.
    package struct AutoScalingGroupNamesType: Shape {
        package var autoScalingGroupNames: [String]?
        package var includeInstances: Bool?
        package var nextToken: String?
        package var maxRecords: Int?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupNames", &autoScalingGroupNames)
            visitor.field("IncludeInstances", &includeInstances)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
            visitor.field("Filters", &filters)
        }
    }
    /// `AutoScalingGroupsType` of the model.
    package struct AutoScalingGroupsType: Shape {
        package var autoScalingGroups: [AutoScalingGroup] = []
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroups", &autoScalingGroups)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `AvailabilityZoneDistribution` of the model.
    package struct AvailabilityZoneDistribution: Shape {
        package var capacityDistributionStrategy: CapacityDistributionStrategy?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CapacityDistributionStrategy", &capacityDistributionStrategy)
        }
    }
    /// `AvailabilityZoneImpairmentPolicy` of the model.
    package struct AvailabilityZoneImpairmentPolicy: Shape {
        package var zonalShiftEnabled: Bool?
        package var impairedZoneHealthCheckBehavior: ImpairedZoneHealthCheckBehavior?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ZonalShiftEnabled", &zonalShiftEnabled)
            visitor.field("ImpairedZoneHealthCheckBehavior", &impairedZoneHealthCheckBehavior)
        }
    }
    /// `BaselineEbsBandwidthMbpsRequest` of the model.
    package struct BaselineEbsBandwidthMbpsRequest: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `BaselinePerformanceFactorsRequest` of the model.
    package struct BaselinePerformanceFactorsRequest: Shape {
        package var cpu: CpuPerformanceFactorRequest?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Cpu", &cpu)
        }
    }
    /// `CapacityReservationSpecification` of the model.
    package struct CapacityReservationSpecification: Shape {
        package var capacityReservationPreference: CapacityReservationPreference?
        package var capacityReservationTarget: CapacityReservationTarget?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CapacityReservationPreference", &capacityReservationPreference)
            visitor.field("CapacityReservationTarget", &capacityReservationTarget)
        }
    }
    /// `CapacityReservationTarget` of the model.
    package struct CapacityReservationTarget: Shape {
        package var capacityReservationIds: [String]?
        package var capacityReservationResourceGroupArns: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CapacityReservationIds", &capacityReservationIds)
            visitor.field("CapacityReservationResourceGroupArns", &capacityReservationResourceGroupArns)
        }
    }
    /// `CpuPerformanceFactorRequest` of the model.
    package struct CpuPerformanceFactorRequest: Shape {
        package var references: [PerformanceFactorReferenceRequest]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("References", &references)
        }
    }
    /// `EnabledMetric` of the model.
    package struct EnabledMetric: Shape {
        package var metric: String?
        package var granularity: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Metric", &metric)
            visitor.field("Granularity", &granularity)
        }
    }
    /// `Filter` of the model.
    package struct Filter: Shape {
        package var name: String?
        package var values: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Name", &name)
            visitor.field("Values", &values)
        }
    }
    /// `Instance` of the model.
    package struct Instance: Shape {
        package var instanceId: String = ""
        package var instanceType: String?
        package var availabilityZone: String = ""
        package var availabilityZoneId: String?
        package var lifecycleState: LifecycleState?
        package var healthStatus: String = ""
        package var launchConfigurationName: String?
        package var launchTemplate: LaunchTemplateSpecification?
        package var imageId: String?
        package var protectedFromScaleIn: Bool = false
        package var weightedCapacity: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("InstanceType", &instanceType)
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("LifecycleState", &lifecycleState)
            visitor.field("HealthStatus", &healthStatus)
            visitor.field("LaunchConfigurationName", &launchConfigurationName)
            visitor.field("LaunchTemplate", &launchTemplate)
            visitor.field("ImageId", &imageId)
            visitor.field("ProtectedFromScaleIn", &protectedFromScaleIn)
            visitor.field("WeightedCapacity", &weightedCapacity)
        }
    }
    /// `InstanceLifecyclePolicy` of the model.
    package struct InstanceLifecyclePolicy: Shape {
        package var retentionTriggers: RetentionTriggers?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("RetentionTriggers", &retentionTriggers)
        }
    }
    /// `InstanceMaintenancePolicy` of the model.
    package struct InstanceMaintenancePolicy: Shape {
        package var minHealthyPercentage: Int?
        package var maxHealthyPercentage: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MinHealthyPercentage", &minHealthyPercentage)
            visitor.field("MaxHealthyPercentage", &maxHealthyPercentage)
        }
    }
    /// `InstanceRequirements` of the model.
    package struct InstanceRequirements: Shape {
        package var vCpuCount: VCpuCountRequest?
        package var memoryMiB: MemoryMiBRequest?
        package var cpuManufacturers: [CpuManufacturer]?
        package var memoryGiBPerVCpu: MemoryGiBPerVCpuRequest?
        package var excludedInstanceTypes: [String]?
        package var instanceGenerations: [InstanceGeneration]?
        package var spotMaxPricePercentageOverLowestPrice: Int?
        package var maxSpotPriceAsPercentageOfOptimalOnDemandPrice: Int?
        package var onDemandMaxPricePercentageOverLowestPrice: Int?
        package var bareMetal: BareMetal?
        package var burstablePerformance: BurstablePerformance?
        package var requireHibernateSupport: Bool?
        package var networkInterfaceCount: NetworkInterfaceCountRequest?
        package var localStorage: LocalStorage?
        package var localStorageTypes: [LocalStorageType]?
        package var totalLocalStorageGB: TotalLocalStorageGBRequest?
        package var baselineEbsBandwidthMbps: BaselineEbsBandwidthMbpsRequest?
        package var acceleratorTypes: [AcceleratorType]?
        package var acceleratorCount: AcceleratorCountRequest?
        package var acceleratorManufacturers: [AcceleratorManufacturer]?
        package var acceleratorNames: [AcceleratorName]?
        package var acceleratorTotalMemoryMiB: AcceleratorTotalMemoryMiBRequest?
        package var networkBandwidthGbps: NetworkBandwidthGbpsRequest?
        package var allowedInstanceTypes: [String]?
        package var baselinePerformanceFactors: BaselinePerformanceFactorsRequest?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VCpuCount", &vCpuCount)
            visitor.field("MemoryMiB", &memoryMiB)
            visitor.field("CpuManufacturers", &cpuManufacturers)
            visitor.field("MemoryGiBPerVCpu", &memoryGiBPerVCpu)
            visitor.field("ExcludedInstanceTypes", &excludedInstanceTypes)
            visitor.field("InstanceGenerations", &instanceGenerations)
            visitor.field("SpotMaxPricePercentageOverLowestPrice", &spotMaxPricePercentageOverLowestPrice)
            visitor.field("MaxSpotPriceAsPercentageOfOptimalOnDemandPrice", &maxSpotPriceAsPercentageOfOptimalOnDemandPrice)
            visitor.field("OnDemandMaxPricePercentageOverLowestPrice", &onDemandMaxPricePercentageOverLowestPrice)
            visitor.field("BareMetal", &bareMetal)
            visitor.field("BurstablePerformance", &burstablePerformance)
            visitor.field("RequireHibernateSupport", &requireHibernateSupport)
            visitor.field("NetworkInterfaceCount", &networkInterfaceCount)
            visitor.field("LocalStorage", &localStorage)
            visitor.field("LocalStorageTypes", &localStorageTypes)
            visitor.field("TotalLocalStorageGB", &totalLocalStorageGB)
            visitor.field("BaselineEbsBandwidthMbps", &baselineEbsBandwidthMbps)
            visitor.field("AcceleratorTypes", &acceleratorTypes)
            visitor.field("AcceleratorCount", &acceleratorCount)
            visitor.field("AcceleratorManufacturers", &acceleratorManufacturers)
            visitor.field("AcceleratorNames", &acceleratorNames)
            visitor.field("AcceleratorTotalMemoryMiB", &acceleratorTotalMemoryMiB)
            visitor.field("NetworkBandwidthGbps", &networkBandwidthGbps)
            visitor.field("AllowedInstanceTypes", &allowedInstanceTypes)
            visitor.field("BaselinePerformanceFactors", &baselinePerformanceFactors)
        }
    }
    /// `InstanceReusePolicy` of the model.
    package struct InstanceReusePolicy: Shape {
        package var reuseOnScaleIn: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ReuseOnScaleIn", &reuseOnScaleIn)
        }
    }
    /// `InstancesDistribution` of the model.
    package struct InstancesDistribution: Shape {
        package var onDemandAllocationStrategy: String?
        package var onDemandBaseCapacity: Int?
        package var onDemandPercentageAboveBaseCapacity: Int?
        package var spotAllocationStrategy: String?
        package var spotInstancePools: Int?
        package var spotMaxPrice: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("OnDemandAllocationStrategy", &onDemandAllocationStrategy)
            visitor.field("OnDemandBaseCapacity", &onDemandBaseCapacity)
            visitor.field("OnDemandPercentageAboveBaseCapacity", &onDemandPercentageAboveBaseCapacity)
            visitor.field("SpotAllocationStrategy", &spotAllocationStrategy)
            visitor.field("SpotInstancePools", &spotInstancePools)
            visitor.field("SpotMaxPrice", &spotMaxPrice)
        }
    }
    /// `LaunchTemplate` of the model.
    package struct LaunchTemplate: Shape {
        package var launchTemplateSpecification: LaunchTemplateSpecification?
        package var overrides: [LaunchTemplateOverrides]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplateSpecification", &launchTemplateSpecification)
            visitor.field("Overrides", &overrides)
        }
    }
    /// `LaunchTemplateOverrides` of the model.
    package struct LaunchTemplateOverrides: Shape {
        package var instanceType: String?
        package var weightedCapacity: String?
        package var launchTemplateSpecification: LaunchTemplateSpecification?
        package var instanceRequirements: InstanceRequirements?
        package var imageId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceType", &instanceType)
            visitor.field("WeightedCapacity", &weightedCapacity)
            visitor.field("LaunchTemplateSpecification", &launchTemplateSpecification)
            visitor.field("InstanceRequirements", &instanceRequirements)
            visitor.field("ImageId", &imageId)
        }
    }
    /// `LaunchTemplateSpecification` of the model.
    package struct LaunchTemplateSpecification: Shape {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var version: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("Version", &version)
        }
    }
    /// `MemoryGiBPerVCpuRequest` of the model.
    package struct MemoryGiBPerVCpuRequest: Shape {
        package var min: Double?
        package var max: Double?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `MemoryMiBRequest` of the model.
    package struct MemoryMiBRequest: Shape {
        package var min: Int = 0
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `MixedInstancesPolicy` of the model.
    package struct MixedInstancesPolicy: Shape {
        package var launchTemplate: LaunchTemplate?
        package var instancesDistribution: InstancesDistribution?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplate", &launchTemplate)
            visitor.field("InstancesDistribution", &instancesDistribution)
        }
    }
    /// `NetworkBandwidthGbpsRequest` of the model.
    package struct NetworkBandwidthGbpsRequest: Shape {
        package var min: Double?
        package var max: Double?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `NetworkInterfaceCountRequest` of the model.
    package struct NetworkInterfaceCountRequest: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `PerformanceFactorReferenceRequest` of the model.
    package struct PerformanceFactorReferenceRequest: Shape {
        package var instanceFamily: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceFamily", &instanceFamily)
        }
    }
    /// `RetentionTriggers` of the model.
    package struct RetentionTriggers: Shape {
        package var terminateHookAbandon: RetentionAction?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TerminateHookAbandon", &terminateHookAbandon)
        }
    }
    /// `SuspendedProcess` of the model.
    package struct SuspendedProcess: Shape {
        package var processName: String?
        package var suspensionReason: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ProcessName", &processName)
            visitor.field("SuspensionReason", &suspensionReason)
        }
    }
    /// `TagDescription` of the model.
    package struct TagDescription: Shape {
        package var resourceId: String?
        package var resourceType: String?
        package var key: String?
        package var value: String?
        package var propagateAtLaunch: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ResourceId", &resourceId)
            visitor.field("ResourceType", &resourceType)
            visitor.field("Key", &key)
            visitor.field("Value", &value)
            visitor.field("PropagateAtLaunch", &propagateAtLaunch)
        }
    }
    /// `TotalLocalStorageGBRequest` of the model.
    package struct TotalLocalStorageGBRequest: Shape {
        package var min: Double?
        package var max: Double?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `TrafficSourceIdentifier` of the model.
    package struct TrafficSourceIdentifier: Shape {
        package var identifier: String = ""
        package var type: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Identifier", &identifier)
            visitor.field("Type", &type)
        }
    }
    /// `VCpuCountRequest` of the model.
    package struct VCpuCountRequest: Shape {
        package var min: Int = 0
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `WarmPoolConfiguration` of the model.
    package struct WarmPoolConfiguration: Shape {
        package var maxGroupPreparedCapacity: Int?
        package var minSize: Int?
        package var poolState: WarmPoolState?
        package var status: WarmPoolStatus?
        package var instanceReusePolicy: InstanceReusePolicy?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MaxGroupPreparedCapacity", &maxGroupPreparedCapacity)
            visitor.field("MinSize", &minSize)
            visitor.field("PoolState", &poolState)
            visitor.field("Status", &status)
            visitor.field("InstanceReusePolicy", &instanceReusePolicy)
        }
    }
}
