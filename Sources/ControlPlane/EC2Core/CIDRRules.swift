package import AWSWire
package import Networking

/// What EC2 takes as blocks of VPCs and subnets.
package enum CIDRRules {
    /// Sizes of the blocks of VPCs and subnets, in bits of their prefixes.
    package static let sizes = 16...28

    /// A block as a request gives it; bits beyond its prefix are dropped, as EC2 does.
    ///
    /// - Throws: `InvalidParameterValue` for what is no block.
    package static func block(
        _ text: String, parameter: String = "cidrBlock"
    ) throws(AWSError) -> IPv4Subnet {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPv4Address(parts[0]), let bits = UInt8(parts[1]),
            bits <= 32, String(bits) == parts[1]
        else {
            throw .invalidValue(
                "Value (\(text)) for parameter \(parameter) is invalid. This is not a valid CIDR "
                    + "block.")
        }
        return IPv4Subnet(containing: address, prefixLength: Int(bits))
    }

    /// A block for a VPC.
    package static func vpcBlock(_ text: String) throws(AWSError) -> IPv4Subnet {
        let block = try block(text)
        guard sizes.contains(block.prefixLength) else {
            throw .ec2("InvalidVpc.Range", "The CIDR '\(text)' is invalid.")
        }
        return block
    }

    /// A further block for a VPC: apart from those that it has.
    package static func secondaryBlock(
        _ text: String, beside blocks: [String]
    ) throws(AWSError) -> IPv4Subnet {
        let block = try vpcBlock(text)
        guard blocks.count < EC2Quotas.blocksOfVPC else {
            throw .ec2(
                "CidrLimitExceeded",
                "This network has met its maximum number of allowed CIDRs: "
                    + "\(EC2Quotas.blocksOfVPC)")
        }
        if blocks.compactMap({ IPv4Subnet($0) }).contains(where: block.overlaps) {
            throw .ec2("InvalidVpc.Conflict", "The CIDR '\(text)' conflicts with another CIDR.")
        }
        return block
    }

    /// A block for a subnet: within one of its VPC's, apart from the other subnets'.
    package static func subnetBlock(
        _ text: String, in blocks: [String], beside subnets: [String]
    ) throws(AWSError) -> IPv4Subnet {
        let block = try block(text)
        guard sizes.contains(block.prefixLength),
            blocks.compactMap({ IPv4Subnet($0) }).contains(where: {
                $0.prefixLength <= block.prefixLength && $0.contains(block.base)
            })
        else {
            throw .ec2("InvalidSubnet.Range", "The CIDR '\(text)' is invalid.")
        }
        if subnets.compactMap({ IPv4Subnet($0) }).contains(where: block.overlaps) {
            throw .ec2(
                "InvalidSubnet.Conflict", "The CIDR '\(text)' conflicts with another subnet")
        }
        return block
    }
}

/// The most there may be, where EC2 has a quota for it.
package enum EC2Quotas {
    /// CIDR blocks of a VPC.
    package static let blocksOfVPC = 5
    /// Routes of a route table.
    package static let routesOfTable = 200
    /// Entries of a network ACL, in each direction.
    package static let entriesOfACL = 40
    /// Elastic IPs of a scope.
    package static let addresses = 256
    /// Instances of a scope.
    package static let instances = 1000
}
