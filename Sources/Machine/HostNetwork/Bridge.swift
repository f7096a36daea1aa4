import Glibc

/// The machine's bridge interface. The CNI plugin makes it with the first sandbox; the rest is
/// done with plain ioctls, so that no iproute2 is needed.
struct Bridge {
    /// At most 15 bytes.
    let name: String

    /// From linux/sockios.h.
    private static let deleteBridge: UInt = 0x89a1
    private static let getFlags: UInt = 0x8913
    private static let setFlags: UInt = 0x8914

    var exists: Bool { access("/sys/class/net/\(name)/bridge", F_OK) == 0 }

    /// Lets packets from 127.0.0.1 be sent on to a sandbox and their answers be taken back: the
    /// kernel drops such addresses on any other interface as impossible ones.
    func allowLoopbackSources() throws {
        let path = "/proc/sys/net/ipv4/conf/\(name)/route_localnet"
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(errno, "open \(path)") }
        defer { close(descriptor) }
        guard write(descriptor, "1", 1) == 1 else { throw SystemError(errno, "write \(path)") }
    }

    /// Takes it down and deletes it; success when there is none.
    func remove() throws {
        guard exists else { return }
        let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, type, 0)
        guard descriptor >= 0 else { throw SystemError(errno, "open a socket") }
        defer { close(descriptor) }
        // struct ifreq: 16 bytes of name, then a union of 24 whose first member here is the flags.
        var request = [UInt8](repeating: 0, count: 40)
        request.replaceSubrange(0..<name.utf8.count, with: name.utf8)
        guard ioctl(descriptor, Self.getFlags, &request) == 0 else {
            throw SystemError(errno, "look at interface \(name)")
        }
        request[16] &= ~UInt8(IFF_UP)
        guard ioctl(descriptor, Self.setFlags, &request) == 0,
            ioctl(descriptor, Self.deleteBridge, &request) == 0
        else { throw SystemError(errno, "delete bridge \(name)") }
    }
}
