import NodeImage

/// The content of a machine's disk of orders: a tar archive. Pure.
enum OrdersDisk {
    /// The archive, padded to whole sectors.
    static func content(_ machine: VirtualMachineSpecification) -> [UInt8] {
        let settings = """
            ADDRESS=\(quoted(machine.network.address))
            GATEWAY=\(quoted(machine.network.gateway))
            HOSTNAME=\(quoted(machine.network.hostName))
            RESOLVERS=\(quoted(machine.network.resolvers))

            """
        let exports = machine.environment.sorted { $0.key < $1.key }.map { name, value in
            "export \(name)=\(quoted(value))\n"
        }
        var archive = member(NodeFiles.Orders.settings, Array((settings + exports.joined()).utf8))
        let arguments = machine.arguments.map { "\($0)\n" }.joined()
        archive += member(NodeFiles.Orders.arguments, Array(arguments.utf8))
        if let script = machine.userData { archive += member(NodeFiles.Orders.userData, script) }
        return archive + [UInt8](repeating: 0, count: 1024)
    }

    /// For the shell, in single quotes.
    static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "'\\''"))'"
    }

    /// One file: a ustar header and the content, in blocks of 512 bytes.
    private static func member(_ name: String, _ content: [UInt8]) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        func octal(_ value: Int, _ digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.utf8.count) + text
        }
        put(name, at: 0)
        put(octal(0o600, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(content.count, 11), at: 124)
        put(octal(0, 11), at: 136)
        // The sum is made with spaces in its own place.
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar\u{0}00", at: 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", at: 148)
        let padding = (512 - content.count % 512) % 512
        return header + content + [UInt8](repeating: 0, count: padding)
    }
}
