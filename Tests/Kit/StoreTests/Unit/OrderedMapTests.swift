import Store
import Testing

@Suite("Ordered map")
struct OrderedMapTests {
    @Test(arguments: 1...8)
    func `It does what a dictionary does, in order`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var map = OrderedMap<Int, Int>()
        var model: [Int: Int] = [:]
        var copies: [(OrderedMap<Int, Int>, [Int: Int])] = []
        // Growing, then shrinking to nothing: all ways in which nodes split and join.
        for (steps, insertions) in [(3_000, 0.8), (3_000, 0.5), (6_000, 0.2)] {
            for step in 0..<steps {
                let key = Int.random(in: 0..<2_000, using: &random)
                if Double.random(in: 0..<1, using: &random) < insertions {
                    let old = map.updateValue(step, forKey: key)
                    let expected = model.updateValue(step, forKey: key)
                    #expect(old == expected)
                } else {
                    let old = map.removeValue(forKey: key)
                    let expected = model.removeValue(forKey: key)
                    #expect(old == expected)
                }
                if step % 1_000 == 0 { copies.append((map, model)) }
            }
            expect(map, equals: model, &random)
        }
        for key in model.keys { map[key] = nil }
        #expect(map.isEmpty)
        #expect(map.first { _ in true } == nil)
        // Copies do not notice what happened to the map afterwards.
        for (copy, model) in copies { expect(copy, equals: model, &random) }
    }

    private func expect(
        _ map: OrderedMap<Int, Int>, equals model: [Int: Int],
        _ random: inout SeededGenerator
    ) {
        let sorted = model.sorted { $0.key < $1.key }
        #expect(map.count == model.count)
        #expect(map.map(\.key) == sorted.map(\.key))
        #expect(map.map(\.value) == sorted.map(\.value))
        for _ in 0..<50 {
            let bound = Int.random(in: -5..<2_005, using: &random)
            #expect(map[bound] == model[bound])
            #expect(map.entries(from: bound).map(\.key) == sorted.map(\.key).filter { $0 >= bound })
        }
    }

    @Test func `Rising and falling insertions keep the order`() {
        for keys in [Array(0..<5_000), Array((0..<5_000).reversed())] {
            var map = OrderedMap<Int, Int>()
            for key in keys { map[key] = key }
            #expect(map.map(\.key) == Array(0..<5_000))
            for key in keys { map[key] = nil }
            #expect(map.isEmpty)
        }
    }

    @Test func `Ranges of keys are cut at both ends`() {
        var map = OrderedMap<Key, Int>()
        for number in 0..<500 { map[Key("/\(number)")] = number }
        let sorted = map.map(\.key)
        for (range, after) in [
            (KeyRange.prefix("/1"), nil), (.prefix("/1"), "/15"), (.all, "/499"),
            (.prefix("/1"), "/0"), (.prefix("/1"), "/2"), (KeyRange(from: "/2", to: "/3"), nil),
        ] as [(KeyRange, Key?)] {
            let expected = sorted.filter { range.contains($0) && (after == nil || $0 > after!) }
            #expect(map.entries(in: range, after: after).map(\.key) == expected)
        }
    }
}
