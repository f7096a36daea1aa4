import AutoScalingModel
package import Shapes

/// A group at work: what is known and what was seen in, what is to be done out. Each call changes the
/// record alone; what EC2 must be asked for follows from the record afterwards (``GroupRecord/work``),
/// so that whoever is killed between two lines begins again from it.
package struct GroupMachine {
    package internal(set) var record: GroupRecord
    /// What is to be told once the record is committed.
    package internal(set) var notices: [GroupNotice] = []
    let now: Timestamp
    let makeID: () -> String
    var seen = Observation()

    /// How long an instance that EC2 has not shown yet may take to appear.
    static let appearance = Duration.seconds(60)

    /// A machine for one turn.
    ///
    /// - Parameter makeID: Gives UUIDs.
    package init(_ record: GroupRecord, now: Timestamp, makeID: @escaping () -> String) {
        self.record = record
        self.now = now
        self.makeID = makeID
    }

    /// One turn of the loop: takes in what came of launches and what EC2 shows, and decides what is to
    /// be done next.
    package mutating func step(_ outcomes: [LaunchOutcome], _ observation: Observation) {
        seen = observation
        settle(outcomes)
        observe()
        advanceAll()
        if record.isDeleting {
            terminateAll()
        } else {
            checkHealth()
            replaceOld()
            advanceRefresh()
            adjustCapacity()
            rebalance()
        }
        advanceAll()
        if record.capacity == record.desired, record.launches.isEmpty {
            record.capacityChange = nil
        }
    }

    // MARK: What was seen

    /// What EC2 shows of a member.
    enum Vital {
        case unknown, starting, running, stopped, ending, gone
    }

    func vital(_ member: Member) -> Vital {
        guard let instance = seen.instances[member.id] else {
            if member.wasSeen { return .gone }
            let since = member.launchedAt ?? now
            return now - since < Self.appearance ? .unknown : .gone
        }
        return switch instance.state {
        case .pending: .starting
        case .running: .running
        case .stopping, .stopped: .stopped
        case .shuttingDown: .ending
        case .terminated: .gone
        }
    }

    private mutating func observe() {
        for index in record.members.indices {
            guard let instance = seen.instances[record.members[index].id] else { continue }
            record.members[index].wasSeen = true
            if instance.group == record.name { record.members[index].needsTag = false }
        }
    }

    // MARK: Launches

    private mutating func settle(_ outcomes: [LaunchOutcome]) {
        for outcome in outcomes {
            // A launch that is not pending any more was settled before: this is an echo.
            guard let launch = record.launches.first(where: { $0.token == outcome.token }) else {
                continue
            }
            switch outcome.result {
            case .success(let instance): adopt(instance, launch)
            case .failure(let refusal): fail(launch, refusal.message)
            }
        }
        guard !record.launches.isEmpty else { return }
        for instance in seen.instances.values.sorted(by: { $0.id < $1.id }) {
            guard let token = instance.clientToken, instance.group == record.name,
                let launch = record.launches.first(where: { $0.token == token })
            else { continue }
            adopt(instance, launch)
        }
    }

    private mutating func adopt(_ instance: FleetInstance, _ launch: PendingLaunch) {
        record.launches.removeAll { $0.token == launch.token }
        guard record.member(instance.id) == nil else { return }
        var member = Member()
        member.id = instance.id
        member.zone = instance.zone
        member.subnet = launch.subnet
        member.instanceType = instance.instanceType
        member.imageID = instance.imageID
        member.template = launch.template
        member.launchConfiguration = launch.launchConfiguration
        member.isSpot = launch.isSpot
        member.isExtra = launch.isExtra
        member.launchedAt = now
        member.isProtected = record.settings.newInstancesProtectedFromScaleIn ?? false
        member.activity = launch.activity
        record.members.append(member)
        let place = Place(zone: launch.zone, subnet: launch.subnet)
        record.failures.removeAll { $0.place == place && $0.instanceType == launch.instanceType }
        change(launch.activity) { activity in
            activity.description = "Launching a new EC2 instance: \(instance.id)"
            activity.statusCode = .preInService
            activity.progress = 30
        }
    }

    private mutating func fail(_ launch: PendingLaunch, _ message: String) {
        record.launches.removeAll { $0.token == launch.token }
        noteFailure(Place(zone: launch.zone, subnet: launch.subnet), launch.instanceType)
        failActivity(launch.activity, message + " Launching EC2 instance failed.")
    }

    /// Leaves a place alone for a while: 5 s after a first failure, then doubling up to 5 minutes.
    mutating func noteFailure(_ place: Place, _ instanceType: String?) {
        let index = record.failures.firstIndex {
            $0.place == place && $0.instanceType == instanceType
        }
        var failures = index.map { record.failures[$0] } ?? LaunchFailures()
        failures.place = place
        failures.instanceType = instanceType
        failures.count += 1
        let seconds = min(300, 5 << min(failures.count - 1, 6))
        failures.until = now + .seconds(seconds)
        if let index { record.failures[index] = failures } else { record.failures.append(failures) }
    }

    private mutating func terminateAll() {
        for index in record.members.indices where !record.members[index].state.isTerminating {
            if record.members[index].state == .detaching { continue }
            beginTermination(
                index, Causes.deletion(at: now), skippingHooks: true)
        }
        // A forced deletion does not wait for hooks.
        for index in record.members.indices {
            switch record.members[index].state {
            case .terminating, .terminatingWait: set(index, .terminatingProceed)
            case .pending, .pendingWait, .pendingProceed, .inService, .terminatingProceed,
                .terminated, .detaching, .detached, .enteringStandby, .standby:
                continue
            }
        }
    }
}

/// What EC2 must be asked for, as it follows from a group's record. Each may be done twice.
package struct GroupWork: Sendable, Hashable {
    package var launches: [PendingLaunch] = []
    /// Instances to terminate.
    package var terminations: [String] = []
    /// Instances that get the group's tag, and that lose it.
    package var tags: [String] = []
    package var untags: [String] = []

    package var isEmpty: Bool {
        launches.isEmpty && terminations.isEmpty && tags.isEmpty && untags.isEmpty
    }
}

extension GroupRecord {
    package var work: GroupWork {
        var work = GroupWork()
        work.launches = launches
        for member in members {
            switch member.state {
            case .terminatingProceed: work.terminations.append(member.id)
            case .detaching: work.untags.append(member.id)
            case .pending, .pendingWait, .pendingProceed, .inService, .terminating,
                .terminatingWait, .terminated, .detached, .enteringStandby, .standby:
                if member.needsTag { work.tags.append(member.id) }
            }
        }
        return work
    }

    /// Whether an instance that bears the group's tag was launched for it and is known to be nobody's:
    /// a launch that was made twice, or for a group of this name that is no more.
    ///
    /// - Precondition: `instance` was seen after this record was read, and the record has not changed
    ///   since.
    package func isOrphan(_ instance: FleetInstance) -> Bool {
        guard instance.group == name, let token = instance.clientToken,
            token.hasPrefix(Self.tokenPrefix), member(instance.id) == nil
        else { return false }
        switch instance.state {
        case .shuttingDown, .terminated: return false
        case .pending, .running, .stopping, .stopped:
            return !launches.contains { $0.token == token }
        }
    }

    /// How the client tokens of our launches begin.
    static let tokenPrefix = "asg-"
}
