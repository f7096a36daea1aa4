import AWSWire
import Shapes
import Testing

/// The worked examples of "Signature calculations for the authorization header: transferring payload
/// in multiple chunks" in the S3 API reference: 66560 letters `a` in chunks of 64 KiB.
@Suite struct ChunkedPayloadTests {
    private static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    private static let scope = SigV4.Scope(date: "20130524", region: "us-east-1", service: "s3")

    private static func decoder(
        seed: String = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
        trailer: Bool = false, length: Int? = 66_560
    ) -> ChunkedPayload {
        ChunkedPayload(
            signing: ChunkSigning(
                seed: seed, date: "20130524T000000Z", scope: scope, secret: secret),
            hasTrailer: trailer, decodedLength: length)
    }

    private static let body =
        "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
        + String(repeating: "a", count: 65_536) + "\r\n"
        + "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
        + String(repeating: "a", count: 1024) + "\r\n"
        + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n"
        + "\r\n"

    private static func decode(
        _ body: String, in decoder: ChunkedPayload, pieces: Int = 1000
    ) throws(SigV4.Failure) -> (data: [UInt8], trailers: HeaderList) {
        var decoder = decoder
        var data: [UInt8] = []
        var rest = Array(body.utf8)[...]
        while !rest.isEmpty {
            data += try decoder.receive(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
        }
        try decoder.finish()
        return (data, decoder.trailers)
    }

    @Test(arguments: [1, 7, 1000, 100_000]) func decodesTheExample(_ pieces: Int) throws {
        let result = try Self.decode(Self.body, in: Self.decoder(), pieces: pieces)
        #expect(result.data == [UInt8](repeating: UInt8(ascii: "a"), count: 66_560))
    }

    @Test func refusesChangedData() {
        let changed = Self.body.replacing("aaaa\r\n0;", with: "aaab\r\n0;")
        #expect(changed != Self.body)
        #expect(throws: SigV4.Failure(.mismatch)) {
            try Self.decode(changed, in: Self.decoder())
        }
    }

    @Test func refusesAChangedSignatureOfTheEnd() {
        let changed = Self.body.replacing("0;chunk-signature=b6", with: "0;chunk-signature=b7")
        #expect(throws: SigV4.Failure(.mismatch)) {
            try Self.decode(changed, in: Self.decoder())
        }
    }

    @Test(arguments: [10, 200, 65_700, 66_700, 66_800]) func refusesABodyCutOff(_ length: Int) {
        let cut = String(Self.body.prefix(length))
        var isRefused = false
        do { _ = try Self.decode(cut, in: Self.decoder()) } catch { isRefused = true }
        #expect(isRefused)
    }

    @Test func refusesAnotherLengthThanPromised() {
        #expect(throws: SigV4.Failure.self) {
            try Self.decode(Self.body, in: Self.decoder(length: 66_559))
        }
        #expect(throws: SigV4.Failure.self) {
            try Self.decode(Self.body, in: Self.decoder(length: 66_561))
        }
    }

    @Test(arguments: [
        "zz\r\n", ";chunk-signature=00\r\n", "-1;chunk-signature=00\r\n", "5\r\nhello\r\n",
        "7fffffffffffffffffff;chunk-signature=00\r\n", String(repeating: "0", count: 5000),
    ]) func refusesBrokenFraming(_ body: String) {
        #expect(throws: SigV4.Failure.self) {
            try Self.decode(body, in: Self.decoder(length: nil))
        }
    }

    @Test func decodesTheExampleWithATrailer() throws {
        let body =
            "10000;chunk-signature="
            + "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"
            + String(repeating: "a", count: 65_536) + "\r\n400;chunk-signature="
            + "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"
            + String(repeating: "a", count: 1024) + "\r\n0;chunk-signature="
            + "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
            + "x-amz-checksum-crc32c:sOO8/Q==\n"
            + "x-amz-trailer-signature:"
            + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n"
        let seed = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"
        let result = try Self.decode(body, in: Self.decoder(seed: seed, trailer: true))
        #expect(result.data.count == 66_560)
        #expect(result.trailers["x-amz-checksum-crc32c"] == "sOO8/Q==")
        #expect(throws: SigV4.Failure(.mismatch)) {
            try Self.decode(
                body.replacing("sOO8", with: "sOO9"), in: Self.decoder(seed: seed, trailer: true))
        }
        #expect(throws: SigV4.Failure.self) {
            try Self.decode(
                body.replacing("x-amz-trailer-signature", with: "x-amz-other"),
                in: Self.decoder(seed: seed, trailer: true))
        }
    }

    @Test func decodesUnsignedChunks() throws {
        let body = "5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n"
        let decoder = ChunkedPayload(signing: nil, hasTrailer: true, decodedLength: 11)
        let result = try Self.decode(body, in: decoder, pieces: 3)
        #expect(String(decoding: result.data, as: UTF8.self) == "hello world")
        #expect(result.trailers["x-amz-checksum-crc32"] == "DUoRhQ==")
    }
}
