import AWSWire
import AutoScalingModel
import Logging
import Shapes

/// What a request says of a group, once what must be asked of EC2 has been asked.
struct PreparedSettings: Sendable {
    /// Nil when the request leaves the places as they are.
    var places: [Place]?
    /// With id, name and version; nil when the request does not name one.
    var template: AutoScalingAPI.LaunchTemplateSpecification?
    var policy: AutoScalingAPI.MixedInstancesPolicy?
}

/// The rules of what a group may be.
enum GroupRules {
    /// AWS's default quota.
    static let maximumGroups = 500
    static let maximumTags = 50
    static let maximumHooks = 50

    static func checkSizes(min: Int, max: Int, desired: Int) throws(AWSError) {
        guard min >= 0, max >= 0 else {
            throw .validation("Min and max sizes must not be negative.")
        }
        guard max >= min else {
            throw .validation(
                "Max bound, \(max), must be greater than or equal to min bound, \(min)")
        }
        guard (min...max).contains(desired) else {
            throw .validation(
                "Desired capacity:\(desired) must be between the specified min size:\(min) and max "
                    + "size:\(max)")
        }
        guard desired <= GroupRecord.maximumCapacity else {
            throw .fault(
                .limitExceededFault,
                "A group can have at most \(GroupRecord.maximumCapacity) instances.")
        }
    }

    static func checkHealthCheck(_ type: String?) throws(AWSError) {
        guard let type else { return }
        for part in type.split(separator: ",").map(String.init) {
            switch part {
            // Without load balancers ELB's check is EC2's.
            case "EC2", "ELB": continue
            case "EBS", "VPC_LATTICE": throw .unsupported("health checks of type \(part)")
            default:
                throw .validation(
                    "Invalid health check type '\(part)', valid types: [EC2, ELB, VPC_LATTICE, EBS]"
                )
            }
        }
    }

    static func checkPolicies(_ policies: [String]?) throws(AWSError) {
        for policy in policies ?? [] where !TerminationPolicy.names.contains(policy) {
            if policy.hasPrefix("arn:") {
                throw .unsupported("custom termination policies of Lambda functions")
            }
            throw .validation("Termination policy \(policy) is not valid.")
        }
    }

    static func checkLifetime(_ seconds: Int?) throws(AWSError) {
        guard let seconds, seconds != 0 else { return }
        guard (86_400...31_536_000).contains(seconds) else {
            throw .validation(
                "MaxInstanceLifetime must be equal to 0 or between 86400 and 31536000 seconds")
        }
    }

    /// Refuses what a group would have to do and cannot.
    static func refuse(
        placementGroup: String?, desiredCapacityType: String?,
        impairment: AutoScalingAPI.AvailabilityZoneImpairmentPolicy?,
        reservation: AutoScalingAPI.CapacityReservationSpecification?,
        lifecycle: AutoScalingAPI.InstanceLifecyclePolicy?
    ) throws(AWSError) {
        if placementGroup?.isEmpty == false { throw .unsupported("placement groups of groups") }
        if let type = desiredCapacityType, type != "units" {
            throw .unsupported("the desired capacity type \(type)")
        }
        if impairment?.zonalShiftEnabled == true { throw .unsupported("zonal shifts") }
        if let reservation,
            reservation.capacityReservationTarget != nil
                || !(reservation.capacityReservationPreference.map {
                    $0 == .default || $0 == .none
                } ?? true)
        {
            throw .unsupported("capacity reservations of groups")
        }
        if lifecycle != nil { throw .unsupported("instance lifecycle policies") }
    }

    /// A mixed instances policy with the values that AWS fills in.
    static func completed(
        _ given: AutoScalingAPI.MixedInstancesPolicy
    ) throws(AWSError) -> AutoScalingAPI.MixedInstancesPolicy {
        var policy = given
        guard policy.launchTemplate?.launchTemplateSpecification != nil else {
            throw .validation(
                "Valid requests must contain a LaunchTemplateSpecification in the LaunchTemplate of "
                    + "the MixedInstancesPolicy.")
        }
        var types: Set<String> = []
        for override in policy.launchTemplate?.overrides ?? [] {
            if override.instanceRequirements != nil {
                throw .unsupported("instance requirements; name instance types")
            }
            if override.weightedCapacity != nil { throw .unsupported("weighted capacity") }
            if override.launchTemplateSpecification != nil {
                throw .unsupported("launch templates of overrides")
            }
            if let type = override.instanceType, !types.insert(type).inserted {
                throw .validation("Duplicate instance type in overrides: \(type).")
            }
        }
        var distribution = policy.instancesDistribution ?? .init()
        distribution.onDemandAllocationStrategy =
            distribution.onDemandAllocationStrategy ?? "prioritized"
        distribution.onDemandBaseCapacity = distribution.onDemandBaseCapacity ?? 0
        distribution.onDemandPercentageAboveBaseCapacity =
            distribution.onDemandPercentageAboveBaseCapacity ?? 100
        distribution.spotAllocationStrategy = distribution.spotAllocationStrategy ?? "lowest-price"
        if distribution.spotAllocationStrategy == "lowest-price" {
            distribution.spotInstancePools = distribution.spotInstancePools ?? 2
        }
        guard (0...100).contains(distribution.onDemandPercentageAboveBaseCapacity ?? 0) else {
            throw .validation(
                "OnDemandPercentageAboveBaseCapacity must be between 0 and 100.")
        }
        guard (distribution.onDemandBaseCapacity ?? 0) >= 0 else {
            throw .validation("OnDemandBaseCapacity must not be negative.")
        }
        policy.instancesDistribution = distribution
        return policy
    }

