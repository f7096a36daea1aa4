import ECRModel
import Events
import HTTPTypes
import Logging
import NIOCore
import RegistryStorage
import ServiceLifecycle
import Shapes
import Store
import Synchronization
import Testing
import WebServer

@testable import ECR

/// A registry to pull from, whose images are set at will.
private final class Upstream: WebHandler {
    private struct State {
        var manifests: [String: TestManifest] = [:]
        var blobs: [String: [UInt8]] = [:]
        var status: HTTPResponse.Status?
        var asked: [String] = []
    }

    private let state = Mutex(State())

    /// What has been asked since the last time.
    func takeAsked() -> [String] {
        state.withLock { state in
            defer { state.asked = [] }
            return state.asked
        }
    }

    /// Answers everything with this status; nil for as it should be.
    func fail(_ status: HTTPResponse.Status?) { state.withLock { $0.status = status } }

    /// Lets the tag mean an image made of `seed`.
    @discardableResult
    func set(_ name: String, _ tag: String, _ seed: String) -> TestManifest {
        let (config, layer) = (Array("{\"seed\":\"\(seed)\"}".utf8), Array("layer \(seed)".utf8))
        let manifest = TestManifest.image(config: config, layers: [layer])
        state.withLock { state in
            for content in [config, layer] {
                state.blobs[Digest(of: content).description] = content
            }
            for reference in [tag, manifest.digest] {
                state.manifests["/v2/\(name)/manifests/\(reference)"] = manifest
            }
        }
        return manifest
    }

    func respond(to request: WebRequest) async -> WebResponse {
        state.withLock { state in
            state.asked.append("\(request.method.rawValue) \(request.rawPath)")
            if let status = state.status { return WebResponse(status: status) }
            if let manifest = state.manifests[request.rawPath] {
                let isHead = request.method == .head
                return WebResponse(
                    headers: [
                        .contentType: MediaType.ociManifest, .contentDigest: manifest.digest,
                        .contentLength: String(manifest.bytes.count),
                    ], body: isHead ? .empty : .bytes(ByteBuffer(bytes: manifest.bytes)))
            }
            let digest = request.rawPath.split(separator: "/").last.map(String.init) ?? ""
            guard let blob = state.blobs[digest] else { return WebResponse(status: .notFound) }
            return WebResponse(body: .bytes(ByteBuffer(bytes: blob)))
        }
    }
}

@Suite struct PullThroughTests {
    private static let scope = RegistryScope(account: World.account, region: World.region)

