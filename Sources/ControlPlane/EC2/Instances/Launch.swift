import AWSWire
import EC2Core
import EC2Model
import MachineProtocol
import Shapes
import Store

/// A request to run instances, with its launch template merged in and all that it names looked up.
struct Launch {
    let service: EC2Service
    let request: EC2API.RunInstancesRequest
    let image: MachineImage
    let type: InstanceTypeEntry
    let subnet: SubnetRecord
    let profile: String?
    let userData: String?
    let instanceTags: [EC2Tag]
    let volumeTags: [EC2Tag]
    let interfaceTags: [EC2Tag]
    let template: (id: String, version: Int)?
    var clientToken: String?

    /// The type of an instance for want of one in the request.
    private static let standardType = "t3.micro"

    /// Looks up what a request names.
    ///
    /// - Parameter chosen: The subnet that was chosen before; nil to choose one.
    /// - Throws: Whatever EC2 says of what is missing, contradicts itself or is not there.
    init(
        _ input: EC2API.RunInstancesRequest, in chosen: String?, on state: Snapshot,
        service: EC2Service
    ) throws(AWSError) {
        self.service = service
        var request = input
        var template: (id: String, version: Int)?
        if let specification = input.launchTemplate {
            let record = try state.launchTemplate(
                id: specification.launchTemplateId, name: specification.launchTemplateName)
            let version = try state.version(specification.version, of: record)
            request = try LaunchTemplateMerge.merge(input, onto: version.data)
            template = (record.id, version.number)
        }
        self.template = template
        try Self.checkCombinations(request)
        self.request = request
        image = try service.image(request.imageId, in: state.scope.region)
        let name = request.instanceType?.rawValue ?? Self.standardType
        guard let type = InstanceTypeTable.entry(name) else {
            throw .ec2(
                "InvalidInstanceType",
                "The instance type '\(name)' is not supported here. DescribeInstanceTypes lists "
                    + "those that are.")
        }
        guard type.architecture == image.architecture else {
            throw .architectureMismatch(type, image.architecture)
        }
        self.type = type
        userData = try request.userData.map { text throws(AWSError) in
            try UserData.checked(text)
        }
        if let key = request.keyName, state.keyPair(named: key) == nil {
            throw .keyPairNotFound(key)
        }
        profile = Self.profile(request.iamInstanceProfile, state.scope)
        instanceTags = try Self.tags(request.tagSpecifications, .instances)
        volumeTags = try Self.tags(request.tagSpecifications, .volumes)
        interfaceTags = try Self.tags(request.tagSpecifications, .interfaces)
        subnet =
            if let chosen {
                try state.get(SubnetRecord.self, chosen)
            } else {
                try Self.subnet(request, image.provider, state, service)
            }
    }

    private static func checkCombinations(
        _ request: EC2API.RunInstancesRequest
    ) throws(AWSError) {
        let interfaces = request.networkInterfaces ?? []
        if !interfaces.isEmpty {
            if request.subnetId != nil {
                throw .invalidCombination(
                    "Network interfaces and an instance-level subnet ID may not be specified on the "
                        + "same request")
            }
            if request.securityGroupIds?.isEmpty == false
                || request.securityGroups?.isEmpty == false
            {
                throw .invalidCombination(
                    "Network interfaces and an instance-level security groups may not be specified "
                        + "on the same request")
            }
            if request.privateIpAddress != nil {
                throw .invalidCombination(
                    "Network interfaces and an instance-level private IP address may not be "
                        + "specified on the same request")
            }
            guard interfaces.contains(where: { ($0.deviceIndex ?? 0) == 0 }) else {
                throw .ec2(
                    "InvalidParameterValue",
                    "Each network interface requires a device index, one of them 0.")
            }
            let indices = interfaces.map { $0.deviceIndex ?? 0 }
            guard Set(indices).count == indices.count else {
                throw .invalidValue("Duplicate device index for network interface")
            }
        }
        if request.instanceMarketOptions != nil {
            throw .unsupported("Spot instances are not supported.")
        }
        if request.hibernationOptions?.configured == true {
            throw .ec2(
                "UnsupportedHibernationConfiguration", "Instances cannot be hibernated.")
        }
        if request.ipv6AddressCount ?? 0 > 0 || request.ipv6Addresses?.isEmpty == false {
            throw .unsupported("IPv6 is not supported.")
        }
        if let tenancy = request.placement?.tenancy, tenancy != .default {
            throw .unsupported("The tenancy '\(tenancy.rawValue)' is not supported.")
        }
    }

    private static func tags(
        _ specifications: [EC2API.TagSpecification]?, _ kind: EC2Kind
    ) throws(AWSError) -> [EC2Tag] {
        // EC2 lets requests for spot instances and the like be tagged too: nothing comes of it.
        let known: [EC2Kind] = [.instances, .volumes, .interfaces]
        let mine = (specifications ?? []).filter { specification in
            let name = specification.resourceType?.rawValue
            return name == nil || known.contains { $0.resourceType == name }
        }
        return try EC2Tags.specified(mine, for: kind, others: known)
    }

    private static func profile(
        _ specification: EC2API.IamInstanceProfileSpecification?, _ scope: EC2Scope
    ) -> String? {
        if let arn = specification?.arn { return arn }
        return specification?.name.map {
            "arn:\(scope.partition):iam::\(scope.account):instance-profile/\($0)"
        }
    }

    // MARK: Where

    /// The subnet of the primary interface.
    private static func subnet(
        _ request: EC2API.RunInstancesRequest, _ provider: MachineProviderKind, _ state: Snapshot,
        _ service: EC2Service
    ) throws(AWSError) -> SubnetRecord {
        let zone = try zone(request, state)
        let primary = request.networkInterfaces?.first { ($0.deviceIndex ?? 0) == 0 }
        var named = request.subnetId ?? primary?.subnetId
        if let id = primary?.networkInterfaceId {
            named = try state.get(InterfaceRecord.self, id).subnet
        }
        if let named {
            let subnet = try state.get(SubnetRecord.self, named)
            guard zone == nil || zone == subnet.zone else {
                throw .invalidValue(
                    "The availability zone '\(zone ?? "")' does not match that of the subnet "
                        + "'\(subnet.id)', '\(subnet.zone)'.")
            }
            return subnet
        }
        guard let vpc = state.all(VPCRecord.self).first(where: \.isDefault) else {
            throw .ec2(
                "VPCIdNotSpecified",
                "No default VPC for this user. GroupName is only supported for EC2-Classic and "
                    + "default VPC.")
        }
        let subnets = state.all(SubnetRecord.self).filter {
            $0.vpc == vpc.id && $0.isDefault && (zone == nil || $0.zone == zone)
        }.sorted { $0.zone < $1.zone }
        guard let first = subnets.first else {
            throw .ec2(
                "MissingInput",
                "No subnets found for the default VPC '\(vpc.id)'. Please specify a subnet.")
        }
        let offers = service.offers(state.records)
        return subnets.first {
            HostAssignment.host(zone: $0.zone, provider: provider, among: offers) != nil
        } ?? first
    }

    private static func zone(
        _ request: EC2API.RunInstancesRequest, _ state: Snapshot
    ) throws(AWSError) -> String? {
        let placement = request.placement
        guard let name = placement?.availabilityZone ?? placement?.availabilityZoneId,
            !name.isEmpty
        else { return nil }
        let zones = EC2Regions.zones(of: state.scope.region)
        guard let zone = zones.first(where: { $0.name == name || $0.id == name }) else {
            throw .invalidValue("Invalid availability zone: [\(name)]")
        }
        return zone.name
    }
}
