import Crypto

/// How far an upload has come: the hash of its first `offset` bytes.
struct UploadProgress: Sendable {
    var hash = SHA256()
    var offset: Int64 = 0
}

/// Which uploads are being written to, and the running hashes of the others.
struct UploadSessions {
    enum Reservation {
        case busy
        /// The caller has the upload to itself until it releases it.
        case reserved(UploadProgress?)
    }

    private enum Session {
        case reserved
        case idle(UploadProgress, since: UInt64)
    }

    private let limit: Int
    private var sessions: [String: Session] = [:]
    private var clock: UInt64 = 0

    init(limit: Int) { self.limit = limit }

    mutating func reserve(_ path: String) -> Reservation {
        switch sessions.updateValue(.reserved, forKey: path) {
        case .reserved: .busy
        case .idle(let progress, _): .reserved(progress)
        case nil: .reserved(nil)
        }
    }

    /// Ends a reservation. Nil for an upload that is gone or whose hash is not known.
    mutating func release(_ path: String, _ progress: UploadProgress?) {
        guard let progress else {
            sessions[path] = nil
            return
        }
        clock += 1
        sessions[path] = .idle(progress, since: clock)
        if sessions.count > limit { forgetOldest() }
    }

    private mutating func forgetOldest() {
        var oldest: (path: String, since: UInt64)?
        for (path, session) in sessions {
            if case .idle(_, let since) = session, since < oldest?.since ?? .max {
                oldest = (path, since)
            }
        }
        if let oldest { sessions[oldest.path] = nil }
    }
}
