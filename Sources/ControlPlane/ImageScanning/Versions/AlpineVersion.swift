/// The order of versions of apk-tools 3: `1.2.3a_rc1~hash-r4`.
///
/// The two texts are compared part by part. The first number counts as a number; of the later ones,
/// two of which one begins with zero compare as text. A version that ends is older than one that
/// goes on, unless what follows is a suffix of a version before the release.
enum AlpineVersion {
    static func compare(_ left: String, _ right: String) -> Int {
        var left = Scanner(left)
        var right = Scanner(right)
        while true {
            let parts = (left.next(), right.next())
            if parts.0.rank == parts.1.rank {
                let order = parts.0.compare(to: parts.1)
                if order != 0 { return order }
                if parts.0.isLast { return 0 }
                continue
            }
            if parts.0.isBeforeRelease { return -1 }
            if parts.1.isBeforeRelease { return 1 }
            return parts.0.rank > parts.1.rank ? -1 : 1
        }
    }

    private enum Part {
        case firstNumber(ArraySlice<UInt8>)
        case number(ArraySlice<UInt8>)
        case letter(UInt8)
        /// Below zero before the release, above zero after it.
        case suffix(Int)
        case suffixNumber(ArraySlice<UInt8>)
        case commit(ArraySlice<UInt8>)
        case revision(ArraySlice<UInt8>)
        case end
        /// What the grammar does not know, to the end.
        case invalid(ArraySlice<UInt8>)

        /// Where it stands in a version; what comes later there is missing from the one that has it.
        var rank: Int {
            switch self {
            case .firstNumber: 0
            case .number: 1
            case .letter: 2
            case .suffix: 3
            case .suffixNumber: 4
            case .commit: 5
            case .revision: 6
            case .end: 7
            case .invalid: 8
            }
        }

        var isLast: Bool { rank >= 7 }

        var isBeforeRelease: Bool {
            if case .suffix(let order) = self { order < 0 } else { false }
        }

        func compare(to other: Part) -> Int {
            switch (self, other) {
            case (.number(let left), .number(let right)):
                let zero = UInt8(ascii: "0")
                if left.first == zero || right.first == zero {
                    return ArraySlice.compareBytes(left, right)
                }
                return ArraySlice.compareNumbers(left, right)
            case (.firstNumber(let left), .firstNumber(let right)),
                (.suffixNumber(let left), .suffixNumber(let right)),
                (.revision(let left), .revision(let right)):
                return ArraySlice.compareNumbers(left, right)
            case (.letter(let left), .letter(let right)):
                return Int(left) - Int(right)
            case (.suffix(let left), .suffix(let right)):
                return left - right
            case (.commit(let left), .commit(let right)),
                (.invalid(let left), .invalid(let right)):
                return ArraySlice.compareBytes(left, right)
            default: return 0
            }
        }
    }

    private struct Scanner {
        private var rest: ArraySlice<UInt8>
        /// The rank of the part before.
        private var rank = -1

        init(_ text: String) { rest = Array(text.utf8)[...] }

        mutating func next() -> Part {
            let part = scan()
            rank = part.rank
            return part
        }

        private mutating func scan() -> Part {
            guard let first = rest.first else { return rank < 0 ? .invalid([]) : .end }
            if rank < 0 { return first.isDigit ? .firstNumber(rest.takeDigits()) : invalid() }
            switch first {
            case UInt8(ascii: ".") where rank <= 1:
                return digits(after: 1).map { .number($0) } ?? invalid()
            case _ where first.isLowercase && rank <= 1:
                rest.removeFirst()
                return .letter(first)
            case UInt8(ascii: "_") where rank <= 4:
                return suffix() ?? invalid()
            case _ where first.isDigit && rank == 3:
                return .suffixNumber(rest.takeDigits())
            case UInt8(ascii: "~") where rank <= 4:
                let hash = rest.dropFirst().prefix { $0.isDigit || ("a"..."f").has($0) }
                if hash.isEmpty { return invalid() }
                rest.removeFirst(hash.count + 1)
                return .commit(hash)
            case UInt8(ascii: "-") where rank <= 5 && rest.dropFirst().first == UInt8(ascii: "r"):
                return digits(after: 2).map { .revision($0) } ?? invalid()
            default:
                return invalid()
            }
        }

        private mutating func digits(after count: Int) -> ArraySlice<UInt8>? {
            guard let first = rest.dropFirst(count).first, first.isDigit else { return nil }
            rest.removeFirst(count)
            return rest.takeDigits()
        }

        private mutating func suffix() -> Part? {
            let name = rest.dropFirst().prefix { $0.isLowercase }
            let known = ["alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"]
            guard !name.isEmpty,
                let place = known.firstIndex(where: { $0.utf8.elementsEqual(name) })
            else { return nil }
            rest.removeFirst(name.count + 1)
            return .suffix(place - 4)
        }

        private mutating func invalid() -> Part {
            defer { rest = [] }
            return .invalid(rest)
        }
    }
}

extension ClosedRange<Unicode.Scalar> {
    fileprivate func has(_ byte: UInt8) -> Bool { contains(Unicode.Scalar(byte)) }
}
