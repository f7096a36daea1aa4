package import AWSWire

/// The `cpu` and `memory` of a task, which may be written with units.
package enum TaskSize {
    /// CPU units: `1024` or `1 vCPU`.
    ///
    /// - Throws: `ClientException` for anything else and for less than 128 or more than 196,608 units.
    package static func cpu(_ text: String?) throws(AWSError) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard let units = amount(text, unit: "vcpu"), (128...196_608).contains(units) else {
            throw .client(
                "Invalid 'cpu' setting for task. For more information, see the Troubleshooting "
                    + "section of the Amazon ECS Developer Guide.")
        }
        return units
    }

    /// MiB: `512` or `0.5 GB`.
    ///
    /// - Throws: `ClientException` for anything else.
    package static func memory(_ text: String?) throws(AWSError) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard let size = amount(text, unit: "gb"), (4...25_165_824).contains(size) else {
            throw .client(
                "Invalid 'memory' setting for task. For more information, see the Troubleshooting "
                    + "section of the Amazon ECS Developer Guide.")
        }
        return size
    }

    /// A whole number, or a number of `unit`s of 1024 each; nil for anything else.
    private static func amount(_ text: String, unit: String) -> Int? {
        if let number = Int(text), !text.hasPrefix("+") { return number }
        let lowercased = text.lowercased()
        guard lowercased.hasSuffix(unit) else { return nil }
        let number = lowercased.dropLast(unit.count).filter { $0 != " " }
        guard number.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }),
            let value = Double(number), value < 1e6
        else { return nil }
        return Int(exactly: (value * 1024).rounded())
    }
}
