import AWSWire
import ECSModel
import HTTPTypes
import Logging
import NIOCore
import STSModel
import Shapes
import Testing
import WebServer

@testable import Gateway

/// Routes of the models that are served; `RoutingTests` has one for each way of naming a service.
@Suite struct ServedRoutingTests {
    private let table = RoutingTable([ECSAPI.model, STSAPI.model])

    private func head(_ method: String = "POST", _ path: String = "/", _ headers: HeaderList)
        -> RequestHead
    {
        RequestHead(method: method, target: path, headers: headers)
    }

    @Test func targetsNameTheOperation() {
        let prefix = "AmazonEC2ContainerServiceV20141113"
        #expect(
            table.route(head([:] + ("x-amz-target", "\(prefix).ListTasks")), signingService: nil)
                == .operation(service: 0, .json, name: "ListTasks", labels: [:]))
        #expect(
            table.route(head([:] + ("x-amz-target", "\(prefix).Nothing")), signingService: "ecs")
                == .unknownOperation(service: 0, .json, name: "Nothing"))
        for target in ["Nobody.ListTasks", "ListTasks", "", "."] {
            #expect(
                table.route(head([:] + ("x-amz-target", target)), signingService: nil)
                    == .unknownService(.json))
        }
    }

    @Test func refusedOperationsAreKnown() {
        let target = "AmazonEC2ContainerServiceV20141113.CreateService"
        #expect(ECSAPI.model.refusedOperations.contains("CreateService"))
        #expect(
            table.route(head([:] + ("x-amz-target", target)), signingService: "ecs")
                == .operation(service: 0, .json, name: "CreateService", labels: [:]))
    }

    @Test func formsWaitForTheirBody() {
        let form: HeaderList = ["content-type": "application/x-www-form-urlencoded"]
        #expect(table.route(head(form), signingService: "sts") == .form(candidates: [1]))
        #expect(table.route(head(form), signingService: nil) == .form(candidates: []))
        #expect(
            table.route(action: "AssumeRole", version: "2011-06-15", candidates: [])
                == .operation(service: 1, .query, name: "AssumeRole", labels: [:]))
        #expect(
            table.route(action: "AssumeRole", version: "1999-01-01", candidates: [])
                == .unknownService(.query))
        #expect(
            table.route(action: "Nothing", version: nil, candidates: [1])
                == .unknownOperation(service: 1, .query, name: "Nothing"))
    }

    @Test func queryStringsNameTheAction() {
        #expect(
            table.route(
                head("GET", "/?Action=GetCallerIdentity&Version=2011-06-15", [:]),
                signingService: "sts")
                == .operation(service: 1, .query, name: "GetCallerIdentity", labels: [:]))
    }

    @Test func hostsNameTheService() {
        #expect(
            table.route(
                head([
                    "content-type": "application/x-www-form-urlencoded",
                    "host": "sts.us-east-1.amazonaws.com:443",
                ]), signingService: nil) == .form(candidates: [1]))
    }

    @Test func unknownScopesReachNobody() {
        #expect(
            table.route(head("GET", "/clusters", [:]), signingService: "eks")
                == .unknownService(.json))
    }

    private func head(_ headers: HeaderList) -> RequestHead { head("POST", "/", headers) }
}

/// A list with one more field.
private func + (list: HeaderList, field: (String, String)) -> HeaderList {
    var list = list
    list.append(field.0, field.1)
    return list
}

/// An STS that answers with what it was asked by.
private struct EchoSTS: STSAPI.Operations {
    func getCallerIdentity(
        _ input: STSAPI.GetCallerIdentityRequest, _ context: RequestContext
    ) async throws -> STSAPI.GetCallerIdentityResponse {
        .init {
            $0.account = context.account
            $0.arn = context.region
        }
    }

    func getSessionToken(
        _ input: STSAPI.GetSessionTokenRequest, _ context: RequestContext
    ) async throws -> STSAPI.GetSessionTokenResponse {
        throw CancellationError()
    }

