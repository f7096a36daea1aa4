package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    package func createNetworkInterface(
        _ input: EC2API.CreateNetworkInterfaceRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateNetworkInterfaceResult {
        let wish = try InterfaceWish(input)
        var request = input
        request.clientToken = nil
        let (record, state) = try await change(context.ec2Scope) { plan throws(AWSError) in
            if let id = try plan.made(
                by: "CreateNetworkInterface", token: input.clientToken, for: request),
                let known = plan.find(InterfaceRecord.self, id)
            {
                return known
            }
            let record = try makeInterface(wish, &plan, at: context.now)
            plan.remember(
                record.id, by: "CreateNetworkInterface", token: input.clientToken, for: request,
                at: context.now)
            return record
        }
        return EC2API.CreateNetworkInterfaceResult {
            $0.networkInterface = state.described(record)
            $0.clientToken = input.clientToken
        }
    }

    package func deleteNetworkInterface(
        _ input: EC2API.DeleteNetworkInterfaceRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            let record = try plan.interface(input.networkInterfaceId)
            try record.checkCallerOwns()
            if record.attachment != nil {
                throw .ec2(
                    "InvalidParameterValue",
                    "Network interface '\(record.id)' is currently in use.")
            }
            try plan.releaseElasticAddresses(of: record)
            plan.removeInterface(record)
        }
    }

    package func describeNetworkInterfaces(
        _ input: EC2API.DescribeNetworkInterfacesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeNetworkInterfacesResult {
        let state = try await snapshot(context.ec2Scope)
        let page = try select(
            InterfaceRecord.self, in: state, ids: input.networkInterfaceIds,
            filters: input.filters, InterfaceFilters.table(state), token: input.nextToken,
            limit: input.maxResults, operation: "DescribeNetworkInterfaces")
        return EC2API.DescribeNetworkInterfacesResult {
            $0.networkInterfaces = page.items.map(state.described)
            $0.nextToken = page.next
        }
    }

    // MARK: Attributes

    package func describeNetworkInterfaceAttribute(
        _ input: EC2API.DescribeNetworkInterfaceAttributeRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeNetworkInterfaceAttributeResult {
        let state = try await snapshot(context.ec2Scope)
        let record = try state.get(InterfaceRecord.self, input.networkInterfaceId)
        guard let attribute = input.attribute else { throw AWSError.missing("attribute") }
        return EC2API.DescribeNetworkInterfaceAttributeResult {
            $0.networkInterfaceId = record.id
            switch attribute {
            case .description:
                $0.description = EC2API.AttributeValue { $0.value = record.summary }
            case .groupSet: $0.groups = state.identifiers(of: record.groups)
            case .sourceDestCheck:
                $0.sourceDestCheck = EC2API.AttributeBooleanValue {
                    $0.value = record.checksSourceAndDestination
                }
            case .attachment: $0.attachment = state.attachment(record)
            case .associatePublicIpAddress:
                $0.associatePublicIpAddress = record.publicAddress != nil
            }
        }
    }

    package func modifyNetworkInterfaceAttribute(
        _ input: EC2API.ModifyNetworkInterfaceAttributeRequest, _ context: RequestContext
    ) async throws {
        if input.enaSrdSpecification != nil || input.enablePrimaryIpv6 == true
            || input.connectionTrackingSpecification != nil
            || input.associatePublicIpAddress != nil || input.associatedSubnetIds != nil
        {
            throw AWSError.unsupported(
                "Only Description, SourceDestCheck, Groups and Attachment can be changed.")
        }
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var record = try plan.interface(input.networkInterfaceId)
            try record.checkCallerOwns()
            if let text = input.description?.value {
                try InterfaceWish.check(description: text)
                record.summary = text
            }
            if let checks = input.sourceDestCheck?.value {
                record.checksSourceAndDestination = checks
            }
            if let groups = input.groups, !groups.isEmpty {
                record.groups = try plan.groups(groups, in: record.vpc) { .groupInOtherVPC($0) }
            }
            if let change = input.attachment {
                guard let attachment = record.attachment, attachment.id == change.attachmentId
                else { throw .attachmentNotFound(change.attachmentId ?? "") }
                if let deletes = change.deleteOnTermination {
                    record.attachment?.deletesOnTermination = deletes
                }
            }
            plan.put(record)
        }
    }

    package func resetNetworkInterfaceAttribute(
        _ input: EC2API.ResetNetworkInterfaceAttributeRequest, _ context: RequestContext
    ) async throws {
        guard input.sourceDestCheck != nil else { throw AWSError.missing("sourceDestCheck") }
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var record = try plan.interface(input.networkInterfaceId)
            try record.checkCallerOwns()
            record.checksSourceAndDestination = true
            plan.put(record)
        }
    }

    // MARK: Addresses

    package func assignPrivateIpAddresses(
        _ input: EC2API.AssignPrivateIpAddressesRequest, _ context: RequestContext
    ) async throws -> EC2API.AssignPrivateIpAddressesResult {
        if input.ipv4Prefixes?.isEmpty == false || input.ipv4PrefixCount ?? 0 > 0 {
            throw AWSError.unsupported("Prefixes cannot be assigned to network interfaces.")
        }
        let named = input.privateIpAddresses ?? []
        let count = input.secondaryPrivateIpAddressCount ?? 0
        guard named.isEmpty != (count <= 0) else {
            throw AWSError.invalidCombination(
                "Exactly one of privateIpAddresses and secondaryPrivateIpAddressCount is needed")
        }
        let (added, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var record = try plan.interface(input.networkInterfaceId)
            try record.checkCallerOwns()
            let added = try plan.addAddresses(
                named: named.filter { !record.addresses.contains($0) }, count: count, to: &record,
                makeID: makeID)
            plan.put(record)
            return added
        }
        return EC2API.AssignPrivateIpAddressesResult {
            $0.networkInterfaceId = input.networkInterfaceId
            $0.assignedPrivateIpAddresses = added.map { address in
                EC2API.AssignedPrivateIpAddress { $0.privateIpAddress = address }
            }
        }
    }

    package func unassignPrivateIpAddresses(
        _ input: EC2API.UnassignPrivateIpAddressesRequest, _ context: RequestContext
    ) async throws {
        if input.ipv4Prefixes?.isEmpty == false {
            throw AWSError.unsupported("Prefixes cannot be assigned to network interfaces.")
        }
        let addresses = input.privateIpAddresses ?? []
        guard !addresses.isEmpty else { throw AWSError.missing("privateIpAddresses") }
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var record = try plan.interface(input.networkInterfaceId)
            try record.checkCallerOwns()
            for address in addresses {
                guard record.secondary?.contains(address) == true else {
                    throw .invalidValue(
                        "Some of the specified addresses are not assigned to interface "
                            + "\(record.id)")
                }
                try plan.releaseElasticAddresses(of: record, at: address)
                plan.give(back: address, of: record)
                record.secondary?.removeAll { $0 == address }
            }
            plan.put(record)
        }
    }
}

