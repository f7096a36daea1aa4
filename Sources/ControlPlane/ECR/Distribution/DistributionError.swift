import HTTPTypes
import NIOCore
import RegistryStorage
import Shapes
import WebServer

/// An error as the OCI distribution specification writes it, with the words of ECR where it has
/// some.
struct DistributionError: Error, Sendable, Hashable {
    /// The codes of the specification, those of the distribution project that clients know for what
    /// it does not name, and the status that each goes with.
    enum Code: String, Sendable, CaseIterable {
        case blobUnknown = "BLOB_UNKNOWN"
        case blobUploadInvalid = "BLOB_UPLOAD_INVALID"
        case blobUploadUnknown = "BLOB_UPLOAD_UNKNOWN"
        case digestInvalid = "DIGEST_INVALID"
        case manifestBlobUnknown = "MANIFEST_BLOB_UNKNOWN"
        case manifestInvalid = "MANIFEST_INVALID"
        case manifestUnknown = "MANIFEST_UNKNOWN"
        case nameInvalid = "NAME_INVALID"
        case nameUnknown = "NAME_UNKNOWN"
        case sizeInvalid = "SIZE_INVALID"
        case tagInvalid = "TAG_INVALID"
        case unauthorized = "UNAUTHORIZED"
        case denied = "DENIED"
        case unsupported = "UNSUPPORTED"
        case tooManyRequests = "TOOMANYREQUESTS"
        case paginationNumberInvalid = "PAGINATION_NUMBER_INVALID"
        case rangeInvalid = "RANGE_INVALID"
        case unavailable = "UNAVAILABLE"
        case unknown = "UNKNOWN"

        var status: HTTPResponse.Status {
            switch self {
            case .blobUnknown, .blobUploadUnknown, .manifestUnknown, .nameUnknown: .notFound
            case .blobUploadInvalid, .digestInvalid, .manifestInvalid, .manifestBlobUnknown,
                .nameInvalid, .sizeInvalid, .tagInvalid, .paginationNumberInvalid:
                .badRequest
            case .unauthorized: .unauthorized
            case .denied: .forbidden
            case .unsupported: .methodNotAllowed
            case .tooManyRequests: .tooManyRequests
            case .rangeInvalid: .rangeNotSatisfiable
            case .unavailable: .serviceUnavailable
            case .unknown: .internalServerError
            }
        }
    }

    var code: Code
    var message: String
    /// Other than the code's when the case asks for it.
    var status: HTTPResponse.Status
    /// Further fields of the response.
    var headers: HTTPFields = [:]

    init(
        _ code: Code, _ message: String, status: HTTPResponse.Status? = nil,
        headers: HTTPFields = [:]
    ) {
        self.code = code
        self.message = message
        self.status = status ?? code.status
        self.headers = headers
    }

    var response: WebResponse {
        let error: Object = ["code": .string(code.rawValue), "message": .string(message)]
        let body: Object = ["errors": .list([.object(error)])]
        var fields = headers
        fields[.contentType] = "application/json; charset=utf-8"
        return WebResponse(
            status: status, headers: fields,
            body: .bytes(ByteBuffer(bytes: JSON.serialize(.object(body)))))
    }
}

extension DistributionError {
    static let notFound = DistributionError(
        .unsupported, "no such end point in the OCI distribution API", status: .notFound)

    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> DistributionError {
        DistributionError(
            .unsupported, "the end point does not have this method",
            headers: [.allow: allowed.map(\.rawValue).joined(separator: ", ")])
    }

    static func nameInvalid(_ name: String) -> DistributionError {
        DistributionError(
            .nameInvalid,
            "Invalid parameter at 'repositoryName' failed to satisfy constraint: "
                + "'must satisfy regular expression '\(RepositoryName.pattern)''")
    }

    static func digestInvalid(_ text: String) -> DistributionError {
        DistributionError(
            .digestInvalid, "'\(text.prefix(200))' is not sha256: and 64 lowercase hex digits")
    }

    static func tagInvalid(_ text: String) -> DistributionError {
        DistributionError(
            .tagInvalid,
            "Invalid parameter at 'imageTag' failed to satisfy constraint: "
                + "'must satisfy regular expression '\(ImageTag.pattern)''")
    }

    static func manifestUnknown(_ reference: String) -> DistributionError {
        DistributionError(.manifestUnknown, "Requested image not found")
    }

    static let uploadUnknown = DistributionError(
        .blobUploadUnknown, "no such upload in this repository")
}
