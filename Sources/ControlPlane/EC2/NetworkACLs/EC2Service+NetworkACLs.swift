package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    package func describeNetworkAcls(
        _ input: EC2API.DescribeNetworkAclsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeNetworkAclsResult {
        let state = try await snapshot(context.ec2Scope)
        let page = try select(
            NetworkACLRecord.self, in: state, ids: input.networkAclIds, filters: input.filters,
            NetworkACLRecord.filters { state.described($0) }, token: input.nextToken,
            limit: input.maxResults, operation: "DescribeNetworkAcls")
        return EC2API.DescribeNetworkAclsResult {
            $0.networkAcls = page.items.map { state.described($0) }
            $0.nextToken = page.next
        }
    }

    package func createNetworkAcl(
        _ input: EC2API.CreateNetworkAclRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateNetworkAclResult {
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .networkACLs)
        var request = input
        request.clientToken = nil
        let asked = request
        let (id, state) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let operation = "CreateNetworkAcl"
            if let id = try plan.made(by: operation, token: input.clientToken, for: asked) {
                return id
            }
            let vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            let acl = NetworkACLRecord {
                $0.id = newID(.networkACLs)
                $0.vpc = vpc.id
                $0.tags = tags
            }
            plan.put(acl)
            plan.remember(
                acl.id, by: operation, token: input.clientToken, for: asked, at: context.now)
            return acl.id
        }
        return EC2API.CreateNetworkAclResult {
            $0.networkAcl = state.find(NetworkACLRecord.self, id).map { state.described($0) }
            $0.clientToken = input.clientToken
        }
    }

    package func deleteNetworkAcl(
        _ input: EC2API.DeleteNetworkAclRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            let acl = try plan.get(
                NetworkACLRecord.self, input.networkAclId, parameter: "networkAclId")
            if acl.isDefault {
                throw .invalidValue("cannot delete default network ACL \(acl.id)")
            }
            plan.delete(acl)
        }
    }

    package func createNetworkAclEntry(
        _ input: EC2API.CreateNetworkAclEntryRequest, _ context: RequestContext
    ) async throws {
        let entry = try NetworkACLEntryRecord(
            number: input.ruleNumber, isEgress: input.egress, action: input.ruleAction,
            protocol: input.protocol, cidr: input.cidrBlock, ipv6: input.ipv6CidrBlock,
            ports: input.portRange, icmp: input.icmpTypeCode)
        try await changeEntries(input.networkAclId, context) { entries throws(AWSError) in
            guard !entries.contains(where: entry.isInPlace(of:)) else {
                throw .ec2(
                    "NetworkAclEntryAlreadyExists",
                    "The network acl entry identified by \(entry.number) already exists.")
            }
            guard
                entries.count(where: { $0.isEgress == entry.isEgress }) < EC2Quotas.entriesOfACL
            else {
                throw .ec2(
                    "NetworkAclEntryLimitExceeded",
                    "The maximum number of network acl entries has been reached.")
            }
            entries.append(entry)
        }
    }

    package func replaceNetworkAclEntry(
        _ input: EC2API.ReplaceNetworkAclEntryRequest, _ context: RequestContext
    ) async throws {
        let entry = try NetworkACLEntryRecord(
            number: input.ruleNumber, isEgress: input.egress, action: input.ruleAction,
            protocol: input.protocol, cidr: input.cidrBlock, ipv6: input.ipv6CidrBlock,
            ports: input.portRange, icmp: input.icmpTypeCode)
        try await changeEntries(input.networkAclId, context) { entries throws(AWSError) in
            guard let index = entries.firstIndex(where: entry.isInPlace(of:)) else {
                throw .noEntry(entry.number, entry.isEgress)
            }
            entries[index] = entry
        }
    }

    package func deleteNetworkAclEntry(
        _ input: EC2API.DeleteNetworkAclEntryRequest, _ context: RequestContext
    ) async throws {
        try await changeEntries(input.networkAclId, context) { entries throws(AWSError) in
            guard
                let index = entries.firstIndex(where: {
                    $0.number == input.ruleNumber && $0.isEgress == input.egress
                })
            else { throw .noEntry(input.ruleNumber, input.egress) }
            entries.remove(at: index)
        }
    }

    private func changeEntries(
        _ id: String, _ context: RequestContext,
        _ update: (inout [NetworkACLEntryRecord]) throws(AWSError) -> Void
    ) async throws(AWSError) {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var acl = try plan.get(NetworkACLRecord.self, id, parameter: "networkAclId")
            try update(&acl.entries)
            acl.entries.sort { ($0.number, $0.isEgress ? 0 : 1) < ($1.number, $1.isEgress ? 0 : 1) }
            plan.put(acl)
        }
    }

    package func replaceNetworkAclAssociation(
        _ input: EC2API.ReplaceNetworkAclAssociationRequest, _ context: RequestContext
    ) async throws -> EC2API.ReplaceNetworkAclAssociationResult {
        let old = input.associationId
        let (id, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let acl = try plan.get(
                NetworkACLRecord.self, input.networkAclId, parameter: "networkAclId")
            guard
                var subnet = plan.state.all(SubnetRecord.self).first(where: {
                    $0.networkACLAssociation == old
                })
            else {
                throw .ec2(
                    "InvalidAssociationID.NotFound", "The association ID '\(old)' does not exist")
            }
            guard subnet.vpc == acl.vpc else {
                throw .invalidValue(
                    "network ACL \(acl.id) and subnet \(subnet.id) belong to different networks")
            }
            let id = newID("aclassoc")
            subnet.networkACL = acl.id
            subnet.networkACLAssociation = id
            plan.put(subnet)
            return id
        }
        return EC2API.ReplaceNetworkAclAssociationResult { $0.newAssociationId = id }
    }
}

extension AWSError {
    fileprivate static func noEntry(_ number: Int, _ isEgress: Bool) -> AWSError {
        .ec2(
            "InvalidNetworkAclEntry.NotFound",
            "The network acl entry with \(isEgress ? "egress" : "ingress") number '\(number)' does "
                + "not exist")
    }
}

extension Snapshot {
    /// A network ACL as DescribeNetworkAcls shows it, with its last entries, which deny the rest.
    func described(_ acl: NetworkACLRecord) -> EC2API.NetworkAcl {
        EC2API.NetworkAcl {
            $0.networkAclId = acl.id
            $0.vpcId = acl.vpc
            $0.ownerId = scope.account
            $0.isDefault = acl.isDefault
            $0.associations = dependents(SubnetRecord.self, of: acl.id).map { subnet in
                EC2API.NetworkAclAssociation {
                    $0.networkAclAssociationId = subnet.networkACLAssociation
                    $0.networkAclId = acl.id
                    $0.subnetId = subnet.id
                }
            }
            $0.entries = [true, false].flatMap { isEgress in
                (acl.entries + [.lastEntry(isEgress: isEgress)])
                    .filter { $0.isEgress == isEgress }.map(\.described)
            }
            $0.tags = acl.tags.described
        }
    }
}
