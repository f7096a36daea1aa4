import AWSWire
import ECRModel
import RegistryClient
import Shapes

/// What a rule may say: pure.
enum UpstreamRule {
    /// The registries that ECR knows, by their host's name or its end.
    private static let known: [(kind: ECRAPI.UpstreamRegistry, host: String)] = [
        (.ecrPublic, "public.ecr.aws"), (.quay, "quay.io"), (.k8s, "registry.k8s.io"),
        (.dockerHub, "registry-1.docker.io"), (.githubContainerRegistry, "ghcr.io"),
        (.azureContainerRegistry, ".azurecr.io"),
        (.gitlabContainerRegistry, "registry.gitlab.com"), (.chainguard, "cgr.dev"),
    ]

    /// Which of the registries that ECR knows a host is; nil for others.
    static func kind(ofHost host: String) -> ECRAPI.UpstreamRegistry? {
        if RegistryHost.scope(of: host) != nil { return .ecr }
        return known.first { entry in
            entry.host.hasPrefix(".") ? host.hasSuffix(entry.host) : host == entry.host
        }?.kind
    }

    /// Which registry of this installation a URL means, by the same names as images of tasks; nil
    /// for all others.
    static func ownRegistry(_ url: String, _ endpoint: RegistryEndpoint) -> RegistryScope? {
        guard let address = RegistryAddress(url), let scope = RegistryHost.scope(of: address.host),
            address.host.hasSuffix(".amazonaws.com") || address.host.contains(".amazonaws.com.")
                || address.host.hasSuffix(".\(endpoint.hostName)")
        else { return nil }
        return scope
    }

    /// The rule that a request asks for.
    ///
    /// ECR takes the registries of its list only. Here any registry is taken, by `host[:port]` or
    /// `http(s)://host[:port]`, and credentials are asked for by the registries themselves.
    static func make(
        _ input: ECRAPI.CreatePullThroughCacheRuleRequest, in scope: RegistryScope,
        _ endpoint: RegistryEndpoint, at now: Timestamp
    ) throws(AWSError) -> PullThroughRule {
        guard let address = RegistryAddress(input.upstreamRegistryUrl) else {
            throw unsupported(input.upstreamRegistryUrl)
        }
        let found = kind(ofHost: address.host)
        if let named = input.upstreamRegistry, let found, named != found {
            throw .invalid(
                "upstreamRegistry", "must be \(found.rawValue) for \(input.upstreamRegistryUrl)")
        }
        if TemplatePrefix(input.ecrRepositoryPrefix).description == TemplatePrefix.root,
            let prefix = input.upstreamRepositoryPrefix, prefix != TemplatePrefix.root
        {
            throw .invalid(
                "upstreamRepositoryPrefix", "must be ROOT when ecrRepositoryPrefix is ROOT")
        }
        let kind = input.upstreamRegistry ?? found
        let own = ownRegistry(input.upstreamRegistryUrl, endpoint)
        try check(input.credentialArn, input.customRoleArn, isOwn: own != nil, in: scope)
        if let own {
            guard own != scope else {
                throw .invalid("upstreamRegistryUrl", "must be of another registry than this one")
            }
            guard own.account == scope.account || input.customRoleArn != nil else {
                throw .invalid(
                    "customRoleArn", "must be given for the registry of another account")
            }
        }
        return PullThroughRule {
            $0.prefix = input.ecrRepositoryPrefix
            $0.upstreamURL = input.upstreamRegistryUrl
            $0.upstreamRegistry = kind
            $0.upstreamPrefix = input.upstreamRepositoryPrefix ?? TemplatePrefix.root
            $0.credentialARN = input.credentialArn
            $0.customRoleARN = input.customRoleArn
            $0.createdAt = now
            $0.updatedAt = now
        }
    }

    /// Whether a rule may have these credentials: a role for a registry of this installation, a
    /// secret for any other.
    static func check(
        _ credentialARN: String?, _ roleARN: String?, isOwn: Bool, in scope: RegistryScope
    ) throws(AWSError) {
        if let credentialARN {
            guard !isOwn else {
                throw .invalid("credentialArn", "cannot be used with an ECR private registry")
            }
            guard let name = UpstreamSecretName(arn: credentialARN), name.scope == scope else {
                throw AWSError(
                    ECRAPI.Fault.unableToAccessSecretException,
                    "The secret is unable to be accessed. It must be in the registry's account "
                        + "and region.")
            }
        }
        if let roleARN {
            guard isOwn else {
                throw .invalid("customRoleArn", "can only be used with an ECR private registry")
            }
            let prefix = "arn:aws:iam::\(scope.account):role/"
            guard roleARN.hasPrefix(prefix), roleARN.utf8.count > prefix.utf8.count else {
                throw .invalid("customRoleArn", "must be a role of the registry's own account")
            }
        }
    }

    private static func unsupported(_ url: String) -> AWSError {
        AWSError(
            ECRAPI.Fault.unsupportedUpstreamRegistryException,
            "The specified upstream registry isn't supported: '\(url.prefix(200))' is not of the "
                + "form host[:port] or http(s)://host[:port]")
    }
}
