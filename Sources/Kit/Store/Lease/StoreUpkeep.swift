/// What an embedded store has to do from time to time, by itself. etcd's server does this for its
/// own records.
package protocol UpkeptStore: Store {
    /// Ends the leases whose time is over. ``run()`` calls it twice a second; a simulation calls
    /// it after it has moved its clock.
    func expireLeases() async throws(StoreError)

    /// Compacts what the store's ``CompactionPolicy`` does not keep. ``run()`` calls it.
    func compactByPolicy() async throws(StoreError)

    /// The time that the store goes by.
    var clock: any StoreClock { get }
}

extension UpkeptStore {
    /// Ends leases and compacts until the task is cancelled, or the store is closed or breaks.
    /// The store answers without it, but forgets nothing.
    package func run() async throws {
        let tick = Duration.milliseconds(500)
        let ticksPerCompaction = 20
        var ticks = 0
        while true {
            do {
                try await clock.sleep(until: clock.now() + tick)
            } catch {
                return
            }
            do {
                try await expireLeases()
                ticks += 1
                if ticks.isMultiple(of: ticksPerCompaction) { try await compactByPolicy() }
            } catch {
                switch error {
                // A full disk gets space again, and a busy store gets quiet: the next tick tries.
                case .noSpace, .overloaded: continue
                case .closed, .cancelled: return
                default: throw error
                }
            }
        }
    }
}
