import AWSWire
import EC2Core
import EC2Model
import HTTPTypes
import MachineProtocol
import Shapes
import Store
import Synchronization
import Testing
import WebServer
import WebSockets

@testable import EC2

/// The network feed as a machine meets it, over a socket pair in memory.
@Suite(.timeLimit(.minutes(1)))
struct NetworkFeedTests {
    private static let role = "arn:aws:sts::000000000000:assumed-role/ecsInstanceRole/"

    private func open(
        _ world: EC2World, machine: String = "i-1", underlay: String = "192.0.2.1",
        _ body: @escaping @Sendable (WebSocket) async throws -> Void
    ) async throws {
        // A server that has not read its records yet says so.
        var response: WebResponse
        repeat {
            response = await world.feed.respond(
                to: WebRequest(
                    method: .get, target: "/_skerry/network/feed?underlay=\(underlay)"),
                world.context(Self.role + machine))
            await Task.yield()
        } while response.status == .serviceUnavailable
        guard case .webSocket(let options, let serve) = response.body else {
            Issue.record("refused: \(response.status)")
            return
        }
        try await SocketPair.run(options, server: serve, client: body)
    }

    /// What a machine makes of frames.
    private struct Picture {
        var vpcs: [String: VPCState] = [:]
        var groups: [String: SecurityGroupState] = [:]
        var interfaces: [String: InterfaceState] = [:]
        var sequence = 0
        var isWhole = false

        mutating func take(_ frame: NetworkFrame) {
            #expect(frame.sequence == sequence + 1)
            sequence = frame.sequence
            for state in frame.vpcs ?? [] { vpcs[state.id] = state }
            for state in frame.securityGroups ?? [] { groups[state.id] = state }
            for state in frame.interfaces ?? [] { interfaces[state.id] = state }
            for id in frame.removed ?? [] {
                vpcs[id] = nil
                groups[id] = nil
                interfaces[id] = nil
            }
            if frame.isComplete { isWhole = true }
        }
    }

