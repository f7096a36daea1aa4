import Shapes
import Testing

@testable import EC2Core

struct InstanceMetadataTests {
    private var metadata: InstanceMetadata {
        let instance = InstanceRecord {
            $0.id = "i-0123456789abcdef0"
            $0.reservation = "r-1"
            $0.image = "ami-1"
            $0.type = "t3.micro"
            $0.zone = "us-east-1b"
            $0.subnet = "subnet-1"
            $0.vpc = "vpc-1"
            $0.keyName = "mine"
            $0.groups = ["sg-1", "sg-2"]
            $0.interface = "eni-1"
            $0.address = "172.31.16.9"
            $0.mac = "02:11:ac:1f:10:09"
            $0.launchedAt = Timestamp(milliseconds: 1_764_000_000_123)
            $0.tags = [EC2Tag("Name", "web")]
        }
        var metadata = InstanceMetadata(
            instance: instance, account: "000000000000", region: "us-east-1", zoneID: "use1-az2",
            domain: "ec2.internal")
        metadata.groupNames = ["web", "default"]
        metadata.subnetBlock = "172.31.16.0/20"
        metadata.vpcBlocks = ["172.31.0.0/16"]
        return metadata
    }

    @Test(arguments: [
        ("instance-id", "i-0123456789abcdef0"), ("instance-type", "t3.micro"), ("ami-id", "ami-1"),
        ("local-ipv4", "172.31.16.9"), ("local-hostname", "ip-172-31-16-9.ec2.internal"),
        ("placement/availability-zone", "us-east-1b"),
        ("placement/availability-zone-id", "use1-az2"), ("placement/region", "us-east-1"),
        ("mac", "02:11:ac:1f:10:09"), ("security-groups", "web\ndefault"),
        ("network/interfaces/macs/02:11:ac:1f:10:09/subnet-id", "subnet-1"),
        ("network/interfaces/macs/02:11:ac:1f:10:09/vpc-id", "vpc-1"),
        ("network/interfaces/macs/02:11:ac:1f:10:09/security-group-ids", "sg-1\nsg-2"),
        ("network/interfaces/macs/02:11:ac:1f:10:09/subnet-ipv4-cidr-block", "172.31.16.0/20"),
        ("network/interfaces/macs/02:11:ac:1f:10:09/vpc-ipv4-cidr-blocks", "172.31.0.0/16"),
    ])
    func says(_ path: String, _ text: String) {
        #expect(metadata.paths["meta-data/\(path)"] == text)
    }

    @Test func identityIsADocument() throws {
        let text = try #require(metadata.paths["dynamic/instance-identity/document"])
        let document = try JSON.parse(text)
        #expect(document["instanceId"]?.string == "i-0123456789abcdef0")
        #expect(document["accountId"]?.string == "000000000000")
        #expect(document["privateIp"]?.string == "172.31.16.9")
        #expect(document["pendingTime"]?.string == "2025-11-24T16:00:00Z")
    }

    @Test func whatThereIsNotIsNotSaid() {
        let paths = metadata.paths
        for path in ["public-ipv4", "iam/info", "public-keys/", "tags/instance/Name"] {
            #expect(paths["meta-data/\(path)"] == nil, "\(path)")
        }
    }

    @Test func optionalPartsAreSaidWhenTheyAreThere() throws {
        var metadata = metadata
        metadata.publicAddress = "198.18.0.9"
        metadata.publicKey = "ssh-ed25519 AAAA"
        metadata.instance.profile = "arn:aws:iam::000000000000:instance-profile/ecs"
        metadata.instance.options.metadata.showsTags = true
        let paths = metadata.paths
        #expect(paths["meta-data/public-ipv4"] == "198.18.0.9")
        #expect(paths["meta-data/public-keys/0/openssh-key"] == "ssh-ed25519 AAAA")
        #expect(paths["meta-data/tags/instance/Name"] == "web")
        let info = try JSON.parse(try #require(paths["meta-data/iam/info"]))
        #expect(info["InstanceProfileArn"]?.string == metadata.instance.profile)
    }

    @Test func aServiceThatIsOffSaysNothing() {
        var metadata = metadata
        metadata.instance.options.metadata.isEnabled = false
        #expect(metadata.paths.isEmpty)
    }
}
