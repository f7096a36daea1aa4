import Shapes
import Testing

@testable import AgentCore

@Suite struct HealthMonitorTests {
    private let start = Timestamp(milliseconds: 0)

    private func at(_ seconds: Int) -> Timestamp { Timestamp(milliseconds: Int64(seconds) * 1000) }

    private func token(_ number: UInt64) -> ActionToken { ActionToken(number: number) }

    /// Probes at each deadline with these results; the states after each.
    private func run(_ check: HealthCheck, _ results: [HealthProbeResult]) -> (
        [HealthState], [Int64]
    ) {
        var monitor = HealthMonitor(check, startedAt: start, now: start)
        var states: [HealthState] = []
        var times: [Int64] = []
        for (index, result) in results.enumerated() {
            let time = monitor.deadline!
            times.append(time.milliseconds / 1000)
            let token = token(UInt64(index))
            let began = monitor.beginIfDue(now: time, token: token)
            #expect(began)
            #expect(monitor.deadline == nil)
            _ = monitor.finish(token, result, now: time)
            states.append(monitor.state)
        }
        return (states, times)
    }

    @Test func successMakesHealthy() {
        let (states, times) = run(HealthCheck(command: ["x"]), [.exited(0), .exited(0)])
        #expect(states == [.healthy, .healthy])
        #expect(times == [30, 60])
    }

    @Test func failuresInARowMakeUnhealthy() {
        let check = HealthCheck(command: ["x"], retries: 3)
        let (states, _) = run(
            check,
            [
                .exited(1), .timedOut, .exited(0), .exited(1), .failed("x"), .exited(7), .exited(0),
            ])
        #expect(
            states == [
                .unknown, .unknown, .healthy, .healthy, .healthy, .unhealthy, .healthy,
            ])
    }

    @Test func failuresInTheStartPeriodDoNotCount() {
        let check = HealthCheck(
            command: ["x"], interval: .seconds(10), retries: 1, startPeriod: .seconds(12))
        let (states, times) = run(check, [.exited(1), .exited(1), .exited(1)])
        #expect(times == [5, 10, 15])
        #expect(states == [.unknown, .unknown, .unhealthy])
    }

    @Test func successEndsTheStartPeriod() {
        let check = HealthCheck(
            command: ["x"], interval: .seconds(10), retries: 1, startPeriod: .seconds(100))
        let (states, times) = run(check, [.exited(0), .exited(1)])
        #expect(times == [5, 15])
        #expect(states == [.healthy, .unhealthy])
    }

    @Test func strangersAreIgnored() {
        var monitor = HealthMonitor(HealthCheck(command: ["x"]), startedAt: start, now: start)
        let answer1 = monitor.beginIfDue(now: at(29), token: token(1))
        #expect(!answer1)
        let answer2 = monitor.beginIfDue(now: at(30), token: token(1))
        #expect(answer2)
        let answer3 = monitor.beginIfDue(now: at(31), token: token(2))
        #expect(!answer3)
        let answer4 = monitor.finish(token(2), .exited(0), now: at(31))
        #expect(!answer4)
        let answer5 = monitor.finish(token(1), .exited(0), now: at(32))
        #expect(answer5)
        let answer6 = monitor.finish(token(1), .exited(1), now: at(33))
        #expect(!answer6)
        #expect(monitor.since == at(32))
    }

    @Test func whatWasKnownIsKept() {
        let monitor = HealthMonitor(
            HealthCheck(command: ["x"]), startedAt: start, now: at(100), state: .healthy)
        #expect(monitor.state == .healthy)
        #expect(monitor.deadline == at(130))
    }
}
