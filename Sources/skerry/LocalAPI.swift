import AWSWire
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Shapes

/// The running control plane of a data directory, as its operator: signed with the root's key.
struct LocalAPI: Sendable {
    let endpoint: EndpointFile
    private let root: AccessKeyFile
    private let client: HTTPClient

    private static let timeout = TimeAmount.seconds(10)
    private static let longestAnswer = 1 << 20

    /// Finds the control plane; nothing is asked of it yet.
    init(_ directory: DataDirectory) throws {
        guard let endpoint = try StateFile.read(EndpointFile.self, from: directory.endpointFile),
            let root = try StateFile.read(AccessKeyFile.self, from: directory.rootCredentials)
        else {
            throw CommandFailure(
                "skerry has not run on \(directory.root) yet; start it with: skerry up --data-dir "
                    + directory.root)
        }
        self.endpoint = endpoint
        self.root = root
        client = HTTPClient(eventLoopGroupProvider: .singleton)
    }

    /// Ends the connections; call once, at the end.
    func close() async throws { try await client.shutdown() }

    /// Whether it answers that all is well.
    func isHealthy() async -> Bool {
        do { return try await health()["status"]?.string == "running" } catch { return false }
    }

    /// What `/_skerry/health` says.
    func health() async throws -> Value {
        let request = HTTPClientRequest(url: endpoint.localURL + "/_skerry/health")
        return try JSON.parse(try await send(request).body)
    }

    /// The root's key of the default account, or a new one of another account's root.
    func accessKey(account: String?) async throws -> AccessKeyFile {
        guard let account, account != root.account else { return root }
        let body = JSON.serialize(.object(["account": .string(account)]))
        let head = RequestHead(
            method: "POST", path: "/_skerry/credentials",
            headers: ["host": "127.0.0.1:\(endpoint.port)", "content-type": "application/json"])
        let added = SigV4.sign(
            head, payload: .of(body),
            credentials: .init(
                accessKeyID: root.accessKeyID, secretAccessKey: root.secretAccessKey),
            region: "us-east-1", service: "skerry", now: SystemTime.now())
        var request = HTTPClientRequest(url: endpoint.localURL + head.path)
        request.method = .POST
        for field in head.headers.fields + added.fields {
            request.headers.add(name: field.name, value: field.value)
        }
        request.body = .bytes(ByteBuffer(bytes: body))
        let answer = try await send(request)
        guard answer.status == 200 else {
            throw CommandFailure(
                "the control plane refused: \(String(decoding: answer.body, as: UTF8.self))")
        }
        return try JSON.decode(AccessKeyFile.self, from: answer.body)
    }

    private func send(
        _ request: HTTPClientRequest
    ) async throws -> (status: Int, body: [UInt8]) {
        do {
            let response = try await client.execute(request, timeout: Self.timeout)
            let body = try await response.body.collect(upTo: Self.longestAnswer)
            return (Int(response.status.code), Array(body.readableBytesView))
        } catch let error as HTTPClientError {
            throw unreachable(error)
        } catch let error as NIOConnectionError {
            throw unreachable(error)
        }
    }

    private func unreachable(_ error: any Error) -> CommandFailure {
        CommandFailure(
            "nothing answers at \(endpoint.localURL) (\(error)); start it with: skerry up")
    }
}
