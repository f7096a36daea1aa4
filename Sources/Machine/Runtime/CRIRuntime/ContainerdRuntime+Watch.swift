import CRI
import Logging
import Synchronization
package import Workload

extension ContainerdRuntime {
    /// How often to look when nothing is heard.
    private static let pollInterval = Duration.milliseconds(500)
    /// After an event CRI's own view follows a moment later: how long to wait before each look.
    private static let afterEvent = [0, 10, 30, 100].map { Duration.milliseconds($0) }

    /// CRI of containerd 1.6 has no events, so this lists and compares. containerd's own event
    /// stream only says when to look, so that an exit is seen within milliseconds and a lost
    /// event costs no more than one interval.
    package func watch(_ deliver: @Sendable (RuntimeEvent) async -> Void) async throws {
        let (hints, hint) = AsyncStream.makeStream(
            of: Hint.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.listen(hint) }
            group.addTask {
                while true {
                    hint.yield(.interval)
                    try await Task.sleep(for: Self.pollInterval)
                }
            }
            defer { group.cancelAll() }
            var known = Known()
            for await reason in hints {
                for pause in reason == .event ? Self.afterEvent : [.zero] {
                    if pause > .zero { try await Task.sleep(for: pause) }
                    try await look(&known, deliver)
                }
            }
            try Task.checkCancellation()
        }
    }

    private enum Hint { case interval, event }

    /// Hears events until cancelled; listens again whenever the connection breaks.
    private func listen(_ hint: AsyncStream<Hint>.Continuation) async throws {
        while true {
            do {
                try await client.taskEvents { _ in hint.yield(.event) }
            } catch {
                try Task.checkCancellation()
                logger.debug("event stream broke", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: Self.pollInterval)
        }
    }

    /// What was last delivered.
    private struct Known {
        var containers: [String: CRIContainerState] = [:]
        var sandboxes: [String: CRIPodSandboxState] = [:]
        var isSynchronized = false
    }

    private func look(
        _ known: inout Known, _ deliver: (RuntimeEvent) async -> Void
    ) async throws {
        do {
            try await lookAtSandboxes(&known, deliver)
            try await lookAtContainers(&known, deliver)
        } catch let error as RuntimeError {
            // containerd may be restarting; what changes meanwhile is seen afterwards.
            logger.debug("cannot look at containers", metadata: ["error": "\(error)"])
            return
        }
        if !known.isSynchronized {
            known.isSynchronized = true
            await deliver(.synchronized)
        }
    }

    private func lookAtSandboxes(
        _ known: inout Known, _ deliver: (RuntimeEvent) async -> Void
    ) async throws {
        let items = try await listSandboxes()
        for item in items where known.sandboxes[item.id] != item.state {
            do {
                let status = try await sandbox(SandboxID(rawValue: item.id))
                known.sandboxes[item.id] = status.isReady ? .sandboxReady : .sandboxNotready
                await deliver(.sandbox(status))
            } catch let error as RuntimeError where error.code == .sandboxNotFound {
                continue
            }
        }
        let gone = Set(known.sandboxes.keys).subtracting(items.map(\.id))
        for id in gone.sorted() {
            known.sandboxes[id] = nil
            await deliver(.sandboxRemoved(SandboxID(rawValue: id)))
        }
    }

    private func lookAtContainers(
        _ known: inout Known, _ deliver: (RuntimeEvent) async -> Void
    ) async throws {
        let items = try await listContainers()
        for item in items where known.containers[item.id] != item.state {
            do {
                let status = try await container(item)
                known.containers[item.id] = Self.state(status)
                await deliver(.container(status))
            } catch let error as RuntimeError where error.code == .containerNotFound {
                continue
            }
        }
        let gone = Set(known.containers.keys).subtracting(items.map(\.id))
        for id in gone.sorted() {
            known.containers[id] = nil
            await deliver(.containerRemoved(ContainerID(rawValue: id)))
        }
    }

    /// The state that was delivered, which may be newer than the list's.
    private static func state(_ status: ContainerStatus) -> CRIContainerState {
        switch status.state {
        case .created: .containerCreated
        case .running: .containerRunning
        case .exited: .containerExited
        case .unknown: .containerUnknown
        }
    }
}
