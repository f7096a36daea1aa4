import AWSWire
import ECSCore
import ECSModel
package import Shapes
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

    /// Deregisters an instance whose machine is gone for good: its tasks are stopped. Nothing happens
    /// when it is gone already.
    package func retire(_ instance: RegisteredInstance, at now: Timestamp) async throws {
        let request = ECSAPI.DeregisterContainerInstanceRequest {
            $0.cluster = instance.cluster
            $0.containerInstance = instance.id
            $0.force = true
        }
        let state = try await snapshot(Scope(account: instance.account, region: instance.region))
        guard state.instance(instance.id, in: instance.cluster) != nil else { return }
        let root = "arn:aws:iam::\(instance.account):root"
        _ = try await deregisterContainerInstance(
            request,
            RequestContext(
                requestID: makeID(), account: instance.account, region: instance.region,
                principal: Principal(
                    arn: root, userID: instance.account, account: instance.account,
                    accessKeyID: ""), now: now))
    }
}
