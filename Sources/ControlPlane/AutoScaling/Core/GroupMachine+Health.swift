import AutoScalingModel
import Shapes

/// Instances that are ill or too old are replaced.
extension GroupMachine {
    mutating func checkHealth() {
        if !record.isSuspended(.healthCheck) {
            for index in record.members.indices { examine(index) }
        }
        guard !record.isSuspended(.replaceUnhealthy), !record.isSuspended(.terminate) else {
            return
        }
        for index in record.members.indices where record.members[index].state == .inService {
            if let illness = record.members[index].illness {
                beginTermination(index, Causes.unhealthy(illness, at: now))
            }
        }
    }

    /// An instance that does not run is unhealthy at once; the grace period is for status checks.
    private mutating func examine(_ index: Int) {
        let member = record.members[index]
        guard member.state == .inService, member.illness == nil else { return }
        switch vital(member) {
        case .unknown, .starting: return
        case .stopped, .ending, .gone: record.members[index].illness = .stopped
        case .running:
            if seen.instances[member.id]?.isImpaired == true, !isInGrace(member) {
                record.members[index].illness = .impaired
            }
        }
    }

    func isInGrace(_ member: Member) -> Bool {
        guard let since = member.inServiceSince else { return true }
        return now - since < .seconds(record.settings.healthCheckGracePeriod ?? 0)
    }

    /// Replaces what is older than the maximum instance lifetime, one at a time.
    mutating func replaceOld() {
        guard let lifetime = record.settings.maxInstanceLifetime, lifetime > 0,
            !record.isSuspended(.terminate), record.capacity == record.desired,
            record.launches.isEmpty, record.members.allSatisfy(\.state.isSettled)
        else { return }
        let old = record.members.indices.filter { index in
            let member = record.members[index]
            guard member.state == .inService, let launched = member.launchedAt else { return false }
            return now - launched >= .seconds(lifetime)
        }
        let oldest = old.min {
            (record.members[$0].launchedAt ?? now) < (record.members[$1].launchedAt ?? now)
        }
        if let oldest { beginTermination(oldest, Causes.lifetime(at: now)) }
    }
}
