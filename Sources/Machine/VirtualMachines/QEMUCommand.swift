import NodeImage

/// The command line of QEMU. Pure.
package enum QEMUCommand {
    /// The program for the computer's own architecture.
    package static let program = "qemu-system-x86_64"

    /// Everything after the program's name.
    package static func arguments(
        _ machine: VirtualMachineSpecification, _ acceleration: Acceleration
    ) -> [String] {
        base(
            machine.image, acceleration, name: machine.name, processors: machine.processors,
            memoryMiB: machine.memoryMiB, options: ""
        ) + [
            "-drive", drive(machine.image.rootDisk, isReadOnly: true),
            "-drive", drive(machine.dataDisk),
            "-drive", drive(machine.ordersDisk, isReadOnly: true),
            "-netdev", "tap,id=net,ifname=\(machine.tap),script=no,downscript=no",
            "-device", "virtio-net-pci,netdev=net,mac=\(machine.mac),romfile=",
            "-chardev", "file,id=console,path=\(escaped(machine.console))",
            "-serial", "chardev:console",
            "-chardev",
            "socket,id=control,path=\(escaped(machine.controlSocket)),server=on,wait=off",
            "-serial", "chardev:control",
        ]
    }

    /// A machine that boots, does nothing and powers off: whether it does shows what works here.
    static func probe(_ image: NodeImage, _ acceleration: Acceleration) -> [String] {
        base(
            image, acceleration, name: "skerry-probe", processors: 1, memoryMiB: 256,
            options: " \(NodeFiles.probeOption)"
        ) + ["-serial", "null"]
    }

    private static func base(
        _ image: NodeImage, _ acceleration: Acceleration, name: String, processors: Int,
        memoryMiB: Int, options: String
    ) -> [String] {
        [
            "-name", name, "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
            "-machine", "q35,accel=\(acceleration.rawValue)",
            "-cpu", acceleration == .kvm ? "host" : "max",
            "-smp", String(processors), "-m", String(memoryMiB),
            "-kernel", image.kernel, "-initrd", image.memoryDisk,
            // A machine whose kernel fails ends: whoever keeps it starts it anew.
            "-append", "console=ttyS0 quiet panic=-1\(options)",
            "-device", "virtio-rng-pci",
        ]
    }

    private static func drive(_ file: String, isReadOnly: Bool = false) -> String {
        "file=\(escaped(file)),if=virtio,format=raw" + (isReadOnly ? ",readonly=on" : "")
    }

    /// QEMU parts options at commas; two of them are one.
    private static func escaped(_ path: String) -> String { path.replacing(",", with: ",,") }
}
