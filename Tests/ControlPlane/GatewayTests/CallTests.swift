import AWSClient
import AWSWire
import Gateway
import HTTPTypes
import Logging
import NIOCore
import ServiceLifecycle
import Shapes
import Synchronization
import Testing
import WebServer

@Suite(.timeLimit(.minutes(5)))
struct CallTests {
    @Test func operationsThatAreNotThere() async {
        let gateway = makeGateway()
        let refused = await gateway.respond(to: sailRequest("Sink"))
        #expect(refused.status.code == 400)
        #expect(refused.text.contains("UnsupportedOperationException"))
        #expect(refused.text.contains("Sink"))
        let unknown = await gateway.respond(to: sailRequest("Fly"))
        #expect(unknown.status.code == 404)
        #expect(unknown.text.contains("UnknownOperationException"))
        // Known or not, who asks is checked first for what exists.
        let unsigned = await gateway.respond(to: sailRequest("Sink", service: nil))
        #expect(unsigned.text.contains("MissingAuthenticationTokenException"))
        let nowhere = await gateway.respond(to: makeRequest("GET", "/nowhere", service: nil))
        #expect(nowhere.status.code == 404)
    }

    @Test func formsInTheirOwnWords() async {
        let gateway = makeGateway()
        func call(_ body: String, service: String? = "forms") async -> WebResponse {
            await gateway.respond(
                to: makeRequest(
                    "POST", "/", ["content-type": "application/x-www-form-urlencoded"],
                    body: body, service: service))
        }
        let filled = await call("Action=Fill&Version=2011-06-15&name=Anna")
        #expect(filled.status.code == 200)
        #expect(filled.text.contains("<said>Anna 111122223333 eu-west-1</said>"))
        #expect(filled.text.contains("<RequestId>request-1</RequestId>"))
        let refused = await call("Action=Tear")
        #expect(refused.text.contains("<Code>UnsupportedOperation</Code>"))
        let unknown = await call("Action=Burn")
        #expect(unknown.text.contains("<Code>InvalidAction</Code>"))
        let missing = await call("name=Anna")
        #expect(missing.text.contains("<Code>MissingAction</Code>"))
        let unsigned = await call("Action=Fill", service: nil)
        #expect(unsigned.status.code == 403)
        #expect(unsigned.text.contains("<Code>MissingAuthenticationToken</Code>"))
    }

    @Test func brokenBodies() async {
        let gateway = makeGateway()
        for body in ["", "{", "[]", #"{"name":1}"#, "\u{0}"] {
            let response = await gateway.respond(to: sailRequest(body: body))
            #expect(response.status.code == 400 || body.isEmpty, "\(body)")
            if response.status.code == 400 {
                #expect(response.text.contains("SerializationException"), "\(response.text)")
            }
        }
        let large = sailRequest(body: String(repeating: "x", count: 1001))
        let refused = await gateway.respond(to: large)
        #expect(refused.status.code == 413)
        #expect(refused.text.contains("RequestEntityTooLargeException"))
        let zipped = makeRequest(
            "POST", "/", ["x-amz-target": "Boats_2020.Sail", "content-encoding": "gzip"],
            body: "{}", service: "boats")
        let unsupported = await gateway.respond(to: zipped)
        #expect(unsupported.status.code == 415)
        #expect(unsupported.text.contains("gzip"))
    }

    @Test(arguments: [RequestBody.Failed.truncated, .timedOut])
    func bodyThatBreaksOff(failure: RequestBody.Failed) async {
        let signed = sailRequest()
        let request = WebRequest(
            method: signed.method, target: signed.target, headers: signed.headers,
            host: signed.host, body: RequestBody(expectedLength: 15) { throw failure })
        let response = await makeGateway().respond(to: request)
        #expect(response.status.code == (failure == .timedOut ? 408 : 400))
    }

    @Test func constraintsAreCheckedBeforeTheHandler() async {
        let called = Mutex(false)
        let gateway = makeGateway(
            sail: { _, _ in
                called.withLock { $0 = true }
                return nil
            })
        let response = await gateway.respond(to: sailRequest("Anchor", body: "{}"))
        #expect(response.text.contains("ValidationException"))
        #expect(!called.withLock { $0 })
    }

    @Test func errorsOfHandlers() async {
        let own = makeGateway(sail: { _, _ in
            throw AWSError(code: "BoatNotFoundException", message: "No boat.", status: 404)
        })
        let answered = await own.respond(to: sailRequest())
        #expect(answered.status.code == 404)
        #expect(answered.text.contains("BoatNotFoundException"))
        #expect(answered.text.contains("No boat."))
        struct Odd: Error {
            let detail = "path of the secret file"
        }
        let log = LogLines()
        let broken = makeGateway(log: log, sail: { _, _ in throw Odd() })
        let hidden = await broken.respond(to: sailRequest())
        #expect(hidden.status.code == 500)
        #expect(hidden.text.contains("InternalFailure"))
        #expect(!hidden.text.contains("secret file"))
        #expect(log.all.contains { $0.hasPrefix("handler failed") && $0.contains("secret file") })
    }

