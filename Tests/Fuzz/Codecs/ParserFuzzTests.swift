import AWSWire
import Shapes
import Testing

/// The parsers that see bytes before anybody's identity is known.
@Suite(.timeLimit(.minutes(10)))
struct ParserFuzzTests {
    private static let documents: [String] = [
        #"{"a":[1,-2.5e3,true,null,"é\u0041\ud83d\ude00"],"b":{"c":{}},"d":[]}"#,
        #"[[[[[["x"]]]]],{"":""}]"#, "-0.0", "1e308", #""\\\"\/\b\f\n\r\t""#,
    ]

    @Test func json() {
        var dice = FuzzRun.dice("JSON")
        for _ in 0..<FuzzRun.cases(3_000) {
            let bytes = Damage.bytes(Array(dice.pick(Self.documents).utf8), &dice)
            FuzzRun.trace("\(bytes)")
            guard let value = try? JSON.parse(bytes) else { continue }
            let again = JSON.serialize(value)
            if (try? JSON.parse(again)).map({ "\($0)" }) != "\(value)" {
                FuzzRun.report("JSON \(bytes): \(value) became \(again)")
            }
        }
    }

    @Test func cbor() {
        var dice = FuzzRun.dice("CBOR")
        for _ in 0..<FuzzRun.cases(3_000) {
            var bytes: [UInt8]
            if dice.chance(0.5), let tree = try? JSON.parse(dice.pick(Self.documents)) {
                bytes = Damage.bytes(CBOR.serialize(tree), &dice)
            } else {
                bytes = (0..<dice.number(0...24)).map { _ in
                    UInt8.random(in: 0...255, using: &dice)
                }
            }
            // Heads of every kind with every length.
            if dice.chance(0.3) { bytes.insert(UInt8(dice.number(0...255)), at: 0) }
            FuzzRun.trace("\(bytes)")
            guard let value = try? CBOR.parse(bytes) else { continue }
            if (try? CBOR.parse(CBOR.serialize(value))).map({ "\($0)" }) != "\(value)" {
                FuzzRun.report("CBOR \(bytes): \(value)")
            }
        }
    }

    @Test func deepAndWideDocumentsTakeNoTime() {
        let start = ContinuousClock.now
        for text in ["[", "{\"a\":", "[[", "\"", "1", " ", "\\u0041", "[1,", "{\"a\":1,"] {
            _ = try? JSON.parse(String(repeating: text, count: 200_000))
        }
        for byte: UInt8 in [0x9F, 0xBF, 0x7F, 0x5F, 0x81, 0xC1, 0xDB, 0x1B, 0xFF] {
            _ = try? CBOR.parse([UInt8](repeating: byte, count: 1_000_000))
        }
        #expect(ContinuousClock.now - start < .seconds(120))
    }

    /// Patterns are matched by backtracking, under a lock: none may be made to take long.
    @Test(arguments: Subject.services.map { Subject(model: $0, wireProtocol: .json) })
    func patternsTakeNoTime(_ subject: Subject) async throws {
        let units = ["a", "a-", "-", "a.", "/a", "a/", "0", ":", "_", " ", "é", "aA0_-./:"]
        for shape in subject.model.shapes.values where shape.pattern != nil {
            await Task.yield()
            // A model with one operation that takes this shape alone.
            let pattern = String(
                decoding: JSON.serialize(.string(shape.pattern ?? "")), as: UTF8.self)
            let model = try ServiceModel(
                json: """
                    {"serviceId":"T","signingName":"t","apiVersion":"1","protocols":["json"],
                    "refused":[],"operations":{"Do":{"input":"In"}},"shapes":{
                    "In":{"type":"structure","members":{"text":{"shape":"Text"}}},
                    "Text":{"type":"string","pattern":\(pattern)}}}
                    """)
            let operation = try #require(model.operations["Do"])
            for unit in units {
                let text = String(repeating: unit, count: 20_000 / unit.utf8.count) + "\u{1}"
                FuzzRun.trace("\(shape.name) \(pattern) \(unit)")
                let start = ContinuousClock.now
                try? Validation.check(
                    .object(["text": .string(text)]), operation: operation, model: model)
                let time = ContinuousClock.now - start
                #expect(time < .seconds(30), "\(shape.name): \(pattern) on \(unit)… took \(time)")
            }
        }
    }

