package import AWSClient
import Files
import FoundationEssentials
import Glibc
package import Logging
package import MachineProtocol
package import Networking
import Shapes
import Synchronization

/// The machines of one computer: makes, keeps and ends them as the control plane's feed says, and
/// goes on as it last said while there is none.
package final class MachineHost: Sendable {
    let configuration: HostConfiguration
    package let names: HostNames
    let logger: Logger
    let files: RecordFiles
    private let credentials: any CredentialsProvider
    private let state: Mutex<State>
    private let shutdown = AsyncStream<HostShutdown>.makeStream()
    private let arrivals = AsyncStream<String>.makeStream()
    let outbox = ReportBox()

    private struct State {
        var book: OrderBook
        var keepers: [String: AsyncStream<Void>.Continuation] = [:]
        var isStopping = false
        var metadata = MetadataService()
    }

    /// Reads what an earlier host left on the disk.
    ///
    /// - Parameter credentials: The host's own, for the feed.
    /// - Throws: `ProviderError`, `FileError`.
    package init(
        _ configuration: HostConfiguration, credentials: any CredentialsProvider, logger: Logger
    ) throws {
        self.configuration = configuration
        self.credentials = credentials
        self.logger = logger
        names = HostNames(dataDirectory: configuration.dataDirectory)
        files = RecordFiles(names: names, logger: logger)
        let records = try files.load()
        let underlay = try Underlay(names)
        self.underlay = underlay
        state = Mutex(State(book: OrderBook(records, addresses: AddressBook(underlay.block))))
    }

    let underlay: Underlay

    /// The machines' block of addresses.
    package var block: IPv4Subnet { underlay.block }

    /// Ends `run`; returns at once.
    package func shutdown(_ mode: HostShutdown) { shutdown.continuation.yield(mode) }

    /// Runs until `shutdown` or cancellation; the latter leaves machines as they are.
    package func run() async throws {
        KernelLimits.raise(logger)
        try WholeFile.replace(
            names.initProgram, with: Array(SandboxPrograms.firstProcess.utf8), mode: 0o755)
        let makers = Makers(names, underlay, configuration.agents, logger)
        try await withThrowingTaskGroup(of: HostShutdown?.self) { group in
            let ready = AsyncStream<Void>.makeStream()
            group.addTask {
                try await self.serveMetadata { ready.continuation.yield() }
                return nil
            }
            group.addTask {
                // Machines may run already; the packet filter is in place before new ones come.
                for await _ in ready.stream { break }
                try Task.checkCancellation()
                await self.sweep(makers)
                for id in self.ids { self.arrivals.continuation.yield(id) }
                await self.keepMachines(makers)
                return nil
            }
            group.addTask {
                try await self.tick(makers)
                return nil
            }
            group.addTask {
                let feed = HostFeed(host: self, credentials: self.credentials)
                try await feed.run()
                return nil
            }
            group.addTask {
                for await mode in self.shutdown.stream {
                    if mode == .stopEverything { try await self.stopEverything(makers) }
                    return mode
                }
                return nil
            }
            defer { group.cancelAll() }
            while let ended = try await group.next() {
                if ended != nil { return }
            }
        }
    }

    private func serveMetadata(onReady: @Sendable () -> Void) async throws {
        let server = MetadataServer(
            respond: { request, address in self.respond(request, from: address) }, logger: logger)
        try await server.run { port in
            let doors = self.configuration.doors.map {
                UnderlayRules.Door(port: $0.port, target: $0.target, targetPort: $0.port)
            }
            try await self.underlay.open(doors: doors, metadataPort: port)
            try WholeFile.replace(
                self.names.ready, with: Array("\(getpid())".utf8), mode: 0o644, folderToo: false)
            self.logger.info(
                "host ready",
                metadata: [
                    "underlay": "\(self.underlay.block)", "mark": "\(self.names.mark)",
                    "machines": "\(self.ids.count)",
                ])
            onReady()
        }
    }

    private func respond(
        _ request: MetadataService.Request, from address: String
    ) -> MetadataService.Answer? {
        let token = Base64.encode((0..<40).map { _ in UInt8.random(in: .min ... .max) })
        let now = Self.now
        return state.withLock { state in
            guard let record = state.book.records.values.first(where: { $0.address == address })
            else { return nil }
            return state.metadata.respond(
                request, to: record.order, now: now, newToken: token)
        }
    }

    static var now: Timestamp { ClientEnvironment.system.now() }

    // MARK: Records

    var ids: [String] { state.withLock { $0.book.records.keys.sorted() } }

    /// A machine's record; while all are being stopped each is wanted stopped.
    func record(_ id: String) -> MachineRecord? {
        state.withLock { state in
            guard var record = state.book.records[id] else { return nil }
            if state.isStopping, record.order.wish == .running { record.order.wish = .stopped }
            return record
        }
    }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Changes what is remembered, on the disk too.
    func update(_ id: String, _ change: (inout MachineRecord) -> Void) throws {
        // Under the lock, so that two changes reach the disk in their order.
        try state.withLock { state in
            state.book.update(id, change)
            if let record = state.book.records[id] { try files.write(record) }
        }
    }

    func forget(_ id: String) {
        state.withLock { state in
            files.remove(id)
            state.book.forget(id)
            state.metadata.forget(id)
            state.keepers.removeValue(forKey: id)?.finish()
        }
    }

    /// What has been reported of each machine last.
    package var reports: [MachineReport] { outbox.all }

    /// Takes in a frame of the feed; throws `FileError`.
    package func take(_ frame: HostFrame) throws {
        let changes = try state.withLock { state in
            let changes = state.book.take(frame)
            for case .ordered(let id) in changes {
                if let record = state.book.records[id] { try files.write(record) }
            }
            return changes
        }
        for change in changes {
            switch change {
            case .ordered(let id): nudge(id)
            case .neverWas(let id): outbox.put(.init(id, .terminated))
            case .refused(let id, let reason): outbox.put(.init(id, .failed, reason))
            }
        }
    }

    /// The feed broke off.
    func feedEnded() { state.withLock { $0.book.connectionEnded() } }

    /// Lets a machine's keeper look; begins to keep one that is new.
    private func nudge(_ id: String) {
        let keeper = state.withLock { $0.keepers[id] }
        if let keeper { keeper.yield() } else { arrivals.continuation.yield(id) }
    }

    // MARK: Keeping

    private func keepMachines(_ makers: Makers) async {
        await withDiscardingTaskGroup { group in
            for await id in arrivals.stream {
                let signals = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
                let isNew = state.withLock { state in
                    guard state.keepers[id] == nil, state.book.records[id] != nil else {
                        return false
                    }
                    state.keepers[id] = signals.continuation
                    return true
                }
                guard isNew else { continue }
                group.addTask {
                    let keeper = MachineKeeper(
                        id: id, host: self, makers: makers, logger: self.logger)
                    await keeper.run(signals.stream)
                }
            }
        }
    }

    private func tick(_ makers: Makers) async throws {
        var lastSweep = ContinuousClock.now
        while true {
            try await Task.sleep(for: configuration.lookInterval)
            for keeper in state.withLock({ Array($0.keepers.values) }) { keeper.yield() }
            if ContinuousClock.now - lastSweep > configuration.sweepInterval {
                await sweep(makers)
                lastSweep = .now
            }
        }
    }

    /// Removes what bears our mark and belongs to no machine.
    private func sweep(_ makers: Makers) async {
        let found = makers.sandboxes.find()
        let records = state.withLock { Array($0.book.records.values) }
        let plan = SweepPlan(found, records: records, names: names, block: underlay.block)
        for id in plan.machines {
            logger.warning("sweeping what is left of a machine", metadata: ["machine": "\(id)"])
            do { try await makers.sandboxes.dismantle(id) } catch {
                logger.error("not swept", metadata: ["machine": "\(id)", "error": "\(error)"])
            }
        }
        for id in plan.virtualMachines {
            logger.warning("sweeping a virtual machine", metadata: ["machine": "\(id)"])
            do { try await makers.virtualMachines.dismantle(id) } catch {
                logger.error("not swept", metadata: ["machine": "\(id)", "error": "\(error)"])
            }
        }
        for link in plan.links {
            logger.warning("sweeping a link", metadata: ["link": "\(link)"])
            do { try await underlay.remove(link) } catch {
                logger.error("not swept", metadata: ["link": "\(link)", "error": "\(error)"])
            }
        }
    }

    /// Takes all machines down, with their disks kept, and what they shared.
    private func stopEverything(_ makers: Makers) async throws {
        state.withLock { $0.isStopping = true }
        for keeper in state.withLock({ Array($0.keepers.values) }) { keeper.yield() }
        let deadline = ContinuousClock.now + SandboxProvider.stopGrace + .seconds(30)
        while ContinuousClock.now < deadline {
            let found = makers.sandboxes.find()
            if found.isEmpty { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        try await underlay.close()
        makers.sandboxes.close()
    }
}

extension MachineReport {
    init(_ id: String, _ state: State, _ reason: String? = nil) {
        self.init()
        self.id = id
        self.state = state
        self.reason = reason
    }
}
