package import AWSWire
import ECSCore
package import ECSModel
import Shapes
import Store

extension ECSService {
    /// Attributes that users may put on one instance.
    private static let maximumCustomAttributes = 10

    package func putAttributes(
        _ input: ECSAPI.PutAttributesRequest, _ context: RequestContext
    ) async throws -> ECSAPI.PutAttributesResponse {
        let changed = try await changeAttributes(input.attributes, input.cluster, context) {
            given, custom throws(AWSError) in
            try InstanceAttributes.check(given)
            custom.removeAll { $0.name == given.name }
            custom.append(
                ECSAPI.Attribute {
                    $0.name = given.name
                    $0.value = given.value
                })
            if custom.count > Self.maximumCustomAttributes {
                throw AWSError(
                    ECSAPI.Fault.attributeLimitExceededException,
                    "An instance can have at most \(Self.maximumCustomAttributes) custom "
                        + "attributes.")
            }
        }
        return ECSAPI.PutAttributesResponse { $0.attributes = changed }
    }

    package func deleteAttributes(
        _ input: ECSAPI.DeleteAttributesRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DeleteAttributesResponse {
        let changed = try await changeAttributes(input.attributes, input.cluster, context) {
            given, custom throws(AWSError) in
            custom.removeAll { $0.name == given.name }
        }
        return ECSAPI.DeleteAttributesResponse { $0.attributes = changed }
    }

    package func listAttributes(
        _ input: ECSAPI.ListAttributesRequest, _ context: RequestContext
    ) async throws -> ECSAPI.ListAttributesResponse {
        let state = try await snapshot(context.scope)
        let cluster = try state.activeCluster(input.cluster).record.name
        var found: [(name: String, attribute: ECSAPI.Attribute)] = []
        for instance in state.visibleInstances(of: cluster).map(\.record) {
            for attribute in instance.allAttributes {
                if let name = input.attributeName, !name.isEmpty, name != attribute.name {
                    continue
                }
                if let value = input.attributeValue, !value.isEmpty, value != attribute.value {
                    continue
                }
                var shown = attribute
                shown.targetId = state.scope.instance(instance.id, in: cluster)
                found.append(("\(instance.id)/\(attribute.name)", shown))
            }
        }
        found.sort { $0.name < $1.name }
        let page = try page(
            found, name: { $0.name }, token: input.nextToken, limit: input.maxResults,
            scope: state.scope,
            purpose: ["ListAttributes", cluster, input.attributeName, input.attributeValue])
        return ECSAPI.ListAttributesResponse {
            $0.attributes = page.items.map(\.attribute)
            $0.nextToken = page.next
        }
    }

    /// Changes users' attributes of the instances that are named, all or none.
    private func changeAttributes(
        _ given: [ECSAPI.Attribute], _ cluster: String?, _ context: RequestContext,
        _ update: (ECSAPI.Attribute, inout [ECSAPI.Attribute]) throws(AWSError) -> Void
    ) async throws(AWSError) -> [ECSAPI.Attribute] {
        if given.isEmpty || given.count > 10 {
            throw .parameter("attributes must have between 1 and 10 items.")
        }
        return try await change(context.scope) {
            state throws(AWSError) -> Proposal<[ECSAPI.Attribute]> in
            let cluster = try state.activeCluster(cluster).record.name
            var instances: [String: Stored<InstanceRecord>] = [:]
            var shown: [ECSAPI.Attribute] = []
            for attribute in given {
                let id = try state.scope.instanceID(attribute.targetId ?? "", in: cluster)
                guard var instance = instances[id] ?? state.visibleInstance(id, in: cluster) else {
                    throw AWSError(
                        ECSAPI.Fault.targetNotFoundException,
                        "The container instance \(id) was not found.")
                }
                var custom = instance.record.customAttributes ?? []
                try update(attribute, &custom)
                instance.record.customAttributes = custom
                instances[id] = instance
                var answer = attribute
                answer.targetType = nil
                answer.targetId = state.scope.instance(id, in: cluster)
                shown.append(answer)
            }
            var transaction = Transaction(then: [])
            for var instance in instances.values {
                instance.record.changes += 1
                transaction.compares.append(instance.unchanged)
                transaction.success.append(.put(instance.key, instance.record))
            }
            return Proposal(transaction: transaction, result: shown)
        }.0
    }
}
