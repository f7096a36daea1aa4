package import AWSWire
import EC2Core
import Logging
import Shapes
import Store

/// Removing what nobody can ask for any more.
extension EC2Service {
    /// Time between two looks.
    static let sweepInterval = Duration.seconds(60)

    func sweepForEver() async throws {
        while !Task.isCancelled {
            try await clock.sleep(until: clock.now() + Self.sweepInterval)
            do {
                try await sweep()
            } catch {
                logger.warning("sweep put off", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Removes the records whose ``EC2Record/expiry`` is over.
    package func sweep() async throws(AWSError) {
        let time = now()
        for entry in view.snapshot().entries(in: .under("/ec2")) {
            guard let expiry = entry.record.expiry, expiry <= time,
                let scope = EC2Scope(of: entry.key)
            else { continue }
            _ = try await change(scope) { plan throws(AWSError) in
                guard let current = plan.state.records[entry.key]?.expiry, current <= time else {
                    return
                }
                plan.delete(at: entry.key)
            }
        }
    }
}
