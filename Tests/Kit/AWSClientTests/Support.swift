import AWSWire
import AWSClient
import HTTPTypes
import Logging
import NIOCore
import ServiceLifecycle
import Shapes
import Synchronization
import WebServer

struct Handler: WebHandler {
    let answer: @Sendable (WebRequest) async -> WebResponse

    init(_ answer: @escaping @Sendable (WebRequest) async -> WebResponse) {
        self.answer = answer
    }

    func respond(to request: WebRequest) async -> WebResponse {
        await answer(request)
    }
}

func quietLogger() -> Logger {
    Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// Runs a server on a free port of the loopback while `body` runs.
@discardableResult
func withServer<Result: Sendable>(
    _ handler: Handler, _ body: @Sendable (Int) async throws -> Result
) async throws -> Result {
    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    var options = WebServerOptions(host: "127.0.0.1", port: 0)
    options.drainTimeout = .milliseconds(100)
    let server = WebServer(options: options, handler: handler, logger: quietLogger()) { addresses in
        ready.yield(addresses.first?.port ?? -1)
    }
    let group = ServiceGroup(
        configuration: .init(services: [.init(service: server)], logger: quietLogger()))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        let port = await iterator.next() ?? -1
        let result = try await body(port)
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
    }
}

let testCredentials = SigV4.Credentials(
    accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token")

/// Whether the request is signed by `testCredentials`.
func isSigned(_ request: WebRequest, body: ByteBuffer = ByteBuffer(), now: Timestamp) -> Bool {
    let fields = request.headers.map {
        HeaderList.Field(name: $0.name.rawName, value: $0.value)
    }
    let head = RequestHead(
        method: request.method.rawValue, target: request.target, headers: HeaderList(fields))
    do {
        let signed = try SigV4.parse(head)
        try signed.verify(
            secret: testCredentials.secretAccessKey,
            payloadHash: SigV4.hash(body.readableBytesView), now: now)
        return signed.sessionToken == testCredentials.sessionToken
    } catch {
        return false
    }
}

/// An environment whose waits are noted and not waited.
final class FakeTime: Sendable {
    let waits = Mutex<[Duration]>([])
    let start = Timestamp(milliseconds: 1_700_000_000_000)

    var environment: ClientEnvironment {
        let tokens = Mutex(0)
        return ClientEnvironment(
            now: { self.start }, random: { 0.5 },
            sleep: { wait in self.waits.withLock { $0.append(wait) } },
            token: {
                tokens.withLock {
                    $0 += 1
                    return "token-\($0)"
                }
            })
    }
}
