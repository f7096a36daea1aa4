import Glibc
import Networking
import Workload

/// Holds the machine's ports that are published for sandboxes, so that no other program gets
/// them and one that has them is noticed.
///
/// Packets never arrive here: they are sent on to the sandbox before they reach a socket. The
/// claims end with this process; a port that another program took meanwhile stays published all
/// the same, because the packet filter comes first.
struct PortClaims: ~Copyable {
    private var descriptors: [PortBinding: Int32] = [:]

    deinit {
        for descriptor in descriptors.values { close(descriptor) }
    }

    /// - Returns: false when the port is in use, or the address is not this machine's.
    mutating func claim(_ binding: PortBinding) -> Bool {
        guard let descriptor = Self.open(binding) else { return false }
        if let old = descriptors.updateValue(descriptor, forKey: binding) { close(old) }
        return true
    }

    mutating func drop(_ binding: PortBinding) {
        if let descriptor = descriptors.removeValue(forKey: binding) { close(descriptor) }
    }

    private static func open(_ binding: PortBinding) -> Int32? {
        let type = binding.transport == .tcp ? SOCK_STREAM : SOCK_DGRAM
        let descriptor = socket(
            AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        if binding.transport == .tcp {
            // A port whose old connections linger is free; one that is listened on is not.
            var one: Int32 = 1
            let size = socklen_t(MemoryLayout<Int32>.size)
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, size)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = binding.hostPort.bigEndian
        address.sin_addr.s_addr = (IPv4Address(binding.hostAddress)?.value ?? 0).bigEndian
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // Without listening, another program that also sets SO_REUSEADDR could still bind.
        guard bound == 0, binding.transport == .udp || listen(descriptor, 0) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
