package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    package func associateAddress(
        _ input: EC2API.AssociateAddressRequest, _ context: RequestContext
    ) async throws -> EC2API.AssociateAddressResult {
        let (id, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var address = try plan.address(input.allocationId, input.publicIp)
            var interface = try plan.interface(input.networkInterfaceId, input.instanceId)
            let local = input.privateIpAddress ?? interface.address
            guard interface.addresses.contains(local) else {
                throw .invalidValue(
                    "The private IP address \(local) is not assigned to interface \(interface.id)")
            }
            guard plan.state.dependents(of: interface.vpc, kind: .internetGateways).count > 0
            else {
                throw .ec2(
                    "Gateway.NotAttached",
                    "Network \(interface.vpc) is not attached to any internet gateway")
            }
            if let old = address.association {
                if address.interface == interface.id, address.privateAddress == local { return old }
                guard input.allowReassociation == true, address.natGateway == nil else {
                    throw .alreadyAssociated(address.id, old)
                }
            }
            for var other in plan.state.dependents(AddressRecord.self, of: interface.id)
            where other.privateAddress == local && other.id != address.id {
                guard input.allowReassociation == true else {
                    throw .alreadyAssociated(interface.id, other.association ?? "")
                }
                other.disassociate()
                plan.put(other)
            }
            let id = newID("eipassoc")
            address.disassociate()
            address.association = id
            address.interface = interface.id
            address.privateAddress = local
            if let attachment = interface.attachment, attachment.isInstance {
                address.instance = attachment.machine
            }
            plan.put(address)
            // An elastic address takes the place of the one that came with the interface.
            if local == interface.address, let old = interface.publicAddress {
                plan.delete(at: .installation(.publicAddresses, old))
                interface.publicAddress = nil
            }
            plan.put(interface)
            return id
        }
        return EC2API.AssociateAddressResult { $0.associationId = id }
    }

    package func disassociateAddress(
        _ input: EC2API.DisassociateAddressRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var address = try plan.association(input.associationId, input.publicIp)
            if address.natGateway != nil {
                throw .ec2(
                    "AuthFailure", "You do not have permission to access the specified resource.")
            }
            // Of what is associated with nothing nothing is to be done.
            guard address.association != nil else { return }
            address.disassociate()
            plan.put(address)
        }
    }
}

extension Plan {
    fileprivate func association(
        _ id: String?, _ publicAddress: String?
    ) throws(AWSError) -> AddressRecord {
        guard let id, !id.isEmpty else { return try address(nil, publicAddress) }
        guard let found = state.all(AddressRecord.self).first(where: { $0.association == id })
        else {
            throw .ec2("InvalidAssociationID.NotFound", "The association ID '\(id)' does not exist")
        }
        return found
    }

    /// The interface that a request names: itself, or by the instance whose first one it is.
    fileprivate func interface(
        _ id: String?, _ instance: String?
    ) throws(AWSError) -> InterfaceRecord {
        if let id, !id.isEmpty {
            return try get(InterfaceRecord.self, id, parameter: "networkInterfaceId")
        }
        guard let instance, !instance.isEmpty else { throw .missing("networkInterfaceId") }
        guard
            let found = state.all(InterfaceRecord.self).first(where: { record in
                record.attachment.map {
                    $0.isInstance && $0.machine == instance && $0.deviceIndex == 0
                } ?? false
            })
        else {
            throw .ec2(
                "InvalidInstanceID.NotFound", "The instance ID '\(instance)' does not exist")
        }
        return found
    }
}

extension AWSError {
    static func alreadyAssociated(_ resource: String, _ association: String) -> AWSError {
        .ec2(
            "Resource.AlreadyAssociated",
            "resource \(resource) is already associated with associate-id \(association)")
    }
}