    /// Reads and answers frames until something holds.
    private func follow(
        _ socket: WebSocket, _ iterator: inout WebSocket.Iterator, _ picture: inout Picture,
        until holds: (Picture) -> Bool
    ) async throws {
        while !holds(picture) {
            guard case .text(let text) = try #require(await iterator.next()) else {
                throw SocketPair.Closed()
            }
            picture.take(try JSON.decode(from: Array(text.utf8)))
            let report = NetworkReport { [sequence = picture.sequence] in $0.sequence = sequence }
            try await socket.send(
                .text(String(decoding: JSON.encode(report), as: UTF8.self)))
        }
    }

    @Test func aMachineIsToldItsVPCAndWhatChanges() async throws {
        try await EC2World.run { world in
            let (vpc, subnet) = try await world.defaults()
            let group = try await world.group("web")
            let mine = try await world.attach("mine", subnet: subnet.id, groups: [group])
            _ = try await world.attach("other", subnet: subnet.id, machine: "i-2")
            try await open(world) { socket in
                var iterator = socket.makeAsyncIterator()
                var picture = Picture()
                try await follow(socket, &iterator, &picture) { $0.isWhole }
                #expect(picture.vpcs.keys.sorted() == [vpc.id])
                #expect(picture.vpcs[vpc.id]?.vni == vpc.vni)
                #expect(picture.vpcs[vpc.id]?.subnets.count == 3)
                #expect(picture.vpcs[vpc.id]?.subnets[0].ways?.map(\.target) == [.internet])
                #expect(picture.groups.count == 2)
                #expect(picture.interfaces.count == 2)
                #expect(picture.interfaces[mine.id]?.groups == [group])
                #expect(picture.interfaces[mine.id]?.address == mine.address)

                // Its own underlay address is known by now, or comes.
                try await follow(socket, &iterator, &picture) {
                    $0.interfaces[mine.id]?.underlay == "192.0.2.1"
                }
                try await world.allow(443, from: group, into: group)
                try await follow(socket, &iterator, &picture) {
                    $0.groups[group]?.ingress?.map(\.group) == [group]
                }
                let third = try await world.attach("third", subnet: subnet.id, machine: "i-3")
                try await follow(socket, &iterator, &picture) { $0.interfaces[third.id] != nil }
                try await world.service.detachTaskInterface(token: "third", world.scope)
                try await follow(socket, &iterator, &picture) { $0.interfaces[third.id] == nil }
                try await world.service.detachTaskInterface(token: "mine", world.scope)
                try await follow(socket, &iterator, &picture) {
                    $0.vpcs.isEmpty && $0.groups.isEmpty && $0.interfaces.isEmpty
                }
            }
        }
    }

    @Test func othersLearnHowAMachineIsReached() async throws {
        try await EC2World.run { world in
            let subnet = try await world.defaults().subnet
            _ = try await world.attach("a", subnet: subnet.id, machine: "i-1")
            let other = try await world.attach("b", subnet: subnet.id, machine: "i-2")
            try await open(world) { socket in
                var iterator = socket.makeAsyncIterator()
                var picture = Picture()
                try await follow(socket, &iterator, &picture) { $0.isWhole }
                #expect(picture.interfaces[other.id]?.underlay == nil)
                try await open(world, machine: "i-2", underlay: "192.0.2.2") { _ in }
                try await follow(socket, &iterator, &picture) {
                    $0.interfaces[other.id]?.underlay == "192.0.2.2"
                }
            }
        }
    }

    @Test func howFarAMachineIsCanBeAsked() async throws {
        try await EC2World.run { world in
            let subnet = try await world.defaults().subnet
            _ = try await world.attach("a", subnet: subnet.id)
            try await open(world) { socket in
                var iterator = socket.makeAsyncIterator()
                var picture = Picture()
                try await follow(socket, &iterator, &picture) { $0.isWhole }
                // A frame that was never sent cannot be in force.
                let report = NetworkReport {
                    $0.sequence = 99
                    $0.problem = "no nft"
                }
                try await socket.send(
                    .text(String(decoding: JSON.encode(report), as: UTF8.self)))
                var progress = NetworkFeedProgress()
                while progress.problem == nil {
                    progress = world.feed.progress(of: "i-1", world.scope) ?? progress
                    await Task.yield()
                }
                #expect(progress.problem == "no nft")
                #expect(progress.acknowledged <= progress.sent)
            }
            #expect(world.feed.progress(of: "i-1", world.scope) == nil)
        }
    }

    @Test func aNewerSessionTakesThePlace() async throws {
        try await EC2World.run { world in
            let subnet = try await world.defaults().subnet
            _ = try await world.attach("a", subnet: subnet.id)
            try await open(world) { first in
                var iterator = first.makeAsyncIterator()
                _ = await iterator.next()
                try await open(world) { second in
                    var other = second.makeAsyncIterator()
                    _ = await other.next()
                    for await _ in first {}
                    #expect(world.feed.progress(of: "i-1", world.scope) != nil)
                }
            }
        }
    }

    @Test func unreadableAnswersEndTheSession() async throws {
        try await EC2World.run { world in
            try await open(world) { socket in
                try await socket.send(.text("no json"))
                for await _ in socket {}
            }
        }
    }

    @Test(arguments: [
        ("arn:aws:iam::000000000000:user/eve", "underlay=192.0.2.1", 403),
        ("arn:aws:sts::000000000000:assumed-role/other/i-1", "underlay=192.0.2.1", 403),
        ("arn:aws:iam::000000000000:root", "underlay=192.0.2.1", 403),
        ("arn:aws:sts::000000000000:assumed-role/ecsInstanceRole/i-1", "underlay=here", 400),
        ("arn:aws:sts::000000000000:assumed-role/ecsInstanceRole/i-1", "", 400),
        ("arn:aws:iam::000000000000:root", "underlay=192.0.2.1&machine=i-1", 101),
        (
            "arn:aws:sts::000000000000:assumed-role/ecsInstanceRole/i-1",
            "underlay=192.0.2.1&machine=i-2", 403
        ),
    ])
    func whoMayListen(_ principal: String, _ query: String, _ status: Int) async throws {
        try await EC2World.run { world in
            _ = try await world.defaults()
            while world.feed.state.withLock({ !$0.isReady }) { await Task.yield() }
            let response = await world.feed.respond(
                to: WebRequest(method: .get, target: "/_skerry/network/feed?\(query)"),
                world.context(principal))
            if case .webSocket = response.body {
                #expect(status == 101)
            } else {
                #expect(response.status.code == status)
            }
        }
    }
}
