import AWSWire
import AutoScaling
import AutoScalingModel
import EC2
import EC2Model
import Shapes

/// EC2 as Auto Scaling needs it. All calls go the way of any client's, as the account's root.
struct EC2Fleet: AutoScalingFleet {
    let ec2: EC2Service
    let now: @Sendable () -> Timestamp

    /// Instances that one request describes or changes.
    private static let batch = 100

    private func context(_ scope: GroupScope) -> RequestContext {
        RequestContext(
            requestID: "autoscaling", account: scope.account, region: scope.region,
            principal: Principal(
                arn: "arn:aws:iam::\(scope.account):role/aws-service-role/"
                    + "autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
                userID: scope.account, account: scope.account, accessKeyID: "autoscaling"),
            now: now())
    }

    func zones(_ scope: GroupScope) async throws -> [String] {
        let answer = try await ec2.describeAvailabilityZones(.init(), context(scope))
        return (answer.availabilityZones ?? []).compactMap(\.zoneName)
    }

    func zones(
        ofSubnets ids: [String], _ scope: GroupScope
    ) async throws -> [String: String] {
        let answer = try await ec2.describeSubnets(.init { $0.subnetIds = ids }, context(scope))
        var zones: [String: String] = [:]
        for subnet in answer.subnets ?? [] {
            zones[subnet.subnetId ?? ""] = subnet.availabilityZone
        }
        return zones
    }

    func template(
        _ specification: AutoScalingAPI.LaunchTemplateSpecification, _ scope: GroupScope
    ) async throws -> TemplateVersion {
        let answer = try await ec2.describeLaunchTemplateVersions(
            .init {
                $0.launchTemplateId = specification.launchTemplateId
                // The id says enough, and EC2 wants one of them.
                $0.launchTemplateName =
                    specification.launchTemplateId == nil ? specification.launchTemplateName : nil
                $0.versions = [specification.version ?? "$Default"]
            }, context(scope))
        guard let found = answer.launchTemplateVersions?.first, let id = found.launchTemplateId,
            let number = found.versionNumber
        else {
            throw AWSError(
                code: "InvalidLaunchTemplateId.VersionNotFound",
                message: "Could not find launch template version")
        }
        var version = TemplateVersion()
        version.id = id
        version.name = found.launchTemplateName ?? ""
        version.version = String(number)
        return version
    }

    // MARK: Launching

    func launch(_ order: LaunchOrder, _ scope: GroupScope) async throws -> FleetInstance {
        let context = context(scope)
        // One that was launched before is found even when the group's tags have changed since, which
        // EC2 would take for another request with the same token.
        var instance = try await instances(
            [("client-token", order.token)], context
        ).first
        if instance == nil {
            do {
                let made = try await ec2.runInstances(Self.request(order), context)
                instance = made.instances?.first
            } catch let error as AWSError where error.status < 500 {
                throw LaunchRefusal(error.message)
            }
        }
        guard let id = instance?.instanceId, let instance else {
            throw LaunchRefusal("EC2 launched no instance.")
        }
        try await setGroup(order.group, of: [id], scope)
        var shown = Self.instance(instance, isImpaired: false)
        shown.group = order.group
        return shown
    }

    private static func request(_ order: LaunchOrder) -> EC2API.RunInstancesRequest {
        var request = EC2API.RunInstancesRequest()
        request.minCount = 1
        request.maxCount = 1
        request.clientToken = order.token
        switch order.source {
        case .template(let template):
            request.launchTemplate = .init {
                $0.launchTemplateId = template.id
                $0.version = template.version
            }
        case .configuration(let configuration): take(configuration, into: &request)
        }
        if let type = order.instanceType {
            request.instanceType = EC2API.InstanceType(rawValue: type)
        }
        if let image = order.imageID { request.imageId = image }
        request.subnetId = order.subnet
        if order.subnet == nil {
            request.placement = .init { $0.availabilityZone = order.zone }
        }
        let tags = order.tags.filter { $0.key != AutoScalingService.groupTag }
        if !tags.isEmpty {
            request.tagSpecifications = [
                .init {
                    $0.resourceType = .instance
                    $0.tags = tags.map { tag in
                        .init {
                            $0.key = tag.key
                            $0.value = tag.value
                        }
                    }
                }
            ]
        }
        return request
    }

    private static func take(
        _ configuration: AutoScalingAPI.LaunchConfiguration,
        into request: inout EC2API.RunInstancesRequest
    ) {
        request.imageId = configuration.imageId
        request.instanceType = EC2API.InstanceType(rawValue: configuration.instanceType)
        request.keyName = configuration.keyName.flatMap { $0.isEmpty ? nil : $0 }
        request.securityGroupIds =
            configuration.securityGroups?.isEmpty == false ? configuration.securityGroups : nil
        request.userData = configuration.userData.flatMap { $0.isEmpty ? nil : $0 }
        request.ebsOptimized = configuration.ebsOptimized
        if let profile = configuration.iamInstanceProfile {
            request.iamInstanceProfile = .init {
                if profile.hasPrefix("arn:") { $0.arn = profile } else { $0.name = profile }
            }
        }
    }

