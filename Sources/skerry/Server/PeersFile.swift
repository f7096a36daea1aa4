import AWSWire
import ECR
import Files
import Glibc
import RegistryClient
import Shapes

/// `server/peers.json`: installations that stand for regions when images are replicated. It holds
/// secrets, so that nobody but its owner may read it.
struct PeersFile: Shape {
    /// Regions that may have a peer.
    static let maximumPeers = 100
    private static let maximumSize = 256 << 10

    var peers: [Peer] = []

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("peers", &peers) }

    struct Peer: Shape {
        var region = ""
        var endpoint = ""
        var accessKeyID = ""
        var secretAccessKey = ""
        var caFile: String?

        init() {}

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("region", &region)
            visitor.field("endpoint", &endpoint)
            visitor.field("accessKeyId", &accessKeyID)
            visitor.field("secretAccessKey", &secretAccessKey)
            visitor.field("caFile", &caFile)
        }
    }

    /// The peers that the file at `path` names; none when there is no file.
    static func read(_ path: String) throws -> [ReplicationPeer] {
        do {
            guard let bytes = try SecretFile.read(path, limit: maximumSize) else { return [] }
            return try JSON.decode(PeersFile.self, from: bytes).checked(path)
        } catch let error as CommandFailure {
            throw error
        } catch let error as SecretFile.Refused {
            throw CommandFailure(describe(error, path))
        } catch {
            throw CommandFailure("cannot read \(path): \(error)")
        }
    }

    private static func describe(_ error: SecretFile.Refused, _ path: String) -> String {
        switch error {
        case .unreadable(let errno): "cannot read \(path): \(String(cString: strerror(errno)))"
        case .notRegular: "\(path) is not a file"
        case .openToOthers: "\(path) holds secrets and others may read it: chmod 600 \(path)"
        case .tooLarge: "\(path) is too large"
        }
    }

    private func checked(_ path: String) throws -> [ReplicationPeer] {
        guard peers.count <= Self.maximumPeers else {
            throw CommandFailure("\(path) names more than \(Self.maximumPeers) peers")
        }
        var regions: Set<String> = []
        return try peers.map { peer in
            func fail(_ reason: String) -> CommandFailure {
                CommandFailure("\(path): the peer of region '\(peer.region)' \(reason)")
            }
            guard (2...25).contains(peer.region.utf8.count), regions.insert(peer.region).inserted
            else { throw fail("has no region, or one that another peer has") }
            guard peer.endpoint.hasPrefix("https://") || peer.endpoint.hasPrefix("http://"),
                let address = RegistryAddress(peer.endpoint)
            else { throw fail("has no endpoint of the form https://host:port") }
            guard address.scheme == .https || address.isLoopback else {
                throw fail("must be reached by https, because tokens are sent to it")
            }
            guard !peer.accessKeyID.isEmpty, !peer.secretAccessKey.isEmpty else {
                throw fail("has no access key")
            }
            if let file = peer.caFile, access(file, R_OK) != 0 {
                throw fail("has a caFile that cannot be read: \(file)")
            }
            return ReplicationPeer(
                region: peer.region, address: address,
                credentials: SigV4.Credentials(
                    accessKeyID: peer.accessKeyID, secretAccessKey: peer.secretAccessKey,
                    sessionToken: nil),
                authorities: peer.caFile)
        }
    }
}
