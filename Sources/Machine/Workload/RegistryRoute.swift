/// Which registry host names mean Skerry's own registry, and where that really is.
package struct RegistryRoute: Sendable, Hashable {
    /// The public host name, `skerry.localhost`.
    package var hostname: String
    package var port: Int
    /// Where this machine reaches it: `http://127.0.0.1:4566`.
    package var endpoint: String
    /// PEM file of the authority that the endpoint's certificate is by; nil for `http`.
    package var authorityFile: String?

    package init(hostname: String, port: Int, endpoint: String, authorityFile: String? = nil) {
        self.hostname = hostname
        self.port = port
        self.endpoint = endpoint
        self.authorityFile = authorityFile
    }

    package enum Meaning: Sendable, Hashable {
        /// An ECR host of this account and region.
        case account(String, region: String)
        /// Skerry's registry without naming an account.
        case local
        case foreign
    }

    /// - Parameter host: with its port, as in `ImageReference.host`.
    package func meaning(of host: String) -> Meaning {
        let ours = ["localhost:\(port)", "127.0.0.1:\(port)", "\(hostname):\(port)"]
        if ours.contains(host) { return .local }
        for suffix in [".amazonaws.com", ".\(hostname):\(port)"] where host.hasSuffix(suffix) {
            let parts = host.dropLast(suffix.count)
                .split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 4, parts[1] == "dkr", parts[2] == "ecr", !parts[3].isEmpty,
                parts[0].utf8.count == 12,
                parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { continue }
            return .account(String(parts[0]), region: String(parts[3]))
        }
        return .foreign
    }
}
