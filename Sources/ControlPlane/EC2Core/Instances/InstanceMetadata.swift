import Networking
import Shapes

/// What the instance metadata service says of an instance (EC2 User Guide, "Instance metadata
/// categories"): one text by path below `latest/`. Lists of directories follow from the paths, save
/// where a directory's list differs from its members.
package struct InstanceMetadata: Sendable {
    package var instance: InstanceRecord
    package var account: String
    package var region: String
    /// `use1-az1`
    package var zoneID: String
    /// `ec2.internal`
    package var domain: String
    /// Blocks of the subnet and of the VPC.
    package var subnetBlock = ""
    package var vpcBlocks: [String] = []
    package var groupNames: [String] = []
    package var publicAddress: String?
    /// As OpenSSH writes it.
    package var publicKey: String?

    package init(
        instance: InstanceRecord, account: String, region: String, zoneID: String, domain: String
    ) {
        self.instance = instance
        self.account = account
        self.region = region
        self.zoneID = zoneID
        self.domain = domain
    }

    /// The document.
    package var paths: [String: String] {
        guard instance.options.metadata.isEnabled else { return [:] }
        var data = general
        data.merge(interface) { $1 }
        data.merge(profile) { $1 }
        if let publicKey, let name = instance.keyName {
            data["public-keys/"] = "0=\(name)"
            data["public-keys/0/openssh-key"] = publicKey
        }
        if instance.options.metadata.showsTags {
            for tag in instance.tags ?? [] { data["tags/instance/\(tag.key)"] = tag.value }
        }
        var paths: [String: String] = [:]
        for (path, text) in data { paths["meta-data/\(path)"] = text }
        paths["dynamic/instance-identity/document"] = identity
        // How the service answers, which it takes from entries that no path can be.
        let options = instance.options.metadata
        paths[":http-tokens"] = options.needsToken ? "required" : "optional"
        paths[":http-put-response-hop-limit"] = String(options.hopLimit)
        return paths
    }

    private var hostName: String {
        instance.address.map { InterfaceNames.privateName(of: $0, domain: domain) } ?? ""
    }

    private var general: [String: String] {
        var data = [
            "ami-id": instance.image,
            "ami-launch-index": String(instance.launchIndex),
            "ami-manifest-path": "(unknown)",
            "hostname": hostName,
            "instance-action": "none",
            "instance-id": instance.id,
            "instance-life-cycle": "on-demand",
            "instance-type": instance.type,
            "local-hostname": hostName,
            "local-ipv4": instance.address ?? "",
            "mac": instance.mac ?? "",
            "placement/availability-zone": instance.zone,
            "placement/availability-zone-id": zoneID,
            "placement/region": region,
            "profile": "default-hvm",
            "reservation-id": instance.reservation,
            "security-groups": groupNames.joined(separator: "\n"),
            "services/domain": "amazonaws.com",
            "services/partition": "aws",
        ]
        if let publicAddress {
            data["public-ipv4"] = publicAddress
            data["public-hostname"] = InterfaceNames.publicName(publicAddress, region: region)
        }
        return data
    }

    private var interface: [String: String] {
        guard let mac = instance.mac, let address = instance.address else { return [:] }
        var data = [
            "device-number": "0",
            "interface-id": instance.interface ?? "",
            "local-hostname": hostName,
            "local-ipv4s": address,
            "mac": mac,
            "owner-id": account,
            "security-group-ids": instance.groups.joined(separator: "\n"),
            "security-groups": groupNames.joined(separator: "\n"),
            "subnet-id": instance.subnet,
            "subnet-ipv4-cidr-block": subnetBlock,
            "vpc-id": instance.vpc,
            "vpc-ipv4-cidr-block": vpcBlocks.first ?? "",
            "vpc-ipv4-cidr-blocks": vpcBlocks.joined(separator: "\n"),
        ]
        if let publicAddress {
            data["public-ipv4s"] = publicAddress
            data["public-hostname"] = InterfaceNames.publicName(publicAddress, region: region)
        }
        var paths: [String: String] = [:]
        for (path, text) in data { paths["network/interfaces/macs/\(mac)/\(path)"] = text }
        return paths
    }

    private var profile: [String: String] {
        guard let arn = instance.profile else { return [:] }
        let document = Value.object([
            "Code": .string("Success"),
            "LastUpdated": .string(time),
            "InstanceProfileArn": .string(arn),
            "InstanceProfileId": .string(InstanceProfile.id(of: arn)),
        ])
        return ["iam/info": String(decoding: JSON.serialize(document), as: UTF8.self)]
    }

    private var time: String {
        let milliseconds = (instance.launchedAt ?? Timestamp(milliseconds: 0)).milliseconds
        return Timestamp(milliseconds: milliseconds - milliseconds % 1000).iso8601
    }

    private var identity: String {
        let document = Value.object([
            "accountId": .string(account),
            "architecture": .string(instance.architecture),
            "availabilityZone": .string(instance.zone),
            "billingProducts": .null,
            "devpayProductCodes": .null,
            "marketplaceProductCodes": .null,
            "imageId": .string(instance.image),
            "instanceId": .string(instance.id),
            "instanceType": .string(instance.type),
            "kernelId": .null,
            "pendingTime": .string(time),
            "privateIp": .string(instance.address ?? ""),
            "ramdiskId": .null,
            "region": .string(region),
            "version": .string("2017-09-30"),
        ])
        return String(decoding: JSON.serialize(document), as: UTF8.self)
    }
}

extension InterfaceNames {
    /// The private name of an address; empty for what is none.
    package static func privateName(of address: String, domain: String) -> String {
        IPv4Address(address).map { privateName($0, domain: domain) } ?? ""
    }
}

/// Instance profiles, which IAM keeps: EC2 knows their ARNs only.
package enum InstanceProfile {
    /// The id of a profile, which IAM gives it on AWS: here it follows from its ARN.
    package static func id(of arn: String) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        // FNV-1a, twice with different beginnings: 17 letters.
        var text = "AIPA"
        for seed: UInt64 in [0xcbf2_9ce4_8422_2325, 0x9ae1_6a3b_2f90_404f] {
            var hash = seed
            for byte in arn.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            for shift in 0..<9 { text.append(letters[Int(hash >> UInt64(shift * 5) & 31)]) }
        }
        return String(text.prefix(21))
    }
}
