/// Turns the text of a regular expression into a program.
struct ExpressionCompiler {
    private typealias ByteSet = PatternExpression.ByteSet
    private typealias Instruction = PatternExpression.Instruction

    /// One character to match, as rows of byte sets: characters beyond ASCII are several bytes.
    private struct Atom {
        var rows: [[ByteSet]]
    }

    private let source: [UInt8]
    private var index = 0
    private var program: [Instruction] = []

    init(_ source: [UInt8]) {
        self.source = source
    }

    /// The program, and whether each alternative begins with `^`.
    mutating func compile() throws(FilterPatternError) -> (
        program: [PatternExpression.Instruction], isAnchored: Bool
    ) {
        guard !source.isEmpty else { throw .invalid }
        var ends: [Int] = []
        var isAnchored = true
        while true {
            // The split before an alternative is written once it is known that another follows.
            let start = program.count
            try emit(.split(start + 1, start + 1))
            isAnchored = isAnchored && source.indices.contains(index) && source[index] == 0x5E
            try alternative()
            guard take("|") else { break }
            ends.append(program.count)
            try emit(.jump(0))
            program[start] = .split(start + 1, program.count)
        }
        for end in ends { program[end] = .jump(program.count) }
        guard index == source.count else { throw .invalid }
        try emit(.accept)
        return (program, isAnchored)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < source.count, source[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func emit(_ instruction: Instruction) throws(FilterPatternError) {
        guard program.count < PatternExpression.maximumSize else { throw .invalid }
        program.append(instruction)
    }

    private mutating func alternative() throws(FilterPatternError) {
        while index < source.count, source[index] != UInt8(ascii: "|") {
            if take("^") {
                try emit(.assertStart)
            } else if take("$") {
                try emit(.assertEnd)
            } else {
                let atom = try atom()
                let (least, most) = try count()
                try emit(atom, least: least, most: most)
            }
        }
    }

    // MARK: Characters

    private mutating func atom() throws(FilterPatternError) -> Atom {
        let byte = source[index]
        index += 1
        switch byte {
        case UInt8(ascii: "."):
            var set = ByteSet(0...0x7F)
            set = ExpressionCompiler.inverse(of: [0x0A...0x0A], in: set)
            return ExpressionCompiler.atom(set, beyondASCII: true)
        case UInt8(ascii: "["):
            return try characterClass()
        case UInt8(ascii: "\\"):
            let (set, isNegated) = try escape()
            return ExpressionCompiler.atom(set, beyondASCII: isNegated)
        default:
            guard ExpressionCompiler.isLiteral(byte) else { throw .invalid }
            return ExpressionCompiler.atom(ByteSet(byte...byte), beyondASCII: false)
        }
    }

    /// The characters that may stand for themselves; the guide lists them, but for the space, which
    /// its own examples use.
    private static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "):
            true
        default: ":_#=@/;,-".utf8.contains(byte)
        }
    }

