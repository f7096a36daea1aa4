import Glibc

/// The files of a feed as they were found: `.json` with one record each, `.jsonl` with one a line, and
/// `.zip` archives of the first, in the folder and in folders below it.
struct FeedFiles: Sendable, Hashable {
    /// The most files that a feed has; OSV's records of Debian are about fifty thousand.
    static let maximumCount = 1_000_000
    /// The most bytes of one record.
    static let maximumRecord = 16 << 20
    static let suffixes = [".json", ".jsonl", ".zip"]
    /// How far below the feed's folder files are found.
    static let maximumDepth = 8

    struct File: Sendable, Hashable {
        var path: String
        var size: Int
        /// Nanoseconds since 1970.
        var modified: Int64
    }

    private(set) var files: [File] = []

    /// Looks into the folder.
    init(_ root: String) throws(ScanFailure) {
        try add(root, depth: 0)
        files.sort { $0.path < $1.path }
    }

    private mutating func add(_ folder: String, depth: Int) throws(ScanFailure) {
        guard let stream = opendir(folder) else {
            throw ScanFailure(
                "the vulnerability feed's folder \(folder) cannot be read: "
                    + String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            let path = "\(folder)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            let kind = status.st_mode & S_IFMT
            if kind == S_IFDIR {
                if depth < Self.maximumDepth { try add(path, depth: depth + 1) }
            } else if kind == S_IFREG, Self.suffixes.contains(where: { name.hasSuffix($0) }) {
                guard files.count < Self.maximumCount else {
                    throw ScanFailure(
                        "the vulnerability feed has more than \(Self.maximumCount) files")
                }
                files.append(
                    File(
                        path: path, size: Int(status.st_size),
                        modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000
                            + Int64(status.st_mtim.tv_nsec)))
            }
        }
    }

    /// Gives each record's text and place. Returns how many were larger than a record may be or
    /// damaged, and were not read.
    func forEachRecord(
        _ body: ([UInt8], FeedIndex.Place) -> Void
    ) throws(ScanFailure) -> Int {
        var unread = 0
        for (number, file) in files.enumerated() {
            if Task.isCancelled { throw ScanFailure("the server stops") }
            let number = UInt32(number)
            if file.path.hasSuffix(".jsonl") {
                try forEachLine(of: file, number, &unread, body)
            } else if file.path.hasSuffix(".zip") {
                try forEachEntry(of: file, number, &unread, body)
            } else if file.size > Self.maximumRecord {
                unread += 1
            } else {
                let text = try Self.read(file.path, offset: 0, length: file.size)
                body(text, FeedIndex.Place(file: number, offset: 0, length: UInt32(text.count)))
            }
        }
        return unread
    }

    private func forEachLine(
        of file: File, _ number: UInt32, _ unread: inout Int,
        _ body: ([UInt8], FeedIndex.Place) -> Void
    ) throws(ScanFailure) {
        let step = 1 << 20
        var position = 0
        var line: [UInt8] = []
        var start = 0
        var isSkipping = false
        func finish(_ unread: inout Int) {
            if isSkipping {
                unread += 1
            } else if !line.isEmpty {
                body(
                    line,
                    FeedIndex.Place(
                        file: number, offset: UInt64(start), length: UInt32(line.count)))
            }
            line.removeAll(keepingCapacity: true)
            isSkipping = false
        }
        while position < file.size {
            let piece = try Self.read(
                file.path, offset: position, length: min(step, file.size - position))
            if piece.isEmpty { break }
            var rest = piece[...]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                line.append(contentsOf: rest[..<end])
                finish(&unread)
                rest = rest[(end + 1)...]
                start = position + end + 1
            }
            if line.count + rest.count > Self.maximumRecord {
                isSkipping = true
                line.removeAll()
            }
            if !isSkipping { line.append(contentsOf: rest) }
            position += piece.count
        }
        finish(&unread)
    }

    private func forEachEntry(
        of file: File, _ number: UInt32, _ unread: inout Int,
        _ body: ([UInt8], FeedIndex.Place) -> Void
    ) throws(ScanFailure) {
        let read: ZipDirectory.Read = { (offset, length) throws(ScanFailure) in
            try Self.read(file.path, offset: offset, length: length)
        }
        let directory = try ZipDirectory(path: file.path, size: file.size, read)
        for entry in directory.entries where entry.name.hasSuffix(".json") {
            if Task.isCancelled { throw ScanFailure("the server stops") }
            guard entry.compressedSize <= Self.maximumRecord,
                let text = try ZipDirectory.content(
                    at: entry.offset, entry.compressedSize, limit: Self.maximumRecord, read)
            else {
                unread += 1
                continue
            }
            let place = FeedIndex.Place(
                file: number, offset: UInt64(entry.offset), length: UInt32(entry.compressedSize))
            body(text, place)
        }
    }

    /// A record's text; nil when it is not there any more.
    func text(at place: FeedIndex.Place) throws(ScanFailure) -> [UInt8]? {
        let path = files[Int(place.file)].path
        guard path.hasSuffix(".zip") else {
            return try Self.read(path, offset: Int(place.offset), length: Int(place.length))
        }
        return try ZipDirectory.content(
            at: Int(place.offset), Int(place.length), limit: Self.maximumRecord
        ) { (offset, length) throws(ScanFailure) in
            try Self.read(path, offset: offset, length: length)
        }
    }

    private static func read(
        _ path: String, offset: Int, length: Int
    ) throws(ScanFailure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0, offset >= 0, length >= 0 else { throw failure(path) }
        defer { close(file) }
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            while count < length {
                let read = pread(
                    file, buffer.baseAddress.map { $0 + count }, length - count,
                    off_t(offset + count))
                if read < 0, errno == EINTR { continue }
                if read <= 0 {
                    code = read < 0 ? errno : 0
                    return
                }
                count += read
            }
        }
        if code != 0 { throw failure(path, code) }
        return bytes
    }

    private static func failure(_ path: String, _ code: Int32 = errno) -> ScanFailure {
        ScanFailure(
            "the vulnerability feed's file \(path) cannot be read: "
                + String(cString: strerror(code)))
    }
}
