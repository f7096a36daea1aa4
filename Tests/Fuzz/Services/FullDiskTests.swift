import AWSWire
import Crypto
import Foundation
import HTTPTypes
import Shapes
import Store
import StoreSQLite
import Synchronization
import Testing

@testable import skerry

/// The control plane on a file system without room: writes are refused in each API's own words, what
/// was acknowledged stays, reads go on, and writes do too once there is room.
@Suite(.timeLimit(.minutes(5)))
struct FullDiskTests {
    @Test(.enabled(if: geteuid() == 0, "mounting needs root"))
    func writesAreRefusedAndNothingIsLost() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/skerry-full-\(UUID())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(mount("tmpfs", folder, "tmpfs", 0, "size=16m") == 0)
        defer { umount2(folder, CInt(MNT_DETACH)) }
        let directory = DataDirectory(folder)
        try directory.create()

        let acknowledged = Mutex<Set<String>>([])
        var store = try SQLiteStore(path: directory.store)
        try await Cloud.with(store, directory) { cloud in
            let token = try await prepare(cloud)
            let ballast = folder + "/ballast"
            try fill(ballast, leaving: 1 << 20, in: folder)
            let made = try await createClustersUntilRefused(cloud)
            acknowledged.withLock { $0 = made }
            try await expectRefusals(cloud, token)
            #expect(try await clusters(cloud) == made)
            try FileManager.default.removeItem(atPath: ballast)
            try await expectService(cloud, token)
            acknowledged.withLock { _ = $0.insert("afterwards") }
        }
        try await store.close()

