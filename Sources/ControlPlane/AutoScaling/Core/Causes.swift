import AutoScalingModel
package import Shapes

/// Why something was done, in the words of AWS.
package enum Causes {
    static func time(_ time: Timestamp) -> String {
        Timestamp(milliseconds: time.milliseconds - time.milliseconds % 1000).iso8601
    }

    static func details(zone: String?, subnet: String?) -> String {
        var object = Object()
        if let subnet { object.append("Subnet ID", .string(subnet)) }
        if let zone { object.append("Availability Zone", .string(zone)) }
        return String(decoding: JSON.serialize(.object(object)), as: UTF8.self)
    }

    // MARK: Changes of the desired capacity

    package static func created(_ capacity: Int, at now: Timestamp) -> String {
        "At \(time(now)) a user request created an AutoScalingGroup changing the desired capacity "
            + "from 0 to \(capacity)."
    }

    package static func set(from old: Int, to new: Int, at now: Timestamp) -> String {
        "At \(time(now)) a user request explicitly set group desired capacity changing the desired "
            + "capacity from \(old) to \(new)."
    }

    package static func updated(
        min: Int, max: Int, from old: Int, to new: Int, at now: Timestamp
    ) -> String {
        "At \(time(now)) a user request update of AutoScalingGroup constraints to min: \(min), "
            + "max: \(max), desired: \(new) changing the desired capacity from \(old) to \(new)."
    }

    // MARK: Launches

    static func launch(_ change: String?, from old: Int, to new: Int, at now: Timestamp) -> String {
        guard let change else {
            return "At \(time(now)) an instance was launched in response to an unhealthy instance "
                + "needing to be replaced."
        }
        return change + "  At \(time(now)) an instance was started in response to a difference "
            + "between desired and actual capacity, increasing the capacity from \(old) to \(new)."
    }

    static func balance(_ zones: [String], at now: Timestamp) -> String {
        "At \(time(now)) an instance was launched to balance instances in zones "
            + zones.joined(separator: " ")
            + " with other zones resulting in more than desired number of instances in the group."
    }

    static func refreshLaunch(at now: Timestamp) -> String {
        "At \(time(now)) an instance was launched in response to an instance refresh."
    }

    static let diedWhilePending =
        "Instance became unhealthy while waiting for instance to be in InService state. "
        + "Termination Reason: the instance was stopped or terminated."

    static func abandoned(_ hook: HookRun) -> String {
        "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token "
            + "\(hook.token) was abandoned: "
            + (hook.hasTimedOut
                ? "Heartbeat Timeout" : "Lifecycle Action Completed with ABANDON Result")
    }

    // MARK: Terminations

    static func shrink(
        _ change: String?, _ id: String, from old: Int, to new: Int, at now: Timestamp
    ) -> String {
        (change.map { $0 + "  " } ?? "")
            + "At \(time(now)) an instance was taken out of service in response to a difference "
            + "between desired and actual capacity, shrinking the capacity from \(old) to \(new).  "
            + "At \(time(now)) instance \(id) was selected for termination."
    }

    static func unhealthy(_ illness: Member.Illness, at now: Timestamp) -> String {
        let reason =
            switch illness {
            case .stopped: "an EC2 health check indicating it has been terminated or stopped."
            case .impaired: "an EC2 instance status checks failure."
            case .reported: "a user health-check."
            }
        return "At \(time(now)) an instance was taken out of service in response to \(reason)"
    }

    static func lifetime(at now: Timestamp) -> String {
        "At \(time(now)) an instance was taken out of service in response to its maximum instance "
            + "lifetime."
    }

    static func refresh(at now: Timestamp) -> String {
        "At \(time(now)) an instance was taken out of service in response to an instance refresh."
    }

    static func launchFailed(at now: Timestamp) -> String {
        "At \(time(now)) an instance was taken out of service in response to a launch failure."
    }

    static func deletion(at now: Timestamp) -> String {
        "At \(time(now)) an instance was taken out of service in response to the deletion of its "
            + "AutoScalingGroup."
    }

    // MARK: Users' requests about one instance

    static func userRequest(
        _ id: String, _ verb: String, shrinkingFrom old: Int?, at now: Timestamp
    ) -> String {
        "At \(time(now)) instance \(id) was \(verb) in response to a user request"
            + (old.map { ", shrinking the capacity from \($0) to \($0 - 1)." } ?? ".")
    }

    static func growth(
        _ id: String, _ verb: String, from old: Int, at now: Timestamp
    ) -> String {
        "At \(time(now)) instance \(id) was \(verb) in response to a user request, increasing the "
            + "capacity from \(old) to \(old + 1)."
    }
}
