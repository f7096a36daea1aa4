import AutoScalingModel
import Shapes

/// From one state of an instance to the next.
extension GroupMachine {
    mutating func advanceAll() {
        for id in record.members.map(\.id) {
            // No member has more than a few steps before it: pending to in service are three.
            for _ in 0..<MemberState.allCases.count {
                guard let index = record.members.firstIndex(where: { $0.id == id }),
                    advance(index)
                else { break }
            }
        }
        record.members.removeAll { $0.state == .terminated || $0.state == .detached }
    }

    /// Takes a member one state on, if there is cause.
    private mutating func advance(_ index: Int) -> Bool {
        let member = record.members[index]
        let vital = vital(member)
        switch member.state {
        case .pending: return advancePending(index, vital)
        case .pendingWait:
            if vital == .gone || vital == .ending || vital == .stopped {
                failLaunch(index, Causes.diedWhilePending)
                return true
            }
            return advanceWaiting(index)
        case .pendingProceed:
            enterService(index)
            return true
        case .inService:
            if member.isExtra, record.refresh == nil { record.members[index].isExtra = false }
            return false
        case .enteringStandby:
            set(index, .standby)
            finishMemberActivity(index)
            return true
        case .standby:
            guard vital == .gone else { return false }
            beginTermination(index, Causes.unhealthy(.stopped, at: now), skippingHooks: true)
            return true
        case .detaching:
            guard vital != .gone, seen.instances[member.id]?.group == record.name else {
                set(index, .detached)
                finishMemberActivity(index)
                return true
            }
            return false
        case .terminating:
            if vital == .gone || !startHooks(index, .terminating) {
                set(index, .terminatingProceed)
            } else {
                set(index, .terminatingWait)
            }
            return true
        case .terminatingWait:
            return advanceLeaving(index, vital)
        case .terminatingProceed:
            guard vital == .gone else { return false }
            set(index, .terminated)
            finishMemberActivity(index)
            return true
        case .terminated, .detached: return false
        }
    }

    private mutating func advancePending(_ index: Int, _ vital: Vital) -> Bool {
        switch vital {
        case .unknown, .starting: return false
        case .stopped, .ending, .gone:
            failLaunch(index, Causes.diedWhilePending)
            return true
        case .running:
            if !record.members[index].skipsHooks, startHooks(index, .launching) {
                set(index, .pendingWait)
                change(record.members[index].activity) { activity in
                    activity.statusCode = .midLifecycleAction
                    activity.progress = 60
                }
            } else {
                enterService(index)
            }
            return true
        }
    }

    private mutating func advanceWaiting(_ index: Int) -> Bool {
        expireHooks(index)
        let hooks = record.members[index].hooks
        if let abandoned = hooks.first(where: { $0.result == LifecycleResult.abandon }) {
            failLaunch(index, Causes.abandoned(abandoned))
            return true
        }
        guard hooks.allSatisfy({ $0.result != nil }) else { return false }
        record.members[index].hooks = []
        set(index, .pendingProceed)
        return true
    }

    private mutating func advanceLeaving(_ index: Int, _ vital: Vital) -> Bool {
        expireHooks(index)
        let hooks = record.members[index].hooks
        // Abandoning a termination skips the hooks that are left; the instance goes all the same.
        guard
            vital == .gone || hooks.contains(where: { $0.result == LifecycleResult.abandon })
                || hooks.allSatisfy({ $0.result != nil })
        else { return false }
        record.members[index].hooks = []
        set(index, .terminatingProceed)
        return true
    }

    private mutating func enterService(_ index: Int) {
        set(index, .inService)
        record.members[index].inServiceSince = now
        record.members[index].skipsHooks = false
        record.lastScaling = now
        finishMemberActivity(index)
    }

    mutating func set(_ index: Int, _ state: MemberState) {
        let old = record.members[index].state
        assert(old.successors.contains(state), "\(old.rawValue) is not followed by \(state)")
        record.members[index].state = state
    }

    // MARK: Hooks

    /// Starts the hooks of a transition on a member; whether there are any.
    private mutating func startHooks(_ index: Int, _ transition: LifecycleTransition) -> Bool {
        let hooks = record.hooks.filter { $0.lifecycleTransition == transition.rawValue }
        record.members[index].hooks = hooks.map { hook in
            var run = HookRun()
            run.name = hook.lifecycleHookName ?? ""
            run.token = makeID()
            run.heartbeat = hook.heartbeatTimeout ?? LifecycleTransition.defaultHeartbeat
            run.deadline = now + .seconds(run.heartbeat)
            run.globalDeadline =
                now + .seconds(LifecycleTransition.globalTimeout(heartbeat: run.heartbeat))
            run.defaultResult = hook.defaultResult ?? LifecycleResult.abandon
            notices.append(
                Notices.lifecycleAction(
                    record, record.members[index], hook, token: run.token, transition))
            return run
        }
        return !hooks.isEmpty
    }

    private mutating func expireHooks(_ index: Int) {
        for position in record.members[index].hooks.indices {
            let run = record.members[index].hooks[position]
            guard run.result == nil, let deadline = run.deadline else { continue }
            let end = run.globalDeadline.map { min(deadline, $0) } ?? deadline
            if now >= end {
                record.members[index].hooks[position].result = run.defaultResult
                record.members[index].hooks[position].hasTimedOut = true
            }
        }
    }

    // MARK: Ways out

    /// An instance that never came into service goes at once.
    private mutating func failLaunch(_ index: Int, _ message: String) {
        let member = record.members[index]
        noteFailure(
            Place(zone: member.zone, subnet: member.subnet),
            record.source.isTypeChosen ? member.instanceType : nil)
        if let activity = member.activity { failActivity(activity, message) }
        record.members[index].activity = nil
        beginTermination(index, Causes.launchFailed(at: now), skippingHooks: true)
    }

    /// Begins to terminate a member; what was under way with it is cancelled.
    mutating func beginTermination(_ index: Int, _ cause: String, skippingHooks: Bool = false) {
        let member = record.members[index]
        if let activity = member.activity {
            end(activity, .cancelled, message: "The instance is being terminated.")
        }
        record.members[index].activity = begin(
            "Terminating EC2 instance: \(member.id)", cause, zone: member.zone,
            subnet: member.subnet, progress: 50)
        record.members[index].hooks = []
        set(index, skippingHooks ? .terminatingProceed : .terminating)
        record.lastScaling = now
    }
}

/// When a hook runs.
package enum LifecycleTransition: String, CaseIterable, Sendable {
    case launching = "autoscaling:EC2_INSTANCE_LAUNCHING"
    case terminating = "autoscaling:EC2_INSTANCE_TERMINATING"

    /// Seconds until the default result, unless a hook says otherwise.
    package static let defaultHeartbeat = 3600

    /// Seconds until the end whatever heartbeats come: 100 times the timeout or 48 hours, the smaller.
    package static func globalTimeout(heartbeat: Int) -> Int { min(heartbeat * 100, 172_800) }
}

/// How a lifecycle action ends.
package enum LifecycleResult {
    package static let proceed = "CONTINUE"
    package static let abandon = "ABANDON"
}

extension LaunchSource {
    /// Whether the group, not its template, says of which type an instance is.
    var isTypeChosen: Bool {
        if case .template(_, let overrides) = self { return !overrides.isEmpty }
        return false
    }
}
