import Files
import Foundation
import Glibc
import HostNetwork
package import NodeImage
import Processes
import Synchronization

/// A virtual machine: its disks and its process, which outlives ours.
package final class VirtualMachine: Sendable {
    package let specification: VirtualMachineSpecification
    private let program: String
    private let child = Mutex<ChildProcess?>(nil)

    /// Whether the programs that it takes are there.
    package static var isInstalled: Bool {
        Command.find(QEMUCommand.program) != nil && Command.find("mke2fs") != nil
    }

    /// Throws ``VirtualMachineError`` when QEMU or mke2fs is not installed.
    package init(_ specification: VirtualMachineSpecification) throws {
        guard let program = Command.find(QEMUCommand.program), Command.find("mke2fs") != nil else {
            throw VirtualMachineError(
                "virtual machines take QEMU and mke2fs; on Debian: "
                    + "apt-get install qemu-system-x86 e2fsprogs")
        }
        guard specification.controlSocket.utf8.count < 104 else {
            throw VirtualMachineError(
                "the path \(specification.controlSocket) is too long for a unix socket")
        }
        self.specification = specification
        self.program = program
    }

    /// The process, ours or one that an earlier life of ours started; nil while it does not run.
    package var pid: Int32? {
        if let child = child.withLock({ $0 }), child.ending == nil { return child.pid }
        return Self.findAlive(named: specification.name)
    }

    /// The process of the machine with a name.
    package static func findAlive(named name: String) -> Int32? {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return folders.lazy.compactMap { Int32($0) }.first { pid in
            guard let words = try? WholeFile.read("/proc/\(pid)/cmdline"), !words.isEmpty else {
                return false
            }
            let arguments = words.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            guard arguments.first?.hasSuffix(QEMUCommand.program) == true,
                let place = arguments.firstIndex(of: "-name"), place + 1 < arguments.count
            else { return false }
            return arguments[place + 1] == name
        }
    }

    /// Makes what disks are missing, writes the orders anew and starts it unless it runs.
    ///
    /// - Throws: ``VirtualMachineError``; `CancellationError`.
    package func start(_ acceleration: Acceleration) async throws {
        guard pid == nil else { return }
        guard try imageManifest() != nil else {
            throw VirtualMachineError(
                "there is no node image at \(specification.image.directory); "
                    + "run: skerry image build-node")
        }
        for folder in [specification.directory, specification.stateDirectory] {
            try makeDirectory(folder)
        }
        try await makeDataDisk()
        do throws(FileError) {
            try WholeFile.replace(
                specification.ordersDisk, with: OrdersDisk.content(specification), mode: 0o600)
        } catch {
            throw VirtualMachineError(error.description)
        }
        unlink(specification.controlSocket)
        unlink(specification.log)
        do {
            let started = try ChildProcess(
                program, QEMUCommand.arguments(specification, acceleration),
                output: specification.log, isolation: .session)
            child.withLock { $0 = started }
        } catch let error as ChildProcess.SpawnError {
            throw VirtualMachineError(error.description)
        }
    }

    /// Tells it to end in order and waits; kills it when `grace` is over. Success when it does not
    /// run.
    package func stop(grace: Duration) async {
        let deadline = ContinuousClock.now + grace
        // Its first moments have nobody who listens: it is told again until it is gone.
        while let pid, ContinuousClock.now < deadline {
            tellToStop()
            let turn = min(deadline, ContinuousClock.now + .seconds(1))
            while Self.isAlive(pid), ContinuousClock.now < turn {
                do { try await Task.sleep(for: .milliseconds(20)) } catch { break }
            }
            if Task.isCancelled { break }
        }
        await kill()
    }

    /// Ends it at once.
    package func kill() async {
        guard let pid else { return }
        Glibc.kill(pid, SIGKILL)
        while Self.isAlive(pid) {
            do { try await Task.sleep(for: .milliseconds(5)) } catch { break }
        }
        unlink(specification.controlSocket)
    }

    /// The end of what it printed, at most `limit` bytes.
    package func consoleTail(_ limit: Int) -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: specification.console) else { return [] }
        defer { try? file.close() }
        let size = (try? file.seekToEnd()) ?? 0
        try? file.seek(toOffset: size > UInt64(limit) ? size - UInt64(limit) : 0)
        return Array((try? file.readToEnd()) ?? Data())
    }

    /// Why its process ended, in QEMU's words; empty when it said nothing.
    package var complaint: String {
        let bytes = (try? WholeFile.read(specification.log)) ?? []
        return String(decoding: bytes.suffix(1024), as: UTF8.self)
            .split(whereSeparator: \.isNewline).joined(separator: "; ")
    }

    /// Whether the kernel's acceleration works: a machine is booted with it that ends by itself. Not
    /// every /dev/kvm runs guests.
    package static func acceleration(with image: NodeImage) async -> Acceleration {
        guard access("/dev/kvm", R_OK | W_OK) == 0, let program = Command.find(QEMUCommand.program)
        else { return .emulation }
        let probe = Command(program, QEMUCommand.probe(image, .kvm), timeout: .seconds(8))
        let isUsable = (try? await probe.runSuccessfully()) != nil
        return isUsable ? .kvm : .emulation
    }

    // MARK: Parts

    private func imageManifest() throws -> NodeImage.Manifest? {
        do {
            return try specification.image.manifest()
        } catch let error as NodeImageError {
            throw VirtualMachineError(error.description)
        }
    }

    private func makeDirectory(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw VirtualMachineError("cannot make \(path): \(error.localizedDescription)")
        }
    }

    /// Made under another name first, so that a half-made file system is never booted.
    private func makeDataDisk() async throws {
        let path = specification.dataDisk
        guard access(path, F_OK) != 0, let mke2fs = Command.find("mke2fs") else { return }
        let draft = "\(path).new"
        unlink(draft)
        do {
            try await Command(
                mke2fs,
                [
                    "-q", "-t", "ext4", "-m", "0", "-E", "lazy_itable_init=1", draft,
                    "\(specification.diskMiB)M",
                ], timeout: .seconds(120)
            ).runSuccessfully()
        } catch let error as CommandError {
            throw VirtualMachineError(error.description)
        }
        guard rename(draft, path) == 0 else {
            throw VirtualMachineError(FileError("rename \(draft)").description)
        }
    }

    private func tellToStop() {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            bytes.copyBytes(from: specification.controlSocket.utf8)
        }
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isConnected else { return }
        _ = "stop\n".withCString { write(descriptor, $0, 5) }
    }

    /// A process that has ended and waits to be collected is not alive.
    private static func isAlive(_ pid: Int32) -> Bool {
        guard let words = try? WholeFile.read("/proc/\(pid)/cmdline") else { return false }
        return !words.isEmpty
    }
}

/// Why a virtual machine does not start; the text says what to do.
package struct VirtualMachineError: Error, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
