import RegistryStorage

/// Why a call to the object store failed, after the attempts that were worth making.
struct S3Error: Error, Sendable, Hashable, CustomStringConvertible {
    enum Code: Sendable, Hashable {
        /// No such object, upload or bucket.
        case notFound
        /// A condition of the request does not hold: somebody else was faster.
        case preconditionFailed
        case noSpace
        case refused
        /// Not reached, or not answered in a form that we know.
        case unavailable
        case cancelled
    }

    var code: Code
    /// The store's own name for it, or what happened to the connection.
    var reason: String
    /// The call: `PUT blobs/…`.
    var operation = ""
    /// Whether the same call may succeed later.
    var isRetryable = false

    var description: String { "\(operation): \(reason)" }

    /// An answer's status and the `Code` of its error document.
    init(status: Int, name: String) {
        reason = name.isEmpty ? "status \(status)" : "\(name) (\(status))"
        switch (status, name) {
        case (404, _), (_, "NoSuchUpload"): code = .notFound
        case (412, _), (409, "ConditionalRequestConflict"): code = .preconditionFailed
        case (507, _), (_, "QuotaExceeded"), (_, "XMinioStorageFull"): code = .noSpace
        case (429, _), (500..., _), (_, "RequestTimeout"), (_, "SlowDown"), (_, "InternalError"),
            (_, "OperationAborted"):
            code = .unavailable
            isRetryable = true
        default: code = .refused
        }
    }

    init(_ code: Code, _ reason: String, isRetryable: Bool = false) {
        self.code = code
        self.reason = reason
        self.isRetryable = isRetryable
    }
}

extension StorageError {
    init(_ error: S3Error) {
        self = error.code == .noSpace ? .noSpace : .unavailable("\(error)")
    }
}
