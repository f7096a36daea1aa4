import AWSClient
import AWSWire
import AgentProtocol
import Files
import NIOPosix
import Shapes

/// The machine's own credentials, read anew for each call.
struct CredentialsFile: CredentialsProvider {
    let path: String

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    func credentials() async throws -> SigV4.Credentials {
        let bytes = try await NIOThreadPool.singleton.runIfActive { try WholeFile.read(path) }
        guard let bytes else { throw Failure(description: "no credentials at \(path)") }
        let tree: Value
        do {
            tree = try JSON.parse(bytes)
        } catch {
            throw Failure(description: "credentials at \(path): \(error)")
        }
        func member(_ name: String) -> String? {
            let capital = name.prefix(1).uppercased() + name.dropFirst()
            let text = tree[name]?.string ?? tree[capital]?.string
            return text.flatMap { $0.isEmpty ? nil : $0 }
        }
        let key = member("accessKeyId") ?? tree["accessKeyID"]?.string
        guard let key, let secret = member("secretAccessKey") else {
            throw Failure(description: "credentials at \(path) lack a key")
        }
        return SigV4.Credentials(
            accessKeyID: key, secretAccessKey: secret, sessionToken: member("sessionToken"))
    }
}

extension SigV4.Credentials {
    /// Those of a role, as the control plane hands them out; nil when they are not whole.
    init?(_ role: ACS.IAMRoleCredentials?) {
        guard let key = role?.accessKeyId, let secret = role?.secretAccessKey else { return nil }
        self.init(accessKeyID: key, secretAccessKey: secret, sessionToken: role?.sessionToken)
    }
}
