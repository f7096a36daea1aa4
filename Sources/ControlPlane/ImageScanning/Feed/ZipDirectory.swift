/// The list of what a zip archive holds, as OSV publishes the records of a distribution
/// (PKWARE's APPNOTE 6.3.10, with its 64-bit extension).
struct ZipDirectory {
    /// The most bytes of the list; OSV's of Debian is about five million.
    static let maximumSize = 256 << 20

    struct Entry: Hashable {
        var name: String
        /// Where the entry's own header lies.
        var offset: Int
        /// Of the data as it lies there.
        var compressedSize: Int
    }

    /// Gives bytes of the archive, fewer where it ends.
    typealias Read = (_ offset: Int, _ length: Int) throws(ScanFailure) -> [UInt8]

    let entries: [Entry]

    init(path: String, size: Int, _ read: Read) throws(ScanFailure) {
        let broken = ScanFailure("the vulnerability feed's file \(path) is no zip archive")
        // A comment of up to 65,535 bytes may follow the record at the end.
        let tailStart = max(0, size - 22 - 65_535)
        let tail = try read(tailStart, size - tailStart)
        guard
            let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
                Self.number(tail, $0, 4) == 0x0605_4b50
            }),
            var count = Self.number(tail, end + 10, 2), var length = Self.number(tail, end + 12, 4),
            var start = Self.number(tail, end + 16, 4)
        else { throw broken }
        if end >= 20, Self.number(tail, end - 20, 4) == 0x0706_4b50 {
            guard let place = Self.number(tail, end - 12, 8) else { throw broken }
            let large = try read(place, 56)
            guard Self.number(large, 0, 4) == 0x0606_4b50,
                let largeCount = Self.number(large, 32, 8),
                let largeLength = Self.number(large, 40, 8),
                let largeStart = Self.number(large, 48, 8)
            else { throw broken }
            (count, length, start) = (largeCount, largeLength, largeStart)
        }
        guard length <= Self.maximumSize, start <= size - length, count <= length / 46 else {
            throw broken
        }
        let directory = try read(start, length)
        guard directory.count == length, let entries = Self.entries(directory, count) else {
            throw broken
        }
        self.entries = entries
    }

    private static func entries(_ directory: [UInt8], _ count: Int) -> [Entry]? {
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        var place = 0
        for _ in 0..<count {
            guard number(directory, place, 4) == 0x0201_4b50,
                var compressed = number(directory, place + 20, 4),
                let size = number(directory, place + 24, 4),
                let name = number(directory, place + 28, 2),
                let extra = number(directory, place + 30, 2),
                let comment = number(directory, place + 32, 2),
                var offset = number(directory, place + 42, 4),
                place + 46 + name + extra + comment <= directory.count
            else { return nil }
            let start = place + 46
            let fields = Array(directory[(start + name)..<(start + name + extra)])
            for (isLarge, set) in large(fields, size, compressed, offset) {
                if isLarge == .compressed { compressed = set } else { offset = set }
            }
            entries.append(
                Entry(
                    name: String(decoding: directory[start..<(start + name)], as: UTF8.self),
                    offset: offset, compressedSize: compressed))
            place = start + name + extra + comment
        }
        return entries
    }

    private enum Large { case compressed, offset }

    /// What the field of the 64-bit extension says instead of members that are full of ones.
    private static func large(
        _ fields: [UInt8], _ size: Int, _ compressed: Int, _ offset: Int
    ) -> [(Large, Int)] {
        let full = 0xffff_ffff
        guard size == full || compressed == full || offset == full else { return [] }
        var place = 0
        while let id = number(fields, place, 2), let length = number(fields, place + 2, 2) {
            place += 4
            if id != 1 {
                place += length
                continue
            }
            var found: [(Large, Int)] = []
            if size == full { place += 8 }
            if compressed == full, let value = number(fields, place, 8) {
                found.append((.compressed, value))
                place += 8
            }
            if offset == full, let value = number(fields, place, 8) {
                found.append((.offset, value))
            }
            return found
        }
        return []
    }

    /// The record of an entry, decompressed.
    ///
    /// - Parameter limit: The most bytes that it may have.
    static func content(
        at offset: Int, _ compressedSize: Int, limit: Int, _ read: Read
    ) throws(ScanFailure) -> [UInt8]? {
        let header = try read(offset, 30)
        guard number(header, 0, 4) == 0x0403_4b50, let method = number(header, 8, 2),
            let name = number(header, 26, 2), let extra = number(header, 28, 2),
            compressedSize <= limit
        else { return nil }
        let data = try read(offset + 30 + name + extra, compressedSize)
        guard data.count == compressedSize else { return nil }
        switch method {
        case 0: return data
        case 8: return Inflater.deflated(data, limit: limit)
        default: return nil
        }
    }

    /// A little-endian number; nil beyond the end, or when it is larger than an `Int`.
    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int? {
        guard place >= 0, place <= bytes.count - count else { return nil }
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[place + index]) }
        return Int(exactly: value)
    }
}
