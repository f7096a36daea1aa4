import Store
import Testing

@Suite("Keys and ranges")
struct KeyTests {
    @Test func `Keys are ordered by their bytes`() {
        var random = SeededGenerator(seed: 1)
        let keys = (0..<300).map { _ in
            Key(
                bytes: (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    [0, 1, 0x2F, 0x61, 0x7F, 0x80, 0xFE, 0xFF].randomElement(using: &random)!
                })
        }
        for left in keys {
            for right in keys {
                #expect((left < right) == left.bytes.lexicographicallyPrecedes(right.bytes))
                #expect(left.hasPrefix(right) == left.bytes.starts(with: right.bytes))
                #expect(KeyRange.prefix(right).contains(left) == left.hasPrefix(right))
            }
            #expect(left < left.successor)
            #expect(KeyRange.key(left).contains(left))
            #expect(!KeyRange.key(left).contains(left.successor))
            #expect(KeyRange.all.contains(left))
        }
    }

    @Test(arguments: [
        ["ecs", "000000000000", "us-east-1"], ["a/b", "c%2Fd", "%", "", "ü/🙂"], [""],
    ])
    func `Path components survive`(components: [String]) {
        let key = Key.path(components)
        #expect(key.components == components)
        #expect(key.text.filter { $0 == "/" }.count == components.count)
    }

    @Test func `A name with a slash has no children but its own`() {
        let parent = Key.path("repositories", "team")
        let inside = Key.path("repositories", "team/app")
        #expect(!KeyRange.under(parent).contains(inside))
        #expect(KeyRange.under(parent).contains(parent.appending("image")))
        #expect(inside.text == "/repositories/team%2Fapp")
        #expect(Key("/a%zz").components == ["a%zz"])
        #expect(!KeyRange.under("/a").contains("/ab"))
        #expect(!KeyRange.under("/a").contains("/a"))
    }

    @Test func `A range can be empty or without an end`() {
        #expect(KeyRange(from: "b", to: "a").isEmpty)
        #expect(KeyRange(from: "a", to: "a").isEmpty)
        #expect(!KeyRange.all.isEmpty)
        #expect(KeyRange.prefix(Key(bytes: [0xFF, 0xFF])).end == nil)
        #expect(KeyRange.prefix(Key(bytes: [0x61, 0xFF])).end == Key(bytes: [0x62]))
        #expect(KeyRange.prefix("").end == nil)
    }
}
