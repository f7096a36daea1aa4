import MachineProtocol
import Providers
import Testing

/// Every wish over everything that may be there.
@Suite struct MachineDecisionTests {
    private static let kernel = "kernel"

    private static var sights: [MachineSight] {
        (0..<32).map { bits in
            let alive = bits & 1 != 0
            return MachineSight(
                isAlive: alive, isWhole: bits & 2 != 0, hasAgent: bits & 4 != 0,
                hasRemains: alive || bits & 4 != 0 || bits & 8 != 0, hasDisk: bits & 16 != 0)
        }
    }

    private static var records: [MachineRecord] {
        var records: [MachineRecord] = []
        for up in [nil, kernel, "another kernel"] {
            for failure in [nil, "broken"] {
                for initialized in [false, true] {
                    for (boots, wanted) in [(0, 0), (0, 1), (1, 1)] {
                        var record = MachineRecord()
                        record.upSince = up
                        record.failure = failure
                        record.isInitialized = initialized
                        record.boots = boots
                        record.order.boots = wanted
                        records.append(record)
                    }
                }
            }
        }
        return records
    }

    private func decide(
        _ record: MachineRecord, _ sight: MachineSight, _ wish: MachineOrder.Wish
    ) -> MachineDecision {
        var record = record
        record.order.wish = wish
        return .make(
            record, sight, agent: AgentHistory(), kernel: Self.kernel, now: .seconds(100))
    }

    @Test func nothingIsBuiltOverRemains() {
        for record in Self.records {
            for sight in Self.sights where sight.hasRemains {
                #expect(decide(record, sight, .running).step != .build)
            }
        }
    }

    @Test func agentsStartOnlyOnWholeMachinesOfThisKernel() {
        for record in Self.records {
            for sight in Self.sights {
                let decision = decide(record, sight, .running)
                guard decision.step == .startAgent || decision.step == .runUserData else {
                    continue
                }
                #expect(sight.isAlive && sight.isWhole && record.upSince == Self.kernel)
                #expect(record.failure == nil && record.boots >= record.order.boots)
                #expect(!sight.hasAgent || decision.step == .runUserData)
                #expect(decision.state == .running)
            }
        }
    }

    @Test func endsComeToTheirEnd() {
        for record in Self.records {
            for sight in Self.sights {
                let end = decide(record, sight, .terminated)
                if sight.hasRemains {
                    #expect(end.step == .dismantle(graceful: sight.hasAgent))
                } else {
                    #expect(end.step == (sight.hasDisk ? .removeDisk : .forget))
                }
                #expect((end.state == .terminated) == (end.step == .forget))
                let stop = decide(record, sight, .stopped)
                #expect(stop.step != .removeDisk && stop.step != .forget)
                #expect((stop.state == .stopped) == !sight.hasRemains)
            }
        }
    }

    /// Played against a world in which each step succeeds, every beginning comes to rest where it is
    /// wanted, within few steps.
    @Test func everyBeginningComesToRest() {
        for record in Self.records {
            for sight in Self.sights {
                for wish in MachineOrder.Wish.allCases {
                    var world = World(record: record, sight: sight)
                    world.record.order.wish = wish
                    let decision = world.play()
                    switch (wish, decision.step) {
                    case (.running, .rest(nil)):
                        let isUp = world.sight.hasAgent && world.sight.isWhole
                        #expect(decision.state == (isUp ? .running : .failed))
                        #expect(isUp || !world.sight.hasRemains)
                    case (.stopped, .rest(nil)): #expect(!world.sight.hasRemains)
                    case (.terminated, .forget):
                        #expect(!world.sight.hasRemains && !world.sight.hasDisk)
                    default: Issue.record("\(wish) of \(record) \(sight) ends with \(decision)")
                    }
                }
            }
        }
    }

    private struct World {
        var record: MachineRecord
        var sight: MachineSight
        var agent = AgentHistory()

        mutating func play() -> MachineDecision {
            var decision = next()
            for _ in 0..<12 {
                switch decision.step {
                case .rest, .forget: return decision
                case .build:
                    sight = MachineSight(
                        isAlive: true, isWhole: true, hasRemains: true, hasDisk: true)
                    record.upSince = MachineDecisionTests.kernel
                    record.boots = record.order.boots
                case .runUserData: record.isInitialized = true
                case .startAgent: sight.hasAgent = true
                case .dismantle:
                    record.upSince = nil
                    sight = MachineSight(hasDisk: sight.hasDisk)
                case .removeDisk: sight.hasDisk = false
                case .fail(let reason):
                    record.failure = reason
                    record.boots = record.order.boots
                case .forgive:
                    record.failure = nil
                    record.upSince = nil
                }
                decision = next()
            }
            return decision
        }

        private func next() -> MachineDecision {
            .make(record, sight, agent: agent, kernel: MachineDecisionTests.kernel, now: .zero)
        }
    }

    @Test func deathIsToldAndAnotherKernelIsNot() {
        var record = MachineRecord()
        record.upSince = Self.kernel
        record.isInitialized = true
        #expect(decide(record, MachineSight(hasDisk: true), .running).state == .failed)
        record.upSince = "before the computer was started again"
        #expect(decide(record, MachineSight(hasDisk: true), .running).step == .build)
    }

    @Test func agentsThatDieAreStartedLessOftenAndThenNoMore() {
        var history = AgentHistory()
        var now = Duration.zero
        var pauses: [Duration] = []
        for _ in 0..<AgentHistory.mostFailures {
            #expect(history.verdict(at: now) == .start)
            history.started(at: now)
            now += .milliseconds(10)
            history.missed(at: now)
            history.missed(at: now)
            if case .wait(let pause) = history.verdict(at: now) {
                pauses.append(pause)
                now += pause
            }
        }
        #expect(history.verdict(at: now) == .giveUp)
        #expect(pauses == pauses.sorted() && pauses.first == AgentHistory.firstPause)
        #expect(pauses.last == AgentHistory.longestPause)
    }

    @Test func aLongLifeIsForgiven() {
        var history = AgentHistory()
        for second in 0..<100 {
            history.started(at: .seconds(second * 20))
            history.missed(at: .seconds(second * 20 + 15))
            #expect(history.verdict(at: .seconds(second * 20 + 15)) == .start)
        }
    }
}
