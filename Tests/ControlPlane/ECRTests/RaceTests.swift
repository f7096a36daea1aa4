import AWSWire
import ECRModel
import HTTPTypes
import RegistryStorage
import Shapes
import Store
import Testing

@testable import ECR

/// Whatever clients do to one repository at the same time, it never names what it does not hold.
@Suite struct RaceTests {
    /// What one client does next.
    private enum Step {
        case push(Int, tag: Int?)
        case pushIndex([Int], tag: Int)
        case deleteImage(Int)
        case deleteTag(Int)
        case deleteBlob(Int)
        case uploadBlob(Int)

        static func random(_ generator: inout SeededGenerator) -> Step {
            let image = Int.random(in: 0..<4, using: &generator)
            let tag = Int.random(in: 0..<3, using: &generator)
            switch Int.random(in: 0..<10, using: &generator) {
            case 0...2: return .push(image, tag: Bool.random(using: &generator) ? tag : nil)
            case 3...4: return .pushIndex([image, (image + 1) % 4], tag: tag)
            case 5...6: return .deleteImage(image)
            case 7: return .deleteTag(tag)
            case 8: return .deleteBlob(image)
            default: return .uploadBlob(image)
            }
        }
    }

    /// The images that are pushed and deleted, each of a layer of its own and one that all share.
    private static let images = (0..<4).map { number in
        TestManifest.image(config: config, layers: [layer(number), layer(99)])
    }
    private static let config = Array("{}".utf8)

    private static func layer(_ number: Int) -> [UInt8] { Array("layer \(number)".utf8) }

    @Test(arguments: 0..<12)
    func nothingIsNamedThatIsNotThere(seed: UInt64) async throws {
        try await World.with { world in
            try await world.createRepository("web")
            for content in [Self.config, Self.layer(99)] + (0..<4).map(Self.layer) {
                try await world.upload(content, to: "web")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<4 {
                    group.addTask {
                        var generator = SeededGenerator(seed: seed &* 31 &+ UInt64(client))
                        for _ in 0..<40 {
                            try await Self.perform(.random(&generator), world)
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await Self.check(world)
        }
    }

    /// Does a step. Being refused is fine, unless the registry itself is at fault.
    private static func perform(_ step: Step, _ world: World) async throws {
        let answer: Answer
        switch step {
        case .push(let image, let tag):
            let reference = tag.map { "t\($0)" } ?? images[image].digest
            answer = try await world.send(
                .put, "/v2/web/manifests/\(reference)", bytes: images[image].bytes)
        case .pushIndex(let children, let tag):
            let index = TestManifest.index(children.map { images[$0] })
            answer = try await world.send(
                .put, "/v2/web/manifests/t\(tag)", [.contentType: MediaType.ociIndex],
                bytes: index.bytes)
        case .deleteImage(let image):
            answer = try await world.send(.delete, "/v2/web/manifests/\(images[image].digest)")
        case .deleteTag(let tag):
            answer = try await world.send(.delete, "/v2/web/manifests/t\(tag)")
        case .deleteBlob(let number):
            answer = try await world.send(
                .delete, "/v2/web/blobs/\(Digest(of: layer(number)))")
        case .uploadBlob(let number):
            let content = layer(number)
            answer = try await world.send(
                .post, "/v2/web/blobs/uploads/?digest=\(Digest(of: content))", bytes: content)
        }
        #expect(answer.status < 500, "\(step): \(String(decoding: answer.body, as: UTF8.self))")
    }

    /// Reads all records of the repository and holds them against each other.
    private static func check(_ world: World) async throws {
        let keys = RegistryKeys(RegistryScope(account: World.account, region: World.region))
        let name = try #require(RepositoryName("web"))
        let registry = world.service.registry
        var images: [String: ImageRecord] = [:]
        var tags: [String: String] = [:]
        var layers: Set<String> = []
        try await registry.forEach(in: .under(keys.images(name)), as: ImageRecord.self) {
            images[$0.key.components.last ?? ""] = $0.record
        }
        try await registry.forEach(in: .under(keys.tags(name)), as: TagRecord.self) {
            tags[$0.key.components.last ?? ""] = $0.record.digest
        }
        try await registry.forEach(in: .under(keys.layers(name)), as: LayerRecord.self) {
            layers.insert($0.key.components.last ?? "")
        }
        for (digest, image) in images {
            #expect(layers.isSuperset(of: image.blobs), "an image lacks a blob")
            #expect(image.children.allSatisfy { images[$0] != nil }, "an index lacks an image")
            #expect(image.tags.allSatisfy { tags[$0] == digest }, "an image has another's tag")
            #expect(Set(image.tags).count == image.tags.count)
        }
        for (tag, digest) in tags {
            #expect(images[digest]?.tags.contains(tag) == true, "a tag leads nowhere")
        }
        for layer in layers {
            let digest = try #require(Digest("sha256:\(layer)"))
            let blob = try await world.storage.blob(digest)
            #expect(blob != nil, "a blob is linked and not stored")
        }
    }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
