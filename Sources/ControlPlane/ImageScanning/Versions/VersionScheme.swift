/// How a distribution orders the versions of its packages.
package enum VersionScheme: Sendable, Hashable {
    case dpkg
    case apk

    /// Less than zero when `left` is older than `right`, more when it is newer, zero when a package
    /// manager takes them for the same. Any text is ordered somehow.
    package func compare(_ left: String, _ right: String) -> Int {
        switch self {
        case .dpkg: DebianVersion.compare(left, right)
        case .apk: AlpineVersion.compare(left, right)
        }
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isLowercase: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    var isLetter: Bool {
        isLowercase || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }
}

extension ArraySlice<UInt8> {
    /// Takes away the digits at the start.
    mutating func takeDigits() -> ArraySlice<UInt8> {
        let digits = prefix { $0.isDigit }
        removeFirst(digits.count)
        return digits
    }

    /// Compares two rows of digits as numbers of any size.
    static func compareNumbers(_ left: Self, _ right: Self) -> Int {
        let left = left.drop { $0 == UInt8(ascii: "0") }
        let right = right.drop { $0 == UInt8(ascii: "0") }
        if left.count != right.count { return left.count < right.count ? -1 : 1 }
        return compareBytes(left, right)
    }

    static func compareBytes(_ left: Self, _ right: Self) -> Int {
        if left.elementsEqual(right) { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
    }
}
