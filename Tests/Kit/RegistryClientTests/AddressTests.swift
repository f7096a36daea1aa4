import Testing

@testable import RegistryClient

@Suite struct AddressTests {
    @Test(arguments: [
        ("registry-1.docker.io", "https://registry-1.docker.io"),
        ("quay.io:8443", "https://quay.io:8443"),
        ("https://Quay.IO/", "https://quay.io"),
        ("http://10.0.0.7:5000", "http://10.0.0.7:5000"),
        ("localhost:5000", "http://localhost:5000"),
        ("127.0.0.1:5000", "http://127.0.0.1:5000"),
        ("a.skerry.localhost:4566", "http://a.skerry.localhost:4566"),
        ("https://localhost:5000", "https://localhost:5000"),
        ("[::1]:5000", "http://[::1]:5000"),
        ("[2001:db8::1]", "https://[2001:db8::1]"),
        ("127.example.com", "https://127.example.com"),
    ])
    func reads(text: String, expected: String) {
        #expect(RegistryAddress(text)?.description == expected)
    }

    @Test(arguments: [
        "", "/", "https://", "host:0", "host:65536", "host:+1", "host:", "ftp://host", "a b",
        "user:secret@host", "user@host", "host/path", "http://host/v2", "host?x", "[::1", ".host",
        "-host", "h\u{f6}st", "host\r\nX: y",
    ])
    func refuses(text: String) {
        #expect(RegistryAddress(text) == nil)
    }

    private let base = RegistryURL("https://r.example/v2/a/blobs/uploads/1?state=x")

    @Test(arguments: [
        ("/v2/b", "https://r.example/v2/b"),
        ("https://cdn.example:8443/x?y=1#z", "https://cdn.example:8443/x?y=1"),
        ("http://cdn.example", "http://cdn.example/"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("2", "https://r.example/v2/a/blobs/uploads/2"),
        ("?state=y", "https://r.example/v2/a/blobs/uploads/1?state=y"),
    ])
    func resolves(location: String, expected: String) {
        #expect(base?.resolving(location)?.description == expected)
    }

    @Test(arguments: [
        "ftp://x/y", "javascript:alert(1)", "https://user:pw@x/y", "/a b", "/a\r\nHost: b",
        "https:///x", "/\u{e4}",
    ])
    func followsNothingElse(location: String) {
        #expect(base?.resolving(location) == nil)
    }

    @Test func originIsSchemeHostAndPort() throws {
        let url = try #require(RegistryURL("https://r.example/x"))
        #expect(url.isSameOrigin(as: try #require(RegistryURL("https://R.example:443/y"))))
        for other in ["http://r.example/x", "https://r.example:444/x", "https://r.example.org/x"] {
            #expect(!url.isSameOrigin(as: try #require(RegistryURL(other))))
        }
    }

    @Test func namesStayInTheirPlace() throws {
        let address = try #require(RegistryAddress("r.example"))
        #expect(
            address.manifest("a/b", "sha256:0f").target == "/v2/a/b/manifests/sha256:0f")
        #expect(address.manifest("a", "x?y/../#z").target == "/v2/a/manifests/x%3Fy/../%23z")
        #expect(
            address.uploads("a").adding([("mount", "sha256:0f"), ("from", "b/c&d")]).target
                == "/v2/a/blobs/uploads/?mount=sha256%3A0f&from=b%2Fc%26d")
    }

    @Test func readsRanges() {
        #expect(ContentRange("bytes 5-9/10").map { [$0.first, $0.last, $0.size] } == [5, 9, 10])
        #expect(ContentRange("bytes 5-9/*")?.size == nil)
        for text in ["bytes 9-5/10", "bytes 5-10/10", "items 0-1/2", "bytes */10", "bytes 0-1"] {
            #expect(ContentRange(text) == nil, "\(text)")
        }
        #expect(ContentRange.received("0-1023") == 1024)
        #expect(ContentRange.received("bytes=0-0") == 1)
        #expect(ContentRange.received("5-9") == nil)
        #expect(ContentRange.received(nil) == nil)
    }
}
