import Logging
import RegistryStorage
import Shapes

extension ECRService {
    /// Removes what no image needs any more, beside traffic.
    ///
    /// - Parameters:
    ///   - isDryRun: Only finds out.
    ///   - progress: Called for each blob.
    /// - Throws: What `progress` throws; `CancellationError`; an error whose description says what
    ///   could not be read, and then no blob was removed after it.
    package func collectGarbage(
        isDryRun: Bool, progress: (MaintenanceProgress) async throws -> Void = { _ in }
    ) async throws -> CollectionReport {
        try await registry.collect(isDryRun: isDryRun, now: now, progress: progress)
    }

    /// Reads every blob again and checks every record, beside traffic. Errors as of
    /// ``collectGarbage(isDryRun:progress:)``.
    ///
    /// - Parameter quarantines: Whether corrupt blobs are taken out of use, so that clients send them
    ///   again.
    package func verify(
        quarantines: Bool = false,
        progress: (MaintenanceProgress) async throws -> Void = { _ in }
    ) async throws -> VerificationReport {
        let report = try await registry.verify(quarantines: quarantines, progress: progress)
        if !report.isClean {
            logger.error(
                "the registry's content is not whole",
                metadata: [
                    "corrupt": "\(report.corrupt.count)", "missing": "\(report.missing.count)",
                    "broken": "\(report.broken.count)",
                    "quarantined": "\(report.quarantined.count)",
                ])
        }
        return report
    }

    /// One collection of ``run(_:)``.
    func collectGarbageQuietly() async {
        do {
            let report = try await collectGarbage(isDryRun: false)
            if report.removedBlobs + report.removedLinks == 0 { return }
            logger.info(
                "collected unneeded layers",
                metadata: [
                    "blobs": "\(report.removedBlobs)", "bytes": "\(report.removedSize)",
                    "links": "\(report.removedLinks)",
                ])
        } catch is CancellationError {
            return
        } catch {
            logger.error("cannot collect unneeded layers", metadata: ["error": "\(error)"])
        }
    }
}
