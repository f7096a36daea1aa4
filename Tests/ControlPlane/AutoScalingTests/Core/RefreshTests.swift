import AutoScalingModel
import Shapes
import Testing

@testable import AutoScaling

@Suite struct RefreshTests {
    private func fixture(
        _ desired: Int, _ update: (inout AutoScalingAPI.RefreshPreferences) -> Void = { _ in }
    ) -> GroupFixture {
        var group = GroupFixture(["a", "b"], max: 20, desired: desired)
        group.settle()
        group.template = .success(GroupFixture.version("2"))
        var refresh = RefreshRecord()
        refresh.refresh.instanceRefreshId = "r"
        refresh.refresh.status = .pending
        var preferences = AutoScalingAPI.RefreshPreferences()
        preferences.instanceWarmup = 0
        update(&preferences)
        refresh.refresh.preferences = preferences
        group.record.refresh = refresh
        return group
    }

    /// Turns until the refresh has ended; the least and the most instances seen in service.
    private func run(_ group: inout GroupFixture, _ turns: Int = 300) -> (least: Int, most: Int) {
        var range = (least: Int.max, most: 0)
        for _ in 0..<turns {
            group.now = group.now + .seconds(1)
            group.fleet.advance()
            group.turn()
            let count = group.inService.count
            range = (min(range.least, count), max(range.most, group.record.capacity))
            if group.record.refresh == nil { break }
        }
        return range
    }

    @Test("all instances are replaced, and enough stay in service")
    func rolling() {
        var group = fixture(10) { $0.minHealthyPercentage = 70 }
        let range = run(&group)
        #expect(range.least >= 7)
        #expect(range.most <= 10)
        #expect(group.record.refreshes.first?.status == .successful)
        #expect(group.record.refreshes.first?.percentageComplete == 100)
        #expect(group.inService.map(\.template?.version).allSatisfy { $0 == "2" })
        #expect(group.inService.count == 10)
        #expect(group.notices.map(\.detailType).contains { $0.hasSuffix("Refresh Succeeded") })
    }

    @Test("a group of one is replaced too")
    func one() {
        var group = fixture(1)
        _ = run(&group)
        #expect(group.inService.map(\.template?.version) == ["2"])
    }

    @Test("with more than 100 percent new ones come before old ones go")
    func ahead() {
        var group = fixture(4) {
            $0.minHealthyPercentage = 100
            $0.maxHealthyPercentage = 150
        }
        let range = run(&group)
        #expect(range.least >= 4)
        #expect(range.most == 6)
        #expect(group.record.refreshes.first?.status == .successful)
        #expect(group.inService.map(\.template?.version) == ["2", "2", "2", "2"])
    }

    @Test("what matches already is skipped")
    func matching() {
        var group = fixture(3) { $0.skipMatching = true }
        group.template = .success(GroupFixture.version("1"))
        let before = group.inService.map(\.id)
        _ = run(&group)
        #expect(group.inService.map(\.id) == before)
        #expect(group.record.refreshes.first?.status == .successful)
    }

    @Test("protected instances are waited for, ignored or replaced")
    func protection() {
        var group = fixture(2)
        group.record.members[0].isProtected = true
        _ = run(&group, 100)
        #expect(group.record.refresh?.refresh.statusReason?.hasPrefix("Waiting for") == true)
        #expect(group.record.refresh?.refresh.percentageComplete == 50)
        group.pass(.seconds(3600))
        _ = run(&group, 2)
        #expect(group.record.refreshes.first?.status == .failed)

        var ignoring = fixture(2) { $0.scaleInProtectedInstances = .ignore }
        ignoring.record.members[0].isProtected = true
        let kept = ignoring.record.members[0].id
        _ = run(&ignoring)
        #expect(ignoring.record.refreshes.first?.status == .successful)
        #expect(ignoring.inService.contains { $0.id == kept })

        for most in [nil, 150] {
            var replacing = fixture(2) {
                $0.scaleInProtectedInstances = .refresh
                $0.minHealthyPercentage = most == nil ? 50 : 100
                $0.maxHealthyPercentage = most
            }
            for index in replacing.record.members.indices {
                replacing.record.members[index].isProtected = true
            }
            _ = run(&replacing)
            #expect(replacing.record.refreshes.first?.status == .successful)
        }
    }

    @Test("warm-up holds the next replacement back")
    func warmup() {
        var group = fixture(2) { $0.instanceWarmup = 100 }
        let begin = group.now
        _ = run(&group, 1000)
        #expect(group.record.refreshes.first?.status == .successful)
        #expect(group.now - begin >= .seconds(200))
    }

    @Test("checkpoints are waited at")
    func checkpoints() {
        var group = fixture(4) {
            $0.minHealthyPercentage = 0
            $0.checkpointPercentages = [50, 100]
            $0.checkpointDelay = 1000
        }
        _ = run(&group, 100)
        #expect(group.record.refresh?.refresh.percentageComplete == 50)
        #expect(group.inService.filter { $0.template?.version == "2" }.count == 2)
        _ = run(&group, 3000)
        #expect(group.record.refreshes.first?.status == .successful)
    }

    @Test("a cancelled refresh leaves what there is")
    func cancel() {
        var group = fixture(4)
        group.turn()
        group.record.refresh?.refresh.status = .cancelling
        group.settle()
        #expect(group.record.refresh == nil)
        #expect(group.record.refreshes.first?.status == .cancelled)
        #expect(group.inService.count == 4)
        #expect(group.inService.contains { $0.template?.version == "1" })
    }

    @Test("a desired configuration becomes the group's when all is replaced")
    func desiredConfiguration() {
        var group = fixture(2)
        group.record.refresh?.refresh.desiredConfiguration = .init {
            $0.launchTemplate = .init {
                $0.launchTemplateId = "lt-2"
                $0.version = "5"
            }
        }
        group.turn()
        #expect(group.record.settings.launchTemplate?.launchTemplateId == "lt-1")
        _ = run(&group)
        #expect(group.record.settings.launchTemplate?.launchTemplateId == "lt-2")
    }
}
