package import AWSWire
package import EC2Model
package import Shapes

/// A launch template's version under a request to run instances: what the request says replaces what
/// the template says (EC2 User Guide, "Use a launch template").
package enum LaunchTemplateMerge {
    /// The request that comes of it.
    ///
    /// Structures are merged member by member, block devices by name, network interfaces by device
    /// index, tags by resource type and key; of all else the request's value counts as a whole.
    ///
    /// - Parameter template: A `RequestLaunchTemplateData`.
    /// - Throws: `InvalidParameterValue` for data that does not fit.
    package static func merge(
        _ request: EC2API.RunInstancesRequest, onto template: Value
    ) throws(AWSError) -> EC2API.RunInstancesRequest {
        guard case .object(var base) = template, case .object(var over) = request.encoded else {
            return request
        }
        rename("RamDiskId", "RamdiskId", in: &base)
        rename("ElasticGpuSpecifications", "ElasticGpuSpecification", in: &base)
        over["LaunchTemplate"] = nil
        placeSubnet(of: &over, in: base)
        // Either way of naming security groups replaces both.
        if over["SecurityGroupIds"] != nil || over["SecurityGroups"] != nil {
            base["SecurityGroupIds"] = nil
            base["SecurityGroups"] = nil
        }
        var merged = base
        for member in over.members {
            merged[member.name] = merge(member.name, base[member.name], member.value)
        }
        do {
            return try EC2API.RunInstancesRequest.decoded(from: .object(merged))
        } catch {
            throw .invalidValue("The launch template's data is not valid: \(error)")
        }
    }

    /// What a new version is that is made of another one: members of the new data replace those of the
    /// source as wholes.
    package static func replacing(_ source: Value, by data: Value) -> Value {
        guard case .object(var result) = source, case .object(let over) = data else { return data }
        for member in over.members { result[member.name] = member.value }
        return .object(result)
    }

    private static func rename(_ old: String, _ new: String, in object: inout Object) {
        guard let value = object[old] else { return }
        object[old] = nil
        object[new] = value
    }

    /// A subnet that a request names beside a template with interfaces is the primary interface's, as
    /// it is for Auto Scaling groups.
    private static func placeSubnet(of request: inout Object, in template: Object) {
        guard let subnet = request["SubnetId"], request["NetworkInterfaces"] == nil,
            template["NetworkInterfaces"]?.list?.isEmpty == false
        else { return }
        request["SubnetId"] = nil
        request["NetworkInterfaces"] = .list([
            .object(["DeviceIndex": .integer(0), "SubnetId": subnet])
        ])
    }

    private static func merge(_ name: String, _ base: Value?, _ over: Value) -> Value {
        guard let base else { return over }
        switch (base, over) {
        case (.object(let left), .object(let right)):
            var result = left
            for member in right.members {
                result[member.name] = merge(member.name, left[member.name], member.value)
            }
            return .object(result)
        case (.list(let left), .list(let right)):
            guard let key = keys[name] else { return over }
            return .list(merge(left, right, by: key.member, zero: key.whenAbsent))
        default: return over
        }
    }

    /// The members by which elements of lists are the same.
    private static let keys: [String: (member: String, whenAbsent: Value?)] = [
        "BlockDeviceMappings": ("DeviceName", nil),
        "NetworkInterfaces": ("DeviceIndex", .integer(0)),
        "TagSpecifications": ("ResourceType", nil),
        "Tags": ("Key", nil),
    ]

    private static func merge(
        _ base: [Value], _ over: [Value], by key: String, zero: Value?
    ) -> [Value] {
        var result = base
        for element in over {
            let name = element[key] ?? zero
            if let index = result.firstIndex(where: { ($0[key] ?? zero) == name }) {
                result[index] = merge("", result[index], element)
            } else {
                result.append(element)
            }
        }
        return result
    }

    /// The number of the version that a reference means: `$Latest`, `$Default`, a number, or the
    /// default without one. Nil when it is none of these.
    package static func number(
        _ reference: String?, of template: LaunchTemplateRecord
    ) -> Int? {
        switch reference {
        case nil, "", "$Default": return template.defaultVersion
        case "$Latest": return template.latestVersion
        case let text?:
            guard let number = Int(text), number > 0, String(number) == text else { return nil }
            return number
        }
    }
}
