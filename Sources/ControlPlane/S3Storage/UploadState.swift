import NIOCore
import Shapes

/// An upload as its object holds it: one line of JSON, then the bytes that do not fill a part.
struct UploadState: Shape, Sendable {
    /// Key of the object that the parts are to become.
    var data = ""
    /// The store's id of the multipart upload; nil while there is no part.
    var multipart: String?
    /// The etags of the parts that count. Others that the store has are of requests that failed.
    var etags: [String] = []
    /// Bytes of each part but the last.
    var partSize = 0
    /// How many bytes have arrived.
    var offset = 0
    /// ``ResumableHash/text`` of them.
    var hash = ""
    /// The digest that it is being made, from when its last part is there.
    var digest: String?
    /// Key of an object of parts whose place this upload takes as that digest's content.
    var replaced: String?

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("data", &data)
        visitor.field("multipart", &multipart)
        visitor.field("etags", &etags)
        visitor.field("partSize", &partSize)
        visitor.field("offset", &offset)
        visitor.field("hash", &hash)
        visitor.field("digest", &digest)
        visitor.field("replaced", &replaced)
    }
}

/// An upload that one request has to itself.
struct Upload: Sendable {
    /// Key of the object that holds its state.
    let key: String
    /// Of that object, as it was read or written last.
    var etag: String
    var state: UploadState
    var hash: ResumableHash
    /// The bytes after the last part.
    var tail: ByteBuffer

    /// The most parts that S3 puts together.
    static let maximumParts = 10_000
    /// The longest line of state: etags of 10,000 parts at 40 characters, and room.
    static let maximumState = 1 << 20

    /// A new upload whose parts are to become `data`.
    init(key: String, data: String, partSize: Int) {
        self.key = key
        etag = ""
        state = UploadState()
        state.data = data
        state.partSize = partSize
        hash = ResumableHash()
        tail = ByteBuffer()
    }

    /// Reads what ``encoded()`` wrote; nil when it is something else.
    init?(key: String, etag: String, _ content: ByteBuffer) {
        var content = content
        guard let end = content.readableBytesView.firstIndex(of: UInt8(ascii: "\n")),
            let line = content.readSlice(length: end - content.readerIndex),
            let state = try? JSON.decode(UploadState.self, from: line.readableBytesView),
            let hash = ResumableHash(state.hash, count: Int64(state.offset))
        else { return nil }
        content.moveReaderIndex(forwardBy: 1)
        guard state.partSize > 0,
            state.digest != nil
                || state.etags.count * state.partSize + content.readableBytes == state.offset
        else { return nil }
        self.key = key
        self.etag = etag
        self.state = state
        self.hash = hash
        tail = ByteBuffer(bytes: content.readableBytesView)
    }

    mutating func take(_ bytes: ByteBuffer) {
        bytes.withUnsafeReadableBytes { hash.update($0) }
        tail.writeImmutableBuffer(bytes)
        state.offset += bytes.readableBytes
    }

    /// Whether another upload has made the blob with this head since a commit of this one was cut
    /// off: it is neither what this one was to become nor what it was to replace. If this one had
    /// become the blob, its object is being deleted now, so it must not do so again.
    func isOvertaken(by head: ObjectHead) -> Bool {
        let data = head.fields["data"]
        return state.digest != nil && data != state.data && data != state.replaced
    }

    /// Takes the first `count` bytes of the tail out of it.
    mutating func removePart(_ count: Int) -> ByteBuffer {
        let part = tail.readSlice(length: min(count, tail.readableBytes)) ?? ByteBuffer()
        tail = ByteBuffer(bytes: tail.readableBytesView)
        return part
    }

    func encoded() -> ByteBuffer {
        var state = state
        state.hash = hash.text
        let line = JSON.encode(state)
        var content = ByteBuffer()
        content.reserveCapacity(line.count + 1 + tail.readableBytes)
        content.writeBytes(line)
        content.writeInteger(UInt8(ascii: "\n"))
        content.writeImmutableBuffer(tail)
        return content
    }
}
