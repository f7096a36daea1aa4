package import AutoScalingModel
package import Shapes

/// Where a group launches: a zone, and its subnet unless the default one is meant.
package struct Place: Shape, Hashable {
    package var zone = ""
    package var subnet: String?

    package init() {}

    package init(zone: String, subnet: String? = nil) {
        self.zone = zone
        self.subnet = subnet
    }

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("zone", &zone)
        visitor.field("subnet", &subnet)
    }
}

/// Launches of one type in one place that failed, and until when it is left alone.
package struct LaunchFailures: Shape, Hashable {
    package var place = Place()
    package var instanceType: String?
    /// In a row.
    package var count = 0
    package var until: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("place", &place)
        visitor.field("instanceType", &instanceType)
        visitor.field("count", &count)
        visitor.field("until", &until)
    }
}

/// An instance refresh under way; what clients see of it, and what is left to do.
package struct RefreshRecord: Shape {
    package var refresh = AutoScalingAPI.InstanceRefresh()
    /// The instances that it replaces, fixed at its start; those that are gone are done.
    package var targets: [String] = []
    /// Checkpoints that were passed.
    package var checkpoints = 0
    package var checkpointUntil: Timestamp?
    /// Since when only instances are left that it must wait for.
    package var waitingSince: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("refresh", &refresh)
        visitor.field("targets", &targets)
        visitor.field("checkpoints", &checkpoints)
        visitor.field("checkpointUntil", &checkpointUntil)
        visitor.field("waitingSince", &waitingSince)
    }
}

/// All that is known of a group, in one record: what is wanted, its instances, and what is under way.
/// One record, because every decision looks at all of it and must be committed as a whole.
package struct GroupRecord: Shape {
    /// What the API set and shows; without instances, which are ``members``.
    package var settings = AutoScalingAPI.AutoScalingGroup()
    /// A UUID of this group alone, which client tokens of its launches begin with.
    package var id = ""
    package var places: [Place] = []
    package var members: [Member] = []
    package var launches: [PendingLaunch] = []
    package var failures: [LaunchFailures] = []
    package var hooks: [AutoScalingAPI.LifecycleHook] = []
    package var policies: [AutoScalingAPI.ScalingPolicy] = []
    package var scheduled: [AutoScalingAPI.ScheduledUpdateGroupAction] = []
    package var refresh: RefreshRecord?
    /// Refreshes that ended, the newest first; at most ``maximumRefreshes``.
    package var refreshes: [AutoScalingAPI.InstanceRefresh] = []
    /// Activities under way, and those that ended and are not yet written apart.
    package var activities: [AutoScalingAPI.Activity] = []
    /// Who changed the desired capacity and when, as causes begin.
    package var capacityChange: String?
    /// When an instance last came or went because of the desired capacity.
    package var lastScaling: Timestamp?
    package var isDeleting = false

    /// Ended refreshes that are kept.
    package static let maximumRefreshes = 20
    /// Most instances that a group may want: the record must fit into one of the store's values.
    package static let maximumCapacity = 1000

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("settings", &settings)
        visitor.field("id", &id)
        visitor.field("places", &places)
        visitor.field("members", &members)
        visitor.field("launches", &launches)
        visitor.field("failures", &failures)
        visitor.field("hooks", &hooks)
        visitor.field("policies", &policies)
        visitor.field("scheduled", &scheduled)
        visitor.field("refresh", &refresh)
        visitor.field("refreshes", &refreshes)
        visitor.field("activities", &activities)
        visitor.field("capacityChange", &capacityChange)
        visitor.field("lastScaling", &lastScaling)
        visitor.field("isDeleting", &isDeleting)
    }
}

extension GroupRecord {
    package var name: String { settings.autoScalingGroupName }
    package var desired: Int { isDeleting ? 0 : settings.desiredCapacity }

    /// Instances that the desired capacity counts, without those still to be launched.
    package var active: [Member] { members.filter(\.state.countsForCapacity) }

    /// Instances, launched or not, that the desired capacity counts.
    package var capacity: Int { active.count + launches.count }

    /// Those of ``capacity`` that come above the desired capacity for a while.
    package var extras: Int {
        launches.count(where: \.isExtra) + active.count(where: \.isExtra)
    }

    package func member(_ id: String) -> Member? { members.first { $0.id == id } }

    /// Whether one of the group's processes is suspended.
    package func isSuspended(_ process: ScalingProcess) -> Bool {
        settings.suspendedProcesses?.contains { $0.processName == process.rawValue } ?? false
    }

    /// Whether something of the group is under way.
    package var isBusy: Bool {
        !launches.isEmpty || isDeleting || refresh != nil
            || members.contains { !$0.state.isSettled } || capacity != desired
    }

    /// What instances are made from now: a refresh may bring what the group has only after it.
    package var source: LaunchSource {
        if let wanted = refresh?.refresh.desiredConfiguration {
            if let policy = wanted.mixedInstancesPolicy { return LaunchSource(policy) }
            if let template = wanted.launchTemplate { return .template(template, []) }
        }
        if let policy = settings.mixedInstancesPolicy { return LaunchSource(policy) }
        if let template = settings.launchTemplate { return .template(template, []) }
        return .configuration(settings.launchConfigurationName ?? "")
    }
}

/// What a group makes its instances from.
package enum LaunchSource: Sendable {
    case configuration(String)
    /// With the overrides of a mixed instances policy.
    case template(
        AutoScalingAPI.LaunchTemplateSpecification, [AutoScalingAPI.LaunchTemplateOverrides])

    /// The source that a mixed instances policy says.
    package init(_ policy: AutoScalingAPI.MixedInstancesPolicy) {
        let template = policy.launchTemplate
        self = .template(
            template?.launchTemplateSpecification ?? .init(), template?.overrides ?? [])
    }
}

/// The processes of a group that can be suspended.
package enum ScalingProcess: String, CaseIterable, Sendable {
    case addToLoadBalancer = "AddToLoadBalancer"
    case alarmNotification = "AlarmNotification"
    case azRebalance = "AZRebalance"
    case healthCheck = "HealthCheck"
    case instanceRefresh = "InstanceRefresh"
    case launch = "Launch"
    case replaceUnhealthy = "ReplaceUnhealthy"
    case scheduledActions = "ScheduledActions"
    case terminate = "Terminate"
}