    /// What follows a backslash; the flag says that characters beyond ASCII are in the set too.
    private mutating func escape() throws(FilterPatternError) -> (ByteSet, Bool) {
        guard index < source.count else { throw .invalid }
        let byte = source[index]
        index += 1
        let digits: [ClosedRange<UInt8>] = [0x30...0x39]
        let words: [ClosedRange<UInt8>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
        let spaces: [ClosedRange<UInt8>] = [0x09...0x0D, 0x20...0x20]
        let ascii = ByteSet(0...0x7F)
        switch byte {
        case UInt8(ascii: "d"): return (ExpressionCompiler.union(digits), false)
        case UInt8(ascii: "D"): return (ExpressionCompiler.inverse(of: digits, in: ascii), true)
        case UInt8(ascii: "w"): return (ExpressionCompiler.union(words), false)
        case UInt8(ascii: "W"): return (ExpressionCompiler.inverse(of: words, in: ascii), true)
        case UInt8(ascii: "s"): return (ExpressionCompiler.union(spaces), false)
        case UInt8(ascii: "S"): return (ExpressionCompiler.inverse(of: spaces, in: ascii), true)
        case UInt8(ascii: "x"):
            let hex = source[index...].prefix(2)
            guard hex.count == 2,
                let code = UInt8(String(decoding: hex, as: UTF8.self), radix: 16), code < 0x80
            else { throw .invalid }
            index += 2
            return (ByteSet(code...code), false)
        default:
            let isPunctuation = byte < 0x80 && byte > 0x20 && !isPatternWord(byte)
            guard isPunctuation || byte == UInt8(ascii: "_") else { throw .invalid }
            return (ByteSet(byte...byte), false)
        }
    }

    /// What stands between brackets, the opening one having been read.
    private mutating func characterClass() throws(FilterPatternError) -> Atom {
        let isNegated = take("^")
        var set = ByteSet()
        var beyondASCII = false
        var isEmpty = true
        while !take("]") {
            guard index < source.count else { throw .invalid }
            isEmpty = false
            let byte = source[index]
            index += 1
            if byte == UInt8(ascii: "\\") {
                let (part, beyond) = try escape()
                set.formUnion(part)
                beyondASCII = beyondASCII || beyond
                continue
            }
            guard byte < 0x80 else { throw .invalid }
            // A hyphen before the closing bracket is itself.
            let rest = source[index...].prefix(2)
            if rest.count == 2, rest.first == UInt8(ascii: "-"), rest.last != UInt8(ascii: "]") {
                guard let last = rest.last, last < 0x80, last >= byte else { throw .invalid }
                index += 2
                set.formUnion(ByteSet(byte...last))
            } else {
                set.insert(byte)
            }
        }
        if isEmpty { throw .invalid }
        guard isNegated else { return ExpressionCompiler.atom(set, beyondASCII: beyondASCII) }
        var inverse = ByteSet()
        for byte: UInt8 in 0...0x7F where !set.contains(byte) { inverse.insert(byte) }
        return ExpressionCompiler.atom(inverse, beyondASCII: !beyondASCII)
    }

    private static func union(_ ranges: [ClosedRange<UInt8>]) -> ByteSet {
        var set = ByteSet()
        for range in ranges { set.formUnion(ByteSet(range)) }
        return set
    }

    private static func inverse(of ranges: [ClosedRange<UInt8>], in whole: ByteSet) -> ByteSet {
        var set = ByteSet()
        for byte: UInt8 in 0...0x7F where whole.contains(byte) {
            if !ranges.contains(where: { $0.contains(byte) }) { set.insert(byte) }
        }
        return set
    }

    /// One character of `ascii` or, if asked for, any beyond ASCII, in UTF-8.
    private static func atom(_ ascii: ByteSet, beyondASCII: Bool) -> Atom {
        guard beyondASCII else { return Atom(rows: [[ascii]]) }
        let tail = ByteSet(0x80...0xBF)
        return Atom(rows: [
            [ascii], [ByteSet(0xC2...0xDF), tail], [ByteSet(0xE0...0xEF), tail, tail],
            [ByteSet(0xF0...0xF4), tail, tail, tail],
        ])
    }

    // MARK: Counts

    /// How often the character before may come; the second number is nil without a bound.
    private mutating func count() throws(FilterPatternError) -> (Int, Int?) {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return (1, 1) }
        let least = number()
        skipSpace()
        guard take(",") else {
            guard let least, take("}") else { throw .invalid }
            return (least, least)
        }
        skipSpace()
        let most = number()
        skipSpace()
        guard take("}"), least != nil || most != nil else { throw .invalid }
        if let least, let most, least > most { throw .invalid }
        return (least ?? 0, most)
    }

    private mutating func skipSpace() {
        while take(" ") {}
    }

    private mutating func number() -> Int? {
        let digits = source[index...].prefix { (0x30...0x39).contains($0) }
        index += digits.count
        return Int(String(decoding: digits, as: UTF8.self))
    }

    private mutating func emit(
        _ atom: Atom, least: Int, most: Int?
    ) throws(FilterPatternError) {
        guard least <= PatternExpression.maximumSize, (most ?? 0) <= PatternExpression.maximumSize
        else { throw .invalid }
        for _ in 0..<least { try emit(atom) }
        guard let most else {
            // Again and again: the split tries the character, then comes back.
            let start = program.count
            try emit(.split(0, 0))
            try emit(atom)
            try emit(.jump(start))
            program[start] = .split(start + 1, program.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<most {
            splits.append(program.count)
            try emit(.split(0, 0))
            try emit(atom)
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
    }

    private mutating func emit(_ atom: Atom) throws(FilterPatternError) {
        var ends: [Int] = []
        for (place, row) in atom.rows.enumerated() {
            let start = program.count
            let isLast = place == atom.rows.count - 1
            if !isLast { try emit(.split(start + 1, 0)) }
            for set in row { try emit(.byte(set)) }
            if isLast { break }
            ends.append(program.count)
            try emit(.jump(0))
            program[start] = .split(start + 1, program.count)
        }
        for end in ends { program[end] = .jump(program.count) }
    }
}
