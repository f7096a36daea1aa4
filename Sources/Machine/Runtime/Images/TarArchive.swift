/// Writes a POSIX ustar archive in memory.
package struct TarArchive {
    private var bytes: [UInt8] = []

    package init() {}

    /// - Parameter name: at most 100 bytes.
    package mutating func add(_ name: String, _ content: [UInt8], mode: UInt16 = 0o644) {
        header(name, type: "0", mode: mode, size: content.count, target: "")
        bytes += content
        pad()
    }

    package mutating func addDirectory(_ name: String, mode: UInt16 = 0o755) {
        header(name, type: "5", mode: mode, size: 0, target: "")
    }

    package mutating func addLink(_ name: String, to target: String) {
        header(name, type: "2", mode: 0o777, size: 0, target: target)
    }

    package consuming func finished() -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: 1024)
    }

    private mutating func pad() {
        bytes += [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }

    private mutating func header(
        _ name: String, type: Character, mode: UInt16, size: Int, target: String
    ) {
        precondition(name.utf8.count <= 100 && target.utf8.count <= 100, "the name is too long")
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
        }
        func octal(_ value: Int, digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(name, at: 0)
        put(octal(Int(mode), digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(0, digits: 11), at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put(target, at: 157)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6), at: 148)
        header[154] = 0
        header[155] = 32
        bytes += header
    }
}
