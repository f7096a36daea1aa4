import AWSWire
import Gateway
import HTTPTypes
import NIOCore
import Shapes
import Synchronization
import Testing
import WebServer

@Suite struct AuthenticationTests {
    @Test func signedCallReachesItsHandler() async {
        let response = await makeGateway().respond(to: sailRequest())
        #expect(response.status.code == 200)
        #expect(response.text == #"{"said":"Anna 111122223333 eu-west-1"}"#)
        #expect(response["x-amzn-RequestId"] == "request-1")
        #expect(response["Content-Type"] == "application/x-amz-json-1.1")
    }

    @Test func whatIsNotSignedWell() async {
        let wrong = SigV4.Credentials(accessKeyID: "AKIDKNOWN", secretAccessKey: "guess")
        let stranger = SigV4.Credentials(accessKeyID: "AKIDOTHER", secretAccessKey: "x")
        let late = now + .seconds(3600)
        let cases: [(WebRequest, String)] = [
            (sailRequest(service: nil), "MissingAuthenticationTokenException"),
            (sailRequest(key: wrong), "InvalidSignatureException"),
            (sailRequest(key: stranger), "UnrecognizedClientException"),
            (sailRequest(at: late), "InvalidSignatureException"),
            (sailRequest(service: "forms"), "InvalidSignatureException"),
            (
                makeRequest(
                    "POST", "/",
                    ["x-amz-target": "Boats_2020.Sail", "authorization": "AWS4-HMAC-SHA256 junk"],
                    service: nil), "IncompleteSignatureException"
            ),
        ]
        for (request, code) in cases {
            let log = LogLines()
            let response = await makeGateway(log: log).respond(to: request)
            #expect(response.status.code == 400)
            #expect(response.text.contains(code), "\(response.text)")
            #expect(log.all.contains { $0.contains("error.code=\(code)") })
        }
    }

    @Test func changedBodyIsNoticed() async {
        let good = sailRequest()
        let changed = WebRequest(
            method: good.method, target: good.target, headers: good.headers, host: good.host,
            body: .bytes(ByteBuffer(string: #"{"name":"Bert"}"#)))
        let response = await makeGateway().respond(to: changed)
        #expect(response.text.contains("InvalidSignatureException"))
    }

    @Test func bodyOfAStrangerIsNotRead() async {
        let wasRead = Mutex(false)
        let signed = sailRequest(
            key: SigV4.Credentials(accessKeyID: "AKIDOTHER", secretAccessKey: "x"))
        let request = WebRequest(
            method: signed.method, target: signed.target, headers: signed.headers,
            host: signed.host,
            body: RequestBody(expectedLength: 15) {
                wasRead.withLock { $0 = true }
                return nil
            })
        let response = await makeGateway().respond(to: request)
        #expect(response.status.code == 400)
        #expect(!wasRead.withLock { $0 })
    }

    @Test func withoutAuthenticationTheScopeIsBelieved() async {
        let gateway = makeGateway(.none)
        let anybody = SigV4.Credentials(accessKeyID: "anybody", secretAccessKey: "wrong")
        #expect(
            await gateway.respond(to: sailRequest(key: anybody)).text
                == #"{"said":"Anna 000000000000 eu-west-1"}"#)
        let account = SigV4.Credentials(accessKeyID: "123456789012", secretAccessKey: "wrong")
        #expect(
            await gateway.respond(to: sailRequest(key: account)).text
                == #"{"said":"Anna 123456789012 eu-west-1"}"#)
        #expect(
            await gateway.respond(to: sailRequest(service: nil)).text
                == #"{"said":"Anna 000000000000 us-east-1"}"#)
        let junk = makeRequest(
            "POST", "/",
            ["x-amz-target": "Boats_2020.Sail", "authorization": "AWS4-HMAC-SHA256 junk"],
            body: "{}", service: nil)
        #expect(await gateway.respond(to: junk).status.code == 200)
    }

    @Test func secretsStayOutOfTheLog() async {
        let log = LogLines()
        _ = await makeGateway(log: log).respond(to: sailRequest())
        let line = log.all.first { $0.hasPrefix("request ") } ?? ""
        for part in [
            "account=111122223333", "region=eu-west-1", "service=boats", "operation=Sail",
            "status=200", "request.id=request-1", "bytes.in=15", "ms=",
        ] {
            #expect(line.contains(part), "\(part) in \(line)")
        }
        for text in log.all {
            #expect(!text.contains(knownKey.secretAccessKey))
            #expect(!text.contains("Signature="))
        }
    }
}
