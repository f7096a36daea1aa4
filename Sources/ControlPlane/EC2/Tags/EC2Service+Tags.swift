package import AWSWire
import EC2Core
package import EC2Model
import Shapes
import Store

extension EC2Service: EC2API.Operations {
    /// Resources of one request, and those that one transaction changes.
    private static let maximumResources = 1000, batch = 50

    package func createTags(
        _ input: EC2API.CreateTagsRequest, _ context: RequestContext
    ) async throws {
        let tags = try EC2Tags.checked(input.tags)
        guard !tags.isEmpty else { throw AWSError.missing("tags") }
        try await changeTags(input.resources, context) { old throws(AWSError) in
            try EC2Tags.adding(tags, to: old)
        }
    }

    package func deleteTags(
        _ input: EC2API.DeleteTagsRequest, _ context: RequestContext
    ) async throws {
        try await changeTags(input.resources, context) { old throws(AWSError) in
            try EC2Tags.removing(input.tags, from: old)
        }
    }

    private func changeTags(
        _ ids: [String], _ context: RequestContext,
        _ update: ([EC2Tag]) throws(AWSError) -> [EC2Tag]
    ) async throws(AWSError) {
        guard !ids.isEmpty else { throw .missing("resourceIdSet") }
        guard ids.count <= Self.maximumResources else {
            throw .invalidValue(
                "The number of resources must not exceed \(Self.maximumResources).")
        }
        let scope = context.ec2Scope
        // Nothing is changed when one of them is not there.
        let state = try await snapshot(scope)
        for id in ids { _ = try state.taggable(id) }
        var rest = ids[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Self.batch)
            rest = rest.dropFirst(Self.batch)
            _ = try await change(scope) { plan throws(AWSError) in
                for id in batch {
                    if EC2Kind(ofID: id) == .securityGroupRules {
                        try plan.updateTags(ofRule: id, update)
                        continue
                    }
                    guard var resource = try plan.taggable(id) else { continue }
                    resource.tags = try update(resource.tags ?? [])
                    plan.put(resource)
                }
            }
        }
    }

    package func describeTags(
        _ input: EC2API.DescribeTagsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeTagsResult {
        let state = try await snapshot(context.ec2Scope)
        let table = FilterTable<TagRow>(
            [
                "key": { [$0.tag.key] },
                "resource-id": { [$0.resource] },
                "resource-type": { [$0.type] },
                "value": { [$0.tag.value] },
            ], tags: { [$0.tag] })
        let holds = try table.predicate(input.filters)
        let filters = (input.filters ?? []).flatMap { [$0.name ?? ""] + ($0.values ?? []) }
        let page = try page(
            state.tagRows().filter(holds), by: { "\($0.resource) \($0.tag.key)" },
            token: input.nextToken, limit: input.maxResults, scope: state.scope,
            purpose: ["DescribeTags"] + filters)
        return EC2API.DescribeTagsResult {
            $0.tags = page.items.map { row in
                EC2API.TagDescription {
                    $0.key = row.tag.key
                    $0.value = row.tag.value
                    $0.resourceId = row.resource
                    $0.resourceType = EC2API.ResourceType(rawValue: row.type)
                }
            }
            $0.nextToken = page.next
        }
    }
}

/// One tag of one resource.
private struct TagRow: Sendable {
    var resource: String
    var type: String
    var tag: EC2Tag
}

extension Snapshot {
    /// The resource with tags that an id names.
    ///
    /// - Throws: `InvalidID` for what is no id here, `Invalid….NotFound` for what is not there.
    fileprivate func taggable(_ id: String) throws(AWSError) -> any TaggedResource {
        guard let kind = EC2Kind(ofID: id) else { throw .invalidID(id) }
        try check(id, kind)
        if kind == .securityGroupRules { return try group(ofRule: id) }
        guard let record = records[scope.key(kind, id)] as? any TaggedResource else {
            throw .notFound(kind, id)
        }
        return record
    }

    /// All tags, in the order of resources and keys.
    fileprivate func tagRows() -> [TagRow] {
        var rows: [TagRow] = []
        for kind in EC2Kind.allCases {
            guard let type = kind.resourceType else { continue }
            for entry in records.entries(in: .under(scope.folder(kind))) {
                guard let resource = entry.record as? any TaggedResource else { continue }
                rows += (resource.tags ?? []).map {
                    TagRow(resource: resource.id, type: type, tag: $0)
                }
            }
        }
        for group in all(SecurityGroupRecord.self) {
            for rule in group.rules {
                rows += (rule.tags ?? []).map {
                    TagRow(resource: rule.id, type: "security-group-rule", tag: $0)
                }
            }
        }
        return rows.sorted { ($0.resource, $0.tag.key) < ($1.resource, $1.tag.key) }
    }
}

extension Plan {
    fileprivate func taggable(_ id: String) throws(AWSError) -> (any TaggedResource)? {
        guard let kind = EC2Kind(ofID: id) else { throw .invalidID(id) }
        // Of an id that is named twice the second time sees the first.
        let record = record(at: scope.key(kind, id))
        guard let resource = record as? any TaggedResource else { throw .notFound(kind, id) }
        return resource
    }
}
