import Files
import NIOCore
import NIOPosix
import Networking
import Synchronization

/// Asks the machine's own resolvers, from a port of its own for each question, so that answers are
/// hard to forge.
final class Upstream: Sendable {
    struct Server: Sendable, Hashable {
        var address: IPv4Address
        var port: Int
    }

    /// Questions under way; those beyond fail at once.
    static let maximumQuestions = 256
    /// For one server; the next one is asked after it.
    static let timeout = Duration.seconds(2)

    private let fixed: [Server]?
    private let count = Mutex(0)

    init(fixed: [Server]?) { self.fixed = fixed }

    /// nil when nobody answers.
    func ask(_ query: DNSQuery, _ bytes: [UInt8], overTCP: Bool) async -> [UInt8]? {
        let isFree = count.withLock { count in
            guard count < Self.maximumQuestions else { return false }
            count += 1
            return true
        }
        guard isFree else { return nil }
        defer { count.withLock { $0 -= 1 } }
        for server in servers() {
            let id = UInt16.random(in: 0...UInt16.max)
            let question = [UInt8(id >> 8), UInt8(id & 255)] + bytes.dropFirst(2)
            guard let answer = await ask(server, question, query, id, overTCP) else { continue }
            return [UInt8(query.id >> 8), UInt8(query.id & 255)] + answer.dropFirst(2)
        }
        return nil
    }

    /// Read anew for each question: the file is small and changes with the network.
    private func servers() -> [Server] {
        if let fixed { return fixed }
        guard let bytes = try? WholeFile.read("/etc/resolv.conf", limit: 64 << 10) else {
            return []
        }
        return ResolverFile.servers(String(decoding: bytes, as: UTF8.self))
            .map { Server(address: $0, port: 53) }
    }

    private func ask(
        _ server: Server, _ question: [UInt8], _ query: DNSQuery, _ id: UInt16, _ overTCP: Bool
    ) async -> [UInt8]? {
        try? await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                overTCP
                    ? try await Self.askStream(server, question, query, id)
                    : try await Self.askDatagram(server, question, query, id)
            }
            group.addTask {
                try await Task.sleep(for: Self.timeout)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    private static func askDatagram(
        _ server: Server, _ question: [UInt8], _ query: DNSQuery, _ id: UInt16
    ) async throws -> [UInt8]? {
        let remote = try SocketAddress(ipAddress: "\(server.address)", port: server.port)
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: remote) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<
                        AddressedEnvelope<ByteBuffer>, AddressedEnvelope<ByteBuffer>
                    >(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(
                AddressedEnvelope(remoteAddress: remote, data: ByteBuffer(bytes: question)))
            for try await envelope in inbound {
                let bytes = Array(envelope.data.readableBytesView)
                if query.isAnswered(by: bytes, id: id) { return bytes }
            }
            return nil
        }
    }

    private static func askStream(
        _ server: Server, _ question: [UInt8], _ query: DNSQuery, _ id: UInt16
    ) async throws -> [UInt8]? {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "\(server.address)", port: server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var message = ByteBuffer()
            message.writeInteger(UInt16(question.count))
            message.writeBytes(question)
            try await outbound.write(message)
            var buffer = ByteBuffer()
            for try await piece in inbound {
                buffer.writeImmutableBuffer(piece)
                guard let length: UInt16 = buffer.getInteger(at: buffer.readerIndex),
                    buffer.readableBytes >= 2 + Int(length)
                else { continue }
                let bytes = buffer.getBytes(at: buffer.readerIndex + 2, length: Int(length)) ?? []
                return query.isAnswered(by: bytes, id: id) ? bytes : nil
            }
            return nil
        }
    }
}
