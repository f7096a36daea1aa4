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
    /// `ActivitiesType` of the model.
    package struct ActivitiesType: Shape {
        package var activities: [Activity] = []
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Activities", &activities)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `Activity` of the model.
    package struct Activity: Shape {
        package var activityId: String = ""
        package var autoScalingGroupName: String = ""
        package var description: String?
        package var cause: String = ""
        package var startTime: Timestamp?
        package var endTime: Timestamp?
        package var statusCode: ScalingActivityStatusCode?
        package var statusMessage: String?
        package var progress: Int?
        package var details: String?
        package var autoScalingGroupState: String?
        package var autoScalingGroupARN: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ActivityId", &activityId)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("Description", &description)
            visitor.field("Cause", &cause)
            visitor.field("StartTime", &startTime)
            visitor.field("EndTime", &endTime)
            visitor.field("StatusCode", &statusCode)
            visitor.field("StatusMessage", &statusMessage)
            visitor.field("Progress", &progress)
            visitor.field("Details", &details)
            visitor.field("AutoScalingGroupState", &autoScalingGroupState)
            visitor.field("AutoScalingGroupARN", &autoScalingGroupARN)
        }
    }
    /// `ActivityType` of the model.
    package struct ActivityType: Shape {
        package var activity: Activity?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Activity", &activity)
        }
    }
    /// `AdjustmentType` of the model.
    package struct AdjustmentType: Shape {
        package var adjustmentType: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AdjustmentType", &adjustmentType)
        }
    }
    /// `Alarm` of the model.
    package struct Alarm: Shape {
        package var alarmName: String?
        package var alarmARN: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AlarmName", &alarmName)
            visitor.field("AlarmARN", &alarmARN)
        }
    }
    /// `AlarmSpecification` of the model.
    package struct AlarmSpecification: Shape {
        package var alarms: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Alarms", &alarms)
        }
    }
    /// `AttachInstancesQuery` of the model.
    package struct AttachInstancesQuery: Shape {
        package var instanceIds: [String]?
        package var autoScalingGroupName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
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
    /// `AutoScalingInstanceDetails` of the model.
    package struct AutoScalingInstanceDetails: Shape {
        package var instanceId: String = ""
        package var instanceType: String?
        package var autoScalingGroupName: String = ""
        package var availabilityZone: String = ""
        package var availabilityZoneId: String?
        package var lifecycleState: String = ""
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
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
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
    /// `AutoScalingInstancesType` of the model.
    package struct AutoScalingInstancesType: Shape {
        package var autoScalingInstances: [AutoScalingInstanceDetails]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingInstances", &autoScalingInstances)
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
    /// `BatchDeleteScheduledActionAnswer` of the model.
    package struct BatchDeleteScheduledActionAnswer: Shape {
        package var failedScheduledActions: [FailedScheduledUpdateGroupActionRequest]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("FailedScheduledActions", &failedScheduledActions)
        }
    }
    /// `BatchDeleteScheduledActionType` of the model.
    package struct BatchDeleteScheduledActionType: Shape {
        package var autoScalingGroupName: String = ""
        package var scheduledActionNames: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ScheduledActionNames", &scheduledActionNames)
        }
    }
    /// `BatchPutScheduledUpdateGroupActionAnswer` of the model.
    package struct BatchPutScheduledUpdateGroupActionAnswer: Shape {
        package var failedScheduledUpdateGroupActions: [FailedScheduledUpdateGroupActionRequest]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("FailedScheduledUpdateGroupActions", &failedScheduledUpdateGroupActions)
        }
    }
    /// `BatchPutScheduledUpdateGroupActionType` of the model.
    package struct BatchPutScheduledUpdateGroupActionType: Shape {
        package var autoScalingGroupName: String = ""
        package var scheduledUpdateGroupActions: [ScheduledUpdateGroupActionRequest] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ScheduledUpdateGroupActions", &scheduledUpdateGroupActions)
        }
    }
    /// `BlockDeviceMapping` of the model.
    package struct BlockDeviceMapping: Shape {
        package var virtualName: String?
        package var deviceName: String = ""
        package var ebs: Ebs?
        package var noDevice: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VirtualName", &virtualName)
            visitor.field("DeviceName", &deviceName)
            visitor.field("Ebs", &ebs)
            visitor.field("NoDevice", &noDevice)
        }
    }
    /// `CancelInstanceRefreshAnswer` of the model.
    package struct CancelInstanceRefreshAnswer: Shape {
        package var instanceRefreshId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceRefreshId", &instanceRefreshId)
        }
    }
    /// `CancelInstanceRefreshType` of the model.
    package struct CancelInstanceRefreshType: Shape {
        package var autoScalingGroupName: String = ""
        package var waitForTransitioningInstances: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("WaitForTransitioningInstances", &waitForTransitioningInstances)
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
    /// `CompleteLifecycleActionAnswer` of the model.
    package struct CompleteLifecycleActionAnswer: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `CompleteLifecycleActionType` of the model.
    package struct CompleteLifecycleActionType: Shape {
        package var lifecycleHookName: String = ""
        package var autoScalingGroupName: String = ""
        package var lifecycleActionToken: String?
        package var lifecycleActionResult: String = ""
        package var instanceId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LifecycleHookName", &lifecycleHookName)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("LifecycleActionToken", &lifecycleActionToken)
            visitor.field("LifecycleActionResult", &lifecycleActionResult)
            visitor.field("InstanceId", &instanceId)
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
    /// `CreateAutoScalingGroupType` of the model.
    package struct CreateAutoScalingGroupType: Shape {
        package var autoScalingGroupName: String = ""
        package var launchConfigurationName: String?
        package var launchTemplate: LaunchTemplateSpecification?
        package var mixedInstancesPolicy: MixedInstancesPolicy?
        package var instanceId: String?
        package var minSize: Int = 0
        package var maxSize: Int = 0
        package var desiredCapacity: Int?
        package var defaultCooldown: Int?
        package var availabilityZones: [String]?
        package var availabilityZoneIds: [String]?
        package var loadBalancerNames: [String]?
        package var targetGroupARNs: [String]?
        package var healthCheckType: String?
        package var healthCheckGracePeriod: Int?
        package var placementGroup: String?
        package var vpcZoneIdentifier: String?
        package var terminationPolicies: [String]?
        package var newInstancesProtectedFromScaleIn: Bool?
        package var capacityRebalance: Bool?
        package var lifecycleHookSpecificationList: [LifecycleHookSpecification]?
        package var deletionProtection: DeletionProtection?
        package var tags: [Tag]?
        package var serviceLinkedRoleARN: String?
        package var maxInstanceLifetime: Int?
        package var context: String?
        package var desiredCapacityType: String?
        package var defaultInstanceWarmup: Int?
        package var trafficSources: [TrafficSourceIdentifier]?
        package var instanceMaintenancePolicy: InstanceMaintenancePolicy?
        package var availabilityZoneDistribution: AvailabilityZoneDistribution?
        package var availabilityZoneImpairmentPolicy: AvailabilityZoneImpairmentPolicy?
        package var skipZonalShiftValidation: Bool?
        package var capacityReservationSpecification: CapacityReservationSpecification?
        package var instanceLifecyclePolicy: InstanceLifecyclePolicy?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("LaunchConfigurationName", &launchConfigurationName)
            visitor.field("LaunchTemplate", &launchTemplate)
            visitor.field("MixedInstancesPolicy", &mixedInstancesPolicy)
            visitor.field("InstanceId", &instanceId)
            visitor.field("MinSize", &minSize)
            visitor.field("MaxSize", &maxSize)
            visitor.field("DesiredCapacity", &desiredCapacity)
            visitor.field("DefaultCooldown", &defaultCooldown)
            visitor.field("AvailabilityZones", &availabilityZones)
            visitor.field("AvailabilityZoneIds", &availabilityZoneIds)
            visitor.field("LoadBalancerNames", &loadBalancerNames)
            visitor.field("TargetGroupARNs", &targetGroupARNs)
            visitor.field("HealthCheckType", &healthCheckType)
            visitor.field("HealthCheckGracePeriod", &healthCheckGracePeriod)
            visitor.field("PlacementGroup", &placementGroup)
            visitor.field("VPCZoneIdentifier", &vpcZoneIdentifier)
            visitor.field("TerminationPolicies", &terminationPolicies)
            visitor.field("NewInstancesProtectedFromScaleIn", &newInstancesProtectedFromScaleIn)
            visitor.field("CapacityRebalance", &capacityRebalance)
            visitor.field("LifecycleHookSpecificationList", &lifecycleHookSpecificationList)
            visitor.field("DeletionProtection", &deletionProtection)
            visitor.field("Tags", &tags)
            visitor.field("ServiceLinkedRoleARN", &serviceLinkedRoleARN)
            visitor.field("MaxInstanceLifetime", &maxInstanceLifetime)
            visitor.field("Context", &context)
            visitor.field("DesiredCapacityType", &desiredCapacityType)
            visitor.field("DefaultInstanceWarmup", &defaultInstanceWarmup)
            visitor.field("TrafficSources", &trafficSources)
            visitor.field("InstanceMaintenancePolicy", &instanceMaintenancePolicy)
            visitor.field("AvailabilityZoneDistribution", &availabilityZoneDistribution)
            visitor.field("AvailabilityZoneImpairmentPolicy", &availabilityZoneImpairmentPolicy)
            visitor.field("SkipZonalShiftValidation", &skipZonalShiftValidation)
            visitor.field("CapacityReservationSpecification", &capacityReservationSpecification)
            visitor.field("InstanceLifecyclePolicy", &instanceLifecyclePolicy)
        }
    }
    /// `CreateLaunchConfigurationType` of the model.
    package struct CreateLaunchConfigurationType: Shape {
        package var launchConfigurationName: String = ""
        package var imageId: String?
        package var keyName: String?
        package var securityGroups: [String]?
        package var classicLinkVPCId: String?
        package var classicLinkVPCSecurityGroups: [String]?
        package var userData: String?
        package var instanceId: String?
        package var instanceType: String?
        package var kernelId: String?
        package var ramdiskId: String?
        package var blockDeviceMappings: [BlockDeviceMapping]?
        package var instanceMonitoring: InstanceMonitoring?
        package var spotPrice: String?
        package var iamInstanceProfile: String?
        package var ebsOptimized: Bool?
        package var associatePublicIpAddress: Bool?
        package var placementTenancy: String?
        package var metadataOptions: InstanceMetadataOptions?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchConfigurationName", &launchConfigurationName)
            visitor.field("ImageId", &imageId)
            visitor.field("KeyName", &keyName)
            visitor.field("SecurityGroups", &securityGroups)
            visitor.field("ClassicLinkVPCId", &classicLinkVPCId)
            visitor.field("ClassicLinkVPCSecurityGroups", &classicLinkVPCSecurityGroups)
            visitor.field("UserData", &userData)
            visitor.field("InstanceId", &instanceId)
            visitor.field("InstanceType", &instanceType)
            visitor.field("KernelId", &kernelId)
            visitor.field("RamdiskId", &ramdiskId)
            visitor.field("BlockDeviceMappings", &blockDeviceMappings)
            visitor.field("InstanceMonitoring", &instanceMonitoring)
            visitor.field("SpotPrice", &spotPrice)
            visitor.field("IamInstanceProfile", &iamInstanceProfile)
            visitor.field("EbsOptimized", &ebsOptimized)
            visitor.field("AssociatePublicIpAddress", &associatePublicIpAddress)
            visitor.field("PlacementTenancy", &placementTenancy)
            visitor.field("MetadataOptions", &metadataOptions)
        }
    }
    /// `CreateOrUpdateTagsType` of the model.
    package struct CreateOrUpdateTagsType: Shape {
        package var tags: [Tag] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Tags", &tags)
        }
    }
    /// `CustomizedMetricSpecification` of the model.
    package struct CustomizedMetricSpecification: Shape {
        package var metricName: String?
        package var namespace: String?
        package var dimensions: [MetricDimension]?
        package var statistic: MetricStatistic?
        package var unit: String?
        package var period: Int?
        package var metrics: [TargetTrackingMetricDataQuery]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MetricName", &metricName)
            visitor.field("Namespace", &namespace)
            visitor.field("Dimensions", &dimensions)
            visitor.field("Statistic", &statistic)
            visitor.field("Unit", &unit)
            visitor.field("Period", &period)
            visitor.field("Metrics", &metrics)
        }
    }
    /// `DeleteAutoScalingGroupType` of the model.
    package struct DeleteAutoScalingGroupType: Shape {
        package var autoScalingGroupName: String = ""
        package var forceDelete: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ForceDelete", &forceDelete)
        }
    }
    /// `DeleteLifecycleHookAnswer` of the model.
    package struct DeleteLifecycleHookAnswer: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `DeleteLifecycleHookType` of the model.
    package struct DeleteLifecycleHookType: Shape {
        package var lifecycleHookName: String = ""
        package var autoScalingGroupName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LifecycleHookName", &lifecycleHookName)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
        }
    }
    /// `DeletePolicyType` of the model.
    package struct DeletePolicyType: Shape {
        package var autoScalingGroupName: String?
        package var policyName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("PolicyName", &policyName)
        }
    }
    /// `DeleteScheduledActionType` of the model.
    package struct DeleteScheduledActionType: Shape {
        package var autoScalingGroupName: String = ""
        package var scheduledActionName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ScheduledActionName", &scheduledActionName)
        }
    }
    /// `DeleteTagsType` of the model.
    package struct DeleteTagsType: Shape {
        package var tags: [Tag] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Tags", &tags)
        }
    }
    /// `DescribeAccountLimitsAnswer` of the model.
    package struct DescribeAccountLimitsAnswer: Shape {
        package var maxNumberOfAutoScalingGroups: Int?
        package var maxNumberOfLaunchConfigurations: Int?
        package var numberOfAutoScalingGroups: Int?
        package var numberOfLaunchConfigurations: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MaxNumberOfAutoScalingGroups", &maxNumberOfAutoScalingGroups)
            visitor.field("MaxNumberOfLaunchConfigurations", &maxNumberOfLaunchConfigurations)
            visitor.field("NumberOfAutoScalingGroups", &numberOfAutoScalingGroups)
            visitor.field("NumberOfLaunchConfigurations", &numberOfLaunchConfigurations)
        }
    }
    /// `DescribeAdjustmentTypesAnswer` of the model.
    package struct DescribeAdjustmentTypesAnswer: Shape {
        package var adjustmentTypes: [AdjustmentType]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AdjustmentTypes", &adjustmentTypes)
        }
    }
    /// `DescribeAutoScalingInstancesType` of the model.
    package struct DescribeAutoScalingInstancesType: Shape {
        package var instanceIds: [String]?
        package var maxRecords: Int?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("MaxRecords", &maxRecords)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeAutoScalingNotificationTypesAnswer` of the model.
    package struct DescribeAutoScalingNotificationTypesAnswer: Shape {
        package var autoScalingNotificationTypes: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingNotificationTypes", &autoScalingNotificationTypes)
        }
    }
    /// `DescribeInstanceRefreshesAnswer` of the model.
    package struct DescribeInstanceRefreshesAnswer: Shape {
        package var instanceRefreshes: [InstanceRefresh]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceRefreshes", &instanceRefreshes)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeInstanceRefreshesType` of the model.
    package struct DescribeInstanceRefreshesType: Shape {
        package var autoScalingGroupName: String = ""
        package var instanceRefreshIds: [String]?
        package var nextToken: String?
        package var maxRecords: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("InstanceRefreshIds", &instanceRefreshIds)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
        }
    }
    /// `DescribeLifecycleHookTypesAnswer` of the model.
    package struct DescribeLifecycleHookTypesAnswer: Shape {
        package var lifecycleHookTypes: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LifecycleHookTypes", &lifecycleHookTypes)
        }
    }
    /// `DescribeLifecycleHooksAnswer` of the model.
    package struct DescribeLifecycleHooksAnswer: Shape {
        package var lifecycleHooks: [LifecycleHook]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LifecycleHooks", &lifecycleHooks)
        }
    }
    /// `DescribeLifecycleHooksType` of the model.
    package struct DescribeLifecycleHooksType: Shape {
        package var autoScalingGroupName: String = ""
        package var lifecycleHookNames: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("LifecycleHookNames", &lifecycleHookNames)
        }
    }
    /// `DescribeLoadBalancerTargetGroupsRequest` of the model.
    package struct DescribeLoadBalancerTargetGroupsRequest: Shape {
        package var autoScalingGroupName: String = ""
        package var nextToken: String?
        package var maxRecords: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
        }
    }
    /// `DescribeLoadBalancerTargetGroupsResponse` of the model.
    package struct DescribeLoadBalancerTargetGroupsResponse: Shape {
        package var loadBalancerTargetGroups: [LoadBalancerTargetGroupState]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LoadBalancerTargetGroups", &loadBalancerTargetGroups)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeLoadBalancersRequest` of the model.
    package struct DescribeLoadBalancersRequest: Shape {
        package var autoScalingGroupName: String = ""
        package var nextToken: String?
        package var maxRecords: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
        }
    }
    /// `DescribeLoadBalancersResponse` of the model.
    package struct DescribeLoadBalancersResponse: Shape {
        package var loadBalancers: [LoadBalancerState]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LoadBalancers", &loadBalancers)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeMetricCollectionTypesAnswer` of the model.
    package struct DescribeMetricCollectionTypesAnswer: Shape {
        package var metrics: [MetricCollectionType]?
        package var granularities: [MetricGranularityType]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Metrics", &metrics)
            visitor.field("Granularities", &granularities)
        }
    }
    /// `DescribeNotificationConfigurationsAnswer` of the model.
    package struct DescribeNotificationConfigurationsAnswer: Shape {
        package var notificationConfigurations: [NotificationConfiguration] = []
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NotificationConfigurations", &notificationConfigurations)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeNotificationConfigurationsType` of the model.
    package struct DescribeNotificationConfigurationsType: Shape {
        package var autoScalingGroupNames: [String]?
        package var nextToken: String?
        package var maxRecords: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupNames", &autoScalingGroupNames)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
        }
    }
    /// `DescribePoliciesType` of the model.
    package struct DescribePoliciesType: Shape {
        package var autoScalingGroupName: String?
        package var policyNames: [String]?
        package var policyTypes: [String]?
        package var nextToken: String?
        package var maxRecords: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("PolicyNames", &policyNames)
            visitor.field("PolicyTypes", &policyTypes)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
        }
    }
    /// `DescribeScalingActivitiesType` of the model.
    package struct DescribeScalingActivitiesType: Shape {
        package var activityIds: [String]?
        package var autoScalingGroupName: String?
        package var includeDeletedGroups: Bool?
        package var maxRecords: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ActivityIds", &activityIds)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("IncludeDeletedGroups", &includeDeletedGroups)
            visitor.field("MaxRecords", &maxRecords)
            visitor.field("NextToken", &nextToken)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeScheduledActionsType` of the model.
    package struct DescribeScheduledActionsType: Shape {
        package var autoScalingGroupName: String?
        package var scheduledActionNames: [String]?
        package var startTime: Timestamp?
        package var endTime: Timestamp?
        package var nextToken: String?
        package var maxRecords: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ScheduledActionNames", &scheduledActionNames)
            visitor.field("StartTime", &startTime)
            visitor.field("EndTime", &endTime)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
        }
    }
    /// `DescribeTagsType` of the model.
    package struct DescribeTagsType: Shape {
        package var filters: [Filter]?
        package var nextToken: String?
        package var maxRecords: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Filters", &filters)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
        }
    }
    /// `DescribeTerminationPolicyTypesAnswer` of the model.
    package struct DescribeTerminationPolicyTypesAnswer: Shape {
        package var terminationPolicyTypes: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TerminationPolicyTypes", &terminationPolicyTypes)
        }
    }
    /// `DescribeTrafficSourcesRequest` of the model.
    package struct DescribeTrafficSourcesRequest: Shape {
        package var autoScalingGroupName: String = ""
        package var trafficSourceType: String?
        package var nextToken: String?
        package var maxRecords: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("TrafficSourceType", &trafficSourceType)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
        }
    }
    /// `DescribeTrafficSourcesResponse` of the model.
    package struct DescribeTrafficSourcesResponse: Shape {
        package var trafficSources: [TrafficSourceState]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TrafficSources", &trafficSources)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DesiredConfiguration` of the model.
    package struct DesiredConfiguration: Shape {
        package var launchTemplate: LaunchTemplateSpecification?
        package var mixedInstancesPolicy: MixedInstancesPolicy?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplate", &launchTemplate)
            visitor.field("MixedInstancesPolicy", &mixedInstancesPolicy)
        }
    }
    /// `DetachInstancesAnswer` of the model.
    package struct DetachInstancesAnswer: Shape {
        package var activities: [Activity]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Activities", &activities)
        }
    }
    /// `DetachInstancesQuery` of the model.
    package struct DetachInstancesQuery: Shape {
        package var instanceIds: [String]?
        package var autoScalingGroupName: String = ""
        package var shouldDecrementDesiredCapacity: Bool = false
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ShouldDecrementDesiredCapacity", &shouldDecrementDesiredCapacity)
        }
    }
    /// `DisableMetricsCollectionQuery` of the model.
    package struct DisableMetricsCollectionQuery: Shape {
        package var autoScalingGroupName: String = ""
        package var metrics: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("Metrics", &metrics)
        }
    }
    /// `Ebs` of the model.
    package struct Ebs: Shape {
        package var snapshotId: String?
        package var volumeSize: Int?
        package var volumeType: String?
        package var deleteOnTermination: Bool?
        package var iops: Int?
        package var encrypted: Bool?
        package var throughput: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SnapshotId", &snapshotId)
            visitor.field("VolumeSize", &volumeSize)
            visitor.field("VolumeType", &volumeType)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("Iops", &iops)
            visitor.field("Encrypted", &encrypted)
            visitor.field("Throughput", &throughput)
        }
    }
    /// `EnableMetricsCollectionQuery` of the model.
    package struct EnableMetricsCollectionQuery: Shape {
        package var autoScalingGroupName: String = ""
        package var metrics: [String]?
        package var granularity: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("Metrics", &metrics)
            visitor.field("Granularity", &granularity)
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
    /// `EnterStandbyAnswer` of the model.
    package struct EnterStandbyAnswer: Shape {
        package var activities: [Activity]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Activities", &activities)
        }
    }
    /// `EnterStandbyQuery` of the model.
    package struct EnterStandbyQuery: Shape {
        package var instanceIds: [String]?
        package var autoScalingGroupName: String = ""
        package var shouldDecrementDesiredCapacity: Bool = false
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ShouldDecrementDesiredCapacity", &shouldDecrementDesiredCapacity)
        }
    }
    /// `ExitStandbyAnswer` of the model.
    package struct ExitStandbyAnswer: Shape {
        package var activities: [Activity]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Activities", &activities)
        }
    }
    /// `ExitStandbyQuery` of the model.
    package struct ExitStandbyQuery: Shape {
        package var instanceIds: [String]?
        package var autoScalingGroupName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
        }
    }
    /// `FailedScheduledUpdateGroupActionRequest` of the model.
    package struct FailedScheduledUpdateGroupActionRequest: Shape {
        package var scheduledActionName: String = ""
        package var errorCode: String?
        package var errorMessage: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ScheduledActionName", &scheduledActionName)
            visitor.field("ErrorCode", &errorCode)
            visitor.field("ErrorMessage", &errorMessage)
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
    /// `InstanceMetadataOptions` of the model.
    package struct InstanceMetadataOptions: Shape {
        package var httpTokens: InstanceMetadataHttpTokensState?
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: InstanceMetadataEndpointState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("HttpTokens", &httpTokens)
            visitor.field("HttpPutResponseHopLimit", &httpPutResponseHopLimit)
            visitor.field("HttpEndpoint", &httpEndpoint)
        }
    }
    /// `InstanceMonitoring` of the model.
    package struct InstanceMonitoring: Shape {
        package var enabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Enabled", &enabled)
        }
    }
    /// `InstanceRefresh` of the model.
    package struct InstanceRefresh: Shape {
        package var instanceRefreshId: String?
        package var autoScalingGroupName: String?
        package var status: InstanceRefreshStatus?
        package var statusReason: String?
        package var startTime: Timestamp?
        package var endTime: Timestamp?
        package var percentageComplete: Int?
        package var instancesToUpdate: Int?
        package var progressDetails: InstanceRefreshProgressDetails?
        package var preferences: RefreshPreferences?
        package var desiredConfiguration: DesiredConfiguration?
        package var rollbackDetails: RollbackDetails?
        package var strategy: RefreshStrategy?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceRefreshId", &instanceRefreshId)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("Status", &status)
            visitor.field("StatusReason", &statusReason)
            visitor.field("StartTime", &startTime)
            visitor.field("EndTime", &endTime)
            visitor.field("PercentageComplete", &percentageComplete)
            visitor.field("InstancesToUpdate", &instancesToUpdate)
            visitor.field("ProgressDetails", &progressDetails)
            visitor.field("Preferences", &preferences)
            visitor.field("DesiredConfiguration", &desiredConfiguration)
            visitor.field("RollbackDetails", &rollbackDetails)
            visitor.field("Strategy", &strategy)
        }
    }
    /// `InstanceRefreshLivePoolProgress` of the model.
    package struct InstanceRefreshLivePoolProgress: Shape {
        package var percentageComplete: Int?
        package var instancesToUpdate: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PercentageComplete", &percentageComplete)
            visitor.field("InstancesToUpdate", &instancesToUpdate)
        }
    }
    /// `InstanceRefreshProgressDetails` of the model.
    package struct InstanceRefreshProgressDetails: Shape {
        package var livePoolProgress: InstanceRefreshLivePoolProgress?
        package var warmPoolProgress: InstanceRefreshWarmPoolProgress?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LivePoolProgress", &livePoolProgress)
            visitor.field("WarmPoolProgress", &warmPoolProgress)
        }
    }
    /// `InstanceRefreshWarmPoolProgress` of the model.
    package struct InstanceRefreshWarmPoolProgress: Shape {
        package var percentageComplete: Int?
        package var instancesToUpdate: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PercentageComplete", &percentageComplete)
            visitor.field("InstancesToUpdate", &instancesToUpdate)
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
    /// `LaunchConfiguration` of the model.
    package struct LaunchConfiguration: Shape {
        package var launchConfigurationName: String = ""
        package var launchConfigurationARN: String?
        package var imageId: String = ""
        package var keyName: String?
        package var securityGroups: [String]?
        package var classicLinkVPCId: String?
        package var classicLinkVPCSecurityGroups: [String]?
        package var userData: String?
        package var instanceType: String = ""
        package var kernelId: String?
        package var ramdiskId: String?
        package var blockDeviceMappings: [BlockDeviceMapping]?
        package var instanceMonitoring: InstanceMonitoring?
        package var spotPrice: String?
        package var iamInstanceProfile: String?
        package var createdTime: Timestamp?
        package var ebsOptimized: Bool?
        package var associatePublicIpAddress: Bool?
        package var placementTenancy: String?
        package var metadataOptions: InstanceMetadataOptions?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchConfigurationName", &launchConfigurationName)
            visitor.field("LaunchConfigurationARN", &launchConfigurationARN)
            visitor.field("ImageId", &imageId)
            visitor.field("KeyName", &keyName)
            visitor.field("SecurityGroups", &securityGroups)
            visitor.field("ClassicLinkVPCId", &classicLinkVPCId)
            visitor.field("ClassicLinkVPCSecurityGroups", &classicLinkVPCSecurityGroups)
            visitor.field("UserData", &userData)
            visitor.field("InstanceType", &instanceType)
            visitor.field("KernelId", &kernelId)
            visitor.field("RamdiskId", &ramdiskId)
            visitor.field("BlockDeviceMappings", &blockDeviceMappings)
            visitor.field("InstanceMonitoring", &instanceMonitoring)
            visitor.field("SpotPrice", &spotPrice)
            visitor.field("IamInstanceProfile", &iamInstanceProfile)
            visitor.field("CreatedTime", &createdTime)
            visitor.field("EbsOptimized", &ebsOptimized)
            visitor.field("AssociatePublicIpAddress", &associatePublicIpAddress)
            visitor.field("PlacementTenancy", &placementTenancy)
            visitor.field("MetadataOptions", &metadataOptions)
        }
    }
    /// `LaunchConfigurationNameType` of the model.
    package struct LaunchConfigurationNameType: Shape {
        package var launchConfigurationName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchConfigurationName", &launchConfigurationName)
        }
    }
    /// `LaunchConfigurationNamesType` of the model.
    package struct LaunchConfigurationNamesType: Shape {
        package var launchConfigurationNames: [String]?
        package var nextToken: String?
        package var maxRecords: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchConfigurationNames", &launchConfigurationNames)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxRecords", &maxRecords)
        }
    }
    /// `LaunchConfigurationsType` of the model.
    package struct LaunchConfigurationsType: Shape {
        package var launchConfigurations: [LaunchConfiguration] = []
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchConfigurations", &launchConfigurations)
            visitor.field("NextToken", &nextToken)
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
    /// `LifecycleHook` of the model.
    package struct LifecycleHook: Shape {
        package var lifecycleHookName: String?
        package var autoScalingGroupName: String?
        package var lifecycleTransition: String?
        package var notificationTargetARN: String?
        package var roleARN: String?
        package var notificationMetadata: String?
        package var heartbeatTimeout: Int?
        package var globalTimeout: Int?
        package var defaultResult: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LifecycleHookName", &lifecycleHookName)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("LifecycleTransition", &lifecycleTransition)
            visitor.field("NotificationTargetARN", &notificationTargetARN)
            visitor.field("RoleARN", &roleARN)
            visitor.field("NotificationMetadata", &notificationMetadata)
            visitor.field("HeartbeatTimeout", &heartbeatTimeout)
            visitor.field("GlobalTimeout", &globalTimeout)
            visitor.field("DefaultResult", &defaultResult)
        }
    }
    /// `LifecycleHookSpecification` of the model.
    package struct LifecycleHookSpecification: Shape {
        package var lifecycleHookName: String = ""
        package var lifecycleTransition: String = ""
        package var notificationMetadata: String?
        package var heartbeatTimeout: Int?
        package var defaultResult: String?
        package var notificationTargetARN: String?
        package var roleARN: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LifecycleHookName", &lifecycleHookName)
            visitor.field("LifecycleTransition", &lifecycleTransition)
            visitor.field("NotificationMetadata", &notificationMetadata)
            visitor.field("HeartbeatTimeout", &heartbeatTimeout)
            visitor.field("DefaultResult", &defaultResult)
            visitor.field("NotificationTargetARN", &notificationTargetARN)
            visitor.field("RoleARN", &roleARN)
        }
    }
    /// `LoadBalancerState` of the model.
    package struct LoadBalancerState: Shape {
        package var loadBalancerName: String?
        package var state: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LoadBalancerName", &loadBalancerName)
            visitor.field("State", &state)
        }
    }
    /// `LoadBalancerTargetGroupState` of the model.
    package struct LoadBalancerTargetGroupState: Shape {
        package var loadBalancerTargetGroupARN: String?
        package var state: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LoadBalancerTargetGroupARN", &loadBalancerTargetGroupARN)
            visitor.field("State", &state)
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
    /// `Metric` of the model.
    package struct Metric: Shape {
        package var namespace: String = ""
        package var metricName: String = ""
        package var dimensions: [MetricDimension]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Namespace", &namespace)
            visitor.field("MetricName", &metricName)
            visitor.field("Dimensions", &dimensions)
        }
    }
    /// `MetricCollectionType` of the model.
    package struct MetricCollectionType: Shape {
        package var metric: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Metric", &metric)
        }
    }
    /// `MetricDataQuery` of the model.
    package struct MetricDataQuery: Shape {
        package var id: String = ""
        package var expression: String?
        package var metricStat: MetricStat?
        package var label: String?
        package var returnData: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Id", &id)
            visitor.field("Expression", &expression)
            visitor.field("MetricStat", &metricStat)
            visitor.field("Label", &label)
            visitor.field("ReturnData", &returnData)
        }
    }
    /// `MetricDimension` of the model.
    package struct MetricDimension: Shape {
        package var name: String = ""
        package var value: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Name", &name)
            visitor.field("Value", &value)
        }
    }
    /// `MetricGranularityType` of the model.
    package struct MetricGranularityType: Shape {
        package var granularity: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Granularity", &granularity)
        }
    }
    /// `MetricStat` of the model.
    package struct MetricStat: Shape {
        package var metric: Metric?
        package var stat: String = ""
        package var unit: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Metric", &metric)
            visitor.field("Stat", &stat)
            visitor.field("Unit", &unit)
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
    /// `NotificationConfiguration` of the model.
    package struct NotificationConfiguration: Shape {
        package var autoScalingGroupName: String?
        package var topicARN: String?
        package var notificationType: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("TopicARN", &topicARN)
            visitor.field("NotificationType", &notificationType)
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
    /// `PoliciesType` of the model.
    package struct PoliciesType: Shape {
        package var scalingPolicies: [ScalingPolicy]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ScalingPolicies", &scalingPolicies)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `PolicyARNType` of the model.
    package struct PolicyARNType: Shape {
        package var policyARN: String?
        package var alarms: [Alarm]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PolicyARN", &policyARN)
            visitor.field("Alarms", &alarms)
        }
    }
    /// `PredefinedMetricSpecification` of the model.
    package struct PredefinedMetricSpecification: Shape {
        package var predefinedMetricType: MetricType?
        package var resourceLabel: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PredefinedMetricType", &predefinedMetricType)
            visitor.field("ResourceLabel", &resourceLabel)
        }
    }
    /// `PredictiveScalingConfiguration` of the model.
    package struct PredictiveScalingConfiguration: Shape {
        package var metricSpecifications: [PredictiveScalingMetricSpecification] = []
        package var mode: PredictiveScalingMode?
        package var schedulingBufferTime: Int?
        package var maxCapacityBreachBehavior: PredictiveScalingMaxCapacityBreachBehavior?
        package var maxCapacityBuffer: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MetricSpecifications", &metricSpecifications)
            visitor.field("Mode", &mode)
            visitor.field("SchedulingBufferTime", &schedulingBufferTime)
            visitor.field("MaxCapacityBreachBehavior", &maxCapacityBreachBehavior)
            visitor.field("MaxCapacityBuffer", &maxCapacityBuffer)
        }
    }
    /// `PredictiveScalingCustomizedCapacityMetric` of the model.
    package struct PredictiveScalingCustomizedCapacityMetric: Shape {
        package var metricDataQueries: [MetricDataQuery] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MetricDataQueries", &metricDataQueries)
        }
    }
    /// `PredictiveScalingCustomizedLoadMetric` of the model.
    package struct PredictiveScalingCustomizedLoadMetric: Shape {
        package var metricDataQueries: [MetricDataQuery] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MetricDataQueries", &metricDataQueries)
        }
    }
    /// `PredictiveScalingCustomizedScalingMetric` of the model.
    package struct PredictiveScalingCustomizedScalingMetric: Shape {
        package var metricDataQueries: [MetricDataQuery] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MetricDataQueries", &metricDataQueries)
        }
    }
    /// `PredictiveScalingMetricSpecification` of the model.
    package struct PredictiveScalingMetricSpecification: Shape {
        package var targetValue: Double = 0
        package var predefinedMetricPairSpecification: PredictiveScalingPredefinedMetricPair?
        package var predefinedScalingMetricSpecification: PredictiveScalingPredefinedScalingMetric?
        package var predefinedLoadMetricSpecification: PredictiveScalingPredefinedLoadMetric?
        package var customizedScalingMetricSpecification: PredictiveScalingCustomizedScalingMetric?
        package var customizedLoadMetricSpecification: PredictiveScalingCustomizedLoadMetric?
        package var customizedCapacityMetricSpecification: PredictiveScalingCustomizedCapacityMetric?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TargetValue", &targetValue)
            visitor.field("PredefinedMetricPairSpecification", &predefinedMetricPairSpecification)
            visitor.field("PredefinedScalingMetricSpecification", &predefinedScalingMetricSpecification)
            visitor.field("PredefinedLoadMetricSpecification", &predefinedLoadMetricSpecification)
            visitor.field("CustomizedScalingMetricSpecification", &customizedScalingMetricSpecification)
            visitor.field("CustomizedLoadMetricSpecification", &customizedLoadMetricSpecification)
            visitor.field("CustomizedCapacityMetricSpecification", &customizedCapacityMetricSpecification)
        }
    }
    /// `PredictiveScalingPredefinedLoadMetric` of the model.
    package struct PredictiveScalingPredefinedLoadMetric: Shape {
        package var predefinedMetricType: PredefinedLoadMetricType?
        package var resourceLabel: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PredefinedMetricType", &predefinedMetricType)
            visitor.field("ResourceLabel", &resourceLabel)
        }
    }
    /// `PredictiveScalingPredefinedMetricPair` of the model.
    package struct PredictiveScalingPredefinedMetricPair: Shape {
        package var predefinedMetricType: PredefinedMetricPairType?
        package var resourceLabel: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PredefinedMetricType", &predefinedMetricType)
            visitor.field("ResourceLabel", &resourceLabel)
        }
    }
    /// `PredictiveScalingPredefinedScalingMetric` of the model.
    package struct PredictiveScalingPredefinedScalingMetric: Shape {
        package var predefinedMetricType: PredefinedScalingMetricType?
        package var resourceLabel: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PredefinedMetricType", &predefinedMetricType)
            visitor.field("ResourceLabel", &resourceLabel)
        }
    }
    /// `ProcessType` of the model.
    package struct ProcessType: Shape {
        package var processName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ProcessName", &processName)
        }
    }
    /// `ProcessesType` of the model.
    package struct ProcessesType: Shape {
        package var processes: [ProcessType]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Processes", &processes)
        }
    }
    /// `PutLifecycleHookAnswer` of the model.
    package struct PutLifecycleHookAnswer: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `PutLifecycleHookType` of the model.
    package struct PutLifecycleHookType: Shape {
        package var lifecycleHookName: String = ""
        package var autoScalingGroupName: String = ""
        package var lifecycleTransition: String?
        package var roleARN: String?
        package var notificationTargetARN: String?
        package var notificationMetadata: String?
        package var heartbeatTimeout: Int?
        package var defaultResult: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LifecycleHookName", &lifecycleHookName)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("LifecycleTransition", &lifecycleTransition)
            visitor.field("RoleARN", &roleARN)
            visitor.field("NotificationTargetARN", &notificationTargetARN)
            visitor.field("NotificationMetadata", &notificationMetadata)
            visitor.field("HeartbeatTimeout", &heartbeatTimeout)
            visitor.field("DefaultResult", &defaultResult)
        }
    }
    /// `PutScalingPolicyType` of the model.
    package struct PutScalingPolicyType: Shape {
        package var autoScalingGroupName: String = ""
        package var policyName: String = ""
        package var policyType: String?
        package var adjustmentType: String?
        package var minAdjustmentStep: Int?
        package var minAdjustmentMagnitude: Int?
        package var scalingAdjustment: Int?
        package var cooldown: Int?
        package var metricAggregationType: String?
        package var stepAdjustments: [StepAdjustment]?
        package var estimatedInstanceWarmup: Int?
        package var targetTrackingConfiguration: TargetTrackingConfiguration?
        package var enabled: Bool?
        package var predictiveScalingConfiguration: PredictiveScalingConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("PolicyName", &policyName)
            visitor.field("PolicyType", &policyType)
            visitor.field("AdjustmentType", &adjustmentType)
            visitor.field("MinAdjustmentStep", &minAdjustmentStep)
            visitor.field("MinAdjustmentMagnitude", &minAdjustmentMagnitude)
            visitor.field("ScalingAdjustment", &scalingAdjustment)
            visitor.field("Cooldown", &cooldown)
            visitor.field("MetricAggregationType", &metricAggregationType)
            visitor.field("StepAdjustments", &stepAdjustments)
            visitor.field("EstimatedInstanceWarmup", &estimatedInstanceWarmup)
            visitor.field("TargetTrackingConfiguration", &targetTrackingConfiguration)
            visitor.field("Enabled", &enabled)
            visitor.field("PredictiveScalingConfiguration", &predictiveScalingConfiguration)
        }
    }
    /// `PutScheduledUpdateGroupActionType` of the model.
    package struct PutScheduledUpdateGroupActionType: Shape {
        package var autoScalingGroupName: String = ""
        package var scheduledActionName: String = ""
        package var time: Timestamp?
        package var startTime: Timestamp?
        package var endTime: Timestamp?
        package var recurrence: String?
        package var minSize: Int?
        package var maxSize: Int?
        package var desiredCapacity: Int?
        package var timeZone: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ScheduledActionName", &scheduledActionName)
            visitor.field("Time", &time)
            visitor.field("StartTime", &startTime)
            visitor.field("EndTime", &endTime)
            visitor.field("Recurrence", &recurrence)
            visitor.field("MinSize", &minSize)
            visitor.field("MaxSize", &maxSize)
            visitor.field("DesiredCapacity", &desiredCapacity)
            visitor.field("TimeZone", &timeZone)
        }
    }
    /// `RecordLifecycleActionHeartbeatAnswer` of the model.
    package struct RecordLifecycleActionHeartbeatAnswer: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `RecordLifecycleActionHeartbeatType` of the model.
    package struct RecordLifecycleActionHeartbeatType: Shape {
        package var lifecycleHookName: String = ""
        package var autoScalingGroupName: String = ""
        package var lifecycleActionToken: String?
        package var instanceId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LifecycleHookName", &lifecycleHookName)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("LifecycleActionToken", &lifecycleActionToken)
            visitor.field("InstanceId", &instanceId)
        }
    }
    /// `RefreshPreferences` of the model.
    package struct RefreshPreferences: Shape {
        package var minHealthyPercentage: Int?
        package var instanceWarmup: Int?
        package var checkpointPercentages: [Int]?
        package var checkpointDelay: Int?
        package var skipMatching: Bool?
        package var autoRollback: Bool?
        package var scaleInProtectedInstances: ScaleInProtectedInstances?
        package var standbyInstances: StandbyInstances?
        package var alarmSpecification: AlarmSpecification?
        package var maxHealthyPercentage: Int?
        package var bakeTime: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MinHealthyPercentage", &minHealthyPercentage)
            visitor.field("InstanceWarmup", &instanceWarmup)
            visitor.field("CheckpointPercentages", &checkpointPercentages)
            visitor.field("CheckpointDelay", &checkpointDelay)
            visitor.field("SkipMatching", &skipMatching)
            visitor.field("AutoRollback", &autoRollback)
            visitor.field("ScaleInProtectedInstances", &scaleInProtectedInstances)
            visitor.field("StandbyInstances", &standbyInstances)
            visitor.field("AlarmSpecification", &alarmSpecification)
            visitor.field("MaxHealthyPercentage", &maxHealthyPercentage)
            visitor.field("BakeTime", &bakeTime)
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
    /// `RollbackDetails` of the model.
    package struct RollbackDetails: Shape {
        package var rollbackReason: String?
        package var rollbackStartTime: Timestamp?
        package var percentageCompleteOnRollback: Int?
        package var instancesToUpdateOnRollback: Int?
        package var progressDetailsOnRollback: InstanceRefreshProgressDetails?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("RollbackReason", &rollbackReason)
            visitor.field("RollbackStartTime", &rollbackStartTime)
            visitor.field("PercentageCompleteOnRollback", &percentageCompleteOnRollback)
            visitor.field("InstancesToUpdateOnRollback", &instancesToUpdateOnRollback)
            visitor.field("ProgressDetailsOnRollback", &progressDetailsOnRollback)
        }
    }
    /// `ScalingPolicy` of the model.
    package struct ScalingPolicy: Shape {
        package var autoScalingGroupName: String?
        package var policyName: String?
        package var policyARN: String?
        package var policyType: String?
        package var adjustmentType: String?
        package var minAdjustmentStep: Int?
        package var minAdjustmentMagnitude: Int?
        package var scalingAdjustment: Int?
        package var cooldown: Int?
        package var stepAdjustments: [StepAdjustment]?
        package var metricAggregationType: String?
        package var estimatedInstanceWarmup: Int?
        package var alarms: [Alarm]?
        package var targetTrackingConfiguration: TargetTrackingConfiguration?
        package var enabled: Bool?
        package var predictiveScalingConfiguration: PredictiveScalingConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("PolicyName", &policyName)
            visitor.field("PolicyARN", &policyARN)
            visitor.field("PolicyType", &policyType)
            visitor.field("AdjustmentType", &adjustmentType)
            visitor.field("MinAdjustmentStep", &minAdjustmentStep)
            visitor.field("MinAdjustmentMagnitude", &minAdjustmentMagnitude)
            visitor.field("ScalingAdjustment", &scalingAdjustment)
            visitor.field("Cooldown", &cooldown)
            visitor.field("StepAdjustments", &stepAdjustments)
            visitor.field("MetricAggregationType", &metricAggregationType)
            visitor.field("EstimatedInstanceWarmup", &estimatedInstanceWarmup)
            visitor.field("Alarms", &alarms)
            visitor.field("TargetTrackingConfiguration", &targetTrackingConfiguration)
            visitor.field("Enabled", &enabled)
            visitor.field("PredictiveScalingConfiguration", &predictiveScalingConfiguration)
        }
    }
    /// `ScalingProcessQuery` of the model.
    package struct ScalingProcessQuery: Shape {
        package var autoScalingGroupName: String = ""
        package var scalingProcesses: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ScalingProcesses", &scalingProcesses)
        }
    }
    /// `ScheduledActionsType` of the model.
    package struct ScheduledActionsType: Shape {
        package var scheduledUpdateGroupActions: [ScheduledUpdateGroupAction]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ScheduledUpdateGroupActions", &scheduledUpdateGroupActions)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `ScheduledUpdateGroupAction` of the model.
    package struct ScheduledUpdateGroupAction: Shape {
        package var autoScalingGroupName: String?
        package var scheduledActionName: String?
        package var scheduledActionARN: String?
        package var time: Timestamp?
        package var startTime: Timestamp?
        package var endTime: Timestamp?
        package var recurrence: String?
        package var minSize: Int?
        package var maxSize: Int?
        package var desiredCapacity: Int?
        package var timeZone: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ScheduledActionName", &scheduledActionName)
            visitor.field("ScheduledActionARN", &scheduledActionARN)
            visitor.field("Time", &time)
            visitor.field("StartTime", &startTime)
            visitor.field("EndTime", &endTime)
            visitor.field("Recurrence", &recurrence)
            visitor.field("MinSize", &minSize)
            visitor.field("MaxSize", &maxSize)
            visitor.field("DesiredCapacity", &desiredCapacity)
            visitor.field("TimeZone", &timeZone)
        }
    }
    /// `ScheduledUpdateGroupActionRequest` of the model.
    package struct ScheduledUpdateGroupActionRequest: Shape {
        package var scheduledActionName: String = ""
        package var startTime: Timestamp?
        package var endTime: Timestamp?
        package var recurrence: String?
        package var minSize: Int?
        package var maxSize: Int?
        package var desiredCapacity: Int?
        package var timeZone: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ScheduledActionName", &scheduledActionName)
            visitor.field("StartTime", &startTime)
            visitor.field("EndTime", &endTime)
            visitor.field("Recurrence", &recurrence)
            visitor.field("MinSize", &minSize)
            visitor.field("MaxSize", &maxSize)
            visitor.field("DesiredCapacity", &desiredCapacity)
            visitor.field("TimeZone", &timeZone)
        }
    }
    /// `SetDesiredCapacityType` of the model.
    package struct SetDesiredCapacityType: Shape {
        package var autoScalingGroupName: String = ""
        package var desiredCapacity: Int = 0
        package var honorCooldown: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("DesiredCapacity", &desiredCapacity)
            visitor.field("HonorCooldown", &honorCooldown)
        }
    }
    /// `SetInstanceHealthQuery` of the model.
    package struct SetInstanceHealthQuery: Shape {
        package var instanceId: String = ""
        package var healthStatus: String = ""
        package var shouldRespectGracePeriod: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("HealthStatus", &healthStatus)
            visitor.field("ShouldRespectGracePeriod", &shouldRespectGracePeriod)
        }
    }
    /// `SetInstanceProtectionAnswer` of the model.
    package struct SetInstanceProtectionAnswer: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `SetInstanceProtectionQuery` of the model.
    package struct SetInstanceProtectionQuery: Shape {
        package var instanceIds: [String] = []
        package var autoScalingGroupName: String = ""
        package var protectedFromScaleIn: Bool = false
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("ProtectedFromScaleIn", &protectedFromScaleIn)
        }
    }
    /// `StartInstanceRefreshAnswer` of the model.
    package struct StartInstanceRefreshAnswer: Shape {
        package var instanceRefreshId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceRefreshId", &instanceRefreshId)
        }
    }
    /// `StartInstanceRefreshType` of the model.
    package struct StartInstanceRefreshType: Shape {
        package var autoScalingGroupName: String = ""
        package var strategy: RefreshStrategy?
        package var desiredConfiguration: DesiredConfiguration?
        package var preferences: RefreshPreferences?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("Strategy", &strategy)
            visitor.field("DesiredConfiguration", &desiredConfiguration)
            visitor.field("Preferences", &preferences)
        }
    }
    /// `StepAdjustment` of the model.
    package struct StepAdjustment: Shape {
        package var metricIntervalLowerBound: Double?
        package var metricIntervalUpperBound: Double?
        package var scalingAdjustment: Int = 0
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MetricIntervalLowerBound", &metricIntervalLowerBound)
            visitor.field("MetricIntervalUpperBound", &metricIntervalUpperBound)
            visitor.field("ScalingAdjustment", &scalingAdjustment)
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
    /// `Tag` of the model.
    package struct Tag: Shape {
        package var resourceId: String?
        package var resourceType: String?
        package var key: String = ""
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
    /// `TagsType` of the model.
    package struct TagsType: Shape {
        package var tags: [TagDescription]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Tags", &tags)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `TargetTrackingConfiguration` of the model.
    package struct TargetTrackingConfiguration: Shape {
        package var predefinedMetricSpecification: PredefinedMetricSpecification?
        package var customizedMetricSpecification: CustomizedMetricSpecification?
        package var targetValue: Double = 0
        package var disableScaleIn: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PredefinedMetricSpecification", &predefinedMetricSpecification)
            visitor.field("CustomizedMetricSpecification", &customizedMetricSpecification)
            visitor.field("TargetValue", &targetValue)
            visitor.field("DisableScaleIn", &disableScaleIn)
        }
    }
    /// `TargetTrackingMetricDataQuery` of the model.
    package struct TargetTrackingMetricDataQuery: Shape {
        package var id: String = ""
        package var expression: String?
        package var metricStat: TargetTrackingMetricStat?
        package var label: String?
        package var period: Int?
        package var returnData: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Id", &id)
            visitor.field("Expression", &expression)
            visitor.field("MetricStat", &metricStat)
            visitor.field("Label", &label)
            visitor.field("Period", &period)
            visitor.field("ReturnData", &returnData)
        }
    }
    /// `TargetTrackingMetricStat` of the model.
    package struct TargetTrackingMetricStat: Shape {
        package var metric: Metric?
        package var stat: String = ""
        package var unit: String?
        package var period: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Metric", &metric)
            visitor.field("Stat", &stat)
            visitor.field("Unit", &unit)
            visitor.field("Period", &period)
        }
    }
    /// `TerminateInstanceInAutoScalingGroupType` of the model.
    package struct TerminateInstanceInAutoScalingGroupType: Shape {
        package var instanceId: String = ""
        package var shouldDecrementDesiredCapacity: Bool = false
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("ShouldDecrementDesiredCapacity", &shouldDecrementDesiredCapacity)
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
    /// `TrafficSourceState` of the model.
    package struct TrafficSourceState: Shape {
        package var trafficSource: String?
        package var state: String?
        package var identifier: String?
        package var type: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TrafficSource", &trafficSource)
            visitor.field("State", &state)
            visitor.field("Identifier", &identifier)
            visitor.field("Type", &type)
        }
    }
    /// `UpdateAutoScalingGroupType` of the model.
    package struct UpdateAutoScalingGroupType: Shape {
        package var autoScalingGroupName: String = ""
        package var launchConfigurationName: String?
        package var launchTemplate: LaunchTemplateSpecification?
        package var mixedInstancesPolicy: MixedInstancesPolicy?
        package var minSize: Int?
        package var maxSize: Int?
        package var desiredCapacity: Int?
        package var defaultCooldown: Int?
        package var availabilityZones: [String]?
        package var availabilityZoneIds: [String]?
        package var healthCheckType: String?
        package var healthCheckGracePeriod: Int?
        package var placementGroup: String?
        package var vpcZoneIdentifier: String?
        package var terminationPolicies: [String]?
        package var newInstancesProtectedFromScaleIn: Bool?
        package var serviceLinkedRoleARN: String?
        package var maxInstanceLifetime: Int?
        package var capacityRebalance: Bool?
        package var context: String?
        package var desiredCapacityType: String?
        package var defaultInstanceWarmup: Int?
        package var instanceMaintenancePolicy: InstanceMaintenancePolicy?
        package var availabilityZoneDistribution: AvailabilityZoneDistribution?
        package var availabilityZoneImpairmentPolicy: AvailabilityZoneImpairmentPolicy?
        package var skipZonalShiftValidation: Bool?
        package var capacityReservationSpecification: CapacityReservationSpecification?
        package var instanceLifecyclePolicy: InstanceLifecyclePolicy?
        package var deletionProtection: DeletionProtection?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoScalingGroupName", &autoScalingGroupName)
            visitor.field("LaunchConfigurationName", &launchConfigurationName)
            visitor.field("LaunchTemplate", &launchTemplate)
            visitor.field("MixedInstancesPolicy", &mixedInstancesPolicy)
            visitor.field("MinSize", &minSize)
            visitor.field("MaxSize", &maxSize)
            visitor.field("DesiredCapacity", &desiredCapacity)
            visitor.field("DefaultCooldown", &defaultCooldown)
            visitor.field("AvailabilityZones", &availabilityZones)
            visitor.field("AvailabilityZoneIds", &availabilityZoneIds)
            visitor.field("HealthCheckType", &healthCheckType)
            visitor.field("HealthCheckGracePeriod", &healthCheckGracePeriod)
            visitor.field("PlacementGroup", &placementGroup)
            visitor.field("VPCZoneIdentifier", &vpcZoneIdentifier)
            visitor.field("TerminationPolicies", &terminationPolicies)
            visitor.field("NewInstancesProtectedFromScaleIn", &newInstancesProtectedFromScaleIn)
            visitor.field("ServiceLinkedRoleARN", &serviceLinkedRoleARN)
            visitor.field("MaxInstanceLifetime", &maxInstanceLifetime)
            visitor.field("CapacityRebalance", &capacityRebalance)
            visitor.field("Context", &context)
            visitor.field("DesiredCapacityType", &desiredCapacityType)
            visitor.field("DefaultInstanceWarmup", &defaultInstanceWarmup)
            visitor.field("InstanceMaintenancePolicy", &instanceMaintenancePolicy)
            visitor.field("AvailabilityZoneDistribution", &availabilityZoneDistribution)
            visitor.field("AvailabilityZoneImpairmentPolicy", &availabilityZoneImpairmentPolicy)
            visitor.field("SkipZonalShiftValidation", &skipZonalShiftValidation)
            visitor.field("CapacityReservationSpecification", &capacityReservationSpecification)
            visitor.field("InstanceLifecyclePolicy", &instanceLifecyclePolicy)
            visitor.field("DeletionProtection", &deletionProtection)
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
