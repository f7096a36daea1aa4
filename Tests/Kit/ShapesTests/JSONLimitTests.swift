import Shapes
import Testing

@Suite struct JSONLimitTests {
    @Test(arguments: [
        ("1", 1), ("[]", 1), ("[1,2]", 3), ("{\"a\":{\"b\":[null]}}", 4), ("[[],[[]]]", 4),
    ])
    func valuesAreCounted(text: String, count: Int) throws {
        let expected = try JSON.parse(text)
        #expect(try JSON.parse(text.utf8, maximumValues: count) == expected)
        #expect(throws: JSON.ParseError.self) {
            try JSON.parse(text.utf8, maximumValues: count - 1)
        }
    }
}
