import MachineProtocol
import Networking

/// The packet filter of a VPC's router on this machine. Pure.
///
/// A packet that is forwarded passes, in this order: the network ACLs of the subnets that it leaves
/// and enters here, whatever its connection's state; then it is let through when its connection is
/// known; a new one needs a rule of a group of the interface that it comes from, if that is here,
/// which marks it, and then a rule of one that it goes to, if that is here. Interfaces are looked up
/// by address in maps to the chain of their groups, so that what is not known is dropped. Packets
/// from tasks carry the task's own address: the kernel's reverse path filter sees to that, for the
/// only route to the address leads to the task.
enum RouterFilter {
    static let tableName = "vpc"
    static let overlay = "vx"
    static let wayOut = "out"

    static func table(_ vpc: NetworkModel.VPC) -> FilterTable {
        var table = FilterTable(name: tableName)
        addBase(vpc, to: &table)
        for direction in RuleText.Direction.allCases {
            addGroups(vpc, direction, to: &table)
            addACLs(vpc, direction, to: &table)
        }
        addMembers(vpc, to: &table)
        addWays(vpc, to: &table)
        addPublicAddresses(vpc, to: &table)
        return table
    }

    private static func addBase(_ vpc: NetworkModel.VPC, to table: inout FilterTable) {
        let others = "{ \"\(overlay)\", \"\(wayOut)\" }"
        table.chains["forward"] = FilterTable.Chain(
            hook: "type filter hook forward priority filter; policy drop",
            [
                "iifname != \(others) jump acl-egress",
                "oifname != \(others) jump acl-ingress",
                "ct state established,related accept",
                "ct state invalid drop",
                "meta mark set 0",
                "iifname != \(others) ip saddr vmap @egress",
                "iifname != \(others) meta mark != 1 drop",
                "oifname \"\(overlay)\" accept",
                "oifname \"\(wayOut)\" ip daddr 169.254.0.0/16 drop",
                "oifname \"\(wayOut)\" jump ways",
                "oifname \"\(wayOut)\" drop",
                "ip daddr vmap @ingress",
            ])
        var input = ["ct state established,related accept"]
        if vpc.resolvesNames {
            let resolvers = "{ \(vpc.resolver), 169.254.169.253 }"
            for transport in ["udp", "tcp"] {
                input.append(
                    "iifname != \(others) ip saddr @here ip daddr \(resolvers) \(transport) dport 53 accept"
                )
            }
        }
        table.chains["input"] = FilterTable.Chain(
            hook: "type filter hook input priority filter; policy drop", input)
        table.sets["here"] = FilterTable.ElementSet(
            type: "type ipv4_addr", elements: set(vpc.interfaces.filter(\.isLocal)))
    }

    private static func set(_ interfaces: [NetworkModel.Interface]) -> [String: String] {
        Dictionary(interfaces.map { ("\($0.address)", "") }) { first, _ in first }
    }

    /// A chain a group, and one a set of groups where interfaces have several.
    private static func addGroups(
        _ vpc: NetworkModel.VPC, _ direction: RuleText.Direction, to table: inout FilterTable
    ) {
        var elements: [String: String] = [:]
        let verdict = direction == .ingress ? "accept" : "meta mark set 1 return"
        for interface in vpc.interfaces where interface.isLocal && !interface.groups.isEmpty {
            for group in interface.groups where table.chains["\(direction)-\(group)"] == nil {
                let rules = vpc.groups[group].flatMap {
                    direction == .ingress ? $0.ingress : $0.egress
                }
                let texts = (rules ?? []).compactMap { RuleText.match($0, direction) }
                table.chains["\(direction)-\(group)"] = FilterTable.Chain(
                    texts.map { RuleText.join($0, verdict) })
            }
            elements["\(interface.address)"] =
                "jump \(chain(interface.groups, direction, &table))"
        }
        table.sets["\(direction)"] = FilterTable.ElementSet(
            type: "type ipv4_addr : verdict", isMap: true, elements: elements)
    }

    private static func chain(
        _ groups: [String], _ direction: RuleText.Direction, _ table: inout FilterTable
    ) -> String {
        if groups.count == 1 { return "\(direction)-\(groups[0])" }
        // Groups' names have no slash, so this is no group's chain.
        let hash = String(NetworkSettings.hash(groups.joined(separator: " ")), radix: 16)
        let name = "\(direction)-all/\(hash)"
        if table.chains[name] == nil {
            table.chains[name] = FilterTable.Chain(groups.map { "jump \(direction)-\($0)" })
        }
        return name
    }

