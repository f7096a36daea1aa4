/// Which flights may begin: pure. A registry whose upstream hardly answers holds up its own flights
/// only.
struct FlightQueue<Job> {
    /// Flights at once, of one registry and of all.
    static var mostOfOne: Int { 8 }
    static var most: Int { 32 }
    /// Flights that wait, of one registry and of all; more are turned away.
    static var longestOfOne: Int { 256 }
    static var longest: Int { 1024 }

    private var waiting: [(scope: RegistryScope, job: Job)] = []
    private var flying: [RegistryScope: Int] = [:]
    private var total = 0

    /// Lets a flight wait; false when too many do.
    mutating func add(_ job: Job, of scope: RegistryScope) -> Bool {
        guard waiting.count < Self.longest,
            waiting.count(where: { $0.scope == scope }) < Self.longestOfOne
        else { return false }
        waiting.append((scope, job))
        return true
    }

    /// The next flight that may begin; it counts until ``end(_:)``.
    mutating func start() -> Job? {
        guard total < Self.most,
            let index = waiting.firstIndex(where: { flying[$0.scope, default: 0] < Self.mostOfOne })
        else { return nil }
        let next = waiting.remove(at: index)
        flying[next.scope, default: 0] += 1
        total += 1
        return next.job
    }

    mutating func end(_ scope: RegistryScope) {
        total -= 1
        let rest = flying[scope, default: 1] - 1
        flying[scope] = rest == 0 ? nil : rest
    }
}
