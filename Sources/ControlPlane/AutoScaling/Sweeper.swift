import AutoScalingModel
import Logging
import Shapes
import Store

/// Removing activities that nobody can ask for any more.
extension AutoScalingService {
    static let sweepInterval = Duration.seconds(60)
    /// AWS keeps activities for six weeks.
    static let activityRetention = Duration.seconds(42 * 24 * 3600)
    /// Most activities of one group; beyond it the oldest go.
    static let activitiesPerGroup = 1000
    private static let sweepBatch = 100

    func sweepForEver() async throws {
        while !Task.isCancelled {
            try await clock.sleep(until: clock.now() + Self.sweepInterval)
            do {
                try await sweep()
            } catch {
                logger.warning("sweep put off", metadata: ["error": "\(error)"])
            }
        }
    }

    func sweep() async throws {
        let old = now() - Self.activityRetention
        var byGroup: [Key: [Key]] = [:]
        var expired: [Key] = []
        for entry in view.snapshot().entries(in: .under("/autoscaling")) {
            guard case .activity(let activity) = entry.record,
                let scope = GroupScope(of: entry.key)
            else { continue }
            if (activity.startTime ?? old) <= old {
                expired.append(entry.key)
            } else {
                byGroup[scope.groupKey(activity.autoScalingGroupName), default: []]
                    .append(entry.key)
            }
        }
        for keys in byGroup.values where keys.count > Self.activitiesPerGroup {
            expired += keys.prefix(keys.count - Self.activitiesPerGroup)
        }
        var rest = expired[...]
        while !rest.isEmpty {
            _ = try await store.commit(
                Transaction(then: rest.prefix(Self.sweepBatch).map { .delete($0) }))
            rest = rest.dropFirst(Self.sweepBatch)
        }
    }
}
