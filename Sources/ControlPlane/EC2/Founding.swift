import AWSWire
import EC2Core
import Shapes

/// What a scope has before anything is asked of it.
extension EC2Service {
    /// Makes the default VPC of a scope and what belongs to it, in one transaction.
    func found(_ state: Snapshot) async throws(AWSError) -> Snapshot {
        let (_, state) = try await change(from: state) { plan throws(AWSError) in
            let scope = plan.scope
            guard plan.record(ScopeRecord.self, at: scope.scopeKey) == nil else { return }
            let options = DHCPOptionsRecord {
                $0.id = newID(.dhcpOptions)
                $0.options = [
                    DHCPOption("domain-name", [scope.privateDomain]),
                    DHCPOption("domain-name-servers", ["AmazonProvidedDNS"]),
                ]
            }
            plan.put(options)
            plan.put(
                ScopeRecord {
                    $0.foundedAt = now()
                    $0.dhcpOptions = options.id
                }, at: scope.scopeKey)
            try makeDefaultVPC(&plan)
        }
        return state
    }

    /// Plans a default VPC: 172.31.0.0/16 with a subnet in each zone, and the way to the internet.
    @discardableResult
    func makeDefaultVPC(_ plan: inout Plan) throws(AWSError) -> VPCRecord {
        var vpc = try makeVPC(&plan, cidr: "172.31.0.0/16")
        vpc.isDefault = true
        vpc.hasDNSHostnames = true
        plan.put(vpc)
        let gateway = InternetGatewayRecord {
            $0.id = newID(.internetGateways)
            $0.vpc = vpc.id
        }
        plan.put(gateway)
        if var table = plan.find(RouteTableRecord.self, vpc.mainRouteTable) {
            table.routes = [RouteRecord("0.0.0.0/0", .internetGateway, gateway.id)]
            plan.put(table)
        }
        for (index, zone) in EC2Regions.zones(of: plan.scope.region).enumerated() {
            var subnet = makeSubnet(in: vpc, cidr: "172.31.\(index * 16).0/20", zone: zone.name)
            subnet.isDefault = true
            subnet.mapsPublicAddress = true
            plan.put(subnet)
        }
        return vpc
    }

    /// Plans a VPC with what every VPC has: a main route table, a default network ACL and a default
    /// security group.
    func makeVPC(_ plan: inout Plan, cidr: String) throws(AWSError) -> VPCRecord {
        var vpc = VPCRecord()
        vpc.id = newID(.vpcs)
        vpc.blocks = [VPCBlock(newID("vpc-cidr-assoc"), cidr)]
        vpc.vni = reserveNetworkIdentifier(&plan, for: vpc.id)
        let standard = plan.record(ScopeRecord.self, at: plan.scope.scopeKey)?.dhcpOptions
        // Somebody may have deleted the standard options.
        vpc.dhcpOptions = plan.find(DHCPOptionsRecord.self, standard)?.id
        vpc.mainRouteTable = newID(.routeTables)
        vpc.mainAssociation = newID("rtbassoc")
        vpc.defaultNetworkACL = newID(.networkACLs)
        vpc.defaultSecurityGroup = newID(.securityGroups)
        plan.put(vpc)
        plan.put(
            RouteTableRecord {
                $0.id = vpc.mainRouteTable
                $0.vpc = vpc.id
            })
        plan.put(
            NetworkACLRecord {
                $0.id = vpc.defaultNetworkACL
                $0.vpc = vpc.id
                $0.isDefault = true
                $0.entries = [.openEntry(isEgress: true), .openEntry(isEgress: false)]
            })
        plan.put(
            SecurityGroupRecord.defaultGroup(
                vpc.defaultSecurityGroup, of: vpc.id, ruleIDs: (newID("sgr"), newID("sgr"))))
        return vpc
    }

    /// A subnet, not yet planned.
    func makeSubnet(in vpc: VPCRecord, cidr: String, zone: String) -> SubnetRecord {
        SubnetRecord {
            $0.id = newID(.subnets)
            $0.vpc = vpc.id
            $0.cidr = cidr
            $0.zone = zone
            $0.networkACL = vpc.defaultNetworkACL
            $0.networkACLAssociation = newID("aclassoc")
        }
    }

    /// Plans that a VXLAN network identifier is a VPC's: one that no VPC of the installation has.
    private func reserveNetworkIdentifier(_ plan: inout Plan, for vpc: String) -> Int {
        let highest = 1 << 24 - 1
        var number = Int(makeID().prefix(6), radix: 16) ?? 1
        while number == 0
            || plan.record(NetworkIdentifierRecord.self, at: .networkIdentifier(number)) != nil
        {
            number = number % highest + 1
        }
        let scope = plan.scope
        plan.put(
            NetworkIdentifierRecord {
                $0.vpc = vpc
                $0.account = scope.account
                $0.region = scope.region
            }, at: .networkIdentifier(number))
        return number
    }
}
