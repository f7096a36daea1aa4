import AutoScalingModel
import Shapes

/// Replacing all instances of a group while enough of them stay in service (EC2 Auto Scaling User
/// Guide, "Use an instance refresh").
extension GroupMachine {
    /// How long a refresh waits for protected and standby instances.
    static let refreshPatience = Duration.seconds(3600)
    static let checkpointDelay = 3600

    mutating func advanceRefresh() {
        guard let refresh = record.refresh, !record.isSuspended(.instanceRefresh) else { return }
        switch refresh.refresh.status {
        case .cancelling: endRefresh(.cancelled, reason: refresh.refresh.statusReason)
        case .pending, nil: beginRefresh()
        case .inProgress, .baking, .successful, .failed, .cancelled, .rollbackInProgress,
            .rollbackFailed, .rollbackSuccessful:
            continueRefresh(refresh)
        }
    }

    private mutating func beginRefresh() {
        guard var refresh = record.refresh else { return }
        let preferences = refresh.refresh.preferences ?? .init()
        // A template that cannot be read now may be readable at the next turn.
        let current = try? seen.template?.get()
        if preferences.skipMatching == true, seen.template != nil, current == nil { return }
        refresh.targets = record.members.filter { member in
            guard member.state.countsForCapacity || member.state == .standby else { return false }
            if member.state == .standby, preferences.standbyInstances == .ignore { return false }
            if member.isProtected, preferences.scaleInProtectedInstances == .ignore { return false }
            return preferences.skipMatching != true || !matches(member, current)
        }.map(\.id)
        refresh.refresh.status = .inProgress
        refresh.refresh.startTime = now
        refresh.refresh.percentageComplete = 0
        refresh.refresh.instancesToUpdate = refresh.targets.count
        record.refresh = refresh
        notices.append(Notices.refresh("Started", record, refresh.refresh.instanceRefreshId))
        continueRefresh(refresh)
    }

    /// Whether an instance is already what the group would launch now.
    private func matches(_ member: Member, _ current: TemplateVersion?) -> Bool {
        switch record.source {
        case .configuration(let name): return member.launchConfiguration == name
        case .template(_, let overrides):
            guard member.template?.id == current?.id, member.template?.version == current?.version
            else { return false }
            return overrides.isEmpty
                || overrides.contains { $0.instanceType == member.instanceType }
        }
    }

    private mutating func continueRefresh(_ given: RefreshRecord) {
        var refresh = given
        let all = given.targets.count
        let rest = record.members.filter {
            refresh.targets.contains($0.id) && !$0.state.isTerminating
                && $0.state != .detaching && $0.state != .detached
        }
        let done = all - rest.count
        refresh.refresh.percentageComplete = all == 0 ? 100 : done * 100 / all
        refresh.refresh.instancesToUpdate = rest.count
        record.refresh = refresh
        letWarmExtrasIn()
        // More than is wanted may stay: protected instances are never scaled in.
        let isWhole =
            record.capacity >= record.desired && record.launches.isEmpty && record.extras == 0
            && warm.count == record.active.count
        if rest.isEmpty {
            if isWhole { endRefresh(.successful, reason: nil) }
            return
        }
        guard let allowance = checkpointAllowance(done: done, of: all, isWhole: isWhole) else {
            return
        }
        replaceSome(of: rest, atMost: allowance)
    }

    /// Instances in service whose warm-up is over.
    private var warm: [Member] {
        let seconds =
            record.refresh?.refresh.preferences?.instanceWarmup
            ?? record.settings.defaultInstanceWarmup ?? record.settings.healthCheckGracePeriod ?? 0
        return record.active.filter { member in
            guard member.state == .inService, member.illness == nil,
                let since = member.inServiceSince
            else { return false }
            // What was there before the refresh is warm.
            if record.refresh?.targets.contains(member.id) == true { return true }
            return now - since >= .seconds(max(0, seconds))
        }
    }

    private mutating func letWarmExtrasIn() {
        let ready = Set(warm.map(\.id))
        for index in record.members.indices where ready.contains(record.members[index].id) {
            record.members[index].isExtra = false
        }
    }

    /// How many more may be replaced before the next checkpoint; nil while one is waited at.
    private mutating func checkpointAllowance(done: Int, of all: Int, isWhole: Bool) -> Int? {
        guard var refresh = record.refresh else { return nil }
        defer { record.refresh = refresh }
        let percentages = (refresh.refresh.preferences?.checkpointPercentages ?? []).sorted()
        guard refresh.checkpoints < percentages.count else { return all }
        let limit = (all * percentages[refresh.checkpoints] + 99) / 100
        if done < limit { return limit - done }
        if let until = refresh.checkpointUntil {
            guard now >= until else { return nil }
            refresh.checkpointUntil = nil
            refresh.checkpoints += 1
            return 0
        }
        guard isWhole else { return nil }
        let delay = refresh.refresh.preferences?.checkpointDelay ?? Self.checkpointDelay
        refresh.checkpointUntil = now + .seconds(delay)
        refresh.refresh.statusReason =
            "Waiting at the checkpoint of \(percentages[refresh.checkpoints])%."
        return nil
    }

