package import AWSWire
import ECSCore
package import ECSModel
import Shapes
import Store

extension ECSService: ECSAPI.Operations {
    package func listTagsForResource(
        _ input: ECSAPI.ListTagsForResourceRequest, _ context: RequestContext
    ) async throws -> ECSAPI.ListTagsForResourceResponse {
        let state = try await snapshot(context.scope)
        let resource = try state.taggable(input.resourceArn)
        return ECSAPI.ListTagsForResourceResponse { $0.tags = resource.tags }
    }

    package func tagResource(
        _ input: ECSAPI.TagResourceRequest, _ context: RequestContext
    ) async throws -> ECSAPI.TagResourceResponse {
        try await changeTags(input.resourceArn, context) { tags throws(AWSError) in
            try Tags.adding(input.tags, to: tags)
        }
        return ECSAPI.TagResourceResponse()
    }

    package func untagResource(
        _ input: ECSAPI.UntagResourceRequest, _ context: RequestContext
    ) async throws -> ECSAPI.UntagResourceResponse {
        try await changeTags(input.resourceArn, context) { tags throws(AWSError) in
            try Tags.removing(input.tagKeys, from: tags)
        }
        return ECSAPI.UntagResourceResponse()
    }

    private func changeTags(
        _ arn: String, _ context: RequestContext,
        _ update: ([ECSAPI.Tag]) throws(AWSError) -> [ECSAPI.Tag]
    ) async throws(AWSError) {
        _ = try await change(context.scope) { state throws(AWSError) -> Proposal<Void> in
            let resource = try state.taggable(arn)
            return Proposal(
                transaction: Transaction(
                    if: [resource.unchanged], then: [resource.put(try update(resource.tags))]),
                result: ())
        }
    }
}

/// A resource with tags.
private struct Taggable {
    var tags: [ECSAPI.Tag]
    var unchanged: Compare
    /// Writes the resource with other tags.
    var put: ([ECSAPI.Tag]) -> Transaction.Operation

    init<Record: Shape>(
        _ stored: Stored<Record>, _ path: WritableKeyPath<Record, [ECSAPI.Tag]?>
    ) {
        tags = stored.record[keyPath: path] ?? []
        unchanged = stored.unchanged
        put = { tags in
            var record = stored.record
            record[keyPath: path] = tags
            return .put(stored.key, record)
        }
    }
}

extension Snapshot {
    /// The resource that an ARN names.
    ///
    /// - Throws: `InvalidParameterException` for what is no ARN of a resource with tags here,
    ///   `ResourceNotFoundException` or `ClusterNotFoundException` for what is not there.
    fileprivate func taggable(_ text: String) throws(AWSError) -> Taggable {
        guard let arn = ECSARN(text), let last = arn.path.last else {
            throw .parameter("Invalid identifier: \(text)")
        }
        guard arn.scope == scope else {
            throw .parameter("Invalid identifier: \(text) is of another account or region")
        }
        switch (arn.type, arn.path.count) {
        case ("cluster", 1):
            guard let cluster = cluster(last), cluster.record.isActive else {
                throw .clusterNotFound
            }
            return Taggable(cluster, \.tags)
        case ("task", 2):
            if let found = task(last, in: arn.path[0]) { return Taggable(found.task, \.tags) }
        case ("container-instance", 2):
            if let found = instance(last, in: arn.path[0]) { return Taggable(found, \.tags) }
        case ("task-definition", 1):
            let reference = try TaskDefinitionReference(text, in: scope)
            if reference.revision != nil, let found = definition(reference) {
                return Taggable(found, \.tags)
            }
        default: throw .parameter("Invalid identifier: \(text)")
        }
        throw AWSError(
            ECSAPI.Fault.resourceNotFoundException, "The specified resource wasn't found.")
    }
}
