import ECRModel
import RegistryStorage
import Shapes
import Store

/// What is known of the last scan of an image, from when it was asked for.
struct ScanRecord: Shape, Hashable {
    /// Names this scan among those of the image.
    var id = ""
    var status = ECRAPI.ScanStatus.inProgress
    var explanation: String?
    var requestedAt = Timestamp(milliseconds: 0)
    /// Which of the attempts at it came to an end.
    var attempt = 0
    var completedAt: Timestamp?
    /// When the newest record of the feed was changed.
    var sourceUpdatedAt: Timestamp?
    /// Findings by severity.
    var counts: [String: Int] = [:]
    /// How many findings each page of ``FindingPageRecord`` has.
    var pages: [Int] = []

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("status", &status)
        visitor.field("explanation", &explanation)
        visitor.field("requestedAt", &requestedAt)
        visitor.field("attempt", &attempt)
        visitor.field("completedAt", &completedAt)
        visitor.field("sourceUpdatedAt", &sourceUpdatedAt)
        visitor.field("counts", &counts)
        visitor.field("pages", &pages)
    }

    /// A scan that was asked for now.
    init(id: String, requestedAt: Timestamp) {
        self.id = id
        self.requestedAt = requestedAt
    }

    init() {}

    /// Under which name the findings lie: two servers that scan at once, which is possible though
    /// not wanted, do not write the same records.
    var findingsID: String { "\(id)-\(attempt)" }
}

/// That an image is to be scanned; it goes when the scan has ended.
struct ScanRequestRecord: Shape, Hashable {
    var requestedAt = Timestamp(milliseconds: 0)
    /// How often the scan was begun.
    var attempts = 0

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("requestedAt", &requestedAt)
        visitor.field("attempts", &attempts)
    }
}

/// Some of a scan's findings, as ECR gives them.
struct FindingPageRecord: Shape {
    var findings: [ECRAPI.ImageScanFinding] = []

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("findings", &findings) }
}

/// Which repositories of a registry are scanned when.
struct RegistryScanningRecord: Shape, Hashable {
    var rules: [Rule] = []

    struct Rule: Shape, Hashable {
        var frequency = ECRAPI.ScanFrequency.manual
        var filters: [String] = []

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("frequency", &frequency)
            visitor.field("filters", &filters)
        }
    }

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("rules", &rules) }

    /// How a repository is scanned by these rules, and the filters that say so. Scanning on push
    /// comes before scanning by hand.
    func applied(
        to name: RepositoryName
    ) -> (frequency: ECRAPI.ScanFrequency, filters: [String]) {
        for frequency in [ECRAPI.ScanFrequency.scanOnPush, .manual] {
            let filters = rules.filter { $0.frequency == frequency }.flatMap(\.filters)
                .filter { Self.matches(name, $0) }
            if !filters.isEmpty { return (frequency, filters) }
        }
        return (.manual, [])
    }

    /// A filter without a wildcard means every name that has it anywhere (ECR User Guide, "Filters
    /// to choose which repositories are scanned").
    private static func matches(_ name: RepositoryName, _ filter: String) -> Bool {
        TagMutability.matches(
            name.description, filter.contains("*") ? filter : "*\(filter)*")
    }
}

/// Scans lie apart from the registries' other records, so that those to do are found at once.
struct ScanKeys {
    static let requests = Key.path("ecr-scans", "requests")

    private let path: [String]

    init(_ id: RepositoryID) {
        path = [id.scope.account, id.scope.region, id.name.description]
    }

    private func under(_ kind: String) -> Key {
        path.reduce(Key.path("ecr-scans", kind)) { $0.appending($1) }
    }

    static func configuration(_ scope: RegistryScope) -> Key {
        Key.path("ecr-scans", "configurations", scope.account, scope.region)
    }

    /// Everything of a repository.
    var contents: [Key] { [under("requests"), under("results"), under("findings")] }

    var results: Key { under("results") }

    func result(_ digest: Digest) -> Key { results.appending(digest.hex) }

    func request(_ digest: Digest) -> Key { under("requests").appending(digest.hex) }

    /// The findings of all scans of an image.
    func findings(_ digest: Digest) -> Key { under("findings").appending(digest.hex) }

    func findings(_ digest: Digest, _ scan: ScanRecord) -> Key {
        findings(digest).appending(scan.findingsID)
    }

    /// The findings of an image but for those of one scan.
    func otherFindings(_ digest: Digest, than scan: ScanRecord) -> [KeyRange] {
        let all = KeyRange.under(findings(digest))
        let own = KeyRange.under(findings(digest, scan))
        return [KeyRange(from: all.start, to: own.start)]
            + (own.end.map { [KeyRange(from: $0, to: all.end)] } ?? [])
    }

    func page(_ digest: Digest, _ scan: ScanRecord, _ number: Int) -> Key {
        let digits = String(number)
        return findings(digest, scan)
            .appending(String(repeating: "0", count: max(0, 6 - digits.count)) + digits)
    }

    /// Takes away all that scans know of an image.
    func removal(of digest: Digest) -> [Transaction.Operation] {
        [
            .delete(result(digest)), .delete(request(digest)),
            .deleteRange(.under(findings(digest))),
        ]
    }

    /// Which image a request is for.
    static func image(of request: Key) -> (id: RepositoryID, digest: Digest)? {
        let parts = request.components
        guard parts.count == 6, let name = RepositoryName(parts[4]),
            let digest = Digest("sha256:\(parts[5])")
        else { return nil }
        let scope = RegistryScope(account: parts[2], region: parts[3])
        return (RepositoryID(scope: scope, name: name), digest)
    }
}

extension ImageRecord {
    /// Whether it is an image of a file system: not an index, nor another kind of artifact.
    var isScannable: Bool {
        let kinds = [
            "application/vnd.oci.image.config.v1+json",
            "application/vnd.docker.container.image.v1+json",
        ]
        return MediaType.isImage(mediaType) && artifactType.map(kinds.contains) ?? false
    }
}
