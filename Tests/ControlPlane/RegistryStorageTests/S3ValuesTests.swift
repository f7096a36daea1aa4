import CSkerry
import Crypto
import NIOCore
import RegistryStorage
import Testing

@testable import S3Storage

/// The values that the object store's backend stands on.
@Suite struct S3ValuesTests {
    private func hash(_ bytes: [UInt8], pieces: [Int]) -> ResumableHash? {
        var hash = ResumableHash()
        var start = 0
        for piece in pieces + [bytes.count] {
            let end = min(bytes.count, start + piece)
            bytes[start..<end].withUnsafeBytes { hash.update($0) }
            start = end
            guard let read = ResumableHash(hash.text, count: hash.count) else { return nil }
            #expect(read == hash)
            hash = read
        }
        return hash
    }

    @Test func theHashIsTheCryptoLibrarysWhereverItIsWrittenDown() {
        let bytes = content(20_000)
        for count in Array(0...200) + [4095, 4096, 4097, 20_000] {
            let some = Array(bytes[..<count])
            for pieces in [[], [1], [63, 2], [64, 64], [119, 1, 0, 300]] {
                #expect(hash(some, pieces: pieces)?.finalized() == Digest(of: some).hex)
            }
        }
    }

    @Test func bothFormsOfTheHashAgree() {
        let bytes = content(64 * 500)
        var quick = (0..<8).map { UInt32($0) &* 0x9e37_79b9 }
        var portable = quick
        skerry_sha256_blocks(&quick, bytes, 500)
        skerry_sha256_blocks_portable(&portable, bytes, 500)
        #expect(quick == portable)
    }

    @Test(arguments: [
        "", "00", String(repeating: "0", count: 63), String(repeating: "g", count: 64),
        String(repeating: "0", count: 66), String(repeating: "é", count: 32),
    ])
    func otherTextIsNoHash(_ text: String) {
        #expect(ResumableHash(text, count: 128) == nil)
        #expect(ResumableHash(text, count: -1) == nil)
    }

    @Test func locationsAreRead() throws {
        let plain = try S3Location("s3://layers")
        #expect(plain.host == "layers.s3.us-east-1.amazonaws.com")
        #expect(plain.path("blobs/a") == "/blobs/a")
        #expect(plain.prefix == "")
        let full = try S3Location(
            "s3://layers/a/b/?endpoint=http://127.0.0.1:9000&region=eu-west-1")
        #expect(full.host == "127.0.0.1:9000")
        #expect(full.path("a/b/x") == "/layers/a/b/x")
        #expect(full.prefix == "a/b/")
        #expect(full.region == "eu-west-1")
        let virtual = try S3Location(
            "s3://layers/?endpoint=https%3A%2F%2Fs3.example.com&path-style=false")
        #expect(virtual.host == "layers.s3.example.com")
        #expect(virtual.scheme == "https")
    }

    @Test(arguments: [
        "", "s3://", "s3://x", "http://bucket", "s3://Bucket", "s3://bucket/a b",
        "s3://bucket/../b", "s3://bucket?endpoint=127.0.0.1:9000",
        "s3://bucket?endpoint=http://a/b", "s3://bucket?path-style=maybe",
        "s3://bucket?region=", "s3://bucket?secret=x", "s3://bucket?region=a&region=b",
    ])
    func otherTextIsNoLocation(_ text: String) {
        #expect(throws: S3Location.Invalid.self) { _ = try S3Location(text) }
    }

    @Test func waitsGrowAndEnd() {
        let retries = S3Retries()
        #expect(retries.delay(after: 1, random: 1) == .milliseconds(100))
        #expect(retries.delay(after: 3, random: 0.5) == .milliseconds(200))
        #expect(retries.delay(after: 60, random: 1) == .seconds(5))
    }

    @Test func statesOfUploadsRoundTrip() throws {
        var upload = Upload(key: "k", data: "data/k-1", partSize: 64)
        upload.take(ByteBuffer(bytes: content(100)))
        _ = upload.removePart(64)
        upload.state.etags = ["\"a\""]
        let read = try #require(Upload(key: "k", etag: "e", upload.encoded()))
        #expect(read.tail == upload.tail)
        #expect(read.hash == upload.hash)
        #expect(read.state.etags == ["\"a\""])
        // A tail that does not fit the offset is of no use.
        var broken = upload.encoded()
        broken.writeInteger(UInt8(0))
        #expect(Upload(key: "k", etag: "e", broken) == nil)
        #expect(Upload(key: "k", etag: "e", ByteBuffer(string: "{}")) == nil)
    }

    @Test func writersWaitTheirTurn() async throws {
        let slots = WriterSlots(1)
        try await slots.acquire()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { (try? await slots.acquire()) != nil }
            group.cancelAll()
            #expect(await group.next() == false)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    try await slots.acquire()
                    slots.release()
                }
            }
            slots.release()
            try await group.waitForAll()
        }
        try await slots.acquire()
    }
}
