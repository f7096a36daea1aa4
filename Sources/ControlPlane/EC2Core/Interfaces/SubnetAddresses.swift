package import AWSWire
package import Networking

/// Which addresses of a subnet can be given away. Which of them are, the store knows: a key an address.
package struct SubnetAddresses: Sendable, Hashable {
    /// Addresses at the base that EC2 keeps: the network, the router, the resolver, one for later.
    package static let reservedAtBase: UInt32 = 4

    package let block: IPv4Subnet
    /// For errors.
    package let subnet: String

    package init(block: IPv4Subnet, subnet: String) {
        precondition(block.prefixLength <= 28, "a subnet has 16 addresses at least")
        self.block = block
        self.subnet = subnet
    }

    /// How many addresses can be given away.
    package var capacity: Int { Int(count) }

    /// The router's.
    package var gateway: IPv4Address { block.gateway }

    private var count: UInt32 {
        UInt32(1) << UInt32(32 - block.prefixLength) - Self.reservedAtBase - 1
    }

    private func address(_ index: UInt32) -> IPv4Address {
        IPv4Address(block.base.value + Self.reservedAtBase + index)
    }

    /// Whether the address is of those that can be given away.
    package func canGive(_ address: IPv4Address) -> Bool {
        address.value >= block.base.value + Self.reservedAtBase
            && address.value - block.base.value - Self.reservedAtBase < count
    }

    /// The first free address from a random place on, so that two who ask at once seldom ask for the
    /// same.
    ///
    /// - Parameters:
    ///   - seed: Random; the same one gives the same address.
    ///   - isTaken: Whether an address is given away.
    /// - Throws: `InsufficientFreeAddressesInSubnet`.
    package func pick(
        seed: UInt64, isTaken: (IPv4Address) -> Bool
    ) throws(AWSError) -> IPv4Address {
        let start = UInt32(truncatingIfNeeded: seed % UInt64(count))
        for step in 0..<count {
            let candidate = address((start + step) % count)
            if !isTaken(candidate) { return candidate }
        }
        throw .ec2(
            "InsufficientFreeAddressesInSubnet",
            "The specified subnet does not have enough free addresses to satisfy the request.")
    }

    /// An address that the caller chose.
    ///
    /// - Throws: `InvalidParameterValue` for what is no address or not one that can be given away,
    ///   `InvalidIPAddress.InUse`.
    package func explicit(
        _ text: String, isTaken: (IPv4Address) -> Bool
    ) throws(AWSError) -> IPv4Address {
        guard let address = IPv4Address(text) else {
            throw .ec2(
                "InvalidParameterValue", "invalid value for parameter address: \(text)")
        }
        guard block.contains(address) else {
            throw .ec2(
                "InvalidParameterValue", "Address does not fall within the subnet's address range")
        }
        guard canGive(address) else {
            throw .ec2(
                "InvalidParameterValue", "Address is in subnet's reserved address range")
        }
        if isTaken(address) {
            throw .ec2("InvalidIPAddress.InUse", "Address is in use.")
        }
        return address
    }
}

/// Hardware addresses and names that follow from an address.
package enum InterfaceNames {
    /// `02:…`, unique in a VPC because its addresses are; other VPCs differ by a byte most times.
    package static func mac(_ address: IPv4Address, vpc: String) -> String {
        // FNV-1a: not for secrecy.
        var hash: UInt32 = 2_166_136_261
        for byte in vpc.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let bytes: [UInt32] = [
            2, hash & 255, address.value >> 24, address.value >> 16 & 255,
            address.value >> 8 & 255, address.value & 255,
        ]
        return bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined(separator: ":")
    }

    /// `ip-10-0-1-5`, which a domain completes.
    package static func host(_ address: IPv4Address) -> String {
        "ip-" + address.description.replacing(".", with: "-")
    }

    /// `ip-10-0-1-5.ec2.internal`.
    package static func privateName(_ address: IPv4Address, domain: String) -> String {
        "\(host(address)).\(domain)"
    }

    /// `ec2-203-0-113-25.compute-1.amazonaws.com`.
    package static func publicName(_ address: String, region: String) -> String {
        let area = region == "us-east-1" ? "compute-1" : "\(region).compute"
        return "ec2-\(address.replacing(".", with: "-")).\(area).amazonaws.com"
    }
}
