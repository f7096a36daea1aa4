import AutoScalingModel
import Shapes

@testable import AutoScaling

/// A group and a fleet beside it, moved by hand.
struct GroupFixture {
    static let start = Timestamp(milliseconds: 1_700_000_000_000)

    var record = GroupRecord()
    var fleet = SimulatedFleet()
    var now = Self.start
    var template: Result<TemplateVersion, LaunchRefusal> = .success(Self.version("1"))
    var notices: [GroupNotice] = []
    /// Activities that have ended.
    var ended: [AutoScalingAPI.Activity] = []
    private var ids = 0

    init(
        _ zones: [String] = ["a", "b"], min: Int = 0, max: Int = 10, desired: Int = 2
    ) {
        record.id = "g"
        record.places = zones.map { Place(zone: $0, subnet: "subnet-\($0)") }
        record.settings.autoScalingGroupName = "web"
        record.settings.autoScalingGroupARN =
            "arn:aws:autoscaling:us-east-1:000000000000:autoScalingGroup:g:autoScalingGroupName/web"
        record.settings.minSize = min
        record.settings.maxSize = max
        record.settings.desiredCapacity = desired
        record.settings.launchTemplate = .init {
            $0.launchTemplateId = "lt-1"
            $0.version = "$Latest"
        }
        record.capacityChange = Causes.created(desired, at: now)
    }

    static func version(_ number: String) -> TemplateVersion {
        var version = TemplateVersion()
        version.id = "lt-1"
        version.name = "web"
        version.version = number
        return version
    }

    /// Changes the record by a machine.
    @discardableResult
    mutating func with<Result, Failure: Error>(
        _ body: (inout GroupMachine) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var next = ids
        defer { ids = next }
        var machine = GroupMachine(
            record, now: now,
            makeID: { [prefix = now.milliseconds, number = Counter(ids)] in
                "\(prefix)-\(number.next())"
            })
        next += 1000
        let result = try body(&machine)
        record = machine.record
        notices += machine.notices
        ended += record.activities.filter { $0.endTime != nil }
        record.activities.removeAll { $0.endTime != nil }
        return result
    }

    /// One turn as the controller makes it: do, look, decide.
    mutating func turn() {
        let outcomes = perform()
        let observation = Observation(instances: fleet.shown, template: template)
        with { $0.step(outcomes, observation) }
    }

    mutating func perform() -> [LaunchOutcome] {
        let work = record.work
        let outcomes = work.launches.map { fleet.launch($0, group: record.name) }
        for id in work.terminations { fleet.terminate(id) }
        for id in work.untags { fleet.instances[id]?.group = nil }
        for id in work.tags { fleet.instances[id]?.group = record.name }
        return outcomes
    }

    /// Turns until nothing changes for some; the time goes on by a second each.
    mutating func settle(_ most: Int = 200) {
        var quiet = 0
        for _ in 0..<most where quiet < 3 {
            let before = JSON.encode(record)
            now = now + .seconds(1)
            fleet.advance()
            turn()
            quiet = JSON.encode(record) == before && record.launches.isEmpty ? quiet + 1 : 0
        }
    }

    mutating func pass(_ duration: Duration) { now = now + duration }

    var states: [MemberState] { record.members.map(\.state) }
    var inService: [Member] { record.members.filter { $0.state == .inService } }
    var zones: [String: Int] {
        Dictionary(grouping: record.active, by: \.zone).mapValues(\.count)
    }
}

/// Counts up; a class because machines keep it.
final class Counter {
    private var value: Int

    init(_ value: Int) { self.value = value }

    func next() -> Int {
        value += 1
        return value
    }
}

/// EC2 as a group sees it: instances by token, zones that launch nothing.
struct SimulatedFleet {
    var instances: [String: FleetInstance] = [:]
    var failingZones: Set<String> = []
    var failingTypes: Set<String> = []
    private var byToken: [String: String] = [:]
    private var next = 0

    /// Everything, also what is terminated: EC2 shows it for a while.
    var shown: [String: FleetInstance] { instances }

    var living: [FleetInstance] {
        instances.values.filter { $0.state != .terminated && $0.state != .shuttingDown }
    }

    mutating func launch(_ launch: PendingLaunch, group: String) -> LaunchOutcome {
        if let id = byToken[launch.token], let instance = instances[id] {
            return LaunchOutcome(token: launch.token, result: .success(instance))
        }
        if failingZones.contains(launch.zone)
            || failingTypes.contains(launch.instanceType ?? "t3.micro")
        {
            return LaunchOutcome(
                token: launch.token,
                result: .failure(
                    LaunchRefusal(
                        "We currently do not have sufficient capacity in the Availability Zone you "
                            + "requested (\(launch.zone)).")))
        }
        next += 1
        let instance = FleetInstance(
            id: "i-\(next)", state: .pending, zone: launch.zone, subnet: launch.subnet,
            instanceType: launch.instanceType ?? "t3.micro", group: group,
            clientToken: launch.token)
        instances[instance.id] = instance
        byToken[launch.token] = instance.id
        return LaunchOutcome(token: launch.token, result: .success(instance))
    }

    mutating func terminate(_ id: String) {
        if instances[id] != nil, instances[id]?.state != .terminated {
            instances[id]?.state = .shuttingDown
        }
    }

    /// Pending instances come to run, those that shut down are gone.
    mutating func advance() {
        for id in instances.keys {
            switch instances[id]?.state {
            case .pending: instances[id]?.state = .running
            case .shuttingDown: instances[id]?.state = .terminated
            case .running, .stopping, .stopped, .terminated, nil: continue
            }
        }
    }
}