    // MARK: Instances that are there

    func terminate(_ ids: [String], _ scope: GroupScope) async throws {
        let context = context(scope)
        // What EC2 does not know any more is as good as terminated.
        let known = try await known(ids, context)
        if known.isEmpty { return }
        do {
            _ = try await ec2.terminateInstances(.init { $0.instanceIds = known }, context)
        } catch let error as AWSError where error.status < 500 {
            // One instance may be protected from termination, which is no protection from its group
            // (EC2 Auto Scaling User Guide, "Use instance scale-in protection").
            for id in known {
                try await ec2.modifyInstanceAttribute(
                    .init {
                        $0.instanceId = id
                        $0.disableApiTermination = .init { $0.value = false }
                    }, context)
                _ = try await ec2.terminateInstances(.init { $0.instanceIds = [id] }, context)
            }
        }
    }

    func setGroup(_ group: String?, of ids: [String], _ scope: GroupScope) async throws {
        let context = context(scope)
        let known = try await known(ids, context)
        try await ec2.setReservedTag(
            AutoScalingService.groupTag, to: group, of: known, context)
    }

    private func known(_ ids: [String], _ context: RequestContext) async throws -> [String] {
        try await byID(ids, context).compactMap(\.instanceId)
    }

    /// A filter finds nothing where a list of ids would be an error.
    private func byID(
        _ ids: [String], _ context: RequestContext
    ) async throws -> [EC2API.Instance] {
        var found: [EC2API.Instance] = []
        var rest = ids[...]
        while !rest.isEmpty {
            found += try await instances(
                rest.prefix(Self.batch).map { ("instance-id", $0) }, context)
            rest = rest.dropFirst(Self.batch)
        }
        return found
    }

    func instances(
        of group: String, and ids: [String], _ scope: GroupScope
    ) async throws -> [FleetInstance] {
        let context = context(scope)
        var found = try await instances(
            [("tag:\(AutoScalingService.groupTag)", group)], context)
        let seen = Set(found.compactMap(\.instanceId))
        found += try await byID(ids.filter { !seen.contains($0) }, context)
        let impaired = try await impaired(context)
        return found.map { instance in
            Self.instance(instance, isImpaired: impaired.contains(instance.instanceId ?? ""))
        }
    }

    /// All instances that one filter of equal names and several values selects.
    private func instances(
        _ filters: [(name: String, value: String)], _ context: RequestContext
    ) async throws -> [EC2API.Instance] {
        var found: [EC2API.Instance] = []
        var token: String?
        repeat {
            let page = try await ec2.describeInstances(
                .init {
                    $0.filters = [
                        .init {
                            $0.name = filters.first?.name
                            // In filters `*` and `?` stand for anything, unless they are escaped.
                            $0.values = filters.map { Self.escaped($0.value) }
                        }
                    ]
                    $0.nextToken = token
                }, context)
            found += (page.reservations ?? []).flatMap { $0.instances ?? [] }
            token = page.nextToken
        } while token != nil
        return found
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "*?\\".contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    private func impaired(_ context: RequestContext) async throws -> Set<String> {
        var found: Set<String> = []
        var token: String?
        repeat {
            let page = try await ec2.describeInstanceStatus(
                .init {
                    $0.filters = [
                        .init {
                            $0.name = "instance-status.status"
                            $0.values = ["impaired"]
                        }
                    ]
                    $0.nextToken = token
                }, context)
            found.formUnion((page.instanceStatuses ?? []).compactMap(\.instanceId))
            token = page.nextToken
        } while token != nil
        return found
    }

    private static func instance(
        _ instance: EC2API.Instance, isImpaired: Bool
    ) -> FleetInstance {
        let state: FleetInstance.State =
            switch instance.state?.name {
            case .pending, nil: .pending
            case .running: .running
            case .stopping: .stopping
            case .stopped: .stopped
            case .shuttingDown: .shuttingDown
            case .terminated: .terminated
            }
        return FleetInstance(
            id: instance.instanceId ?? "", state: state,
            zone: instance.placement?.availabilityZone ?? "", subnet: instance.subnetId,
            instanceType: instance.instanceType?.rawValue ?? "", imageID: instance.imageId,
            isImpaired: isImpaired,
            group: instance.tags?.first { $0.key == AutoScalingService.groupTag }?.value,
            clientToken: instance.clientToken)
    }
}
