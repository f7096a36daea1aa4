import Files
import Logging
import MachineProtocol
import Networking
import Shapes

/// Brings one machine to where it is wanted and keeps it there; see ``MachineDecision``.
struct MachineKeeper: Sendable {
    let id: String
    let host: MachineHost
    let makers: Makers
    let logger: Logger

    /// Failed attempts in a row after which a machine that does not come up has failed.
    private static let mostAttempts = 5

    private struct Progress {
        var agent = AgentHistory()
        var failures = 0
        var console: Console
        /// What was last reported, with the console's length: reports are of changes.
        var reported: MachineReport?
    }

    /// Returns when nothing is left of the machine, or when cancelled.
    func run(_ signals: AsyncStream<Void>) async {
        let start = ContinuousClock.now
        let kernel = ComputerView.bootID()
        var progress = Progress(console: host.files.console(id))
        var iterator = signals.makeAsyncIterator()
        // A round that follows a step looks anew; one of the clock takes what others have seen.
        var isFresh = true
        while !Task.isCancelled, let record = host.record(id) {
            let now = ContinuousClock.now - start
            let maker = makers.maker(of: record.order.provider)
            let sight = maker.look(
                record, noOlderThan: isFresh ? .zero : host.configuration.lookInterval / 2)
            if !sight.hasAgent { progress.agent.missed(at: now) }
            let decision = MachineDecision.make(
                record, sight, agent: progress.agent, kernel: kernel, now: now)
            report(record, decision, &progress)
            if case .rest(let pause) = decision.step {
                isFresh = false
                if let pause {
                    try? await Task.sleep(for: min(pause, .seconds(1)))
                } else if await iterator.next() == nil {
                    return
                }
                continue
            }
            isFresh = true
            do {
                try await perform(decision.step, record, maker, &progress, at: now)
                progress.failures = 0
            } catch is CancellationError {
                return
            } catch {
                await note(error, decision.step, &progress)
            }
        }
    }

    private func perform(
        _ step: MachineDecision.Step, _ record: MachineRecord, _ maker: any MachineMaker,
        _ progress: inout Progress, at now: Duration
    ) async throws {
        switch step {
        case .rest: break
        case .build:
            try refuseUnknownProvider(record)
            try await maker.build(record)
            let kernel = ComputerView.bootID()
            try host.update(id) { kept in
                kept.upSince = kernel
                kept.boots = record.order.boots
                kept.startedAt = MachineHost.now
            }
            progress.agent = AgentHistory()
            say("machine \(id) booted at \(record.address)", &progress)
        case .runUserData: try await runUserData(record, maker, &progress)
        case .startAgent:
            progress.agent.started(at: now)
            try await maker.startAgent(record)
        case .dismantle(let graceful):
            // First remembered, so that what is cut short is not taken for a machine.
            try host.update(id) { $0.upSince = nil }
            try await maker.dismantle(record, graceful: graceful)
        case .removeDisk: try await maker.removeDisk(id)
        case .fail(let reason): try fail(reason, &progress)
        case .forgive:
            try host.update(id) { kept in
                kept.failure = nil
                kept.upSince = nil
            }
        case .forget: host.forget(id)
        }
    }

    private func refuseUnknownProvider(_ record: MachineRecord) throws {
        guard host.configuration.providers.contains(record.order.provider) else {
            throw ProviderError(
                "this host makes no machines of provider \(record.order.provider.rawValue)")
        }
    }

    private func runUserData(
        _ record: MachineRecord, _ maker: any MachineMaker, _ progress: inout Progress
    ) async throws {
        switch UserData(base64: record.order.userData) {
        case .none: break
        case .unsupported(let sentence): say(sentence, &progress)
        case .script(let script):
            let (host, id, boots) = (host, id, record.order.boots)
            do {
                let output = try await maker.runUserData(
                    script, record, limit: host.configuration.userDataLimit
                ) {
                    let order = host.record(id)?.order
                    return order?.wish == .running && order?.boots == boots
                }
                if let output {
                    progress.console.append(output)
                    say("user data has run", &progress)
                }
            } catch let error as CancellationError {
                throw error
            } catch {
                // As in EC2 a machine whose user data fails goes on.
                say("user data failed: \(error)", &progress)
            }
        }
        // Cut short by an order to stop, it runs again at the next boot.
        guard host.record(id)?.order.wish == .running else { return }
        try host.update(id) { $0.isInitialized = true }
    }

    private func fail(_ reason: String, _ progress: inout Progress) throws {
        try host.update(id) { kept in
            kept.failure = reason
            kept.boots = kept.order.boots
        }
        let log = (try? WholeFile.read(host.names.agentLog(id), limit: 32 << 20)) ?? nil
        if let log { progress.console.append(Array(log.suffix(4096))) }
        say("machine failed: \(reason)", &progress)
    }

    private func note(
        _ error: any Error, _ step: MachineDecision.Step, _ progress: inout Progress
    ) async {
        progress.failures += 1
        logger.warning(
            "a step of a machine failed",
            metadata: ["machine": "\(id)", "step": "\(step)", "error": "\(error)"])
        if step == .build, progress.failures >= Self.mostAttempts {
            do { try fail("\(error)", &progress) } catch {
                logger.error("not remembered", metadata: ["machine": "\(id)", "error": "\(error)"])
            }
        }
        var pause = Duration.milliseconds(200)
        for _ in 1..<max(1, min(progress.failures, 10)) { pause *= 2 }
        try? await Task.sleep(for: min(pause, .seconds(10)))
    }

    private func say(_ line: String, _ progress: inout Progress) {
        progress.console.print(line)
        try? host.files.write(progress.console, of: id)
    }

    private func report(
        _ record: MachineRecord, _ decision: MachineDecision, _ progress: inout Progress
    ) {
        // What is stopped with the host is not stopped for its owner.
        guard !host.isStopping else { return }
        var report = MachineReport(id, decision.state, decision.reason)
        report.boots = record.boots
        report.underlay = record.address
        report.startedAt = record.startedAt
        let own = makers.maker(of: record.order.provider).console(record)
        var console = progress.console
        if let own { console.append(own) }
        report.console = console.bytes.isEmpty ? nil : console.text
        guard report != progress.reported else { return }
        if report.state != progress.reported?.state {
            logger.info(
                "machine is \(report.state.rawValue)",
                metadata: ["machine": "\(id)", "reason": "\(report.reason ?? "")"])
        }
        progress.reported = report
        host.outbox.put(report)
    }
}