    /// A maintenance policy as it is kept: -1 for both takes it back.
    static func maintenance(
        _ policy: AutoScalingAPI.InstanceMaintenancePolicy
    ) throws(AWSError) -> AutoScalingAPI.InstanceMaintenancePolicy? {
        switch (policy.minHealthyPercentage, policy.maxHealthyPercentage) {
        case (-1, -1): return nil
        case (let least?, let most?) where least >= 0 && most >= 100:
            guard most - least <= 100 else {
                throw .validation(
                    "The difference between MinHealthyPercentage and MaxHealthyPercentage cannot "
                        + "exceed 100.")
            }
            return policy
        default:
            throw .validation(
                "MinHealthyPercentage and MaxHealthyPercentage must both be specified, or both be "
                    + "-1.")
        }
    }
}

// MARK: What EC2 must be asked

extension AutoScalingService {
    /// Reads the zones and subnets of a request, and the template that it names.
    func prepare(
        subnets: String?, zones: [String]?, zoneIDs: [String]?,
        template: AutoScalingAPI.LaunchTemplateSpecification?,
        policy: AutoScalingAPI.MixedInstancesPolicy?, _ scope: GroupScope
    ) async throws(AWSError) -> PreparedSettings {
        var prepared = PreparedSettings()
        if zoneIDs?.isEmpty == false { throw .unsupported("zones by their ids; name them") }
        if let subnets, !subnets.isEmpty {
            prepared.places = try await places(ofSubnets: subnets, within: zones, scope)
        } else if let zones, !zones.isEmpty {
            let known: [String] = try await asking { try await self.fleet.zones(scope) }
            for zone in zones where !known.contains(zone) {
                throw .validation(
                    "Invalid Availability Zones: \(zone). Valid zones: "
                        + known.sorted().joined(separator: ", "))
            }
            prepared.places = zones.map { Place(zone: $0) }
        }
        if let policy {
            var completed = try GroupRules.completed(policy)
            let named = completed.launchTemplate?.launchTemplateSpecification ?? .init()
            let resolved = try await resolve(named, scope)
            completed.launchTemplate?.launchTemplateSpecification = resolved
            prepared.policy = completed
        }
        if let template { prepared.template = try await resolve(template, scope) }
        return prepared
    }

    private func places(
        ofSubnets text: String, within zones: [String]?, _ scope: GroupScope
    ) async throws(AWSError) -> [Place] {
        let ids = text.split(separator: ",").map {
            $0.drop(while: \.isWhitespace).description.trimmingSpaces
        }
        let found: [String: String] = try await asking {
            try await self.fleet.zones(ofSubnets: ids, scope)
        }
        let places = try ids.map { id throws(AWSError) -> Place in
            guard let zone = found[id] else {
                throw .validation("The subnet ID '\(id)' does not exist")
            }
            return Place(zone: zone, subnet: id)
        }
        if let zones, !zones.isEmpty, Set(zones) != Set(places.map(\.zone)) {
            throw .validation(
                "The availability zones of the specified subnets and the AutoScalingGroup do not "
                    + "match")
        }
        return places
    }

    /// A template's specification with its id, its name and a version.
    func resolve(
        _ given: AutoScalingAPI.LaunchTemplateSpecification, _ scope: GroupScope
    ) async throws(AWSError) -> AutoScalingAPI.LaunchTemplateSpecification {
        if given.launchTemplateId == nil, given.launchTemplateName == nil {
            throw .validation(
                "Valid requests must contain either launchTemplateId or LaunchTemplateName")
        }
        if given.launchTemplateId != nil, given.launchTemplateName != nil {
            throw .validation(
                "Valid requests must contain either launchTemplateId or LaunchTemplateName, not "
                    + "both")
        }
        let found: TemplateVersion = try await asking {
            do {
                return try await self.fleet.template(given, scope)
            } catch let error as AWSError where error.status < 500 {
                throw AWSError.validation(
                    "You must use a valid fully-formed launch template. \(error.message)")
            }
        }
        return AutoScalingAPI.LaunchTemplateSpecification {
            $0.launchTemplateId = found.id
            $0.launchTemplateName = found.name
            $0.version = given.version ?? "$Default"
        }
    }

    /// Asks EC2; its refusals are the caller's, in the form of this service.
    func asking<Answer: Sendable>(
        _ question: () async throws -> Answer
    ) async throws(AWSError) -> Answer {
        do {
            return try await question()
        } catch let error as AWSError {
            if error.status >= 500 || error.code == "ValidationError" { throw error }
            throw .validation(error.message)
        } catch let refusal as LaunchRefusal {
            throw .validation(refusal.message)
        } catch {
            logger.error("EC2 could not be asked", metadata: ["error": "\(error)"])
            throw AWSError(
                code: "InternalFailure", message: "The service is not available.", status: 500)
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
