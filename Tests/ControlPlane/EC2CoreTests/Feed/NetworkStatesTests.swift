import MachineProtocol
import Shapes
import Testing

@testable import EC2Core

@Suite struct NetworkStatesTests {
    @Test func rules() {
        let group = SecurityGroupRecord {
            $0.id = "sg-1"
            $0.vpc = "vpc-1"
            $0.rules = [
                SecurityGroupRuleRecord {
                    $0.ipProtocol = "tcp"
                    $0.fromPort = 80
                    $0.toPort = 81
                    $0.group = "sg-2"
                },
                SecurityGroupRuleRecord {
                    $0.ipProtocol = "icmp"
                    $0.fromPort = 8
                    $0.toPort = -1
                    $0.cidr = "10.0.0.0/8"
                },
                SecurityGroupRuleRecord {
                    $0.ipProtocol = "-1"
                    $0.ipv6CIDR = "::/0"
                },
                SecurityGroupRuleRecord {
                    $0.ipProtocol = "50"
                    $0.prefixList = "pl-1"
                },
                .allowsAllEgress(id: "sgr-1"),
            ]
        }
        let state = NetworkStates.group(group) { $0 == "pl-1" ? ["1.0.0.0/8", "2.0.0.0/8"] : [] }
        #expect(state.ingress?.map(\.ipProtocol) == [6, 1, 50, 50])
        #expect(state.ingress?.map(\.group) == ["sg-2", nil, nil, nil])
        #expect(state.ingress?.map(\.cidr) == [nil, "10.0.0.0/8", "1.0.0.0/8", "2.0.0.0/8"])
        #expect(state.ingress?.map(\.toPort) == [81, -1, nil, nil])
        #expect(state.egress?.map(\.ipProtocol) == [-1])
        #expect(state.egress?.map(\.cidr) == ["0.0.0.0/0"])
    }

    @Test func entriesOfACLs() {
        func entry(_ number: Int, isAllowed: Bool = true, cidr: String) -> NetworkACLEntryRecord {
            NetworkACLEntryRecord {
                $0.number = number
                $0.isAllowed = isAllowed
                $0.cidr = cidr
            }
        }
        var acl = NetworkACLRecord { $0.entries = [entry(100, cidr: "0.0.0.0/0")] }
        #expect(NetworkStates.entries(acl, isEgress: false) == nil)
        // Nothing is allowed that no entry allows.
        #expect(NetworkStates.entries(acl, isEgress: true) == [])
        acl.entries.append(entry(90, isAllowed: false, cidr: "10.0.0.0/8"))
        #expect(
            NetworkStates.entries(acl, isEgress: false)?.map(\.cidr)
                == ["10.0.0.0/8", "0.0.0.0/0"])
    }

    @Test func interfaces() {
        var record = InterfaceRecord {
            $0.id = "eni-1"
            $0.address = "10.0.0.9"
            $0.publicAddress = "198.18.0.1"
        }
        func state(_ elastic: String? = nil) -> InterfaceState {
            NetworkStates.interface(
                record, underlay: nil, publicAddress: elastic, domain: "ec2.internal")
        }
        #expect(state().machine == nil && !state().isPrimary)
        #expect(state().names == ["ip-10-0-0-9.ec2.internal"])
        #expect(state().publicAddress == "198.18.0.1")
        #expect(state("198.18.0.2").publicAddress == "198.18.0.2")
        record.attachment = InterfaceAttachment {
            $0.machine = "i-1"
            $0.deviceIndex = 0
        }
        #expect(state().isPrimary && state().machine == "i-1")
        // A task's is never the machine's own.
        record.attachment?.isInstance = false
        #expect(!state().isPrimary)
    }
}

@Suite struct VPCSourcesTests {
    /// A VPC with a public and a private subnet; the private one goes out through a NAT gateway in
    /// the public one.
    private func sources() -> VPCSources {
        var vpc = VPCRecord()
        vpc.id = "vpc-1"
        vpc.blocks = [VPCBlock("vpc-cidr-assoc-1", "10.0.0.0/16")]
        vpc.mainRouteTable = "rtb-main"
        var sources = VPCSources(vpc: vpc)
        sources.subnets = [
            SubnetRecord {
                $0.id = "subnet-private"
                $0.cidr = "10.0.1.0/24"
            },
            SubnetRecord {
                $0.id = "subnet-public"
                $0.cidr = "10.0.0.0/24"
                $0.routeTable = "rtb-public"
            },
        ]
        sources.routeTables = [
            "rtb-main": RouteTableRecord {
                $0.routes = [
                    RouteRecord("0.0.0.0/0", .natGateway, "nat-1"),
                    RouteRecord("192.168.0.0/16", .instance, "i-1"),
                    RouteRecord("::/0", .internetGateway, "igw-1"),
                ]
            },
            "rtb-public": RouteTableRecord {
                $0.routes = [RouteRecord("0.0.0.0/0", .internetGateway, "igw-1")]
            },
        ]
        sources.internetGateways = ["igw-1"]
        sources.natGateways = [
            "nat-1": NATGatewayRecord {
                $0.id = "nat-1"
                $0.vpc = "vpc-1"
                $0.subnet = "subnet-public"
                $0.addresses = [NATAddress { $0.publicAddress = "198.18.0.7" }]
            }
        ]
        return sources
    }

    private func ways(_ sources: VPCSources, _ subnet: String) -> [WayOut] {
        sources.state().subnets.first { $0.id == subnet }?.ways ?? []
    }

    @Test func theMostSpecificComesFirst() {
        let ways = ways(sources(), "subnet-private")
        #expect(ways.map(\.cidr) == ["192.168.0.0/16", "0.0.0.0/0"])
        #expect(ways.map(\.target) == [.blackhole, .nat])
        #expect(ways[1].publicAddress == "198.18.0.7")
        #expect(self.ways(sources(), "subnet-public").map(\.target) == [.internet])
    }

    @Test func aGatewayThatIsGoneIsABlackHole() {
        var sources = sources()
        sources.internetGateways = []
        #expect(ways(sources, "subnet-public").map(\.target) == [.blackhole])
        // And the NAT gateway there has no way out either.
        #expect(ways(sources, "subnet-private").map(\.target) == [.blackhole, .blackhole])
    }

    @Test(arguments: [0, 1, 2])
    func natGatewaysThatLeadNowhere(_ reason: Int) {
        var sources = sources()
        switch reason {
        case 0: sources.natGateways["nat-1"]?.deletedAt = Timestamp(milliseconds: 1)
        case 1: sources.natGateways["nat-1"]?.isPublic = false
        default: sources.natGateways["nat-1"]?.subnet = "subnet-private"
        }
        #expect(ways(sources, "subnet-private").last?.target == .blackhole)
    }

    @Test func prefixListsAreSpeltOut() {
        var sources = sources()
        sources.routeTables["rtb-public"]?.routes = [
            RouteRecord("pl-1", .internetGateway, "igw-1")
        ]
        sources.prefixLists = ["pl-1": ["1.0.0.0/8", "2.2.0.0/16"]]
        #expect(ways(sources, "subnet-public").map(\.cidr) == ["2.2.0.0/16", "1.0.0.0/8"])
    }
}
