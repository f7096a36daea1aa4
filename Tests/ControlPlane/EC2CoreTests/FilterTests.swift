import AWSWire
import EC2Core
import EC2Model
import Shapes
import Testing

@Suite struct FilterTests {
    /// Whether a text fits a pattern, by trying everything.
    private func fits(_ pattern: [Character], _ text: [Character]) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = Array(pattern.dropFirst())
        switch first {
        case "*": return (0...text.count).contains { fits(rest, Array(text.dropFirst($0))) }
        case "?": return !text.isEmpty && fits(rest, Array(text.dropFirst()))
        case "\\":
            let literal = rest.first ?? "\\"
            return text.first == literal && fits(Array(rest.dropFirst()), Array(text.dropFirst()))
        default: return text.first == first && fits(rest, Array(text.dropFirst()))
        }
    }

    private func words(_ letters: [Character], upTo length: Int) -> [[Character]] {
        var all: [[Character]] = [[]]
        var last = all
        for _ in 0..<length {
            last = last.flatMap { word in letters.map { word + [$0] } }
            all += last
        }
        return all
    }

    /// Every pattern of up to five signs against every text of up to four letters.
    @Test func wildcardsExhaustively() {
        let texts = words(["a", "b", "*"], upTo: 4)
        for pattern in words(["a", "*", "?", "\\"], upTo: 5) {
            let wildcard = WildcardPattern(String(pattern))
            for text in texts {
                let found = wildcard.matches(String(text))
                if found != fits(pattern, text) {
                    Issue.record("\(String(pattern)) against \(String(text)): \(found)")
                }
            }
        }
    }

    @Test func manyStarsTakeNoLongTime() {
        let wildcard = WildcardPattern(String(repeating: "*a", count: 200) + "b")
        #expect(!wildcard.matches(String(repeating: "a", count: 5000)))
    }

    private struct Item: Sendable {
        var colours: [String]
        var tags: [EC2Tag] = []
    }

    private let table = FilterTable<Item>(["colour": { $0.colours }], tags: { $0.tags })

    private func filter(_ name: String?, _ values: String...) -> EC2API.Filter {
        EC2API.Filter {
            $0.name = name
            $0.values = values
        }
    }

    private func holds(_ item: Item, _ filters: EC2API.Filter...) throws -> Bool {
        try table.predicate(filters)(item)
    }

    @Test func anyValueOfEveryFilter() throws {
        let item = Item(
            colours: ["red", "green"], tags: [EC2Tag("Name", "one"), EC2Tag("tag:odd", "")])
        #expect(try holds(item))
        #expect(try holds(item, filter("colour", "blue", "green")))
        #expect(try !holds(item, filter("colour", "blue")))
        #expect(try !holds(item, filter("colour", "RED")))
        #expect(try holds(item, filter("colour", "red"), filter("colour", "green")))
        #expect(try !holds(item, filter("colour", "red"), filter("tag:Name", "two")))
        #expect(try holds(item, filter("tag:Name", "o*")))
        #expect(try !holds(item, filter("tag:name", "one")))
        #expect(try holds(item, filter("tag:tag:odd", "")))
        #expect(try holds(item, filter("tag-key", "Na?e")))
        #expect(try holds(item, filter("tag-value", "one")))
        #expect(try !holds(Item(colours: []), filter("colour", "*")))
    }

    @Test func whatIsRefused() {
        let item = Item(colours: [])
        for bad in [
            filter("size", "1"), filter(nil, "1"), filter("colour"), filter("tag:", "x"),
            filter("Colour", "red"),
        ] {
            #expect(throws: AWSError.self) { try holds(item, bad) }
        }
        let error = #expect(throws: AWSError.self) {
            try table.predicate([
                EC2API.Filter {
                    $0.name = "colour"
                    $0.values = Array(repeating: "x", count: 201)
                }
            ])
        }
        #expect(error?.code == "FilterLimitExceeded")
        #expect(throws: AWSError.self) {
            try FilterTable<Item>([:]).predicate([filter("tag-key", "x")])
        }
    }
}
