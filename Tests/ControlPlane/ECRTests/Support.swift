import AWSWire
import ECRModel
import Events
import Foundation
import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import RegistryClient
import Shapes
import Store
import Synchronization
import Testing

@testable import ECR
@testable import RegistryStorage
@testable import WebServer

/// A registry over a memory store and a folder of its own, at a time that stands until it is moved.
final class World: Sendable {
    static let account = "123456789012"
    static let region = "eu-west-1"
    static let start = Timestamp(milliseconds: 1_700_000_000_000)
    static let secret = [UInt8](repeating: 7, count: 32)

    let store: MemoryStore
    let storage: LocalBlobStorage
    let service: ECRService
    /// Hears what the services tell.
    let events: EventHub
    private let clock: Clock

    private final class Clock: Sendable {
        let now = Mutex(World.start)
        let ids = Mutex(0)
    }

    private init(_ folder: String) throws {
        let clock = Clock()
        self.clock = clock
        store = MemoryStore()
        // No test here cuts the power, and a busy disk makes every sync wait.
        var calls = FileCalls.system
        calls.synchronize = { _ in 0 }
        storage = try LocalBlobStorage(root: folder, pool: .singleton, calls: calls)
        events = EventHub(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        service = Self.service(store, storage, events, World.secret, clock)
    }

    private static func service(
        _ store: MemoryStore, _ storage: LocalBlobStorage, _ events: EventHub,
        _ secret: [UInt8], _ clock: Clock
    ) -> ECRService {
        ECRService(
            store: store, storage: storage, events: events, secret: secret,
            endpoint: RegistryEndpoint(hostName: "skerry.localhost", port: 4566),
            upstreams: RegistryTransport(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { clock.now.withLock { $0 } },
            makeID: {
                let number = clock.ids.withLock { ids in
                    ids += 1
                    return ids
                }
                return "00000000-0000-4000-8000-" + String(repeating: "0", count: 9)
                    + String(number + 100)
            })
    }

    /// Runs `body` in a world that is gone afterwards, folder included.
    static func with<T>(_ body: (World) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("skerry-ecr-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(try World(folder))
    }

    /// Another server on the same state, with a secret of its own when it is given.
    func other(secret: [UInt8] = World.secret) -> ECRService {
        Self.service(store, storage, events, secret, clock)
    }

    var now: Timestamp { clock.now.withLock { $0 } }

    func advance(_ duration: Duration) {
        clock.now.withLock { $0 = $0 + duration }
    }

    func context(account: String = World.account, region: String = World.region) -> RequestContext {
        RequestContext(
            requestID: "r", account: account, region: region,
            principal: Principal(
                arn: "arn:aws:iam::\(account):root", userID: account, account: account,
                accessKeyID: "AKIAEXAMPLE"),
            now: now)
    }

    /// The caller of a session of the role `worker`.
    func session(
        account: String = World.account, address: String = "192.0.2.1"
    ) -> RequestContext {
        var context = context(account: account)
        context.principal.arn = "arn:aws:sts::\(account):assumed-role/worker/one"
        context.principal.userID = "AROAWORKERWORKERWORK:one"
        context.sourceAddress = address
        return context
    }
}

// MARK: - Operations in short

extension World {
    @discardableResult
    func createRepository(
        _ name: String, _ mutability: ECRAPI.ImageTagMutability? = nil, account: String = account
    ) async throws -> ECRAPI.Repository {
        let response = try await service.createRepository(
            .init {
                $0.repositoryName = name
                $0.imageTagMutability = mutability
            }, context(account: account))
        return try #require(response.repository)
    }

    /// Gives a repository a blob, as the layer operations do it.
    @discardableResult
    func upload(_ content: [UInt8], to repository: String) async throws -> Digest {
        let digest = Digest(of: content)
        let begun = try await service.initiateLayerUpload(
            .init { $0.repositoryName = repository }, context())
        let upload = try #require(begun.uploadId)
        _ = try await service.uploadLayerPart(
            .init {
                $0.repositoryName = repository
                $0.uploadId = upload
                $0.partFirstByte = 0
                $0.partLastByte = content.count - 1
                $0.layerPartBlob = Blob(content)
            }, context())
        _ = try await service.completeLayerUpload(
            .init {
                $0.repositoryName = repository
                $0.uploadId = upload
                $0.layerDigests = [digest.description]
            }, context())
        return digest
    }

    /// The manifest of an image whose blobs, named by `seed`, the repository has now.
    func image(_ seed: String, in repository: String) async throws -> TestManifest {
        let config = Array("{\"seed\":\"\(seed)\"}".utf8)
        let layer = Array("layer of \(seed)".utf8)
        try await upload(config, to: repository)
        try await upload(layer, to: repository)
        return TestManifest.image(config: config, layers: [layer])
    }

    @discardableResult
    func put(
        _ manifest: TestManifest, _ tag: String? = nil, in repository: String
    ) async throws -> ECRAPI.Image {
        let response = try await service.putImage(
            .init {
                $0.repositoryName = repository
                $0.imageManifest = manifest.text
                $0.imageTag = tag
            }, context())
        return try #require(response.image)
    }

    func tags(of manifest: TestManifest, in repository: String) async throws -> [String]? {
        let response = try await service.describeImages(
            .init {
                $0.repositoryName = repository
                $0.imageIds = [.init { $0.imageDigest = manifest.digest }]
            }, context())
        return response.imageDetails?.first?.imageTags
    }
}

extension World {
    /// Writes the tags `t<number>` of an image, as that many pushes would.
    func addTags(
        _ numbers: Range<Int>, to manifest: TestManifest, in repository: String
    ) async throws {
        let keys = RegistryKeys(RegistryScope(account: World.account, region: World.region))
        let name = try #require(RepositoryName(repository))
        let digest = try #require(Digest(manifest.digest))
        let stored = try await store.get(keys.image(name, digest))
        var record = try JSON.decode(ImageRecord.self, from: #require(stored).value)
        for number in numbers {
            let tag = try #require(ImageTag("t\(number)"))
            record.tags.append(tag.description)
            let tagged = TagRecord {
                $0.digest = digest.hex
                $0.mediaType = record.mediaType
            }
            try await store.put(keys.tag(name, tag), JSON.encode(tagged))
        }
        try await store.put(keys.image(name, digest), JSON.encode(record))
    }
}

/// What an operation refuses with, as code and status.
func refusal(
    _ operation: () async throws -> some Any, sourceLocation: SourceLocation = #_sourceLocation
) async -> AWSError? {
    await #expect(throws: AWSError.self, sourceLocation: sourceLocation) {
        _ = try await operation()
    }
}

// MARK: - Manifests

/// The text of a manifest.
struct TestManifest {
    let text: String

    var digest: String { Digest(of: Array(text.utf8)).description }
    var bytes: [UInt8] { Array(text.utf8) }

    static func image(
        config: [UInt8], layers: [[UInt8]], type: String = MediaType.ociManifest,
        more: String = ""
    ) -> TestManifest {
        let layers = layers.map {
            descriptor("application/vnd.oci.image.layer.v1.tar", Digest(of: $0), $0.count)
        }
        return TestManifest(
            text: """
                {"schemaVersion":2,"mediaType":"\(type)",\(more)"config":\
                \(descriptor("application/vnd.oci.image.config.v1+json", Digest(of: config), config.count)),\
                "layers":[\(layers.joined(separator: ","))]}
                """)
    }

    static func index(_ children: [TestManifest]) -> TestManifest {
        let entries = children.map {
            descriptor(MediaType.ociManifest, Digest(of: $0.bytes), $0.bytes.count)
        }
        return TestManifest(
            text: """
                {"schemaVersion":2,"mediaType":"\(MediaType.ociIndex)",\
                "manifests":[\(entries.joined(separator: ","))]}
                """)
    }

    static func descriptor(_ type: String, _ digest: Digest, _ size: Int) -> String {
        "{\"mediaType\":\"\(type)\",\"digest\":\"\(digest)\",\"size\":\(size)}"
    }
}

// MARK: - The distribution API

/// What the distribution API answered, its body read.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    /// The code of the error in the body.
    var code: String? {
        (try? JSON.parse(body))?["errors"]?.list?.first?.object?["code"]?.string
    }

    var json: Value? { try? JSON.parse(body) }

    subscript(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }
}

extension World {
    /// The `Authorization` of a docker client that was logged in now.
    func login(account: String = account, region: String = region) async throws -> String {
        try await login(context(account: account, region: region))
    }

    func login(_ caller: RequestContext) async throws -> String {
        let response = try await service.getAuthorizationToken(.init(), caller)
        let token = try #require(response.authorizationData?.first?.authorizationToken)
        return "Basic \(token)"
    }

    /// Sends a request as a client that has logged in, unless `authorization` says otherwise.
    func send(
        _ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields = [:],
        body: RequestBody = .empty, host: String? = "localhost:4566",
        authorization: String?? = .none
    ) async throws -> Answer {
        var headers = headers
        switch authorization {
        case .none: headers[.authorization] = try await login()
        case .some(let given): headers[.authorization] = given
        }
        let request = WebRequest(
            method: method, target: target, headers: headers, host: host, body: body)
        let response = await service.distribution.respond(to: request)
        return Answer(
            status: response.status.code, headers: response.headers,
            body: try Self.read(response.body))
    }

    func send(
        _ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields = [:],
        bytes: [UInt8], authorization: String?? = .none
    ) async throws -> Answer {
        try await send(
            method, target, headers, body: .bytes(ByteBuffer(bytes: bytes)),
            authorization: authorization)
    }

    private static func read(_ body: ResponseBody) throws -> [UInt8] {
        switch body {
        case .empty: return []
        case .bytes(let buffer): return Array(buffer.readableBytesView)
        case .file(let region):
            var bytes = [UInt8](repeating: 0, count: region.length)
            let count = pread(
                region.file.descriptor, &bytes, region.length, off_t(region.offset))
            try #require(count == region.length)
            return bytes
        case .stream, .webSocket:
            Issue.record("the distribution API does not answer like this")
            return []
        }
    }
}

/// A body that arrives in pieces of unknown total length and then, with `failure`, breaks off.
func chunked(_ pieces: [[UInt8]], failure: RequestBody.Failed? = nil) -> RequestBody {
    let rest = Rest(pieces)
    return RequestBody(expectedLength: nil) {
        if let piece = rest.next() { return ByteBuffer(bytes: piece) }
        if let failure { throw failure }
        return nil
    }
}

private final class Rest: Sendable {
    private let pieces: Mutex<ArraySlice<[UInt8]>>

    init(_ pieces: [[UInt8]]) { self.pieces = Mutex(pieces[...]) }

    func next() -> [UInt8]? { pieces.withLock { $0.popFirst() } }
}
