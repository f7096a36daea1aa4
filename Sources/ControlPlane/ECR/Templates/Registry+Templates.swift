import ECRModel
import RegistryStorage
import Shapes
import Store

extension Registry {
    /// Templates of one registry.
    static let maximumTemplates = 100

    func templates(
        _ scope: RegistryScope
    ) async throws(RegistryError) -> [Stored<TemplateRecord>] {
        var found: [Stored<TemplateRecord>] = []
        try await forEach(
            in: .under(RegistryKeys(scope).templates), as: TemplateRecord.self
        ) { found.append($0) }
        return found
    }

    func createTemplate(
        _ scope: RegistryScope, _ record: TemplateRecord
    ) async throws(RegistryError) {
        let keys = RegistryKeys(scope)
        let key = keys.template(TemplatePrefix(record.prefix))
        _ = try await retrying { () async throws(RegistryError) -> Bool? in
            let count = try await modRevision(of: keys.templateCount)
            let existing = try await templates(scope)
            if existing.contains(where: { $0.key == key }) {
                throw .templateAlreadyExists(record.prefix)
            }
            guard existing.count < Registry.maximumTemplates else {
                throw .tooManyTemplates(limit: Registry.maximumTemplates)
            }
            let isDone = try await commit(
                Transaction(
                    if: [.absent(key), .modRevision(keys.templateCount, count)],
                    then: [
                        .put(key, record), .put(keys.templateCount, Guard(at: record.createdAt)),
                    ]))
            return isDone ? true : nil
        }
    }

    /// Changes a template; what it was changed to.
    func updateTemplate(
        _ scope: RegistryScope, _ prefix: String,
        _ change: (inout TemplateRecord) throws(RegistryError) -> Void
    ) async throws(RegistryError) -> TemplateRecord {
        try await retrying { () async throws(RegistryError) -> TemplateRecord? in
            let stored = try await template(scope, prefix)
            var record = stored.record
            try change(&record)
            let isDone = try await commit(
                Transaction(
                    if: [.modRevision(stored.key, stored.modRevision)],
                    then: [.put(stored.key, record)]))
            return isDone ? record : nil
        }
    }

    /// Deletes a template; what it was.
    func deleteTemplate(
        _ scope: RegistryScope, _ prefix: String
    ) async throws(RegistryError) -> TemplateRecord {
        try await retrying { () async throws(RegistryError) -> TemplateRecord? in
            let stored = try await template(scope, prefix)
            let isDone = try await commit(
                Transaction(
                    if: [.modRevision(stored.key, stored.modRevision)], then: [.delete(stored.key)])
            )
            return isDone ? stored.record : nil
        }
    }

    private func template(
        _ scope: RegistryScope, _ prefix: String
    ) async throws(RegistryError) -> Stored<TemplateRecord> {
        let key = RegistryKeys(scope).template(TemplatePrefix(prefix))
        guard let stored = try await fetch(key, as: TemplateRecord.self) else {
            throw .templateNotFound(prefix)
        }
        return stored
    }

    /// Makes a repository as the template for `cause` says, with its policies and tags in one
    /// transaction. Returns its revision; nil when there is such a repository by now.
    ///
    /// Callers go through ``RegistryAccess/createRepository(_:appliedFor:at:)``.
    func createRepository(
        _ id: RepositoryID, appliedFor cause: ECRAPI.RCTAppliedFor, at now: Timestamp
    ) async throws(RegistryError) -> Revision? {
        let keys = RegistryKeys(id.scope)
        let key = keys.repository(id.name)
        return try await retrying { () async throws(RegistryError) -> Revision?? in
            let template = try await templates(id.scope).choose(for: id.name, cause)
            // Whoever pushes must have said by a template that pushes may make repositories.
            if template == nil, cause == .createOnPush { throw .repositoryNotFound(id.name) }
            let record = template?.record ?? TemplateRecord()
            var compares: [Compare] = [.absent(key)]
            if let template { compares.append(.modRevision(template.key, template.modRevision)) }
            var puts: [Transaction.Operation] = [.put(key, record.repository(at: now))]
            if let text = record.repositoryPolicy {
                puts.append(.put(keys.repositoryPolicy(id.name), PolicyRecord { $0.text = text }))
            }
            if let text = record.lifecyclePolicy {
                puts.append(
                    .put(LifecycleKeys(id).policy, LifecyclePolicyRecord { $0.text = text }))
            }
            let transaction = Transaction(if: compares, then: puts)
            let result = try await reading { () async throws(StoreError) in
                try await store.commit(transaction)
            }
            if result.succeeded { return .some(result.revision) }
            return try await fetch(key, as: RepositoryRecord.self) == nil ? nil : .some(nil)
        }
    }
}

extension RegistryAccess {
    /// Makes a repository on behalf of somebody, from the registry's template for it: of the
    /// templates applied for `cause` the one whose prefix matches most of the name, `ROOT` last. Its
    /// policy, lifecycle policy and tags come into being with it, and hold when this returns. Without
    /// a template it has the default settings, except for a push, which makes none then.
    ///
    /// That the caller may do so (`ecr:CreateRepository`) has to be checked before.
    ///
    /// - Parameters:
    ///   - cause: What makes the repository.
    ///   - now: Its time of creation.
    /// - Returns: False when the repository is there already, or somebody else made it meanwhile;
    ///   it is left as it is.
    /// - Throws: `repositoryNotFound` for ``ECRAPI/RCTAppliedFor/createOnPush`` without a template.
    @discardableResult
    func createRepository(
        _ id: RepositoryID, appliedFor cause: ECRAPI.RCTAppliedFor, at now: Timestamp
    ) async throws(RegistryError) -> Bool {
        guard
            let revision = try await registry.createRepository(id, appliedFor: cause, at: now)
        else { return false }
        try await book.settle(revision)
        return true
    }
}
