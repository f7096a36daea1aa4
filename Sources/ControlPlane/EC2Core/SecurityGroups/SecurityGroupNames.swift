package import AWSWire

/// Names and descriptions of groups and rules.
package enum SecurityGroupNames {
    private static let characters =
        "a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"

    /// Checks the name of a new group.
    ///
    /// - Throws: `InvalidGroup.Reserved`, `InvalidParameterValue`.
    package static func check(name: String) throws(AWSError) {
        if name == "default" { throw .groupReserved }
        if name.hasPrefix("sg-") {
            throw .invalidValue(
                "Value (\(name)) for parameter GroupName is invalid. Group names may not be in the "
                    + "format sg-*.")
        }
        guard isPlain(name), (1...255).contains(name.utf8.count) else {
            throw .invalidValue(
                "Invalid security group name. Valid names are strings less than 256 characters "
                    + "from the following set:  \(characters)")
        }
    }

    /// Checks the description of a new group.
    ///
    /// - Throws: `InvalidParameterValue`.
    package static func check(description: String) throws(AWSError) {
        guard isPlain(description), description.utf8.count <= 255 else {
            throw .invalidValue(
                "Invalid security group description. Valid descriptions are strings less than 256 "
                    + "characters from the following set:  \(characters)")
        }
    }

    /// Checks the description of a rule; an empty one is none.
    ///
    /// - Throws: `InvalidParameterValue`.
    package static func ruleDescription(_ text: String?) throws(AWSError) -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard isPlain(text), text.utf8.count <= 255 else {
            throw .invalidValue(
                "Invalid rule description. Valid descriptions are strings less than 256 characters "
                    + "from the following set:  \(characters)")
        }
        return text
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: Array(". _-:/()#,@[]+=&;{}!$*".utf8).contains(byte)
            }
        }
    }
}