    /// The members of every group that a rule in force names.
    private static func addMembers(_ vpc: NetworkModel.VPC, to table: inout FilterTable) {
        var wanted: Set<String> = []
        for interface in vpc.interfaces where interface.isLocal {
            for group in interface.groups {
                guard let state = vpc.groups[group] else { continue }
                wanted.formUnion(((state.ingress ?? []) + (state.egress ?? [])).compactMap(\.group))
            }
        }
        var members: [String: [String: String]] = [:]
        for interface in vpc.interfaces {
            for group in interface.groups where wanted.contains(group) {
                members[group, default: [:]]["\(interface.address)"] = ""
            }
        }
        for group in wanted where NetworkModel.isName(group) {
            table.sets[RuleText.memberSet(group)] = FilterTable.ElementSet(
                type: "type ipv4_addr", elements: members[group] ?? [:])
        }
    }

    /// In the order of the entries, with denial at the end. Traffic within the subnet does not meet
    /// its ACL.
    private static func addACLs(
        _ vpc: NetworkModel.VPC, _ direction: RuleText.Direction, to table: inout FilterTable
    ) {
        var subnets: [String] = []
        let own = direction == .ingress ? "ip daddr" : "ip saddr"
        for subnet in vpc.subnets {
            guard let entries = direction == .ingress ? subnet.ingress : subnet.egress else {
                continue
            }
            let name = "acl-\(direction)-\(subnet.id)"
            var rules = ["\(direction.peer) \(subnet.block) return"]
            for entry in entries {
                guard let match = RuleText.match(entry, direction) else { continue }
                rules.append(RuleText.join(match, entry.isAllowed ? "return" : "drop"))
            }
            table.chains[name] = FilterTable.Chain(rules + ["drop"])
            subnets.append("\(own) \(subnet.block) jump \(name)")
        }
        // No map of blocks: nft 1.0 refuses one whose chains are made in the same transaction.
        table.chains["acl-\(direction)"] = FilterTable.Chain(subnets)
    }

    /// The most specific way decides, also when it is closed.
    private static func addWays(_ vpc: NetworkModel.VPC, to table: inout FilterTable) {
        var subnets: [String] = []
        for subnet in vpc.subnets where !subnet.ways.isEmpty {
            let name = "ways-\(subnet.id)"
            let ways = subnet.ways.sorted { $0.block.prefixLength > $1.block.prefixLength }
            var rules: [String] = []
            for way in ways {
                let match = way.block.prefixLength == 0 ? "" : "ip daddr \(way.block)"
                switch way.target {
                case .nat: rules.append(RuleText.join(match, "accept"))
                case .internet:
                    rules.append(RuleText.join(match, "ip saddr @public accept"))
                    rules.append(RuleText.join(match, "drop"))
                case .blackhole: rules.append(RuleText.join(match, "drop"))
                }
            }
            table.chains[name] = FilterTable.Chain(rules)
            subnets.append("ip saddr \(subnet.block) jump \(name)")
        }
        table.chains["ways"] = FilterTable.Chain(subnets)
    }

    /// The world's packets to a public address go to its interface; all that leaves has the router's
    /// address on the link, so that equal addresses of two VPCs do not meet on the machine.
    private static func addPublicAddresses(
        _ vpc: NetworkModel.VPC, to table: inout FilterTable
    ) {
        let owners = vpc.interfaces.filter { $0.isLocal && $0.publicAddress != nil }
        table.sets["public"] = FilterTable.ElementSet(
            type: "type ipv4_addr", elements: set(owners))
        table.sets["public-targets"] = FilterTable.ElementSet(
            type: "type ipv4_addr : ipv4_addr", isMap: true,
            elements: Dictionary(
                owners.compactMap { owner in
                    owner.publicAddress.map { ("\($0)", "\(owner.address)") }
                }
            ) { first, _ in first })
        table.chains["prerouting"] = FilterTable.Chain(
            hook: "type nat hook prerouting priority dstnat; policy accept",
            ["iifname \"\(wayOut)\" dnat to ip daddr map @public-targets"])
        table.chains["postrouting"] = FilterTable.Chain(
            hook: "type nat hook postrouting priority srcnat; policy accept",
            ["oifname \"\(wayOut)\" masquerade"])
    }
}
