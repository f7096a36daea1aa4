import HTTPTypes
import RegistryStorage
import Testing

@testable import ECR

@Suite struct GrammarTests {
    @Test(arguments: [
        "ab", "a/b", "web", "team/web", "a-b", "a--b", "a.b", "a_b", "a__b", "0/1/2",
        "blobs/manifests", String(repeating: "a", count: 256),
    ])
    func namesOfRepositories(name: String) {
        #expect(RepositoryName(name)?.description == name)
    }

    @Test(arguments: [
        "", "a", "A", "web.", ".web", "a..b", "a___b", "a_-b", "a/", "/a", "a//b", "../a", "a/..",
        "a b", "a%2fb", "ä", "a\0b", String(repeating: "a", count: 257),
    ])
    func brokenNamesOfRepositories(name: String) {
        #expect(RepositoryName(name) == nil)
    }

    @Test(arguments: [
        ("v1", true), ("_", true), ("V1.2-x_y", true), (".x", false), ("-x", false), ("", false),
        ("a/b", false), ("a:b", false), (String(repeating: "a", count: 128), true),
        (String(repeating: "a", count: 129), false),
    ])
    func tags(text: String, isTag: Bool) {
        #expect((ImageTag(text) != nil) == isTag)
    }

    @Test(arguments: [
        ("dev", "dev", true), ("dev1", "dev", false), ("dev-1", "dev-*", true),
        ("dev-", "dev-*", true), ("x-dev", "*dev", true), ("a-mid-b", "a*b", true),
        ("a", "a*a", false), ("aa", "a*a", true), ("release-1-rc", "*-1-*", true),
        ("release-2-rc", "*-1-*", false), ("", "*", true),
    ])
    func wildcards(text: String, pattern: String, matches: Bool) {
        #expect(TagMutability.matches(text, pattern) == matches)
    }

    private static let digest = "sha256:" + String(repeating: "0", count: 64)

    @Test func routes() throws {
        let digest = try #require(Digest(Self.digest))
        let web = try #require(RepositoryName("web"))
        let deep = try #require(RepositoryName("a/blobs/uploads"))
        let upload = "00000000-0000-4000-8000-000000000000"
        let expected: [(HTTPRequest.Method, String, DistributionRoute)] = [
            (.get, "/v2", .ping), (.get, "/v2/", .ping), (.get, "/v2/_catalog", .catalog),
            (.get, "/v2/web/tags/list", .tags(web)),
            (.get, "/v2/web/blobs/\(Self.digest)", .blob(web, digest)),
            (.get, "/v2/a/blobs/uploads/blobs/\(Self.digest)", .blob(deep, digest)),
            (.get, "/v2/web/manifests/sha256%3A\(digest.hex)", .manifest(web, .digest(digest))),
            (.post, "/v2/web/blobs/uploads", .uploads(web)),
            (.post, "/v2/web/blobs/uploads/", .uploads(web)),
            (
                .patch, "/v2/web/blobs/uploads/\(upload)",
                .upload(web, try #require(UploadID(upload)))
            ),
            (.get, "/v2/web/referrers/\(Self.digest)", .referrers(web, digest)),
        ]
        for (method, path, route) in expected {
            #expect(try DistributionRoute(method: method, path: path) == route)
        }
    }

    @Test(arguments: [
        ("/v2/web/manifests/..", 404), ("/v2/../etc/passwd", 404), ("/v2/web/nothing/x", 404),
        ("/v2/a%2Fb/tags/list", 400), ("/v2/%2e%2e/tags/list", 400), ("/v2/../web/tags/list", 400),
        ("/v2/web/../x/tags/list", 400), ("/v2//tags/list", 400), ("/v2/WEB/tags/list", 400),
        ("/v2/web/blobs/sha256:..%2f..%2f", 400), ("/v2/web/blobs/uploads/..%2f..%2fx", 404),
        ("/v2/web/manifests/sha256:1", 400), ("/v2/web%00/tags/list", 400),
        ("/v2/web/tags/list/", 404), ("/v2/%zz/tags/list", 400), ("/v3/", 404),
        ("/v2/web/blobs/sha512:" + String(repeating: "0", count: 128), 400),
    ])
    func pathsThatLeadNowhere(path: String, status: Int) {
        let error = #expect(throws: DistributionError.self) {
            try DistributionRoute(method: .get, path: path)
        }
        #expect(error?.status.code == status)
    }

