import Shapes
import Testing

@testable import AWSWire

@Suite struct ValidationTests {
    private let model: ServiceModel

    init() throws {
        model = try ServiceModel(
            json: """
                {"serviceId": "Test", "signingName": "t", "apiVersion": "1", "protocols": ["json"],
                 "operations": {"Do": {"input": "In", "errors": []}}, "refused": [],
                 "shapes": {
                  "In": {"type": "structure", "required": ["name"], "members": {
                    "name": {"shape": "Name"}, "size": {"shape": "Size"}, "kind": {"shape": "Kind"},
                    "list": {"shape": "List"}, "map": {"shape": "Map"}, "one": {"shape": "One"},
                    "secret": {"shape": "Secret"}}},
                  "Name": {"type": "string", "min": 2, "max": 4, "pattern": "[a-z]+"},
                  "Secret": {"type": "string", "max": 2, "sensitive": true},
                  "Size": {"type": "integer", "min": 1, "max": 9},
                  "Kind": {"type": "string", "enum": ["A", "B"]},
                  "List": {"type": "list", "max": 2, "member": {"shape": "Name"}},
                  "Map": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Size"}},
                  "One": {"type": "structure", "union": true, "members": {
                    "a": {"shape": "Size"}, "b": {"shape": "Size"}}}}}
                """)
    }

    private func failure(_ text: String) throws -> String? {
        do {
            try Validation.check(
                JSON.parse(text), operation: #require(model.operations["Do"]), model: model)
            return nil
        } catch let error as AWSError {
            #expect(error.code == "ValidationException")
            #expect(error.status == 400)
            return error.message
        }
    }

    @Test func acceptsWhatTheModelAllows() throws {
        let text = """
            {"name": "abc", "size": 9, "kind": "A", "list": ["ab", "abcd"], "map": {"ab": 1},
             "one": {"a": 1}, "secret": null}
            """
        #expect(try failure(text) == nil)
    }

    @Test(arguments: [
        ("{}", "Value null at 'name' failed to satisfy constraint: Member must not be null"),
        (#"{"name": null}"#, "Value null at 'name'"),
        (#"{"name": "a"}"#, "Member must have length greater than or equal to 2"),
        (#"{"name": "abcde"}"#, "Member must have length less than or equal to 4"),
        (#"{"name": "AB"}"#, "Member must satisfy regular expression pattern: [a-z]+"),
        (#"{"name": "ab", "size": 0}"#, "Member must have value greater than or equal to 1"),
        (#"{"name": "ab", "size": 10}"#, "Value '10' at 'size'"),
        (#"{"name": "ab", "kind": "C"}"#, "Member must satisfy enum value set: [A, B]"),
        (#"{"name": "ab", "list": ["ab", "cd", "ef"]}"#, "at 'list'"),
        (#"{"name": "ab", "list": ["ab", "X"]}"#, "at 'list.2.member'"),
        (#"{"name": "ab", "list": ["ab", null]}"#, "Value null at 'list.2.member'"),
        (#"{"name": "ab", "map": {"X": 1}}"#, "at 'map.key'"),
        (#"{"name": "ab", "map": {"ab": 0}}"#, "at 'map.ab.member'"),
        (#"{"name": "ab", "one": {}}"#, "exactly one member"),
        (#"{"name": "ab", "one": {"a": 1, "b": 2}}"#, "exactly one member"),
    ])
    func refuses(_ text: String, _ part: String) throws {
        let message = try #require(try failure(text))
        #expect(message.contains(part))
    }

    @Test func listsEveryFailureAndNoSecret() throws {
        let message = try #require(
            try failure(#"{"name": "ab", "size": 0, "kind": "C", "secret": "hush"}"#))
        #expect(message.hasPrefix("3 validation errors detected: "))
        #expect(!message.contains("hush"))
    }
}
