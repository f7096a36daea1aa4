import AWSWire
import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import Processes
import RegistryStorage
import S3Storage
import Shapes
import Testing

/// An S3-compatible server (moto's) that runs for as long as a suite.
struct ObjectStore: Sendable {
    @TaskLocal static var current: ObjectStore?

    let endpoint: String

    /// The interpreter that has moto; nil where `make test` has not installed it.
    static let python: String? = {
        let path = root + "/.venv/bin/python"
        let library = root + "/.venv/lib"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
        return versions.contains { version in
            FileManager.default.fileExists(atPath: "\(library)/\(version)/site-packages/moto")
        } ? path : nil
    }()

    private static let root = #filePath.split(separator: "/").dropLast(4)
        .map { "/" + $0 }.joined()

    /// Runs the server around `body`.
    static func with(_ body: @Sendable () async throws -> Void) async throws {
        guard let python else { return try await body() }
        try await withFolder { folder in
            let server = try ChildProcess(
                python,
                [
                    root + "/Tests/ObjectStore/server.py", folder + "/port",
                    String(Bucket.smallPart),
                ],
                output: folder + "/output")
            do {
                let port = try await port(folder, server)
                try await $current.withValue(.init(endpoint: "http://127.0.0.1:\(port)")) {
                    try await body()
                }
            } catch {
                await server.stop(grace: .seconds(5))
                throw error
            }
            await server.stop(grace: .seconds(5))
        }
    }

    private static func port(_ folder: String, _ server: ChildProcess) async throws -> Int {
        let deadline = ContinuousClock.now + .seconds(120)
        while server.ending == nil, ContinuousClock.now < deadline {
            if let text = try? String(contentsOfFile: folder + "/port", encoding: .utf8),
                let port = Int(text)
            {
                return port
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        let output = try? String(contentsOfFile: folder + "/output", encoding: .utf8)
        throw Failure(text: "the object store did not start: \(output ?? "")")
    }

    struct Failure: Error { let text: String }

    static let credentials = SigV4.Credentials(accessKeyID: "test", secretAccessKey: "test")
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs `body` with a bucket of its own.
    func withBucket<T>(_ body: (Bucket) async throws -> T) async throws -> T {
        let connections = S3Connections()
        let name = "bucket-" + UUID().uuidString.lowercased()
        let bucket = Bucket(
            location: try S3Location("s3://\(name)/skerry?endpoint=\(endpoint)"),
            url: "\(endpoint)/\(name)", connections: connections)
        do {
            var request = HTTPClientRequest(url: bucket.url)
            request.method = .PUT
            _ = try await connections.send(request, timeout: .seconds(60))
            let result = try await body(bucket)
            try await connections.shutdown()
            return result
        } catch {
            try await connections.shutdown()
            throw error
        }
    }
}

/// A new bucket and what opens storages on it.
struct Bucket: Sendable {
    /// Bytes of a part where tests want many parts and little content.
    static let smallPart = 1 << 16

    let location: S3Location
    let url: String
    let connections: S3Connections

    /// A storage as another process would open it.
    func storage(
        _ transport: (any S3Transport)? = nil, owner: String = "one",
        retries: S3Retries = .quick, lease: Duration = .seconds(30), partSize: Int? = nil
    ) async throws -> S3BlobStorage {
        var options = S3BlobStorage.Options()
        options.retries = retries
        options.deletionLease = lease
        if let partSize { options.partSize = partSize }
        return try await S3BlobStorage(
            location, owner: owner, credentials: ObjectStore.credentials,
            transport: transport ?? connections, options: options,
            now: Self.now,
            logger: ObjectStore.logger)
    }

    /// Reads, writes or deletes an object behind the storages' backs.
    @discardableResult
    func send(
        _ method: HTTPMethod, _ key: String, _ content: [UInt8] = [], fields: HTTPHeaders = [:]
    ) async throws -> (headers: HTTPHeaders, content: [UInt8]) {
        let head = RequestHead(
            method: method.rawValue, path: "/\(location.bucket)/skerry/\(key)", query: "",
            headers: ["host": location.authority])
        let signature = SigV4.sign(
            head, payload: .of(content), credentials: ObjectStore.credentials,
            region: location.region, service: "s3", now: Self.now())
        var request = HTTPClientRequest(url: "\(url)/skerry/\(key)")
        request.method = method
        request.headers = fields
        for field in signature.fields { request.headers.add(name: field.name, value: field.value) }
        if method == .PUT { request.body = .bytes(ByteBuffer(bytes: content)) }
        let response = try await connections.send(request, timeout: .seconds(60))
        guard (200..<300).contains(response.status.code) else {
            throw ObjectStore.Failure(text: "\(method) \(key): \(response.status)")
        }
        let body = try await response.body.collect(upTo: 64 << 20)
        return (response.headers, Array(buffer: body))
    }

    /// Puts other content in the place of a blob's, as a store does that loses bits.
    func damage(_ digest: Digest, _ content: [UInt8]) async throws {
        let key = "blobs/\(digest.hex)"
        let headers = try await send(.HEAD, key).headers
        if let data = headers.first(name: "x-amz-meta-skerry-data") {
            try await send(.PUT, String(data.dropFirst(7)), content)
        } else {
            let fields = headers.filter { $0.name.lowercased().hasPrefix("x-amz-meta-") }
            try await send(.PUT, key, content, fields: HTTPHeaders(fields.map { ($0, $1) }))
        }
    }

    @Sendable private static func now() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    /// Keys of all objects, without the prefix, in order.
    func keys() async throws -> [String] {
        try await elements("Key", of: "\(url)?list-type=2").map { String($0.dropFirst(7)) }
    }

    /// Keys of multipart uploads that have not ended.
    func multiparts() async throws -> [String] { try await elements("Key", of: "\(url)?uploads") }

    private func elements(_ name: String, of url: String) async throws -> [String] {
        let response = try await connections.send(
            HTTPClientRequest(url: url), timeout: .seconds(60))
        let text = String(buffer: try await response.body.collect(upTo: 4 << 20))
        return text.components(separatedBy: "<\(name)>").dropFirst().map { piece in
            String(piece.prefix { $0 != "<" })
        }
    }
}

extension S3Retries {
    /// As many attempts as ever, without the patience.
    static let quick: S3Retries = {
        var retries = S3Retries()
        retries.base = .milliseconds(1)
        retries.cap = .milliseconds(20)
        return retries
    }()
}

/// Runs an object store around the suite.
struct ObjectStoreTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await ObjectStore.with(function)
    }
}

/// All suites that need an object store, so that they share one.
@Suite(ObjectStoreTrait()) enum StorageSuites {}
