import AWSWire
import Shapes
import Testing

/// Requests signed by botocore, in each of its forms, against our verifier and our signer.
@Suite(.enabled(if: Stranger.isAvailable, "\(Stranger.absence)"))
struct SigV4StrangerTests {
    private static func signed(_ seed: Int, _ count: Int) throws -> [Value] {
        try Stranger.shared!
            .call([
                "do": .string("sign"), "seed": .integer(Int64(seed)),
                "count": .integer(Int64(count)),
            ])
            .list ?? []
    }

    private static func head(_ value: Value) -> RequestHead {
        var headers = HeaderList()
        for (name, text) in value["headers"]!.headerPairs() { headers.append(name, text) }
        return RequestHead(
            method: value["method"]!.string!, path: value["path"]!.string!,
            query: value["query"]!.string!, headers: headers)
    }

    @Test func verifiesWhatBotocoreSigns() throws {
        var kinds: Set<String> = []
        for value in try Self.signed(1, 600) {
            let head = Self.head(value)
            let kind = value["kind"]!.string!
            kinds.insert(kind)
            let body = Base64.decode(value["body"]!.string!)!
            let secret = value["secret"]!.string!
            let now = Timestamp(basicISO8601: value["now"]!.string!)!
            do {
                let request = try SigV4.parse(head)
                #expect(request.accessKeyID == value["accessKeyID"]!.string)
                #expect(request.sessionToken == value["token"]?.string)
                #expect(request.scope.service == value["service"]!.string)
                #expect(request.scope.region == value["region"]!.string)
                try request.verify(secret: secret, payloadHash: SigV4.hash(body), now: now)
                if var chunks = request.chunkedPayload(secret: secret) {
                    let plain = try chunks.receive(body)
                    try chunks.finish()
                    #expect(plain == Base64.decode(value["plain"]!.string!))
                    #expect(chunks.trailers["x-amz-checksum-crc32"] != nil)
                }
            } catch {
                Issue.record("\(kind): \(error) \(head)")
            }
            #expect(throws: SigV4.Failure(.mismatch)) {
                try SigV4.parse(head).verify(
                    secret: secret + "x", payloadHash: SigV4.hash(body), now: now)
            }
        }
        #expect(kinds.count == 7)
    }

    @Test func signsWhatBotocoreSigns() throws {
        var compared = 0
        for value in try Self.signed(2, 400) {
            var head = Self.head(value)
            let kind = value["kind"]!.string!
            guard ["header", "s3"].contains(kind) else { continue }
            let expected = head.headers["authorization"]
            for name in ["authorization", "x-amz-date", "x-amz-content-sha256"] {
                head.headers[name] = nil
            }
            let headers = SigV4.sign(
                head, payload: .of(Base64.decode(value["body"]!.string!)!),
                credentials: .init(
                    accessKeyID: value["accessKeyID"]!.string!,
                    secretAccessKey: value["secret"]!.string!,
                    sessionToken: value["token"]?.string),
                region: value["region"]!.string!, service: value["service"]!.string!,
                now: Timestamp(basicISO8601: value["now"]!.string!)!)
            #expect(headers["authorization"] == expected, "\(kind) \(head)")
            compared += 1
        }
        #expect(compared > 50)
    }
}