        store = try SQLiteStore(path: directory.store)
        try await Cloud.with(store, directory) { cloud in
            let found = try await clusters(cloud)
            #expect(found == acknowledged.withLock { $0 })
        }
        try await store.close()
    }

    /// Takes all but `rest` bytes of the file system.
    private func fill(_ path: String, leaving rest: Int, in folder: String) throws {
        var status = statvfs()
        #expect(statvfs(folder, &status) == 0)
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        try #require(free > rest)
        try Data(count: free - rest).write(to: URL(fileURLWithPath: path))
    }

    /// Makes what the refusals need; a token for the registry.
    private func prepare(_ cloud: Cloud) async throws -> String {
        #expect(
            await cloud.call(.ecr, "CreateRepository", #"{"repositoryName":"web"}"#).status == 200)
        #expect(await cloud.call(.logs, "CreateLogGroup", #"{"logGroupName":"g"}"#).status == 200)
        #expect(
            await cloud.call(
                .logs, "CreateLogStream", #"{"logGroupName":"g","logStreamName":"s"}"#
            ).status == 200)
        let answer = await cloud.call(.ecr, "GetAuthorizationToken", "{}")
        let data = try JSON.parse(answer.body)["authorizationData"]?.list?.first
        return try #require(data?["authorizationToken"]?.string)
    }

    private func createClustersUntilRefused(_ cloud: Cloud) async throws -> Set<String> {
        var made: Set<String> = []
        for number in 0..<5_000 {
            let name = "c\(number)"
            let tag = String(repeating: "v", count: 256)
            let answer = await cloud.call(
                .ecs, "CreateCluster",
                #"{"clusterName":"\#(name)","tags":[{"key":"k","value":"\#(tag)"}]}"#)
            if answer.status == 200 {
                made.insert(name)
                continue
            }
            expect(answer, 500, "ServerException")
            return made
        }
        Issue.record("the disk never filled")
        return made
    }

    private func expectRefusals(_ cloud: Cloud, _ token: String) async throws {
        expect(
            await cloud.call(.ecs, "CreateCluster", #"{"clusterName":"no"}"#), 500,
            "ServerException")
        expect(
            await cloud.call(.ecr, "CreateRepository", #"{"repositoryName":"no"}"#), 500,
            "ServerException")
        expect(
            await cloud.call(.logs, "CreateLogGroup", #"{"logGroupName":"no"}"#), nil,
            "ServiceUnavailableException")
        let event = #"{"timestamp":\#(SystemTime.now().milliseconds),"message":"m"}"#
        let big = event.replacing("\"m\"", with: "\"\(String(repeating: "m", count: 200_000))\"")
        for _ in 0..<8 {
            let answer = await cloud.call(
                .logs, "PutLogEvents",
                #"{"logGroupName":"g","logStreamName":"s","logEvents":[\#(big)]}"#)
            if answer.status == 200 { continue }
            expect(answer, nil, "ServiceUnavailableException")
        }
        let upload = await push(cloud, token)
        #expect(upload.status == 507, "\(upload.text)")
        #expect(
            try JSON.parse(upload.body)["errors"]?.list?.first?["code"]?.string == "UNAVAILABLE")
    }

    /// Everything that was refused is done now.
    private func expectService(_ cloud: Cloud, _ token: String) async throws {
        var answer = await cloud.call(.ecs, "CreateCluster", #"{"clusterName":"afterwards"}"#)
        for _ in 0..<200 where answer.status != 200 {
            try await Task.sleep(for: .milliseconds(10))
            answer = await cloud.call(.ecs, "CreateCluster", #"{"clusterName":"afterwards"}"#)
        }
        #expect(answer.status == 200, "\(answer.text)")
        let event = #"{"timestamp":\#(SystemTime.now().milliseconds),"message":"m"}"#
        for (service, operation, body) in [
            (Service.ecr, "CreateRepository", #"{"repositoryName":"no"}"#),
            (.logs, "CreateLogGroup", #"{"logGroupName":"no"}"#),
            (
                .logs, "PutLogEvents",
                #"{"logGroupName":"g","logStreamName":"s","logEvents":[\#(event)]}"#
            ),
        ] {
            let answer = await cloud.call(service, operation, body)
            #expect(answer.status == 200, "\(operation): \(answer.text)")
        }
        #expect(await push(cloud, token).status == 201)
    }

    private func push(_ cloud: Cloud, _ token: String) async -> Cloud.Answer {
        let layer = [UInt8](repeating: 1, count: 4 << 20)
        let digest = Hex.encode(SHA256.hash(data: layer))
        return await cloud.send(
            WireRequest(
                head: RequestHead(
                    method: "POST", path: "/v2/web/blobs/uploads/",
                    query: "digest=sha256:\(digest)",
                    headers: ["authorization": "Basic \(token)"]), body: layer), service: nil)
    }

    /// The names of all clusters.
    private func clusters(_ cloud: Cloud) async throws -> Set<String> {
        var names: Set<String> = []
        var token: String?
        repeat {
            let next = token.map { #","nextToken":"\#($0)""# } ?? ""
            let answer = await cloud.call(.ecs, "ListClusters", "{\"maxResults\":100\(next)}")
            let page = try JSON.parse(answer.body)
            #expect(answer.status == 200, "\(answer.text)")
            for arn in page["clusterArns"]?.list ?? [] {
                names.insert(String(arn.string?.split(separator: "/").last ?? ""))
            }
            token = page["nextToken"]?.string
        } while token != nil
        return names
    }

    /// - Parameter status: Nil accepts any that says that the server is at fault.
    private func expect(
        _ answer: Cloud.Answer, _ status: Int?, _ code: String,
        _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(
            answer.status == status ?? max(500, answer.status), "\(answer.text)",
            sourceLocation: location)
        #expect(
            (try? JSON.parse(answer.body))?["__type"]?.string == code, "\(answer.text)",
            sourceLocation: location)
    }
}

/// A service with JSON bodies, by its signing name.
enum Service: String, Sendable {
    case ecs, ecr, logs

    var target: String {
        switch self {
        case .ecs: "AmazonEC2ContainerServiceV20141113"
        case .ecr: "AmazonEC2ContainerRegistry_V20150921"
        case .logs: "Logs_20140328"
        }
    }
}

extension Cloud {
    /// Calls an operation with a body of JSON.
    func call(_ service: Service, _ operation: String, _ body: String) async -> Answer {
        await send(
            WireRequest(
                head: RequestHead(
                    method: "POST", path: "/",
                    headers: [
                        "x-amz-target": "\(service.target).\(operation)",
                        "content-type": "application/x-amz-json-1.1",
                    ]), body: Array(body.utf8)), service: service.rawValue)
    }
}
