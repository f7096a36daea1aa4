import AsyncHTTPClient
package import Logging
import NIOCore
import NIOHTTP1
package import Shapes
import Synchronization

/// A client of one registry that speaks the OCI distribution API, as one user or as nobody.
///
/// Credentials go to the registry itself and to the token server that it names, never to where it
/// redirects. A request that is refused for want of authorization is made again once, with a fresh
/// token; one that fails for a moment's reason as often as ``Options/attempts`` says.
package final class RegistryClient: Sendable {
    package struct Options: Sendable {
        /// Of each request, the first included; of a blob, in a row without one byte more.
        package var attempts = 3
        /// Broken connections of one blob in all.
        package var interruptions = 20
        /// The wait after the first failure; it doubles, with jitter, up to 5 s.
        package var backoff = Duration.milliseconds(200)
        /// To the head of each answer, and for a manifest or token to its end.
        package var answerTimeout = Duration.seconds(30)
        /// For one blob from its first byte to its last.
        package var transferTimeout = Duration.seconds(3600)
        /// Fields to send with every request to the registry.
        package var fields: [(name: String, value: String)] = []

        package init() {}
    }

    /// Time and chance; tests bring their own.
    package struct Environment: Sendable {
        package var now: @Sendable () -> Timestamp
        /// From 0 up to 1.
        package var random: @Sendable () -> Double
        package var sleep: @Sendable (Duration) async throws -> Void

        package init(
            now: @escaping @Sendable () -> Timestamp,
            random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
            sleep: @escaping @Sendable (Duration) async throws -> Void = {
                try await Task.sleep(for: $0)
            }
        ) {
            self.now = now
            self.random = random
            self.sleep = sleep
        }
    }

    /// Bytes of a manifest: the minimum that registries must take, and ECR's limit.
    package static let maximumManifest = 4 << 20
    static let maximumToken = 256 << 10
    static let maximumErrorBody = 16 << 10
    static let maximumRedirects = 5

    package let address: RegistryAddress
    let credentials: RegistryCredentials?
    let transport: RegistryTransport
    let options: Options
    let environment: Environment
    let logger: Logger
    private let cache = Mutex(AuthorizationCache())

    package init(
        _ address: RegistryAddress, credentials: RegistryCredentials?,
        transport: RegistryTransport, options: Options = Options(), environment: Environment,
        logger: Logger
    ) {
        self.address = address
        self.credentials = credentials
        self.transport = transport
        self.options = options
        self.environment = environment
        self.logger = logger
    }

    /// Shows that there is a registry that accepts the credentials.
    package func ping() async throws(RegistryClientError) {
        let answer = try await retrying { () async throws(RegistryClientError) in
            try await self.send(Request(.GET, self.address.base))
        }
        _ = try? await answer.body(limit: Self.maximumErrorBody)
    }

    // MARK: Requests

    /// One request, which can be made several times.
    struct Request: Sendable {
        var method: HTTPMethod
        var url: RegistryURL
        var fields: [(name: String, value: String)] = []
        /// What a token must allow, such as `repository:name:pull`.
        var scopes: [String] = []
        var body: (@Sendable () async throws -> HTTPClientRequest.Body)?

        init(
            _ method: HTTPMethod, _ url: RegistryURL, scopes: [String] = [],
            fields: [(name: String, value: String)] = [],
            body: (@Sendable () async throws -> HTTPClientRequest.Body)? = nil
        ) {
            self.method = method
            self.url = url
            self.scopes = scopes
            self.fields = fields
            self.body = body
        }
    }

    static func pull(_ repository: String) -> [String] { ["repository:\(repository):pull"] }
    static func push(_ repository: String) -> [String] { ["repository:\(repository):pull,push"] }

    /// Makes a request, with authorization, following redirects of GET and HEAD. The answer is of a
    /// status below 400; anything else is thrown.
    func send(_ request: Request) async throws(RegistryClientError) -> Answer {
        let known = cache.withLock { $0.header(for: request.scopes, at: environment.now()) }
        var answer = try await follow(request, authorization: known)
        if answer.status == 401, answer.url.isSameOrigin(as: request.url) {
            cache.withLock { $0.forget(request.scopes) }
            let reason = await answer.reason()
            let header = try await authorize(answer, request, reason)
            answer = try await follow(request, authorization: header)
        }
        if answer.status < 400 { return answer }
        throw await answer.error()
    }

    private func follow(
        _ request: Request, authorization: String?
    ) async throws(RegistryClientError) -> Answer {
        var url = request.url
        for _ in 0...Self.maximumRedirects {
            let isOwn = url.isSameOrigin(as: request.url)
            var fields = request.fields
            if isOwn {
                fields += options.fields
                if let authorization { fields.append(("Authorization", authorization)) }
            }
            let answer = try await execute(request, url, fields)
            guard [301, 302, 303, 307, 308].contains(answer.status),
                request.method == .GET || request.method == .HEAD
            else { return answer }
            guard let location = answer.field("Location"), let next = url.resolving(location)
            else { throw .protocolViolation("a redirect to nowhere") }
            guard next.address.scheme == .https || url.address.scheme == .http else {
                throw .protocolViolation("a redirect from https to http")
            }
            _ = try? await answer.body(limit: Self.maximumErrorBody)
            url = next
        }
        throw .protocolViolation("more than \(Self.maximumRedirects) redirects")
    }

    private func execute(
        _ request: Request, _ url: RegistryURL, _ fields: [(name: String, value: String)]
    ) async throws(RegistryClientError) -> Answer {
        var message = HTTPClientRequest(url: url.description)
        message.method = request.method
        message.headers.add(name: "User-Agent", value: "skerry")
        for field in fields { message.headers.add(name: field.name, value: field.value) }
        do {
            if let body = request.body { message.body = try await body() }
            let response = try await transport.http.execute(
                message, timeout: TimeAmount(options.answerTimeout))
            return Answer(
                url: url, response: response, environment: environment,
                timeout: options.answerTimeout)
        } catch {
            throw Answer.translate(error)
        }
    }

    // MARK: Authorization

    private func authorize(
        _ answer: Answer, _ request: Request, _ reason: String
    ) async throws(RegistryClientError) -> String {
        let challenges = Challenge.parse(answer.fields("WWW-Authenticate"))
        switch AuthorizationAnswer(
            challenges, to: answer.url, scopes: request.scopes, credentials: credentials)
        {
        case .none: throw .unauthorized(reason)
        case .basic(let credentials):
            return cache.withLock { cache in
                cache.useBasic(credentials)
                return credentials.basicHeader
            }
        case .token(let server, let scopes):
            let token = try await retrying { () async throws(RegistryClientError) in
                try await self.token(server, scopes)
            }
            return cache.withLock {
                $0.keep(token, for: request.scopes, at: environment.now())
            }
        }
    }

    private func token(
        _ server: AuthorizationCache.TokenServer, _ scopes: [String]
    ) async throws(RegistryClientError) -> TokenAnswer {
        var query = server.service.map { [(name: "service", value: $0)] } ?? []
        query += scopes.map { ("scope", $0) }
        if let credentials { query.append(("account", credentials.username)) }
        let request = Request(.GET, server.realm.adding(query))
        let answer = try await follow(request, authorization: credentials?.basicHeader)
        switch answer.status {
        case 200: break
        case 401, 403: throw .unauthorized(await answer.reason())
        case let status where status >= 400: throw await answer.error()
        default: throw .protocolViolation("the token server answers \(answer.status)")
        }
        guard let token = TokenAnswer(try await answer.body(limit: Self.maximumToken)) else {
            throw .protocolViolation("the token server's answer has no token")
        }
        return token
    }

    // MARK: Trying again

    func retrying<T>(
        _ attempt: () async throws(RegistryClientError) -> T
    ) async throws(RegistryClientError) -> T {
        var failures = 0
        while true {
            do throws(RegistryClientError) {
                return try await attempt()
            } catch {
                failures += 1
                guard error.isTransient, failures < options.attempts else { throw error }
                try await wait(after: failures, error)
            }
        }
    }

    func wait(
        after failures: Int, _ error: RegistryClientError
    ) async throws(RegistryClientError) {
        logger.debug(
            "registry request failed, will retry",
            metadata: ["registry": "\(address)", "error": "\(error)"])
        var bound = options.backoff
        for _ in 1..<max(1, min(failures, 16)) where bound < .seconds(5) { bound *= 2 }
        do {
            // At least half of it: a registry that restarts takes its time.
            try await environment.sleep(
                min(bound, .seconds(5)) * (0.5 + environment.random() / 2))
        } catch {
            throw .cancelled
        }
    }
}
