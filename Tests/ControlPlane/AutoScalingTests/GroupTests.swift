import AWSWire
import AutoScalingModel
import Shapes
import Synchronization
import Testing

@testable import AutoScaling

@Suite struct GroupTests {
    @Test("a group comes up, and shows what it is")
    func create() async throws {
        try await World.run { world in
            try await world.create {
                $0.tags = [
                    .init {
                        $0.key = "Name"
                        $0.value = "w"
                        $0.propagateAtLaunch = true
                    }, .init { $0.key = "quiet" },
                ]
            }
            try await world.settle()
            let group = try #require(try await world.describe())
            #expect(group.availabilityZones == ["us-east-1a", "us-east-1b"])
            #expect(group.vpcZoneIdentifier == "subnet-a,subnet-b")
            #expect(group.launchTemplate?.launchTemplateId == "lt-1")
            #expect(group.launchTemplate?.version == "$Latest")
            #expect(group.defaultCooldown == 300)
            #expect(group.healthCheckType == "EC2")
            #expect(group.terminationPolicies == ["Default"])
            #expect(group.instances?.map(\.lifecycleState) == [.inService, .inService])
            #expect(group.instances?.first?.launchTemplate?.version == "1")
            #expect(group.tags?.map(\.key) == ["Name", "quiet"])
            let order = try #require(world.fleet.state.withLock { $0.orders.first })
            #expect(order.tags.map(\.key) == ["aws:autoscaling:groupName", "Name"])
            #expect(order.token.utf8.count <= 64)
            let activities = try await world.activities()
            #expect(activities.count == 2)
            #expect(activities.allSatisfy { $0.statusCode == .successful && $0.progress == 100 })
            #expect(world.events.types.filter { $0 == "EC2 Instance Launch Successful" }.count == 2)
        }
    }