    private mutating func replaceSome(of rest: [Member], atMost limit: Int) {
        let preferences = record.refresh?.refresh.preferences ?? .init()
        let free = rest.filter { member in
            if member.isProtected, preferences.scaleInProtectedInstances != .refresh {
                return false
            }
            return member.state != .standby || preferences.standbyInstances == .terminate
        }
        guard !free.isEmpty else { return waitForOthers() }
        record.refresh?.waitingSince = nil
        let desired = record.desired
        let policy = record.settings.instanceMaintenancePolicy
        let least = preferences.minHealthyPercentage ?? known(policy?.minHealthyPercentage) ?? 90
        let most = preferences.maxHealthyPercentage ?? known(policy?.maxHealthyPercentage) ?? 100
        if most > 100 {
            launchAhead(free, atMost: limit, margin: max(1, desired * (most - 100) / 100))
            return
        }
        guard !record.isSuspended(.terminate) else { return }
        let healthy = warm.count
        let floor = (desired * least + 99) / 100
        // With everything in service one may always go: else a group of one would never be refreshed.
        let allowed = healthy >= desired ? max(1, healthy - floor) : healthy - floor
        for member in free.prefix(max(0, min(allowed, limit))) {
            guard let index = record.members.firstIndex(where: { $0.id == member.id }) else {
                continue
            }
            beginTermination(index, Causes.refresh(at: now))
        }
    }

    /// A percentage of a maintenance policy: -1 takes it back.
    private func known(_ percentage: Int?) -> Int? {
        percentage.flatMap { $0 < 0 ? nil : $0 }
    }

    /// New instances come before old ones go: ``adjustCapacity()`` takes the old ones out as soon as the
    /// new ones are warm.
    private mutating func launchAhead(_ free: [Member], atMost limit: Int, margin: Int) {
        guard !record.isSuspended(.launch), !record.isSuspended(.terminate) else { return }
        let counted = free.count { $0.state.countsForCapacity && !$0.isProtected }
        // Scaling in never takes protected ones; those and the ones in standby go as they are.
        for member in free where member.isProtected || member.state == .standby {
            guard let index = record.members.firstIndex(where: { $0.id == member.id }) else {
                continue
            }
            beginTermination(index, Causes.refresh(at: now))
            return
        }
        let wanted = min(margin, min(counted, limit)) - record.extras
        let surplus = record.capacity - record.extras - record.desired
        for _ in 0..<max(0, wanted - max(0, surplus)) {
            guard decideLaunch(Causes.refreshLaunch(at: now), isExtra: true) else { return }
        }
    }

    private mutating func waitForOthers() {
        let since = record.refresh?.waitingSince ?? now
        record.refresh?.waitingSince = since
        let reason =
            "Waiting for instances that are protected from scale in or in standby before continuing."
        record.refresh?.refresh.statusReason = reason
        if now - since >= Self.refreshPatience {
            endRefresh(
                .failed,
                reason: "There are remaining instances that are protected from scale in or in "
                    + "standby, and the time to wait for them is over.")
        }
    }

    private mutating func endRefresh(
        _ status: AutoScalingAPI.InstanceRefreshStatus, reason: String?
    ) {
        guard var ended = record.refresh?.refresh else { return }
        ended.status = status
        ended.statusReason = reason
        ended.endTime = now
        if status == .successful {
            ended.percentageComplete = 100
            ended.instancesToUpdate = 0
            if let wanted = ended.desiredConfiguration { take(wanted) }
        }
        record.refresh = nil
        for index in record.members.indices where record.members[index].state == .inService {
            record.members[index].isExtra = false
        }
        record.refreshes.insert(ended, at: 0)
        record.refreshes = Array(record.refreshes.prefix(GroupRecord.maximumRefreshes))
        let word =
            switch status {
            case .successful: "Succeeded"
            case .cancelled: "Cancelled"
            case .failed, .pending, .inProgress, .cancelling, .rollbackInProgress,
                .rollbackFailed, .rollbackSuccessful, .baking:
                "Failed"
            }
        notices.append(Notices.refresh(word, record, ended.instanceRefreshId))
    }

    /// The group becomes what the refresh has brought.
    private mutating func take(_ wanted: AutoScalingAPI.DesiredConfiguration) {
        if let policy = wanted.mixedInstancesPolicy {
            record.settings.mixedInstancesPolicy = policy
            record.settings.launchTemplate = nil
            record.settings.launchConfigurationName = nil
        } else if let template = wanted.launchTemplate {
            if record.settings.mixedInstancesPolicy != nil {
                record.settings.mixedInstancesPolicy?.launchTemplate?.launchTemplateSpecification =
                    template
            } else {
                record.settings.launchTemplate = template
                record.settings.launchConfigurationName = nil
            }
        }
    }
}
