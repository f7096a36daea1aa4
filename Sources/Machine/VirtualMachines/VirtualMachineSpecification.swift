package import NodeImage

/// One virtual machine as it is to be: values only.
package struct VirtualMachineSpecification: Sendable, Hashable {
    /// Unique on the computer; letters, digits and hyphens. The process is found again by it.
    package var name: String
    /// Absolute; the machine's disks and console lie here.
    package var directory: String
    /// Absolute and short (a unix socket goes here); gone after a reboot of the computer.
    package var stateDirectory: String
    package var image: NodeImage
    /// Whole virtual CPUs.
    package var processors: Int
    package var memoryMiB: Int
    /// The disk that the machine writes; it takes what is written of it.
    package var diskMiB: Int
    /// A tap device that is there and up, and the machine's address at it: `02:…`.
    package var tap: String
    package var mac: String
    package var network: Network
    /// What `skerry` is told in the machine.
    package var arguments: [String]
    /// Of its environment, beside the usual; nobody but root in the machine reads it.
    package var environment: [String: String]
    /// A script that runs once before it.
    package var userData: [UInt8]?

    /// How the machine is reached.
    package struct Network: Sendable, Hashable {
        /// The machine's own, and the one at the other end of its link: `100.64.0.9`.
        package var address: String
        package var gateway: String
        package var hostName: String
        /// The text of its resolv.conf.
        package var resolvers: String

        package init(address: String, gateway: String, hostName: String, resolvers: String = "") {
            self.address = address
            self.gateway = gateway
            self.hostName = hostName
            self.resolvers = resolvers
        }
    }

    package init(
        name: String, directory: String, stateDirectory: String, image: NodeImage,
        processors: Int, memoryMiB: Int, diskMiB: Int = 8192, tap: String, mac: String,
        network: Network, arguments: [String], environment: [String: String] = [:],
        userData: [UInt8]? = nil
    ) {
        self.name = name
        self.directory = directory
        self.stateDirectory = stateDirectory
        self.image = image
        self.processors = processors
        self.memoryMiB = memoryMiB
        self.diskMiB = diskMiB
        self.tap = tap
        self.mac = mac
        self.network = network
        self.arguments = arguments
        self.environment = environment
        self.userData = userData
    }

    package var dataDisk: String { "\(directory)/data.img" }
    package var ordersDisk: String { "\(directory)/orders.img" }
    /// Everything that the machine has printed in its present life.
    package var console: String { "\(directory)/console.log" }
    package var log: String { "\(directory)/qemu.log" }
    package var controlSocket: String { "\(stateDirectory)/control.sock" }
}

/// What executes a virtual machine's instructions.
package enum Acceleration: String, Sendable, Hashable, CaseIterable {
    /// The processor, through the kernel.
    case kvm
    /// QEMU's translator: everywhere, ten times slower.
    case emulation = "tcg"
}
