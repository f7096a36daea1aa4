package import AWSWire
import EC2Core
import Logging
package import MachineProtocol
package import Shapes
import Store

/// Hosts: what they offer, what they are to bring about, and what they say.
extension EC2Service {
    /// Name of the index of machines that are not over, by host.
    static let machinesOfHost = "machines-of-host"

    static var hostIndex: RecordIndex<any EC2Record> {
        RecordIndex(machinesOfHost) { _, record in
            switch record {
            case let instance as InstanceRecord where instance.lifecycle.terminatedAt == nil:
                [instance.host]
            case let machine as MachineRecord where machine.lifecycle.terminatedAt == nil:
                [machine.host]
            default: []
            }
        }
    }

    /// The scope whose plans hold records of the whole installation.
    static let installation = EC2Scope(account: EC2Scope.installation, region: "all")

    // MARK: Connections

    /// Takes in what a host offers.
    func hostConnected(_ query: HostQuery) async throws(AWSError) {
        let time = now()
        hosts.heard(query.host, at: time)
        let key = Key.installation(.hosts, query.host)
        _ = try await changeInstallation { plan throws(AWSError) in
            var record = plan.record(HostRecord.self, at: key) ?? HostRecord()
            record.name = query.host
            record.zones = query.zones
            record.providers = query.providers
            record.cpus = query.cpus
            record.memoryMiB = query.memoryMiB
            record.lostAt = nil
            record.seenAt = time
            plan.put(record, at: key)
        }
    }

    /// Marks hosts as lost that have been silent for too long, and gives back what the machines had
    /// that are wanted no more; until cancelled.
    func watchHosts() async throws {
        let begun = now()
        while !Task.isCancelled {
            try await clock.sleep(until: clock.now() + .seconds(1))
            do throws(AWSError) {
                try await lookAfterHosts(since: begun)
            } catch {
                logger.warning("hosts not looked after", metadata: ["error": "\(error)"])
            }
        }
    }

    /// One look at the hosts.
    ///
    /// - Parameter begun: Since when this server listens: before that it can have heard nothing.
    package func lookAfterHosts(since begun: Timestamp) async throws(AWSError) {
        let time = now()
        for host in hostRecords(view.snapshot()) {
            let heard = max(hosts.lastHeard(host.name) ?? begun, begun)
            if host.lostAt == nil, time - heard > FeedLimits.silence {
                try await lose(host.name, at: time)
            }
            if host.lostAt != nil {
                try await finishMachines(ofLostHost: host.name)
            }
        }
    }

    private func lose(_ name: String, at time: Timestamp) async throws(AWSError) {
        let key = Key.installation(.hosts, name)
        _ = try await changeInstallation { plan throws(AWSError) in
            guard var record = plan.record(HostRecord.self, at: key), record.lostAt == nil else {
                return
            }
            record.lostAt = time
            plan.put(record, at: key)
        }
        logger.warning("host lost", metadata: ["host": "\(name)"])
    }

    private func finishMachines(ofLostHost name: String) async throws(AWSError) {
        let records = view.snapshot()
        for entry in records.entries(in: Self.machinesOfHost, under: name) {
            guard let scope = EC2Scope(of: entry.key) else { continue }
            switch entry.record {
            case let instance as InstanceRecord where instance.lifecycle.wish == .terminated:
                try await settle(instance: instance.id, scope)
            case let machine as MachineRecord where machine.lifecycle.wish == .terminated:
                try await settle(machine: machine.token, scope)
            default: continue
            }
        }
    }

    /// A change of records that are nobody's.
    private func changeInstallation<Result: Sendable>(
        _ propose: (inout Plan) throws(AWSError) -> Result
    ) async throws(AWSError) -> Result {
        let state = try await snapshot(Self.installation, through: .zero)
        return try await change(from: state, propose).0
    }

