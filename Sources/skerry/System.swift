import Foundation
import Shapes

/// The system's clock, read at the edge only.
enum SystemTime {
    /// Now, in milliseconds.
    @Sendable static func now() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }
}

/// The system's cryptographic random source.
enum SystemRandom {
    /// That many bytes.
    @Sendable static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

extension SystemRandom {
    /// That many random bytes as lower-case hexadecimal digits, the form of ECS's ids.
    static func hex(_ count: Int) -> String {
        bytes(count).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}

/// A port that nobody listens on.
enum FreePort {
    /// Asks the kernel for one. Somebody else may take it before we do; then binding fails, and
    /// says so.
    static func find(_ address: String) throws -> Int {
        guard let name = socketName(address, 0) else {
            throw CommandFailure("--port 0 needs a numeric IPv4 address to bind, not \(address)")
        }
        guard let bound = bound(name) else { throw CommandFailure("no free port on \(address)") }
        return Int(UInt16(bigEndian: bound.sin_port))
    }

    /// Whether somebody listens there, so that nobody else can. False for what cannot be told:
    /// binding will say.
    static func isTaken(_ address: String, _ port: Int) -> Bool {
        guard let name = socketName(address, port) else { return false }
        return bound(name) == nil && errno == EADDRINUSE
    }

    private static func socketName(_ address: String, _ port: Int) -> sockaddr_in? {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = in_port_t(UInt16(port).bigEndian)
        return inet_pton(AF_INET, address, &name.sin_addr) == 1 ? name : nil
    }

    /// What a socket with this name is really bound to; nil, with `errno`, when it cannot be.
    private static func bound(_ wanted: sockaddr_in) -> sockaddr_in? {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { return nil }
        var name = wanted
        var yes: Int32 = 1
        // As the server does: connections that are closing do not count.
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, size) == 0 && listen(descriptor, 1) == 0
                    && getsockname(descriptor, generic, &size) == 0
            }
        }
        let cause = errno
        close(descriptor)
        errno = cause
        return isBound ? name : nil
    }
}
