package import EC2Core
package import MachineProtocol
import Shapes

/// How records become orders. Pure.
package enum MachineOrders {
    /// What a host is told of an instance; nil once it is over.
    package static func order(
        _ instance: InstanceRecord, _ metadata: InstanceMetadata
    ) -> MachineOrder? {
        guard instance.lifecycle.terminatedAt == nil else { return nil }
        let entry = InstanceTypeTable.entry(instance.type)
        return MachineOrder {
            $0.id = instance.id
            $0.account = metadata.account
            $0.region = metadata.region
            $0.zone = instance.zone
            $0.provider = instance.provider
            $0.wish = instance.lifecycle.wish
            $0.boots = instance.lifecycle.boots
            $0.instanceType = instance.type
            $0.cpuUnits = entry?.cpuUnits ?? 1024
            $0.memoryMiB = entry?.memoryMiB ?? 1024
            $0.userData = instance.userData
            $0.joinToken = instance.joinToken
            $0.cluster = instance.joinCluster
            $0.metadata = metadata.paths
            $0.publicAddresses = metadata.publicAddress.map { [$0] }
        }
    }

    /// What a host is told of a machine made to measure; nil once it is over.
    package static func order(
        _ machine: MachineRecord, account: String, region: String
    ) -> MachineOrder? {
        guard machine.lifecycle.terminatedAt == nil else { return nil }
        return MachineOrder {
            $0.id = machine.id
            $0.account = account
            $0.region = region
            $0.zone = machine.zone
            $0.provider = machine.provider
            $0.wish = machine.lifecycle.wish
            $0.boots = machine.lifecycle.boots
            $0.cpuUnits = machine.cpuUnits
            $0.memoryMiB = machine.memoryMiB
            $0.processes = machine.processes
            $0.isLockedDown = true
            $0.joinToken = machine.joinToken
            $0.cluster = machine.cluster
        }
    }
}
