package import AWSWire
import EC2Core
package import EC2Model
import Networking
import Shapes
import Store

extension EC2Service {
    package func describeAddresses(
        _ input: EC2API.DescribeAddressesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeAddressesResult {
        let state = try await snapshot(context.ec2Scope)
        let scope = state.scope
        let holds = try AddressRecord.filters(in: scope).predicate(input.filters)
        var records = try state.all(AddressRecord.self, named: input.allocationIds)
        if let named = input.publicIps, !named.isEmpty {
            for address in named where !records.contains(where: { $0.publicAddress == address }) {
                throw AWSError.noAddress(address)
            }
            records.removeAll { !named.contains($0.publicAddress) }
        }
        return EC2API.DescribeAddressesResult {
            $0.addresses = records.filter(holds).map { $0.described(in: scope) }
        }
    }

    package func allocateAddress(
        _ input: EC2API.AllocateAddressRequest, _ context: RequestContext
    ) async throws -> EC2API.AllocateAddressResult {
        if input.customerOwnedIpv4Pool != nil || input.ipamPoolId != nil
            || (input.publicIpv4Pool ?? "amazon") != "amazon"
        {
            throw AWSError.unsupported("Addresses of other pools are not supported.")
        }
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .addresses)
        let (address, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            guard plan.state.all(AddressRecord.self).count < EC2Quotas.addresses else {
                throw .ec2(
                    "AddressLimitExceeded", "The maximum number of addresses has been reached.")
            }
            var record = AddressRecord()
            record.id = newID(.addresses)
            record.tags = tags
            record.publicAddress = try takePublicAddress(
                &plan, wanted: input.address, for: record.id)
            plan.put(record)
            return record
        }
        return EC2API.AllocateAddressResult {
            $0.allocationId = address.id
            $0.publicIp = address.publicAddress
            $0.publicIpv4Pool = "amazon"
            $0.networkBorderGroup = context.region
            $0.domain = .vpc
        }
    }

    package func releaseAddress(
        _ input: EC2API.ReleaseAddressRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            let address = try plan.address(input.allocationId, input.publicIp)
            if address.association != nil {
                throw .ec2(
                    "InvalidIPAddress.InUse", "Address \(address.publicAddress) is in use.")
            }
            plan.delete(address)
            plan.delete(at: .installation(.publicAddresses, address.publicAddress))
        }
    }

    /// Plans that a public address, which nobody of the installation has, is a resource's.
    ///
    /// - Parameter wanted: The one; any where nil.
    func takePublicAddress(
        _ plan: inout Plan, wanted: String?, for owner: String
    ) throws(AWSError) -> String {
        guard let block = IPv4Subnet(settings.publicAddresses) else {
            throw .ec2("InsufficientAddressCapacity", "There is no pool of public addresses.")
        }
        let count = UInt64(1) << UInt64(32 - block.prefixLength)
        func isFree(_ address: IPv4Address) -> Bool {
            plan.record(
                PublicAddressRecord.self, at: .installation(.publicAddresses, address.description))
                == nil
        }
        var chosen: IPv4Address?
        if let wanted, !wanted.isEmpty {
            chosen = IPv4Address(wanted)
            guard let address = chosen, block.contains(address), isFree(address) else {
                throw .noAddress(wanted)
            }
        } else {
            let start = UInt64(makeID().prefix(12), radix: 16) ?? 0
            for step in 0..<count {
                // Neither the first nor the last address, nor any that looks like a network.
                let address = IPv4Address(
                    block.base.value + UInt32((start + step) % count))
                guard address.value & 255 != 0, address.value & 255 != 255 else { continue }
                if isFree(address) {
                    chosen = address
                    break
                }
            }
        }
        guard let chosen else {
            throw .ec2(
                "InsufficientAddressCapacity",
                "There are no free public addresses; please try again later.")
        }
        let scope = plan.scope
        plan.put(
            PublicAddressRecord {
                $0.owner = owner
                $0.account = scope.account
                $0.region = scope.region
            }, at: .installation(.publicAddresses, chosen.description))
        return chosen.description
    }

    // MARK: Attributes

    package func describeAddressesAttribute(
        _ input: EC2API.DescribeAddressesAttributeRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeAddressesAttributeResult {
        let state = try await snapshot(context.ec2Scope)
        let page = try select(
            AddressRecord.self, in: state, ids: input.allocationIds, filters: nil,
            FilterTable([:]), token: input.nextToken, limit: input.maxResults,
            operation: "DescribeAddressesAttribute")
        return EC2API.DescribeAddressesAttributeResult {
            $0.addresses = page.items.map(\.attributes)
            $0.nextToken = page.next
        }
    }

    package func modifyAddressAttribute(
        _ input: EC2API.ModifyAddressAttributeRequest, _ context: RequestContext
    ) async throws -> EC2API.ModifyAddressAttributeResult {
        guard let name = input.domainName, !name.isEmpty else {
            throw AWSError.missing("domainName")
        }
        let record = try await setDomainName(
            name.hasSuffix(".") ? name : name + ".", of: input.allocationId, context)
        return EC2API.ModifyAddressAttributeResult { $0.address = record.attributes }
    }

    package func resetAddressAttribute(
        _ input: EC2API.ResetAddressAttributeRequest, _ context: RequestContext
    ) async throws -> EC2API.ResetAddressAttributeResult {
        let record = try await setDomainName(nil, of: input.allocationId, context)
        return EC2API.ResetAddressAttributeResult { $0.address = record.attributes }
    }

    private func setDomainName(
        _ name: String?, of id: String, _ context: RequestContext
    ) async throws(AWSError) -> AddressRecord {
        try await change(context.ec2Scope) { plan throws(AWSError) in
            var record = try plan.get(AddressRecord.self, id, parameter: "allocationId")
            record.domainName = name
            plan.put(record)
            return record
        }.0
    }
}

extension Plan {
    /// The elastic IP that a request names, by its id or by itself.
    func address(_ id: String?, _ publicAddress: String?) throws(AWSError) -> AddressRecord {
        if let id, !id.isEmpty {
            if let publicAddress, !publicAddress.isEmpty {
                throw .invalidCombination(
                    "You may specify public IP or allocation id, but not both in the same call")
            }
            return try get(AddressRecord.self, id, parameter: "allocationId")
        }
        guard let publicAddress, !publicAddress.isEmpty else { throw .missing("allocationId") }
        guard
            let found = state.all(AddressRecord.self).first(where: {
                $0.publicAddress == publicAddress
            })
        else { throw .noAddress(publicAddress) }
        return found
    }
}

extension AWSError {
    static func noAddress(_ address: String) -> AWSError {
        .ec2("InvalidAddress.NotFound", "Address '\(address)' not found.")
    }
}
