package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    package func describeAccountAttributes(
        _ input: EC2API.DescribeAccountAttributesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeAccountAttributesResult {
        let state = try await snapshot(context.ec2Scope)
        let values: [(EC2API.AccountAttributeName?, String, [String])] = [
            (nil, "vpc-max-security-groups-per-interface", ["5"]),
            (nil, "max-instances", ["\(EC2Quotas.instances)"]),
            (.supportedPlatforms, "supported-platforms", ["VPC"]),
            (
                .defaultVpc, "default-vpc",
                [state.all(VPCRecord.self).first(where: \.isDefault)?.id ?? "none"]
            ),
            (nil, "max-elastic-ips", ["\(EC2Quotas.addresses)"]),
            (nil, "vpc-max-elastic-ips", ["\(EC2Quotas.addresses)"]),
        ]
        let names = input.attributeNames ?? []
        return EC2API.DescribeAccountAttributesResult {
            $0.accountAttributes = values.filter { value in
                names.isEmpty || names.contains { $0 == value.0 }
            }.map { _, name, values in
                EC2API.AccountAttribute {
                    $0.attributeName = name
                    $0.attributeValues = values.map { value in
                        EC2API.AccountAttributeValue { $0.attributeValue = value }
                    }
                }
            }
        }
    }
}
