import AWSWire
import AutoScalingModel
import Logging
import Shapes
import Store

/// The loop over all groups: each is looked at when its record changes and after a while, because EC2
/// does not tell what becomes of instances.
extension AutoScalingService {
    /// Time between two looks at a group with something under way, and at one without.
    static let busyInterval = Duration.seconds(1)
    static let restingInterval = Duration.seconds(5)
    /// Groups that are worked on at once.
    static let concurrentTurns = 8
    /// Steps of one turn: what one decides, the next does.
    private static let stepsPerTurn = 10

    /// When each group is due, and the revision that it was last looked at.
    private struct Schedule {
        var due: [Key: Duration] = [:]
        var revisions: [Key: Revision] = [:]
    }

    func controlForEver() async throws {
        var schedule = Schedule()
        while !Task.isCancelled {
            let records = try await view.wait(for: .zero)
            let groups = records.entries(in: .under("/autoscaling")).filter {
                if case .group = $0.record { return true }
                return false
            }
            let now = clock.now()
            let known = Set(groups.map(\.key))
            schedule.due = schedule.due.filter { known.contains($0.key) }
            schedule.revisions = schedule.revisions.filter { known.contains($0.key) }
            let due = groups.filter {
                schedule.revisions[$0.key] != $0.modRevision
                    || (schedule.due[$0.key] ?? .zero) <= now
            }
            for group in due { schedule.revisions[group.key] = group.modRevision }
            for (key, isBusy) in await work(on: due.map(\.key)) {
                let interval = isBusy ? Self.busyInterval : Self.restingInterval
                schedule.due[key] = clock.now() + interval
            }
            let next = schedule.due.values.min() ?? clock.now() + Self.restingInterval
            let pause = max(.zero, next - clock.now())
            // Turns change records too; those changes are what the next look is for.
            _ = try? await view.waitForChange(after: records.changed, timeout: pause)
        }
    }

    /// A turn for each group; whether each is busy afterwards.
    private func work(on keys: [Key]) async -> [(Key, Bool)] {
        await withTaskGroup(of: (Key, Bool).self) { tasks in
            var rest = keys[...]
            var results: [(Key, Bool)] = []
            func addNext() {
                guard let key = rest.popFirst() else { return }
                tasks.addTask { (key, await self.guardedTurn(key)) }
            }
            for _ in 0..<Self.concurrentTurns { addNext() }
            while let result = await tasks.next() {
                results.append(result)
                addNext()
            }
            return results
        }
    }

    private func guardedTurn(_ key: Key) async -> Bool {
        guard let scope = GroupScope(of: key), let name = key.components.last else { return false }
        do {
            return try await turn(name, scope)
        } catch {
            // The record says what is to be done: the next turn begins from it.
            logger.warning(
                "auto scaling turn put off",
                metadata: ["autoscaling.group": "\(name)", "error": "\(error)"])
            return true
        }
    }

    /// Brings a group nearer to what it should be; whether something is left under way.
    func turn(_ name: String, _ scope: GroupScope) async throws -> Bool {
        for _ in 0..<Self.stepsPerTurn {
            guard let before = try await snapshot(scope).group(name) else { return false }
            let outcomes = await perform(before.record, scope)
            let observation = try await observe(before.record, scope)
            guard let after = try await commitStep(name, scope, outcomes, observation) else {
                return false
            }
            if after.revision == before.revision {
                try await removeOrphans(before, observation, scope)
                return after.record.isBusy
            }
        }
        return true
    }

    /// What EC2 shows.
    private func observe(_ record: GroupRecord, _ scope: GroupScope) async throws -> Observation {
        var observation = Observation()
        if case .template(let specification, _) = record.source, record.desired > 0 {
            do {
                observation.template = .success(try await fleet.template(specification, scope))
            } catch let error as AWSError where error.status < 500 {
                observation.template = .failure(LaunchRefusal(error.message))
            }
        }
        let found = try await fleet.instances(
            of: record.name, and: record.members.map(\.id), scope)
        observation.instances = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        return observation
    }

