package import AWSWire
import Crypto
package import EC2Core
import Networking
import Shapes
import Store

/// An interface as a service wants it for a task.
package struct TaskInterfaceRequest: Sendable, Hashable {
    /// The service's name for it: asked again with the same one, the same interface is given.
    package var token: String
    package var scope: EC2Scope
    package var subnet: String
    package var groups: [String]
    package var assignsPublicAddress: Bool
    /// The machine that is to hold it.
    package var machine: String
    package var description: String

    package init(
        token: String, scope: EC2Scope, subnet: String, groups: [String],
        assignsPublicAddress: Bool, machine: String, description: String
    ) {
        self.token = token
        self.scope = scope
        self.subnet = subnet
        self.groups = groups
        self.assignsPublicAddress = assignsPublicAddress
        self.machine = machine
        self.description = description
    }
}

/// What a task must know of its interface.
package struct AttachedInterface: Sendable, Hashable {
    /// `eni-…`
    package var id: String
    package var subnet: String
    package var mac: String
    package var address: String
    /// Of the subnet's block.
    package var prefixLength: Int
    /// The subnet's router, at its base plus one.
    package var gateway: String
    /// The VPC's resolver, at its base plus two; nil where names are not resolved.
    package var resolver: String?
    /// The domain that is searched.
    package var domain: String
    /// `ip-10-0-1-5.ec2.internal`; nil where the VPC gives no names.
    package var privateName: String?
    package var publicAddress: String?
}

/// Interfaces of tasks, for the services that run them.
extension EC2Service {
    /// `RequesterId` of interfaces that were made for tasks.
    static let taskRequester = "578734482556"

    /// The VPC and the zone of each subnet, in the order of the ids.
    ///
    /// - Throws: `InvalidSubnetID.NotFound`, `InvalidSubnetID.Malformed`.
    package func places(
        ofSubnets ids: [String], _ scope: EC2Scope
    ) async throws(AWSError) -> [(id: String, vpc: String, zone: String)] {
        let state = try await snapshot(scope)
        return try ids.map { id throws(AWSError) in
            let subnet = try state.get(SubnetRecord.self, id)
            return (subnet.id, subnet.vpc, subnet.zone)
        }
    }

    /// The VPC of each security group, in the order of the ids.
    ///
    /// - Throws: `InvalidGroup.NotFound`, `InvalidGroupId.Malformed`.
    package func vpcs(
        ofGroups ids: [String], _ scope: EC2Scope
    ) async throws(AWSError) -> [String] {
        let state = try await snapshot(scope)
        return try ids.map { id throws(AWSError) in
            try state.get(SecurityGroupRecord.self, id).vpc
        }
    }

    /// The id of a VPC's default security group.
    ///
    /// - Throws: `InvalidVpcID.NotFound`.
    package func defaultGroup(
        ofVPC id: String, _ scope: EC2Scope
    ) async throws(AWSError) -> String {
        try await snapshot(scope).get(VPCRecord.self, id).defaultSecurityGroup
    }

    /// Makes an interface for a task, durably, or gives the one that the token has.
    ///
    /// - Throws: As `CreateNetworkInterface`.
    package func attachTaskInterface(
        _ request: TaskInterfaceRequest
    ) async throws(AWSError) -> AttachedInterface {
        let id = Self.interfaceID(ofToken: request.token, request.scope)
        var wish = InterfaceWish(subnet: request.subnet)
        wish.id = id
        wish.groups = request.groups
        wish.summary = request.description
        wish.requester = Self.taskRequester
        wish.token = request.token
        wish.wantsPublicAddress = request.assignsPublicAddress
        let (record, state) = try await change(request.scope) { plan throws(AWSError) in
            if let known = plan.find(InterfaceRecord.self, id) { return known }
            var wish = wish
            wish.attachment = InterfaceAttachment {
                $0.id = newID("eni-attach")
                $0.machine = request.machine
                $0.isInstance = false
                $0.deviceIndex = 1
                $0.attachedAt = now()
            }
            return try makeInterface(wish, &plan, at: now())
        }
        return state.attached(record)
    }

    /// Takes the interface of a token back; nothing happens when there is none.
    package func detachTaskInterface(
        token: String, _ scope: EC2Scope
    ) async throws(AWSError) {
        let id = Self.interfaceID(ofToken: token, scope)
        _ = try await change(scope) { plan throws(AWSError) in
            guard let record = plan.find(InterfaceRecord.self, id) else { return }
            try plan.releaseElasticAddresses(of: record)
            plan.removeInterface(record)
        }
    }

    /// The tokens of all interfaces that were made for tasks and are still there.
    package func taskInterfaces() async throws(AWSError) -> [(scope: EC2Scope, token: String)] {
        _ = try await snapshot(EC2Scope(account: "", region: ""), through: .zero)
        return view.snapshot().entries(in: .under("/ec2")).compactMap { entry in
            guard let record = entry.record as? InterfaceRecord, let token = record.token,
                record.requester == Self.taskRequester, let scope = EC2Scope(of: entry.key)
            else { return nil }
            return (scope, token)
        }
    }

    /// The id follows from the token, so that two who ask at once make one.
    static func interfaceID(ofToken token: String, _ scope: EC2Scope) -> String {
        let text = "\(scope.account)/\(scope.region)/\(token)"
        let digits = SHA256.hash(data: Array(text.utf8)).map { byte in
            String(UInt16(byte) | 0x100, radix: 16).dropFirst()
        }.joined()
        return EC2Kind.interfaces.id(digits)
    }
}

extension Snapshot {
    /// An interface as its holder must know it.
    func attached(_ record: InterfaceRecord) -> AttachedInterface {
        let block = find(SubnetRecord.self, record.subnet).flatMap { IPv4Subnet($0.cidr) }
        let vpc = find(VPCRecord.self, record.vpc)
        return AttachedInterface(
            id: record.id, subnet: record.subnet, mac: record.mac, address: record.address,
            prefixLength: block?.prefixLength ?? 32,
            gateway: block?.gateway.description ?? record.address,
            resolver: vpc.flatMap(resolver), domain: vpc.flatMap(domain) ?? scope.privateDomain,
            privateName: vpc?.hasDNSSupport == true ? privateName(record.address) : nil,
            publicAddress: publicAddress(of: record))
    }

    /// The resolver that a VPC's DHCP options name: its own one, at base plus two, unless they name
    /// another one.
    private func resolver(of vpc: VPCRecord) -> String? {
        let named = option("domain-name-servers", of: vpc) ?? []
        if let other = named.first(where: { IPv4Address($0) != nil }) { return other }
        guard vpc.hasDNSSupport, let block = vpc.blocks.first.flatMap({ IPv4Subnet($0.cidr) })
        else { return nil }
        return IPv4Address(block.base.value + 2).description
    }

    /// The domain that a VPC's DHCP options name.
    private func domain(of vpc: VPCRecord) -> String? { option("domain-name", of: vpc)?.first }

    private func option(_ key: String, of vpc: VPCRecord) -> [String]? {
        find(DHCPOptionsRecord.self, vpc.dhcpOptions)?.options.first { $0.key == key }?.values
    }
}
