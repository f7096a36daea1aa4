import NIOCore
import Synchronization

/// The open connections of a server: keeps their number within the limit and ends them.
final class Connections: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        /// Accepted and not served yet. An asynchronous channel traps when it is dropped without
        /// having been run, so they are kept here until somebody does.
        var unserved: [ObjectIdentifier: ServerConnection.Accepted] = [:]
        /// Being made by their event loops at this moment.
        var inTheMaking = 0
        var isOver = false
        var freeSlots: Int
        /// Accept loops that wait for a slot, oldest first.
        var waiters: [Signal] = []
    }

    /// Raised when the server begins to shut down.
    let draining = Signal()
    /// Raised when, after that, the last connection has gone.
    private let empty = Signal()
    /// Raised when the server is over and no connection is in the making.
    private let settled = Signal()
    private let state: Mutex<State>

    init(limit: Int) {
        precondition(limit > 0)
        state = Mutex(State(freeSlots: limit))
    }

    /// Makes a connection of an accepted channel, and takes note of it until it closes.
    func add(
        _ channel: any Channel, _ make: () throws -> ServerConnection.Accepted
    ) throws -> ServerConnection.Accepted {
        try state.withLock { state in
            if state.isOver { throw ChannelError.ioOnClosedChannel }
            state.inTheMaking += 1
        }
        defer { endMaking() }
        let accepted = try make()
        let id = ObjectIdentifier(channel)
        state.withLock { state in
            state.channels[id] = channel
            state.unserved[id] = accepted
        }
        channel.closeFuture.whenComplete { _ in
            let isEmpty = self.state.withLock { state in
                state.channels[id] = nil
                return state.channels.isEmpty
            }
            if isEmpty, self.draining.isRaised { self.empty.raise() }
        }
        // Draining may have begun while this connection was in the making, too early for it to be
        // among those that were told. Either this sees the signal, or `beginDraining` sees the
        // channel. Later, because the channel is not registered with its event loop yet.
        if draining.isRaised {
            channel.eventLoop.execute {
                channel.pipeline.fireUserInboundEventTriggered(DrainEvent())
            }
        }
        return accepted
    }

    private func endMaking() {
        let isSettled = state.withLock { state in
            state.inTheMaking -= 1
            return state.isOver && state.inTheMaking == 0
        }
        if isSettled { settled.raise() }
    }

    var count: Int {
        state.withLock { $0.channels.count }
    }

    /// From here on the caller runs the channel.
    func beginServing(_ accepted: ServerConnection.Accepted) {
        state.withLock { $0.unserved[ObjectIdentifier(accepted.stream.channel)] = nil }
    }

    /// Closes what was accepted in the last moment.
    func closeUnserved() async {
        let isSettled = state.withLock { state in
            state.isOver = true
            return state.inTheMaking == 0
        }
        if !isSettled { await settled.wait() }
        let unserved = state.withLock { state in
            defer { state.unserved = [:] }
            return Array(state.unserved.values)
        }
        for accepted in unserved {
            try? await accepted.stream.executeThenClose { _, _ in }
        }
    }

    /// Waits until another connection may be served.
    func takeSlot() async {
        let waiter = state.withLock { state -> Signal? in
            if state.freeSlots > 0 {
                state.freeSlots -= 1
                return nil
            }
            let waiter = Signal()
            state.waiters.append(waiter)
            return waiter
        }
        // A cancelled caller returns early with a slot that it was not given; it serves nothing
        // more, and neither does the rest of the server.
        await waiter?.wait()
    }

    func giveBackSlot() {
        let next = state.withLock { state -> Signal? in
            if !state.waiters.isEmpty { return state.waiters.removeFirst() }
            state.freeSlots += 1
            return nil
        }
        next?.raise()
    }

    /// Closes idle connections; the others close after what they are doing.
    func beginDraining() {
        draining.raise()
        let channels = state.withLock { Array($0.channels.values) }
        if channels.isEmpty { empty.raise() }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(DrainEvent()) }
    }

    /// Waits until every connection has closed, at most for `timeout`.
    func waitUntilEmpty(timeout: Duration) async {
        await withTaskGroup { group in
            group.addTask { await self.empty.wait() }
            group.addTask { try? await Task.sleep(for: timeout) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Cuts what is left.
    func closeAll() {
        for channel in state.withLock({ Array($0.channels.values) }) {
            channel.close(promise: nil)
        }
    }
}
