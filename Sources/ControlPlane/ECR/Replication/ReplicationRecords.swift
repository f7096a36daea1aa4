import ECRModel
import RegistryStorage
import Shapes
import Store

/// Where a registry's images go, as it is stored.
struct ReplicationRecord: Shape, Hashable {
    var rules: [Rule] = []

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("rules", &rules) }

    struct Rule: Shape, Hashable {
        var destinations: [ReplicationDestination] = []
        /// Beginnings of repositories' names; empty for all repositories.
        var prefixes: [String] = []

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("destinations", &destinations)
            visitor.field("prefixes", &prefixes)
        }
    }

    /// The registries to which the images of a repository go, each once, in the order of the rules.
    func destinations(of name: RepositoryName) -> [ReplicationDestination] {
        var seen: Set<ReplicationDestination> = []
        return rules.filter { rule in
            rule.prefixes.isEmpty || rule.prefixes.contains { name.description.hasPrefix($0) }
        }.flatMap(\.destinations).filter { seen.insert($0).inserted }
    }
}

/// A registry that images go to.
struct ReplicationDestination: Shape, Hashable {
    var account = ""
    var region = ""

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("account", &account)
        visitor.field("region", &region)
    }

    var scope: RegistryScope { RegistryScope(account: account, region: region) }
}

/// How replications of an image ended, one entry a destination; those under way have a job.
struct ReplicationOutcomeRecord: Shape, Hashable {
    var outcomes: [Outcome] = []

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("outcomes", &outcomes) }

    struct Outcome: Shape, Hashable {
        var destination = ReplicationDestination()
        var endedAt = Timestamp(milliseconds: 0)
        /// Why it failed, in short and in words; nil when all is there.
        var failureCode: String?
        var reason: String?

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("destination", &destination)
            visitor.field("endedAt", &endedAt)
            visitor.field("failureCode", &failureCode)
            visitor.field("reason", &reason)
        }
    }

    /// Only the last outcome for a destination counts.
    mutating func note(_ outcome: Outcome) {
        outcomes.removeAll { $0.destination == outcome.destination }
        outcomes.append(outcome)
    }
}

extension RegistryKeys {
    /// The registry's replication configuration.
    var replication: Key { root.appending("replication") }

    /// How replications of a repository's images ended.
    func replicationOutcomes(_ name: RepositoryName) -> Key {
        root.appending("replication-outcomes").appending(name.description)
    }

    func replicationOutcome(_ name: RepositoryName, _ digest: Digest) -> Key {
        replicationOutcomes(name).appending(digest.hex)
    }
}

/// Jobs lie apart from the registries' other records, so that they are found without a walk through
/// all of these.
enum ReplicationKeys {
    static let jobs = Key.path("ecr-replication", "jobs")

    static func jobs(_ id: RepositoryID) -> Key {
        [id.scope.account, id.scope.region, id.name.description].reduce(jobs) { $0.appending($1) }
    }

    static func jobs(_ id: RepositoryID, _ digest: Digest) -> Key {
        jobs(id).appending(digest.hex)
    }

    static func job(
        _ id: RepositoryID, _ digest: Digest, to destination: ReplicationDestination
    ) -> Key {
        jobs(id, digest).appending(destination.account).appending(destination.region)
    }
}
