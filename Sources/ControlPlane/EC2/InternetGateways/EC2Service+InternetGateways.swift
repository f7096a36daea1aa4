package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    package func describeInternetGateways(
        _ input: EC2API.DescribeInternetGatewaysRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeInternetGatewaysResult {
        let state = try await snapshot(context.ec2Scope)
        let owner = state.scope.account
        let table = FilterTable<InternetGatewayRecord>(
            [
                "attachment.state": { $0.vpc == nil ? [] : ["available"] },
                "attachment.vpc-id": { [$0.vpc].compactMap { $0 } },
                "internet-gateway-id": { [$0.id] },
                "owner-id": { _ in [owner] },
            ], tags: { $0.tags ?? [] })
        let page = try select(
            InternetGatewayRecord.self, in: state, ids: input.internetGatewayIds,
            filters: input.filters, table, token: input.nextToken, limit: input.maxResults,
            operation: "DescribeInternetGateways")
        return EC2API.DescribeInternetGatewaysResult {
            $0.internetGateways = page.items.map { $0.described(owner: owner) }
            $0.nextToken = page.next
        }
    }

    package func createInternetGateway(
        _ input: EC2API.CreateInternetGatewayRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateInternetGatewayResult {
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .internetGateways)
        let gateway = InternetGatewayRecord {
            $0.id = newID(.internetGateways)
            $0.tags = tags
        }
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in plan.put(gateway) }
        return EC2API.CreateInternetGatewayResult {
            $0.internetGateway = gateway.described(owner: context.account)
        }
    }

    package func deleteInternetGateway(
        _ input: EC2API.DeleteInternetGatewayRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            let gateway = try plan.get(
                InternetGatewayRecord.self, input.internetGatewayId, parameter: "internetGatewayId")
            if gateway.vpc != nil { throw .dependencyViolation(.internetGateways, gateway.id) }
            plan.delete(gateway)
        }
    }

    package func attachInternetGateway(
        _ input: EC2API.AttachInternetGatewayRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var gateway = try plan.get(
                InternetGatewayRecord.self, input.internetGatewayId, parameter: "internetGatewayId")
            let vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            if let other = gateway.vpc {
                throw .ec2(
                    "Resource.AlreadyAssociated",
                    "resource \(gateway.id) is already attached to network \(other)")
            }
            if !plan.state.dependents(of: vpc.id, kind: .internetGateways).isEmpty {
                throw .invalidValue(
                    "Network \(vpc.id) already has an internet gateway attached")
            }
            gateway.vpc = vpc.id
            plan.put(gateway)
            // No second one meanwhile.
            plan.put(vpc)
        }
    }

    package func detachInternetGateway(
        _ input: EC2API.DetachInternetGatewayRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var gateway = try plan.get(
                InternetGatewayRecord.self, input.internetGatewayId, parameter: "internetGatewayId")
            let vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            guard gateway.vpc == vpc.id else {
                throw .ec2(
                    "Gateway.NotAttached",
                    "resource \(gateway.id) is not attached to network \(vpc.id)")
            }
            if plan.state.hasPublicAddresses(vpc.id) {
                throw .dependencyViolation(
                    "Network \(vpc.id) has some mapped public address(es). Please unmap those public "
                        + "address(es) before detaching the gateway.")
            }
            gateway.vpc = nil
            plan.put(gateway)
            plan.put(vpc)
        }
    }
}

extension Snapshot {
    /// Whether public addresses lead into a VPC.
    func hasPublicAddresses(_ vpc: String) -> Bool {
        all(InterfaceRecord.self).contains { interface in
            interface.vpc == vpc
                && (interface.publicAddress != nil
                    || !dependents(of: interface.id, kind: .addresses).isEmpty)
        }
    }
}

extension InternetGatewayRecord {
    /// The gateway as DescribeInternetGateways shows it.
    fileprivate func described(owner: String) -> EC2API.InternetGateway {
        EC2API.InternetGateway {
            $0.internetGatewayId = id
            $0.ownerId = owner
            $0.attachments = [vpc].compactMap { $0 }.map { vpc in
                EC2API.InternetGatewayAttachment {
                    $0.state = .available
                    $0.vpcId = vpc
                }
            }
            $0.tags = tags.described
        }
    }
}
