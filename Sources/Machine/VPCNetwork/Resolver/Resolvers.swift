import Dispatch
import Glibc
import HostNetwork
package import Logging
import NIOCore
import NIOPosix
package import Networking
import Synchronization

/// The resolvers of the VPCs on this machine: sockets in the routers' namespaces, at the base plus
/// two of each VPC and at 169.254.169.253, answered by this process.
package struct Resolvers: Sendable {
    private let network: VPCNetwork
    private let logger: Logger
    private let upstream: Upstream
    private let open = OpenResolvers()

    /// - Parameter servers: who is asked what no VPC knows; nil: those of /etc/resolv.conf.
    package init(
        _ network: VPCNetwork, servers: [(address: IPv4Address, port: Int)]? = nil, logger: Logger
    ) {
        self.network = network
        self.logger = logger
        upstream = Upstream(fixed: servers?.map { Upstream.Server(address: $0.0, port: $0.1) })
    }

    /// Follows the network's state, until cancelled.
    package func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                let (version, model) = network.current
                let wanted = model.vpcs.filter(\.resolvesNames)
                open.keep(wanted)
                for vpc in wanted where open.begin(vpc) {
                    group.addTask { try await serve(vpc) }
                }
                try await network.changes.wait(after: version, atMost: .seconds(2))
            }
        }
    }

    /// Serves one VPC until it is gone. What fails is tried again by `run`.
    private func serve(_ vpc: NetworkModel.VPC) async throws {
        defer { open.end(vpc.id) }
        let namespace = NetworkNamespace(network.settings.namespace(vpc.id))
        do {
            var sockets: [(kind: Int32, descriptor: Int32)] = []
            for address in [vpc.resolver, RouterView.amazonResolver] {
                for kind in [SOCK_DGRAM, SOCK_STREAM] {
                    let kind = Int32(kind.rawValue)
                    sockets.append((kind, try Self.socket(kind, address, in: namespace)))
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (kind, descriptor) in sockets {
                    group.addTask {
                        if kind == Int32(SOCK_DGRAM.rawValue) {
                            try await datagrams(vpc.id, descriptor)
                        } else {
                            try await streams(vpc.id, descriptor)
                        }
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            guard !Task.isCancelled else { throw CancellationError() }
            logger.warning(
                "resolver of a VPC failed", metadata: ["vpc": "\(vpc.id)", "error": "\(error)"])
        }
    }

    private static func socket(
        _ kind: Int32, _ address: IPv4Address, in namespace: NetworkNamespace
    ) throws -> Int32 {
        try namespace.run {
            let descriptor = Glibc.socket(
                AF_INET, kind | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            guard descriptor >= 0 else { throw SystemError(errno, "open a socket") }
            var yes: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
            var code = SocketName(address, 53).withPointer { bind(descriptor, $0, $1) }
            // NIO takes a socket as it is.
            if code == 0, kind == Int32(SOCK_STREAM.rawValue) { code = listen(descriptor, 64) }
            guard code == 0 else {
                let code = errno
                close(descriptor)
                throw SystemError(code, "bind the resolver's address \(address)")
            }
            return descriptor
        }
    }

    // MARK: UDP

    /// Datagrams that wait for an answer; more are dropped, as UDP allows.
    private static let maximumDatagrams = 256

    private func datagrams(_ vpc: String, _ descriptor: Int32) async throws {
        let (news, inbox) = AsyncStream.makeStream(
            of: Datagram.self, bufferingPolicy: .bufferingOldest(Self.maximumDatagrams))
        // NIO's datagram channel does not take a socket that is bound already.
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: .global())
        source.setEventHandler {
            while let datagram = Datagram(receivedFrom: descriptor) { inbox.yield(datagram) }
        }
        source.setCancelHandler {
            close(descriptor)
            inbox.finish()
        }
        source.resume()
        let ending = Ending(source)
        open.add(vpc) { ending.end() }
        defer { ending.end() }
        await withDiscardingTaskGroup { group in
            for await datagram in news {
                group.addTask {
                    guard let answer = await answer(datagram.bytes, vpc, overTCP: false) else {
                        return
                    }
                    ending.ifOpen { datagram.answer(answer, over: descriptor) }
                }
            }
            group.cancelAll()
        }
    }

    // MARK: TCP

    /// Connections of one VPC at once; more wait to be accepted.
    private static let maximumConnections = 64
    private static let idleLimit = Duration.seconds(10)

    private func streams(_ vpc: String, _ descriptor: Int32) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .withBoundSocketForStreams(descriptor)
        let channel = server.channel
        open.add(vpc) { channel.close(promise: nil) }
        try await server.executeThenClose { inbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                var count = 0
                for try await connection in inbound {
                    if count == Self.maximumConnections {
                        try await group.next()
                    } else {
                        count += 1
                    }
                    group.addTask { await converse(connection, vpc) }
                }
                group.cancelAll()
            }
        }
    }

    private func converse(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ vpc: String)
        async
    {
        // A client that breaks off is no failure of ours.
        try? await connection.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let heard = LastHeard()
                group.addTask {
                    var buffer = ByteBuffer()
                    for try await piece in inbound {
                        buffer.writeImmutableBuffer(piece)
                        while let length: UInt16 = buffer.getInteger(at: buffer.readerIndex),
                            buffer.readableBytes >= 2 + Int(length)
                        {
                            buffer.moveReaderIndex(forwardBy: 2)
                            let bytes = buffer.readBytes(length: Int(length)) ?? []
                            heard.note()
                            guard let answer = await answer(bytes, vpc, overTCP: true) else {
                                return
                            }
                            var reply = ByteBuffer()
                            reply.writeInteger(UInt16(answer.count))
                            reply.writeBytes(answer)
                            try await outbound.write(reply)
                        }
                        buffer.discardReadBytes()
                    }
                }
                group.addTask {
                    while heard.age < Self.idleLimit {
                        try await Task.sleep(for: .seconds(1))
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    // MARK: Answers

    /// nil when there is nothing to say.
    private func answer(_ bytes: [UInt8], _ vpc: String, overTCP: Bool) async -> [UInt8]? {
        let query: DNSQuery
        do throws(DNSQuery.Fault) {
            query = try DNSQuery(bytes)
        } catch {
            switch error {
            case .ignored: return nil
            case .refused(let answer): return answer
            }
        }
        guard let zone = open.zone(vpc) else { return query.answer(.refused) }
        switch zone.decide(query) {
        case .answer(let answer): return answer
        case .forward:
            return await upstream.ask(query, bytes, overTCP: overTCP)
                ?? query.answer(.serverFailure)
        }
    }
}

extension ServerBootstrap {
    fileprivate func withBoundSocketForStreams(
        _ descriptor: Int32
    ) async throws -> NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never> {
        try await bind(descriptor) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
    }
}

/// A question and who asked it.
private struct Datagram: Sendable {
    let bytes: [UInt8]
    /// As the system's calls have it.
    private let sender: [UInt8]

    /// nil when there is none.
    init?(receivedFrom descriptor: Int32) {
        var sender = [UInt8](repeating: 0, count: 16)
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = sender.withUnsafeMutableBytes { name in
            var length = socklen_t(name.count)
            return recvfrom(
                descriptor, &buffer, buffer.count, 0,
                name.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
        }
        guard count >= 0 else { return nil }
        bytes = Array(buffer[..<count])
        self.sender = sender
    }

    /// Who is gone cannot be answered.
    func answer(_ answer: [UInt8], over descriptor: Int32) {
        sender.withUnsafeBytes { name in
            _ = sendto(
                descriptor, answer, answer.count, 0,
                name.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(name.count))
        }
    }
}

/// Ends a socket once, and keeps others from using its number afterwards.
private final class Ending: Sendable {
    // Unsafe in name only: a dispatch source may be cancelled from any thread.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    private let isOver = Mutex(false)

    init(_ source: any DispatchSourceRead) { self.source = source }

    func end() {
        isOver.withLock { isOver in
            if !isOver { source.cancel() }
            isOver = true
        }
    }

    func ifOpen(_ body: () -> Void) { isOver.withLock { if !$0 { body() } } }
}

/// When a connection was last heard.
private final class LastHeard: Sendable {
    private let time = Mutex(ContinuousClock.now)

    func note() { time.withLock { $0 = .now } }

    var age: Duration { time.withLock { ContinuousClock.now - $0 } }
}

/// The resolvers that run, by VPC.
private final class OpenResolvers: Sendable {
    private struct Entry {
        var zone: ResolverZone
        var endings: [@Sendable () -> Void] = []
        var isWanted = true
    }

    private let entries = Mutex<[String: Entry]>([:])

    func zone(_ vpc: String) -> ResolverZone? { entries.withLock { $0[vpc]?.zone } }

    /// Ends those that are not among `wanted`, and renews what the others know.
    func keep(_ wanted: [NetworkModel.VPC]) {
        let zones = Dictionary(uniqueKeysWithValues: wanted.map { ($0.id, ResolverZone($0)) })
        let ended = entries.withLock { entries in
            var ended: [@Sendable () -> Void] = []
            for id in Array(entries.keys) {
                if let zone = zones[id] {
                    entries[id]?.zone = zone
                } else {
                    entries[id]?.isWanted = false
                    ended += entries[id]?.endings ?? []
                }
            }
            return ended
        }
        for end in ended { end() }
    }

    /// False when one runs.
    func begin(_ vpc: NetworkModel.VPC) -> Bool {
        entries.withLock { entries in
            guard entries[vpc.id] == nil else { return false }
            entries[vpc.id] = Entry(zone: ResolverZone(vpc))
            return true
        }
    }

    /// `end` closes a socket of a VPC's resolver.
    func add(_ vpc: String, _ end: @escaping @Sendable () -> Void) {
        let isWanted = entries.withLock { entries in
            entries[vpc]?.endings.append(end)
            return entries[vpc]?.isWanted ?? false
        }
        if !isWanted { end() }
    }

    func end(_ vpc: String) { entries.withLock { $0[vpc] = nil } }
}
