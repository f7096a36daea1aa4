package import Networking

/// The host's packet filter table; pure. It names machines' links by their common beginning, so it
/// does not change when machines come and go.
package struct UnderlayRules: Sendable, Hashable {
    /// A port of the host's own address that leads to a server.
    package struct Door: Sendable, Hashable {
        package var port: UInt16
        package var target: IPv4Address
        package var targetPort: UInt16

        package init(port: UInt16, target: IPv4Address, targetPort: UInt16) {
            self.port = port
            self.target = target
            self.targetPort = targetPort
        }
    }

    package var names: HostNames
    package var block: IPv4Subnet
    /// Ports of base plus one: the control plane's.
    package var doors: [Door]
    /// Where the instance metadata service listens on the loopback address.
    package var metadataPort: UInt16

    package init(names: HostNames, block: IPv4Subnet, doors: [Door], metadataPort: UInt16) {
        self.names = names
        self.block = block
        self.doors = doors
        self.metadataPort = metadataPort
    }

    /// Input of `nft -f -`.
    ///
    /// A machine gets through: to the doors and the metadata service, to other machines with VXLAN,
    /// to the world behind the host's address. Not to the host's other ports, not to its containers.
    /// A packet whose source is not its link's address ends at once.
    package var script: String {
        let links = "\"\(names.linkPrefix)*\""
        let leading = doors.map { door in
            "iifname \(links) ip daddr \(block.gateway) tcp dport \(door.port) dnat to "
                + "\(door.target):\(door.targetPort)"
        }
        return """
            \(removal)table ip \(names.table) {
                chain arrival {
                    type filter hook prerouting priority raw; policy accept
                    iifname != \(links) accept
                    fib saddr . iif oif missing drop
                    ip daddr 127.0.0.0/8 drop
                }
                chain prerouting {
                    type nat hook prerouting priority dstnat; policy accept
                    \(leading.joined(separator: "\n        "))
                    iifname \(links) ip daddr 169.254.169.254 tcp dport 80 dnat to \
            127.0.0.1:\(metadataPort)
                }
                chain input {
                    type filter hook input priority filter; policy accept
                    iifname != \(links) accept
                    ct state established,related accept
                    ct status dnat accept
                    ip protocol icmp accept
                    udp dport 4789 accept
                    drop
                }
                chain forward {
                    type filter hook forward priority filter; policy accept
                    iifname != \(links) oifname != \(links) accept
                    ct state established,related accept
                    iifname \(links) oifname \(links) udp dport 4789 accept
                    iifname \(links) oifname \(links) drop
                    iifname \(links) oifname "skerry*" drop
                    iifname \(links) accept
                    ip daddr != \(block) accept
                    drop
                }
                chain postrouting {
                    type nat hook postrouting priority srcnat; policy accept
                    ip saddr \(block) oifname != \(links) masquerade
                }
            }

            """
    }

    /// Input of `nft -f -` that removes the table, whether it is there or not.
    package var removal: String {
        "table ip \(names.table) {\n}\ndelete table ip \(names.table)\n"
    }
}
