import AWSWire
import EC2Model
import MachineProtocol
import Shapes
import Testing

@testable import EC2Core

/// The state machine of instances: every state against every wish.
struct InstanceLifecycleTests {
    typealias State = EC2API.InstanceStateName

    private let now = Timestamp(milliseconds: 1_764_000_000_000)

    /// One way into each state.
    private func instance(in state: State) -> (InstanceLifecycle, MachineObservation?) {
        var lifecycle = InstanceLifecycle()
        switch state {
        case .pending: return (lifecycle, nil)
        case .running: return (lifecycle, seen(.running))
        case .stopping:
            lifecycle.wish = .stopped
            return (lifecycle, seen(.running))
        case .stopped:
            lifecycle.wish = .stopped
            return (lifecycle, seen(.stopped))
        case .shuttingDown:
            lifecycle.wish = .terminated
            return (lifecycle, seen(.running))
        case .terminated:
            lifecycle.wish = .terminated
            lifecycle.terminatedAt = now
            return (lifecycle, nil)
        }
    }

    private func seen(_ state: MachineReport.State, boots: Int = 0) -> MachineObservation {
        var observation = MachineObservation()
        observation.state = state
        observation.boots = boots
        return observation
    }

    /// The code of the error, if there is one.
    private func code(_ body: () throws(AWSError) -> Void) -> String? {
        do throws(AWSError) {
            try body()
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: State.allCases)
    func everyStateIsReached(_ state: State) {
        let (lifecycle, observed) = instance(in: state)
        #expect(lifecycle.state(observed) == state)
    }

    @Test(arguments: State.allCases)
    func starting(_ state: State) {
        var (lifecycle, observed) = instance(in: state)
        let code = code { () throws(AWSError) in try lifecycle.start("i-1", observed) }
        let after = lifecycle.state(observed)
        switch state {
        case .pending, .running:
            #expect(code == nil && after == state)
        case .stopped:
            #expect(code == nil && after == .pending)
            #expect(lifecycle.boots == 1)
        case .stopping, .shuttingDown, .terminated:
            #expect(code == "IncorrectInstanceState" && after == state)
        }
    }

    @Test(arguments: State.allCases)
    func stopping(_ state: State) {
        var (lifecycle, observed) = instance(in: state)
        let code = code { () throws(AWSError) in try lifecycle.stop("i-1", observed, at: now) }
        let after = lifecycle.state(observed)
        switch state {
        case .running:
            #expect(code == nil && after == .stopping)
            #expect(lifecycle.reasonCode == "Client.UserInitiatedShutdown")
            #expect(lifecycle.transition == "User initiated (2025-11-24 16:00:00 GMT)")
        case .stopping, .stopped: #expect(code == nil && after == state)
        case .pending, .shuttingDown, .terminated:
            #expect(code == "IncorrectInstanceState" && after == state)
        }
    }

    @Test(arguments: State.allCases)
    func rebooting(_ state: State) {
        var (lifecycle, observed) = instance(in: state)
        let code = code { () throws(AWSError) in try lifecycle.reboot("i-1", observed) }
        #expect(lifecycle.state(observed) == state)
        switch state {
        case .running: #expect(code == nil && lifecycle.boots == 1)
        case .pending: #expect(code == nil && lifecycle.boots == 0)
        case .stopping, .stopped, .shuttingDown, .terminated:
            #expect(code == "IncorrectState" && lifecycle.boots == 0)
        }
    }

    @Test(arguments: State.allCases)
    func terminating(_ state: State) {
        var (lifecycle, observed) = instance(in: state)
        lifecycle.terminate(at: now)
        #expect(lifecycle.state(observed) == (state == .terminated ? .terminated : .shuttingDown))
    }

    @Test func aRebootDoesNotShow() {
        var lifecycle = InstanceLifecycle()
        #expect(code { () throws(AWSError) in try lifecycle.reboot("i-1", seen(.running)) } == nil)
        for state in [MachineReport.State.stopping, .stopped, .pending, .running] {
            #expect(lifecycle.state(seen(state, boots: 1)) == .running)
        }
    }

    /// What was reported of the life before a start says nothing of the one after it.
    @Test func aStartForgetsWhatWasBefore() {
        var (lifecycle, observed) = instance(in: .stopped)
        #expect(code { () throws(AWSError) in try lifecycle.start("i-1", observed) } == nil)
        for state in MachineReport.State.allCases {
            #expect(lifecycle.state(seen(state)) == .pending)
        }
        #expect(lifecycle.state(seen(.pending, boots: 1)) == .pending)
        #expect(lifecycle.state(seen(.running, boots: 1)) == .running)
    }

    @Test func aMachineThatNeverComesUpIsTerminated() {
        var lifecycle = InstanceLifecycle()
        var observed = seen(.failed)
        observed.reason = "user data ended with 1"
        lifecycle.reported(observed, hasRun: false, stopsOnShutdown: true, at: now)
        #expect(lifecycle.state(observed) == .shuttingDown)
        #expect(lifecycle.reasonCode == "Server.InternalError")
        #expect(lifecycle.reasonMessage == "Server.InternalError: user data ended with 1")
    }

    @Test(arguments: [true, false], [MachineReport.State.stopped, .failed])
    func aMachineThatEndsByItselfDoesAsItsBehaviourSays(
        stops: Bool, _ state: MachineReport.State
    ) {
        var lifecycle = InstanceLifecycle()
        lifecycle.reported(seen(state), hasRun: true, stopsOnShutdown: stops, at: now)
        #expect(lifecycle.state(seen(state)) == (stops ? .stopped : .shuttingDown))
        #expect(lifecycle.reasonCode == "Client.InstanceInitiatedShutdown")
    }

    @Test func whatIsWantedSoIsNobodysShutdown() {
        for state in MachineReport.State.allCases {
            var (lifecycle, _) = instance(in: .stopping)
            let before = lifecycle
            lifecycle.reported(seen(state), hasRun: true, stopsOnShutdown: true, at: now)
            #expect(lifecycle == before)
        }
    }

    @Test func itIsOverWhenTheMachineIsGoneOrItsHost() {
        let (lifecycle, _) = instance(in: .shuttingDown)
        #expect(!lifecycle.isOver(seen(.running), hostIsLost: false))
        #expect(!lifecycle.isOver(nil, hostIsLost: false))
        #expect(lifecycle.isOver(seen(.terminated), hostIsLost: false))
        #expect(lifecycle.isOver(seen(.running), hostIsLost: true))
        let (running, _) = instance(in: .running)
        #expect(!running.isOver(seen(.running), hostIsLost: true))
    }
}
