import AWSWire
import Gateway
import HTTPTypes
import IAM
import NIOCore
import Shapes
import WebServer

/// `POST /_skerry/credentials {"account": …, "instance": …}`: the operator makes the access key of an
/// account's root, or of a machine when an instance is named. Only the default account's root may.
struct CredentialsPage {
    let credentials: CredentialStore

    struct Request: Shape {
        var account = ""
        var instance: String?

        init() {}

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("account", &account)
            visitor.field("instance", &instance)
        }
    }

    func respond(_ request: WebRequest, _ context: RequestContext) async -> WebResponse {
        guard request.method == .post else {
            return .text("use POST\n", status: .methodNotAllowed)
        }
        guard context.isOperator else {
            return .text("only the default account's root makes credentials\n", status: .forbidden)
        }
        do {
            let body = try await request.body.collect(upTo: 4096)
            let input = try JSON.decode(Request.self, from: body.readableBytesView)
            guard input.account.utf8.count == 12,
                input.account.utf8.allSatisfy({ (48...57).contains($0) })
            else { return .text("account must be twelve digits\n", status: .badRequest) }
            let owner: KeyOwner =
                if let instance = input.instance {
                    .machine(account: input.account, instance: instance)
                } else {
                    .root(account: input.account)
                }
            let key = try await credentials.createAccessKey(
                for: owner, now: context.now,
                randomBytes: SystemRandom.bytes)
            let file = AccessKeyFile {
                $0.accessKeyID = key.accessKeyID
                $0.secretAccessKey = key.secretAccessKey
                $0.account = input.account
            }
            return WebResponse(
                headers: [.contentType: "application/json"],
                body: .bytes(ByteBuffer(bytes: JSON.encode(file))))
        } catch {
            return .text("cannot make credentials: \(error)\n", status: .badRequest)
        }
    }
}

extension RequestContext {
    /// Whether the caller is whom the pages of ours obey: the default account's root.
    var isOperator: Bool { principal.arn == "arn:aws:iam::\(Defaults.account):root" }

    /// Whether the caller is the host of a name: its key was made by the operator under the name. No
    /// machine can be one, though the keys of both are of one kind, because ids are no hosts' names.
    func isHost(_ name: String) -> Bool {
        let isMachine = ["i-", "m-", "mi-"].contains { name.hasPrefix($0) }
        return !isMachine
            && principal.arn
                == "arn:aws:sts::\(Defaults.account):assumed-role/ecsInstanceRole/\(name)"
    }
}
