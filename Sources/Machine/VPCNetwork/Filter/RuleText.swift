import MachineProtocol
import Networking

/// Rules of security groups and network ACLs in nft's language. Pure.
enum RuleText {
    enum Direction: String, CaseIterable {
        case ingress, egress

        /// The match of the other side's address.
        var peer: String { self == .ingress ? "ip saddr" : "ip daddr" }
    }

    /// What a group's rule matches; nil when it is of no IPv4 traffic, or not to be read.
    static func match(_ rule: TrafficRule, _ direction: Direction) -> String? {
        let peer: String
        if let group = rule.group {
            guard NetworkModel.isName(group) else { return nil }
            peer = "\(direction.peer) @\(memberSet(group))"
        } else {
            guard let cidr = rule.cidr, let text = block(cidr, direction) else { return nil }
            peer = text
        }
        guard let traffic = traffic(rule.ipProtocol, rule.fromPort, rule.toPort) else { return nil }
        return join(peer, traffic)
    }

    /// What an entry of an ACL matches; the same conditions.
    static func match(_ entry: ACLEntry, _ direction: Direction) -> String? {
        guard let peer = block(entry.cidr, direction),
            let traffic = traffic(entry.ipProtocol, entry.fromPort, entry.toPort)
        else { return nil }
        return join(peer, traffic)
    }

    static func memberSet(_ group: String) -> String { "members-\(group)" }

    static func join(_ parts: String...) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Empty for all addresses; nil when it is no IPv4 block.
    private static func block(_ cidr: String, _ direction: Direction) -> String? {
        guard let block = IPv4Subnet(cidr) else { return nil }
        return block.prefixLength == 0 ? "" : "\(direction.peer) \(block)"
    }

    /// Empty for all traffic; nil when it cannot be.
    private static func traffic(_ ipProtocol: Int, _ from: Int?, _ to: Int?) -> String? {
        switch ipProtocol {
        case -1: return ""
        case 6: return ports("tcp", from, to)
        case 17: return ports("udp", from, to)
        case 1: return messages(type: from ?? -1, code: to ?? -1)
        case 0...255: return "ip protocol \(ipProtocol)"
        default: return nil
        }
    }

    /// No ports, -1 and the whole range all mean any.
    private static func ports(_ transport: String, _ from: Int?, _ to: Int?) -> String? {
        let (first, last) = (from ?? -1, to ?? from ?? -1)
        if first == -1 || (first == 0 && last == 65535) {
            return "meta l4proto \(transport)"
        }
        guard (0...65535).contains(first), (first...65535).contains(last) else { return nil }
        return first == last
            ? "\(transport) dport \(first)" : "\(transport) dport \(first)-\(last)"
    }

    private static func messages(type: Int, code: Int) -> String? {
        guard (-1...255).contains(type), (-1...255).contains(code) else { return nil }
        if type == -1 { return "ip protocol 1" }
        return code == -1 ? "icmp type \(type)" : "icmp type \(type) icmp code \(code)"
    }
}
