import RegistryStorage
import Store
import Synchronization
import Testing

@testable import ECR

@Suite struct RepositoryTurnsTests {
    /// What several tasks share.
    private final class Shared<Value: Sendable>: Sendable {
        let value: Mutex<Value>

        init(_ value: Value) { self.value = Mutex(value) }
    }

    private static func id(_ name: String) -> RepositoryID {
        RepositoryID(
            scope: RegistryScope(account: "000000000000", region: "us-east-1"),
            name: RepositoryName(name)!)
    }

    @Test func turnsAreTakenInOrderAndByRepository() async {
        let turns = RepositoryTurns()
        let (web, api) = (Self.id("web"), Self.id("api"))
        #expect(await turns.take(web))
        #expect(await turns.take(api))
        let order = Shared<[Int]>([])
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<5 {
                group.addTask {
                    #expect(await turns.take(web))
                    order.value.withLock { $0.append(number) }
                    turns.pass(web)
                }
                while turns.count(web) != number + 1 { await Task.yield() }
            }
            turns.pass(api)
            #expect(turns.count(api) == nil)
            turns.pass(web)
        }
        #expect(order.value.withLock { $0 } == [0, 1, 2, 3, 4])
        #expect(turns.count(web) == nil)
    }

    @Test func noMoreThanSoManyWait() async {
        let turns = RepositoryTurns()
        let web = Self.id("web")
        #expect(await turns.take(web))
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<RepositoryTurns.maximumWaiting {
                group.addTask {
                    let isMine = await turns.take(web)
                    turns.pass(web)
                    return isMine
                }
            }
            while turns.count(web) != RepositoryTurns.maximumWaiting { await Task.yield() }
            #expect(await !turns.take(web))
            turns.pass(web)
            for await isMine in group { #expect(isMine) }
        }
        #expect(turns.count(web) == nil)
    }

    /// Every round lets one of them through, as a store does that commits in groups.
    @Test func whoLosesOnceIsNotSentBackForEver() async throws {
        try await World.with { world in
            let registry = world.service.registry
            let count = Registry.attempts * 3
            let revision = Shared(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<count {
                    group.addTask {
                        try await registry.retrying(inTurnsOf: Self.id("web")) {
                            () async throws(RegistryError) -> Void? in
                            let seen = revision.value.withLock { $0 }
                            for _ in 0..<count { await Task.yield() }
                            return revision.value.withLock { revision in
                                guard revision == seen else { return nil }
                                revision += 1
                                return ()
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(revision.value.withLock { $0 } == count)
        }
    }
}
