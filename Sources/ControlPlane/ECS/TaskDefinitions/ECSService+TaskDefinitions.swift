package import AWSWire
import ECSCore
package import ECSModel
import Shapes
import Store

extension ECSService {
    package func registerTaskDefinition(
        _ input: ECSAPI.RegisterTaskDefinitionRequest, _ context: RequestContext
    ) async throws -> ECSAPI.RegisterTaskDefinitionResponse {
        var definition = try TaskDefinitionRules.definition(for: input)
        let tags = try Tags.checked(input.tags)
        definition.registeredAt = context.now
        definition.registeredBy = context.principal.arn
        let checked = definition
        let scope = context.scope
        let (record, _) = try await change(scope) {
            state throws(AWSError) -> Proposal<DefinitionRecord> in
            let key = scope.familyKey(input.family)
            var family = FamilyRecord()
            family.family = input.family
            var revision = Revision.zero
            if let entry = state.records.entry(key), case .family(let known) = entry.record {
                family = known
                revision = entry.modRevision
            }
            family.lastRevision += 1
            var record = DefinitionRecord()
            record.definition = checked
            record.definition.revision = family.lastRevision
            record.definition.taskDefinitionArn = scope.taskDefinition(
                input.family, family.lastRevision)
            record.tags = tags
            return Proposal(
                transaction: Transaction(
                    if: [.modRevision(key, revision)],
                    then: [
                        .put(key, family),
                        .put(scope.definitionKey(input.family, family.lastRevision), record),
                    ]),
                result: record)
        }
        return ECSAPI.RegisterTaskDefinitionResponse {
            $0.taskDefinition = record.definition
            $0.tags = tags
        }
    }

    package func describeTaskDefinition(
        _ input: ECSAPI.DescribeTaskDefinitionRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DescribeTaskDefinitionResponse {
        let state = try await snapshot(context.scope)
        let reference = try TaskDefinitionReference(input.taskDefinition, in: state.scope)
        guard let found = state.definition(reference)?.record else {
            throw AWSError.client("Unable to describe task definition.")
        }
        return ECSAPI.DescribeTaskDefinitionResponse {
            $0.taskDefinition = found.definition
            $0.tags = input.include?.contains(.tags) == true ? found.tags ?? [] : []
        }
    }

    package func listTaskDefinitions(
        _ input: ECSAPI.ListTaskDefinitionsRequest, _ context: RequestContext
    ) async throws -> ECSAPI.ListTaskDefinitionsResponse {
        let state = try await snapshot(context.scope)
        let status = input.status ?? .active
        let family = input.familyPrefix.flatMap { $0.isEmpty ? nil : $0 }
        let descending = input.sort == .desc
        var found = state.definitions(of: family).filter { $0.record.definition.status == status }
        if descending { found.reverse() }
        let page = try page(
            found, name: { $0.key.text }, token: input.nextToken, limit: input.maxResults,
            descending: descending, scope: state.scope,
            purpose: ["ListTaskDefinitions", family, status.rawValue, input.sort?.rawValue])
        return ECSAPI.ListTaskDefinitionsResponse {
            $0.taskDefinitionArns = page.items.compactMap(\.record.definition.taskDefinitionArn)
            $0.nextToken = page.next
        }
    }

    package func listTaskDefinitionFamilies(
        _ input: ECSAPI.ListTaskDefinitionFamiliesRequest, _ context: RequestContext
    ) async throws -> ECSAPI.ListTaskDefinitionFamiliesResponse {
        let state = try await snapshot(context.scope)
        let status = input.status ?? .all
        var active: [String: Bool] = [:]
        for record in state.definitions().map(\.record.definition) {
            let family = record.family ?? ""
            active[family] = active[family] == true || record.status == .active
        }
        let prefix = input.familyPrefix ?? ""
        let names = active.filter { name, isActive in
            name.hasPrefix(prefix) && (status == .all || isActive == (status == .active))
        }
        let page = try page(
            names.keys.sorted(), name: { $0 }, token: input.nextToken, limit: input.maxResults,
            scope: state.scope,
            purpose: ["ListTaskDefinitionFamilies", prefix, status.rawValue])
        return ECSAPI.ListTaskDefinitionFamiliesResponse {
            $0.families = page.items
            $0.nextToken = page.next
        }
    }

    package func deregisterTaskDefinition(
        _ input: ECSAPI.DeregisterTaskDefinitionRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DeregisterTaskDefinitionResponse {
        let reference = try TaskDefinitionReference(input.taskDefinition, in: context.scope)
        guard reference.revision != nil else { throw AWSError.client("Revision is missing.") }
        let (definition, _) = try await change(context.scope) {
            state throws(AWSError) -> Proposal<ECSAPI.TaskDefinition> in
            guard let found = state.definition(reference) else {
                throw .client("The specified task definition does not exist.")
            }
            var record = found.record
            guard record.definition.status == .active else {
                return Proposal(transaction: Transaction(then: []), result: record.definition)
            }
            record.definition.status = .inactive
            record.definition.deregisteredAt = context.now
            return Proposal(
                transaction: Transaction(if: [found.unchanged], then: [.put(found.key, record)]),
                result: record.definition)
        }
        return ECSAPI.DeregisterTaskDefinitionResponse { $0.taskDefinition = definition }
    }

    package func deleteTaskDefinitions(
        _ input: ECSAPI.DeleteTaskDefinitionsRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DeleteTaskDefinitionsResponse {
        if input.taskDefinitions.isEmpty || input.taskDefinitions.count > 10 {
            throw AWSError.parameter("taskDefinitions must have between 1 and 10 items.")
        }
        var deleted: [ECSAPI.TaskDefinition] = []
        var failures: [ECSAPI.Failure] = []
        for text in input.taskDefinitions {
            do throws(AWSError) {
                deleted.append(try await delete(text, context))
            } catch {
                guard !error.status.isServerError else { throw error }
                failures.append(
                    ECSAPI.Failure {
                        $0.arn = text
                        $0.reason = error.message
                    })
            }
        }
        let (answer, failed) = (deleted, failures)
        return ECSAPI.DeleteTaskDefinitionsResponse {
            $0.taskDefinitions = answer
            $0.failures = failed
        }
    }

    /// The sweeper removes the record once no task uses it.
    private func delete(
        _ text: String, _ context: RequestContext
    ) async throws(AWSError) -> ECSAPI.TaskDefinition {
        let reference = try TaskDefinitionReference(text, in: context.scope)
        guard reference.revision != nil else { throw .client("Revision is missing.") }
        return try await change(context.scope) {
            state throws(AWSError) -> Proposal<ECSAPI.TaskDefinition> in
            guard let found = state.definition(reference) else {
                throw .client(
                    "The specified task definition does not exist. Specify a valid account, "
                        + "family, revision and try again.")
            }
            var record = found.record
            switch record.definition.status {
            case .active, nil:
                throw .client(
                    "The specified task definition is still in ACTIVE status. Please deregister "
                        + "the target and try again.")
            case .deleteInProgress:
                return Proposal(transaction: Transaction(then: []), result: record.definition)
            case .inactive:
                record.definition.status = .deleteInProgress
                record.definition.deleteRequestedAt = context.now
                return Proposal(
                    transaction: Transaction(
                        if: [found.unchanged], then: [.put(found.key, record)]),
                    result: record.definition)
            }
        }.0
    }
}

extension Int {
    fileprivate var isServerError: Bool { self >= 500 }
}
