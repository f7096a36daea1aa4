import AWSWire
import HTTPTypes
import Logging
import NIOCore
import RegistryStorage
import Shapes
import WebServer

/// The OCI distribution API (specification 1.1) over a registry, with ECR's credentials and words.
struct DistributionFront: WebHandler {
    let registry: Registry
    let access: RegistryAccess
    let pullThrough: PullThrough
    let authorization: RegistryAuthorization
    let endpoint: RegistryEndpoint
    let logger: Logger
    let now: @Sendable () -> Timestamp
    let makeID: @Sendable () -> String

    /// One request on its way through an end point.
    struct Call: Sendable {
        let request: WebRequest
        let query: QueryParameters
        let scope: RegistryScope
        /// Nil for downloads that need no further credentials.
        let caller: RegistryCaller?
        let now: Timestamp
        /// For copies of another registry's images.
        var replica: ReplicaMark?

        func id(_ name: RepositoryName) -> RepositoryID { RepositoryID(scope: scope, name: name) }
    }

    func respond(to request: WebRequest) async -> WebResponse {
        var response: WebResponse
        do {
            response = try await answer(request)
        } catch let error as DistributionError {
            response = error.response
            if error.code == .unauthorized { challenge(&response, request) }
        } catch {
            // The body's own errors, and cancellation: nobody is there to read the answer, or the
            // server answers in its own way.
            logger.debug("registry request ended early", metadata: ["error": "\(error)"])
            response = DistributionError(.blobUploadInvalid, "the request was cut off").response
        }
        response.headers[.apiVersion] = "registry/2.0"
        return response
    }

    private func answer(_ request: WebRequest) async throws -> WebResponse {
        let query = QueryParameters(request.rawQuery)
        let time = now()
        if let granted = try grantedDownload(request, query, time) {
            return try await blob(granted.route, granted.call)
        }
        let mark = try replicaMark(request)
        let admission = try authorization.admit(
            authorization: request.headers[.authorization],
            hosts: [request.host, query["ns"], mark.map { endpoint.host(of: $0.destination) }],
            now: time)
        let route = try DistributionRoute(method: request.method, path: request.rawPath)
        let call = Call(
            request: request, query: query, scope: admission.scope, caller: admission.caller,
            now: time, replica: mark)
        for action in route.actions(call) { try await check(action, route.repository, call) }
        return try await answer(route, call)
    }

    private func answer(_ route: DistributionRoute, _ call: Call) async throws -> WebResponse {
        switch route {
        case .ping:
            return WebResponse(
                headers: [.contentType: "application/json"], body: .bytes(ByteBuffer(string: "{}")))
        case .catalog: return try await catalog(call)
        case .tags(let name): return try await tags(call.id(name), call)
        case .referrers(let name, let digest):
            return try await referrers(call.id(name), digest, call)
        case .manifest(let name, let reference):
            let id = call.id(name)
            switch call.request.method {
            case .put: return try await putManifest(id, reference, call)
            case .delete: return try await deleteManifest(id, reference, call)
            default: return try await manifest(id, reference, call)
            }
        case .blob(let name, let digest):
            let id = call.id(name)
            if call.request.method == .delete { return try await deleteBlob(id, digest, call) }
            return try await blob((id, digest), call)
        case .uploads(let name): return try await beginUpload(call.id(name), call)
        case .upload(let name, let upload):
            let id = call.id(name)
            let key = UploadKey(scope: id.uploadScope, id: upload)
            switch call.request.method {
            case .patch: return try await patchUpload(id, key, call)
            case .put: return try await finishUpload(id, key, call)
            case .delete: return try await cancelUpload(id, key)
            default: return try await uploadStatus(id, key)
            }
        }
    }

    /// Asks for credentials in the way that makes docker and its kin send those of `docker login`.
    private func challenge(_ response: inout WebResponse, _ request: WebRequest) {
        let host = request.host ?? "\(endpoint.hostName):\(endpoint.port)"
        let realm = "\(endpoint.scheme)://\(host)/".filter { $0 != "\"" && $0 != "\\" }
        response.headers[.wwwAuthenticate] =
            "Basic realm=\"\(realm)\",service=\"ecr.amazonaws.com\""
    }

    /// A blob that GetDownloadUrlForLayer gave out an address of.
    private func grantedDownload(
        _ request: WebRequest, _ query: QueryParameters, _ time: Timestamp
    ) throws(DistributionError) -> (route: (RepositoryID, Digest), call: Call)? {
        guard let token = query["grant"] else { return nil }
        guard request.method == .get || request.method == .head,
            case .blob(let name, let digest) = try DistributionRoute(
                method: request.method, path: request.rawPath)
        else { return nil }
        let grant: DownloadGrant
        do throws(TokenSealer.Refused) {
            grant = try authorization.sealer.open(token, for: DownloadGrant.purpose, at: time)
                .content
        } catch {
            throw DistributionError(.denied, "The download address is not valid or has expired.")
        }
        guard grant.repository == name.description, grant.digest == digest.description else {
            throw DistributionError(.denied, "The download address is of another layer.")
        }
        let scope = RegistryScope(account: grant.account, region: grant.region)
        let call = Call(request: request, query: query, scope: scope, caller: nil, now: time)
        return ((call.id(name), digest), call)
    }

    private func replicaMark(
        _ request: WebRequest
    ) throws(DistributionError) -> ReplicaMark? {
        guard let text = request.headers[.replication] else { return nil }
        guard let mark = ReplicaMark(text) else {
            throw DistributionError(
                .unsupported, "the field \(ReplicaMark.fieldName) is broken", status: .badRequest)
        }
        return mark
    }

    // MARK: Errors

    /// Runs an operation on the registry, with its errors as the specification writes them.
    func perform<T>(
        _ id: RepositoryID, _ body: () async throws(RegistryError) -> T
    ) async throws(DistributionError) -> T {
        do throws(RegistryError) {
            return try await body()
        } catch {
            let answer = DistributionError(error, in: id)
            if answer.status.code >= 500 {
                logger.error(
                    "registry operation failed",
                    metadata: ["repository": "\(id.name)", "error": "\(error)"])
            }
            throw answer
        }
    }
}

extension HTTPField.Name {
    static let apiVersion = HTTPField.Name("Docker-Distribution-Api-Version")!
    static let contentDigest = HTTPField.Name("Docker-Content-Digest")!
    static let uploadUUID = HTTPField.Name("Docker-Upload-UUID")!
    static let subject = HTTPField.Name("OCI-Subject")!
    static let filtersApplied = HTTPField.Name("OCI-Filters-Applied")!
    static let link = HTTPField.Name("Link")!
    static let replication = HTTPField.Name(ReplicaMark.fieldName)!
}
