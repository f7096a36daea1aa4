import AWSClient
import AWSWire
import ECSModel
import HTTPTypes
import NIOCore
import Shapes
import Synchronization
import Testing
import WebServer

@Suite(.timeLimit(.minutes(1)))
struct CallTests {
    private let time = FakeTime()

    private func client(
        _ port: Int, _ change: (inout AWSClient.Options) -> Void = { _ in }
    ) throws -> AWSClient {
        var options = AWSClient.Options()
        change(&options)
        return try AWSClient(
            endpoint: "http://127.0.0.1:\(port)", model: ECSAPI.model, region: "eu-west-1",
            credentials: StaticCredentials(testCredentials), options: options,
            logger: quietLogger(), environment: time.environment)
    }

    @Test func signedCallAndAnswer() async throws {
        let start = time.start
        let handler = Handler { request in
            let body = (try? await request.body.collect(upTo: 1000)) ?? ByteBuffer()
            let target = request.headers[HTTPField.Name("X-Amz-Target")!] ?? ""
            guard isSigned(request, body: body, now: start),
                target.hasSuffix(".ListClusters"), String(buffer: body) == #"{"maxResults":3}"#
            else { return .text("wrong request", status: .badRequest) }
            return .text(#"{"clusterArns":["arn:one"],"nextToken":"more"}"#)
        }
        try await withServer(handler) { port in
            let input: Value = .object(["maxResults": .integer(3)])
            let answer = try await client(port).call("ListClusters", input)
            #expect(answer["clusterArns"]?.list == [.string("arn:one")])
            #expect(answer["nextToken"]?.string == "more")
        }
    }

    @Test func errorsOfTheServiceAreThrownWithoutRetry() async throws {
        let count = Mutex(0)
        let handler = Handler { _ in
            count.withLock { $0 += 1 }
            return .text(
                #"{"__type":"ClusterNotFoundException","message":"Cluster not found."}"#,
                status: .badRequest)
        }
        try await withServer(handler) { port in
            let error = await #expect(throws: AWSError.self) {
                _ = try await client(port).call("ListClusters", .object(Object()))
            }
            #expect(error?.code == "ClusterNotFoundException")
            #expect(error?.message == "Cluster not found.")
        }
        #expect(count.withLock { $0 } == 1)
        #expect(time.waits.withLock { $0 } == [])
    }

    @Test func serverErrorsAreTriedAgain() async throws {
        let bodies = Mutex<[String]>([])
        let handler = Handler { request in
            let body = (try? await request.body.collect(upTo: 1000)) ?? ByteBuffer()
            let count = bodies.withLock {
                $0.append(String(buffer: body))
                return $0.count
            }
            return count < 3 ? .text("", status: .serviceUnavailable) : .text("{}")
        }
        try await withServer(handler) { port in
            _ = try await client(port).call("ListClusters", .object(Object()))
        }
        #expect(bodies.withLock { Set($0).count } == 1)
        #expect(bodies.withLock { $0.count } == 3)
        #expect(time.waits.withLock { $0 } == [.milliseconds(50), .milliseconds(100)])
    }

    @Test func unreachableEndpoint() async throws {
        // A port that was free a moment ago.
        let port = try await withServer(Handler { _ in .text("") }) { $0 }
        await #expect(throws: AWSClientError.self) {
            _ = try await client(port) {
                $0.timeout = .seconds(2)
                $0.retry = .none
            }.call("ListClusters", .object(Object()))
        }
    }

    @Test func slowServiceTimesOut() async throws {
        let handler = Handler { _ in
            try? await Task.sleep(for: .seconds(60))
            return .text("{}")
        }
        try await withServer(handler) { port in
            await #expect(throws: AWSClientError.timedOut) {
                _ = try await client(port) {
                    $0.timeout = .milliseconds(200)
                    $0.retry = .none
                }.call("ListClusters", .object(Object()))
            }
        }
    }

    @Test func answersAreLimited() async throws {
        let handler = Handler { _ in .text(String(repeating: " ", count: 1000) + "{}") }
        try await withServer(handler) { port in
            await #expect(throws: AWSClientError.responseTooLarge(limit: 1000)) {
                _ = try await client(port) { $0.maximumResponse = 1000 }
                    .call("ListClusters", .object(Object()))
            }
            await #expect(throws: AWSClientError.unknownOperation("Nothing")) {
                _ = try await client(port).call("Nothing", .object(Object()))
            }
        }
    }
}

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(
        attempts: 5, base: .milliseconds(100), cap: .milliseconds(500))

    @Test func backoffGrowsToItsCap() {
        let error = AWSClientError.timedOut
        let waits = (1...5).map { policy.delay(after: error, attempt: $0, random: 1) }
        #expect(
            waits
                == [
                    .milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(500),
                    nil,
                ])
        #expect(policy.delay(after: error, attempt: 4, random: 0) == .zero)
    }

    @Test func whatIsWorthAnotherTry() {
        func isRetryable(_ code: String, _ status: Int) -> Bool {
            RetryPolicy.isRetryable(AWSError(code: code, message: "", status: status))
        }
        #expect(isRetryable("ThrottlingException", 400))
        #expect(isRetryable("InternalFailure", 500))
        #expect(isRetryable("Whatever", 429))
        #expect(!isRetryable("InvalidParameterException", 400))
        #expect(!isRetryable("LimitExceededException", 400))
        #expect(!isRetryable("UnsupportedOperation", 501))
        #expect(!RetryPolicy.isRetryable(CancellationError()))
        #expect(!RetryPolicy.isRetryable(AWSClientError.unknownOperation("x")))
    }
}

@Suite struct EndpointTests {
    @Test(arguments: [
        ("http://a", "a", 80, "a"), ("https://a/", "a", 443, "a"),
        ("http://127.0.0.1:4566", "127.0.0.1", 4566, "127.0.0.1:4566"),
        ("ws://[::1]:8", "::1", 8, "[::1]:8"), ("HTTP://b:80", "b", 80, "b"),
    ])
    func good(text: String, host: String, port: Int, authority: String) throws {
        let endpoint = try Endpoint(text)
        #expect(endpoint.host == host)
        #expect(endpoint.port == port)
        #expect(endpoint.authority == authority)
    }

    @Test(arguments: [
        "", "a", "ftp://a", "http://", "http:///x", "http://a:0", "http://a:99999", "http://a:b",
        "http://u@a", "http://a/path", "http://[::1", "http://a b",
    ])
    func bad(text: String) {
        #expect(throws: AWSClientError.badEndpoint(text)) { try Endpoint(text) }
    }
}
