import GRDB
import Store

extension StoreError {
    /// The store's word for what SQLite or GRDB threw.
    init(_ error: any Error) {
        switch error {
        case let error as StoreError:
            self = error
        case is CancellationError:
            self = .cancelled
        case let error as DatabaseError:
            self.init(error)
        default:
            self = .unavailable(String(describing: error))
        }
    }

    private init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .noSpace
        case .SQLITE_INTERRUPT, .SQLITE_ABORT: self = .cancelled
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CONSTRAINT:
            self = .corrupt(error.description)
        case .SQLITE_MISUSE: self = .closed
        default: self = .unavailable(error.description)
        }
    }

    /// Whether it is unknown after this error what the disk holds.
    static func losesTrust(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return switch error.extendedResultCode {
        case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC: true
        default: false
        }
    }
}
