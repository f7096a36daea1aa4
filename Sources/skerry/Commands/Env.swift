import ArgumentParser
import Foundation

struct Env: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what makes aws, boto3, Terraform and docker use this cloud.",
        discussion: """
            Use it as: eval "$(skerry env)". With --account, credentials of another account's root \
            are made (and made anew at each call).
            """)

    @OptionGroup var data: DataOptions

    @Option(help: "Twelve-digit account whose root the credentials are.")
    var account: String?

    @Option(help: "Region that tools use by default.")
    var region = "us-east-1"

    func validate() throws {
        if let account, account.count != 12 || !account.allSatisfy(\.isNumber) {
            throw ValidationError("--account must be twelve digits")
        }
    }

    func run() async throws {
        let directory = data.directory
        let api = try LocalAPI(directory)
        let key = try await api.accessKey(account: account)
        let host = Self.preferredHost(api.endpoint)
        let exports = [
            ("AWS_ENDPOINT_URL", "http://\(host):\(api.endpoint.port)"),
            ("AWS_ACCESS_KEY_ID", key.accessKeyID),
            ("AWS_SECRET_ACCESS_KEY", key.secretAccessKey),
            ("AWS_REGION", region),
            ("AWS_DEFAULT_REGION", region),
            ("AWS_ACCOUNT_ID", key.account),
            ("AWS_PAGER", ""),
            (
                "SKERRY_REGISTRY",
                "\(key.account).dkr.ecr.\(region).\(host == "127.0.0.1" ? "127.0.0.1" : host)"
                    + ":\(api.endpoint.port)"
            ),
        ]
        for (name, value) in exports where !(name == "SKERRY_REGISTRY" && host == "127.0.0.1") {
            print("export \(name)=\(value)")
        }
        if host == "127.0.0.1" { print("export SKERRY_REGISTRY=localhost:\(api.endpoint.port)") }
        print("unset AWS_SESSION_TOKEN AWS_PROFILE")
    }

    /// The server's name when it and names under it resolve here, as StartLiveTail's and
    /// DiscoverInstances' host prefixes need; the address otherwise.
    private static func preferredHost(_ endpoint: EndpointFile) -> String {
        let names = [
            endpoint.hostname, "stream-" + endpoint.hostname, "a.dkr." + endpoint.hostname,
        ]
        if names.allSatisfy(resolves) { return endpoint.hostname }
        Rendering.progress(
            "\(endpoint.hostname) and names under it do not resolve here, so live tail and registry "
                + "names by account will not work; on Debian: apt-get install libnss-myhostname")
        return "127.0.0.1"
    }

    private static func resolves(_ name: String) -> Bool {
        var result: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, nil, &result) == 0 else { return false }
        freeaddrinfo(result)
        return true
    }
}
