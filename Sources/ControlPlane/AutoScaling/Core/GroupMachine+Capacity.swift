import AutoScalingModel
import Shapes

/// As many instances as are wanted, balanced over the zones.
extension GroupMachine {
    /// Launches decided in one turn.
    private static let launchesPerTurn = 100

    mutating func adjustCapacity() {
        let wanted = record.desired
        let have = record.capacity - record.extras
        if have < wanted {
            guard !record.isSuspended(.launch) else { return }
            for _ in 0..<min(wanted - have, Self.launchesPerTurn) {
                let cause = Causes.launch(
                    record.capacityChange, from: have, to: wanted, at: now)
                guard decideLaunch(cause, isExtra: false) else { return }
            }
        } else if have > wanted {
            guard !record.isSuspended(.terminate) else { return }
            for _ in 0..<(have - wanted) {
                guard let index = nextToGo() else { return }
                beginTermination(
                    index,
                    Causes.shrink(
                        record.capacityChange, record.members[index].id, from: have, to: wanted,
                        at: now))
            }
        }
    }

    /// The instance that goes next when there are too many; protected ones never do.
    private func nextToGo() -> Int? {
        let all = record.active
        var candidates = all.filter { !$0.isProtected && !$0.isExtra }
        if let refresh = record.refresh {
            let old = candidates.filter { refresh.targets.contains($0.id) }
            if !old.isEmpty { candidates = old }
        }
        let policy = TerminationPolicy(
            policies: record.settings.terminationPolicies ?? [], places: record.places,
            current: try? seen.template?.get(), now: now)
        guard let victim = policy.victim(among: candidates, of: all) else { return nil }
        return record.members.firstIndex { $0.id == victim.id }
    }

    // MARK: Launching

    /// Writes down that an instance is to be launched; false when no place is to be had now.
    mutating func decideLaunch(_ cause: String, isExtra: Bool, zone: String? = nil) -> Bool {
        let isSpot = !isOnDemandNext
        guard let (place, override) = nextPlace(isSpot: isSpot, zone: zone) else { return false }
        var launch = PendingLaunch()
        launch.token = "\(GroupRecord.tokenPrefix)\(makeID())"
        launch.zone = place.zone
        launch.subnet = place.subnet
        launch.instanceType = override?.instanceType
        launch.imageID = override?.imageId
        launch.isSpot = isSpot
        launch.isExtra = isExtra
        launch.decidedAt = now
        switch record.source {
        case .configuration(let name): launch.launchConfiguration = name
        case .template:
            switch seen.template {
            case nil: return false
            case .success(let template): launch.template = template
            case .failure(let refusal):
                let activity = beginLaunch(cause, place)
                noteFailure(place, override?.instanceType)
                failActivity(activity, refusal.message + " Launching EC2 instance failed.")
                return false
            }
        }
        launch.activity = beginLaunch(cause, place)
        record.launches.append(launch)
        return true
    }

    private mutating func beginLaunch(_ cause: String, _ place: Place) -> String {
        begin(
            "Launching a new EC2 instance", cause, zone: place.zone, subnet: place.subnet,
            status: .waitingForInstanceId)
    }

    /// The place with the fewest instances that launches do not fail in, and what is launched there.
    private func nextPlace(
        isSpot: Bool, zone: String?
    ) -> (Place, AutoScalingAPI.LaunchTemplateOverrides?)? {
        let counts = zoneCounts
        let isStrict =
            record.settings.availabilityZoneDistribution?.capacityDistributionStrategy
            == .balancedOnly
        var inPlace: [Place: Int] = [:]
        for member in record.active {
            inPlace[Place(zone: member.zone, subnet: member.subnet), default: 0] += 1
        }
        for launch in record.launches {
            inPlace[Place(zone: launch.zone, subnet: launch.subnet), default: 0] += 1
        }
        let ordered = record.places.filter { zone == nil || $0.zone == zone }.enumerated().sorted {
            let left = (counts[$0.element.zone] ?? 0, inPlace[$0.element] ?? 0, $0.offset)
            let right = (counts[$1.element.zone] ?? 0, inPlace[$1.element] ?? 0, $1.offset)
            return left < right
        }
        for (_, place) in ordered {
            if let choice = choice(in: place, isSpot: isSpot) { return (place, choice) }
            if isStrict { return nil }
        }
        return nil
    }

    /// What can be launched in a place: `.some(nil)` is what the template says.
    private func choice(
        in place: Place, isSpot: Bool
    ) -> AutoScalingAPI.LaunchTemplateOverrides?? {
        guard case .template(_, let overrides) = record.source, !overrides.isEmpty else {
            return isFailing(place, nil) ? .none : .some(nil)
        }
        let usable = overrides.filter { !isFailing(place, $0.instanceType) }
        guard isSpot else { return usable.first.map { .some($0) } ?? .none }
        // The share that may be Spot capacity is spread over the types.
        var used: [String: Int] = [:]
        for member in record.active { used[member.instanceType, default: 0] += 1 }
        for launch in record.launches { used[launch.instanceType ?? "", default: 0] += 1 }
        let least = usable.enumerated().min {
            (used[$0.element.instanceType ?? ""] ?? 0, $0.offset)
                < (used[$1.element.instanceType ?? ""] ?? 0, $1.offset)
        }
        return least.map { .some($0.element) } ?? .none
    }

    private func isFailing(_ place: Place, _ instanceType: String?) -> Bool {
        record.failures.contains {
            $0.place == place && $0.instanceType == instanceType && ($0.until ?? now) > now
        }
    }

    /// Instances of each zone that the capacity counts, launched or not.
    private var zoneCounts: [String: Int] {
        var counts: [String: Int] = [:]
        for member in record.active { counts[member.zone, default: 0] += 1 }
        for launch in record.launches { counts[launch.zone, default: 0] += 1 }
        return counts
    }

    /// Whether the next instance belongs to the On-Demand share of a mixed instances policy.
    private var isOnDemandNext: Bool {
        guard let distribution = record.settings.mixedInstancesPolicy?.instancesDistribution else {
            return true
        }
        let percent = distribution.onDemandPercentageAboveBaseCapacity ?? 100
        let total = record.capacity + 1
        let base = min(distribution.onDemandBaseCapacity ?? 0, total)
        let above = max(0, total - base)
        let share = min(total, base + (above * percent + 99) / 100)
        let now =
            record.active.count { !$0.isSpot } + record.launches.count { !$0.isSpot }
        return now < share
    }

    // MARK: Zones

    /// Evens the zones out, one instance at a time: a new one is in service before an old one goes, so
    /// that there is one more than is wanted for a while.
    mutating func rebalance() {
        guard !record.isSuspended(.azRebalance), !record.isSuspended(.launch),
            !record.isSuspended(.terminate), record.refresh == nil, record.launches.isEmpty,
            record.capacity == record.desired, record.extras == 0,
            record.members.allSatisfy(\.state.isSettled)
        else { return }
        let counts = zoneCounts
        let zones = Set(record.places.map(\.zone))
        let usable = record.places.filter { choice(in: $0, isSpot: false) != nil }.map(\.zone)
        guard let emptiest = usable.min(by: { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) })
        else { return }
        let movable = record.active.filter { !$0.isProtected && $0.illness == nil }
        let crowded = movable.contains {
            !zones.contains($0.zone) || (counts[$0.zone] ?? 0) >= (counts[emptiest] ?? 0) + 2
        }
        guard crowded else { return }
        let others = Set(movable.map(\.zone)).subtracting([emptiest]).sorted()
        _ = decideLaunch(Causes.balance(others, at: now), isExtra: true, zone: emptiest)
    }
}
