import AWSWire
package import EC2Model
package import MachineProtocol
import Shapes

/// A machine image: one is built in for each provider.
package struct MachineImage: Sendable, Hashable {
    package var id: String
    package var name: String
    package var summary: String
    package var provider: MachineProviderKind
    package var architecture: String
    package var creationDate: String
    package var rootDevice = "/dev/xvda"
    package var rootGigabytes = 30
    package var rootSnapshot: String
    package var region: String
}

/// The images that there are. Their ids depend on the region only, so that files that name them stay
/// good.
package enum MachineImages {
    /// The account that they belong to, and its alias: those of Amazon's ECS-optimized images, so
    /// that look-ups written for those find these.
    package static let owner = "591542846629"
    package static let ownerAlias = "amazon"

    /// The images of a region. The first is what ECS's public parameters name.
    package static func all(in region: String) -> [MachineImage] {
        [
            image(
                .sandbox, "al2023-ami-ecs-hvm-2023.0.20251125-kernel-6.1-\(architecture)",
                "Skerry sandbox machine with the ECS agent", region),
            image(
                .qemu, "al2023-ami-ecs-hvm-2023.0.20251125-skerry-node-\(architecture)",
                "Skerry virtual machine with the ECS agent", region),
        ]
    }

    /// The image of an id; nil when there is none in the region.
    package static func image(_ id: String, in region: String) -> MachineImage? {
        all(in: region).first { $0.id == id }
    }

    /// What this program was built for, as EC2 names it: machines share the host's processor.
    package static var architecture: String {
        #if arch(arm64)
            "arm64"
        #else
            "x86_64"
        #endif
    }

    private static func image(
        _ provider: MachineProviderKind, _ name: String, _ summary: String, _ region: String
    ) -> MachineImage {
        let digits = digits(of: "\(provider.rawValue) \(architecture) \(region)")
        return MachineImage(
            id: "ami-\(digits)", name: name, summary: summary, provider: provider,
            architecture: architecture, creationDate: "2025-11-25T00:00:00.000Z",
            rootSnapshot: "snap-\(digits)", region: region)
    }

    /// 17 hexadecimal digits that follow from a text.
    private static func digits(of text: String) -> String {
        var digits = "05"
        for seed: UInt64 in [0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4] {
            var hash = seed
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            let word = String(hash, radix: 16)
            digits += String(repeating: "0", count: 16 - word.count) + word
        }
        return String(digits.prefix(17))
    }
}

extension MachineImage {
    /// As DescribeImages tells it.
    package var described: EC2API.Image {
        EC2API.Image {
            $0.architecture = architecture == "arm64" ? .arm64 : .x8664
            $0.blockDeviceMappings = [
                EC2API.BlockDeviceMapping {
                    $0.deviceName = rootDevice
                    $0.ebs = EC2API.EbsBlockDevice {
                        $0.deleteOnTermination = true
                        $0.encrypted = false
                        $0.iops = 3000
                        $0.snapshotId = rootSnapshot
                        $0.throughput = 125
                        $0.volumeSize = rootGigabytes
                        $0.volumeType = .gp3
                    }
                }
            ]
            $0.creationDate = creationDate
            $0.description = summary
            $0.enaSupport = true
            $0.hypervisor = .xen
            $0.imageId = id
            $0.imageLocation = "\(MachineImages.ownerAlias)/\(name)"
            $0.imageOwnerAlias = MachineImages.ownerAlias
            $0.imageType = .machine
            $0.name = name
            $0.ownerId = MachineImages.owner
            $0.platformDetails = "Linux/UNIX"
            $0.`public` = true
            $0.rootDeviceName = rootDevice
            $0.rootDeviceType = .ebs
            $0.sriovNetSupport = "simple"
            $0.state = .available
            $0.usageOperation = "RunInstances"
            $0.virtualizationType = .hvm
            $0.bootMode = .legacyBios
            $0.imdsSupport = .v20
        }
    }
}
