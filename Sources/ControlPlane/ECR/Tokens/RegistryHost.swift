/// The account and region that a registry's host name says.
enum RegistryHost {
    /// Reads `<account>.dkr.ecr.<region>.…`, with or without port. Nil for other names, such as
    /// `localhost:4566`, which leave it to the credentials.
    static func scope(of host: String) -> RegistryScope? {
        let labels = host.prefix { $0 != ":" }.split(
            separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 5, labels[1] == "dkr", labels[2] == "ecr" || labels[2] == "ecr-fips",
            labels[0].utf8.count == 12, labels[0].utf8.allSatisfy({ (48...57).contains($0) }),
            !labels[3].isEmpty
        else { return nil }
        return RegistryScope(account: String(labels[0]), region: labels[3].lowercased())
    }
}
