package import EC2Model
import Shapes

/// The services that endpoints are of.
package enum EndpointServices {
    /// By their names after `com.amazonaws.<region>.`: those that containers need.
    private static let interfaces = [
        "autoscaling", "ec2", "ec2messages", "ecr.api", "ecr.dkr", "ecs", "ecs-agent",
        "ecs-telemetry", "eks", "eks-auth", "elasticloadbalancing", "events", "kms", "lambda",
        "logs", "monitoring", "s3", "secretsmanager", "sns", "sqs", "ssm", "ssmmessages", "sts",
        "xray",
    ]

    /// Whether a service has endpoints of a type.
    package static func has(
        _ name: String, _ type: EC2API.VpcEndpointType, in region: String
    ) -> Bool {
        let prefix = "com.amazonaws.\(region)."
        guard name.hasPrefix(prefix) else { return false }
        let service = String(name.dropFirst(prefix.count))
        return (type == .gateway ? ManagedPrefixLists.services : interfaces).contains(service)
    }

    /// All of a region, as DescribeVpcEndpointServices shows them.
    package static func described(in region: String) -> [EC2API.ServiceDetail] {
        let gateways = ManagedPrefixLists.services.map { ($0, EC2API.ServiceType.gateway) }
        let all = gateways + interfaces.map { ($0, EC2API.ServiceType.interface) }
        return all.map { service, type in
            let name = "com.amazonaws.\(region).\(service)"
            return EC2API.ServiceDetail {
                $0.serviceName = name
                $0.serviceId = "vpce-svc-" + EC2ID.digits(of: "\(name) \(type.rawValue)")
                $0.serviceType = [EC2API.ServiceTypeDetail { $0.serviceType = type }]
                $0.serviceRegion = region
                $0.availabilityZones = EC2Regions.zones(of: region).map(\.name)
                $0.availabilityZoneIds = EC2Regions.zones(of: region).map(\.id)
                $0.owner = "amazon"
                $0.baseEndpointDnsNames = ["\(service).\(region).vpce.amazonaws.com"]
                $0.vpcEndpointPolicySupported = true
                $0.acceptanceRequired = false
                $0.managesVpcEndpoints = false
                $0.supportedIpAddressTypes = [.ipv4]
                $0.tags = []
            }
        }.sorted { ($0.serviceName ?? "") < ($1.serviceName ?? "") }
    }
}

extension EC2ID {
    /// Digits of an id that follow from a text.
    static func digits(of text: String) -> String {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: Self.digits - digits.utf8.count) + digits
    }
}

extension VPCEndpointRecord {
    /// What an endpoint allows that was given no policy.
    private static let openPolicy =
        #"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","#
        + #""Resource":"*"}]}"#

    /// The endpoint as DescribeVpcEndpoints shows it.
    package func described(
        in scope: EC2Scope, groups names: (String) -> String?
    ) -> EC2API.VpcEndpoint {
        EC2API.VpcEndpoint {
            $0.vpcEndpointId = id
            $0.vpcEndpointType = EC2API.VpcEndpointType(rawValue: type)
            $0.vpcId = vpc
            $0.serviceName = service
            $0.serviceRegion = scope.region
            $0.state = .available
            $0.policyDocument = policy ?? Self.openPolicy
            $0.routeTableIds = routeTables
            $0.subnetIds = subnets
            $0.groups = groups.map { id in
                EC2API.SecurityGroupIdentifier {
                    $0.groupId = id
                    $0.groupName = names(id)
                }
            }
            $0.ipAddressType = EC2API.IpAddressType(rawValue: addressType)
            $0.dnsOptions = EC2API.DnsOptions {
                $0.dnsRecordIpType = EC2API.DnsRecordIpType(rawValue: dnsRecordType)
            }
            $0.privateDnsEnabled = hasPrivateDNS
            $0.requesterManaged = false
            $0.networkInterfaceIds = interfaces
            $0.dnsEntries = []
            $0.creationTimestamp = createdAt
            $0.ownerId = scope.account
            $0.tags = tags.described
        }
    }
}
