package import AWSWire
import EC2Core
package import EC2Model
import Logging
import MachineProtocol
import Shapes
import Store

/// Launching instances.
extension EC2Service {
    /// Instances of one request.
    private static let maximumLaunch = 100

    package func runInstances(
        _ input: EC2API.RunInstancesRequest, _ context: RequestContext
    ) async throws -> EC2API.Reservation {
        guard input.minCount >= 1, input.maxCount >= input.minCount else {
            throw AWSError.invalidValue(
                "Value (\(input.minCount)) for parameter minCount is invalid. It must be at least 1 "
                    + "and not above maxCount.")
        }
        guard input.minCount <= Self.maximumLaunch else {
            throw AWSError.ec2(
                "InstanceLimitExceeded",
                "You have requested more instances (\(input.minCount)) than one request may launch "
                    + "(\(Self.maximumLaunch)).")
        }
        let scope = context.ec2Scope
        var request = input
        request.clientToken = nil
        let unnamed = request
        let count = min(input.maxCount, Self.maximumLaunch)
        let (identities, subnet) = try await identities(count, for: unnamed, scope)
        var reservation = EC2ID.make("r", makeID())
        var made = 0
        var isNew = true
        // A transaction holds so many changes only: the first one says whether there is room for all.
        while made < count {
            let rest = identities[made...]
            let outcome: Launched
            do throws(AWSError) {
                outcome = try await change(scope) { plan throws(AWSError) in
                    if made == 0,
                        let known = try plan.made(
                            by: "RunInstances", token: input.clientToken, for: unnamed)
                    {
                        return Launched(reservation: known, count: count, isNew: false)
                    }
                    var launch = try Launch(unnamed, in: subnet, on: plan.state, service: self)
                    launch.clientToken = input.clientToken
                    let number = try launch.plan(
                        rest, of: count, least: input.minCount - made, reservation: reservation,
                        &plan, at: context.now)
                    if made == 0 {
                        plan.remember(
                            reservation, by: "RunInstances", token: input.clientToken,
                            for: unnamed, at: context.now)
                    }
                    return Launched(reservation: reservation, count: number, isNew: true)
                }.0
            } catch {
                if made >= input.minCount { break }
                if made > 0 { try await giveUp(reservation, scope) }
                throw error
            }
            if outcome.count == 0 { break }
            made += outcome.count
            isNew = outcome.isNew
            reservation = outcome.reservation
        }
        return try await launched(reservation, isNew: isNew, scope)
    }

    /// Terminates the instances of a launch that got fewer than it must have.
    private func giveUp(_ reservation: String, _ scope: EC2Scope) async throws(AWSError) {
        for instance in try await snapshot(scope).all(InstanceRecord.self)
        where instance.reservation == reservation {
            _ = try await change(scope) { plan throws(AWSError) in
                guard var instance = plan.find(InstanceRecord.self, instance.id) else { return }
                instance.lifecycle.terminate(at: now())
                plan.put(instance)
            }
        }
    }

    /// The instances of a reservation, as its launch answers.
    private func launched(
        _ reservation: String, isNew: Bool, _ scope: EC2Scope
    ) async throws(AWSError) -> EC2API.Reservation {
        let state = try await snapshot(scope)
        let instances = state.all(InstanceRecord.self).filter { $0.reservation == reservation }
            .sorted { $0.launchIndex < $1.launchIndex }
        if isNew {
            tell(instances.map { InstanceTransition($0.id, from: nil, to: .pending) }, scope)
        }
        return Self.reservations(state.described(instances)).first
            ?? EC2API.Reservation { $0.reservationId = reservation }
    }

    private struct Launched: Sendable {
        var reservation: String
        /// How many instances are planned.
        var count: Int
        var isNew: Bool
    }

    /// Ids for new instances, each with what lets its machine in, and the subnet they are made in.
    private func identities(
        _ count: Int, for input: EC2API.RunInstancesRequest, _ scope: EC2Scope
    ) async throws(AWSError) -> ([LaunchIdentity], subnet: String) {
        // What is wrong with the request is found before tokens are made.
        let launch = try Launch(input, in: nil, on: try await snapshot(scope), service: self)
        var result: [LaunchIdentity] = []
        for index in 0..<count {
            let id = newID(.instances)
            let record = MachineIdentityRecord {
                $0.id = id
                $0.account = scope.account
                $0.region = scope.region
                $0.zone = launch.subnet.zone
                $0.instanceType = launch.type.name
            }
            result.append(
                LaunchIdentity(index: index, id: id, joinToken: try await joining(record)))
        }
        return (result, launch.subnet.id)
    }

    /// What lets a machine in; nil where nobody makes such tokens.
    func joining(_ machine: MachineIdentityRecord) async throws(AWSError) -> String? {
        guard let makeJoinToken = settings.makeJoinToken else { return nil }
        do {
            return try await makeJoinToken(machine)
        } catch {
            logger.error("no join token", metadata: ["error": "\(error)"])
            throw .unavailable
        }
    }

    /// The security groups of a VPC that a request names.
    func groups(
        _ ids: [String], in vpc: String, _ plan: Plan
    ) throws(AWSError) -> [String] {
        try plan.groups(ids, in: vpc) { id in
            AWSError.ec2(
                "InvalidGroup.NotFound",
                "The security group '\(id)' does not exist in VPC '\(vpc)'")
        }
    }
}

/// What an instance is called before it is planned.
struct LaunchIdentity: Sendable {
    var index: Int
    var id: String
    var joinToken: String?
}
