import AWSWire
import ECRModel
package import Events
import ImageScanning
package import Logging
package import RegistryClient
package import RegistryStorage
package import Shapes
package import Store
package import WebServer

/// By which name and port clients reach the registry.
package struct RegistryEndpoint: Sendable, Hashable {
    /// Such as `skerry.localhost`; registries are `<account>.dkr.ecr.<region>.` before it.
    package var hostName: String
    /// The port, written out unless it is the scheme's own.
    package var port: Int
    /// `http` or `https`.
    package var scheme: String

    /// Names an end point.
    package init(hostName: String, port: Int, scheme: String = "http") {
        self.hostName = hostName
        self.port = port
        self.scheme = scheme
    }

    /// The name that stands before the repository in an image's name.
    func host(of scope: RegistryScope) -> String {
        let name = "\(scope.account).dkr.ecr.\(scope.region).\(hostName)"
        let isUsual = scheme == "http" ? port == 80 : port == 443
        return isUsual ? name : "\(name):\(port)"
    }

    func url(of scope: RegistryScope) -> String { "\(scheme)://\(host(of: scope))" }
}

/// ECR: its API operations, and the OCI distribution API in ``distribution``. Both stand on one
/// store and one storage; several servers may share these.
package struct ECRService: ECRAPI.Operations {
    let registry: Registry
    let access: RegistryAccess
    let endpoint: RegistryEndpoint
    let sealer: TokenSealer
    let pullThrough: PullThrough
    let logger: Logger
    let now: @Sendable () -> Timestamp
    let makeID: @Sendable () -> String
    let replicator: Replicator
    let peers: [ReplicationPeer]
    /// Asks ``run()`` to apply lifecycle policies now.
    let lifecycleRequests: AsyncStream<Void>.Continuation
    private let requestedRuns: AsyncStream<Void>
    /// Asks ``run(_:)`` to look for scans to do.
    let scanSignal = ScanSignal()
    private let feed: VulnerabilityFeed?

    /// Joins the registry's parts.
    ///
    /// - Parameters:
    ///   - events: Hears of pushes, deletions and the like, in the forms that ECR documents.
    ///   - secret: At least 16 secret bytes, the same on every server and at every start: the key of
    ///     authorization tokens, download URLs and page tokens. With a new one, all handed out
    ///     before are void.
    ///   - peers: Installations that stand for regions, the same on every server.
    ///   - vulnerabilityFeed: The folder of the records that images are matched with; without one
    ///     scans fail and say so.
    ///   - upstreams: Connections to the registries of pull-through cache rules.
    ///   - now: The wall clock, for the distribution API, upkeep and uploads; API operations take
    ///     the time of their request.
    ///   - makeID: A UUID in lowercase, from a secure random source; uploads are known by it.
    package init(
        store: any Store, storage: any BlobStorage, events: any EventSink, secret: [UInt8],
        endpoint: RegistryEndpoint, upstreams: RegistryTransport, peers: [ReplicationPeer] = [],
        vulnerabilityFeed: String? = nil, logger: Logger,
        now: @escaping @Sendable () -> Timestamp, makeID: @escaping @Sendable () -> String
    ) {
        let replications = ReplicationSignal()
        var registry = Registry(
            store: store, storage: storage, events: RegistryEvents(sink: events, makeID: makeID))
        registry.followUps = [
            ReplicationFollowUp(registry: registry, signal: replications),
            ScanOnPush(registry: registry, makeID: makeID, signal: scanSignal),
        ]
        self.registry = registry
        feed = vulnerabilityFeed.map { VulnerabilityFeed(folder: $0) }
        access = RegistryAccess(
            registry: registry, book: PolicyBook(store: store, logger: logger))
        replicator = Replicator(
            registry: registry,
            local: LocalReplication(
                registry: registry, access: access, isSecure: endpoint.scheme == "https", now: now),
            signal: replications, logger: logger, now: now)
        sealer = TokenSealer(secret: secret, use: "ecr")
        pullThrough = PullThrough(
            registry: registry, access: access, rules: RuleBook(store: store, logger: logger),
            upstreams: Upstreams(
                registry: registry, transport: upstreams, endpoint: endpoint, sealer: sealer,
                serverID: ECRService.serverID(secret), environment: .init(now: now),
                logger: logger),
            logger: logger, now: now, makeID: makeID)
        self.endpoint = endpoint
        self.peers = peers
        self.logger = logger
        self.now = now
        self.makeID = makeID
        (requestedRuns, lifecycleRequests) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingNewest(1))
    }

    /// The largest request body of an operation: a layer part of 20 MiB in base64, and its frame.
    package static let bodyLimit = 28 << 20

    /// What servers with the same secret are known by to other registries; says nothing of it.
    private static func serverID(_ secret: [UInt8]) -> String {
        String(Digest(of: Array("pull-through".utf8) + secret).hex.prefix(16))
    }

    /// The OCI distribution API, for everything at and below `/v2/`. It checks its callers itself.
    package var distribution: any WebHandler {
        DistributionFront(
            registry: registry, access: access, pullThrough: pullThrough,
            authorization: RegistryAuthorization(sealer: sealer),
            endpoint: endpoint, logger: logger, now: now, makeID: makeID)
    }

    /// Keeps the registry in order until it is cancelled, and the policies of who may do what in
    /// memory; only one may run at a time. Each hour uploads that nobody went on with for a day are
    /// removed; lifecycle policies are applied and blobs collected as often as `upkeep` says, and
    /// lifecycle policies also soon after one is put. Scans begin when they are asked for.
    package func run(_ upkeep: RegistryUpkeep = RegistryUpkeep()) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await access.book.run() }
            group.addTask { try await replicate() }
            group.addTask { try await pullThrough.rules.run() }
            group.addTask {
                await pullThrough.run()
                try Task.checkCancellation()
            }
            group.addTask { try await removeStaleUploadsForEver() }
            group.addTask {
                while true {
                    try await Task.sleep(for: upkeep.collectionInterval)
                    await collectGarbageQuietly()
                }
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: upkeep.lifecycleInterval)
                    lifecycleRequests.yield()
                }
            }
            group.addTask {
                for await _ in requestedRuns { await applyLifecyclePolicies() }
            }
            group.addTask {
                while true {
                    // Also for what failed for want of the storage, and what other servers left.
                    scanSignal.wake()
                    try await Task.sleep(for: upkeep.scanInterval)
                }
            }
            let worker = ScanWorker(
                registry: registry, scan: LayerScan(registry: registry, feed: feed),
                logger: logger, now: now)
            for lane in scanSignal.lanes {
                group.addTask {
                    for await _ in lane { await worker.work() }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
            try Task.checkCancellation()
        }
    }

    /// Does replications, over connections to the peers that end with it.
    private func replicate() async throws {
        var replicator = replicator
        var links: [PeerLink] = []
        for peer in peers {
            let link = PeerLink(peer, logger: logger, now: now)
            links.append(link)
            replicator.peers[peer.region] = PeerReplication(
                registry: registry, link: link, signal: replicator.signal, now: now)
        }
        do {
            try await replicator.run(as: makeID())
        } catch {
            for link in links { try await link.shutdown() }
            throw error
        }
        for link in links { try await link.shutdown() }
    }

    private func removeStaleUploadsForEver() async throws {
        while true {
            do {
                let count = try await removeStaleUploads()
                if count > 0 {
                    logger.info("removed stale uploads", metadata: ["count": "\(count)"])
                }
            } catch {
                logger.error("cannot remove stale uploads", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: .seconds(3600))
        }
    }

    /// Removes uploads that have been idle for a day. Returns how many.
    func removeStaleUploads() async throws(StorageError) -> Int {
        try await registry.storage.removeUploads(idleSince: now() + .seconds(-24 * 3600))
    }
}