extension Plan {
    /// The interface that a request names.
    func interface(_ id: String) throws(AWSError) -> InterfaceRecord {
        try get(InterfaceRecord.self, id, parameter: "networkInterfaceId")
    }

    /// Plans that elastic addresses lead to an interface no more; to one of its addresses, where one
    /// is given.
    mutating func releaseElasticAddresses(
        of record: InterfaceRecord, at address: String? = nil
    ) throws(AWSError) {
        for (target, elastic) in state.elasticAddresses(of: record)
        where address == nil || address == target {
            guard elastic.natGateway == nil else {
                throw .dependencyViolation(
                    "Network interface '\(record.id)' is used by \(elastic.natGateway ?? "").")
            }
            var elastic = elastic
            elastic.association = nil
            elastic.interface = nil
            elastic.instance = nil
            elastic.privateAddress = nil
            put(elastic)
        }
    }
}

extension InterfaceRecord {
    /// Refuses what a caller may not do to an interface that a service keeps.
    func checkCallerOwns() throws(AWSError) {
        guard isManaged else { return }
        throw .notPermitted("You are not allowed to manage '\(id)' (managed by a service).")
    }
}

extension InterfaceWish {
    /// What CreateNetworkInterface asks for.
    init(_ input: EC2API.CreateNetworkInterfaceRequest) throws(AWSError) {
        if input.ipv6AddressCount ?? 0 > 0 || input.ipv6Addresses?.isEmpty == false
            || input.ipv6PrefixCount ?? 0 > 0 || input.ipv6Prefixes?.isEmpty == false
            || input.enablePrimaryIpv6 == true
        {
            throw .unsupported("Network interfaces have no addresses of IPv6.")
        }
        if input.ipv4PrefixCount ?? 0 > 0 || input.ipv4Prefixes?.isEmpty == false {
            throw .unsupported("Prefixes cannot be assigned to network interfaces.")
        }
        if let type = input.interfaceType {
            throw .unsupported("Network interfaces of type \(type.rawValue) cannot be made.")
        }
        self.init(subnet: input.subnetId)
        try Self.check(description: input.description ?? "")
        summary = input.description ?? ""
        groups = input.groups ?? []
        address = input.privateIpAddress
        secondaryCount = input.secondaryPrivateIpAddressCount ?? 0
        guard (0..<InterfaceLimits.addresses).contains(secondaryCount) else {
            throw .invalidValue(
                String(secondaryCount), for: "secondaryPrivateIpAddressCount")
        }
        for one in input.privateIpAddresses ?? [] {
            guard let text = one.privateIpAddress else { throw .missing("privateIpAddress") }
            if one.primary == true {
                guard address == nil || address == text else {
                    throw .invalidCombination("Only one primary private IP address is allowed.")
                }
                address = text
            } else if !secondary.contains(text) {
                secondary.append(text)
            }
        }
        // The first of a list without a primary one is that.
        if address == nil, !secondary.isEmpty { address = secondary.removeFirst() }
        tags = try EC2Tags.specified(input.tagSpecifications, for: .interfaces)
    }

    static func check(description: String) throws(AWSError) {
        guard description.utf8.count <= 255 else {
            throw .invalidValue(
                "Network interface description may not be longer than 255 characters.")
        }
    }
}
