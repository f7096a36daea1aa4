import AWSWire
import Shapes
import Synchronization
import Testing

@Suite struct PageTokensTests {
    private final class Clock: Sendable {
        let time = Mutex(Timestamp(milliseconds: 1_700_000_000_000))

        func now() -> Timestamp { time.withLock { $0 } }
    }

    private let clock = Clock()
    private let secret = [UInt8](repeating: 7, count: 32)

    private var tokens: PageTokens { PageTokens(secret: secret, now: clock.now) }

    @Test func openWhatTheySealed() {
        let token = tokens.seal([1, 2, 3], purpose: "list")
        #expect(tokens.open(token, purpose: "list") == [1, 2, 3])
        #expect(tokens.seal([1, 2, 3], purpose: "list") != token)
    }

    @Test func refuseOtherPurposesSecretsAndTimes() {
        let token = tokens.seal([1], purpose: "list a")
        #expect(tokens.open(token, purpose: "list b") == nil)
        let other = PageTokens(secret: [UInt8](repeating: 8, count: 32), now: clock.now)
        #expect(other.open(token, purpose: "list a") == nil)
        clock.time.withLock { $0 = $0 + .seconds(24 * 3600 - 1) }
        #expect(tokens.open(token, purpose: "list a") == [1])
        clock.time.withLock { $0 = $0 + .seconds(1) }
        #expect(tokens.open(token, purpose: "list a") == nil)
    }

    @Test func refuseWhatWasChanged() throws {
        let token = tokens.seal([1, 2, 3], purpose: "list")
        for index in token.utf8.indices {
            var bytes = Array(token.utf8)
            let place = token.utf8.distance(from: token.utf8.startIndex, to: index)
            bytes[place] = bytes[place] == 65 ? 66 : 65
            #expect(tokens.open(String(decoding: bytes, as: UTF8.self), purpose: "list") == nil)
        }
        #expect(tokens.open("", purpose: "list") == nil)
        #expect(tokens.open("AQ", purpose: "list") == nil)
    }
}
