package import AWSWire

/// Whether text is made of ASCII letters, digits and some further characters.
func consists(_ text: String, ofLettersDigitsAnd others: String) -> Bool {
    let extra = Set(others.utf8)
    return text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || extra.contains(byte)
    }
}

/// The rules for a new cluster's name.
package func checkClusterName(_ name: String) throws(AWSError) {
    guard !name.isEmpty, name.utf8.count <= 255,
        consists(name, ofLettersDigitsAnd: "-_")
    else {
        throw .parameter(
            "Invalid cluster name. Up to 255 letters (uppercase and lowercase), numbers, "
                + "underscores, and hyphens are allowed.")
    }
}
