import Glibc
import HostNetwork
import Networking

@testable import VPCNetwork

/// A socket in some namespace.
final class Socket: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    enum Kind: Sendable { case tcp, udp, icmp }

    static func open(_ kind: Kind, in namespace: NetworkNamespace) throws -> Socket {
        try namespace.run {
            let type = (kind == .tcp ? SOCK_STREAM : kind == .udp ? SOCK_DGRAM : SOCK_RAW).rawValue
            let descriptor = socket(
                AF_INET, Int32(type) | Int32(SOCK_NONBLOCK.rawValue),
                kind == .icmp ? Int32(IPPROTO_ICMP) : 0)
            guard descriptor >= 0 else { throw SystemError(errno, "open a socket") }
            return Socket(descriptor)
        }
    }

    static func listener(
        _ kind: Kind, _ port: UInt16, in namespace: NetworkNamespace
    ) throws -> Socket {
        let socket = try open(kind, in: namespace)
        let code = address(IPv4Address(0), port) { bind(socket.descriptor, $0, $1) }
        guard code == 0 else { throw SystemError(errno, "bind port \(port)") }
        if kind == .tcp { listen(socket.descriptor, 1024) }
        return socket
    }

    static func address<Value>(
        _ address: IPv4Address, _ port: UInt16,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        SocketName(address, port).withPointer(body)
    }

    func connect(_ to: IPv4Address, _ port: UInt16) {
        _ = Self.address(to, port) { Glibc.connect(descriptor, $0, $1) }
    }

    func send(_ bytes: [UInt8], to: IPv4Address, _ port: UInt16) {
        _ = Self.address(to, port) { sendto(descriptor, bytes, bytes.count, 0, $0, $1) }
    }

    func send(_ bytes: [UInt8]) -> Bool {
        Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Without waiting; nil when there is nothing.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 2048)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count >= 0 ? Array(buffer[..<count]) : nil
    }

    func accept() -> Socket? {
        let taken = Glibc.accept(descriptor, nil, nil)
        return taken >= 0 ? Socket(taken) : nil
    }

    var port: UInt16 {
        SocketName.own(of: descriptor)?.port ?? 0
    }

    /// Answers the datagrams that are there.
    func answer(_ reply: ([UInt8]) -> [UInt8]?) {
        var name = [UInt8](repeating: 0, count: 16)
        var buffer = [UInt8](repeating: 0, count: 2048)
        name.withUnsafeMutableBytes {
            let from = $0.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            while true {
                var length = socklen_t(16)
                let count = recvfrom(descriptor, &buffer, buffer.count, 0, from, &length)
                guard count > 0 else { return }
                if let bytes = reply(Array(buffer[..<count])) {
                    sendto(descriptor, bytes, bytes.count, 0, from, length)
                }
            }
        }
    }

    /// Waits for something to read.
    func isReadable(within milliseconds: Int32) -> Bool {
        var polled = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        return poll(&polled, 1, milliseconds) > 0
    }

    /// Which of the connections under way are established by the deadline.
    static func connected(_ sockets: [Socket], within limit: Duration) -> [Bool] {
        let deadline = ContinuousClock.now + limit
        var result = [Bool?](repeating: nil, count: sockets.count)
        while result.contains(where: { $0 == nil }) {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { break }
            let open = result.indices.filter { result[$0] == nil }
            var polled = open.map {
                pollfd(fd: sockets[$0].descriptor, events: Int16(POLLOUT), revents: 0)
            }
            guard poll(&polled, nfds_t(polled.count), Int32(left / .milliseconds(1)) + 1) > 0 else {
                break
            }
            for (place, entry) in zip(open, polled) where entry.revents != 0 {
                var code: Int32 = 0
                var length = socklen_t(4)
                getsockopt(
                    sockets[place].descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
                result[place] = code == 0 && entry.revents & Int16(POLLOUT) != 0
            }
        }
        return result.map { $0 ?? false }
    }

    /// An ICMP echo request with a number of 16 bits.
    static func echo(_ number: UInt16) -> [UInt8] {
        var bytes: [UInt8] = [8, 0, 0, 0, UInt8(number >> 8), UInt8(number & 255), 0, 1]
        var sum: UInt32 = 0
        for place in stride(from: 0, to: 8, by: 2) {
            sum += UInt32(bytes[place]) << 8 | UInt32(bytes[place + 1])
        }
        sum = (sum & 0xffff) + sum >> 16
        let checksum = ~UInt16(truncatingIfNeeded: sum)
        (bytes[2], bytes[3]) = (UInt8(checksum >> 8), UInt8(checksum & 255))
        return bytes
    }
}
