/// Why an image or a feed cannot be read: damaged, too large, or not there. The reason is a sentence
/// for the person who asked for the scan.
package struct ScanFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package var reason: String

    /// Says why.
    package init(_ reason: String) { self.reason = reason }

    package var description: String { reason }
}

/// How much a scan reads and keeps. An image that goes beyond fails to be scanned, with the limit in
/// the reason.
package struct ScanLimits: Sendable, Hashable {
    /// Bytes of package databases and release files that are held in memory.
    package var keptBytes = 64 << 20
    /// Bytes of all layers together after decompression.
    package var decompressedBytes: Int64 = 20 << 30
    /// Files, folders and links of all layers together.
    package var entries = 4_000_000
    /// Vulnerabilities of one image.
    package var findings = 50_000

    /// The usual limits.
    package init() {}
}
