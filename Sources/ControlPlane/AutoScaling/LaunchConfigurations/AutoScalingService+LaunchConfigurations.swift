package import AWSWire
package import AutoScalingModel
import Shapes
import Store

extension AutoScalingService {
    /// AWS's default quota.
    static let maximumConfigurations = 200

    package func createLaunchConfiguration(
        _ input: AutoScalingAPI.CreateLaunchConfigurationType, _ context: RequestContext
    ) async throws {
        let scope = context.groupScope
        let name = input.launchConfigurationName
        let record = try configuration(input, context)
        try await change(scope) { state throws(AWSError) -> Proposal<Void> in
            if state.configuration(name) != nil {
                throw .fault(
                    .alreadyExistsFault,
                    "Launch Configuration by this name already exists - A launch configuration "
                        + "already exists with the name \(name)")
            }
            if state.configurations().count >= Self.maximumConfigurations {
                throw .fault(
                    .limitExceededFault,
                    "The maximum number of launch configurations is "
                        + "\(Self.maximumConfigurations).")
            }
            let key = scope.configurationKey(name)
            return Proposal(
                transaction: Transaction(
                    if: [.absent(key)], then: [.put(key, JSON.encode(record))]), result: ())
        }
    }

    private func configuration(
        _ input: AutoScalingAPI.CreateLaunchConfigurationType, _ context: RequestContext
    ) throws(AWSError) -> AutoScalingAPI.LaunchConfiguration {
        if input.instanceId != nil {
            throw .unsupported("launch configurations made from an instance")
        }
        if input.spotPrice != nil { throw .unsupported("Spot prices; capacity has no price here") }
        guard let image = input.imageId, let type = input.instanceType else {
            throw .validation(
                "Valid requests must contain either the InstanceID parameter or both the ImageId "
                    + "and InstanceType parameters.")
        }
        return AutoScalingAPI.LaunchConfiguration {
            $0.launchConfigurationName = input.launchConfigurationName
            $0.launchConfigurationARN = context.groupScope.arn(
                "launchConfiguration", makeID(),
                "launchConfigurationName/\(input.launchConfigurationName)")
            $0.imageId = image
            $0.keyName = input.keyName ?? ""
            $0.securityGroups = input.securityGroups ?? []
            $0.classicLinkVPCSecurityGroups = []
            $0.userData = input.userData ?? ""
            $0.instanceType = type
            $0.kernelId = input.kernelId ?? ""
            $0.ramdiskId = input.ramdiskId ?? ""
            $0.blockDeviceMappings = input.blockDeviceMappings ?? []
            $0.instanceMonitoring =
                input.instanceMonitoring ?? .init { $0.enabled = true }
            $0.iamInstanceProfile = input.iamInstanceProfile
            $0.createdTime = context.now
            $0.ebsOptimized = input.ebsOptimized ?? false
            $0.associatePublicIpAddress = input.associatePublicIpAddress
            $0.placementTenancy = input.placementTenancy
            $0.metadataOptions = input.metadataOptions
        }
    }

    package func describeLaunchConfigurations(
        _ input: AutoScalingAPI.LaunchConfigurationNamesType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.LaunchConfigurationsType {
        let names = Set(input.launchConfigurationNames ?? [])
        let scope = context.groupScope
        let found = try await snapshot(scope).configurations().filter {
            names.isEmpty || names.contains($0.launchConfigurationName)
        }
        let page = try page(
            found, name: \.launchConfigurationName, token: input.nextToken,
            limit: input.maxRecords, scope,
            purpose: ["DescribeLaunchConfigurations"] + names.sorted())
        return AutoScalingAPI.LaunchConfigurationsType {
            $0.launchConfigurations = page.items
            $0.nextToken = page.next
        }
    }

    package func deleteLaunchConfiguration(
        _ input: AutoScalingAPI.LaunchConfigurationNameType, _ context: RequestContext
    ) async throws {
        let name = input.launchConfigurationName
        try await change(context.groupScope) { state throws(AWSError) -> Proposal<Void> in
            guard let stored = state.configuration(name) else {
                throw .configurationNotFound(name)
            }
            let user = state.groups().first { $0.settings.launchConfigurationName == name }
            if let user {
                throw .fault(
                    .resourceInUseFault,
                    "Cannot delete launch configuration \(name) because it is attached to "
                        + "AutoScalingGroup \(user.name)")
            }
            return Proposal(
                transaction: Transaction(if: [stored.unchanged], then: [.delete(stored.key)]),
                result: ())
        }
    }
}
