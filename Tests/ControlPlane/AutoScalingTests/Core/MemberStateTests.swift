import Testing

@testable import AutoScaling

@Suite struct MemberStateTests {
    @Test("every state is reached from pending, and every one leads out")
    func reachability() {
        var reached: Set<MemberState> = [.pending]
        var rest: [MemberState] = [.pending]
        while let state = rest.popLast() {
            for next in state.successors where reached.insert(next).inserted { rest.append(next) }
        }
        #expect(reached == Set(MemberState.allCases))
        for state in MemberState.allCases where !state.successors.isEmpty {
            var seen: Set<MemberState> = [state]
            var open = [state]
            while let next = open.popLast() {
                for after in next.successors where seen.insert(after).inserted {
                    open.append(after)
                }
            }
            let isLed = seen.contains(.terminated) || seen.contains(.detached)
            #expect(isLed, "\(state) has a way out")
        }
    }

    @Test("what terminates never comes back", arguments: MemberState.allCases)
    func termination(_ state: MemberState) {
        if state.isTerminating {
            let comesBack = state.successors.contains { !$0.isTerminating }
            #expect(!comesBack)
            #expect(!state.countsForCapacity)
        }
        #expect(!state.successors.contains(state))
    }

    @Test("the states have the names of the API")
    func names() {
        #expect(MemberState(rawValue: "Pending:Wait") == .pendingWait)
        #expect(MemberState(rawValue: "Terminating:Proceed") == .terminatingProceed)
        #expect(MemberState.allCases.count == 12)
    }
}