    /// A world with a rule `cache` for an upstream registry, that works at fetching.
    private func with(
        _ body: (World, Upstream) async throws -> Void
    ) async throws {
        let upstream = Upstream()
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        var options = WebServerOptions(host: "127.0.0.1", port: 0)
        options.drainTimeout = .milliseconds(50)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = WebServer(options: options, handler: upstream, logger: quiet) { addresses in
            ready.yield(addresses.first?.port ?? -1)
        }
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: server)], logger: quiet))
        try await World.with { world in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                tasks.addTask { await world.service.pullThrough.run() }
                var iterator = ports.makeAsyncIterator()
                let port = await iterator.next() ?? -1
                _ = try await world.service.createPullThroughCacheRule(
                    .init {
                        $0.ecrRepositoryPrefix = "cache"
                        $0.upstreamRegistryUrl = "127.0.0.1:\(port)"
                    }, world.context())
                do {
                    try await body(world, upstream)
                } catch {
                    tasks.cancelAll()
                    throw error
                }
                await group.triggerGracefulShutdown()
                tasks.cancelAll()
            }
        }
    }

    private func digest(
        _ world: World, _ reference: String = "latest", _ name: String = "cache/app"
    ) async throws -> String? {
        try await world.send(.head, "/v2/\(name)/manifests/\(reference)")["Docker-Content-Digest"]
    }

    @Test func aTagIsComparedOnceADay() async throws {
        try await with { (world, upstream) async throws in
            let first = upstream.set("app", "latest", "one")
            #expect(try await digest(world) == first.digest)
            #expect(upstream.takeAsked().count == 3)
            let second = upstream.set("app", "latest", "two")
            world.advance(.seconds(24 * 3600 - 1))
            #expect(try await digest(world) == first.digest)
            #expect(upstream.takeAsked() == [])
            world.advance(.seconds(1))
            #expect(try await digest(world) == second.digest)
            #expect(
                upstream.takeAsked().prefix(2) == [
                    "HEAD /v2/app/manifests/latest", "GET /v2/app/manifests/latest",
                ])
            // The one before stays, by its digest.
            #expect(try await world.tags(of: first, in: "cache/app") == nil)
            #expect(try await digest(world, first.digest) == first.digest)
            world.advance(.seconds(24 * 3600))
            #expect(try await digest(world) == second.digest)
            #expect(upstream.takeAsked() == ["HEAD /v2/app/manifests/latest"])
            #expect(try await digest(world) == second.digest)
            #expect(upstream.takeAsked() == [])
        }
    }

    @Test func whatIsCachedIsGivenWhenTheUpstreamIsNot() async throws {
        try await with { (world, upstream) async throws in
            let image = upstream.set("app", "latest", "one")
            #expect(try await digest(world) == image.digest)
            world.advance(.seconds(24 * 3600))
            for status in [HTTPResponse.Status.notFound, .forbidden, .tooManyRequests] {
                upstream.fail(status)
                _ = upstream.takeAsked()
                #expect(try await digest(world) == image.digest)
                #expect(upstream.takeAsked().count == 1)
                // Not asked again for a while.
                #expect(try await digest(world) == image.digest)
                #expect(upstream.takeAsked() == [])
                world.advance(PullThrough.refreshDelay)
            }
            upstream.fail(nil)
            let next = upstream.set("app", "latest", "two")
            #expect(try await digest(world) == next.digest)
        }
    }

    @Test func tagsOfClientsAndImmutableTagsStay() async throws {
        try await with { world, upstream in
            let cached = upstream.set("app", "latest", "one")
            #expect(try await digest(world) == cached.digest)
            let own = try await world.image("own", in: "cache/app")
            try await world.put(own, "mine", in: "cache/app")
            upstream.set("app", "mine", "theirs")
            upstream.set("app", "latest", "two")
            _ = try await world.service.putImageTagMutability(
                .init {
                    $0.repositoryName = "cache/app"
                    $0.imageTagMutability = .immutable
                }, world.context())
            _ = upstream.takeAsked()
            world.advance(.seconds(48 * 3600))
            #expect(try await digest(world, "mine") == own.digest)
            #expect(try await digest(world) == cached.digest)
            #expect(upstream.takeAsked() == [])
            // New tags come all the same.
            let other = upstream.set("app", "other", "three")
            #expect(try await digest(world, "other") == other.digest)
        }
    }

    @Test func attemptsAreTold() async throws {
        try await with { world, upstream in
            let stream = world.events.subscribe()
            let image = upstream.set("app", "latest", "one")
            _ = try await digest(world)
            upstream.fail(.forbidden)
            #expect(try await world.send(.get, "/v2/cache/app/manifests/2").status == 403)
            var told: [ServiceEvent] = []
            for await event in stream {
                guard event.detailType == "ECR Pull Through Cache Action" else { continue }
                told.append(event)
                if told.count == 2 { break }
            }
            let arn = "arn:aws:ecr:\(World.region):\(World.account):repository/cache/app"
            #expect(told.map(\.resources) == [[arn], [arn]])
            #expect(told[0].detail["sync-status"] == .string("SUCCESS"))
            #expect(told[0].detail["rule-version"] == .string("1"))
            #expect(told[0].detail["ecr-repository-prefix"] == .string("cache"))
            #expect(told[0].detail["repository-name"] == .string("cache/app"))
            #expect(told[0].detail["image-tag"] == .string("latest"))
            #expect(told[0].detail["image-digest"] == .string(image.digest))
            #expect(told[1].detail["sync-status"] == .string("FAILURE"))
            #expect(told[1].detail["failure-code"] == .string("UpstreamAccessDenied"))
            #expect(told[1].detail["failure-reason"]?.string?.isEmpty == false)
        }
    }

    @Test func requestsThatCameThroughHereGoNoFurther() async throws {
        try await with { world, upstream in
            upstream.set("app", "latest", "one")
            let via = HTTPField.Name.skerryVia
            let own = world.service.pullThrough.upstreams.serverID
            let long = Array(repeating: "x", count: Upstreams.longestVia).joined(separator: ",")
            for value in [own, "other,\(own)", long] {
                let answer = try await world.send(
                    .get, "/v2/cache/app/manifests/latest", [via: value])
                #expect(answer.status == 404)
            }
            #expect(upstream.takeAsked() == [])
            let answer = try await world.send(
                .get, "/v2/cache/app/manifests/latest", [via: "other"])
            #expect(answer.status == 200)
        }
    }

    @Test func collectionAndVerificationAgreeWithWhatIsCached() async throws {
        try await with { world, upstream in
            let image = upstream.set("app", "latest", "one")
            _ = try await digest(world)
            world.advance(.seconds(48 * 3600))
            let report = try await world.service.collectGarbage(isDryRun: false)
            #expect(report.removedBlobs == 0 && report.removedLinks == 0)
            #expect(try await world.service.verify().isClean)
            #expect(try await digest(world, image.digest) == image.digest)
        }
    }

    @Test func aBrokenSecretOrRuleIsToldApart() async throws {
        try await World.with { world in
            let arn =
                "arn:aws:secretsmanager:\(World.region):\(World.account):secret:"
                + "ecr-pullthroughcache/x"
            let key = RegistryKeys(Self.scope).upstreamSecret("x")
            try await world.store.put(key, Array("{".utf8))
            let error = await #expect(throws: AWSErrorCode.self) {
                do {
                    _ = try await world.service.createPullThroughCacheRule(
                        .init {
                            $0.ecrRepositoryPrefix = "cache"
                            $0.upstreamRegistryUrl = "quay.io"
                            $0.credentialArn = arn
                        }, world.context())
                } catch {
                    throw AWSErrorCode("\(error)")
                }
            }
            #expect(error?.text.contains("UnableToDecryptSecretValueException") == true)
        }
    }
}

private struct AWSErrorCode: Error {
    var text: String
    init(_ text: String) { self.text = text }
}