    @Test func handlerBeyondItsDeadlineIsCancelled() async {
        let wasCancelled = Mutex(false)
        let gateway = makeGateway(
            deadline: .milliseconds(50),
            sail: { _, _ in
                try? await Task.sleep(for: .seconds(60))
                wasCancelled.withLock { $0 = Task.isCancelled }
                return nil
            })
        let response = await gateway.respond(to: sailRequest())
        #expect(response.status.code == 503)
        #expect(wasCancelled.withLock { $0 })
    }

    @Test func mountsComeFirstAndTheLongestWins() async {
        func mount(_ name: String, _ prefix: String) -> Mount {
            Mount(
                name: name, prefix: prefix,
                .handler { request in .text("\(name) \(request.rawPath)") })
        }
        let signed = Mount(
            name: "ws", prefix: "/ws",
            .signed(bodyLimit: 10) { request, context in
                let body = try? await request.body.collect(upTo: 100)
                return .text("\(context.account) \(String(buffer: body ?? ByteBuffer()))")
            })
        let gateway = makeGateway(mounts: [mount("short", "/v2"), mount("long", "/v2/x/"), signed])
        func get(_ target: String) async -> String {
            await gateway.respond(to: makeRequest("GET", target, service: nil)).text
        }
        #expect(await get("/v2/a?b") == "short /v2/a")
        #expect(await get("/v2") == "short /v2")
        #expect(await get("/v2/x/y") == "long /v2/x/y")
        #expect(await get("/v22").contains("UnknownOperationException"))
        #expect(await get("/ws").contains("MissingAuthenticationTokenException"))
        let known = makeRequest("POST", "/ws?a=b", body: "hello", service: "ecs")
        #expect(await gateway.respond(to: known).text == "111122223333 hello")
        let large = makeRequest("POST", "/ws", body: "hello hello hello", service: "ecs")
        #expect(await gateway.respond(to: large).status.code == 413)
    }

    @Test func healthAndMetrics() async {
        let isHealthy = Mutex(true)
        let gateway = makeGateway(health: {
            [("store", true), ("ecs", isHealthy.withLock { $0 })]
        })
        func get(_ path: String) async -> WebResponse {
            await gateway.respond(to: makeRequest("GET", path, service: nil))
        }
        let good = await get("/_skerry/health")
        #expect(good.status.code == 200)
        #expect(
            good.text
                == #"{"status":"running","version":"1.2.3","services":{"store":"running","ecs":"running"}}"#
        )
        isHealthy.withLock { $0 = false }
        #expect(await get("/_skerry/health").status.code == 503)
        for _ in 0..<3 { _ = await gateway.respond(to: sailRequest()) }
        _ = await gateway.respond(to: sailRequest("Fly"))
        _ = await gateway.respond(to: sailRequest("Run"))
        let metrics = await get("/_skerry/metrics").text
        #expect(
            metrics.contains(
                #"skerry_requests_total{service="boats",operation="Sail",status="200"} 3"#))
        // What clients make up does not become a label.
        #expect(
            metrics.contains(
                #"skerry_requests_total{service="boats",operation="unknown",status="404"} 2"#))
        #expect(!metrics.contains("Fly"))
        #expect(metrics.contains(#"operation="Sail",status="200",le="+Inf"} 3"#))
        for line in metrics.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(Double(line.split(separator: " ").last ?? "") != nil, "\(line)")
        }
    }

    /// The whole way over a socket, with a client that signs for itself.
    @Test func overASocket() async throws {
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = WebServer(
            options: WebServerOptions(), handler: makeGateway(), logger: logger
        ) { ready.yield($0[0].port ?? 0) }
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: server)], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            var environment = ClientEnvironment.system
            environment.now = { now }
            func client(
                _ model: ServiceModel, _ key: SigV4.Credentials = knownKey
            ) throws -> AWSClient {
                try AWSClient(
                    endpoint: "http://127.0.0.1:\(port)", model: model, region: "us-west-2",
                    credentials: StaticCredentials(key), logger: logger, environment: environment)
            }
            for (model, operation) in [(Models.boats, "Sail"), (Models.forms, "Fill")] {
                let answer = try await client(model)
                    .call(operation, .object(["name": .string("Ä & <b>")]))
                #expect(answer["said"]?.string == "Ä & <b> 111122223333 us-west-2")
            }
            #expect(try await client(Models.gauges).call("Read", .object([:])) == .object([:]))
            let wrong = SigV4.Credentials(accessKeyID: "AKIDKNOWN", secretAccessKey: "guess")
            let error = await #expect(throws: AWSError.self) {
                _ = try await client(Models.boats, wrong).call("Sail", .object([:]))
            }
            #expect(error?.code == "InvalidSignatureException")
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
