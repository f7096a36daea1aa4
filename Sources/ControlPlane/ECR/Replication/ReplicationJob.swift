import RegistryStorage
import Shapes
import Store

/// That an image is to be brought to a destination, with the tags under which it was pushed.
///
/// A job is there from the push that brought it about until its outcome is written down. Whoever
/// does it claims it for a short time and keeps renewing that, so that of several servers one does
/// it, and another one if that one dies. Doing it twice does no harm.
struct ReplicationJobRecord: Shape, Hashable {
    /// How long a claim holds that is not renewed.
    static let claim = Duration.seconds(15)
    /// Attempts after which it has failed, about half an hour after the push.
    static let maximumAttempts = 12

    var tags: [String] = []
    /// Counts the pushes that ask for it.
    var generation = 0
    var attempts = 0
    var notBefore = Timestamp(milliseconds: 0)
    /// The server that does it, and until when that one is believed to be alive.
    var owner: String?
    var claimedUntil = Timestamp(milliseconds: 0)

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("tags", &tags)
        visitor.field("generation", &generation)
        visitor.field("attempts", &attempts)
        visitor.field("notBefore", &notBefore)
        visitor.field("owner", &owner)
        visitor.field("claimedUntil", &claimedUntil)
    }

    /// The image was pushed, under a tag if one is given.
    mutating func request(_ tag: ImageTag?, at now: Timestamp) {
        if let tag, !tags.contains(tag.description) { tags.append(tag.description) }
        generation += 1
        attempts = 0
        notBefore = now
    }

    /// When it can be done by `server`, which does not do it now.
    func dueAt(for server: String) -> Timestamp {
        owner == nil || owner == server ? notBefore : max(notBefore, claimedUntil)
    }

    mutating func claim(by server: String, at now: Timestamp) {
        owner = server
        claimedUntil = now + Self.claim
    }

    mutating func release(at now: Timestamp) {
        owner = nil
        notBefore = now
    }

    /// An attempt failed in a way that may pass. Whether there is to be another one, which is later
    /// the more have failed.
    mutating func retry(at now: Timestamp) -> Bool {
        attempts += 1
        guard attempts < Self.maximumAttempts else { return false }
        owner = nil
        notBefore = now + .seconds(min(300, 1 << (attempts - 1)))
        return true
    }
}

/// A job with what its key says.
struct ReplicationJob: Sendable {
    var source: RepositoryID
    var digest: Digest
    var destination: ReplicationDestination
    var stored: Stored<ReplicationJobRecord>

    init(_ stored: Stored<ReplicationJobRecord>) throws(RegistryError) {
        let parts = stored.key.components
        guard parts.count == 8, let name = RepositoryName(parts[4]),
            let digest = Digest("sha256:\(parts[5])")
        else { throw .brokenRecord(stored.key.text) }
        source = RepositoryID(scope: RegistryScope(account: parts[2], region: parts[3]), name: name)
        self.digest = digest
        destination = ReplicationDestination {
            $0.account = parts[6]
            $0.region = parts[7]
        }
        self.stored = stored
    }

    /// The repository that the image goes to: of the same name.
    var target: RepositoryID { RepositoryID(scope: destination.scope, name: source.name) }

    var tags: [ImageTag] { stored.record.tags.compactMap { ImageTag($0) } }
}

/// Why an attempt did not bring an image to its destination.
enum ReplicationFailure: Error, Sendable, Hashable {
    /// The image is not there any more, and nobody waits for it.
    case gone
    /// Trying again changes nothing.
    case final(code: String, reason: String)
    /// Trying again may.
    case passing(code: String, reason: String)

    init(_ error: RegistryError) {
        switch error {
        case .accessDenied(let reason): self = .final(code: "AccessDenied", reason: reason)
        case .tooManyTags(_, let limit):
            self = .final(
                code: "TooManyTags",
                reason: "the image at the destination has \(limit) tags, the most allowed")
        case .manifestInvalid(let reason): self = .final(code: "InvalidManifest", reason: reason)
        case .brokenRecord(let key):
            self = .final(code: "InternalFailure", reason: "the record \(key) cannot be read")
        case .blobNotFound(let digest):
            self = .passing(code: "LayerNotFound", reason: "there is no blob \(digest)")
        default: self = .passing(code: "InternalFailure", reason: "\(error)")
        }
    }
}

/// Jobs that one server will do and does, so many at once that a slow destination keeps nobody else
/// waiting. Each lane is a way that images go: inside of this installation, or to one peer.
struct ReplicationQueue {
    /// The way that images take.
    enum Lane: Hashable, Sendable {
        case local
        case peer(region: String)

        /// Jobs that are done at once.
        var width: Int {
            switch self {
            case .local: 4
            case .peer: 2
            }
        }
    }

    /// Jobs that wait in one lane; the store has the others.
    static let maximumWaiting = 64

    private var waiting: [Lane: [ReplicationJob]] = [:]
    private var running: [Lane: Int] = [:]
    private var known: Set<Key> = []
    /// Lanes that could not take a job when it was offered.
    private var crowded: Set<Lane> = []

    /// Whether a lane ran dry that the store has jobs for.
    var isThirsty: Bool { crowded.contains { waiting[$0, default: []].isEmpty } }

    /// The store is about to be read again.
    mutating func beginScan() { crowded = [] }

    mutating func offer(_ job: ReplicationJob, _ lane: Lane) {
        guard !known.contains(job.stored.key) else { return }
        guard waiting[lane, default: []].count < Self.maximumWaiting else {
            crowded.insert(lane)
            return
        }
        known.insert(job.stored.key)
        waiting[lane, default: []].append(job)
    }

    /// A job to begin now; nil when all lanes are busy or empty.
    mutating func next() -> (job: ReplicationJob, lane: Lane)? {
        for (lane, jobs) in waiting where !jobs.isEmpty && running[lane, default: 0] < lane.width {
            running[lane, default: 0] += 1
            waiting[lane] = Array(jobs.dropFirst())
            return (jobs[0], lane)
        }
        return nil
    }

    mutating func finished(_ key: Key, _ lane: Lane) {
        known.remove(key)
        running[lane, default: 1] -= 1
    }

    func isKnown(_ key: Key) -> Bool { known.contains(key) }
}
