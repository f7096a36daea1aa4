import ECSCore
import Store

/// A container instance and the machine that it is on.
package struct RegisteredInstance: Sendable, Hashable {
    package var account: String
    package var region: String
    /// Names of the cluster and of the instance in it.
    package var cluster: String
    package var id: String
    /// `i-…`
    package var machine: String
}

extension ECSService {
    /// The container instances that say which machine they are on.
    package func registeredInstances() -> [RegisteredInstance] {
        view.snapshot().entries(in: .under("/ecs")).compactMap { entry in
            guard case .instance(let record) = entry.record, let machine = record.ec2InstanceID,
                let scope = Scope(of: entry.key)
            else { return nil }
            return RegisteredInstance(
                account: scope.account, region: scope.region, cluster: record.cluster,
                id: record.id, machine: machine)
        }
    }
}
