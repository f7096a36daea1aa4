import AWSWire
import Shapes
import Testing

@Suite struct SigV4Tests {
    private static let now = Timestamp(basicISO8601: "20150830T123600Z")!
    private static let credentials = SigV4.Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: SigV4Vector.secret)

    private static func head(_ vector: SigV4Vector, date: Bool = true) -> RequestHead {
        var headers: HeaderList = ["Host": "example.amazonaws.com"]
        for header in vector.headers { headers.append(header.0, header.1) }
        if date { headers.append("X-Amz-Date", "20150830T123600Z") }
        return RequestHead(method: vector.method, target: vector.target, headers: headers)
    }

    /// A plain signed request that must verify before a test breaks it.
    private static func signed(
        _ head: RequestHead? = nil, payload: SigV4.Payload = .of("{}".utf8),
        token: String? = nil, at time: Timestamp = now, service: String = "ecs"
    ) -> RequestHead {
        var head =
            head
            ?? RequestHead(
                method: "POST", path: "/",
                headers: ["host": "localhost:4566", "x-amz-target": "A.B"])
        let signature = SigV4.sign(
            head, payload: payload,
            credentials: .init(
                accessKeyID: "AKIDEXAMPLE", secretAccessKey: SigV4Vector.secret,
                sessionToken: token),
            region: "us-east-1", service: service, now: time)
        head.headers.fields += signature.fields
        return head
    }

    private static func verify(
        _ head: RequestHead, body: String = "{}", secret: String = SigV4Vector.secret,
        at time: Timestamp = now
    ) throws(SigV4.Failure) {
        let request = try SigV4.parse(head)
        try request.verify(secret: secret, payloadHash: SigV4.hash(body.utf8), now: time)
    }

    private static func reason(_ body: () throws(SigV4.Failure) -> Void) -> SigV4.Failure.Reason? {
        do { try body() } catch { return error.reason }
        return nil
    }

    // MARK: Published vectors

    @Test(arguments: SigV4Vector.all) func verifiesPublishedVector(_ vector: SigV4Vector) throws {
        var head = Self.head(vector)
        head.headers.append(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=\(vector.signedHeaders), Signature=\(vector.signature)")
        try Self.verify(head, body: vector.body)
    }

    @Test(arguments: SigV4Vector.all) func signsPublishedVector(_ vector: SigV4Vector) throws {
        // Our signer takes every header there is; the vector that leaves one out is the verifier's.
        guard vector.name != "post-sts-header-after" else { return }
        let headers = SigV4.sign(
            Self.head(vector, date: false), payload: .of(vector.body.utf8),
            credentials: Self.credentials, region: "us-east-1", service: "service", now: Self.now)
        #expect(headers["authorization"]?.hasSuffix("Signature=\(vector.signature)") == true)
    }

    @Test(arguments: SigV4Vector.presigned) func presignsPublishedVector(
        _ vector: SigV4Vector
    ) throws {
        var head = Self.head(vector, date: false)
        let query = SigV4.presign(
            head, credentials: Self.credentials, region: "us-east-1", service: "service",
            expires: .seconds(3600), now: Self.now)
        #expect(query.hasSuffix("X-Amz-Signature=\(vector.signature)"))
        head.query = query
        try Self.verify(head, body: "", at: Self.now + .seconds(3599))
    }

    @Test func verifiesPresignedS3Example() throws {
        let target =
            "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE"
            + "%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
            + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
            + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
        let head = RequestHead(
            method: "GET", target: target, headers: ["Host": "examplebucket.s3.amazonaws.com"])
        let request = try SigV4.parse(head)
        #expect(request.scope.service == "s3")
        try request.verify(
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", payloadHash: nil,
            now: Timestamp(basicISO8601: "20130524T120000Z")!)
    }

    // MARK: What is refused

    @Test func refusesEveryChangedPart() throws {
        let good = Self.signed()
        try Self.verify(good)
        var changed = good
        changed.method = "PUT"
        #expect(Self.reason { () throws(SigV4.Failure) in try Self.verify(changed) } == .mismatch)
        changed = good
        changed.path = "/x"
        #expect(Self.reason { () throws(SigV4.Failure) in try Self.verify(changed) } == .mismatch)
        changed = good
        changed.query = "a=b"
        #expect(Self.reason { () throws(SigV4.Failure) in try Self.verify(changed) } == .mismatch)
        changed = good
        changed.headers["x-amz-target"] = "A.C"
        #expect(Self.reason { () throws(SigV4.Failure) in try Self.verify(changed) } == .mismatch)
        changed = good
        changed.headers["host"] = "elsewhere"
        #expect(Self.reason { () throws(SigV4.Failure) in try Self.verify(changed) } == .mismatch)
        #expect(
            Self.reason { () throws(SigV4.Failure) in try Self.verify(good, body: "{ }") }
                == .mismatch)
        #expect(
            Self.reason { () throws(SigV4.Failure) in try Self.verify(good, secret: "other") }
                == .mismatch)
    }

    @Test func refusesAnUnsignedAmazonHeader() {
        var head = Self.signed()
        head.headers.append("X-Amz-Extra", "1")
        #expect(Self.reason { () throws(SigV4.Failure) in try Self.verify(head) } == .mismatch)
    }

    @Test(arguments: [-301, 301]) func refusesASkewedClock(_ seconds: Int) {
        let head = Self.signed()
        let time = Self.now + .seconds(seconds)
        #expect(
            Self.reason { () throws(SigV4.Failure) in try Self.verify(head, at: time) } == .skewed)
    }

    @Test(arguments: [-300, 0, 300]) func allowsFiveMinutesOfSkew(_ seconds: Int) throws {
        try Self.verify(Self.signed(), at: Self.now + .seconds(seconds))
    }

    @Test func saysHowTheClockDiffers() {
        let head = Self.signed()
        do {
            try Self.verify(head, at: Self.now + .seconds(600))
            Issue.record("an old request was accepted")
        } catch {
            #expect(
                error.message
                    == "Signature expired: 20150830T123600Z is now earlier than "
                    + "20150830T124100Z (20150830T124600Z - 5 min.)")
        }
    }

    @Test func refusesAnExpiredURL() throws {
        var head = RequestHead(method: "GET", path: "/", headers: ["host": "localhost"])
        head.query = SigV4.presign(
            head, credentials: Self.credentials, region: "us-east-1", service: "sts",
            expires: .seconds(60), now: Self.now)
        let signed = head
        try Self.verify(signed, body: "", at: Self.now + .seconds(60))
        let late = Self.now + .seconds(61)
        #expect(
            Self.reason { () throws(SigV4.Failure) in try Self.verify(signed, body: "", at: late) }
                == .expired)
    }

    @Test(arguments: [604_801, -1]) func refusesAnOddExpiry(_ seconds: Int) {
        var head = RequestHead(method: "GET", path: "/", headers: ["host": "localhost"])
        head.query = SigV4.presign(
            head, credentials: Self.credentials, region: "us-east-1", service: "sts",
            expires: .seconds(seconds), now: Self.now)
        let signed = head
        #expect(
            Self.reason { () throws(SigV4.Failure) in try Self.verify(signed, body: "") }
                == .incomplete)
    }

    @Test(arguments: [
        (
            "AWS4-HMAC-SHA256 Credential=A/20150830/r/s/aws4_request, SignedHeaders=host",
            "Signature"
        ),
        ("AWS4-HMAC-SHA256 nonsense", "missing equal-sign"),
        ("AWS4-ECDSA-P256-SHA256 Credential=A/20150830/s/aws4_request", "AWS4-ECDSA-P256-SHA256"),
        ("AWS AKID:c2ln", "Unsupported AWS 'algorithm': 'AWS'"),
        (
            "AWS4-HMAC-SHA256 Credential=A/20150830/r/s, SignedHeaders=host, Signature=00",
            "at least 5 slash-delimited elements"
        ),
        ("AWS4-HMAC-SHA256", "Authorization header requires 'Credential' parameter."),
    ]) func explainsIncompleteSignatures(_ header: String, _ expected: String) {
        let head = RequestHead(
            method: "POST", path: "/",
            headers: [
                "host": "localhost", "x-amz-date": "20150830T123600Z", "authorization": header,
            ])
        do {
            _ = try SigV4.parse(head)
            Issue.record("an incomplete signature was read")
        } catch {
            #expect(error.reason == .incomplete)
            #expect(error.message.contains(expected), "\(error.message)")
        }
    }

    @Test func tellsMissingFromIncomplete() {
        var head = RequestHead(method: "POST", path: "/", headers: ["host": "localhost"])
        #expect(Self.reason { () throws(SigV4.Failure) in _ = try SigV4.parse(head) } == .missing)
        head.headers["authorization"] = "Bearer abc"
        let bearer = head
        #expect(Self.reason { () throws(SigV4.Failure) in _ = try SigV4.parse(bearer) } == .missing)
        head.headers["authorization"] = nil
        head.query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
        let partial = head
        #expect(
            Self.reason { () throws(SigV4.Failure) in _ = try SigV4.parse(partial) } == .incomplete)
    }

    @Test func refusesAScopeOfAnotherDayOrEnd() {
        for (credential, expected) in [
            ("A/20150829/us-east-1/ecs/aws4_request", "Date in Credential scope does not match"),
            ("A/20150830/us-east-1/ecs/aws5_request", "valid terminator"),
        ] {
            let head = RequestHead(
                method: "POST", path: "/",
                headers: [
                    "host": "localhost", "x-amz-date": "20150830T123600Z",
                    "authorization": "AWS4-HMAC-SHA256 Credential=\(credential), "
                        + "SignedHeaders=host, Signature=00",
                ])
            do {
                _ = try SigV4.parse(head)
                Issue.record("\(credential) was accepted")
            } catch {
                #expect(error.message.contains(expected), "\(error.message)")
            }
        }
    }

    // MARK: What is accepted in other forms

    @Test func fallsBackToTheDateHeader() throws {
        // The example of the IAM guide is signed over a Date header of HTTP's form.
        var head = RequestHead(
            method: "POST", path: "/",
            headers: ["host": "localhost", "date": "Sun, 30 Aug 2015 12:36:00 GMT"])
        let signature = SigV4.sign(
            head, payload: .of("{}".utf8), credentials: Self.credentials, region: "us-east-1",
            service: "ecs", now: Self.now)
        head.headers.append("authorization", signature["authorization"]!)
        // x-amz-date was among the signed headers: without it the signature must fail, but the time
        // must come from Date.
        let request = try SigV4.parse(head)
        #expect(request.signedAt == Self.now)
    }

    @Test func acceptsATokenAppendedAfterPresigning() throws {
        var head = RequestHead(method: "GET", path: "/", headers: ["host": "localhost"])
        head.query = SigV4.presign(
            head, credentials: Self.credentials, region: "us-east-1", service: "sts",
            expires: .seconds(60), now: Self.now)
        head.query += "&X-Amz-Security-Token=abc%2B"
        let request = try SigV4.parse(head)
        #expect(request.sessionToken == "abc+")
        try request.verify(
            secret: SigV4Vector.secret, payloadHash: SigV4.emptyHash, now: Self.now)
    }

    @Test func takesADeclaredHashOnlyIfTheBodyHasIt() throws {
        let head = Self.signed(service: "s3")
        let request = try SigV4.parse(head)
        #expect(request.declaredPayload == .of("{}".utf8))
        try request.verify(secret: SigV4Vector.secret, payloadHash: nil, now: Self.now)
        #expect(
            Self.reason { () throws(SigV4.Failure) in try Self.verify(head, body: "{1}") }
                == .mismatch)
    }

    @Test func leavesAnUnsignedPayloadAlone() throws {
        let head = Self.signed(payload: .unsigned, service: "s3")
        try Self.verify(head, body: "whatever")
    }

    @Test func keepsTheKeyCacheBounded() throws {
        let cache = SigningKeyCache(capacity: 8)
        for index in 0..<100 {
            let head = Self.signed()
            let request = try SigV4.parse(head)
            #expect(
                Self.reason { () throws(SigV4.Failure) in
                    try request.verify(
                        secret: "wrong-\(index)", payloadHash: nil, now: Self.now, keys: cache)
                } == .mismatch)
            #expect(cache.count <= 8)
        }
        let request = try SigV4.parse(Self.signed())
        for _ in 0..<2 {
            try request.verify(
                secret: SigV4Vector.secret, payloadHash: SigV4.hash("{}".utf8), now: Self.now,
                keys: cache)
        }
    }

    // MARK: Errors by protocol

    @Test(arguments: [
        (SigV4.Failure.Reason.missing, "MissingAuthenticationTokenException", 400),
        (.incomplete, "IncompleteSignatureException", 400),
        (.unknownKey, "UnrecognizedClientException", 400),
        (.mismatch, "InvalidSignatureException", 400),
        (.skewed, "InvalidSignatureException", 400),
        (.tokenExpired, "ExpiredTokenException", 400),
    ]) func spellsErrorsOfJSON(
        _ reason: SigV4.Failure.Reason, _ code: String, _ status: Int
    ) {
        let error = SigV4.Failure(reason).error(in: .json)
        #expect(error.code == code)
        #expect(error.status == status)
    }

    @Test(arguments: [
        (SigV4.Failure.Reason.missing, "MissingAuthenticationToken", 403),
        (.incomplete, "IncompleteSignature", 400),
        (.unknownKey, "InvalidClientTokenId", 403),
        (.mismatch, "SignatureDoesNotMatch", 403),
        (.skewed, "SignatureDoesNotMatch", 403),
        (.tokenExpired, "ExpiredToken", 403),
    ]) func spellsErrorsOfQuery(
        _ reason: SigV4.Failure.Reason, _ code: String, _ status: Int
    ) {
        let error = SigV4.Failure(reason).error(in: .query)
        #expect(error.code == code)
        #expect(error.status == status)
    }

    @Test func spellsEveryFailureInEveryProtocolAsAClientFault() {
        for wireProtocol in WireProtocol.allCases {
            for reason in SigV4.Failure.Reason.allCases {
                let error = SigV4.Failure(reason).error(in: wireProtocol)
                #expect((400...403).contains(error.status))
                #expect(error.isSenderFault)
                #expect(!error.message.isEmpty)
            }
        }
    }
}
