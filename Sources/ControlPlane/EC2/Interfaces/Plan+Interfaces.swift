import AWSWire
package import EC2Core
import Networking
import Shapes
import Store

/// An interface as it is wanted.
package struct InterfaceWish: Sendable {
    package var subnet: String
    /// The default group of the VPC when there are none.
    package var groups: [String] = []
    /// A private address; any of the subnet's when nil.
    package var address: String?
    /// Further private addresses by name, and how many more.
    package var secondary: [String] = []
    package var secondaryCount = 0
    package var summary = ""
    /// Whom a service makes it for, and what it knows it by.
    package var requester: String?
    package var token: String?
    package var attachment: InterfaceAttachment?
    /// Whether it gets a public address for as long as it is there.
    package var wantsPublicAddress = false
    package var tags: [EC2Tag] = []
    /// Its id; a new one when nil.
    package var id: String?

    package init(subnet: String) { self.subnet = subnet }
}

/// Interfaces and addresses in a change that is planned. Several of one plan know of one another.
extension Plan {
    /// Plans an interface, with its addresses.
    ///
    /// - Parameters:
    ///   - publicBlock: What public addresses are from.
    ///   - makeID: Gives 32 random hexadecimal digits a call.
    /// - Throws: `InvalidSubnetID.NotFound`, `InvalidGroup.NotFound`, `InvalidParameter` for groups of
    ///   another VPC, `SecurityGroupsPerInterfaceLimitExceeded`, `InvalidIPAddress.InUse`,
    ///   `InvalidParameterValue` for an address that is none of the subnet's,
    ///   `InsufficientFreeAddressesInSubnet`.
    mutating func makeInterface(
        _ wish: InterfaceWish, at time: Timestamp, publicBlock: String, makeID: () -> String
    ) throws(AWSError) -> InterfaceRecord {
        let subnet = try get(SubnetRecord.self, wish.subnet, parameter: "subnetId")
        var record = InterfaceRecord {
            $0.id = wish.id ?? EC2Kind.interfaces.id(makeID())
            $0.vpc = subnet.vpc
            $0.subnet = subnet.id
            $0.zone = subnet.zone
            $0.summary = wish.summary
            $0.requester = wish.requester
            $0.token = wish.token
            $0.attachment = wish.attachment
            $0.createdAt = time
            $0.tags = wish.tags.isEmpty ? nil : wish.tags
        }
        record.groups = try groups(wish.groups, in: subnet.vpc) { id in
            AWSError.ec2(
                "InvalidParameter",
                "Security group \(id) and subnet \(subnet.id) belong to different networks.")
        }
        let address = try take(wish.address, for: record.id, in: subnet, makeID: makeID)
        record.address = address.description
        record.mac = InterfaceNames.mac(address, vpc: subnet.vpc)
        try addAddresses(
            named: wish.secondary, count: wish.secondaryCount, to: &record, makeID: makeID)
        if wish.wantsPublicAddress {
            record.publicAddress = try takePublicAddress(
                for: record.id, of: publicBlock, makeID: makeID)
        }
        put(record)
        return record
    }

    /// Plans that an interface and everything of it goes.
    mutating func removeInterface(_ record: InterfaceRecord) {
        for address in record.addresses { give(back: address, of: record) }
        if let address = record.publicAddress {
            delete(at: .installation(.publicAddresses, address))
        }
        delete(record)
    }

    /// The groups that an interface is to have, as they stand.
    ///
    /// - Parameter foreign: The error for a group of another VPC.
    func groups(
        _ ids: [String], in vpc: String, foreign: (String) -> AWSError
    ) throws(AWSError) -> [String] {
        var result: [String] = []
        for id in ids where !result.contains(id) {
            let group = try get(SecurityGroupRecord.self, id, parameter: "groupId")
            guard group.vpc == vpc else { throw foreign(id) }
            result.append(id)
        }
        guard result.count <= SecurityGroupLimits.groupsOfInterface else {
            throw .groupsOfInterfaceLimit
        }
        if result.isEmpty, let vpc = find(VPCRecord.self, vpc) {
            result = [vpc.defaultSecurityGroup]
        }
        return result
    }

    // MARK: Addresses

