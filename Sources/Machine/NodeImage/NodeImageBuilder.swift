import Files
import Glibc
import HostNetwork
import Shapes

/// Makes a ``NodeImage`` from Debian's packages and the running program.
package struct NodeImageBuilder: Sendable {
    /// Debian's release and where its packages are.
    package var suite = "bookworm"
    package var mirror = "http://deb.debian.org/debian"
    /// The program that goes in, and its version.
    package var program: String
    package var version: String
    /// Told of each step before it begins.
    package var progress: @Sendable (String) -> Void

    /// What an agent needs; the kernel comes by itself, without the tools that would make it a
    /// memory disk.
    static let packages = [
        "busybox-static", "ca-certificates", "containerd", "containernetworking-plugins",
        "iproute2", "kmod", "libsqlite3-0", "libstdc++6", "mount", "nftables", "runc",
        "util-linux", "zlib1g",
    ]
    /// Programs on this computer, and the packages that have them.
    static let tools = [
        "debootstrap": "debootstrap", "mke2fs": "e2fsprogs", "chroot": "coreutils",
        "ldd": "libc-bin", "busybox": "busybox-static", "unshare": "util-linux",
    ]
    /// Beyond what the files take, of the root file system.
    static let slackBytes = 64 << 20

    package init(
        program: String, version: String, progress: @escaping @Sendable (String) -> Void
    ) {
        self.program = program
        self.version = version
        self.progress = progress
    }

    /// Builds the image at `image`'s place. What was there stays until the new one is whole, and is
    /// then replaced in one step; machines that run from the old one keep it.
    ///
    /// - Throws: ``NodeImageError``; `CancellationError`. Nothing half-made is left.
    package func build(_ image: NodeImage) async throws {
        try checkHost()
        let work = "\(image.directory).building-\(getpid())"
        do {
            try await assemble(NodeImage(work))
            try replace(image.directory, with: work)
        } catch {
            _ = try? await tool("rm", ["-rf", "--one-file-system", work])
            throw error
        }
    }

    private func checkHost() throws {
        guard geteuid() == 0 else {
            throw NodeImageError("building a node image takes root; try it with sudo")
        }
        let missing = Self.tools.filter { Command.find($0.key) == nil }.map(\.value).sorted()
        guard missing.isEmpty else {
            throw NodeImageError(
                "missing here: on Debian, apt-get install \(missing.joined(separator: " "))")
        }
    }

    private func assemble(_ image: NodeImage) async throws {
        let root = "\(image.directory)/root"
        try await run("mkdir", ["-p", image.directory])
        progress("fetching Debian \(suite) …")
        try await run(
            "debootstrap",
            [
                "--variant=minbase", "--include=\(Self.packages.joined(separator: ","))", suite,
                root, mirror,
            ], limit: .seconds(1200))
        progress("fetching the kernel …")
        let kernel = try await installKernel(in: root, image)
        progress("installing the agent …")
        try await installProgram(in: root)
        try await write(NodeFiles.rootInit, to: "\(root)/sbin/skerry-init")
        progress("making the memory disk …")
        try await makeMemoryDisk(image, root: root, kernel: kernel)
        progress("making the root file system …")
        let architecture = try await output("chroot", [root, "dpkg", "--print-architecture"])
        try await makeRootDisk(image, root: root)
        try await run("rm", ["-rf", "--one-file-system", root])
        try image.write(
            NodeImage.Manifest {
                $0.suite = suite
                $0.kernel = kernel
                $0.architecture = architecture
                $0.version = version
            })
    }

    /// Unpacks the newest cloud kernel; its release comes back.
    private func installKernel(in root: String, _ image: NodeImage) async throws -> String {
        let script = """
            set -e
            cd /tmp
            apt-get update -qq
            meta=linux-image-cloud-$(dpkg --print-architecture)
            package=$(apt-cache depends $meta | sed -n 's/^ *Depends: *\\(linux-image-.*\\)/\\1/p')
            apt-get download -qq "$package" >&2
            dpkg-deb --fsys-tarfile "$package"_*.deb | tar -x --keep-directory-symlink -C /
            rm "$package"_*.deb
            release=${package#linux-image-}
            depmod "$release"
            echo "$release"
            """
        // apt drops its rights to a user who may not write to this folder; as root it is quieter.
        let kernel = try await output(
            "chroot",
            [
                root, "sh", "-c",
                script.replacing("apt-get ", with: "apt-get -o APT::Sandbox::User=root "),
            ],
            limit: .seconds(600))
        try await run("mv", ["\(root)/boot/vmlinuz-\(kernel)", image.kernel])
        return kernel
    }

    /// Copies the program without its debugging symbols, and the libraries that Debian's packages do
    /// not bring.
    private func installProgram(in root: String) async throws {
        let target = "\(root)\(NodeFiles.program)"
        try await run("mkdir", ["-p", "\(root)\(NodeFiles.libraries)", "\(root)/opt/skerry/bin"])
        try await run("cp", [program, target])
        if Command.find("strip") != nil { try await run("strip", [target]) }
        for library in NodeLibraries.own(ldd: try await output("ldd", [program])) {
            try await run("cp", ["-L", library, "\(root)\(NodeFiles.libraries)/"])
        }
        let environment = Command.defaultEnvironment + ["LD_LIBRARY_PATH=\(NodeFiles.libraries)"]
        try await run(
            "chroot", [root, NodeFiles.program, "--version"], environment: environment)
    }

    private func makeMemoryDisk(_ image: NodeImage, root: String, kernel: String) async throws {
        let disk = "\(image.directory)/memory-disk"
        let modules = "/lib/modules/\(kernel)"
        var files: Set<String> = []
        for module in NodeFiles.earlyModules {
            let text = try await output(
                "chroot", [root, "modprobe", "-S", kernel, "--show-depends", module])
            files.formUnion(NodeLibraries.modules(showDepends: text))
        }
        try await run(
            "mkdir",
            ["-p"] + ["bin", "dev", "proc", "sys", "base", "data", "new"].map { "\(disk)/\($0)" })
        for file in files.sorted()
            + ["dep", "dep.bin", "alias", "builtin"].map({
                "\(modules)/modules.\($0)"
            })
        {
            let folder = file.split(separator: "/").dropLast().joined(separator: "/")
            try await run("mkdir", ["-p", "\(disk)/\(folder)"])
            try await run("cp", ["-L", "\(root)\(file)", "\(disk)\(file)"])
        }
        try await run("cp", ["-L", "\(root)/bin/busybox", "\(disk)/bin/busybox"])
        try await write(NodeFiles.memoryDiskInit, to: "\(disk)/init")
        try await run(
            "sh",
            [
                "-c",
                "cd \"$1\" && find . | busybox cpio -o -H newc 2>/dev/null | gzip -1 >\"$2\"", "sh",
                disk, image.memoryDisk,
            ])
        try await run("rm", ["-rf", disk])
    }

    private func makeRootDisk(_ image: NodeImage, root: String) async throws {
        // What no machine reads.
        let waste =
            ["usr/share/doc", "usr/share/man", "usr/share/locale", "var/cache/apt"]
            + ["var/lib/apt/lists", "var/log", "boot"]
        for folder in waste {
            try await run("rm", ["-rf", "--one-file-system", "\(root)/\(folder)"])
        }
        // The resolver's addresses are the network's affair, not the image's.
        try await run("rm", ["-f", "\(root)/etc/resolv.conf"])
        try await run("mkdir", ["-p", "\(root)/var/log", "\(root)/etc/ecs"])
        let used = try await output("du", ["-s", "--block-size=1", "--apparent-size", root])
        guard let bytes = used.split(whereSeparator: \.isWhitespace).first.flatMap({ Int($0) })
        else { throw NodeImageError("du says nothing about \(root)") }
        // Inodes and block maps of many small files take their share.
        let mebibytes = (bytes + bytes / 4 + Self.slackBytes) >> 20
        try await run(
            "mke2fs",
            [
                "-q", "-t", "ext4", "-O", "^has_journal", "-m", "0", "-d", root, image.rootDisk,
                "\(mebibytes)M",
            ], limit: .seconds(300))
    }

    private func replace(_ directory: String, with work: String) throws {
        let old = "\(work).old"
        let hadOne = rename(directory, old) == 0
        guard rename(work, directory) == 0 else {
            let code = errno
            if hadOne { rename(old, directory) }
            throw NodeImageError(FileError("put the image at \(directory)", code: code).description)
        }
        for file in [NodeImage(old).kernel, NodeImage(old).memoryDisk, NodeImage(old).rootDisk]
        where hadOne {
            unlink(file)
        }
        unlink("\(old)/manifest.json")
        rmdir(old)
    }

    // MARK: Running programs

    private func write(_ text: String, to path: String) async throws {
        do throws(FileError) {
            try WholeFile.replace(path, with: Array(text.utf8), mode: 0o755)
        } catch {
            throw NodeImageError(error.description)
        }
    }

    private func run(
        _ name: String, _ arguments: [String], limit: Duration = .seconds(60),
        environment: [String] = Command.defaultEnvironment
    ) async throws {
        _ = try await tool(name, arguments, limit: limit, environment: environment)
    }

    /// What it printed, without the last line's end.
    private func output(
        _ name: String, _ arguments: [String], limit: Duration = .seconds(60)
    ) async throws -> String {
        let result = try await tool(name, arguments, limit: limit)
        let text = String(decoding: result.stdout, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    @discardableResult
    private func tool(
        _ name: String, _ arguments: [String], limit: Duration = .seconds(60),
        environment: [String] = Command.defaultEnvironment
    ) async throws -> CommandResult {
        guard let path = Command.find(name) else {
            throw NodeImageError("the program \(name) is not installed")
        }
        do {
            return try await Command(
                path, arguments, environment: environment, timeout: limit
            ).runSuccessfully()
        } catch let error as CommandError {
            throw NodeImageError(error.description)
        } catch let error as SystemError {
            throw NodeImageError("\(error)")
        }
    }
}
