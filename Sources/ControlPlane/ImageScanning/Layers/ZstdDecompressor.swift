import Glibc

/// Decompresses Zstandard (RFC 8878) piece by piece with the system's libzstd, frames that follow one
/// another included. The library is looked for when the first such layer is read: every Debian has it,
/// and nothing of it is needed to build.
final class ZstdDecompressor: Decompressor {
    /// The C interface's `ZSTD_inBuffer` and `ZSTD_outBuffer`, which are laid out alike.
    private struct Buffer {
        var start: UnsafeMutableRawPointer?
        var size: Int
        var position: Int
    }

    /// The functions of libzstd's stable streaming interface.
    private struct Library: Sendable {
        typealias Create = @convention(c) () -> OpaquePointer?
        typealias Free = @convention(c) (OpaquePointer?) -> Int
        typealias Decompress =
            @convention(c) (
                OpaquePointer?, UnsafeMutableRawPointer, UnsafeMutableRawPointer
            ) -> Int
        typealias IsError = @convention(c) (Int) -> UInt32

        let create: Create
        let free: Free
        let decompress: Decompress
        let isError: IsError

        /// Nil when the machine has no libzstd.
        static let system: Library? = {
            guard let handle = dlopen("libzstd.so.1", RTLD_NOW | RTLD_LOCAL),
                let create = dlsym(handle, "ZSTD_createDStream"),
                let free = dlsym(handle, "ZSTD_freeDStream"),
                let decompress = dlsym(handle, "ZSTD_decompressStream"),
                let isError = dlsym(handle, "ZSTD_isError")
            else { return nil }
            // The types are those of zstd.h, which has kept them since version 1.0.
            return Library(
                create: unsafeBitCast(create, to: Create.self),
                free: unsafeBitCast(free, to: Free.self),
                decompress: unsafeBitCast(decompress, to: Decompress.self),
                isError: unsafeBitCast(isError, to: IsError.self))
        }()
    }

    private let library: Library
    private let stream: OpaquePointer
    private let output: UnsafeMutableBufferPointer<UInt8>
    /// Whether a frame has begun and not ended.
    private var isInFrame = true

    init() throws(ScanFailure) {
        guard let library = Library.system else {
            throw ScanFailure(
                "layers in zstd need the library libzstd.so.1 (Debian: apt-get install libzstd1)")
        }
        guard let stream = library.create() else { throw ScanFailure("zstd refuses to start") }
        self.library = library
        self.stream = stream
        output = .allocate(capacity: 256 << 10)
    }

    deinit {
        _ = library.free(stream)
        output.deallocate()
    }

    func read(
        _ bytes: ArraySlice<UInt8>, _ take: (ArraySlice<UInt8>) throws(ScanFailure) -> Bool
    ) throws(ScanFailure) {
        var rest = bytes
        while true {
            let (hint, used, made) = decompress(rest)
            guard library.isError(hint) == 0 else {
                throw ScanFailure("a layer's zstd data is damaged")
            }
            rest = rest.dropFirst(used)
            if used > 0 || !made.isEmpty { isInFrame = hint != 0 }
            if !made.isEmpty { guard try take(made) else { return } }
            // A full output may hide more of it.
            if rest.isEmpty, made.count < output.count { return }
            if used == 0, made.isEmpty { throw ScanFailure("a layer's zstd data is damaged") }
        }
    }

    func finish() throws(ScanFailure) {
        if isInFrame { throw ScanFailure("a layer's zstd data ends before its end") }
    }

    private func decompress(
        _ input: ArraySlice<UInt8>
    ) -> (hint: Int, used: Int, made: ArraySlice<UInt8>) {
        input.withUnsafeBytes { bytes in
            // The library only reads from it; the one layout of both buffers has to be mutable.
            var source = Buffer(
                start: UnsafeMutableRawPointer(mutating: bytes.baseAddress), size: bytes.count,
                position: 0)
            var target = Buffer(start: output.baseAddress, size: output.count, position: 0)
            let hint = library.decompress(stream, &target, &source)
            return (hint, source.position, Array(output.prefix(target.position))[...])
        }
    }
}
