import AWSWire
import AsyncHTTPClient
import EC2Model
import ECSCore
import ECSModel
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Shapes

/// The running control plane of a data directory, as its operator: signed with the root's key.
struct LocalAPI: Sendable {
    let endpoint: EndpointFile
    private let root: AccessKeyFile
    private let directory: DataDirectory
    private let region: String

    /// One for the life of the command. What does not answer is reported at once.
    private static let client = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    private static let timeout = TimeAmount.seconds(10)
    private static let longestWork = TimeAmount.hours(7 * 24)
    private static let longestAnswer = 1 << 20

    /// Finds the control plane; nothing is asked of it yet.
    init(_ directory: DataDirectory, region: String = "us-east-1") throws {
        guard let endpoint = try StateFile.read(EndpointFile.self, from: directory.endpointFile),
            let root = try StateFile.read(AccessKeyFile.self, from: directory.rootCredentials)
        else {
            throw CommandFailure(
                "skerry has not run on \(directory.root) yet; start it with: skerry up --data-dir "
                    + directory.root)
        }
        self.endpoint = endpoint
        self.root = root
        self.directory = directory
        self.region = region
    }

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
        return try await newKey(["account": .string(account)])
    }

    /// Gives this machine an identity and a key when it has none yet.
    func ensureMachineCredentials(_ directory: DataDirectory) async throws {
        let identity: MachineIdentity
        if let known = try StateFile.read(MachineIdentity.self, from: directory.machineIdentity) {
            identity = known
        } else {
            identity = .random()
            try StateFile.write(identity, to: directory.machineIdentity)
        }
        let known = try StateFile.read(AccessKeyFile.self, from: directory.machineCredentials)
        guard known == nil else { return }
        let key = try await newKey([
            "account": .string(root.account), "instance": .string(identity.instanceID),
        ])
        try StateFile.write(key, to: directory.machineCredentials)
    }

    /// A new access key of a machine of an account.
    func machineKey(account: String, instance: String) async throws -> AccessKeyFile {
        try await newKey(["account": .string(account), "instance": .string(instance)])
    }

    /// Gives this computer, as a host of machines, a key when it has none yet.
    func ensureHostCredentials(_ directory: DataDirectory, name: String) async throws {
        let known = try StateFile.read(AccessKeyFile.self, from: directory.hostCredentials)
        guard known == nil else { return }
        try StateFile.write(
            try await machineKey(account: root.account, instance: name),
            to: directory.hostCredentials)
    }

    /// Calls an operation of ECS and returns its output.
    func ecs<Output: Shape>(
        _ name: String, _ input: some Shape, _ output: Output.Type
    ) async throws -> Output {
        try await call(ECSAPI.model, .json, name, input, output)
    }

    /// Calls an operation of EC2 and returns its output.
    func ec2<Output: Shape>(
        _ name: String, _ input: some Shape, _ output: Output.Type
    ) async throws -> Output {
        try await call(EC2API.model, .ec2, name, input, output)
    }

    private func call<Output: Shape>(
        _ model: ServiceModel, _ wireProtocol: WireProtocol, _ name: String, _ input: some Shape,
        _ output: Output.Type
    ) async throws -> Output {
        guard let operation = model.operations[name] else {
            throw CommandFailure("\(model.serviceID) has no operation \(name)")
        }
        let codec = Codec(model: model, wireProtocol: wireProtocol)
        let wire = codec.encodeRequest(
            operation, input.encoded, host: "127.0.0.1:\(endpoint.port)", token: UUID().uuidString)
        let answer = try await sendSigned(wire, service: model.signingName)
        let value = try codec.decodeResponse(
            operation, WireResponse(status: answer.status, headers: [:], body: answer.body))
        return try Output.decoded(from: value)
    }

    /// Whether a machine of the cluster has an agent that is connected.
    func hasConnectedMachine(cluster: String) async throws -> Bool {
        do {
            let list = try await ecs(
                "ListContainerInstances",
                ECSAPI.ListContainerInstancesRequest { $0.cluster = cluster },
                ECSAPI.ListContainerInstancesResponse.self)
            guard let names = list.containerInstanceArns, !names.isEmpty else { return false }
            let found = try await ecs(
                "DescribeContainerInstances",
                ECSAPI.DescribeContainerInstancesRequest {
                    $0.cluster = cluster
                    $0.containerInstances = Array(names.prefix(100))
                }, ECSAPI.DescribeContainerInstancesResponse.self)
            return found.containerInstances?.contains { $0.agentConnected == true } ?? false
        } catch let error as AWSError where error.code == "ClusterNotFoundException" {
            return false
        }
    }

    /// What the machines of the region have left.
    func capacity() async throws -> CapacityReport {
        let head = RequestHead(
            method: "POST", path: "/_skerry/capacity",
            headers: ["host": "127.0.0.1:\(endpoint.port)"])
        let answer = try await sendSigned(WireRequest(head: head, body: []), service: "skerry")
        guard answer.status == 200 else {
            throw CommandFailure(
                "the control plane refused: \(String(decoding: answer.body, as: UTF8.self))")
        }
        return try JSON.decode(CapacityReport.self, from: answer.body)
    }

    private func newKey(_ members: Object) async throws -> AccessKeyFile {
        let body = JSON.serialize(.object(members))
        let head = RequestHead(
            method: "POST", path: "/_skerry/credentials",
            headers: ["host": "127.0.0.1:\(endpoint.port)", "content-type": "application/json"])
        let answer = try await sendSigned(WireRequest(head: head, body: body), service: "skerry")
        guard answer.status == 200 else {
            throw CommandFailure(
                "the control plane refused: \(String(decoding: answer.body, as: UTF8.self))")
        }
        return try JSON.decode(AccessKeyFile.self, from: answer.body)
    }

    /// Posts to a page of ours that answers with one JSON object.
    func ask<Answer: Shape>(
        _ path: String, _ members: Object, _ type: Answer.Type
    ) async throws -> Answer {
        let head = RequestHead(
            method: "POST", path: path,
            headers: ["host": "127.0.0.1:\(endpoint.port)", "content-type": "application/json"])
        let wire = WireRequest(head: head, body: JSON.serialize(.object(members)))
        let answer = try await sendSigned(wire, service: "skerry")
        guard answer.status == 200 else {
            let text = String(decoding: answer.body, as: UTF8.self)
            throw CommandFailure(
                "the control plane refused: "
                    + text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return try JSON.decode(Answer.self, from: answer.body)
    }

    /// Posts to a page of ours that answers one JSON object a line, and hands over each as it comes.
    func lines(
        _ path: String, _ members: Object, _ handle: (Value) throws -> Void
    ) async throws {
        let head = RequestHead(
            method: "POST", path: path,
            headers: ["host": "127.0.0.1:\(endpoint.port)", "content-type": "application/json"])
        let wire = WireRequest(head: head, body: JSON.serialize(.object(members)))
        let response = try await open(signed(wire, service: "skerry"), within: Self.longestWork)
        guard response.status == .ok else {
            let body = try await response.body.collect(upTo: Self.longestAnswer)
            throw CommandFailure("the control plane refused: \(String(buffer: body))")
        }
        var rest = ByteBuffer()
        do {
            for try await piece in response.body {
                rest.writeImmutableBuffer(piece)
                while let end = rest.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
                    let length = end - rest.readerIndex
                    let line = rest.readBytes(length: length) ?? []
                    rest.moveReaderIndex(forwardBy: 1)
                    rest.discardReadBytes()
                    try handle(try JSON.parse(line))
                }
                guard rest.readableBytes <= Self.longestAnswer else {
                    throw CommandFailure("the control plane's answer is too long")
                }
            }
        } catch let error as HTTPClientError {
            throw CommandFailure("the control plane at \(endpoint.localURL) fails: \(error)")
        }
    }

    private func sendSigned(
        _ wire: WireRequest, service: String
    ) async throws -> (status: Int, body: [UInt8]) {
        try await send(signed(wire, service: service))
    }

    private func signed(_ wire: WireRequest, service: String) -> HTTPClientRequest {
        let added = SigV4.sign(
            wire.head, payload: .of(wire.body),
            credentials: .init(
                accessKeyID: root.accessKeyID, secretAccessKey: root.secretAccessKey),
            region: region, service: service, now: SystemTime.now())
        var request = HTTPClientRequest(url: endpoint.localURL + wire.head.path)
        request.method = .POST
        for field in wire.head.headers.fields + added.fields {
            request.headers.add(name: field.name, value: field.value)
        }
        request.body = .bytes(ByteBuffer(bytes: wire.body))
        return request
    }

    private func send(
        _ request: HTTPClientRequest
    ) async throws -> (status: Int, body: [UInt8]) {
        let response = try await open(request, within: Self.timeout)
        return try await reported {
            let body = try await response.body.collect(upTo: Self.longestAnswer)
            return (Int(response.status.code), Array(body.readableBytesView))
        }
    }

    private func open(
        _ request: HTTPClientRequest, within timeout: TimeAmount
    ) async throws -> HTTPClientResponse {
        try await reported { try await Self.client.execute(request, timeout: timeout) }
    }

    /// Puts what goes wrong on the way into words.
    private func reported<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let error as HTTPClientError {
            throw CommandFailure("the control plane at \(endpoint.localURL) fails: \(error)")
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw CommandFailure(
                "skerry does not run on \(directory.root) (nothing answers at "
                    + "\(endpoint.localURL)); start it with: skerry up --data-dir "
                    + directory.root)
        }
    }
}
