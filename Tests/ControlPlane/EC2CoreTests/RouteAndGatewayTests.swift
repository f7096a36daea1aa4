import AWSWire
import EC2Core
import EC2Model
import Shapes
import Testing

@Suite struct RouteAndGatewayTests {
    private func request(_ fill: (inout EC2API.CreateRouteRequest) -> Void) -> RouteRequest {
        RouteRequest(EC2API.CreateRouteRequest(fill))
    }

    @Test func oneDestinationAndOneTarget() throws {
        let route = request {
            $0.destinationCidrBlock = "10.1.2.3/16"
            $0.gatewayId = "igw-1"
        }
        #expect(try route.destination() == "10.1.0.0/16")
        #expect(try route.target() == (.internetGateway, "igw-1"))
        let list = request {
            $0.destinationPrefixListId = "pl-1"
            $0.natGatewayId = "nat-1"
        }
        #expect(try list.destination() == "pl-1")
        #expect(try list.target() == (.natGateway, "nat-1"))
        #expect(try request { $0.gatewayId = "vpce-1" }.target() == (.vpcEndpoint, "vpce-1"))
    }

    @Test func whatIsRefused() {
        for bad in [
            request { _ in },
            request {
                $0.destinationCidrBlock = "10.0.0.0/16"
                $0.destinationPrefixListId = "pl-1"
            },
            request { $0.destinationIpv6CidrBlock = "::/0" },
            request { $0.destinationCidrBlock = "10.0.0.0" },
        ] {
            #expect(throws: AWSError.self) { try bad.destination() }
        }
        for bad in [
            request { _ in },
            request {
                $0.gatewayId = "igw-1"
                $0.natGatewayId = "nat-1"
            },
            request { $0.transitGatewayId = "tgw-1" },
            request { $0.vpcPeeringConnectionId = "pcx-1" },
        ] {
            #expect(throws: AWSError.self) { try bad.target() }
        }
    }

    /// The state follows from the times alone, and never goes back.
    @Test func stagesOfANATGateway() {
        let start = Timestamp(milliseconds: 1_700_000_000_000)
        var gateway = NATGatewayRecord()
        gateway.vpc = "vpc-1"
        gateway.subnet = "subnet-1"
        gateway.createdAt = start
        #expect(gateway.state(at: start) == .pending)
        #expect(gateway.state(at: start + NATGatewayRecord.start) == .available)
        #expect(gateway.references == ["vpc-1", "subnet-1"])
        #expect(gateway.expiry == nil)
        let end = start + .seconds(100)
        gateway.deletedAt = end
        #expect(gateway.state(at: end) == .deleting)
        #expect(gateway.state(at: end + NATGatewayRecord.end) == .deleted)
        // What it used is free at once, itself it is shown for an hour.
        #expect(gateway.references == [])
        #expect(gateway.expiry == end + .seconds(3600))
    }

    @Test func namesOfManagedPrefixLists() {
        let lists = ManagedPrefixLists.all(in: EC2Scope(account: "1", region: "eu-west-1"))
        #expect(
            lists.map(\.name) == ["com.amazonaws.eu-west-1.dynamodb", "com.amazonaws.eu-west-1.s3"])
        #expect(Set(lists.map(\.id)).count == 2)
        #expect(lists.allSatisfy { EC2ID.isWellFormed($0.id, "pl") })
    }

    @Test func servicesOfEndpoints() {
        #expect(EndpointServices.has("com.amazonaws.us-east-1.s3", .gateway, in: "us-east-1"))
        #expect(
            EndpointServices.has("com.amazonaws.us-east-1.ecr.api", .interface, in: "us-east-1"))
        for (name, type) in [
            ("com.amazonaws.us-east-1.ecr.api", EC2API.VpcEndpointType.gateway),
            ("com.amazonaws.eu-west-1.s3", .gateway), ("s3", .gateway),
            ("com.amazonaws.us-east-1.nonsense", .interface),
        ] {
            #expect(!EndpointServices.has(name, type, in: "us-east-1"), "\(name)")
        }
    }
}
