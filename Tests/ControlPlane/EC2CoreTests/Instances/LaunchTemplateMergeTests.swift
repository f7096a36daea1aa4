import AWSWire
import EC2Model
import Shapes
import Testing

@testable import EC2Core

struct LaunchTemplateMergeTests {
    private func merge(
        _ template: EC2API.RequestLaunchTemplateData, _ request: EC2API.RunInstancesRequest
    ) throws -> EC2API.RunInstancesRequest {
        try LaunchTemplateMerge.merge(request, onto: template.encoded)
    }

    private func request(
        _ fill: (inout EC2API.RunInstancesRequest) -> Void = { _ in }
    ) -> EC2API.RunInstancesRequest {
        var request = EC2API.RunInstancesRequest()
        (request.minCount, request.maxCount) = (1, 2)
        request.launchTemplate = EC2API.LaunchTemplateSpecification { $0.launchTemplateId = "lt-1" }
        fill(&request)
        return request
    }

    @Test func theTemplateCountsWhereTheRequestIsSilent() throws {
        let merged = try merge(
            .init {
                $0.imageId = "ami-1"
                $0.instanceType = .t3Small
                $0.keyName = "k"
                $0.userData = "YQ=="
                $0.ramDiskId = "ari-1"
            },
            request { $0.instanceType = .m5Large })
        #expect(merged.imageId == "ami-1")
        #expect(merged.instanceType == .m5Large)
        #expect(merged.keyName == "k")
        #expect(merged.userData == "YQ==")
        #expect(merged.ramdiskId == "ari-1")
        #expect(merged.launchTemplate == nil)
        #expect((merged.minCount, merged.maxCount) == (1, 2))
    }

    @Test func structuresAreMergedByMember() throws {
        let merged = try merge(
            .init {
                $0.metadataOptions = .init {
                    $0.httpTokens = .required
                    $0.httpPutResponseHopLimit = 3
                }
                $0.placement = .init { $0.availabilityZone = "us-east-1a" }
            },
            request { $0.metadataOptions = .init { $0.httpTokens = .optional } })
        #expect(merged.metadataOptions?.httpTokens == .optional)
        #expect(merged.metadataOptions?.httpPutResponseHopLimit == 3)
        #expect(merged.placement?.availabilityZone == "us-east-1a")
    }

    @Test func listsAreMergedByTheirNames() throws {
        func tag(_ key: String, _ value: String) -> EC2API.Tag {
            .init { ($0.key, $0.value) = (key, value) }
        }
        let merged = try merge(
            .init {
                $0.blockDeviceMappings = [
                    .init {
                        $0.deviceName = "/dev/xvda"
                        $0.ebs = .init { ($0.volumeSize, $0.volumeType) = (10, .gp3) }
                    },
                    .init { $0.deviceName = "/dev/sdb" },
                ]
                $0.tagSpecifications = [
                    .init {
                        $0.resourceType = .instance
                        $0.tags = [tag("a", "1"), tag("b", "2")]
                    }
                ]
            },
            request {
                $0.blockDeviceMappings = [
                    .init {
                        $0.deviceName = "/dev/xvda"
                        $0.ebs = .init { $0.volumeSize = 20 }
                    }
                ]
                $0.tagSpecifications = [
                    .init {
                        $0.resourceType = .instance
                        $0.tags = [tag("b", "3")]
                    },
                    .init { $0.resourceType = .volume },
                ]
            })
        #expect(merged.blockDeviceMappings?.map(\.deviceName) == ["/dev/xvda", "/dev/sdb"])
        #expect(merged.blockDeviceMappings?.first?.ebs?.volumeSize == 20)
        #expect(merged.blockDeviceMappings?.first?.ebs?.volumeType == .gp3)
        #expect(merged.tagSpecifications?.map(\.resourceType) == [.instance, .volume])
        #expect(merged.tagSpecifications?.first?.tags?.map(\.value) == ["1", "3"])
    }

    @Test func eitherWayOfNamingGroupsReplacesBoth() throws {
        let merged = try merge(
            .init { $0.securityGroups = ["old"] }, request { $0.securityGroupIds = ["sg-1"] })
        #expect(merged.securityGroups == nil)
        #expect(merged.securityGroupIds == ["sg-1"])
    }

    @Test func aSubnetGoesToTheTemplatesPrimaryInterface() throws {
        let merged = try merge(
            .init { $0.networkInterfaces = [.init { $0.groups = ["sg-1"] }] },
            request { $0.subnetId = "subnet-1" })
        #expect(merged.subnetId == nil)
        #expect(merged.networkInterfaces?.count == 1)
        #expect(merged.networkInterfaces?.first?.subnetId == "subnet-1")
        #expect(merged.networkInterfaces?.first?.groups == ["sg-1"])
    }

    @Test func versionsAreNamedInThreeWays() {
        var template = LaunchTemplateRecord()
        (template.defaultVersion, template.latestVersion) = (2, 5)
        #expect(LaunchTemplateMerge.number(nil, of: template) == 2)
        #expect(LaunchTemplateMerge.number("$Default", of: template) == 2)
        #expect(LaunchTemplateMerge.number("$Latest", of: template) == 5)
        #expect(LaunchTemplateMerge.number("3", of: template) == 3)
        for word in ["0", "-1", "03", "$Newest", "x"] {
            #expect(LaunchTemplateMerge.number(word, of: template) == nil)
        }
    }
}
