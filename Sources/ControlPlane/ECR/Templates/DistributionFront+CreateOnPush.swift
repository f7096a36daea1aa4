import ECRModel

extension DistributionFront {
    /// Runs what a push begins or ends with. When there is no such repository, one is made if a
    /// template of the registry applies to pushes to it and the caller may make repositories; for a
    /// copy of another registry's image the caller's right is enough.
    ///
    /// - Throws: What `body` does; 403 when there is a template and the caller may not.
    func pushing<T>(
        to id: RepositoryID, _ call: Call, _ body: () async throws(RegistryError) -> T
    ) async throws(DistributionError) -> T {
        do throws(RegistryError) {
            return try await body()
        } catch {
            guard error == .repositoryNotFound(id.name),
                try await mayMake(id, call)
            else { return try await perform(id) { () async throws(RegistryError) in throw error } }
        }
        try await check("CreateRepository", id.name, call)
        return try await perform(id) { () async throws(RegistryError) in
            try await access.createRepository(
                id, appliedFor: call.replica == nil ? .createOnPush : .replication, at: call.now)
            return try await body()
        }
    }

    private func mayMake(
        _ id: RepositoryID, _ call: Call
    ) async throws(DistributionError) -> Bool {
        if call.replica != nil { return true }
        return try await perform(id) { () async throws(RegistryError) in
            try await registry.templates(id.scope).choose(for: id.name, .createOnPush) != nil
        }
    }
}
