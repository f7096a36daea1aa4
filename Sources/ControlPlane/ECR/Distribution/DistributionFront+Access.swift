import HTTPTypes
import Logging
import NIOCore
import Policies
import RegistryStorage
import WebServer

extension DistributionFront {
    /// Checks that the caller may do something in the registry that is asked.
    ///
    /// - Parameter action: The operation of ECR's API that does the same.
    /// - Throws: 403 in ECR's words, or what reading the policies does.
    func check(
        _ action: String, _ name: RepositoryName?, _ call: Call
    ) async throws(DistributionError) {
        guard let request = accessRequest(call) else { return }
        do throws(RegistryError) {
            try await access.check(request, may: action, in: call.scope, name)
        } catch {
            let answer = DistributionError(error, in: call.scope, name)
            if answer.status.code >= 500 {
                logger.error("registry access check failed", metadata: ["error": "\(error)"])
            }
            throw answer
        }
    }

    /// The caller as policies see it; nil for downloads that need no further credentials.
    func accessRequest(_ call: Call) -> AccessRequest? {
        guard let caller = call.caller else { return nil }
        return AccessRequest(
            principal: caller.principal, region: call.scope.region, now: call.now,
            sourceAddress: call.request.remoteAddress?.ipAddress,
            userAgent: call.request.headers[.userAgent], isSecure: endpoint.scheme == "https")
    }

    /// The caller as pull-through caches see it.
    func pullThroughCaller(_ call: Call) -> PullThroughCaller? {
        guard let access = accessRequest(call) else { return nil }
        let via = call.request.headers[.skerryVia] ?? ""
        return PullThroughCaller(
            access: access,
            via: via.split(separator: ",").prefix(Upstreams.longestVia)
                .map { String($0.prefix(64)) })
    }
}

extension HTTPField.Name {
    /// The servers whose pull-through caches a request came through.
    static let skerryVia = HTTPField.Name("Skerry-Via")!  // literal
}

extension RegistryCaller {
    /// The caller, as policies see it.
    var principal: PolicyPrincipal {
        PolicyPrincipal(arn: arn, account: account, userID: userID)
    }
}

extension DistributionRoute {
    /// The operations of ECR's API that a request amounts to, all of which its caller must be
    /// allowed (ECR User Guide, "IAM permissions for pushing an image" and "… pulling …").
    func actions(_ call: DistributionFront.Call) -> [String] {
        let method = call.request.method
        if call.replica != nil, isPush(method) { return ["ReplicateImage"] }
        switch self {
        case .ping: return []
        case .catalog: return ["DescribeRepositories"]
        case .tags: return ["ListImages"]
        case .referrers: return ["ListImageReferrers"]
        case .manifest:
            switch method {
            case .put: return ["PutImage"]
            case .delete: return ["BatchDeleteImage"]
            default: return ["BatchGetImage"]
            }
        case .blob:
            switch method {
            case .delete: return ["BatchDeleteImage"]
            case .head: return ["BatchCheckLayerAvailability"]
            default: return ["GetDownloadUrlForLayer"]
            }
        case .uploads:
            let isWhole = call.query["digest"] != nil
            return ["InitiateLayerUpload"]
                + (isWhole ? ["UploadLayerPart", "CompleteLayerUpload"] : [])
        case .upload:
            guard method == .put else { return ["UploadLayerPart"] }
            let isEmpty = call.request.body.expectedLength == 0
            return (isEmpty ? [] : ["UploadLayerPart"]) + ["CompleteLayerUpload"]
        }
    }

    /// Whether a request is part of a push; looking for what is there already is.
    private func isPush(_ method: HTTPRequest.Method) -> Bool {
        switch self {
        case .ping, .catalog, .tags, .referrers: false
        case .manifest: method == .put || method == .head
        case .blob: method == .head
        case .uploads, .upload: true
        }
    }
}
