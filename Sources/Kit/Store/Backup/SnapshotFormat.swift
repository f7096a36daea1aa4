/// The form of a backup: the eight bytes "SKRYSNAP", then frames.
///
/// A frame is the length of its payload (4 bytes, big-endian as all numbers), its kind (1), the
/// payload, and a CRC-32C (4) over the checksum of the frame before, the kind and the payload, so
/// that a frame that was lost, doubled or moved is found as surely as one that was damaged. The
/// first frame is a header, the last one an end; a lease comes before the records on it.
///
///     header   version of the form (2), revision of the store (8)
///     lease    id (8), time to live in milliseconds (8)
///     record   lease or 0 (8), bytes of the key (4), key, value
///     end      number of records (8)
enum SnapshotFrame: Sendable, Hashable {
    case header(version: UInt16, revision: Revision)
    case lease(LeaseID, timeToLive: Duration)
    case record(Key, [UInt8], lease: LeaseID?)
    case end(records: Int64)

    /// The version that is written, and the only one that is read.
    static let version: UInt16 = 1

    /// What a backup begins with.
    static let magic = Array("SKRYSNAP".utf8)
}

/// Turns frames into bytes.
struct SnapshotEncoder {
    private var checksum: UInt32 = 0

    /// Adds a frame to `bytes`.
    mutating func encode(_ frame: SnapshotFrame, into bytes: inout [UInt8]) {
        var payload: [UInt8] = []
        let kind: UInt8
        switch frame {
        case .header(let version, let revision):
            kind = 1
            payload.append(bigEndian: version)
            payload.append(bigEndian: revision.number)
        case .lease(let lease, let timeToLive):
            kind = 2
            payload.append(bigEndian: lease.number)
            payload.append(bigEndian: timeToLive.milliseconds)
        case .record(let key, let value, let lease):
            kind = 3
            payload.reserveCapacity(12 + key.bytes.count + value.count)
            payload.append(bigEndian: lease?.number ?? 0)
            payload.append(bigEndian: UInt32(key.bytes.count))
            payload += key.bytes
            payload += value
        case .end(let records):
            kind = 4
            payload.append(bigEndian: records)
        }
        checksum = SnapshotFrame.checksum(after: checksum, kind, payload[...])
        bytes.append(bigEndian: UInt32(payload.count))
        bytes.append(kind)
        bytes += payload
        bytes.append(bigEndian: checksum)
    }
}

/// Turns bytes, in pieces of any size, into frames, and checks that they are those written.
struct SnapshotDecoder {
    private let maximumPayload: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private var checksum: UInt32 = 0
    private var readMagic = false
    private var frames: Int64 = 0
    private var records: Int64 = 0
    private var ended = false

    /// The limits say how long a frame may be; a longer one is taken as damage.
    init(limits: StoreLimits) {
        maximumPayload = limits.keyBytes + limits.valueBytes + 12
    }

    /// Adds bytes that were read.
    mutating func add(_ bytes: [UInt8]) {
        buffer.removeFirst(position)
        position = 0
        buffer += bytes
    }

    /// The next frame, or nil when more bytes are needed for it.
    mutating func next() throws(StoreError) -> SnapshotFrame? {
        if !readMagic {
            guard let magic = take(SnapshotFrame.magic.count) else { return nil }
            guard Array(magic) == SnapshotFrame.magic else {
                throw .corrupt("this is no backup of a store")
            }
            readMagic = true
        }
        let start = position
        guard let length = takeInteger(UInt32.self) else { return nil }
        if ended { throw .corrupt("the backup goes on after its end") }
        if Int(length) > maximumPayload { throw damaged("has an impossible length") }
        guard let kind = take(1)?.first, let payload = take(Int(length)),
            let expected = takeInteger(UInt32.self)
        else {
            position = start
            return nil
        }
        checksum = SnapshotFrame.checksum(after: checksum, kind, payload)
        if checksum != expected { throw damaged("does not have its checksum") }
        return try decode(kind, payload)
    }

    /// Checks that nothing is missing, once there are no more bytes.
    func finish() throws(StoreError) {
        if !ended { throw .corrupt("the backup is cut off") }
        if position < buffer.count { throw .corrupt("the backup goes on after its end") }
    }

    private mutating func decode(
        _ kind: UInt8, _ payload: ArraySlice<UInt8>
    ) throws(StoreError) -> SnapshotFrame {
        var rest = payload
        defer { frames += 1 }
        if (kind == 1) != (frames == 0) { throw damaged("is not where it belongs") }
        switch kind {
        case 1:
            guard let version = rest.popInteger(UInt16.self) else { break }
            if version != SnapshotFrame.version {
                throw .corrupt("the backup has version \(version), which is not known here")
            }
            guard let revision = rest.popInteger(Int64.self), rest.isEmpty else { break }
            return .header(version: version, revision: Revision(revision))
        case 2:
            guard let lease = rest.popInteger(Int64.self), lease > 0,
                let milliseconds = rest.popInteger(Int64.self), rest.isEmpty
            else { break }
            return .lease(LeaseID(lease), timeToLive: .milliseconds(milliseconds))
        case 3:
            guard let lease = rest.popInteger(Int64.self), lease >= 0,
                let length = rest.popInteger(UInt32.self), Int(length) <= rest.count
            else { break }
            records += 1
            return .record(
                Key(bytes: Array(rest.prefix(Int(length)))), Array(rest.dropFirst(Int(length))),
                lease: lease == 0 ? nil : LeaseID(lease))
        case 4:
            guard let count = rest.popInteger(Int64.self), rest.isEmpty else { break }
            if count != records { throw damaged("counts other records than there are") }
            ended = true
            return .end(records: count)
        default:
            break
        }
        throw damaged("cannot be read")
    }

    private func damaged(_ what: String) -> StoreError {
        .corrupt("frame \(frames) of the backup \(what)")
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard buffer.count - position >= count else { return nil }
        defer { position += count }
        return buffer[position..<position + count]
    }

    private mutating func takeInteger<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
        var bytes = take(MemoryLayout<Number>.size)
        return bytes?.popInteger(Number.self)
    }
}

extension SnapshotFrame {
    fileprivate static func checksum(
        after previous: UInt32, _ kind: UInt8, _ payload: ArraySlice<UInt8>
    ) -> UInt32 {
        var checksum = Checksum()
        var start: [UInt8] = []
        start.append(bigEndian: previous)
        start.append(kind)
        checksum.add(start)
        checksum.add(payload)
        return checksum.value
    }
}

extension Array<UInt8> {
    fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func popInteger<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard count >= size else { return nil }
        defer { self = dropFirst(size) }
        return prefix(size).reduce(0) { ($0 << 8) | Number($1) }
    }
}
