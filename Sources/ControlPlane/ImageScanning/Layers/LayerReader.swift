/// How a layer is compressed; its first bytes say it, whatever its media type claims.
package enum LayerCompression: Sendable, Hashable {
    case none
    case gzip
    case zstd

    /// Looks at the first four bytes, or fewer of a shorter layer.
    package init(start: ArraySlice<UInt8>) {
        if start.starts(with: [0x1f, 0x8b]) {
            self = .gzip
        } else if start.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) {
            self = .zstd
        } else {
            self = .none
        }
    }
}

/// Reads one layer piece by piece: a tar archive as it is, in gzip or in zstd.
package struct LayerReader {
    private var archive = TarReader()
    private var files: LayerFiles
    private let decompressor: (any Decompressor)?

    /// Begins the next layer of an image.
    package init(
        _ image: ImageFiles, _ compression: LayerCompression
    ) throws(ScanFailure) {
        files = image.nextLayer()
        switch compression {
        case .none: decompressor = nil
        case .gzip: decompressor = try Inflater()
        case .zstd: decompressor = try ZstdDecompressor()
        }
    }

    /// Takes the next piece of the layer's bytes. False when the archive has come to its end, and no
    /// more has to be read.
    package mutating func read(_ bytes: ArraySlice<UInt8>) throws(ScanFailure) -> Bool {
        guard let decompressor else {
            try take(bytes)
            return !archive.isAtEnd
        }
        try decompressor.read(bytes) { piece throws(ScanFailure) in
            try take(piece)
            return !archive.isAtEnd
        }
        return !archive.isAtEnd
    }

    private mutating func take(_ piece: ArraySlice<UInt8>) throws(ScanFailure) {
        try files.count(piece.count)
        try archive.read(piece, into: &files)
    }

    /// Ends the layer and puts it over those before it.
    package func finish(into image: inout ImageFiles) throws(ScanFailure) {
        if !archive.isAtEnd {
            try decompressor?.finish()
            try archive.finish()
        }
        try image.add(files)
    }
}
