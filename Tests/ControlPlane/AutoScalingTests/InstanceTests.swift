import AWSWire
import AutoScalingModel
import Shapes
import Synchronization
import Testing

@testable import AutoScaling

@Suite struct InstanceTests {
    @Test("one instance: shown, protected, ill, terminated")
    func instance() async throws {
        try await World.run { world in
            try await world.create(min: 1, desired: 1)
            try await world.settle()
            let shown = try await world.service.describeAutoScalingInstances(
                .init { $0.instanceIds = ["i-1"] }, world.context)
            let instance = try #require(shown.autoScalingInstances?.first)
            #expect(instance.autoScalingGroupName == "web")
            #expect(instance.lifecycleState == "InService")
            #expect(instance.healthStatus == "HEALTHY")
            _ = try await world.service.setInstanceProtection(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.instanceIds = ["i-1"]
                    $0.protectedFromScaleIn = true
                }, world.context)
            #expect(try await world.describe()?.instances?.first?.protectedFromScaleIn == true)
            #expect(
                await refusal {
                    _ = try await world.service.terminateInstanceInAutoScalingGroup(
                        .init {
                            $0.instanceId = "i-1"
                            $0.shouldDecrementDesiredCapacity = true
                        }, world.context)
                }.hasPrefix("ValidationError: Currently, desiredSize equals minSize (1)."))
            #expect(
                await refusal {
                    try await world.service.setInstanceHealth(
                        .init {
                            $0.instanceId = "i-9"
                            $0.healthStatus = "Unhealthy"
                        }, world.context)
                }
                    == "ValidationError: Instance Id not found - No managed instance found for "
                    + "instance ID: i-9")
            let terminated = try await world.service.terminateInstanceInAutoScalingGroup(
                .init { $0.instanceId = "i-1" }, world.context)
            #expect(terminated.activity?.description == "Terminating EC2 instance: i-1")
            #expect(terminated.activity?.statusCode == .inProgress)
            try await world.settle()
            #expect(try await world.describe()?.instances?.map(\.instanceId) == ["i-2"])
        }
    }

    @Test("attach, standby and detach through the API")
    func moves() async throws {
        try await World.run { world in
            // One zone: nothing is moved to balance it.
            try await world.create(desired: 1) { $0.vpcZoneIdentifier = "subnet-a" }
            try await world.settle()
            world.fleet.state.withLock { state in
                state.fleet.instances["i-9"] = FleetInstance(
                    id: "i-9", state: .running, zone: "us-east-1a", instanceType: "t3.micro")
            }
            try await world.service.attachInstances(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.instanceIds = ["i-9"]
                }, world.context)
            try await world.settle()
            #expect(try await world.describe()?.desiredCapacity == 2)
            let entered = try await world.service.enterStandby(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.instanceIds = ["i-9"]
                    $0.shouldDecrementDesiredCapacity = true
                }, world.context)
            #expect(entered.activities?.first?.description == "Moving EC2 instance to Standby: i-9")
            try await world.settle()
            _ = try await world.service.exitStandby(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.instanceIds = ["i-9"]
                }, world.context)
            try await world.settle()
            _ = try await world.service.detachInstances(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.instanceIds = ["i-9"]
                    $0.shouldDecrementDesiredCapacity = true
                }, world.context)
            try await world.settle()
            #expect(try await world.describe()?.instances?.map(\.instanceId) == ["i-1"])
            #expect(world.fleet.state.withLock { $0.fleet.instances["i-9"]?.group } == nil)
            #expect(world.fleet.state.withLock { $0.fleet.instances["i-9"]?.state } == .running)
        }
    }

    @Test("lifecycle hooks through the API")
    func hooks() async throws {
        try await World.run { world in
            try await world.create(desired: 1) {
                $0.lifecycleHookSpecificationList = [
                    .init {
                        $0.lifecycleHookName = "in"
                        $0.lifecycleTransition = "autoscaling:EC2_INSTANCE_LAUNCHING"
                        $0.heartbeatTimeout = 60
                    }
                ]
            }
            for _ in 0..<3 {
                world.fleet.state.withLock { $0.fleet.advance() }
                _ = try await world.service.turn("web", world.scope)
            }
            #expect(
                try await world.describe()?.instances?.first?.lifecycleState == .pendingWait)
            let hooks = try await world.service.describeLifecycleHooks(
                .init { $0.autoScalingGroupName = "web" }, world.context)
            #expect(hooks.lifecycleHooks?.first?.globalTimeout == 6000)
            #expect(hooks.lifecycleHooks?.first?.defaultResult == "ABANDON")
            _ = try await world.service.recordLifecycleActionHeartbeat(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.lifecycleHookName = "in"
                    $0.instanceId = "i-1"
                }, world.context)
            #expect(
                await refusal {
                    _ = try await world.service.completeLifecycleAction(
                        .init {
                            $0.autoScalingGroupName = "web"
                            $0.lifecycleHookName = "in"
                            $0.instanceId = "i-9"
                            $0.lifecycleActionResult = "CONTINUE"
                        }, world.context)
                }
                    == "ValidationError: No active Lifecycle Action found with instance ID i-9")
            _ = try await world.service.completeLifecycleAction(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.lifecycleHookName = "in"
                    $0.instanceId = "i-1"
                    $0.lifecycleActionResult = "CONTINUE"
                }, world.context)
            try await world.settle()
            #expect(try await world.describe()?.instances?.first?.lifecycleState == .inService)
            #expect(world.events.types.contains("EC2 Instance-launch Lifecycle Action"))
            _ = try await world.service.deleteLifecycleHook(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.lifecycleHookName = "in"
                }, world.context)
        }
    }

    @Test("launch configurations: made, used, in use, gone")
    func configurations() async throws {
        try await World.run { world in
            let input = AutoScalingAPI.CreateLaunchConfigurationType {
                $0.launchConfigurationName = "c"
                $0.imageId = "ami-1"
                $0.instanceType = "t3.micro"
            }
            try await world.service.createLaunchConfiguration(input, world.context)
            #expect(
                await refusal {
                    try await world.service.createLaunchConfiguration(input, world.context)
                }.hasPrefix("AlreadyExists: "))
            try await world.create {
                $0.launchTemplate = nil
                $0.launchConfigurationName = "c"
            }
            try await world.settle()
            #expect(
                try await world.describe()?.instances?.map(\.launchConfigurationName) == ["c", "c"])
            func delete() async throws {
                try await world.service.deleteLaunchConfiguration(
                    .init { $0.launchConfigurationName = "c" }, world.context)
            }
            #expect(await refusal { try await delete() }.hasPrefix("ResourceInUse: "))
            try await world.service.deleteAutoScalingGroup(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.forceDelete = true
                }, world.context)
            try await world.settle()
            try await delete()
            let left = try await world.service.describeLaunchConfigurations(.init(), world.context)
            #expect(left.launchConfigurations.isEmpty)
        }
    }

    @Test("policies, scheduled actions, processes and metrics are kept")
    func records() async throws {
        try await World.run { world in
            try await world.create(desired: 0)
            let put = try await world.service.putScalingPolicy(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.policyName = "p"
                    $0.policyType = "TargetTrackingScaling"
                    $0.targetTrackingConfiguration = .init {
                        $0.targetValue = 50
                        $0.predefinedMetricSpecification = .init {
                            $0.predefinedMetricType = .asgAverageCPUUtilization
                        }
                    }
                }, world.context)
            let policies = try await world.service.describePolicies(.init(), world.context)
            #expect(policies.scalingPolicies?.map(\.policyARN) == [put.policyARN])
            #expect(
                await refusal {
                    _ = try await world.service.putScalingPolicy(
                        .init {
                            $0.autoScalingGroupName = "web"
                            $0.policyName = "q"
                        }, world.context)
                }.hasPrefix("ValidationError: "))
            try await world.service.deletePolicy(
                .init { $0.policyName = put.policyARN ?? "" }, world.context)

            try await world.service.putScheduledUpdateGroupAction(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.scheduledActionName = "s"
                    $0.recurrence = "0 9 * * *"
                    $0.desiredCapacity = 1
                }, world.context)
            let batch = try await world.service.batchPutScheduledUpdateGroupAction(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.scheduledUpdateGroupActions = [
                        .init { $0.scheduledActionName = "bad" },
                        .init {
                            $0.scheduledActionName = "t"
                            $0.recurrence = "0 9 * * *"
                            $0.minSize = 0
                        },
                    ]
                }, world.context)
            #expect(batch.failedScheduledUpdateGroupActions?.map(\.scheduledActionName) == ["bad"])
            let scheduled = try await world.service.describeScheduledActions(.init(), world.context)
            #expect(
                scheduled.scheduledUpdateGroupActions?.map(\.scheduledActionName) == ["s", "t"])

            try await world.service.suspendProcesses(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.scalingProcesses = ["Launch"]
                }, world.context)
            try await world.service.enableMetricsCollection(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.granularity = "1Minute"
                }, world.context)
            let group = try #require(try await world.describe())
            #expect(group.suspendedProcesses?.map(\.processName) == ["Launch"])
            #expect(group.enabledMetrics?.count == AutoScalingService.metricNames.count)
        }
    }
}
