import EC2Core
import Store

/// Where records stand.
extension EC2Scope {
    func folder(_ kind: EC2Kind) -> Key { .path("ec2", account, region, kind.rawValue) }

    func key(_ kind: EC2Kind, _ id: String) -> Key { folder(kind).appending(id) }

    /// The key of a resource, by its id alone; nil for what is no id of ours.
    func key(of id: String) -> Key? { EC2Kind(ofID: id).map { key($0, id) } }

    /// Under which stand the links of what refers to a resource.
    func links(to id: String) -> Key { folder(.links).appending(id) }

    var scopeKey: Key { key(.scope, "self") }

    func tokenKey(_ operation: String, _ token: String) -> Key {
        folder(.tokens).appending(operation).appending(token)
    }

    /// The scope that a key of the service belongs to; nil for what is the installation's.
    init?(of key: Key) {
        let parts = key.components
        guard parts.count >= 5, parts[0] == "ec2", parts[1] != Self.installation else { return nil }
        self.init(account: parts[1], region: parts[2])
    }

    /// In the place of the account, for what is one in the installation.
    static let installation = "installation"
}

extension Key {
    static func networkIdentifier(_ number: Int) -> Key {
        .installation(.networkIdentifiers, String(number))
    }

    static func installation(_ kind: EC2Kind, _ name: String) -> Key {
        .path("ec2", EC2Scope.installation, "all", kind.rawValue, name)
    }
}

/// A key or value that is no record of ours.
struct UnreadableRecord: Error, CustomStringConvertible {
    var description: String
}

extension EC2Kind {
    /// The kind whose folder a key stands in.
    init?(of key: Key) {
        let parts = key.components
        guard parts.count >= 5, let kind = EC2Kind(rawValue: parts[3]) else { return nil }
        self = kind
    }
}
