import Foundation
import Glibc
import MachineProtocol
import Networking
import Testing

@testable import VPCNetwork

/// Real namespaces, real packets.
@Suite(.serialized)
struct CloudTests {
    private static let traffics: [Matrix.Traffic] = [.tcp(80), .tcp(443), .udp(53), .icmp]

    /// Two VPCs with the same block over three machines, a dozen interfaces each.
    private static func twoVPCs(_ cloud: TestCloud) -> NetworkState {
        var state = NetworkState()
        for (number, vpc) in ["vpc-a", "vpc-b"].enumerated() {
            let letter = vpc.suffix(1)
            state.vpc(
                vpc, vni: 100 + number,
                subnets: [
                    .of("subnet-\(letter)1", "10.0.1.0/24"),
                    .of("subnet-\(letter)2", "10.0.2.0/24"),
                ])
            state.group("sg-\(letter)open", vpc, in: [.rule(6, 80), .rule(1, -1, -1)])
            state.group(
                "sg-\(letter)db", vpc,
                in: [
                    .rule(6, 443, group: "sg-\(letter)web"), .rule(17, 50, 60, cidr: "10.0.2.0/24"),
                ])
            state.group("sg-\(letter)web", vpc, in: [.rule(-1, group: "sg-\(letter)web")])
            state.group(
                "sg-\(letter)mute", vpc, in: [.rule()], out: [.rule(6, 80, cidr: "10.0.1.0/24")])
            let groups = ["open", "db", "web", "mute"]
            for place in 0..<12 {
                var names = ["sg-\(letter)\(groups[place % 4])"]
                if place % 5 == 0 { names.append("sg-\(letter)\(groups[(place + 1) % 4])") }
                state.interface(
                    "eni-\(letter)\(place)", vpc, "subnet-\(letter)\(place % 2 + 1)",
                    "10.0.\(place % 2 + 1).\(10 + place)", names,
                    on: cloud.machines[place / 2 % 3])
            }
        }
        return state
    }

    @Test(.timeLimit(.minutes(2))) func everyPairTalksAsItsGroupsSay() async throws {
        try await TestCloud.with(machines: 3) { cloud in
            var state = Self.twoVPCs(cloud)
            try await cloud.tell(state)
            let interfaces = state.interfaces.values.sorted { $0.id < $1.id }
            for interface in interfaces { try await cloud.attach(interface) }
            var matrix = try Matrix(cloud, interfaces, Self.traffics)
            func compare(_ when: Comment) throws {
                let interfaces = interfaces.compactMap { state.interfaces[$0.id] }
                let wanted = Oracle(state: state).allowed(interfaces, Self.traffics)
                let seen = try matrix.run()
                #expect(wanted.count > 60)
                #expect(seen.subtracting(wanted) == [], when)
                #expect(wanted.subtracting(seen) == [], when)
            }
            try compare("as made")
            // One VPC's rules and members change; the other one's stay.
            state.group("sg-aopen", "vpc-a", in: [.rule(17, 53)])
            state.interfaces["eni-a3"]?.groups = ["sg-aweb", "sg-aopen"]
            try await cloud.tell(state)
            try compare("after a change of rules and members")
        }
    }

