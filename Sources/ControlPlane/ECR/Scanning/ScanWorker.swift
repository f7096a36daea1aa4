import ECRModel
import ImageScanning
import Logging
import RegistryStorage
import Shapes
import Store
import Synchronization

/// Carries out the scans that were asked for, as the store has them: those that a server which died
/// had begun are begun anew.
final class ScanWorker: Sendable {
    /// How often a scan is begun before it counts as failed: one that ends the server must not do so
    /// for ever.
    static let maximumAttempts = 5
    /// Findings of one record, and bytes of them, within what the store takes.
    static let pageFindings = 100
    static let pageBytes = 256 << 10

    let registry: Registry
    let scan: LayerScan
    let logger: Logger
    let now: @Sendable () -> Timestamp
    private let threads = ScanThreads()
    /// Requests that are being worked on.
    private let claims = Mutex<Set<Key>>([])

    init(
        registry: Registry, scan: LayerScan, logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.registry = registry
        self.scan = scan
        self.logger = logger
        self.now = now
    }

    /// Does what there is to do, one scan after the other, leaving alone what another call of this
    /// worker does. What fails for want of the store or the storage stays for the next time.
    func work() async {
        var last: Key?
        do throws(RegistryError) {
            while !Task.isCancelled {
                let page = try await registry.page(
                    .under(ScanKeys.requests), after: last, limit: 1, as: ScanRequestRecord.self)
                guard let request = page.items.first else { return }
                last = request.key
                guard claims.withLock({ $0.insert(request.key).inserted }) else { continue }
                await withTaskExecutorPreference(threads) { await work(on: request) }
                claims.withLock { _ = $0.remove(request.key) }
            }
        } catch {
            logger.error("cannot read requests for scans", metadata: ["error": "\(error)"])
        }
    }

    private func work(on request: Stored<ScanRequestRecord>) async {
        guard let (id, digest) = ScanKeys.image(of: request.key) else {
            logger.error("a request for a scan has a broken key")
            return
        }
        do {
            try await work(on: request, id, digest)
        } catch is CancellationError {
            return
        } catch {
            logger.error(
                "cannot scan an image",
                metadata: [
                    "repository": "\(id.arn)", "image": "\(digest)", "error": "\(error)",
                ])
        }
    }

    private func work(
        on request: Stored<ScanRequestRecord>, _ id: RepositoryID, _ digest: Digest
    ) async throws {
        guard let asked = try await registry.scan(id, digest),
            asked.record.status == .inProgress,
            let image = try await registry.image(id, .digest(digest))
        else {
            _ = try await registry.commit(
                Transaction(
                    if: [.modRevision(request.key, request.modRevision)],
                    then: [.delete(request.key)]))
            return
        }
        var counted = request.record
        counted.attempts += 1
        let isMine = try await registry.commit(
            Transaction(
                if: [.modRevision(request.key, request.modRevision)],
                then: [.put(request.key, counted)]))
        guard isMine else { return }
        do {
            try await end(asked, counted.attempts, id, image)
        } catch {
            // It failed for want of the storage or was told to stop: that says nothing of the image.
            _ = try await registry.commit(
                Transaction(
                    if: [.value(request.key, JSON.encode(counted))],
                    then: [.put(request.key, request.record)]))
            throw error
        }
    }

    /// Scans an image and writes down what came of it.
    private func end(
        _ asked: Stored<ScanRecord>, _ attempt: Int, _ id: RepositoryID, _ image: FoundImage
    ) async throws {
        var record = asked.record
        record.attempt = attempt
        var findings: [ImageFinding] = []
        do {
            guard attempt <= Self.maximumAttempts else {
                throw ScanFailure("the scan was cut off \(Self.maximumAttempts) times")
            }
            let result = try await scan.scan(image.digest)
            if result.unreadableRecords > 0 {
                logger.warning(
                    "records of the vulnerability feed cannot be read",
                    metadata: ["count": "\(result.unreadableRecords)"])
            }
            record.sourceUpdatedAt = result.sourceUpdatedAt
            switch result.outcome {
            case .complete(let found):
                record.status = .complete
                record.explanation = "The scan was completed successfully."
                findings = found
            case .unsupported(let reason):
                record.status = .failed
                record.explanation =
                    "UnsupportedImageError: The operating system and/or package manager are not "
                    + "supported: \(reason)."
            }
        } catch let failure as ScanFailure {
            record.status = .failed
            record.explanation = failure.reason
        }
        record.completedAt = now()
        try await finish(asked, record, findings, id, image)
    }

