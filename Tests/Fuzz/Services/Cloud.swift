import AWSWire
import ArgumentParser
import ECS
import ECSCore
import Foundation
import Gateway
import HTTPTypes
import IAM
import Logging
import NIOCore
import ServiceLifecycle
import RegistryStorage
import Shapes
import Store
import Testing
import WebServer

@testable import skerry

/// The whole control plane over a store in memory, without a socket.
struct Cloud: Sendable {
    let gateway: Gateway
    let ecs: ECSService
    /// The key of the default account's root.
    let key: SigV4.Credentials

    /// Runs `body` with a control plane of its own.
    static func with(
        store: any UpkeptStore = MemoryStore(), port: Int = 4566,
        _ body: @Sendable @escaping (Cloud) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/skerry-fuzz-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let directory = DataDirectory(folder)
        try directory.create()
        try await with(store, directory, port: port, body)
    }

    /// Runs `body` with a control plane over `store` whose files are in `directory`.
    static func with(
        _ store: any UpkeptStore, _ directory: DataDirectory, port: Int = 4566,
        _ body: @Sendable @escaping (Cloud) async throws -> Void
    ) async throws {
        let logger = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
        let credentials = try await CredentialStore.open(store, randomBytes: SystemRandom.bytes)
        let key = try await credentials.createAccessKey(
            for: .root(account: Defaults.account), now: SystemTime.now(),
            randomBytes: SystemRandom.bytes)
        let services = try await Services(
            store: store, content: try LocalBlobStorage(root: directory.registry),
            directory: directory, hostname: "skerry.localhost", port: port,
            credentials: credentials, logger: logger)
        let plane = ControlPlane(
            directory: directory, options: try ServerOptions.parse([]), logger: logger)
        let cloud = Cloud(
            gateway: plane.gateway(services, credentials), ecs: services.ecs, key: key)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services.running(store, logger: logger) {
                group.addTask { try await service.service.run() }
            }
            defer { group.cancelAll() }
            try await body(cloud)
        }
    }

    /// What the gateway answers, its body in memory.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: [UInt8]
        let duration: Duration

        var text: String { String(decoding: body.prefix(2_000), as: UTF8.self) }

        func wire() -> WireResponse {
            WireResponse(
                status: status,
                headers: HeaderList(headers.map { .init(name: $0.name.rawName, value: $0.value) }),
                body: body)
        }
    }

    /// Sends a request, signed for `service` unless that is nil.
    func send(
        _ request: WireRequest, service: String?, signing key: SigV4.Credentials? = nil
    ) async -> Answer {
        var head = request.head
        if head.headers["host"] == nil { head.headers.append("host", "localhost:4566") }
        var fields = HTTPFields()
        let signature =
            service.map {
                SigV4.sign(
                    head, payload: .of(request.body), credentials: key ?? self.key,
                    region: "us-east-1", service: $0, now: SystemTime.now()
                ).fields
            } ?? []
        for field in head.headers.fields + signature where field.name.lowercased() != "host" {
            guard let name = HTTPField.Name(field.name) else { continue }
            fields.append(HTTPField(name: name, value: field.value))
        }
        let query = head.query.isEmpty ? "" : "?" + head.query
        let start = ContinuousClock.now
        let response = await gateway.respond(
            to: WebRequest(
                method: HTTPRequest.Method(head.method) ?? .post, target: head.path + query,
                headers: fields, host: head.headers["host"],
                body: .bytes(ByteBuffer(bytes: request.body))))
        var body: [UInt8] = []
        if case .bytes(let buffer) = response.body { body = Array(buffer.readableBytesView) }
        return Answer(
            status: response.status.code, headers: response.headers, body: body,
            duration: ContinuousClock.now - start)
    }
}

extension Cloud {
    /// Makes an instance that `answer` registers look as if its agent had a session, so that tasks
    /// are placed on it.
    func connectAgent(of operation: OperationModel, _ answer: Answer) async throws {
        guard operation.name == "RegisterContainerInstance", answer.status == 200,
            let instance = try JSON.parse(answer.body)["containerInstance"],
            let arn = instance["containerInstanceArn"]?.string
        else { return }
        let cluster = arn.split(separator: "/").dropFirst().first.map(String.init)
        let scope = Scope(account: Defaults.account, region: Defaults.region)
        if let work = try await ecs.work(ofInstance: arn, cluster: cluster, scope) {
            ecs.sessionOpened(work)
        }
    }
}