    @Test(.timeLimit(.minutes(1))) func openConnectionsOutliveTheirRules() async throws {
        try await TestCloud.with(machines: 2) { cloud in
            var state = NetworkState()
            state.vpc("vpc-1", vni: 5, subnets: [.of("subnet-1", "10.0.1.0/24")])
            state.group("sg-1", "vpc-1", in: [.rule(6, 80)])
            let client = state.interface(
                "eni-c", "vpc-1", "subnet-1", "10.0.1.4", ["sg-1"], on: cloud.machines[0])
            let server = state.interface(
                "eni-s", "vpc-1", "subnet-1", "10.0.1.5", ["sg-1"], on: cloud.machines[1])
            try await cloud.tell(state)
            for interface in [client, server] { try await cloud.attach(interface) }
            let address = IPv4Address(server.address)!
            let listener = try Socket.listener(.tcp, 80, in: cloud.task(server))
            let open = try Socket.open(.tcp, in: cloud.task(client))
            open.connect(address, 80)
            #expect(Socket.connected([open], within: .seconds(5)) == [true])
            let accepted = try #require(listener.accept())

            state.group("sg-1", "vpc-1", in: [])
            let start = ContinuousClock.now
            try await cloud.tell(state)
            let taken = ContinuousClock.now - start
            #expect(taken < .seconds(1))
            let late = try Socket.open(.tcp, in: cloud.task(client))
            late.connect(address, 80)
            #expect(Socket.connected([late], within: .milliseconds(500)) == [false])
            // The agents are killed and begin anew: the whole table is replaced.
            for machine in cloud.machines {
                let next = try VPCNetwork(machine.settings, logger: TestCloud.logger)
                #expect(next.saved() == state)
                #expect(try await next.apply(next.saved()) == [])
            }
            #expect(open.send(Array("still here".utf8)))
            #expect(accepted.isReadable(within: 5000))
            #expect(accepted.receive() == Array("still here".utf8))
        }
    }