    @Test func methodsThatAnEndPointDoesNotHave() {
        for (method, path, allowed) in [
            (HTTPRequest.Method.post, "/v2/", "GET, HEAD"),
            (.put, "/v2/web/blobs/\(Self.digest)", "GET, HEAD, DELETE"),
            (.get, "/v2/web/blobs/uploads/", "POST"),
            (.delete, "/v2/web/tags/list", "GET, HEAD"),
        ] {
            let error = #expect(throws: DistributionError.self) {
                try DistributionRoute(method: method, path: path)
            }
            #expect(error?.status.code == 405)
            #expect(error?.headers[.allow] == allowed)
        }
    }

    // MARK: Manifests

    private static func descriptor(_ type: String = "x", size: String = "1") -> String {
        "{\"mediaType\":\"\(type)\",\"digest\":\"\(digest)\",\"size\":\(size)}"
    }

    @Test func typesMayBeDeclaredOrWritten() throws {
        let image = "{\"schemaVersion\":2,\"config\":\(Self.descriptor()),\"layers\":[]}"
        let index = "{\"schemaVersion\":2,\"manifests\":[]}"
        for (text, declared, type) in [
            (image, nil, MediaType.ociManifest), (index, nil, MediaType.ociIndex),
            (image, MediaType.dockerManifest, MediaType.dockerManifest),
            (image, MediaType.ociManifest + "; charset=utf-8", MediaType.ociManifest),
            (index, MediaType.dockerList, MediaType.dockerList),
        ] {
            #expect(try Manifest(Array(text.utf8), declaredType: declared).mediaType == type)
        }
    }

    @Test func foreignLayersNeedNotBePushed() throws {
        let foreign = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
        let text = """
            {"schemaVersion":2,"config":\(Self.descriptor()),\
            "layers":[\(Self.descriptor(foreign)),\(Self.descriptor())]}
            """
        let manifest = try Manifest(Array(text.utf8), declaredType: nil)
        #expect(manifest.blobs.count == 2)
    }

    @Test(arguments: [
        "{\"schemaVersion\":2,\"config\":\(descriptor(size: "-1")),\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":\(descriptor(size: "1.5")),\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":\(descriptor("")),\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":{},\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":\(descriptor())}",
        "{\"schemaVersion\":2,\"config\":\(descriptor()),\"layers\":[1]}",
        "{\"schemaVersion\":2,\"config\":\(descriptor()),\"layers\":[],\"manifests\":[]}",
        "{\"schemaVersion\":2,\"config\":\(descriptor()),\"layers\":[],\"subject\":{}}",
        "{\"schemaVersion\":2,\"mediaType\":7,\"config\":\(descriptor()),\"layers\":[]}",
        "{\"schemaVersion\":\"2\",\"config\":\(descriptor()),\"layers\":[]}",
    ])
    func brokenManifests(text: String) {
        #expect(throws: Manifest.Invalid.self) {
            try Manifest(Array(text.utf8), declaredType: nil)
        }
    }

    @Test func nullStandsForNothing() throws {
        let config = Self.descriptor()
        let image = try Manifest(
            Array(
                """
                {"schemaVersion":2,"config":\(config),"layers":null,"manifests":null,"subject":null}
                """.utf8), declaredType: nil)
        #expect(image.mediaType == MediaType.ociManifest)
        #expect(image.blobs.count == 1)
        #expect(image.subject == nil)
        let index = try Manifest(
            Array("{\"schemaVersion\":2,\"manifests\":null,\"config\":null}".utf8),
            declaredType: nil)
        #expect(index.mediaType == MediaType.ociIndex)
        #expect(index.children == [])
    }

    @Test(arguments: [
        "\"layers\":[],\"layers\":[]", "\"layers\":[],\"Layers\":[]",
        "\"layers\":[],\"layer\u{17F}\":[]",
        "\"layers\":[],\"mediaType\":\"a\",\"mediatype\":\"b\"", "\"layers\":[],\"Subject\":null",
        "\"layers\":[],\"x\":1,\"x\":2", "\"layers\":[\(twice)]",
        "\"layers\":[],\"\\u0053ubject\":1",
    ])
    func namesThatReadersTakeForOneAnother(members: String) {
        let text = "{\"schemaVersion\":2,\"config\":\(Self.descriptor()),\(members)}"
        let error = #expect(throws: Manifest.Invalid.self) {
            try Manifest(Array(text.utf8), declaredType: nil)
        }
        #expect(error?.reason.contains("another spelling") == true)
    }

    /// A descriptor with two digests.
    private static let twice = descriptor().dropLast() + ",\"Digest\":\"\(digest)\"}"

    @Test func aManifestHasABoundedNumberOfValues() throws {
        let start = "{\"schemaVersion\":2,\"config\":\(Self.descriptor()),\"layers\":[],\"x\":["
        for (count, isValid) in [
            (Manifest.maximumValues / 2, true), (Manifest.maximumValues, false),
        ] {
            let text = start + [String](repeating: "0", count: count).joined(separator: ",") + "]}"
            let manifest = try? Manifest(Array(text.utf8), declaredType: nil)
            #expect((manifest != nil) == isValid)
        }
    }

    @Test func aManifestNamesABoundedNumberOfThings() {
        let layers = [String](repeating: Self.descriptor(), count: Manifest.maximumDescriptors + 1)
        let text = """
            {"schemaVersion":2,"config":\(Self.descriptor()),\
            "layers":[\(layers.joined(separator: ","))]}
            """
        #expect(throws: Manifest.Invalid.self) {
            try Manifest(Array(text.utf8), declaredType: nil)
        }
    }
}
