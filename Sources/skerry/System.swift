import Foundation
import Shapes

/// The system's clock, read at the edge only.
enum SystemTime {
    /// Now, in milliseconds.
    @Sendable static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
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
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw CommandFailure("cannot open a socket") }
        defer { close(descriptor) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        guard inet_pton(AF_INET, address, &name.sin_addr) == 1 else {
            throw CommandFailure("--port 0 needs a numeric IPv4 address to bind, not \(address)")
        }
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, size) == 0 && getsockname(descriptor, generic, &size) == 0
            }
        }
        guard found else { throw CommandFailure("no free port on \(address)") }
        return Int(UInt16(bigEndian: name.sin_port))
    }
}
