import EC2
import ECS
import ECSCore
import Events
import Logging
import Trust

/// Joins EC2 to ECS: the container instance of a terminated instance is deregistered, and its tasks
/// are stopped. What is to be done follows from the records, so that nothing is missed over a
/// restart; events only say when to look.
struct MachineRetirement: Sendable {
    /// Time between two looks when nothing happens.
    private static let interval = Duration.seconds(30)

    let ec2: EC2Service
    let ecs: ECSService
    let events: EventHub
    /// Refuses the certificates of machines that are gone; nil where none are made.
    let trust: TrustService?
    let logger: Logger

    /// Looks until cancelled.
    func run() async throws {
        let (times, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await event in events.subscribe() where event.source == "aws.ec2" {
                    continuation.yield()
                }
            }
            group.addTask {
                while !Task.isCancelled {
                    continuation.yield()
                    try await Task.sleep(for: Self.interval)
                }
            }
            group.addTask { for await _ in times { await look() } }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// A machine that never joined by a token has no certificate.
    private func revoke(_ machine: String) async {
        do throws(TrustError) {
            try await trust?.revokeMachine(machine)
        } catch {
            if case .unknown = error { return }
            logger.warning(
                "machine not revoked", metadata: ["machine": "\(machine)", "error": "\(error)"])
        }
    }

    private func look() async {
        for instance in ecs.registeredInstances() {
            let isGone = ec2.isGone(
                instance.machine, account: instance.account, region: instance.region)
            guard isGone else { continue }
            await ecs.instanceTerminated(
                instance.machine, Scope(account: instance.account, region: instance.region))
            await revoke(instance.machine)
            logger.info(
                "container instance deregistered with its machine",
                metadata: ["instance": "\(instance.id)", "machine": "\(instance.machine)"])
        }
    }
}
