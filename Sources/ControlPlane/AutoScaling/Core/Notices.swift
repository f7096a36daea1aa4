import AutoScalingModel
import Shapes

/// Events in the form of EC2 Auto Scaling User Guide, "Amazon EC2 Auto Scaling event reference".
enum Notices {
    static func lifecycleAction(
        _ record: GroupRecord, _ member: Member, _ hook: AutoScalingAPI.LifecycleHook,
        token: String, _ transition: LifecycleTransition
    ) -> GroupNotice {
        var detail: Object = [
            "LifecycleActionToken": .string(token),
            "AutoScalingGroupName": .string(record.name),
            "LifecycleHookName": .string(hook.lifecycleHookName ?? ""),
            "EC2InstanceId": .string(member.id),
            "LifecycleTransition": .string(transition.rawValue),
        ]
        if let metadata = hook.notificationMetadata {
            detail.append("NotificationMetadata", .string(metadata))
        }
        let isLaunch = transition == .launching
        detail.append("Origin", .string(isLaunch ? "EC2" : "AutoScalingGroup"))
        detail.append("Destination", .string(isLaunch ? "AutoScalingGroup" : "EC2"))
        return GroupNotice(
            detailType: isLaunch
                ? "EC2 Instance-launch Lifecycle Action"
                : "EC2 Instance-terminate Lifecycle Action",
            resources: resources(record), detail: detail)
    }

    /// What is told of an activity that ended well: launches and terminations only.
    static func finished(
        _ record: GroupRecord, _ member: Member, _ activity: AutoScalingAPI.Activity
    ) -> [GroupNotice] {
        switch member.state {
        case .inService where activity.description?.hasPrefix("Launching") == true:
            [notice("EC2 Instance Launch Successful", record, member.id, activity)]
        case .terminated:
            [notice("EC2 Instance Terminate Successful", record, member.id, activity)]
        case .inService, .pending, .pendingWait, .pendingProceed, .terminating, .terminatingWait,
            .terminatingProceed, .detaching, .detached, .enteringStandby, .standby:
            []
        }
    }

    static func launchFailed(
        _ record: GroupRecord, _ activity: AutoScalingAPI.Activity
    ) -> GroupNotice {
        notice("EC2 Instance Launch Unsuccessful", record, nil, activity)
    }

    static func refresh(
        _ word: String, _ record: GroupRecord, _ id: String?
    ) -> GroupNotice {
        GroupNotice(
            detailType: "EC2 Auto Scaling Instance Refresh \(word)", resources: resources(record),
            detail: [
                "InstanceRefreshId": .string(id ?? ""),
                "AutoScalingGroupName": .string(record.name),
            ])
    }

    private static func notice(
        _ type: String, _ record: GroupRecord, _ instance: String?,
        _ activity: AutoScalingAPI.Activity
    ) -> GroupNotice {
        var detail: Object = [
            "StatusCode": .string("InProgress"),
            "Description": .string(activity.description ?? ""),
            "AutoScalingGroupName": .string(record.name),
            "ActivityId": .string(activity.activityId),
            "RequestId": .string(activity.activityId),
            "StatusMessage": .string(activity.statusMessage ?? ""),
            "Cause": .string(activity.cause),
            "Origin": .string("EC2"), "Destination": .string("AutoScalingGroup"),
        ]
        if let details = activity.details, let value = try? JSON.parse(details) {
            detail.append("Details", value)
        }
        if let start = activity.startTime { detail.append("StartTime", .string(start.iso8601)) }
        if let end = activity.endTime { detail.append("EndTime", .string(end.iso8601)) }
        if let instance { detail.append("EC2InstanceId", .string(instance)) }
        let arn = instance.map { instance in
            "\(resources(record).first.map(arnStem) ?? ""):instance/\(instance)"
        }
        return GroupNotice(
            detailType: type, resources: resources(record) + [arn].compactMap(\.self),
            detail: detail)
    }

    /// `arn:aws:ec2:region:account` from the ARN of a group.
    private static func arnStem(_ arn: String) -> String {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count > 4 else { return "" }
        return "\(parts[0]):\(parts[1]):ec2:\(parts[3]):\(parts[4])"
    }

    private static func resources(_ record: GroupRecord) -> [String] {
        [record.settings.autoScalingGroupARN].compactMap(\.self)
    }
}
