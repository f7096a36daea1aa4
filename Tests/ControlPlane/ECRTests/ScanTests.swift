import AWSWire
import ECRModel
import Events
import Foundation
import ImageScanning
import Logging
import RegistryStorage
import Shapes
import Store
import Testing

@testable import ECR

/// What is asked for, done and remembered of scans; that findings are right is tested in
/// `ImageScanningTests`.
@Suite struct ScanTests {
    private struct Case {
        let world: World
        let worker: ScanWorker
        var digest = ""

        var id: RepositoryID {
            RepositoryID(
                scope: RegistryScope(account: World.account, region: World.region),
                name: RepositoryName("app")!)
        }

        func start() async throws -> ECRAPI.StartImageScanResponse {
            try await world.service.startImageScan(
                .init {
                    $0.repositoryName = "app"
                    $0.imageId = .init { $0.imageDigest = digest }
                }, world.context())
        }

        func describe() async throws -> ECRAPI.DescribeImageScanFindingsResponse {
            try await world.service.describeImageScanFindings(
                .init {
                    $0.repositoryName = "app"
                    $0.imageId = .init { $0.imageDigest = digest }
                }, world.context())
        }

        /// Keys of scans, without what comes before the kind.
        func records() async throws -> [String] {
            try await world.store.list(.under(Key.path("ecr-scans"))).items.map(\.key.text)
        }

        func delete() async throws {
            _ = try await world.service.batchDeleteImage(
                .init {
                    $0.repositoryName = "app"
                    $0.imageIds = [.init { $0.imageDigest = digest }]
                }, world.context())
        }
    }

