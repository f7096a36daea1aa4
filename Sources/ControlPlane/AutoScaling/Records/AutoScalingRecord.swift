package import AutoScalingModel
import Shapes
import Store

/// Any record of the service, so that one view shows all of them at one revision.
package indirect enum AutoScalingRecord: Sendable {
    case group(GroupRecord)
    case configuration(AutoScalingAPI.LaunchConfiguration)
    case activity(AutoScalingAPI.Activity)

    /// The folders that records stand in, under `/autoscaling/<account>/<region>/`.
    enum Kind: String, CaseIterable {
        case groups, configurations, activities
    }

    struct Unreadable: Error, CustomStringConvertible {
        var description: String
    }

    /// Reads a record; what it is follows from its key.
    static func decode(_ key: Key, _ bytes: [UInt8]) throws -> AutoScalingRecord {
        let parts = key.components
        guard parts.count >= 5, let kind = Kind(rawValue: parts[3]) else {
            throw Unreadable(description: "no record is kept under this key")
        }
        return switch kind {
        case .groups: .group(try JSON.decode(from: bytes))
        case .configurations: .configuration(try JSON.decode(from: bytes))
        case .activities: .activity(try JSON.decode(from: bytes))
        }
    }
}

extension GroupScope {
    func folder(_ kind: AutoScalingRecord.Kind) -> Key {
        .path("autoscaling", account, region, kind.rawValue)
    }

    func groupKey(_ name: String) -> Key { folder(.groups).appending(name) }

    func configurationKey(_ name: String) -> Key { folder(.configurations).appending(name) }

    /// Activities stand in the order in which they began.
    func activityKey(_ activity: AutoScalingAPI.Activity) -> Key {
        let digits = String(activity.startTime?.milliseconds ?? 0)
        let padding = String(repeating: "0", count: max(0, 15 - digits.utf8.count))
        return folder(.activities).appending(activity.autoScalingGroupName)
            .appending("\(padding)\(digits)-\(activity.activityId)")
    }

    /// The scope that a key of the service belongs to.
    init?(of key: Key) {
        let parts = key.components
        guard parts.count >= 5, parts[0] == "autoscaling" else { return nil }
        self.init(account: parts[1], region: parts[2])
    }
}
