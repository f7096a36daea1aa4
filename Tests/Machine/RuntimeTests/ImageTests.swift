import Foundation
import Runtime
import Testing
import Workload

/// Pulls from a registry of the test's own, and the cache of what was pulled.
@Suite(.serialized, .enabled(if: TestMachine.canRun, TestMachine.why), .timeLimit(.minutes(3)))
struct ImageTests {
    private static let ecr = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"

    /// Puts an image of one small layer under `repository:tag`.
    /// - Returns: the manifest's digest.
    @discardableResult
    private static func publish(
        _ registry: TestRegistry, _ repository: String, tag: String = "latest",
        architecture: String = TestImage.architecture, content: String = "x",
        corrupt: Bool = false
    ) -> String {
        var tar = TarArchive()
        tar.add("file", Array("\(repository) \(content)".utf8))
        let layout = OCIArchive.layout(
            name: "n", architecture: architecture, layer: tar.finished(), config: "")
        for (digest, blob) in layout.blobs {
            let answer = TestRegistry.Answer(body: corrupt ? blob + [0] : blob)
            registry.set("/v2/\(repository)/blobs/sha256:\(digest)", answer)
        }
        let manifest = layout.blobs.first { $0.digest == layout.manifest }!
        let answer = TestRegistry.Answer(
            type: "application/vnd.oci.image.manifest.v1+json",
            headers: ["Docker-Content-Digest: sha256:\(layout.manifest)"], body: manifest.content)
        registry.set("/v2/\(repository)/manifests/\(tag)", answer)
        registry.set("/v2/\(repository)/manifests/sha256:\(layout.manifest)", answer)
        return "sha256:\(layout.manifest)"
    }

    private func run(
        _ body: @Sendable @escaping (TestRegistry, ContainerdRuntime) async throws -> Void
    ) async throws {
        let registry = try TestRegistry()
        defer { registry.close() }
        registry.set("/v2/", TestRegistry.Answer())
        let route = RegistryRoute(
            hostname: "skerry.localhost", port: 4566,
            endpoint: "http://127.0.0.1:\(registry.port)")
        let machine = TestMachine(registry: route)
        try await machine.cleaningUp {
            try await machine.withRuntime { try await body(registry, $0) }
        }
    }

    @Test func everyNameOfOurRegistryIsPulledFromIt() async throws {
        try await run { registry, runtime in
            let digest = Self.publish(registry, "team/app", tag: "v1")
            let names = [
                "\(Self.ecr)/team/app:v1",
                "123456789012.dkr.ecr.us-east-1.skerry.localhost:4566/team/app:v1",
                "localhost:4566/team/app:v1", "127.0.0.1:4566/team/app:v1",
                "\(Self.ecr)/team/app@\(digest)",
            ]
            var ids: Set<String> = []
            for name in names {
                let image = try await runtime.pullImage(name, credentials: nil)
                ids.insert(image.id)
                let repository = try #require(ImageReference(name)).repository
                #expect(image.manifestDigest(in: repository) == digest, "\(name)")
                #expect(try await runtime.image(named: name) != nil, "\(name)")
            }
            #expect(ids.count == 1)
            #expect(try await runtime.images().map(\.id) == Array(ids))
            #expect(try await runtime.image(named: "\(Self.ecr)/team/other") == nil)
        }
    }

    @Test func credentialsAreSentWhenAskedFor() async throws {
        try await run { registry, runtime in
            registry.set(
                "/v2/secret/manifests/latest",
                TestRegistry.Answer(
                    status: "401 Unauthorized", headers: ["WWW-Authenticate: Basic realm=\"x\""]))
            let credentials = RegistryCredentials(username: "AWS", password: "token")
            let error = await #expect(throws: RuntimeError.self) {
                try await runtime.pullImage("\(Self.ecr)/secret", credentials: credentials)
            }
            #expect(error?.code == .imageUnauthorized)
            let expected = "Authorization: Basic \(Data("AWS:token".utf8).base64EncodedString())"
            #expect(registry.requests.contains(expected))
        }
    }

    @Test func failedPullsSayWhy() async throws {
        try await run { registry, runtime in
            func code(_ reference: String) async -> RuntimeError.Code? {
                do {
                    _ = try await runtime.pullImage(reference, credentials: nil)
                    return nil
                } catch {
                    return (error as? RuntimeError)?.code
                }
            }
            #expect(await code("\(Self.ecr)/absent") == .imageNotFound)
            Self.publish(registry, "foreign", architecture: "s390x")
            #expect(await code("\(Self.ecr)/foreign") == .imagePlatformMismatch)
            Self.publish(registry, "corrupt", corrupt: true)
            #expect(await code("\(Self.ecr)/corrupt") == .imageDigestMismatch)
            let absent = "sha256:\(String(repeating: "a", count: 64))"
            #expect(await code("\(Self.ecr)/absent@\(absent)") == .imageNotFound)
            registry.set(
                "/v2/forbidden/manifests/latest", TestRegistry.Answer(status: "403 Forbidden"))
            #expect(await code("\(Self.ecr)/forbidden") == .imageUnauthorized)
            #expect(await code("127.0.0.1:1/closed") == .registryUnreachable)
            #expect(await code("Not A Reference") == .imageReferenceInvalid)
            registry.set(
                "/v2/broken/manifests/latest",
                TestRegistry.Answer(status: "500 Internal Server Error"))
            #expect(await code("\(Self.ecr)/broken") == .pullFailed)
            let left = try await runtime.images()
            #expect(left.isEmpty)
        }
    }

    @Test func unusedImagesAreCollected() async throws {
        try await run { registry, runtime in
            try await runtime.importImages(TestImage.busybox)
            var ids: [String] = []
            for name in ["a", "b", "c"] {
                Self.publish(registry, name)
                ids.append(try await runtime.pullImage("\(Self.ecr)/\(name)", credentials: nil).id)
            }
            let spec = SandboxSpec(
                id: "user", name: "user", logDirectory: runtime.configuration.directory + "/logs")
            _ = try await runtime.start(spec, TestImage.container("main", ["sleep", "600"]))
            runtime.noteUse(of: "\(Self.ecr)/a:latest")
            let policy = ImageCollection.Policy(
                limitBytes: 1, targetBytes: 0, minAge: .zero, maxRemovals: 10)
            let removed = try await runtime.collectImages(policy, sparing: [ids[2]])
            #expect(Set(removed.map(\.id)) == [ids[0], ids[1]])
            let left = try await runtime.images()
            #expect(left.contains { $0.id == ids[2] })
            #expect(left.contains { $0.tags.contains(TestImage.name) })
            // The pause image is none of the cache's business.
            _ = try await runtime.createSandbox(
                SandboxSpec(
                    id: "later", name: "later",
                    logDirectory: runtime.configuration.directory + "/logs"))
        }
    }
}
