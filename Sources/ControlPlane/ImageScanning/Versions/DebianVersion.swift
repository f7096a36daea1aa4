/// Debian's order of versions: `[epoch:]upstream[-revision]` (Debian Policy §5.6.12).
enum DebianVersion {
    static func compare(_ left: String, _ right: String) -> Int {
        let left = Parts(left)
        let right = Parts(right)
        let epochs = ArraySlice.compareNumbers(left.epoch, right.epoch)
        if epochs != 0 { return epochs }
        let upstream = comparePart(left.upstream, right.upstream)
        return upstream != 0 ? upstream : comparePart(left.revision, right.revision)
    }

    private struct Parts {
        var epoch: ArraySlice<UInt8> = []
        var upstream: ArraySlice<UInt8>
        /// Empty is the same as "0".
        var revision: ArraySlice<UInt8> = []

        init(_ text: String) {
            upstream = Array(text.utf8)[...]
            if let colon = upstream.firstIndex(of: UInt8(ascii: ":")),
                upstream[..<colon].allSatisfy(\.isDigit)
            {
                epoch = upstream[..<colon]
                upstream = upstream[(colon + 1)...]
            }
            if let hyphen = upstream.lastIndex(of: UInt8(ascii: "-")) {
                revision = upstream[(hyphen + 1)...]
                upstream = upstream[..<hyphen]
            }
        }
    }

    /// Compares text and numbers in turn, from the left.
    private static func comparePart(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        var left = left
        var right = right
        while !left.isEmpty || !right.isEmpty {
            while isText(left.first) || isText(right.first) {
                let weights = (weight(left.first), weight(right.first))
                if weights.0 != weights.1 { return weights.0 < weights.1 ? -1 : 1 }
                left = left.dropFirst()
                right = right.dropFirst()
            }
            let numbers = ArraySlice.compareNumbers(left.takeDigits(), right.takeDigits())
            if numbers != 0 { return numbers }
        }
        return 0
    }

    private static func isText(_ byte: UInt8?) -> Bool { byte.map { !$0.isDigit } ?? false }

    /// A tilde sorts before everything, even the end; letters sort before all else.
    private static func weight(_ byte: UInt8?) -> Int {
        guard let byte, !byte.isDigit else { return 0 }
        if byte == UInt8(ascii: "~") { return -1 }
        return byte.isLetter ? Int(byte) : Int(byte) + 256
    }
}
