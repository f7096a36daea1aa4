package import AWSWire
package import AutoScalingModel
import Shapes

/// Tags of groups.
enum GroupTags {
    static let resourceType = "auto-scaling-group"

    /// Tags with some added or replaced.
    static func adding(
        _ tags: [AutoScalingAPI.Tag], to old: [AutoScalingAPI.TagDescription], of group: String
    ) throws(AWSError) -> [AutoScalingAPI.TagDescription] {
        var result = old
        for tag in tags {
            if let type = tag.resourceType, type != resourceType {
                throw .validation("Invalid resource type: \(type). Must be \(resourceType).")
            }
            if tag.resourceId ?? group != group {
                throw .validation("Tag's resource id must be the name of the group.")
            }
            if tag.key.lowercased().hasPrefix("aws:") {
                throw .validation(
                    "'aws:' prefixed tag key names are not allowed for external use.")
            }
            result.removeAll { $0.key == tag.key }
            result.append(
                AutoScalingAPI.TagDescription {
                    $0.resourceId = group
                    $0.resourceType = resourceType
                    $0.key = tag.key
                    $0.value = tag.value ?? ""
                    $0.propagateAtLaunch = tag.propagateAtLaunch ?? false
                })
        }
        if result.count > GroupRules.maximumTags {
            throw .fault(
                .limitExceededFault,
                "The group \(group) cannot have more than \(GroupRules.maximumTags) tags.")
        }
        return result.sorted { ($0.key ?? "") < ($1.key ?? "") }
    }
}

extension AutoScalingService {
    package func createOrUpdateTags(
        _ input: AutoScalingAPI.CreateOrUpdateTagsType, _ context: RequestContext
    ) async throws {
        for (name, tags) in try Self.byGroup(input.tags) {
            try await changeGroup(name, context) { machine, _ throws(AWSError) in
                machine.record.settings.tags = try GroupTags.adding(
                    tags, to: machine.record.settings.tags ?? [], of: name)
            }
        }
    }

    package func deleteTags(
        _ input: AutoScalingAPI.DeleteTagsType, _ context: RequestContext
    ) async throws {
        for (name, tags) in try Self.byGroup(input.tags) {
            try await changeGroup(name, context) { machine, _ throws(AWSError) in
                machine.record.settings.tags?.removeAll { old in
                    tags.contains {
                        // With a value only the tag of this value goes.
                        $0.key == old.key && ($0.value ?? old.value ?? "" == old.value ?? "")
                    }
                }
            }
        }
    }

    private static func byGroup(
        _ tags: [AutoScalingAPI.Tag]
    ) throws(AWSError) -> [(name: String, tags: [AutoScalingAPI.Tag])] {
        var result: [(name: String, tags: [AutoScalingAPI.Tag])] = []
        for tag in tags {
            guard let name = tag.resourceId, !name.isEmpty else {
                throw .validation("Tags must name the resource id of their group.")
            }
            if let index = result.firstIndex(where: { $0.name == name }) {
                result[index].tags.append(tag)
            } else {
                result.append((name, [tag]))
            }
        }
        return result
    }

    package func describeTags(
        _ input: AutoScalingAPI.DescribeTagsType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.TagsType {
        let filters = input.filters ?? []
        let found = try await snapshot(context.groupScope).groups()
            .flatMap { $0.settings.tags ?? [] }
            .filter { tag in try filters.allSatisfy { filter in try Self.matches(tag, filter) } }
        let page = try page(
            found, name: { "\($0.resourceId ?? "")\u{0}\($0.key ?? "")" }, token: input.nextToken,
            limit: input.maxRecords, context.groupScope,
            purpose: ["DescribeTags"]
                + filters.map { "\($0.name ?? "")=\(($0.values ?? []).joined(separator: ","))" })
        return AutoScalingAPI.TagsType {
            $0.tags = page.items
            $0.nextToken = page.next
        }
    }

    private static func matches(
        _ tag: AutoScalingAPI.TagDescription, _ filter: AutoScalingAPI.Filter
    ) throws(AWSError) -> Bool {
        let values = filter.values ?? []
        switch filter.name {
        case "auto-scaling-group": return values.contains(tag.resourceId ?? "")
        case "key": return values.contains(tag.key ?? "")
        case "value": return values.contains(tag.value ?? "")
        case "propagate-at-launch":
            return values.contains(tag.propagateAtLaunch == true ? "true" : "false")
        default:
            throw .validation(
                "Filter type \(filter.name ?? "null") is not correct. Allowed Filter types are: "
                    + "auto-scaling-group key value propagate-at-launch")
        }
    }
}