    /// Whether a machine is an instance that is terminated, or on its way there; false for what EC2
    /// knows nothing of.
    package func isGone(_ id: String, account: String, region: String) -> Bool {
        let scope = EC2Scope(account: account, region: region)
        let state = Snapshot(scope: scope, records: view.snapshot())
        return state.find(InstanceRecord.self, id)?.lifecycle.wish == .terminated
    }

    // MARK: What is wanted

    func hostRecords(_ records: RecordSnapshot<any EC2Record>) -> [HostRecord] {
        records.entries(in: .under(Self.installation.folder(.hosts)))
            .compactMap { $0.record as? HostRecord }
    }

    /// Hosts as placement sees them.
    func offers(_ records: RecordSnapshot<any EC2Record>) -> [HostOffer] {
        hostRecords(records).map { host in
            var machines = 0
            for _ in records.entries(in: Self.machinesOfHost, under: host.name) { machines += 1 }
            return HostOffer(
                name: host.name, zones: host.zones, providers: host.providers, machines: machines,
                isLost: host.lostAt != nil)
        }
    }

    /// Plans that machines are assigned to hosts: no two plans may fill the same place.
    func assign(_ chosen: [String], _ plan: inout Plan) {
        for name in Set(chosen) {
            let key = Key.installation(.hosts, name)
            guard var record = plan.record(HostRecord.self, at: key) else { continue }
            record.assignments += 1
            plan.put(record, at: key)
        }
    }

    /// What a host is to bring about.
    func orders(
        of host: String, _ records: RecordSnapshot<any EC2Record>
    ) -> [MachineOrder] {
        records.entries(in: Self.machinesOfHost, under: host).compactMap { entry in
            guard let scope = EC2Scope(of: entry.key) else { return nil }
            let state = Snapshot(scope: scope, records: records)
            switch entry.record {
            case let instance as InstanceRecord:
                return MachineOrders.order(instance, state.metadata(of: instance))
            case let machine as MachineRecord:
                return MachineOrders.order(
                    machine, account: scope.account, region: scope.region)
            default: return nil
            }
        }
    }

    // MARK: What is reported

    /// Takes in a report. Of a machine that is not this host's nothing is kept.
    package func reported(_ report: MachineReport, by host: String) async throws(AWSError) {
        let records = view.snapshot()
        for entry in records.entries(in: Self.machinesOfHost, under: host) {
            guard let scope = EC2Scope(of: entry.key) else { continue }
            switch entry.record {
            case let instance as InstanceRecord where instance.id == report.id:
                return try await settle(instance: instance.id, scope, report)
            case let machine as MachineRecord where machine.id == report.id:
                return try await settle(machine: machine.token, scope, report)
            default: continue
            }
        }
    }

    /// Whether a host has been silent for too long.
    func isLost(_ host: String, _ state: Snapshot) -> Bool {
        let record = state.record(HostRecord.self, at: .installation(.hosts, host))
        return record.map { $0.lostAt != nil } ?? true
    }

    /// Merges a report about a machine into what is known, and plans what follows of it.
    ///
    /// - Returns: What is known now.
    func observe(
        _ id: String, _ report: MachineReport?, _ plan: inout Plan
    ) -> MachineStateRecord? {
        let key = plan.scope.key(.machineStates, id)
        let old = plan.record(MachineStateRecord.self, at: key)
        guard let report else { return old }
        var known = old ?? MachineStateRecord()
        // What is said first counts, whatever it is.
        let isNew =
            old == nil
            ? {
                known.observation = MachineObservation(report); return true
            }()
            : known.observation.merge(report)
        if report.state == .running, report.boots == known.observation.boots { known.hasRun = true }
        if isNew || known != old { plan.put(known, at: key) }
        if let text = report.console {
            plan.put(
                ConsoleRecord {
                    $0.text = String(
                        decoding: text.utf8.suffix(ConsoleRecord.maximum), as: UTF8.self)
                    $0.at = now()
                }, at: plan.scope.key(.consoles, id))
        }
        return known
    }
}
