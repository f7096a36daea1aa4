import MachineProtocol
import Shapes
import Testing

@testable import EC2Core

/// Reports are merged to the same whatever their order, and never backwards.
struct MachineObservationTests {
    /// A generator that is the same for a seed.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private func report(
        _ state: MachineReport.State, boots: Int, underlay: String? = nil
    ) -> MachineReport {
        MachineReport {
            $0.id = "i-1"
            $0.state = state
            $0.boots = boots
            $0.underlay = underlay
        }
    }

    private func merged(_ reports: [MachineReport]) -> MachineObservation? {
        guard let first = reports.first else { return nil }
        var observation = MachineObservation(first)
        for report in reports.dropFirst() { _ = observation.merge(report) }
        return observation
    }

    /// Two lives, a reboot in the first, and the end.
    private var life: [MachineReport] {
        [
            report(.pending, boots: 0), report(.running, boots: 0, underlay: "10.9.0.2"),
            report(.pending, boots: 1), report(.running, boots: 1, underlay: "10.9.0.2"),
            report(.stopping, boots: 1), report(.stopped, boots: 1), report(.pending, boots: 2),
            report(.running, boots: 2, underlay: "10.9.0.7"), report(.terminating, boots: 2),
            report(.terminated, boots: 2),
        ]
    }

    @Test func orderAndRepetitionDoNotMatter() throws {
        for length in 1...life.count {
            let told = Array(life.prefix(length))
            let expected = try #require(merged(told))
            for seed in 0..<200 {
                var dice = Dice(state: UInt64(seed * 31 + length))
                // Each at least once, some again.
                let again = (0..<Int.random(in: 0...4, using: &dice)).map { _ in
                    told.randomElement(using: &dice)!
                }
                let shuffled = (told + again).shuffled(using: &dice)
                #expect(merged(shuffled) == expected, "seed \(seed), \(length) reports")
            }
        }
    }

    @Test func itNeverGoesBack() {
        for seed in 0..<500 {
            var dice = Dice(state: UInt64(seed))
            var observation = MachineObservation(life.randomElement(using: &dice)!)
            for _ in 0..<30 {
                let before = observation
                let next = life.randomElement(using: &dice)!
                _ = observation.merge(next)
                #expect(observation.boots >= before.boots)
                if before.state == .terminated { #expect(observation.state == .terminated) }
                var again = observation
                let isNew = again.merge(next)
                #expect(!isNew, "the same report tells nothing new")
                // What was known is still known.
                var reports = observation
                _ = reports.merge(report(before.state, boots: before.boots))
                #expect(reports.state == observation.state)
            }
        }
    }

    @Test func aLateReportStillTellsTheAddress() {
        var observation = MachineObservation(report(.stopping, boots: 0))
        let isNew = observation.merge(report(.running, boots: 0, underlay: "10.9.0.2"))
        #expect(isNew)
        #expect(observation.state == .stopping)
        #expect(observation.underlay == "10.9.0.2")
    }

    @Test func anotherLifeMayHaveAnotherAddress() {
        var observation = MachineObservation(report(.running, boots: 0, underlay: "10.9.0.2"))
        let isNew = observation.merge(report(.pending, boots: 1))
        #expect(isNew)
        #expect(observation.underlay == nil)
    }
}