    /// A world with a pushed image of Debian that has one vulnerable package; the feed's folder is
    /// gone afterwards.
    private func with(
        layer: [UInt8]? = nil, feed: Bool = true, push: Bool = true,
        _ body: (inout Case) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("skerry-scan-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let record =
            #"{"id": "CVE-2024-1", "affected": [{"package": {"ecosystem": "Debian:12", "#
            + #""name": "a"}, "versions": ["1"]}]}"#
        try Data(record.utf8).write(to: URL(fileURLWithPath: "\(folder)/one.json"))
        try await World.with { world in
            let registry = world.service.registry
            let scan = LayerScan(
                registry: registry, feed: feed ? VulnerabilityFeed(folder: folder) : nil)
            let worker = ScanWorker(
                registry: registry, scan: scan,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                now: { world.now })
            var subject = Case(world: world, worker: worker)
            try await world.createRepository("app")
            subject.digest = try await self.push(layer ?? Self.layer, to: world)
            try await body(&subject)
        }
    }

    private func push(
        _ layer: [UInt8], to world: World, tag: String = "v1"
    ) async throws -> String {
        let config = Array("{}".utf8)
        // Those that are there already are refused.
        for blob in [config, layer] { _ = try? await world.upload(blob, to: "app") }
        let manifest = TestManifest.image(config: config, layers: [layer])
        try await world.put(manifest, tag, in: "app")
        return manifest.digest
    }

    private static let layer = tar([
        ("etc/os-release", "ID=debian\nVERSION_ID=12\n"),
        ("var/lib/dpkg/status", "Package: a\nVersion: 1\n"),
    ])

    private static func tar(_ files: [(String, String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, text) in files {
            var header = [UInt8](repeating: 0, count: 512)
            header.replaceSubrange(0..<name.utf8.count, with: name.utf8)
            let size = String(text.utf8.count, radix: 8)
            header.replaceSubrange(124..<(124 + size.utf8.count), with: size.utf8)
            header.replaceSubrange(148..<156, with: Array("        ".utf8))
            let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
            header.replaceSubrange(148..<(148 + sum.utf8.count), with: sum.utf8)
            bytes += header + Array(text.utf8)
            bytes += [UInt8](repeating: 0, count: (512 - text.utf8.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    @Test func oncePerDay() async throws {
        try await with { subject in
            let missing = await refusal { try await subject.describe() }
            #expect(missing?.code == "ScanNotFoundException")
            #expect(try await subject.start().imageScanStatus?.status == .inProgress)
            #expect(try await subject.describe().imageScanStatus?.status == .inProgress)
            #expect(await refusal { try await subject.start() }?.code == "LimitExceededException")
            await subject.worker.work()
            let found = try await subject.describe()
            #expect(found.imageScanStatus?.status == .complete)
            #expect(found.imageScanFindings?.findings?.map(\.name) == ["CVE-2024-1"])
            #expect(found.imageScanFindings?.imageScanCompletedAt == subject.world.now)
            subject.world.advance(.seconds(24 * 3600 - 1))
            #expect(await refusal { try await subject.start() }?.code == "LimitExceededException")
            subject.world.advance(.seconds(1))
            _ = try await subject.start()
            // Only the new scan's records are there.
            #expect(try await subject.records().count == 2)
            await subject.worker.work()
            #expect(try await subject.records().count == 2)
        }
    }

    @Test func whatFailedMayBeTriedAgain() async throws {
        try await with(feed: false) { subject in
            for _ in 0..<2 {
                _ = try await subject.start()
                await subject.worker.work()
                let found = try await subject.describe()
                #expect(found.imageScanStatus?.status == .failed)
                #expect(found.imageScanStatus?.description == LayerScan.noFeed)
                #expect(found.imageScanFindings == nil)
            }
        }
        try await with(layer: Array("no archive".utf8)) { subject in
            _ = try await subject.start()
            await subject.worker.work()
            #expect(try await subject.describe().imageScanStatus?.status == .failed)
        }
    }

    @Test func anAttemptThatWasCutOffIsMadeAgain() async throws {
        try await with { subject in
            _ = try await subject.start()
            let digest = try #require(Digest(subject.digest))
            let keys = ScanKeys(subject.id)
            var scan = try #require(try await subject.worker.registry.scan(subject.id, digest))
            // As the server was killed in the first attempt, with a page of findings written.
            scan.record.attempt = 1
            try await subject.world.store.put(
                keys.page(digest, scan.record, 7), JSON.encode(FindingPageRecord()))
            try await subject.world.store.put(
                keys.request(digest), JSON.encode(ScanRequestRecord { $0.attempts = 1 }))
            await subject.worker.work()
            #expect(try await subject.describe().imageScanFindings?.findings?.count == 1)
            let left = try await subject.records()
            #expect(left.count == 2 && !left.contains { $0.hasSuffix("7") })
        }
    }

    @Test func aScanThatIsCutOffAgainAndAgainFails() async throws {
        try await with { subject in
            _ = try await subject.start()
            let digest = try #require(Digest(subject.digest))
            let tired = ScanRequestRecord { $0.attempts = ScanWorker.maximumAttempts }
            try await subject.world.store.put(
                ScanKeys(subject.id).request(digest), JSON.encode(tired))
            await subject.worker.work()
            let status = try await subject.describe().imageScanStatus
            #expect(status?.status == .failed)
            #expect(status?.description == "the scan was cut off 5 times")
        }
    }

    @Test func nothingIsLeftOfImagesThatWent() async throws {
        try await with { subject in
            // Asked for and gone before it was done.
            _ = try await subject.start()
            try await subject.delete()
            #expect(try await subject.records().isEmpty)
            // A request that outlived its image, as a race may leave it.
            let digest = try #require(Digest(subject.digest))
            try await subject.world.store.put(
                ScanKeys(subject.id).request(digest), JSON.encode(ScanRequestRecord()))
            await subject.worker.work()
            #expect(try await subject.records().isEmpty)
            // Done and gone, with its repository.
            subject.digest = try await push(Self.layer, to: subject.world)
            _ = try await subject.start()
            await subject.worker.work()
            #expect(try await subject.records().count == 2)
            _ = try await subject.world.service.deleteRepository(
                .init {
                    $0.repositoryName = "app"
                    $0.force = true
                }, subject.world.context())
            #expect(try await subject.records().isEmpty)
        }
    }

    /// Two servers on one store that scan the same images at once.
    @Test func twoWorkers() async throws {
        try await with { subject in
            _ = try await subject.start()
            let worker = subject.worker
            let stream = subject.world.events.subscribe()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    let other = ScanWorker(
                        registry: worker.registry, scan: worker.scan, logger: worker.logger,
                        now: worker.now)
                    for _ in ScanSignal().lanes { group.addTask { await other.work() } }
                }
            }
            let found = try await subject.describe()
            #expect(found.imageScanStatus?.status == .complete)
            #expect(found.imageScanFindings?.findings?.count == 1)
            #expect(try await subject.records().count == 2)
            for await event in stream {
                #expect(event.detailType == "ECR Image Scan")
                #expect(event.detail["finding-severity-counts"]?["UNDEFINED"] == .integer(1))
                break
            }
        }
    }

    @Test func scansOnPush() async throws {
        try await with { subject in
            let service = subject.world.service
            func request(_ tag: String, _ text: String) async throws -> Int {
                let layer = Self.tar([("etc/os-release", text)])
                _ = try await push(layer, to: subject.world, tag: tag)
                return try await subject.records().count { $0.contains("/requests/") }
            }
            #expect(try await request("a", "a") == 0)
            _ = try await service.putImageScanningConfiguration(
                .init {
                    $0.repositoryName = "app"
                    $0.imageScanningConfiguration = .init { $0.scanOnPush = true }
                }, subject.world.context())
            #expect(try await request("b", "b") == 1)
            // Another tag of the same image is no reason to scan it again.
            await subject.worker.work()
            #expect(try await request("c", "b") == 0)
            // Nor is what cannot be scanned asked for.
            let index = TestManifest.index([])
            try await subject.world.put(index, "index", in: "app")
            #expect(try await subject.records().count { $0.contains("/requests/") } == 0)
        }
    }

    @Test func filters() throws {
        func frequency(_ name: String, _ rules: [RegistryScanningRecord.Rule]) throws -> String {
            let applied = RegistryScanningRecord { $0.rules = rules }
                .applied(to: try #require(RepositoryName(name)))
            return "\(applied.frequency.rawValue) \(applied.filters.joined(separator: ","))"
        }
        func rule(
            _ frequency: ECRAPI.ScanFrequency, _ filters: String...
        ) -> RegistryScanningRecord.Rule {
            .init {
                $0.frequency = frequency
                $0.filters = filters
            }
        }
        let push = rule(.scanOnPush, "prod", "a*b", "*z")
        #expect(try frequency("my-prod/web", [push]) == "SCAN_ON_PUSH prod")
        #expect(try frequency("axxb", [push]) == "SCAN_ON_PUSH a*b")
        #expect(try frequency("xaxxb", [push]) == "MANUAL ")
        #expect(try frequency("prod/z", [push]) == "SCAN_ON_PUSH prod,*z")
        #expect(
            try frequency("prod", [rule(.manual, "*"), push]) == "SCAN_ON_PUSH prod")
        #expect(try frequency("test", [rule(.manual, "*"), push]) == "MANUAL *")
        #expect(try frequency("test", []) == "MANUAL ")
    }

    @Test func pagesAreBounded() {
        func findings(_ count: Int, _ size: Int) -> [ImageFinding] {
            (0..<count).map { number in
                ImageFinding(
                    name: "CVE-\(number)", description: String(repeating: "x", count: size),
                    uri: "u", severity: .low, package: SourcePackage(name: "a", version: "1"),
                    scores: [], isPrimary: true)
            }
        }
        #expect(ScanWorker.pages([]).isEmpty)
        #expect(ScanWorker.pages(findings(250, 10)).map(\.findings.count) == [100, 100, 50])
        let large = ScanWorker.pages(findings(100, 10_000))
        #expect(large.reduce(0) { $0 + $1.findings.count } == 100)
        #expect(large.allSatisfy { JSON.encode($0).count < 300_000 })
    }
}
