package import Glibc
package import Networking

/// An IPv4 address and a port as the system's calls take them (`struct sockaddr_in`).
package struct SocketName: Sendable, Hashable {
    package var address: IPv4Address
    package var port: UInt16

    package init(_ address: IPv4Address, _ port: UInt16) {
        self.address = address
        self.port = port
    }

    private static let byteCount = 16

    private var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        bytes.withUnsafeMutableBytes {
            $0.storeBytes(of: UInt16(AF_INET), toByteOffset: 0, as: UInt16.self)
            $0.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
            $0.storeBytes(of: address.value.bigEndian, toByteOffset: 4, as: UInt32.self)
        }
        return bytes
    }

    /// Of 16 bytes.
    private init(_ bytes: UnsafeRawBufferPointer) {
        port = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        address = IPv4Address(
            UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    }

    /// nil unless it is an IPv4 one.
    init?(_ pointer: UnsafeRawPointer) {
        guard pointer.loadUnaligned(as: UInt16.self) == UInt16(AF_INET) else { return nil }
        self.init(UnsafeRawBufferPointer(start: pointer, count: Self.byteCount))
    }

    package func withPointer<Value>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Value
    ) rethrows -> Value {
        try bytes.withUnsafeBytes {
            // Sixteen bytes are there.
            try body($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        }
    }

    /// What a socket is bound to; nil when it cannot be told.
    package static func own(of descriptor: Int32) -> SocketName? {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var length = socklen_t(byteCount)
        return bytes.withUnsafeMutableBytes {
            let name = $0.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            guard getsockname(descriptor, name, &length) == 0 else { return nil }
            return SocketName(UnsafeRawBufferPointer($0))
        }
    }
}
