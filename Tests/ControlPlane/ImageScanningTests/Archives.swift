import CZlib

@testable import ImageScanning

/// Builds tar archives and gzip data for tests.
enum Archives {
    struct Item {
        var name: String
        var type: Character = "0"
        var content: [UInt8] = []
        var link = ""
    }

    static func tar(_ items: [Item], ends: Bool = true) -> [UInt8] {
        var bytes: [UInt8] = []
        for item in items {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at offset: Int) {
                header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
            }
            put(String(item.name.prefix(100)), at: 0)
            put("0000644", at: 100)
            put(octal(item.content.count), at: 124)
            put(String(item.type), at: 156)
            put(String(item.link.prefix(100)), at: 157)
            put("ustar\u{0}00", at: 257)
            put("        ", at: 148)
            put(String(octal(header.reduce(0) { $0 + Int($1) }).dropFirst(5)) + "\u{0}", at: 148)
            bytes += header + item.content
            bytes += [UInt8](repeating: 0, count: (512 - item.content.count % 512) % 512)
        }
        return ends ? bytes + [UInt8](repeating: 0, count: 1024) : bytes
    }

    private static func octal(_ number: Int) -> String {
        let digits = String(number, radix: 8)
        return String(repeating: "0", count: 11 - digits.count) + digits
    }

    /// A pax header for the entry that follows.
    static func pax(_ records: [(String, String)]) -> Item {
        var text = ""
        for (key, value) in records {
            let rest = " \(key)=\(value)\n"
            var length = rest.utf8.count + 1
            while "\(length)".utf8.count + rest.utf8.count != length { length += 1 }
            text += "\(length)\(rest)"
        }
        return Item(name: "pax", type: "x", content: Array(text.utf8))
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let capacity = output.count
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                _ = deflate(&stream, Z_FINISH)
            }
        }
        return Array(output.prefix(capacity - Int(stream.avail_out)))
    }

    /// Reads layers one over the other, each in pieces of `step` bytes.
    static func read(
        _ layers: [[UInt8]], step: Int = 1000, limits: ScanLimits = ScanLimits()
    ) throws(ScanFailure) -> ImageFiles {
        var image = ImageFiles(limits: limits)
        for layer in layers {
            var reader = try LayerReader(image, LayerCompression(start: layer.prefix(4)))
            var rest = layer[...]
            while !rest.isEmpty, try reader.read(rest.prefix(step)) { rest = rest.dropFirst(step) }
            try reader.finish(into: &image)
        }
        return image
    }
}
