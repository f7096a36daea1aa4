/// Why a storage refused or could not answer.
package enum StorageError: Error, Sendable, Hashable {
    /// No such upload: never begun in this scope, finished, cancelled or too old.
    case unknownUpload(UploadID)
    /// Another request is writing to the upload or finishing it.
    case uploadBusy(UploadID)
    /// The upload stands at another offset than the caller said. Nothing was taken.
    case offsetMismatch(expected: Int64)
    /// There was more or less content than declared. Nothing of it was kept.
    case countMismatch(declared: Int64)
    /// The upload would exceed this many bytes. Nothing of the refused part was kept.
    case tooLarge(limit: Int64)
    /// The content has another digest than the caller said. The upload is gone.
    case digestMismatch(expected: Digest, actual: Digest)
    /// The disk is full, or a quota reached. What was being written is gone.
    case noSpace
    /// The operation failed in this way, with this `errno`.
    case failed(operation: String, errno: Int32)
    /// A storage elsewhere does not answer, or refuses, as the text says. Trying again may help.
    case unavailable(String)
    /// The content belongs to another installation, or it is not known to which; the text says what
    /// to do. Nothing was changed.
    case notOwned(String)
    /// The storage was closed.
    case closed
}

extension StorageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownUpload(let id): "no upload \(id)"
        case .uploadBusy(let id): "upload \(id) is in use by another request"
        case .offsetMismatch(let expected): "the upload stands at offset \(expected)"
        case .countMismatch(let declared): "the content is not \(declared) bytes long"
        case .tooLarge(let limit): "the content exceeds \(limit) bytes"
        case .digestMismatch(let expected, let actual):
            "the content has digest \(actual), not \(expected)"
        case .noSpace: "no space left in the registry's storage"
        case .failed(let operation, let errno): "\(operation) failed with error \(errno)"
        case .unavailable(let reason): "the storage cannot be used: \(reason)"
        case .notOwned(let reason): reason
        case .closed: "the storage is closed"
        }
    }
}
