import AutoScalingModel
package import Shapes

/// Which instance goes when a group shrinks (EC2 Auto Scaling User Guide, "Configure termination
/// policies").
package struct TerminationPolicy: Sendable {
    /// The policies that DescribeTerminationPolicyTypes names. `AllocationStrategy` keeps all
    /// candidates: there is one kind of capacity here, which any allocation strategy agrees with.
    package static let names = [
        "AllocationStrategy", "ClosestToNextInstanceHour", "Default", "NewestInstance",
        "OldestInstance", "OldestLaunchConfiguration", "OldestLaunchTemplate",
    ]

    package var policies: [String]
    package var places: [Place]
    /// What new instances are made from.
    package var current: TemplateVersion?
    package var now: Timestamp

    /// Policies in the order in which they are applied.
    package init(policies: [String], places: [Place], current: TemplateVersion?, now: Timestamp) {
        self.policies = policies.isEmpty ? ["Default"] : policies
        self.places = places
        self.current = current
        self.now = now
    }

    /// The instance to terminate.
    ///
    /// - Parameters:
    ///   - candidates: Those that may go; protected ones are none of them.
    ///   - all: All that the capacity counts: the zones are balanced over these.
    package func victim(among candidates: [Member], of all: [Member]) -> Member? {
        var rest = inFullestZone(candidates, all)
        for policy in policies {
            if rest.count < 2 { break }
            rest = narrowed(rest, by: policy)
        }
        // Whatever is left is equal before the policies; the order makes turns repeatable.
        return rest.min { $0.id < $1.id }
    }

    /// Instances in zones that the group does not have any more come first, then those of the zone with
    /// the most instances that has a candidate.
    private func inFullestZone(_ candidates: [Member], _ all: [Member]) -> [Member] {
        let zones = Set(places.map(\.zone))
        let strays = candidates.filter { !zones.contains($0.zone) }
        if !strays.isEmpty { return strays }
        var counts: [String: Int] = [:]
        for member in all { counts[member.zone, default: 0] += 1 }
        let most = candidates.map { counts[$0.zone] ?? 0 }.max() ?? 0
        return candidates.filter { counts[$0.zone] ?? 0 == most }
    }

    private func narrowed(_ members: [Member], by policy: String) -> [Member] {
        switch policy {
        case "OldestInstance": least(members) { launched($0) }
        case "NewestInstance": least(members) { -launched($0) }
        case "OldestLaunchConfiguration": oldestConfiguration(members)
        case "OldestLaunchTemplate": oldestTemplate(members)
        case "ClosestToNextInstanceHour": least(members) { secondsToHour($0) }
        case "Default":
            least(oldestTemplate(members)) { secondsToHour($0) }
        default: members
        }
    }

    private func launched(_ member: Member) -> Int64 { member.launchedAt?.milliseconds ?? 0 }

    /// Time until another hour since the launch is full, in milliseconds.
    private func secondsToHour(_ member: Member) -> Int64 {
        let hour: Int64 = 3_600_000
        let age = max(0, now.milliseconds - launched(member))
        return hour - age % hour
    }

    /// Instances of launch configurations go before those of templates; among them, those whose launch
    /// configuration the oldest instance has.
    private func oldestConfiguration(_ members: [Member]) -> [Member] {
        let configured = members.filter { $0.launchConfiguration != nil }
        guard let oldest = configured.min(by: { launched($0) < launched($1) }) else {
            return members
        }
        return configured.filter { $0.launchConfiguration == oldest.launchConfiguration }
    }

    /// Instances of launch configurations, then of templates that are not the current one, then of
    /// the lowest version of it.
    private func oldestTemplate(_ members: [Member]) -> [Member] {
        if members.contains(where: { $0.launchConfiguration != nil }) {
            return oldestConfiguration(members)
        }
        let foreign = members.filter { $0.template?.id != current?.id }
        if current != nil, !foreign.isEmpty { return foreign }
        return least(members) { Int64($0.template?.version ?? "") ?? 0 }
    }

    private func least(_ members: [Member], _ key: (Member) -> Int64) -> [Member] {
        guard let least = members.map(key).min() else { return [] }
        return members.filter { key($0) == least }
    }
}
