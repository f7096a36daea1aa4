import Shapes
import Workload

/// Gets images for containers: one pull for all that wait for the same image with the same
/// credentials, a bounded number at once, retries, and the cached image when the settings allow it.
struct PullQueue: Sendable {
    /// A container that waits.
    struct Waiter: Sendable, Hashable {
        var task: TaskID
        var container: String
    }

    /// What a waiter gets.
    struct Delivery: Sendable {
        var waiter: Waiter
        /// The image, or the container's reason.
        var result: Result<PulledImage, PullFailure>
    }

    struct PullFailure: Error, Sendable, Hashable {
        var reason: String
    }

    private struct Entry: Sendable {
        var stage: Stage
        var waiters: [Waiter]
        var failures = 0
    }

    private enum Stage: Sendable {
        /// Looks for the cached image first (`once`, `prefer-cached`).
        case inspecting(ActionToken)
        case queued
        case pulling(ActionToken)
        case waiting(until: Timestamp)
        /// The pull failed for this reason; looks whether the cached image can serve.
        case fallingBack(ActionToken, reason: String)
    }

    private var entries: [PullRequest: Entry] = [:]
    /// In order of arrival, for fairness.
    private var order: [PullRequest] = []
    /// References that were pulled before, for `once`. Persisted.
    private(set) var pulledOnce: Set<String>

    /// References remembered at most; later ones are simply pulled again.
    static let largestMemory = 10_000

    init(pulledOnce: Set<String> = []) { self.pulledOnce = pulledOnce }

    var deadline: Timestamp? {
        entries.values.compactMap { entry -> Timestamp? in
            guard case .waiting(let time) = entry.stage else { return nil }
            return time
        }.min()
    }

    /// References under way or about to be, which must not be collected.
    var references: Set<String> { Set(order.map(\.reference)) }

    mutating func request(_ request: PullRequest, for waiter: Waiter, _ step: inout EngineStep) {
        if entries[request] != nil {
            if entries[request]?.waiters.contains(waiter) == false {
                entries[request]?.waiters.append(waiter)
            }
            return
        }
        order.append(request)
        let looksFirst: Bool
        switch step.settings.pullBehavior {
        case .standard, .always: looksFirst = false
        case .once: looksFirst = pulledOnce.contains(request.reference)
        case .preferCached: looksFirst = true
        }
        if looksFirst {
            let token = step.nextToken()
            entries[request] = Entry(stage: .inspecting(token), waiters: [waiter])
            step.actions.append(.inspectImage(reference: request.reference, token))
        } else {
            entries[request] = Entry(stage: .queued, waiters: [waiter])
            startQueued(&step)
        }
    }

    /// A task no longer wants images. A pull that runs goes on, for the cache.
    mutating func withdraw(_ task: TaskID) {
        for (request, entry) in entries {
            let rest = entry.waiters.filter { $0.task != task }
            entries[request]?.waiters = rest
            guard rest.isEmpty else { continue }
            switch entry.stage {
            case .queued, .waiting: remove(request)
            case .inspecting, .pulling, .fallingBack: break
            }
        }
    }

    mutating func woke(_ step: inout EngineStep) {
        for request in order {
            if case .waiting(let time)? = entries[request]?.stage, time <= step.now {
                entries[request]?.stage = .queued
            }
        }
        startQueued(&step)
    }

    mutating func pulled(
        _ token: ActionToken, _ result: Result<Image, RuntimeError>, _ step: inout EngineStep
    ) -> [Delivery] {
        let found = order.first { request in
            guard case .pulling(token)? = entries[request]?.stage else { return false }
            return true
        }
        guard let request = found else { return [] }
        defer { startQueued(&step) }
        switch result {
        case .success(let image):
            if step.settings.pullBehavior == .once, pulledOnce.count < Self.largestMemory {
                pulledOnce.insert(request.reference)
            }
            return deliver(request, .success(PulledImage(image, reference: request.reference)))
        case .failure(let error):
            return failed(request, error, &step)
        }
    }

    private mutating func failed(
        _ request: PullRequest, _ error: RuntimeError, _ step: inout EngineStep
    ) -> [Delivery] {
        let failures = (entries[request]?.failures ?? 0) + 1
        entries[request]?.failures = failures
        if error.isRetryable, failures < step.settings.runtimeTries,
            entries[request]?.waiters.isEmpty == false
        {
            let delay = step.settings.runtimeBackoff.delay(
                afterFailures: failures, using: &step.random)
            entries[request]?.stage = .waiting(until: step.now + delay)
            return []
        }
        let reason = FailureWords.reason(error)
        guard step.settings.pullBehavior != .always else {
            return deliver(request, .failure(PullFailure(reason: reason)))
        }
        let token = step.nextToken()
        entries[request]?.stage = .fallingBack(token, reason: reason)
        step.actions.append(.inspectImage(reference: request.reference, token))
        return []
    }

    mutating func inspected(
        _ token: ActionToken, _ result: Result<Image?, RuntimeError>, _ step: inout EngineStep
    ) -> [Delivery] {
        for request in order {
            switch entries[request]?.stage {
            case .inspecting(token):
                if case .success(let image?) = result {
                    return deliver(
                        request, .success(PulledImage(image, reference: request.reference)))
                }
                entries[request]?.stage = .queued
                startQueued(&step)
                return []
            case .fallingBack(token, let reason):
                if case .success(let image?) = result {
                    return deliver(
                        request, .success(PulledImage(image, reference: request.reference)))
                }
                return deliver(request, .failure(PullFailure(reason: reason)))
            case .inspecting, .queued, .pulling, .waiting, .fallingBack, nil: continue
            }
        }
        return []
    }

    private mutating func startQueued(_ step: inout EngineStep) {
        var running = 0
        for entry in entries.values {
            if case .pulling = entry.stage { running += 1 }
        }
        for request in order where running < step.settings.concurrentPulls {
            guard case .queued? = entries[request]?.stage else { continue }
            let token = step.nextToken()
            entries[request]?.stage = .pulling(token)
            step.actions.append(.pullImage(request, token))
            running += 1
        }
    }

    private mutating func deliver(
        _ request: PullRequest, _ result: Result<PulledImage, PullFailure>
    ) -> [Delivery] {
        let waiters = entries[request]?.waiters ?? []
        remove(request)
        return waiters.map { Delivery(waiter: $0, result: result) }
    }

    private mutating func remove(_ request: PullRequest) {
        entries[request] = nil
        order.removeAll { $0 == request }
    }
}

/// An image as containers are made from it.
package struct PulledImage: Sendable, Hashable {
    /// The runtime's id of it.
    package var id: String
    /// Of the manifest; nil when it did not come from a registry.
    package var digest: String?

    package init(id: String, digest: String?) {
        self.id = id
        self.digest = digest
    }

    init(_ image: Image, reference: String) {
        id = image.id
        digest = image.manifestDigest(in: Self.repository(of: reference))
    }

    /// A reference without its tag and digest.
    static func repository(of reference: String) -> String {
        var name = reference[...]
        if let at = name.firstIndex(of: "@") { name = name[..<at] }
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") {
            name = name[..<colon]
        }
        return String(name)
    }
}
