import RegistryStorage
import Testing

@testable import ECR

@Suite struct ManifestCacheTests {
    private let cache = ManifestCache()

    private func text(_ number: Int, _ size: Int = 100 << 10) -> [UInt8] {
        Array("\(number)".utf8) + [UInt8](repeating: 32, count: size)
    }

    private func keep(_ number: Int) {
        cache.keep(text(number), of: Digest(of: text(number)))
    }

    private func find(_ number: Int) -> [UInt8]? {
        cache.text(of: Digest(of: text(number)))
    }

    @Test func whatIsUsedStaysAndTheRestGoes() {
        let generation = ManifestCache.generationSize / (100 << 10)
        for number in 0..<(4 * generation) {
            keep(number)
            #expect(find(number) == text(number))
            #expect(find(0) == text(0))
        }
        let kept = (0..<(4 * generation)).filter { find($0) != nil }
        #expect(kept.count <= 2 * generation && kept.count >= generation / 2)
        #expect(find(1) == nil)
    }

    @Test func keepingAgainTakesNoRoom() {
        keep(1)
        for _ in 0..<1000 { keep(2) }
        #expect(find(1) == text(1))
    }

    @Test func largeTextsAreNotKept() {
        let large = text(1, ManifestCache.maximumText)
        cache.keep(large, of: Digest(of: large))
        #expect(cache.text(of: Digest(of: large)) == nil)
    }
}
