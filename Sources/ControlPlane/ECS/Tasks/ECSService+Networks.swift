import AWSWire
import ECSCore
import ECSModel

/// Finding the network of tasks before they are made.
extension ECSService {
    /// The network that a request wants for tasks of a definition, as the VPC has it; nil where
    /// they need none. Every id is known and all are of one VPC.
    func network(
        _ configuration: ECSAPI.NetworkConfiguration?, _ definition: ECSAPI.TaskDefinition,
        _ launchType: ECSAPI.LaunchType?, _ scope: Scope
    ) async throws(AWSError) -> TaskNetwork? {
        if launchType == .fargate, definition.compatibilities?.contains(.fargate) != true {
            throw .parameter("Task definition does not support launch_type FARGATE.")
        }
        let request = try NetworkRequest(
            configuration, mode: definition.networkMode, launchType: launchType ?? .ec2)
        guard let request else { return nil }
        guard let networks else {
            throw .unsupported("Network mode awsvpc needs a VPC, which this server has not.")
        }
        let subnets: [NetworkSubnet]
        do throws(PortFailure) {
            subnets = try await networks.subnets(request.subnets, scope)
        } catch {
            throw refusal(error, "subnet", request.subnets)
        }
        let vpc = subnets.first?.vpc ?? ""
        if subnets.contains(where: { $0.vpc != vpc }) {
            throw .parameter("The provided subnets must all belong to the same VPC.")
        }
        var network = TaskNetwork()
        network.subnets = subnets.map { TaskNetwork.Subnet(id: $0.id, zone: $0.zone) }
        network.assignsPublicAddress = request.assignsPublicAddress
        network.groups = try await groups(request.groups, ofVPC: vpc, networks, scope)
        return network
    }

    private func groups(
        _ given: [String], ofVPC vpc: String, _ networks: any TaskNetworks, _ scope: Scope
    ) async throws(AWSError) -> [String] {
        do throws(PortFailure) {
            if given.isEmpty { return [try await networks.defaultGroup(ofVPC: vpc, scope)] }
            let vpcs = try await networks.vpcsOfGroups(given, scope)
            if vpcs.allSatisfy({ $0 == vpc }) { return given }
        } catch {
            throw refusal(error, "security group", given)
        }
        throw .parameter(
            "The provided security groups and subnets must belong to the same VPC.")
    }

    private func refusal(_ failure: PortFailure, _ noun: String, _ ids: [String]) -> AWSError {
        if failure.isPassing {
            return AWSError(
                ECSAPI.Fault.serverException, "Service Unavailable. Please try again later.")
        }
        return .parameter(
            "Error retrieving \(noun) information for [\(ids.joined(separator: ", "))]: \(failure)")
    }
}