    @Test func signatures() {
        var dice = FuzzRun.dice("signatures")
        let key = SigV4.Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret")
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        for _ in 0..<FuzzRun.cases(1_000) {
            var head = RequestHead(
                method: "POST", path: dice.pick(["/", "/a%2Fb//c", "/ü", ""]),
                query: dice.pick(["", "a=b&c", "%", "=&&=", "a=%zz"]),
                headers: ["host": "localhost", "x-amz-target": "A.B"])
            let signature = SigV4.sign(
                head, payload: .of([]), credentials: key, region: "us-east-1", service: "ecs",
                now: now)
            for field in signature.fields {
                let bytes =
                    dice.chance(0.5)
                    ? Damage.bytes(Array(field.value.utf8), &dice) : Array(field.value.utf8)
                head.headers.append(field.name, String(decoding: bytes, as: UTF8.self))
            }
            FuzzRun.trace("\(head)")
            guard let signed = try? SigV4.parse(head) else { continue }
            try? signed.verify(
                secret: "secret", payloadHash: SigV4.hash([]), now: now, keys: SigningKeyCache())
        }
    }

    @Test func presignedAddresses() {
        var dice = FuzzRun.dice("presigned addresses")
        let parameters: [(String, [String])] = [
            ("X-Amz-Algorithm", ["AWS4-HMAC-SHA256", "AWS4"]),
            ("X-Amz-Credential", ["AKID/20231114/us-east-1/ecs/aws4_request", "a/b", "////", ""]),
            ("X-Amz-Date", ["20231114T221320Z", "20239999T999999Z", "2023", "", "-"]),
            ("X-Amz-Expires", ["900", "-1", "99999999999999999999", "9223372036854775807", "x"]),
            ("X-Amz-SignedHeaders", ["host", "host;host", ";", "", "nobody"]),
            ("X-Amz-Signature", ["0", String(repeating: "a", count: 64), "ä"]),
        ]
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        for _ in 0..<FuzzRun.cases(2_000) {
            let pairs = parameters.filter { _ in dice.chance(0.95) }
                .map { "\($0.0)=\(PercentEncoding.encode(dice.pick($0.1)))" }
            let head = RequestHead(
                method: "GET", path: "/", query: pairs.joined(separator: "&"),
                headers: ["host": "h"])
            FuzzRun.trace("\(head)")
            guard let signed = try? SigV4.parse(head) else { continue }
            try? signed.verify(
                secret: "secret", payloadHash: SigV4.hash([]), now: now, keys: SigningKeyCache())
        }
    }

    @Test func timesAndTexts() {
        var dice = FuzzRun.dice("times")
        let samples = [
            "1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50+23:59", "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:60.999999999-99:59", "Tue, 29 Apr 2014 18:30:38 GMT", "1e18",
            "-62167219200", "253402300799.9999", "QUJD", "QQ==", "a=b&c=%41%zz+",
        ]
        for _ in 0..<FuzzRun.cases(5_000) {
            let bytes = Damage.bytes(Array(dice.pick(samples).utf8), &dice)
            let text = String(decoding: bytes, as: UTF8.self)
            FuzzRun.trace(text)
            if let time = Timestamp(iso8601: text), Timestamp(iso8601: time.iso8601) != time {
                FuzzRun.report("\(text) became \(time.iso8601)")
            }
            if let time = Timestamp(httpDate: text) { _ = time.httpDate }
            if let bytes = Base64.decode(text), Base64.encode(bytes) != text {
                FuzzRun.report("base64 \(text)")
            }
            _ = PercentEncoding.pairs(text)
            _ = RequestForm(RequestHead(method: "GET", target: text, headers: ["host": text]))
        }
    }
}