    /// Gives further addresses of its subnet to an interface.
    ///
    /// - Returns: The new ones.
    @discardableResult
    mutating func addAddresses(
        named addresses: [String], count: Int, to record: inout InterfaceRecord,
        makeID: () -> String
    ) throws(AWSError) -> [String] {
        guard !addresses.isEmpty || count > 0 else { return [] }
        guard record.addresses.count + addresses.count + count <= InterfaceLimits.addresses else {
            throw .ec2(
                "PrivateIpAddressLimitExceeded",
                "Number of private addresses will exceed limit.")
        }
        let subnet = try get(SubnetRecord.self, record.subnet, parameter: "subnetId")
        var added: [String] = []
        for address in addresses {
            added.append(
                try take(address, for: record.id, in: subnet, makeID: makeID).description)
        }
        for _ in 0..<count {
            added.append(try take(nil, for: record.id, in: subnet, makeID: makeID).description)
        }
        record.secondary = (record.secondary ?? []) + added
        return added
    }

    /// Takes an address of an interface back.
    mutating func give(back address: String, of record: InterfaceRecord) {
        delete(at: scope.subnetAddress(address, in: record.subnet))
    }

    /// Takes a public address that nobody of the installation has.
    private mutating func takePublicAddress(
        for interface: String, of block: String, makeID: () -> String
    ) throws(AWSError) -> String {
        guard let block = IPv4Subnet(block), block.prefixLength <= 28 else {
            throw .invalidValue(block, for: "publicAddresses")
        }
        let addresses = SubnetAddresses(block: block, subnet: "")
        let address = try addresses.pick(seed: Self.seed(makeID())) { address in
            record(
                PublicAddressRecord.self,
                at: .installation(.publicAddresses, address.description)) != nil
        }
        let scope = scope
        put(
            PublicAddressRecord {
                $0.owner = interface
                $0.account = scope.account
                $0.region = scope.region
            }, at: .installation(.publicAddresses, address.description))
        return address.description
    }

    private static func seed(_ digits: String) -> UInt64 {
        UInt64(digits.prefix(15), radix: 16) ?? 0
    }

    private mutating func take(
        _ wanted: String?, for interface: String, in subnet: SubnetRecord, makeID: () -> String
    ) throws(AWSError) -> IPv4Address {
        guard let addresses = SubnetAddresses(subnet) else {
            throw .invalidValue(subnet.cidr, for: "cidrBlock")
        }
        let isTaken = { (address: IPv4Address) in
            record(
                SubnetAddressRecord.self,
                at: scope.subnetAddress(address.description, in: subnet.id)) != nil
        }
        let address =
            if let wanted {
                try addresses.explicit(wanted, isTaken: isTaken)
            } else {
                try addresses.pick(
                    seed: Self.seed(makeID()), isTaken: isTaken)
            }
        put(
            SubnetAddressRecord { $0.interface = interface },
            at: scope.subnetAddress(address.description, in: subnet.id))
        return address
    }
}

extension EC2Service {
    /// Plans an interface, with its addresses; see ``Plan/makeInterface(_:at:publicBlock:makeID:)``.
    func makeInterface(
        _ wish: InterfaceWish, _ plan: inout Plan, at time: Timestamp
    ) throws(AWSError) -> InterfaceRecord {
        try plan.makeInterface(
            wish, at: time, publicBlock: settings.publicAddresses, makeID: makeID)
    }
}

/// The most of everything that an interface may have.
enum InterfaceLimits {
    /// Private addresses.
    static let addresses = 50
}

extension SubnetAddresses {
    /// The addresses of a subnet; nil for a record whose block is none.
    init?(_ subnet: SubnetRecord) {
        guard let block = IPv4Subnet(subnet.cidr), block.prefixLength <= 28 else { return nil }
        self.init(block: block, subnet: subnet.id)
    }
}

extension EC2Scope {
    /// Where it stands whose an address is.
    func subnetAddress(_ address: String, in subnet: String) -> Key {
        subnetAddresses(of: subnet).appending(address)
    }

    /// Under which stand the addresses of a subnet that are given away.
    func subnetAddresses(of subnet: String) -> Key {
        folder(.subnetAddresses).appending(subnet)
    }

    /// Where it stands how a machine is reached.
    func machineAddress(_ machine: String) -> Key { key(.machineAddresses, machine) }
}
