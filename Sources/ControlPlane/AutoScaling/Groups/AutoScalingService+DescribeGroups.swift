package import AWSWire
package import AutoScalingModel
import Shapes

extension AutoScalingService {
    package func describeAutoScalingGroups(
        _ input: AutoScalingAPI.AutoScalingGroupNamesType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.AutoScalingGroupsType {
        let names = Set(input.autoScalingGroupNames ?? [])
        let filters = input.filters ?? []
        let groups = try await snapshot(context.groupScope).groups().filter { group in
            guard names.isEmpty || names.contains(group.name) else { return false }
            return try filters.allSatisfy { filter in try Self.matches(group, filter) }
        }
        let page = try page(
            groups, name: \.name, token: input.nextToken, limit: input.maxRecords,
            context.groupScope,
            purpose: ["DescribeAutoScalingGroups"] + names.sorted()
                + filters.map { "\($0.name ?? "")=\(($0.values ?? []).joined(separator: ","))" })
        let includesInstances = input.includeInstances ?? true
        return AutoScalingAPI.AutoScalingGroupsType {
            $0.autoScalingGroups = page.items.map { group in
                var shown = group.settings
                shown.instances = includesInstances ? group.members.map(\.shown) : []
                return shown
            }
            $0.nextToken = page.next
        }
    }

    private static func matches(
        _ group: GroupRecord, _ filter: AutoScalingAPI.Filter
    ) throws(AWSError) -> Bool {
        let values = filter.values ?? []
        let tags = group.settings.tags ?? []
        switch filter.name {
        case "tag-key": return tags.contains { values.contains($0.key ?? "") }
        case "tag-value": return tags.contains { values.contains($0.value ?? "") }
        case let name? where name.hasPrefix("tag:"):
            let key = name.dropFirst(4)
            return tags.contains {
                $0.key ?? "" == key && (values.isEmpty || values.contains($0.value ?? ""))
            }
        default:
            throw .validation(
                "Filter type \(filter.name ?? "null") is not correct. Allowed Filter types are: "
                    + "tag-key, tag-value, tag:<key>")
        }
    }

    package func describeAutoScalingInstances(
        _ input: AutoScalingAPI.DescribeAutoScalingInstancesType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.AutoScalingInstancesType {
        let ids = Set(input.instanceIds ?? [])
        let found = try await snapshot(context.groupScope).groups()
            .flatMap { group in group.members.map { (group.name, $0) } }
            .filter { ids.isEmpty || ids.contains($0.1.id) }
            .sorted { $0.1.id < $1.1.id }
        let page = try page(
            found, name: \.1.id, token: input.nextToken, limit: input.maxRecords, maximum: 50,
            context.groupScope, purpose: ["DescribeAutoScalingInstances"] + ids.sorted())
        return AutoScalingAPI.AutoScalingInstancesType {
            $0.autoScalingInstances = page.items.map { $0.1.details(of: $0.0) }
            $0.nextToken = page.next
        }
    }

    package func describeAccountLimits(
        _ input: AutoScalingAPI.Empty, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeAccountLimitsAnswer {
        let state = try await snapshot(context.groupScope)
        return AutoScalingAPI.DescribeAccountLimitsAnswer {
            $0.maxNumberOfAutoScalingGroups = GroupRules.maximumGroups
            $0.maxNumberOfLaunchConfigurations = Self.maximumConfigurations
            $0.numberOfAutoScalingGroups = state.groups().count
            $0.numberOfLaunchConfigurations = state.configurations().count
        }
    }
}

extension TemplateVersion {
    var shown: AutoScalingAPI.LaunchTemplateSpecification {
        AutoScalingAPI.LaunchTemplateSpecification {
            $0.launchTemplateId = id
            $0.launchTemplateName = name
            $0.version = version
        }
    }
}

extension Member {
    var health: String { illness == nil ? "Healthy" : "Unhealthy" }

    /// The instance as its group shows it.
    var shown: AutoScalingAPI.Instance {
        AutoScalingAPI.Instance {
            $0.instanceId = id
            $0.instanceType = instanceType
            $0.availabilityZone = zone
            $0.lifecycleState = AutoScalingAPI.LifecycleState(rawValue: state.rawValue)
            $0.healthStatus = health
            $0.launchConfigurationName = launchConfiguration
            $0.launchTemplate = template?.shown
            $0.protectedFromScaleIn = isProtected
        }
    }

    /// The instance as DescribeAutoScalingInstances shows it.
    func details(of group: String) -> AutoScalingAPI.AutoScalingInstanceDetails {
        AutoScalingAPI.AutoScalingInstanceDetails {
            $0.instanceId = id
            $0.instanceType = instanceType
            $0.autoScalingGroupName = group
            $0.availabilityZone = zone
            $0.lifecycleState = state.rawValue
            // In capitals here, unlike in the group.
            $0.healthStatus = health.uppercased()
            $0.launchConfigurationName = launchConfiguration
            $0.launchTemplate = template?.shown
            $0.protectedFromScaleIn = isProtected
        }
    }
}
