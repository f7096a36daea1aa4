import AWSWire
import Crypto
import HTTPTypes
import NIOCore
import Shapes
import Testing

/// Random pushes and pulls, good and bad: the distribution API answers in the words of its
/// specification, and never with a 5xx.
@Suite(.timeLimit(.minutes(10)))
struct RegistryFuzzTests {
    @Test func everyEndPoint() async throws {
        try await Cloud.with { cloud in
            for name in ["web", "team/web"] {
                let body = #"{"repositoryName":"\#(name)"}"#
                #expect(await cloud.call(.ecr, "CreateRepository", body).status == 200)
            }
            let answer = await cloud.call(.ecr, "GetAuthorizationToken", "{}")
            let data = try JSON.parse(answer.body)["authorizationData"]?.list?.first
            let token = try #require(data?["authorizationToken"]?.string)
            var run = Run(cloud: cloud, token: token, dice: FuzzRun.dice("the registry"))
            for _ in 0..<FuzzRun.cases(2_000) { try await run.call() }
            #expect(run.succeeded > 50)
        }
    }

    private struct Run {
        let cloud: Cloud
        let token: String
        var dice: SeededDice
        var uploads: [String] = []
        var digests: [String] = []
        var succeeded = 0

        private static let contents: [[UInt8]] = [
            [], [0], Array("layer".utf8), Array(repeating: 7, count: 70_000),
        ]
        private static let mediaTypes = [
            "application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json", "application/json", "", "x/y;z",
        ]

        mutating func call() async throws {
            let content = dice.pick(Self.contents)
            let digest = odd(["sha256:" + Hex.encode(SHA256.hash(data: content))] + digests)
            let name = odd(["web", "team/web", "web", "nobody", "Web", "a//b", ".."])
            var path: String
            var body: [UInt8] = []
            var query = ""
            var headers: HeaderList = ["authorization": "Basic \(token)"]
            switch dice.number(0...9) {
            case 0:
                path = odd(["", "_catalog", "\(name)/tags/list", "\(name)/referrers/\(digest)"])
            case 1...3:
                path = "\(name)/blobs/uploads/"
                query = odd(["", "digest=\(digest)", "mount=\(digest)&from=web", "mount=&from="])
                body = content
            case 4...5:
                path =
                    "\(name)/blobs/uploads/\(odd(uploads + ["00000000-0000-0000-0000-000000000000"]))"
                query = odd(["", "digest=\(digest)", "digest=sha256:0"])
                body = content
            case 6: path = "\(name)/blobs/\(digest)"
            default:
                path = "\(name)/manifests/\(odd(["latest", "v1", digest]))"
                body = manifest(digest, content.count)
                headers.append("content-type", dice.pick(Self.mediaTypes))
            }
            if query.isEmpty {
                query = odd(["", "n=1", "n=-1", "n=99999999999999999999", "last=%00"])
            }
            path = path.utf8.filter { $0 > 0x20 && $0 < 0x7F && $0 != 0x3F }.map {
                String(UnicodeScalar($0))
            }.joined()
            query = query.utf8.filter { $0 > 0x20 && $0 < 0x7F }.map { String(UnicodeScalar($0)) }
                .joined()
            addFields(&headers, content.count)
            if dice.chance(0.1) { body = Damage.bytes(body, &dice) }
            let request = WireRequest(
                head: RequestHead(
                    method: dice.pick(["GET", "HEAD", "POST", "PUT", "PUT", "PATCH", "DELETE"]),
                    path: "/v2/\(path)", query: query, headers: headers), body: body)
            let what = "\(request.head) \(body.count) bytes"
            FuzzRun.trace(what)
            let answer = await cloud.send(request, service: nil)
            note(answer, digest)
            if answer.status >= 500 {
                FuzzRun.report("\(answer.status) \(answer.text) for \(what)")
            }
            if answer.status >= 400, request.head.method != "HEAD",
                (try? JSON.parse(answer.body))?["errors"]?.list?.first?["code"]?.string == nil
            {
                FuzzRun.report("no error of the specification: \(answer.text) for \(what)")
            }
        }

        private mutating func note(_ answer: Cloud.Answer, _ digest: String) {
            if (200..<300).contains(answer.status) { succeeded += 1 }
            if let location = answer.headers[.location], answer.status == 202,
                let id = location.split(separator: "/").last?.split(separator: "?").first
            {
                uploads = Array((uploads + [String(id)]).suffix(8))
            }
            if answer.status == 201 { digests = Array((digests + [digest]).suffix(8)) }
        }

        private mutating func addFields(_ headers: inout HeaderList, _ size: Int) {
            let ranges = [
                "0-\(max(0, size - 1))", "bytes=0-", "bytes=-1", "5-1", "-", "bytes=0-1,3-4",
                "9223372036854775807-9223372036854775807", "bytes=-9223372036854775808", "a-b",
            ]
            if dice.chance(0.3) { headers.append("content-range", dice.pick(ranges)) }
            if dice.chance(0.3) { headers.append("range", dice.pick(ranges)) }
            if dice.chance(0.1) { headers.append("accept", dice.pick(Self.mediaTypes)) }
        }

        private mutating func manifest(_ digest: String, _ size: Int) -> [UInt8] {
            func descriptor(_ type: String) -> Value {
                .object([
                    "mediaType": .string(type), "digest": .string(digest),
                    "size": .integer(Int64(size)),
                ])
            }
            let good = Value.object([
                "schemaVersion": .integer(2),
                "mediaType": .string(dice.pick(Self.mediaTypes)),
                "config": descriptor("application/vnd.oci.image.config.v1+json"),
                "layers": .list([descriptor("application/vnd.oci.image.layer.v1.tar+gzip")]),
                "manifests": .list([descriptor("application/vnd.oci.image.manifest.v1+json")]),
            ])
            return JSON.serialize(dice.chance(0.4) ? good : Damage.tree(good, &dice))
        }

        private mutating func odd(_ good: [String]) -> String {
            dice.chance(0.9) ? dice.pick(good) : dice.pick(Damage.texts)
        }
    }
}
