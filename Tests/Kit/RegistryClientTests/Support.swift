import HTTPTypes
import Logging
import NIOCore
import ServiceLifecycle
import Shapes
import Synchronization
import WebServer

@testable import RegistryClient

struct Handler: WebHandler {
    let answer: @Sendable (WebRequest) async -> WebResponse

    func respond(to request: WebRequest) async -> WebResponse { await answer(request) }
}

func quietLogger() -> Logger {
    Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// Runs a server on a free port of the loopback while `body` runs.
@discardableResult
func withServer<Result: Sendable>(
    _ answer: @escaping @Sendable (WebRequest) async -> WebResponse,
    _ body: (Int) async throws -> Result
) async throws -> Result {
    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    var options = WebServerOptions(host: "127.0.0.1", port: 0)
    options.drainTimeout = .milliseconds(100)
    let server = WebServer(
        options: options, handler: Handler(answer: answer), logger: quietLogger()
    ) { addresses in
        ready.yield(addresses.first?.port ?? -1)
    }
    let group = ServiceGroup(
        configuration: .init(services: [.init(service: server)], logger: quietLogger()))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        let port = await iterator.next() ?? -1
        let result: Result
        do {
            result = try await body(port)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
    }
}

/// A client of the registry at a port, whose waits are noted and not waited.
final class TestClient: Sendable {
    let time = Mutex(Timestamp(milliseconds: 1_700_000_000_000))
    private let waits = Mutex<[Duration]>([])

    var waited: [Duration] { waits.withLock { $0 } }

    func with<Result: Sendable>(
        port: Int, _ credentials: RegistryCredentials? = nil,
        _ options: RegistryClient.Options = .init(),
        _ body: (RegistryClient) async throws -> Result
    ) async throws -> Result {
        let transport = RegistryTransport()
        let client = RegistryClient(
            RegistryAddress(scheme: .http, host: "127.0.0.1", port: port),
            credentials: credentials, transport: transport, options: options,
            environment: .init(
                now: { self.time.withLock { $0 } }, random: { 0.5 },
                sleep: { duration in self.waits.withLock { $0.append(duration) } }),
            logger: quietLogger())
        do {
            let result = try await body(client)
            try await transport.shutdown()
            return result
        } catch {
            try await transport.shutdown()
            throw error
        }
    }

    func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
}

/// What a test server was asked, in order.
final class Record: Sendable {
    private let entries = Mutex<[String]>([])

    var all: [String] { entries.withLock { $0 } }

    func count(prefix: String) -> Int { all.count { $0.hasPrefix(prefix) } }

    func add(_ entry: String) { entries.withLock { $0.append(entry) } }

    /// Adds, and says how many times the same was added before.
    func count(_ entry: String) -> Int {
        entries.withLock { entries in
            let count = entries.count { $0 == entry }
            entries.append(entry)
            return count
        }
    }
}

func failure(
    _ body: () async throws -> some Sendable
) async -> RegistryClientError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? RegistryClientError
    }
}

extension HTTPField.Name {
    static let contentDigest = HTTPField.Name("Docker-Content-Digest")!
}

extension WebResponse {
    static func json(_ text: String, status: HTTPResponse.Status = .ok) -> WebResponse {
        WebResponse(
            status: status, headers: [.contentType: "application/json"],
            body: .bytes(ByteBuffer(string: text)))
    }
}

final class Counter: Sendable {
    private let number = Mutex(0)

    var value: Int {
        get { number.withLock { $0 } }
        set { number.withLock { $0 = newValue } }
    }

    /// One more; the number after it.
    func increase() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}