    @Test("what a group cannot be is refused in AWS's words")
    func refusals() async throws {
        try await World.run { world in
            try await world.create()
            #expect(
                await refusal { try await world.create() }
                    == "AlreadyExists: AutoScalingGroup by this name already exists - A group with "
                    + "the name web already exists")
            #expect(
                await refusal { try await world.create("x", min: 3, max: 2, desired: nil) }
                    == "ValidationError: Max bound, 2, must be greater than or equal to min bound, 3"
            )
            #expect(
                await refusal { try await world.create("x", max: 2, desired: 3) }
                    == "ValidationError: Desired capacity:3 must be between the specified min size:0 "
                    + "and max size:2")
            #expect(
                await refusal { try await world.create("x") { $0.vpcZoneIdentifier = nil } }
                    == "ValidationError: At least one Availability Zone or VPC Subnet is required.")
            #expect(
                await refusal { try await world.create("x") { $0.launchTemplate = nil } }
                    .hasPrefix("ValidationError: Valid requests must contain either LaunchTemplate")
            )
            #expect(
                await refusal { try await world.create("x") { $0.vpcZoneIdentifier = "subnet-x" } }
                    == "ValidationError: The subnet ID 'subnet-x' does not exist")
            #expect(
                await refusal {
                    try await world.create("x") { $0.launchTemplate?.launchTemplateName = "no" }
                }.hasPrefix("ValidationError: You must use a valid fully-formed launch template."))
            #expect(
                await refusal { try await world.create("x") { $0.targetGroupARNs = ["arn"] } }
                    .hasPrefix("UnsupportedOperation: "))
            #expect(
                await refusal {
                    try await world.create("x") { $0.launchConfigurationName = "c" }
                }.hasPrefix("ValidationError: Valid requests must contain either"))
            #expect(
                await refusal {
                    try await world.service.setDesiredCapacity(
                        .init { $0.autoScalingGroupName = "no" }, world.context)
                }
                    == "ValidationError: AutoScalingGroup name not found - AutoScalingGroup no not "
                    + "found")
            #expect(
                await refusal {
                    try await world.service.setDesiredCapacity(
                        .init {
                            $0.autoScalingGroupName = "web"
                            $0.desiredCapacity = 11
                        }, world.context)
                }
                    == "ValidationError: New SetDesiredCapacity value 11 is above max value 10 for "
                    + "the AutoScalingGroup.")
        }
    }

    @Test("updates move the capacity with the bounds")
    func update() async throws {
        try await World.run { world in
            try await world.create()
            try await world.settle()
            try await world.service.updateAutoScalingGroup(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.minSize = 3
                    $0.healthCheckGracePeriod = 60
                    $0.vpcZoneIdentifier = "subnet-a,subnet-b,subnet-c"
                }, world.context)
            try await world.settle()
            let group = try #require(try await world.describe())
            #expect(group.desiredCapacity == 3)
            #expect(group.instances?.count == 3)
            #expect(Set(group.instances?.map(\.availabilityZone) ?? []).count == 3)
            #expect(
                try await world.activities().first?.cause.contains(
                    "update of AutoScalingGroup constraints to min: 3, max: 10, desired: 3 changing "
                        + "the desired capacity from 2 to 3.") == true)
        }
    }

    @Test("deletion: refused while there are instances, forced with them")
    func delete() async throws {
        try await World.run { world in
            try await world.create()
            func delete(force: Bool) async throws {
                try await world.service.deleteAutoScalingGroup(
                    .init {
                        $0.autoScalingGroupName = "web"
                        $0.forceDelete = force
                    }, world.context)
            }
            _ = try await world.service.turn("web", world.scope)
            #expect(
                await refusal { try await delete(force: false) }
                    .hasPrefix("ScalingActivityInProgress: "))
            try await world.settle()
            #expect(
                await refusal { try await delete(force: false) }.hasPrefix("ResourceInUse: "))
            try await delete(force: true)
            #expect(try await world.describe()?.status == "Delete in progress")
            #expect(
                await refusal { try await world.create() }.hasSuffix("web is pending delete"))
            try await world.settle()
            #expect(try await world.describe() == nil)
            #expect(world.fleet.state.withLock { $0.fleet.living.isEmpty })
            // Its activities can still be asked for.
            let old = try await world.service.describeScalingActivities(
                .init {
                    $0.autoScalingGroupName = "web"
                    $0.includeDeletedGroups = true
                }, world.context)
            #expect(old.activities.count == 4)
            try await world.create(min: 0, desired: 0)
            try await delete(force: false)
            #expect(try await world.describe() == nil)
        }
    }

    @Test("deletion protection")
    func protection() async throws {
        try await World.run { world in
            try await world.create(desired: 0) { $0.deletionProtection = .preventAllDeletion }
            let failure = await refusal {
                try await world.service.deleteAutoScalingGroup(
                    .init { $0.autoScalingGroupName = "web" }, world.context)
            }
            #expect(failure.contains("is protected from deletion"))
        }
    }

    @Test("filters and pages")
    func paging() async throws {
        try await World.run { world in
            for number in 0..<5 {
                try await world.create("g\(number)", desired: 0) {
                    $0.tags = [
                        .init {
                            $0.key = number < 2 ? "team" : "other"
                            $0.value = "\(number)"
                        }
                    ]
                }
            }
            var names: [String] = []
            var token: String?
            repeat {
                let page = try await world.service.describeAutoScalingGroups(
                    .init {
                        $0.maxRecords = 2
                        $0.nextToken = token
                    }, world.context)
                #expect(page.autoScalingGroups.count <= 2)
                names += page.autoScalingGroups.map(\.autoScalingGroupName)
                token = page.nextToken
            } while token != nil
            #expect(names == ["g0", "g1", "g2", "g3", "g4"])
            #expect(
                await refusal {
                    _ = try await world.service.describeAutoScalingGroups(
                        .init { $0.nextToken = "x" }, world.context)
                } == "InvalidNextToken: The token 'x' is invalid.")
            for (filter, values, count) in [
                ("tag-key", ["team"], 2), ("tag-value", ["1", "4"], 2), ("tag:team", ["0"], 1),
                ("tag:other", [], 3),
            ] {
                let found = try await world.service.describeAutoScalingGroups(
                    .init {
                        $0.filters = [
                            .init {
                                $0.name = filter
                                $0.values = values
                            }
                        ]
                    }, world.context)
                #expect(found.autoScalingGroups.count == count, "\(filter)")
            }
            let limits = try await world.service.describeAccountLimits(.init(), world.context)
            #expect(limits.numberOfAutoScalingGroups == 5)
        }
    }

    @Test("tags of groups: put, filtered, deleted")
    func tags() async throws {
        try await World.run { world in
            try await world.create(desired: 0)
            func tag(_ key: String, _ value: String?) -> AutoScalingAPI.Tag {
                .init {
                    $0.resourceId = "web"
                    $0.resourceType = "auto-scaling-group"
                    $0.key = key
                    $0.value = value
                    $0.propagateAtLaunch = key == "a"
                }
            }
            try await world.service.createOrUpdateTags(
                .init { $0.tags = [tag("a", "1"), tag("b", "2")] }, world.context)
            try await world.service.createOrUpdateTags(
                .init { $0.tags = [tag("a", "3")] }, world.context)
            func shown(_ name: String, _ value: String) async throws -> [String?] {
                try await world.service.describeTags(
                    .init {
                        $0.filters = [
                            .init {
                                $0.name = name
                                $0.values = [value]
                            }
                        ]
                    }, world.context
                ).tags?.map(\.value) ?? []
            }
            #expect(try await shown("key", "a") == ["3"])
            #expect(try await shown("propagate-at-launch", "false") == ["2"])
            #expect(try await shown("auto-scaling-group", "web") == ["3", "2"])
            try await world.service.deleteTags(.init { $0.tags = [tag("a", nil)] }, world.context)
            #expect(try await shown("auto-scaling-group", "web") == ["2"])
            #expect(
                await refusal {
                    try await world.service.createOrUpdateTags(
                        .init { $0.tags = [tag("aws:x", "1")] }, world.context)
                }.hasPrefix("ValidationError: "))
        }
    }
}
