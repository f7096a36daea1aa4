/// Decompresses a layer piece by piece.
protocol Decompressor: AnyObject {
    /// Decompresses a piece and gives what comes of it, piece by piece. Stops when the taker returns
    /// false.
    func read(
        _ bytes: ArraySlice<UInt8>, _ take: (ArraySlice<UInt8>) throws(ScanFailure) -> Bool
    ) throws(ScanFailure)

    /// Says that no more comes; refuses when that is too early.
    func finish() throws(ScanFailure)
}