    @Test(.timeLimit(.minutes(1))) func theWayOutIsOpenWhereRoutesSaySo() async throws {
        try await TestCloud.with(machines: 1) { cloud in
            let machine = cloud.machines[0]
            var state = NetworkState()
            state.vpc(
                "vpc-1", vni: 5,
                subnets: [
                    .of(
                        "subnet-nat", "10.0.1.0/24",
                        ways: [.to("0.0.0.0/0", .nat), .to("203.0.113.64/26", .blackhole)]),
                    .of("subnet-igw", "10.0.2.0/24", ways: [.to("0.0.0.0/0", .internet)]),
                    .of("subnet-none", "10.0.3.0/24"),
                ])
            state.group("sg-1", "vpc-1", in: [.rule(6, 80)])
            let nat = state.interface(
                "eni-nat", "vpc-1", "subnet-nat", "10.0.1.4", ["sg-1"], on: machine)
            let open = state.interface(
                "eni-open", "vpc-1", "subnet-igw", "10.0.2.4", ["sg-1"], on: machine
            ) { $0.publicAddress = "198.51.100.7" }
            let closed = state.interface(
                "eni-closed", "vpc-1", "subnet-igw", "10.0.2.5", ["sg-1"], on: machine)
            let none = state.interface(
                "eni-none", "vpc-1", "subnet-none", "10.0.3.4", ["sg-1"], on: machine)
            try await cloud.tell(state)
            for interface in [nat, open, closed, none] { try await cloud.attach(interface) }
            try await TestCloud.ip(
                ["addr add 203.0.113.65/32 dev lo", "route add 198.51.100.7 via 10.77.0.1"],
                cloud.world)
            let world = try Socket.listener(.tcp, 8080, in: cloud.world)
            func reach(_ from: InterfaceState, _ to: String) throws -> Socket {
                let socket = try Socket.open(.tcp, in: cloud.task(from))
                socket.connect(IPv4Address(to)!, 8080)
                return socket
            }
            let tries = try [
                reach(nat, "203.0.113.1"), reach(open, "203.0.113.1"),
                reach(closed, "203.0.113.1"), reach(none, "203.0.113.1"),
                reach(nat, "203.0.113.65"), reach(nat, "169.254.169.254"),
            ]
            #expect(
                Socket.connected(tries, within: .milliseconds(800))
                    == [true, true, false, false, false, false])
            withExtendedLifetime(world) {}

            // From the world to a public address, as far as the groups let it.
            let listeners = try [
                Socket.listener(.tcp, 80, in: cloud.task(open)),
                Socket.listener(.tcp, 81, in: cloud.task(open)),
            ]
            let inwards = try [80, 81].map { port in
                let socket = try Socket.open(.tcp, in: cloud.world)
                socket.connect(IPv4Address("198.51.100.7")!, UInt16(port))
                return socket
            }
            #expect(Socket.connected(inwards, within: .milliseconds(800)) == [true, false])
            withExtendedLifetime(listeners) {}
        }
    }

    @Test(.timeLimit(.minutes(1))) func lentAddressesAreDropped() async throws {
        try await TestCloud.with(machines: 1) { cloud in
            var state = NetworkState()
            state.vpc("vpc-1", vni: 5, subnets: [.of("subnet-1", "10.0.1.0/24")])
            state.group("sg-1", "vpc-1", in: [.rule()])
            let interfaces = (0..<3).map {
                state.interface(
                    "eni-\($0)", "vpc-1", "subnet-1", "10.0.1.\($0 + 4)", ["sg-1"],
                    on: cloud.machines[0])
            }
            try await cloud.tell(state)
            for interface in interfaces.prefix(2) { try await cloud.attach(interface) }
            let listener = try Socket.listener(.udp, 9, in: cloud.task(interfaces[1]))
            let liar = cloud.task(interfaces[0])
            func send(_ text: String, from address: String) throws {
                let socket = try Socket.open(.udp, in: liar)
                let code = Socket.address(IPv4Address(address)!, 0) {
                    bind(socket.descriptor, $0, $1)
                }
                #expect(code == 0)
                socket.send(Array(text.utf8), to: IPv4Address("10.0.1.5")!, 9)
            }
            // An address that is known and absent, one that is present, one that nobody has.
            try await TestCloud.ip(
                ["10.0.1.6", "10.0.1.5", "10.0.1.77", "192.0.2.1"].map {
                    "addr add \($0)/32 dev eth0"
                }.filter { !$0.contains("1.5/") }, liar)
            for address in ["10.0.1.6", "10.0.1.77", "192.0.2.1"] {
                try send("false", from: address)
            }
            try send("true", from: "10.0.1.4")
            #expect(listener.isReadable(within: 5000))
            #expect(listener.receive() == Array("true".utf8))
            #expect(!listener.isReadable(within: 300))
        }
    }

    @Test(.timeLimit(.minutes(1))) func networkACLsStandBeforeGroups() async throws {
        try await TestCloud.with(machines: 2) { cloud in
            var state = NetworkState()
            state.vpc(
                "vpc-1", vni: 5,
                subnets: [
                    .of("subnet-1", "10.0.1.0/24"),
                    .of(
                        "subnet-2", "10.0.2.0/24",
                        ingress: [
                            .entry(false, 6, 81), .entry(true, 6, 80, 82),
                            .entry(true, 17, 9, cidr: "10.0.1.0/24"),
                        ],
                        egress: [.entry(true, 6, 1024, 65535)]),
                ])
            state.group("sg-1", "vpc-1", in: [.rule()])
            let outside = state.interface(
                "eni-1", "vpc-1", "subnet-1", "10.0.1.4", ["sg-1"], on: cloud.machines[0])
            let inside = state.interface(
                "eni-2", "vpc-1", "subnet-2", "10.0.2.4", ["sg-1"], on: cloud.machines[1])
            let beside = state.interface(
                "eni-3", "vpc-1", "subnet-2", "10.0.2.5", ["sg-1"], on: cloud.machines[0])
            try await cloud.tell(state)
            for interface in [outside, inside, beside] { try await cloud.attach(interface) }
            let ports: [UInt16] = [80, 81, 82, 83]
            let listeners = try ports.map { try Socket.listener(.tcp, $0, in: cloud.task(inside)) }
            func reach(_ from: InterfaceState) throws -> [Bool] {
                let sockets = try ports.map { port in
                    let socket = try Socket.open(.tcp, in: cloud.task(from))
                    socket.connect(IPv4Address("10.0.2.4")!, port)
                    return socket
                }
                return Socket.connected(sockets, within: .milliseconds(600))
            }
            #expect(try reach(outside) == [true, false, true, false])
            #expect(try reach(beside) == [true, true, true, true])
            // Answers are asked too: the ACL keeps no state.
            let echo = try Socket.listener(.udp, 9, in: cloud.task(inside))
            let asker = try Socket.open(.udp, in: cloud.task(outside))
            asker.connect(IPv4Address("10.0.2.4")!, 9)
            #expect(asker.send([1]))
            #expect(echo.isReadable(within: 2000))
            withExtendedLifetime(listeners) {}
        }
    }

    @Test(.timeLimit(.minutes(2))) func anAgentMayBeKilledAnywhere() async throws {
        try await TestCloud.with(machines: 3) { cloud in
            let state = Self.twoVPCs(cloud)
            let machine = cloud.machines[0]
            // What a life that was cut short has left: a namespace without links, a file that is
            // no namespace, a link of a VPC that is gone, links that are down.
            try NetworkNamespace(machine.settings.namespace("vpc-a")).make()
            _ = FileManager.default.createFile(
                atPath: machine.settings.namespace("vpc-b"), contents: nil)
            try NetworkNamespace(machine.settings.namespace("vpc-gone")).make()
            try await TestCloud.ip(
                [
                    "link add \(machine.settings.wayOutLink("vpc-gone")) type veth peer name x",
                    "link add \(machine.settings.wayOutLink("vpc-a")) type veth peer name y",
                ],
                machine.namespace)
            var here = state
            for id in state.interfaces.keys where state.interfaces[id]?.machine == "i-2" {
                here.interfaces[id] = nil
            }
            try await cloud.tell(here)
            for interface in here.interfaces.values { try await cloud.attach(interface) }
            let files = try FileManager.default.contentsOfDirectory(
                atPath: machine.settings.namespacesDirectory)
            #expect(files.sorted() == ["vpc-a", "vpc-b"])
            // Cut at every line of what makes it: lines are taken away again, then it begins anew.
            let router = NetworkNamespace(machine.settings.namespace("vpc-a"))
            for damage in [
                "link del vx", "link del out", "link set vx down", "route flush table main",
                "neigh flush dev vx nud permanent", "route del default",
            ] {
                try await TestCloud.ip([damage], router)
                let next = try VPCNetwork(machine.settings, logger: TestCloud.logger)
                #expect(try await next.apply(here) == [], "after \(damage)")
                // A flush of routes takes the tasks' along, which only their plugin knows.
                let again = try await next.apply(here, afresh: true)
                #expect(again == [])
            }
            // The machine's last interface of a VPC goes, and the VPC with it.
            for id in here.interfaces.keys where id.hasPrefix("eni-a") {
                here.interfaces[id] = nil
            }
            try await cloud.tell(here)
            #expect(!router.exists)
            #expect(try await cloud.links(machine.namespace).count == 3)
        }
    }

    @Test(.timeLimit(.minutes(1))) func theMachineHasAnInterfaceOfItsOwn() async throws {
        try await TestCloud.with(machines: 2) { cloud in
            var state = NetworkState()
            state.vpc("vpc-1", vni: 5, subnets: [.of("subnet-1", "10.0.1.0/24")])
            state.group("sg-1", "vpc-1", in: [.rule(6, 22, group: "sg-1")])
            for (number, machine) in cloud.machines.enumerated() {
                state.interface(
                    "eni-m\(number)", "vpc-1", "subnet-1", "10.0.1.\(number + 4)", ["sg-1"],
                    on: machine
                ) { $0.isPrimary = true }
            }
            let task = state.interface(
                "eni-t", "vpc-1", "subnet-1", "10.0.1.9", ["sg-1"], on: cloud.machines[0])
            try await cloud.tell(state)
            try await cloud.attach(task)
            let listener = try Socket.listener(.tcp, 22, in: cloud.machines[1].namespace)
            let others = try Socket.listener(.tcp, 23, in: cloud.machines[1].namespace)
            let tries = try [
                (cloud.machines[0].namespace, UInt16(22)), (cloud.task(task), 22),
                (cloud.task(task), 23),
            ].map { namespace, port in
                let socket = try Socket.open(.tcp, in: namespace)
                socket.connect(IPv4Address("10.0.1.5")!, port)
                return socket
            }
            #expect(Socket.connected(tries, within: .milliseconds(800)) == [true, true, false])
            withExtendedLifetime((listener, others)) {}
            for machine in cloud.machines {
                let again = try await machine.network.apply(state, afresh: true)
                #expect(again == [])
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func thePluginKeepsToTheSpecification() async throws {
        try await TestCloud.with(machines: 1) { cloud in
            var state = NetworkState()
            state.vpc("vpc-1", vni: 5, subnets: [.of("subnet-1", "10.0.1.0/24")])
            let interface = state.interface(
                "eni-1", "vpc-1", "subnet-1", "10.0.1.4", [], on: cloud.machines[0])
            try await cloud.tell(state)
            try await cloud.attach(interface)
            try await cloud.plug("CHECK", interface)
            // Again over what a killed sandbox left.
            try cloud.task(interface).remove()
            try cloud.task(interface).make()
            let answer = try await cloud.plug("ADD", interface)
            #expect(answer.contains(#""address":"10.0.1.4/24""#))
            #expect(answer.contains(#""gateway":"10.0.1.1""#))
            for _ in 0..<2 { #expect(try await cloud.plug("DEL", interface) == "") }
            await #expect(throws: VPCNetworkError.self) {
                try await cloud.plug("CHECK", interface)
            }
            cloud.machines[0].network.forget("eni-1")
            #expect(try await cloud.plug("DEL", interface) == "")
            await #expect(throws: VPCNetworkError.self) {
                try await cloud.plug("ADD", interface)
            }
            await #expect(throws: VPCNetworkError.self) {
                try await cloud.machines[0].network.prepare(
                    "eni-unknown", for: "x", within: .milliseconds(50))
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func namesAreResolvedAtBasePlusTwo() async throws {
        try await TestCloud.with(machines: 1) { cloud in
            var state = NetworkState()
            state.vpc("vpc-1", vni: 5, subnets: [.of("subnet-1", "10.0.1.0/24")])
            let interface = state.interface(
                "eni-1", "vpc-1", "subnet-1", "10.0.1.4", [], on: cloud.machines[0])
            try await cloud.tell(state)
            try await cloud.attach(interface)
            let upstream = try Socket.listener(
                .udp, 0, in: NetworkNamespace("/proc/self/ns/net"))
            let resolvers = Resolvers(
                cloud.machines[0].network,
                servers: [(IPv4Address("127.0.0.1")!, Int(upstream.port))],
                logger: TestCloud.logger)
            let running = Task { try await resolvers.run() }
            defer { running.cancel() }
            let namespace = cloud.task(interface)
            func ask(_ name: String, _ server: String) async throws -> [UInt8] {
                let question = DNSQueryTests.bytes(name)
                for _ in 0..<20 {
                    let socket = try Socket.open(.udp, in: namespace)
                    socket.connect(IPv4Address(server)!, 53)
                    guard socket.send(question) else { continue }
                    if name == "example.com", upstream.isReadable(within: 300) {
                        upstream.answer { question in
                            (try? DNSQuery(question))?.answer(address: 0x0102_0304, seconds: 1)
                        }
                    }
                    if socket.isReadable(within: 300), let answer = socket.receive() {
                        return answer
                    }
                }
                return []
            }
            for server in ["10.0.0.2", "169.254.169.253"] {
                let answer = try await ask("ip-10-0-1-4.ec2.internal", server)
                #expect(answer.suffix(4) == [10, 0, 1, 4])
            }
            #expect(try await ask("example.com", "10.0.0.2").suffix(4) == [1, 2, 3, 4])
            let stream = try Socket.open(.tcp, in: namespace)
            stream.connect(IPv4Address("10.0.0.2")!, 53)
            #expect(Socket.connected([stream], within: .seconds(5)) == [true])
            let question = DNSQueryTests.bytes("ip-10-0-1-4.ec2.internal")
            #expect(stream.send([0, UInt8(question.count)] + question))
            #expect(stream.isReadable(within: 5000))
            #expect(stream.receive()?.suffix(4) == [10, 0, 1, 4])
            // Nothing else of the router answers.
            let other = try Socket.open(.tcp, in: namespace)
            other.connect(IPv4Address("10.0.1.1")!, 53)
            #expect(Socket.connected([other], within: .milliseconds(300)) == [false])
            running.cancel()
            _ = await running.result
        }
    }
}