    private func finish(
        _ asked: Stored<ScanRecord>, _ ended: ScanRecord, _ findings: [ImageFinding],
        _ id: RepositoryID, _ image: FoundImage
    ) async throws(RegistryError) {
        let keys = ScanKeys(id)
        let isSame = Compare.modRevision(asked.key, asked.modRevision)
        var record = ended
        for finding in findings { record.counts[finding.severity.rawValue, default: 0] += 1 }
        for (number, page) in Self.pages(findings).enumerated() {
            record.pages.append(page.findings.count)
            let key = keys.page(image.digest, record, number)
            guard
                try await registry.commit(Transaction(if: [isSame], then: [.put(key, page)]))
            else { return try await drop(record, image.digest, keys) }
        }
        let isDone = try await registry.commit(
            Transaction(
                if: [isSame, .exists(RegistryKeys(id.scope).image(id.name, image.digest))],
                then: [.put(asked.key, record), .delete(keys.request(image.digest))]
                    // Of attempts that were cut off.
                    + keys.otherFindings(image.digest, than: record).map { .deleteRange($0) }))
        guard isDone else { return try await drop(record, image.digest, keys) }
        logger.info(
            "scanned an image",
            metadata: [
                "repository": "\(id.arn)", "image": "\(image.digest)",
                "status": "\(record.status.rawValue)", "findings": "\(findings.count)",
                "reason": "\(record.explanation ?? "")",
            ])
        if record.status == .complete {
            registry.events.scanned(image, record, in: id, at: record.completedAt ?? now())
        }
    }

    /// The image went, or another scan of it was asked for.
    private func drop(
        _ scan: ScanRecord, _ digest: Digest, _ keys: ScanKeys
    ) async throws(RegistryError) {
        _ = try await registry.commit(
            Transaction(then: [.deleteRange(.under(keys.findings(digest, scan)))]))
    }

    /// Cuts findings into records that the store takes.
    static func pages(_ findings: [ImageFinding]) -> [FindingPageRecord] {
        var pages: [FindingPageRecord] = []
        var size = 0
        for finding in findings {
            let shape = shape(finding)
            let bytes = JSON.encode(shape).count
            if pages.isEmpty || size + bytes > pageBytes
                || pages[pages.count - 1].findings.count == pageFindings
            {
                pages.append(FindingPageRecord())
                size = 0
            }
            pages[pages.count - 1].findings.append(shape)
            size += bytes
        }
        return pages
    }

    private static func shape(_ finding: ImageFinding) -> ECRAPI.ImageScanFinding {
        .init {
            $0.name = finding.name
            $0.description = finding.description.isEmpty ? nil : finding.description
            $0.uri = finding.uri
            $0.severity = ECRAPI.FindingSeverity(rawValue: finding.severity.rawValue)
            $0.attributes = finding.attributes.map { attribute in
                .init {
                    $0.key = attribute.key
                    $0.value = String(attribute.value.prefix(256))
                }
            }
        }
    }
}

extension RegistryEvents {
    func scanned(
        _ image: FoundImage, _ scan: ScanRecord, in id: RepositoryID, at now: Timestamp
    ) {
        let counts = scan.counts.sorted { $0.key < $1.key }
        let detail: Object = [
            "scan-status": .string(scan.status.rawValue),
            "repository-name": .string(id.name.description),
            "finding-severity-counts": .object(
                Object(counts.map { .init(name: $0.key, value: .integer(Int64($0.value))) })),
            "image-digest": .string(image.digest.description),
            "image-tags": .list(image.record.tags.map { .string($0) }),
        ]
        publish("ECR Image Scan", [id.arn], detail, in: id.scope, at: now)
    }
}
