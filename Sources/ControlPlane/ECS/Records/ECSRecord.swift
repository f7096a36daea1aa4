package import ECSCore
import Shapes
import Store

/// Any record of the service, so that one view shows all of them at one revision. Kept out of
/// line: the shapes are large.
package indirect enum ECSRecord: Sendable {
    case cluster(ClusterRecord)
    case instance(InstanceRecord)
    case task(TaskRecord)
    case state(TaskState)
    case definition(DefinitionRecord)
    case family(FamilyRecord)
    case token(RequestToken)
    case setting(SettingRecord)

    /// The folders that records stand in, under `/ecs/<account>/<region>/`.
    enum Kind: String, CaseIterable {
        case clusters
        case instances
        case tasks
        case states = "task-states"
        case definitions
        case families
        case tokens
        case settings
    }

    /// A key or value that is no record of ours.
    struct Unreadable: Error, CustomStringConvertible {
        var description: String
    }

    /// Reads a record; what it is follows from its key.
    static func decode(_ key: Key, _ bytes: [UInt8]) throws -> ECSRecord {
        let parts = key.components
        guard parts.count >= 5, let kind = Kind(rawValue: parts[3]) else {
            throw Unreadable(description: "no record is kept under this key")
        }
        return switch kind {
        case .clusters: .cluster(try JSON.decode(from: bytes))
        case .instances: .instance(try JSON.decode(from: bytes))
        case .tasks: .task(try JSON.decode(from: bytes))
        case .states: .state(try JSON.decode(from: bytes))
        case .definitions: .definition(try JSON.decode(from: bytes))
        case .families: .family(try JSON.decode(from: bytes))
        case .tokens: .token(try JSON.decode(from: bytes))
        case .settings: .setting(try JSON.decode(from: bytes))
        }
    }
}

/// Where records stand.
extension Scope {
    func folder(_ kind: ECSRecord.Kind) -> Key { .path("ecs", account, region, kind.rawValue) }

    func clusterKey(_ name: String) -> Key { folder(.clusters).appending(name) }

    func instanceKey(_ id: String, in cluster: String) -> Key {
        folder(.instances).appending(cluster).appending(id)
    }

    func taskKey(_ id: String, in cluster: String) -> Key {
        folder(.tasks).appending(cluster).appending(id)
    }

    /// Under which the tasks of a cluster stand whose desired status is this one.
    func tasksTerm(of cluster: String, desired: TaskStatus) -> String {
        folder(.tasks).appending(cluster).appending(desired.rawValue).text
    }

    /// Under which the task of an attachment stands.
    func attachmentTerm(_ id: String) -> String {
        folder(.tasks).appending("attachment").appending(id).text
    }

    /// Under which the instances of a machine stand.
    func machineTerm(_ name: String) -> String { folder(.instances).appending(name).text }

    func stateKey(_ id: String, in cluster: String) -> Key {
        folder(.states).appending(cluster).appending(id)
    }

    /// Revisions are padded, so that their keys stand in the order of their numbers.
    func definitionKey(_ family: String, _ revision: Int) -> Key {
        let digits = String(revision)
        let padding = String(repeating: "0", count: max(0, 10 - digits.utf8.count))
        return folder(.definitions).appending(family).appending(padding + digits)
    }

    func familyKey(_ family: String) -> Key { folder(.families).appending(family) }

    func tokenKey(_ token: String) -> Key { folder(.tokens).appending(token) }

    func settingKey(_ principal: String, _ name: String) -> Key {
        folder(.settings).appending(principal).appending(name)
    }

    /// The scope that a key of the service belongs to.
    init?(of key: Key) {
        let parts = key.components
        guard parts.count >= 5, parts[0] == "ecs" else { return nil }
        self.init(account: parts[1], region: parts[2])
    }
}
