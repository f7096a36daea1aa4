import AutoScalingModel
import Shapes

/// What happens to a group, as DescribeScalingActivities tells it.
extension GroupMachine {
    /// Begins an activity; its id.
    mutating func begin(
        _ description: String, _ cause: String, zone: String?, subnet: String? = nil,
        progress: Int = 0, status: AutoScalingAPI.ScalingActivityStatusCode = .inProgress
    ) -> String {
        let id = makeID()
        record.activities.append(
            AutoScalingAPI.Activity {
                $0.activityId = id
                $0.autoScalingGroupName = record.name
                $0.autoScalingGroupARN = record.settings.autoScalingGroupARN
                $0.description = description
                $0.cause = cause
                $0.startTime = now
                $0.statusCode = status
                $0.progress = progress
                $0.details = Causes.details(zone: zone, subnet: subnet)
            })
        return id
    }

    mutating func change(
        _ id: String?, _ update: (inout AutoScalingAPI.Activity) -> Void
    ) {
        guard let index = record.activities.firstIndex(where: { $0.activityId == id }) else {
            return
        }
        update(&record.activities[index])
    }

    mutating func end(
        _ id: String, _ status: AutoScalingAPI.ScalingActivityStatusCode, message: String? = nil
    ) {
        let now = now
        change(id) { activity in
            activity.statusCode = status
            activity.statusMessage = message
            activity.progress = 100
            activity.endTime = now
        }
    }

    /// Ends the activity that a member's present change is part of, with success.
    mutating func finishMemberActivity(_ index: Int) {
        guard let id = record.members[index].activity else { return }
        record.members[index].activity = nil
        end(id, .successful)
        guard let activity = record.activities.first(where: { $0.activityId == id }) else { return }
        notices += Notices.finished(record, record.members[index], activity)
    }

    mutating func failActivity(_ id: String, _ message: String) {
        change(id) { activity in
            let description = activity.description ?? ""
            activity.description = "\(description).  Status Reason: \(message)"
        }
        end(id, .failed, message: message)
        guard let activity = record.activities.first(where: { $0.activityId == id }) else { return }
        notices.append(Notices.launchFailed(record, activity))
    }
}