    func assumeRole(
        _ input: STSAPI.AssumeRoleRequest, _ context: RequestContext
    ) async throws -> STSAPI.AssumeRoleResponse {
        throw AWSError(code: "AccessDenied", message: "no <role>", status: 403)
    }
}

@Suite struct GatewayTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)
    private static let key = SigV4.Credentials(
        accessKeyID: "AKIATEST", secretAccessKey: "secret")

    private struct OneKey: CredentialResolver {
        func resolve(
            accessKeyID: String, sessionToken: String?, now: Timestamp
        ) async throws(SigV4.Failure) -> ResolvedCredentials {
            guard accessKeyID == "AKIATEST" else { throw SigV4.Failure(.unknownKey) }
            return ResolvedCredentials(
                secretAccessKey: "secret",
                principal: Principal(
                    arn: "arn:aws:iam::123456789012:root", userID: "123456789012",
                    account: "123456789012", accessKeyID: accessKeyID))
        }
    }

    private func gateway(_ authentication: Authentication = .sigv4(OneKey())) -> Gateway {
        Gateway(
            options: .init(
                authentication: authentication, now: { Self.now }, newRequestID: { "id-1" }),
            services: [
                ServiceBinding(model: STSAPI.model, handlers: STSAPI.handlers(for: EchoSTS()))
            ],
            mounts: [
                Mount(
                    name: "open", prefix: "/open", .handler { _ in .text("open") }),
                Mount(
                    name: "closed", prefix: "/closed",
                    .signed(bodyLimit: 10) { _, context in .text(context.account) }),
            ], health: { [("sts", true)] },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func send(
        _ body: String, to gateway: Gateway, path: String = "/", service: String = "sts",
        key: SigV4.Credentials? = Self.key, signed: Timestamp = Self.now,
        extra: [(String, String)] = []
    ) async throws -> (status: Int, text: String) {
        var head = RequestHead(
            method: "POST", path: path,
            headers: [
                "host": "localhost", "content-type": "application/x-www-form-urlencoded",
            ])
        for (name, value) in extra { head.headers.append(name, value) }
        var fields = HTTPFields()
        for field in head.headers.fields where field.name != "host" {
            fields[HTTPField.Name(field.name)!] = field.value
        }
        if let key {
            let added = SigV4.sign(
                head, payload: .of(Array(body.utf8)), credentials: key, region: "eu-west-1",
                service: service, now: signed)
            for field in added.fields { fields[HTTPField.Name(field.name)!] = field.value }
        }
        let response = await gateway.respond(
            to: WebRequest(
                method: .post, target: path, headers: fields, host: "localhost",
                body: .bytes(ByteBuffer(string: body))))
        #expect(response.headers[HTTPField.Name("x-amzn-RequestId")!] == "id-1")
        guard case .bytes(let buffer) = response.body else { return (response.status.code, "") }
        return (response.status.code, String(buffer: buffer))
    }

    private static let identity = "Action=GetCallerIdentity&Version=2011-06-15"

    @Test func answersSignedCallsOfTheirAccountAndRegion() async throws {
        let (status, text) = try await send(Self.identity, to: gateway())
        #expect(status == 200)
        #expect(text.contains("<Account>123456789012</Account>"))
        #expect(text.contains("<Arn>eu-west-1</Arn>"))
        #expect(text.contains("<RequestId>id-1</RequestId>"))
    }

    @Test func refusesWhatIsNotSignedAsItShouldBe() async throws {
        let gateway = gateway()
        let wrong = SigV4.Credentials(accessKeyID: "AKIATEST", secretAccessKey: "other")
        let unknown = SigV4.Credentials(accessKeyID: "AKIANOBODY", secretAccessKey: "x")
        let late = Self.now + .seconds(-301)
        #expect(
            try await send(Self.identity, to: gateway, key: nil).text
                .contains("<Code>MissingAuthenticationToken</Code>"))
        #expect(
            try await send(Self.identity, to: gateway, key: wrong).text
                .contains("<Code>SignatureDoesNotMatch</Code>"))
        #expect(
            try await send(Self.identity, to: gateway, key: unknown).text
                .contains("<Code>InvalidClientTokenId</Code>"))
        #expect(
            try await send(Self.identity, to: gateway, signed: late).text
                .contains("Signature expired"))
    }

    @Test func scopesMustNameTheService() async throws {
        // The action alone finds STS for a scope of a service that is not here.
        let (status, text) = try await send(Self.identity, to: gateway(), service: "ecs")
        #expect(status == 403)
        #expect(text.contains("Credential should be scoped to correct service: 'sts'."))
    }

    @Test func checksInputAgainstTheModel() async throws {
        let (status, text) = try await send(
            "Action=AssumeRole&Version=2011-06-15&RoleSessionName=x", to: gateway())
        #expect(status == 400)
        #expect(text.contains("<Code>ValidationError</Code>"))
        #expect(text.contains("Value null at 'RoleArn'") || text.contains("at 'RoleArn'"))
    }

    @Test func writesErrorsInTheProtocolAndHidesOurOwn() async throws {
        let gateway = gateway()
        let role = "arn:aws:iam::123456789012:role/r"
        let denied = try await send(
            "Action=AssumeRole&Version=2011-06-15&RoleSessionName=xy&RoleArn=\(role)", to: gateway)
        #expect(denied.status == 403)
        #expect(denied.text.contains("no &lt;role&gt;"))
        let broken = try await send(
            "Action=GetSessionToken&Version=2011-06-15", to: gateway)
        #expect(broken.status == 500)
        #expect(!broken.text.contains("Cancellation"))
    }

    @Test func namesWhatItDoesNotDo() async throws {
        let gateway = gateway()
        #expect(
            try await send("Action=Nothing&Version=2011-06-15", to: gateway).text
                .contains("<Code>InvalidAction</Code>"))
        #expect(
            try await send("Action=GetFederationToken&Version=2011-06-15", to: gateway).text
                .contains("<Code>UnsupportedOperation</Code>"))
        #expect(try await send("", to: gateway).text.contains("<Code>MissingAction</Code>"))
    }

    @Test func refusesEncodedBodies() async throws {
        let (status, _) = try await send(
            Self.identity, to: gateway(), extra: [("content-encoding", "gzip")])
        #expect(status == 415)
    }

    @Test func mountsStandBeforeServices() async throws {
        let gateway = gateway()
        #expect(try await send("", to: gateway, path: "/open/x", key: nil).text == "open")
        #expect(try await send("", to: gateway, path: "/closed").text == "123456789012")
        #expect(try await send("", to: gateway, path: "/closed", key: nil).status == 400)
        #expect(
            try await send("longer than ten", to: gateway, path: "/closed").status == 413)
        #expect(try await send("", to: gateway, path: "/opening", key: nil).status == 403)
    }

    @Test func withoutAuthenticationTheKeyNamesTheAccount() async throws {
        let key = SigV4.Credentials(accessKeyID: "999999999999", secretAccessKey: "x")
        let (_, text) = try await send(Self.identity, to: gateway(.none), key: key)
        #expect(text.contains("<Account>999999999999</Account>"))
        let (_, unsigned) = try await send(Self.identity, to: gateway(.none), key: nil)
        #expect(unsigned.contains("<Account>000000000000</Account>"))
    }

    @Test func showsHealthAndCounts() async throws {
        let gateway = gateway()
        _ = try await send(Self.identity, to: gateway)
        let health = await gateway.respond(
            to: WebRequest(method: .get, target: "/_skerry/health"))
        #expect(health.status == .ok)
        let metrics = await gateway.respond(
            to: WebRequest(method: .get, target: "/_skerry/metrics"))
        guard case .bytes(let buffer) = metrics.body else {
            Issue.record("metrics without a body")
            return
        }
        #expect(
            String(buffer: buffer).contains(
                "skerry_requests_total{service=\"sts\",operation=\"GetCallerIdentity\","
                    + "status=\"200\"} 1"))
    }
}
