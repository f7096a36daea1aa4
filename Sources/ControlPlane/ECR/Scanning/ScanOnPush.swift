import ECRModel
import RegistryStorage
import Shapes
import Store

/// Asks for a scan of each image that is pushed where that is wanted: by the repository's own setting
/// or by a rule of the registry.
struct ScanOnPush: PushFollowUp {
    /// Reads records.
    let registry: Registry
    let makeID: @Sendable () -> String
    let signal: ScanSignal

    func operations(
        after push: ImagePush, of image: ImageRecord, in id: RepositoryID,
        _ repository: RepositoryRecord, at now: Timestamp
    ) async throws(RegistryError) -> [Transaction.Operation] {
        guard image.isScannable else { return [] }
        if !repository.scanOnPush {
            let rules = try await registry.scanningConfiguration(id.scope)
            guard rules.applied(to: id.name).frequency == .scanOnPush else { return [] }
        }
        let keys = ScanKeys(id)
        // It is there already, and only gets another tag.
        if try await registry.fetch(keys.result(push.manifest.digest), as: ScanRecord.self) != nil {
            return []
        }
        return Registry.scanRequest(
            ScanRecord(id: makeID(), requestedAt: now), of: push.manifest.digest, keys)
    }

    func wake() { signal.wake() }
}

/// Tells a worker that there may be scans to do.
struct ScanSignal: Sendable {
    /// Scans at one time.
    static let width = 2

    /// Each is for one loop, which does one scan after the other: a scan that takes long does not
    /// hold up those that are asked for meanwhile.
    let lanes: [AsyncStream<Void>]
    private let continuations: [AsyncStream<Void>.Continuation]

    init() {
        let pairs = (0..<Self.width).map { _ in
            AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        }
        lanes = pairs.map(\.stream)
        continuations = pairs.map(\.continuation)
    }

    func wake() {
        for continuation in continuations { continuation.yield() }
    }
}
