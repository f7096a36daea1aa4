package import AWSWire
import EC2Core
package import EC2Model
import MachineProtocol
import Shapes
import Store

extension EC2Service {
    package func attachNetworkInterface(
        _ input: EC2API.AttachNetworkInterfaceRequest, _ context: RequestContext
    ) async throws -> EC2API.AttachNetworkInterfaceResult {
        guard input.networkCardIndex ?? 0 == 0 else {
            throw AWSError.unsupported("Instances have one network card, 0.")
        }
        let (attachment, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var record = try plan.interface(input.networkInterfaceId)
            try record.checkCallerOwns()
            guard record.attachment == nil else {
                throw .ec2(
                    "InvalidNetworkInterface.InUse",
                    "Interface: [\(record.id)] in use.")
            }
            let place = try plan.attachable(input.instanceId)
            guard place.zone == record.zone else {
                throw .ec2(
                    "InvalidParameterCombination",
                    "You may not attach a network interface to an instance if they are not in the "
                        + "same availability zone")
            }
            guard (1...30).contains(input.deviceIndex) else {
                throw .invalidValue(String(input.deviceIndex), for: "deviceIndex")
            }
            guard place.vpc == record.vpc else {
                throw .ec2(
                    "InvalidParameterCombination",
                    "You may not attach a network interface to an instance of another VPC")
            }
            // The instance is not terminated meanwhile.
            plan.touch(InstanceRecord.self, input.instanceId)
            let others = plan.interfaces(on: input.instanceId)
            if others.contains(where: { $0.attachment?.deviceIndex == input.deviceIndex }) {
                throw .invalidValue(
                    "Instance '\(input.instanceId)' already has an interface attached at device "
                        + "index '\(input.deviceIndex)'.")
            }
            let attachment = InterfaceAttachment {
                $0.id = newID("eni-attach")
                $0.machine = input.instanceId
                $0.deviceIndex = input.deviceIndex
                $0.attachedAt = context.now
            }
            record.attachment = attachment
            plan.put(record)
            return attachment.id
        }
        return EC2API.AttachNetworkInterfaceResult {
            $0.attachmentId = attachment
            $0.networkCardIndex = 0
        }
    }

    package func detachNetworkInterface(
        _ input: EC2API.DetachNetworkInterfaceRequest, _ context: RequestContext
    ) async throws {
        guard EC2ID.isWellFormed(input.attachmentId, "eni-attach") else {
            throw AWSError.ec2(
                "InvalidAttachmentID.Malformed",
                "Invalid id: \"\(input.attachmentId)\" (expecting \"eni-attach-...\")")
        }
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            let found = plan.state.all(InterfaceRecord.self).first {
                $0.attachment?.id == input.attachmentId
            }
            guard var record = found else { throw .attachmentNotFound(input.attachmentId) }
            try record.checkCallerOwns()
            guard record.attachment?.deviceIndex != 0 else {
                throw .notPermitted(
                    "The network interface at device index 0 cannot be detached.")
            }
            record.attachment = nil
            plan.put(record)
        }
    }
}

extension Plan {
    /// The zone of an instance that interfaces can be attached to.
    ///
    /// - Throws: `InvalidInstanceID.NotFound`, `InvalidInstanceID.Malformed`, `IncorrectState`.
    func attachable(_ instance: String) throws(AWSError) -> (zone: String, vpc: String) {
        let record = try get(InstanceRecord.self, instance, parameter: "instanceId")
        guard record.lifecycle.wish != .terminated else {
            throw .ec2("IncorrectState", "Instance '\(instance)' is not 'running' or 'stopped'.")
        }
        return (record.zone, record.vpc)
    }

    /// The interfaces that a machine holds, as they will be.
    func interfaces(on machine: String) -> [InterfaceRecord] {
        let known = state.records.entries(
            in: EC2Service.interfacesOfMachine, under: scope.interfacesTerm(of: machine))
        return known.compactMap { entry in
            record(InterfaceRecord.self, at: entry.key)
        }.filter { $0.attachment?.machine == machine }
    }

    /// Plans that a machine is gone: of its interfaces those go that are to, and the others are free.
    /// Interfaces of tasks are left to the service that made them.
    mutating func releaseInterfaces(of machine: String) throws(AWSError) {
        for var record in interfaces(on: machine) where record.token == nil {
            if record.attachment?.deletesOnTermination == true {
                try releaseElasticAddresses(of: record)
                removeInterface(record)
            } else {
                record.attachment = nil
                put(record)
            }
        }
        let address = scope.machineAddress(machine)
        if record(MachineAddressRecord.self, at: address) != nil { delete(at: address) }
    }
}

extension AWSError {
    static func attachmentNotFound(_ id: String) -> AWSError {
        .ec2(
            "InvalidAttachmentID.NotFound",
            "The networkInterface attachment ID '\(id)' does not exist")
    }
}

/// The order in which the interfaces of a machine stand together.
extension EC2Service {
    static let interfacesOfMachine = "interfaces-of-machine"

    static let interfaceIndex = RecordIndex<any EC2Record>(interfacesOfMachine) { key, record in
        guard let machine = (record as? InterfaceRecord)?.attachment?.machine,
            let scope = EC2Scope(of: key)
        else { return [] }
        return [scope.interfacesTerm(of: machine)]
    }
}

extension EC2Scope {
    func interfacesTerm(of machine: String) -> String { "\(account)/\(region)/\(machine)" }
}
