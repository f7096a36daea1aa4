import Logging
import RegistryClient
import RegistryStorage
import Shapes
import Store
import Synchronization

/// Who pulls, and through which servers the request came here.
struct PullThroughCaller: Sendable {
    var access: AccessRequest
    var via: [String] = []
}

/// Fills repositories from upstream registries when they are pulled from.
///
/// A pull that finds nothing joins a flight, one for each repository and reference, which ``run()``
/// carries out whether or not the client stays: a client that has lost its patience finds the image
/// when it comes again.
final class PullThrough: Sendable {
    /// How long a cached tag is good before it is compared with the upstream registry's, as at ECR;
    /// and how long after that failed.
    static let freshness = Duration.seconds(24 * 3600)
    static let refreshDelay = Duration.seconds(600)

    struct FlightKey: Sendable, Hashable {
        var id: RepositoryID
        var reference: ManifestReference
    }

    struct Job: Sendable {
        var key: FlightKey
        var flight: Flights<FlightKey, FoundImage?>.Flight
        var rule: PullThroughRule
        var upstreamRepository: String
        /// The cached image that a tag means now.
        var cached: FoundImage?
        var via: [String]
    }

    let registry: Registry
    let access: RegistryAccess
    let rules: RuleBook
    let upstreams: Upstreams
    let importer: UpstreamImporter
    let logger: Logger
    let now: @Sendable () -> Timestamp
    private let flights = Flights<FlightKey, FoundImage?>()
    private let queue = Mutex(FlightQueue<Job>())
    /// Asks ``run()`` to look at the queue.
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init(
        registry: Registry, access: RegistryAccess, rules: RuleBook, upstreams: Upstreams,
        logger: Logger, now: @escaping @Sendable () -> Timestamp,
        makeID: @escaping @Sendable () -> String
    ) {
        self.registry = registry
        self.access = access
        self.rules = rules
        self.upstreams = upstreams
        self.logger = logger
        self.now = now
        importer = UpstreamImporter(
            registry: registry, access: access, now: now, makeID: makeID)
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Carries out flights until cancelled; only one may run at a time.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await _ in signals {
                while let job = queue.withLock({ $0.start() }) {
                    group.addTask { [self] in
                        flights.land(job.key, job.flight, await outcome(of: job))
                        queue.withLock { $0.end(job.key.id.scope) }
                        signal.yield()
                    }
                }
            }
            group.cancelAll()
        }
    }

    /// The image that a reference means, after asking the upstream registry if there is a rule for
    /// the repository and reason to: nothing is cached, or a cached tag is a day old.
    ///
    /// - Parameters:
    ///   - found: What the repository has.
    ///   - caller: Asked for only if there is a rule; without one nothing is fetched.
    /// - Returns: Nil when neither has it, or the caller may not fetch it.
    /// - Throws: `upstream` when it cannot be fetched and nothing is cached.
    func image(
        _ id: RepositoryID, _ reference: ManifestReference, found: FoundImage?,
        for caller: @autoclosure () -> PullThroughCaller?
    ) async throws(RegistryError) -> FoundImage? {
        if found != nil, case .digest = reference { return found }
        guard let rule = try await rules.rule(for: id, in: registry),
            let name = rule.upstreamRepository(of: id.name), let caller = caller(),
            !isLoop(caller.via)
        else { return found }
        if let found, try await !isDue(id, reference, found) { return found }
        guard try await mayFetch(id, caller) else { return found }
        let key = FlightKey(id: id, reference: reference)
        let (flight, isFirst) = flights.join(key)
        if isFirst {
            let job = Job(
                key: key, flight: flight, rule: rule, upstreamRepository: name, cached: found,
                via: caller.via)
            if queue.withLock({ $0.add(job, of: id.scope) }) {
                signal.yield()
            } else {
                let busy = UpstreamFailure(.busy, "too many images are being fetched; try again")
                flights.land(key, flight, found.map { .success($0) } ?? .failure(.upstream(busy)))
            }
        }
        return try await flight.outcome().get()
    }

    private func isLoop(_ via: [String]) -> Bool {
        via.contains(upstreams.serverID) || via.count >= Upstreams.longestVia
    }

    /// Whether a cached tag is to be compared with the upstream registry's. One that a client has
    /// pushed is not, nor one that may not be moved.
    private func isDue(
        _ id: RepositoryID, _ reference: ManifestReference, _ found: FoundImage
    ) async throws(RegistryError) -> Bool {
        guard case .tag(let tag) = reference, !found.record.isArchived else { return false }
        let key = RegistryKeys(id.scope).tag(id.name, tag)
        guard
            let checked = try await registry.fetch(key, as: TagRecord.self)?.record
                .upstreamCheckedAt, now() - checked >= Self.freshness
        else { return false }
        return try await !registry.repository(id).record.tagMutability.isImmutable(tag)
    }

    /// Whether the caller may import images, and make the repository if it is not there. One that may
    /// not is told that there is no such image, as ECR does.
    private func mayFetch(
        _ id: RepositoryID, _ caller: PullThroughCaller
    ) async throws(RegistryError) -> Bool {
        do throws(RegistryError) {
            try await access.check(
                caller.access, may: "BatchImportUpstreamImage", in: id.scope, id.name)
            let key = RegistryKeys(id.scope).repository(id.name)
            if try await registry.fetch(key, as: RepositoryRecord.self) == nil {
                try await access.check(
                    caller.access, may: "CreateRepository", in: id.scope, id.name)
            }
            return true
        } catch {
            if case .accessDenied = error { return false }
            throw error
        }
    }

    // MARK: Flights

    private func outcome(of job: Job) async -> Flights<FlightKey, FoundImage?>.Outcome {
        do throws(RegistryError) {
            let image = try await fetch(job)
            return .success(image)
        } catch {
            let failure: UpstreamFailure
            if case .upstream(let told) = error {
                failure = told
            } else {
                failure = UpstreamFailure(.unavailable, "\(error)")
            }
            logger.info(
                "upstream registry gave no image",
                metadata: [
                    "repository": "\(job.key.id.arn)", "upstream": "\(job.rule.upstreamURL)",
                    "reference": "\(job.key.reference)", "error": "\(failure.reason)",
                ])
            if failure.kind != .interrupted { publish(job, digest: nil, failure) }
            if let cached = job.cached {
                await postpone(job, cached)
                return .success(cached)
            }
            return failure.kind == .notFound ? .success(nil) : .failure(error)
        }
    }

    private func fetch(_ job: Job) async throws(RegistryError) -> FoundImage? {
        let id = job.key.id
        let client = try await upstreams.client(for: job.rule, in: id.scope, via: job.via)
        if let cached = job.cached, case .tag(let tag) = job.key.reference {
            let head = try await asking { () async throws(RegistryClientError) in
                try await client.manifestHead(job.upstreamRepository, tag.description)
            }
            if head.digest == cached.digest.description {
                try await registry.noteUpstreamCheck(id, tag, cached.digest.hex, at: now())
                return cached
            }
        }
        let digest = try await importer.fetch(job, client)
        publish(job, digest: digest, nil)
        return try await registry.image(id, job.key.reference)
    }

    /// A cached tag that could not be compared is given out for a while before the next attempt.
    private func postpone(_ job: Job, _ cached: FoundImage) async {
        guard case .tag(let tag) = job.key.reference else { return }
        do throws(RegistryError) {
            try await registry.noteUpstreamCheck(
                job.key.id, tag, cached.digest.hex,
                at: now() - Self.freshness + Self.refreshDelay)
        } catch {
            logger.error("cannot postpone an upstream check", metadata: ["error": "\(error)"])
        }
    }

    /// Tells of an attempt, in the form that ECR documents.
    private func publish(_ job: Job, digest: Digest?, _ failure: UpstreamFailure?) {
        let id = job.key.id
        var detail: Object = [
            "rule-version": .string("1"),
            "sync-status": .string(failure == nil ? "SUCCESS" : "FAILURE"),
            "ecr-repository-prefix": .string(job.rule.prefix),
            "repository-name": .string(id.name.description),
            "upstream-registry-url": .string(job.rule.upstreamURL),
        ]
        var known = digest
        switch job.key.reference {
        case .tag(let tag): detail.append("image-tag", .string(tag.description))
        case .digest(let named): known = named
        }
        if let known { detail.append("image-digest", .string(known.description)) }
        if let failure {
            detail.append("failure-code", .string(failure.code))
            detail.append("failure-reason", .string(failure.reason))
        }
        registry.events.publish(
            "ECR Pull Through Cache Action", [id.arn], detail, in: id.scope, at: now())
    }
}

/// Asks an upstream registry, with its errors as failures of ours.
func asking<T>(
    _ body: () async throws(RegistryClientError) -> T
) async throws(RegistryError) -> T {
    do throws(RegistryClientError) {
        return try await body()
    } catch {
        throw .upstream(UpstreamFailure(error))
    }
}
