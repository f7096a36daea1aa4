import ECRModel
import RegistryStorage
import Shapes
import Store

extension Registry {
    /// How long after a scan was asked for the next one may be (ECR's quota).
    static let scanInterval = Duration.seconds(24 * 3600)

    func scanningConfiguration(
        _ scope: RegistryScope
    ) async throws(RegistryError) -> RegistryScanningRecord {
        try await fetch(ScanKeys.configuration(scope), as: RegistryScanningRecord.self)?.record
            ?? RegistryScanningRecord()
    }

    func putScanningConfiguration(
        _ scope: RegistryScope, _ record: RegistryScanningRecord
    ) async throws(RegistryError) {
        _ = try await commit(
            Transaction(then: [.put(ScanKeys.configuration(scope), record)]))
    }

    /// The last scan of an image; nil when there was none.
    func scan(
        _ id: RepositoryID, _ digest: Digest
    ) async throws(RegistryError) -> Stored<ScanRecord>? {
        try await fetch(ScanKeys(id).result(digest), as: ScanRecord.self)
    }

    /// The last scans of images whose digests lie between these two.
    func scans(
        _ id: RepositoryID, from first: Digest, through last: Digest
    ) async throws(RegistryError) -> [Digest: ScanRecord] {
        let keys = ScanKeys(id)
        let range = KeyRange(from: keys.result(first), to: keys.result(last).successor)
        var found: [Digest: ScanRecord] = [:]
        try await forEach(in: range, as: ScanRecord.self) { stored in
            let digest = stored.key.components.last.flatMap { Digest("sha256:\($0)") }
            if let digest { found[digest] = stored.record }
        }
        return found
    }

    /// Asks for a scan of an image. False when the last one was too short a time ago: scans that
    /// failed do not count, so that what made them fail can be put right.
    func requestScan(
        _ id: RepositoryID, _ digest: Digest, as scanID: String, at now: Timestamp
    ) async throws(RegistryError) -> Bool {
        let keys = ScanKeys(id)
        let image = RegistryKeys(id.scope).image(id.name, digest)
        return try await retrying { () async throws(RegistryError) -> Bool? in
            let last = try await scan(id, digest)
            if let last, last.record.status != .failed,
                now - last.record.requestedAt < Registry.scanInterval
            {
                return false
            }
            guard try await fetch(image, as: ImageRecord.self) != nil else {
                throw .imageNotFound(ImageIdentity(digest: digest, tag: nil))
            }
            let record = ScanRecord(id: scanID, requestedAt: now)
            let isDone = try await commit(
                Transaction(
                    if: [
                        .exists(image),
                        .modRevision(keys.result(digest), last?.modRevision ?? .zero),
                    ],
                    then: Registry.scanRequest(record, of: digest, keys)
                        + [.deleteRange(.under(keys.findings(digest)))]))
            return isDone ? true : nil
        }
    }

    /// Writes down that an image is to be scanned.
    static func scanRequest(
        _ record: ScanRecord, of digest: Digest, _ keys: ScanKeys
    ) -> [Transaction.Operation] {
        [
            .put(keys.result(digest), record),
            .put(
                keys.request(digest),
                ScanRequestRecord { $0.requestedAt = record.requestedAt }),
        ]
    }

    /// Findings of a finished scan, from the one at `start` on.
    func findings(
        _ id: RepositoryID, _ digest: Digest, _ scan: ScanRecord, from start: Int, limit: Int
    ) async throws(RegistryError) -> [ECRAPI.ImageScanFinding] {
        var found: [ECRAPI.ImageScanFinding] = []
        var first = 0
        for (number, count) in scan.pages.enumerated() {
            defer { first += count }
            if first + count <= start { continue }
            let key = ScanKeys(id).page(digest, scan, number)
            // Gone when another scan was asked for since.
            guard let page = try await fetch(key, as: FindingPageRecord.self) else { break }
            found += page.record.findings.dropFirst(max(0, start - first))
                .prefix(limit - found.count)
            if found.count == limit { break }
        }
        return found
    }
}
