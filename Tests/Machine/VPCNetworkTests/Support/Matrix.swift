import Glibc
import MachineProtocol
import Networking

@testable import VPCNetwork

/// Tries every connection between interfaces for real.
struct Matrix {
    struct Attempt: Hashable, CustomStringConvertible {
        var from: String
        var to: String
        var traffic: Traffic

        var description: String { "\(from) → \(to) \(traffic)" }
    }

    enum Traffic: Hashable { case tcp(UInt16), udp(UInt16), icmp }

    let cloud: TestCloud
    let interfaces: [InterfaceState]
    let traffics: [Traffic]
    private var listeners: [Attempt: Socket] = [:]
    /// Numbers are not used twice: an answered echo request makes those after it established.
    private var numbered: UInt16 = 0

    /// Opens the listeners.
    init(_ cloud: TestCloud, _ interfaces: [InterfaceState], _ traffics: [Traffic]) throws {
        self.cloud = cloud
        self.interfaces = interfaces
        self.traffics = traffics
        for interface in interfaces {
            for traffic in traffics {
                let key = Attempt(from: "", to: interface.id, traffic: traffic)
                let namespace = cloud.task(interface)
                switch traffic {
                case .tcp(let port):
                    listeners[key] = try Socket.listener(.tcp, port, in: namespace)
                case .udp(let port):
                    listeners[key] = try Socket.listener(.udp, port, in: namespace)
                case .icmp: break
                }
            }
        }
    }

    /// All pairs in one VPC that get through.
    mutating func run(within limit: Duration = .milliseconds(700)) throws -> Set<Attempt> {
        var tries: [(Attempt, Socket)] = []
        var datagrams: [UInt16: Attempt] = [:]
        var echoes: [String: Socket] = [:]
        for source in interfaces {
            let namespace = cloud.task(source)
            echoes[source.id] = try Socket.open(.icmp, in: namespace)
            for target in interfaces where target.id != source.id && target.vpc == source.vpc {
                let address = IPv4Address(target.address)!
                for traffic in traffics {
                    let attempt = Attempt(from: source.id, to: target.id, traffic: traffic)
                    numbered += 1
                    let number = numbered
                    let bytes = [UInt8(number >> 8), UInt8(number & 255)]
                    switch traffic {
                    case .tcp(let port):
                        let socket = try Socket.open(.tcp, in: namespace)
                        socket.connect(address, port)
                        tries.append((attempt, socket))
                    case .udp(let port):
                        datagrams[number] = attempt
                        try Socket.open(.udp, in: namespace).send(bytes, to: address, port)
                    case .icmp:
                        datagrams[number] = attempt
                        echoes[source.id]?.send(Socket.echo(number), to: address, 0)
                    }
                }
            }
        }
        let connected = Socket.connected(tries.map(\.1), within: limit)
        var result = Set(zip(tries, connected).filter(\.1).map(\.0.0))
        for (key, socket) in listeners {
            while case .udp = key.traffic, let bytes = socket.receive() {
                let number = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
                if let attempt = datagrams[number] { result.insert(attempt) }
            }
            while let taken = socket.accept() { _ = taken }
        }
        for socket in echoes.values {
            while let bytes = socket.receive() {
                // An IP header of 20 bytes, then the answer.
                guard bytes.count >= 28, bytes[20] == 0 else { continue }
                let number = UInt16(bytes[24]) << 8 | UInt16(bytes[25])
                if let attempt = datagrams[number] { result.insert(attempt) }
            }
        }
        return result
    }
}

/// What must be allowed, from the records alone.
struct Oracle {
    let state: NetworkState

    func allowed(
        _ interfaces: [InterfaceState], _ traffics: [Matrix.Traffic]
    ) -> Set<Matrix.Attempt> {
        var result: Set<Matrix.Attempt> = []
        for source in interfaces {
            for target in interfaces where target.id != source.id && target.vpc == source.vpc {
                for traffic in traffics where allows(source, target, traffic) {
                    result.insert(
                        Matrix.Attempt(from: source.id, to: target.id, traffic: traffic))
                }
            }
        }
        return result
    }

    private func allows(
        _ source: InterfaceState, _ target: InterfaceState, _ traffic: Matrix.Traffic
    ) -> Bool {
        let leaves = source.groups.flatMap { state.groups[$0]?.egress ?? [] }
            .contains { matches($0, target, traffic) }
        let arrives = target.groups.flatMap { state.groups[$0]?.ingress ?? [] }
            .contains { matches($0, source, traffic) }
        return leaves && arrives
    }

    private func matches(
        _ rule: TrafficRule, _ peer: InterfaceState, _ traffic: Matrix.Traffic
    ) -> Bool {
        if let group = rule.group {
            guard peer.groups.contains(group) else { return false }
        } else {
            guard let block = IPv4Subnet(rule.cidr ?? ""),
                block.contains(IPv4Address(peer.address)!)
            else { return false }
        }
        switch (rule.ipProtocol, traffic) {
        case (-1, _), (1, .icmp): return true
        case (6, .tcp(let port)), (17, .udp(let port)):
            return (rule.fromPort ?? 0)...(rule.toPort ?? 65535) ~= Int(port)
        default: return false
        }
    }
}
