package import AWSWire
import EC2Core
import HTTPTypes
import Logging
import MachineProtocol
import NIOCore
import Networking
import Shapes
import Store
import Synchronization
package import WebServer
import WebSockets

extension NetworkFeed {
    /// Answers the handshake of a machine. The caller was verified before: a machine listens for
    /// itself; the account's root may name one in the query, as `machine`.
    package func respond(
        to request: WebRequest, _ context: RequestContext
    ) async -> WebResponse {
        var query: [String: String] = [:]
        for pair in PercentEncoding.pairs(request.rawQuery ?? "") ?? [] {
            query[pair.name] = pair.value
        }
        guard let id = Self.machine(of: context.principal, query["machine"]) else {
            return refusal(.forbidden, "only machines have a network feed")
        }
        guard let underlay = query["underlay"].flatMap({ IPv4Address($0) }) else {
            return refusal(.badRequest, "underlay is missing, or no IPv4 address")
        }
        let machine = NetworkMap.Machine(scope: context.ec2Scope, id: id)
        guard state.withLock({ $0.isReady && $0.sessions.count < Self.maximumSessions }) else {
            return refusal(.serviceUnavailable, "not ready; come back")
        }
        do {
            try await service.record(underlay: underlay.description, of: id, machine.scope)
        } catch {
            return refusal(.serviceUnavailable, "\(error)")
        }
        return .webSocket(WebSocketOptions(maximumMessageSize: Self.maximumMessage)) { socket in
            try await self.serve(socket, machine)
        }
    }

    /// Bytes of a message: a frame, or one item that is larger than frames are.
    static let maximumMessage = 8 * FeedLimits.frameBytes

    /// The machine that calls: the session name of the machines' role. It may say so in the query.
    static func machine(of principal: Principal, _ named: String?) -> String? {
        let arn = principal.arn
        if arn.hasSuffix(":root") { return named }
        let parts = arn.split(separator: "/")
        guard parts.count == 3, parts[0].hasSuffix(":assumed-role"),
            parts[1] == "ecsInstanceRole"
        else { return nil }
        let own = String(parts[2])
        return named == nil || named == own ? own : nil
    }

    private func refusal(_ status: HTTPResponse.Status, _ message: String) -> WebResponse {
        let body = Value.object(["message": .string(message)])
        return WebResponse(
            status: status, headers: [.contentType: "application/json"],
            body: .bytes(ByteBuffer(bytes: JSON.serialize(body))))
    }

    // MARK: A session

    private func serve(_ socket: WebSocket, _ machine: NetworkMap.Machine) async throws {
        let (rings, doorbell) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = begin(machine, doorbell)
        logger.info("machine listens to its network", metadata: ["machine": "\(machine.id)"])
        defer { end(machine, number) }
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await self.tell(socket, machine, number, rings) }
            group.addTask { await self.listen(socket, machine, number) }
            group.addTask { try await self.watch(machine, number, doorbell) }
            // Whatever ends first ends the session: the machine connects again.
            defer { group.cancelAll() }
            let reason = try await group.next() ?? "over"
            logger.info(
                "machine's network session ends",
                metadata: ["machine": "\(machine.id)", "reason": "\(reason)"])
            await socket.close(.goingAway, reason: reason)
        }
    }

    /// Takes the place of a machine's older session, which ends.
    private func begin(
        _ machine: NetworkMap.Machine, _ doorbell: AsyncStream<Void>.Continuation
    ) -> Int {
        state.withLock { state in
            state.nextSession += 1
            let old = state.sessions.updateValue(
                Session(number: state.nextSession, doorbell: doorbell), forKey: machine)
            old?.doorbell.finish()
            return state.nextSession
        }
    }

    private func end(_ machine: NetworkMap.Machine, _ number: Int) {
        state.withLock { state in
            if state.sessions[machine]?.number == number { state.sessions[machine] = nil }
        }
    }

    /// Sends the snapshot, then what changes, and signs of life; gives the reason for the end.
    private func tell(
        _ socket: WebSocket, _ machine: NetworkMap.Machine, _ number: Int,
        _ rings: AsyncStream<Void>
    ) async throws -> String {
        var cursor = NetworkMap.Cursor()
        var sequence = 0
        var phase = FeedPhase.snapshot
        var lastSent = ContinuousClock.now
        var rings = rings.makeAsyncIterator()
        repeat {
            let news = state.withLock { $0.network.news(for: machine, after: &cursor) }
            guard let news else { return "the machine is too far behind" }
            var frames =
                news.isEmpty && phase == .change
                ? [] : NetworkFrames.frames(news, phase: phase, after: sequence)
            if frames.isEmpty, ContinuousClock.now - lastSent >= FeedLimits.heartbeat {
                frames = [NetworkFrame { $0.sequence = sequence + 1 }]
            }
            for frame in frames {
                sequence = frame.sequence
                lastSent = .now
                state.withLock { state in
                    guard state.sessions[machine]?.number == number else { return }
                    state.sessions[machine]?.progress.send(sequence, at: lastSent)
                }
                try await socket.send(
                    .text(String(decoding: JSON.encode(frame), as: UTF8.self)))
            }
            phase = .change
        } while await rings.next() != nil
        return "a newer session of this machine has begun"
    }

    /// Takes the machine's answers.
    private func listen(
        _ socket: WebSocket, _ machine: NetworkMap.Machine, _ number: Int
    ) async -> String {
        for await message in socket {
            let bytes: [UInt8] =
                switch message {
                case .text(let text): Array(text.utf8)
                case .binary(let buffer): Array(buffer.readableBytesView)
                }
            let report: NetworkReport
            do {
                report = try JSON.decode(from: bytes)
            } catch {
                return "the machine's answer cannot be read: \(error)"
            }
            if let problem = report.problem {
                logger.warning(
                    "a machine's network is not as it should be",
                    metadata: ["machine": "\(machine.id)", "problem": "\(problem)"])
            }
            state.withLock { state in
                guard state.sessions[machine]?.number == number else { return }
                state.sessions[machine]?.progress.take(report, at: .now)
            }
        }
        return "the machine has closed the channel"
    }

    /// Rings for signs of life, and ends the session of a machine that does not answer.
    private func watch(
        _ machine: NetworkMap.Machine, _ number: Int,
        _ doorbell: AsyncStream<Void>.Continuation
    ) async throws -> String {
        while true {
            try await Task.sleep(for: FeedLimits.heartbeat / 4)
            let waitingSince = state.withLock { state -> ContinuousClock.Instant? in
                guard let session = state.sessions[machine], session.number == number else {
                    return nil
                }
                return session.progress.waitingSince
            }
            if let waitingSince, ContinuousClock.now - waitingSince > Self.patience {
                return "the machine does not keep up"
            }
            doorbell.yield()
        }
    }
}

extension EC2Service {
    /// Remembers how a machine is reached, where that is new.
    func record(
        underlay: String, of machine: String, _ scope: EC2Scope
    ) async throws(AWSError) {
        _ = try await change(scope) { plan throws(AWSError) in
            let key = scope.machineAddress(machine)
            guard plan.record(MachineAddressRecord.self, at: key)?.underlay != underlay else {
                return
            }
            plan.put(MachineAddressRecord { $0.underlay = underlay }, at: key)
        }
    }
}
