import ECRModel

extension DistributionFront {
    /// Runs what a push begins or ends with. When there is no such repository, one is made if a
    /// template of the registry applies to pushes to it and the caller may make repositories.
    ///
    /// - Throws: What `body` does; 403 when there is a template and the caller may not.
    func pushing<T>(
        to id: RepositoryID, _ call: Call, _ body: () async throws(RegistryError) -> T
    ) async throws(DistributionError) -> T {
        do throws(RegistryError) {
            return try await body()
        } catch {
            guard error == .repositoryNotFound(id.name),
                try await perform(
                    id,
                    { () async throws(RegistryError) in
                        try await registry.templates(id.scope).choose(for: id.name, .createOnPush)
                    }) != nil
            else { return try await perform(id) { () async throws(RegistryError) in throw error } }
        }
        try await check("CreateRepository", id.name, call)
        return try await perform(id) { () async throws(RegistryError) in
            try await access.createRepository(id, appliedFor: .createOnPush, at: call.now)
            return try await body()
        }
    }
}
