import AWSWire
import EC2
import EC2Core
import ECS
import ECSCore
import Shapes

/// EC2's interfaces in the form that ECS asks for.
struct TaskNetworkBridge: TaskNetworks {
    let ec2: EC2Service

    func subnets(_ ids: [String], _ scope: Scope) async throws(PortFailure) -> [NetworkSubnet] {
        do throws(AWSError) {
            return try await ec2.places(ofSubnets: ids, scope.ec2).map {
                NetworkSubnet(id: $0.id, vpc: $0.vpc, zone: $0.zone)
            }
        } catch {
            throw PortFailure(error)
        }
    }

    func vpcsOfGroups(_ ids: [String], _ scope: Scope) async throws(PortFailure) -> [String] {
        do throws(AWSError) {
            return try await ec2.vpcs(ofGroups: ids, scope.ec2)
        } catch {
            throw PortFailure(error)
        }
    }

    func defaultGroup(ofVPC id: String, _ scope: Scope) async throws(PortFailure) -> String {
        do throws(AWSError) {
            return try await ec2.defaultGroup(ofVPC: id, scope.ec2)
        } catch {
            throw PortFailure(error)
        }
    }

    func attach(_ order: TaskInterfaceOrder) async throws(PortFailure) -> TaskInterface {
        do throws(AWSError) {
            let made = try await ec2.attachTaskInterface(
                TaskInterfaceRequest(
                    token: order.token, scope: order.scope.ec2, subnet: order.subnet,
                    groups: order.groups, assignsPublicAddress: order.assignsPublicAddress,
                    machine: order.machine, description: order.description))
            return TaskInterface {
                $0.id = made.id
                $0.subnet = made.subnet
                $0.address = made.address
                $0.mac = made.mac
                $0.name = made.privateName
                $0.gateway = "\(made.gateway)/\(made.prefixLength)"
                $0.resolvers = made.resolver.map { [$0] }
                $0.domains = [made.domain]
                $0.publicAddress = made.publicAddress
            }
        } catch {
            throw PortFailure(error)
        }
    }

    func detach(_ token: String, _ scope: Scope) async throws(PortFailure) {
        do throws(AWSError) {
            try await ec2.detachTaskInterface(token: token, scope.ec2)
        } catch {
            throw PortFailure(error)
        }
    }

    func attachments() async throws(PortFailure) -> [ProvisionedName] {
        do throws(AWSError) {
            return try await ec2.taskInterfaces().map {
                ProvisionedName(
                    scope: Scope(account: $0.scope.account, region: $0.scope.region),
                    name: $0.token)
            }
        } catch {
            throw PortFailure(error)
        }
    }
}

extension Scope {
    fileprivate var ec2: EC2Scope { EC2Scope(account: account, region: region) }
}

extension PortFailure {
    /// What a service cannot answer now it may later.
    init(_ error: AWSError) {
        self.init(error.code, error.message, isPassing: error.status >= 500)
    }
}
