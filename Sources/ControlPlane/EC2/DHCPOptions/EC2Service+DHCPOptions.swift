package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    /// What a set may say, and how many values of it.
    private static let knownOptions = [
        "domain-name": 1, "domain-name-servers": 4, "ntp-servers": 4, "netbios-name-servers": 4,
        "netbios-node-type": 1, "ipv6-address-preferred-lease-time": 1,
    ]

    package func describeDhcpOptions(
        _ input: EC2API.DescribeDhcpOptionsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeDhcpOptionsResult {
        let state = try await snapshot(context.ec2Scope)
        let owner = state.scope.account
        let table = FilterTable<DHCPOptionsRecord>(
            [
                "dhcp-options-id": { [$0.id] },
                "key": { $0.options.map(\.key) },
                "owner-id": { _ in [owner] },
                "value": { $0.options.flatMap(\.values) },
            ], tags: { $0.tags ?? [] })
        let page = try select(
            DHCPOptionsRecord.self, in: state, ids: input.dhcpOptionsIds, filters: input.filters,
            table, token: input.nextToken, limit: input.maxResults,
            operation: "DescribeDhcpOptions")
        return EC2API.DescribeDhcpOptionsResult {
            $0.dhcpOptions = page.items.map { $0.described(owner: owner) }
            $0.nextToken = page.next
        }
    }

    package func createDhcpOptions(
        _ input: EC2API.CreateDhcpOptionsRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateDhcpOptionsResult {
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .dhcpOptions)
        var options: [DHCPOption] = []
        for given in input.dhcpConfigurations {
            guard let key = given.key, let most = Self.knownOptions[key] else {
                throw AWSError.invalidValue(
                    "Value (\(given.key ?? "")) for parameter key is invalid.")
            }
            guard let values = given.values, !values.isEmpty, values.count <= most else {
                throw AWSError.invalidValue(
                    "Value (\((given.values ?? []).joined(separator: ", "))) for parameter value is "
                        + "invalid. Between 1 and \(most) values are allowed.")
            }
            options.append(DHCPOption(key, values))
        }
        guard !options.isEmpty else { throw AWSError.missing("dhcpConfiguration") }
        let record = DHCPOptionsRecord {
            $0.id = newID(.dhcpOptions)
            $0.options = options
            $0.tags = tags
        }
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in plan.put(record) }
        return EC2API.CreateDhcpOptionsResult {
            $0.dhcpOptions = record.described(owner: context.account)
        }
    }

    package func deleteDhcpOptions(
        _ input: EC2API.DeleteDhcpOptionsRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            plan.delete(
                try plan.get(
                    DHCPOptionsRecord.self, input.dhcpOptionsId, parameter: "dhcpOptionsId"))
        }
    }

    package func associateDhcpOptions(
        _ input: EC2API.AssociateDhcpOptionsRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            if input.dhcpOptionsId == "default" {
                vpc.dhcpOptions = nil
            } else {
                vpc.dhcpOptions =
                    try plan.get(
                        DHCPOptionsRecord.self, input.dhcpOptionsId, parameter: "dhcpOptionsId"
                    ).id
            }
            plan.put(vpc)
        }
    }
}

extension DHCPOptionsRecord {
    /// The set as DescribeDhcpOptions shows it.
    fileprivate func described(owner: String) -> EC2API.DhcpOptions {
        EC2API.DhcpOptions {
            $0.dhcpOptionsId = id
            $0.ownerId = owner
            $0.dhcpConfigurations = options.map { option in
                EC2API.DhcpConfiguration {
                    $0.key = option.key
                    $0.values = option.values.map { value in
                        EC2API.AttributeValue { $0.value = value }
                    }
                }
            }
            $0.tags = tags.described
        }
    }
}
