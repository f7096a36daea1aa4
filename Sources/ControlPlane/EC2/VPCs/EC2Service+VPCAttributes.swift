package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    package func describeVpcAttribute(
        _ input: EC2API.DescribeVpcAttributeRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeVpcAttributeResult {
        let state = try await snapshot(context.ec2Scope)
        let vpc = try state.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
        return EC2API.DescribeVpcAttributeResult {
            $0.vpcId = vpc.id
            switch input.attribute {
            case .enableDnsHostnames: $0.enableDnsHostnames = .init(vpc.hasDNSHostnames)
            case .enableDnsSupport: $0.enableDnsSupport = .init(vpc.hasDNSSupport)
            case .enableNetworkAddressUsageMetrics:
                $0.enableNetworkAddressUsageMetrics = .init(vpc.hasUsageMetrics)
            case nil: break
            }
        }
    }

    package func modifyVpcAttribute(
        _ input: EC2API.ModifyVpcAttributeRequest, _ context: RequestContext
    ) async throws {
        let given = [
            input.enableDnsHostnames, input.enableDnsSupport,
            input.enableNetworkAddressUsageMetrics,
        ].compactMap { $0?.value }
        guard given.count == 1 else {
            throw AWSError.invalidCombination(
                given.isEmpty
                    ? "No attributes specified."
                    : "Multiple attributes specified; only one is allowed.")
        }
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            vpc.hasDNSHostnames = input.enableDnsHostnames?.value ?? vpc.hasDNSHostnames
            vpc.hasDNSSupport = input.enableDnsSupport?.value ?? vpc.hasDNSSupport
            vpc.hasUsageMetrics =
                input.enableNetworkAddressUsageMetrics?.value ?? vpc.hasUsageMetrics
            plan.put(vpc)
        }
    }

    package func modifyVpcTenancy(
        _ input: EC2API.ModifyVpcTenancyRequest, _ context: RequestContext
    ) async throws -> EC2API.ModifyVpcTenancyResult {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            vpc.tenancy = "default"
            plan.put(vpc)
        }
        return EC2API.ModifyVpcTenancyResult { $0.returnValue = true }
    }
}

extension EC2API.AttributeBooleanValue {
    init(_ value: Bool) {
        self.init()
        self.value = value
    }
}
