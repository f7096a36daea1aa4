package import AWSWire
import EC2Core
package import MachineProtocol
package import Shapes
import Store

/// A machine made to measure, as its owner sees it.
package struct MadeMachine: Sendable, Hashable {
    /// `m-…`: what it is called by the host, and the id that its agent shows.
    package var id: String
    package var zone: String
    /// What was last heard of it; `pending` at first. One that ended or never came up is `failed`.
    package var state: MachineReport.State
    /// Why it failed.
    package var reason: String?
    /// Its address among machines, once it is known.
    package var underlay: String?
    /// Whether its host has been silent for too long.
    package var isLost = false
    package var createdAt: Timestamp?
}

/// What is asked for.
package struct MachineRequest: Sendable, Hashable {
    /// Of the owner's choice, such as a task's ARN; at most 256 bytes. Asking twice makes one.
    package var token: String
    /// `subnet-…`: the machine is made in its zone.
    package var subnet: String
    /// 1024 a virtual CPU.
    package var cpuUnits: Int
    package var memoryMiB: Int
    package var processes = 4096
    /// The ECS cluster that its agent joins.
    package var cluster: String?
    package var provider = MachineProviderKind.sandbox

    package init(token: String, subnet: String, cpuUnits: Int, memoryMiB: Int) {
        self.token = token
        self.subnet = subnet
        self.cpuUnits = cpuUnits
        self.memoryMiB = memoryMiB
    }
}

/// Machines that are nobody's instances, such as those of Fargate's tasks: made for one owner, locked
/// down, and gone with it.
extension EC2Service {
    private static let longestToken = 256

    /// Makes a machine, or finds the one that was made for the token. It comes up later; see
    /// ``machine(_:account:region:)``.
    ///
    /// - Throws: `InvalidSubnetID.NotFound`, `InsufficientInstanceCapacity` when no host of the zone
    ///   has room, `InvalidParameterValue`.
    package func makeMachine(
        _ request: MachineRequest, account: String, region: String
    ) async throws(AWSError) -> MadeMachine {
        guard (1...Self.longestToken).contains(request.token.utf8.count), request.cpuUnits > 0,
            request.memoryMiB > 0
        else { throw .invalidValue("A machine needs a token, processors and memory.") }
        let scope = EC2Scope(account: account, region: region)
        if let found = try await machine(request.token, account: account, region: region) {
            return found
        }
        let id = newID("m")
        var zone = ""
        if let subnet = try await snapshot(scope).find(SubnetRecord.self, request.subnet) {
            zone = subnet.zone
        }
        let identity = MachineIdentityRecord {
            $0.id = id
            $0.account = account
            $0.region = region
            $0.zone = zone
            $0.cluster = request.cluster
        }
        let joinToken = try await joining(identity)
        let key = scope.key(.machines, request.token)
        let (_, state) = try await change(scope) { plan throws(AWSError) in
            guard plan.record(MachineRecord.self, at: key) == nil else { return }
            let subnet = try plan.get(SubnetRecord.self, request.subnet, parameter: "subnetId")
            guard
                let host = HostAssignment.host(
                    zone: subnet.zone, provider: request.provider,
                    among: offers(plan.state.records))
            else { throw .noCapacity(of: "a machine", zone: subnet.zone) }
            assign([host], &plan)
            plan.put(
                MachineRecord {
                    $0.token = request.token
                    $0.id = id
                    $0.zone = subnet.zone
                    $0.subnet = subnet.id
                    $0.host = host
                    $0.provider = request.provider
                    $0.cpuUnits = request.cpuUnits
                    $0.memoryMiB = request.memoryMiB
                    $0.processes = request.processes
                    $0.cluster = request.cluster
                    $0.joinToken = joinToken
                    $0.createdAt = now()
                }, at: key)
        }
        guard let machine = state.made(request.token) else { throw .unavailable }
        return machine
    }

    /// Has the machine of a token removed; nothing happens when there is none. It is gone once
    /// ``machine(_:account:region:)`` gives nil.
    package func removeMachine(
        _ token: String, account: String, region: String
    ) async throws(AWSError) {
        let scope = EC2Scope(account: account, region: region)
        let key = scope.key(.machines, token)
        _ = try await change(scope) { plan throws(AWSError) in
            guard var machine = plan.record(MachineRecord.self, at: key) else { return }
            machine.lifecycle.terminate(at: now())
            plan.put(machine, at: key)
        }
        // Of a lost host nothing more will be heard.
        try await settle(machine: token, scope)
    }

    /// All machines that were made and not removed yet, by whom and for which token.
    package func madeMachines() -> [(account: String, region: String, token: String)] {
        view.snapshot().entries(in: .under("/ec2")).compactMap { entry in
            guard let machine = entry.record as? MachineRecord,
                machine.lifecycle.wish != .terminated, let scope = EC2Scope(of: entry.key)
            else { return nil }
            return (scope.account, scope.region, machine.token)
        }
    }

    /// The machine of a token; nil when there is none.
    package func machine(
        _ token: String, account: String, region: String
    ) async throws(AWSError) -> MadeMachine? {
        try await snapshot(EC2Scope(account: account, region: region)).made(token)
    }
}

extension Snapshot {
    fileprivate func made(_ token: String) -> MadeMachine? {
        guard let machine = record(MachineRecord.self, at: scope.key(.machines, token)) else {
            return nil
        }
        let observed = observation(of: machine.id)
        let host = record(HostRecord.self, at: .installation(.hosts, machine.host))
        return MadeMachine(
            id: machine.id, zone: machine.zone, state: observed?.state ?? .pending,
            reason: observed?.reason, underlay: observed?.underlay,
            isLost: host?.lostAt != nil, createdAt: machine.createdAt)
    }
}
