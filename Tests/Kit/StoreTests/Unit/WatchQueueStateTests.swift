@testable import Store
import Testing

@Suite("Watch queue: states")
struct WatchQueueStateTests {
    private typealias State = WatchQueue.State

    private func batch(_ number: Int64, _ keys: Key..., size: Int = 0) -> WatchBatch {
        WatchBatch(
            revision: Revision(number),
            events: keys.map { key in
                .put(
                    KeyValue(
                        key: key, value: [UInt8](repeating: 0, count: size),
                        createRevision: Revision(number), modRevision: Revision(number),
                        version: 1), previous: nil)
            })
    }

    private func queue(
        from: Int64, published: Int64, events: Int = 3, bytes: Int = 1_000
    ) -> State {
        var limits = StoreLimits()
        limits.watchEvents = events
        limits.watchBytes = bytes
        return State(
            range: .under("/k"), from: Revision(from), published: Revision(published),
            limits: limits)
    }

    private func publish(_ state: inout State, _ batches: WatchBatch...) {
        state.batchesPublished(batches, through: batches.last!.revision)
    }

    @Test func `A watch of what is to come waits and delivers`() {
        var state = queue(from: 6, published: 5)
        #expect(!state.hasStep)
        expect(state.step(), .wait)
        publish(&state, batch(6, "/k/1"), batch(7, "/x"), batch(8, "/x", "/k/2"))
        #expect(state.hasStep)
        expect(state.step(), .deliver(batch(6, "/k/1")))
        expect(state.step(), .deliver(batch(8, "/k/2")))
        expect(state.step(), .wait)
    }

    @Test func `Nothing before the first revision is delivered`() {
        var state = queue(from: 8, published: 5)
        publish(&state, batch(6, "/k/1"), batch(7, "/k/1"))
        expect(state.step(), .wait)
        publish(&state, batch(8, "/k/1"))
        expect(state.step(), .deliver(batch(8, "/k/1")))
    }

    @Test func `Old revisions come from the history and new ones from the buffer`() {
        var state = queue(from: 2, published: 5)
        publish(&state, batch(6, "/k/1"))
        expect(state.step(), .readHistory(from: Revision(2), through: Revision(5)))
        state.historyRead(through: Revision(3))
        publish(&state, batch(7, "/k/1"))
        expect(state.step(), .readHistory(from: Revision(4), through: Revision(5)))
        state.historyRead(through: Revision(5))
        expect(state.step(), .deliver(batch(6, "/k/1")))
        expect(state.step(), .deliver(batch(7, "/k/1")))
        expect(state.step(), .wait)
    }

    @Test func `A full buffer sends a watch that catches up back to the history`() {
        var state = queue(from: 2, published: 5, events: 2)
        publish(&state, batch(6, "/k/1"), batch(7, "/k/1"), batch(8, "/k/1"))
        publish(&state, batch(9, "/k/1"))
        state.historyRead(through: Revision(5))
        expect(state.step(), .readHistory(from: Revision(6), through: Revision(8)))
        state.historyRead(through: Revision(8))
        expect(state.step(), .deliver(batch(9, "/k/1")))
    }

    @Test func `A full buffer ends a live watch once`() {
        var state = queue(from: 6, published: 5, events: 2)
        publish(&state, batch(6, "/k/1"), batch(7, "/k/1"))
        publish(&state, batch(8, "/x"))
        expect(state.step(), .deliver(batch(6, "/k/1")))
        publish(&state, batch(9, "/k/1"))
        publish(&state, batch(10, "/k/1"))
        expect(state.step(), .fail(.watchOverrun))
        expect(state.step(), .finish)
        publish(&state, batch(11, "/k/1"))
        expect(state.step(), .finish)
    }

    @Test func `The buffer counts what waits and not what is gone`() {
        var state = queue(from: 2, published: 1, events: 1_000, bytes: 500)
        for number in Int64(2)..<500 {
            publish(&state, batch(number, "/k/1", size: 200))
            if number > 2 {
                expect(state.step(), .deliver(batch(number - 1, "/k/1", size: 200)))
            }
        }
        publish(&state, batch(500, "/k/1", size: 200))
        publish(&state, batch(501, "/k/1", size: 200))
        expect(state.step(), .fail(.watchOverrun))
    }

    @Test func `Progress comes after what it covers`() {
        var state = queue(from: 6, published: 5)
        state.progressWanted(Revision(7))
        expect(state.step(), .wait)
        publish(&state, batch(6, "/k/1"))
        expect(state.step(), .deliver(batch(6, "/k/1")))
        expect(state.step(), .wait)
        publish(&state, batch(7, "/x"), batch(8, "/x"))
        expect(state.step(), .deliver(batch(8)))
        expect(state.step(), .wait)
    }

    @Test func `A batch at the wanted revision is notice enough`() {
        var state = queue(from: 6, published: 5)
        state.progressWanted(Revision(6))
        publish(&state, batch(6, "/k/1"))
        expect(state.step(), .deliver(batch(6, "/k/1")))
        expect(state.step(), .wait)
    }

    @Test func `Of two wanted revisions the lower comes first`() {
        var state = queue(from: 6, published: 5)
        state.progressWanted(Revision(9))
        state.progressWanted(Revision(5))
        expect(state.step(), .deliver(batch(5)))
        expect(state.step(), .wait)
    }

    @Test func `A cancelled watch says nothing more`() {
        var state = queue(from: 6, published: 5)
        publish(&state, batch(6, "/k/1"))
        state.watchEnded(nil)
        state.watchEnded(.closed)
        expect(state.step(), .finish)
    }

    private func expect(
        _ step: State.Step, _ expected: State.Step,
        _ location: SourceLocation = #_sourceLocation
    ) {
        #expect("\(step)" == "\(expected)", sourceLocation: location)
    }
}