    /// Steps the group's newest record, which may be newer than what the outcomes are of: the machine
    /// knows an echo.
    ///
    /// - Returns: The group afterwards; nil when it is gone.
    private func commitStep(
        _ name: String, _ scope: GroupScope, _ outcomes: [LaunchOutcome], _ observation: Observation
    ) async throws -> Stored<GroupRecord>? {
        let time = now()
        let notices = try await change(scope) { state throws(AWSError) -> Proposal<[GroupNotice]> in
            guard let stored = state.group(name) else {
                return Proposal(transaction: Transaction(then: []), result: [])
            }
            var machine = GroupMachine(stored.record, now: time, makeID: makeID)
            machine.step(outcomes, observation)
            let record = machine.record
            var operations: [Transaction.Operation] = []
            if record.isDeleting, record.members.isEmpty, record.launches.isEmpty,
                !record.activities.contains(where: { $0.endTime == nil })
            {
                operations =
                    Self.writing(record, stored.key, scope).dropFirst() + [.delete(stored.key)]
            } else if JSON.encode(record) != JSON.encode(stored.record)
                || record.activities.contains(where: { $0.endTime != nil })
            {
                operations = Self.writing(record, stored.key, scope)
            }
            return Proposal(
                transaction: Transaction(if: [stored.unchanged], then: operations),
                result: machine.notices)
        }
        publish(notices, scope, at: time)
        return try await snapshot(scope).group(name)
    }

    // MARK: Doing what the record says

    /// Asks EC2 for what follows from the record; what came of the launches.
    private func perform(_ record: GroupRecord, _ scope: GroupScope) async -> [LaunchOutcome] {
        let work = record.work
        var outcomes: [LaunchOutcome] = []
        for launch in work.launches {
            if let outcome = await perform(launch, record, scope) { outcomes.append(outcome) }
        }
        await attempt("terminate instances", work.terminations, record) { ids in
            try await fleet.terminate(ids, scope)
        }
        await attempt("tag instances", work.tags, record) { ids in
            try await fleet.setGroup(record.name, of: ids, scope)
        }
        await attempt("untag instances", work.untags, record) { ids in
            try await fleet.setGroup(nil, of: ids, scope)
        }
        return outcomes
    }

    private func attempt(
        _ what: String, _ ids: [String], _ record: GroupRecord,
        _ body: ([String]) async throws -> Void
    ) async {
        if ids.isEmpty { return }
        do {
            try await body(ids)
        } catch {
            // It stays in the record, and is done again.
            logger.warning(
                "auto scaling could not change instances",
                metadata: [
                    "autoscaling.group": "\(record.name)", "autoscaling.action": "\(what)",
                    "error": "\(error)",
                ])
        }
    }

    private func perform(
        _ launch: PendingLaunch, _ record: GroupRecord, _ scope: GroupScope
    ) async -> LaunchOutcome? {
        do {
            let order = try await order(launch, record, scope)
            return LaunchOutcome(
                token: launch.token, result: .success(try await fleet.launch(order, scope)))
        } catch let refusal as LaunchRefusal {
            return LaunchOutcome(token: launch.token, result: .failure(refusal))
        } catch {
            // It may have been launched: the same token is asked for again.
            logger.warning(
                "auto scaling does not know what came of a launch",
                metadata: ["autoscaling.group": "\(record.name)", "error": "\(error)"])
            return nil
        }
    }

    private func order(
        _ launch: PendingLaunch, _ record: GroupRecord, _ scope: GroupScope
    ) async throws -> LaunchOrder {
        let source: LaunchOrder.Source
        if let template = launch.template {
            source = .template(template)
        } else {
            let name = launch.launchConfiguration ?? ""
            guard let found = try await snapshot(scope).configuration(name) else {
                throw LaunchRefusal("Launch configuration \(name) not found.")
            }
            source = .configuration(found.record)
        }
        var tags = [(key: Self.groupTag, value: record.name)]
        for tag in record.settings.tags ?? [] where tag.propagateAtLaunch == true {
            tags.append((tag.key ?? "", tag.value ?? ""))
        }
        return LaunchOrder(
            token: launch.token, group: record.name, source: source, zone: launch.zone,
            subnet: launch.subnet, instanceType: launch.instanceType, imageID: launch.imageID,
            tags: tags)
    }

    /// The tag by which instances of a group are known.
    package static let groupTag = "aws:autoscaling:groupName"

    /// Terminates instances that were launched for a group of this name and are nobody's.
    private func removeOrphans(
        _ group: Stored<GroupRecord>, _ observation: Observation, _ scope: GroupScope
    ) async throws {
        let orphans = observation.instances.values.filter(group.record.isOrphan).map(\.id).sorted()
        if orphans.isEmpty { return }
        // Another server may have written since: then what we saw may be that server's launch.
        guard try await store.get(group.key)?.modRevision == group.revision else { return }
        logger.warning(
            "auto scaling terminates instances that no group has",
            metadata: ["autoscaling.group": "\(group.record.name)", "ec2.instances": "\(orphans)"])
        try await fleet.terminate(orphans, scope)
    }
}
