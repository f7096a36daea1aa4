package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    package func describeSubnets(
        _ input: EC2API.DescribeSubnetsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeSubnetsResult {
        let state = try await snapshot(context.ec2Scope)
        let page = try select(
            SubnetRecord.self, in: state, ids: input.subnetIds, filters: input.filters,
            SubnetRecord.filters(in: state.scope, used: { state.usedAddresses(of: $0) }),
            token: input.nextToken, limit: input.maxResults, operation: "DescribeSubnets")
        return EC2API.DescribeSubnetsResult {
            $0.subnets = page.items.map {
                $0.described(in: state.scope, used: state.usedAddresses(of: $0))
            }
            $0.nextToken = page.next
        }
    }
}

extension Snapshot {
    /// How many addresses of a subnet are interfaces'.
    func usedAddresses(of subnet: SubnetRecord) -> Int { 0 }
}
