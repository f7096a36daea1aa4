/// The parts of a regular expression.
indirect enum PatternNode: Sendable {
    case empty
    case set(CharacterSet)
    case assertion(LinePattern.Assertion)
    case sequence([PatternNode])
    case choice([PatternNode])
    case repeated(PatternNode, least: Int, most: Int?)
}

/// Reads RE2's syntax. Groups do not capture, lazy and greedy are the same: only whether there is a
/// match counts.
struct PatternParser {
    private let letters: [Unicode.Scalar]
    private var index = 0
    private var flags = Flags()

    private struct Flags {
        var ignoresCase = false
        var dotMatchesNewline = false
        var isMultiline = false
    }

    /// Most levels of groups.
    private static let deepest = 50

    init(_ pattern: String) { letters = Array(pattern.unicodeScalars) }

    mutating func parse() throws(LinePattern.Failure) -> PatternNode {
        let node = try parseChoice(depth: 0)
        guard index == letters.count else { throw failure("unexpected )") }
        return node
    }

    private func failure(_ text: String) -> LinePattern.Failure {
        LinePattern.Failure("\(text) in pattern at \(index)")
    }

    private var peek: Unicode.Scalar? { index < letters.count ? letters[index] : nil }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    private mutating func parseChoice(depth: Int) throws(LinePattern.Failure) -> PatternNode {
        guard depth <= Self.deepest else { throw failure("groups nested too deeply") }
        let outer = flags
        defer { flags = outer }
        var options = [try parseSequence(depth: depth)]
        while accept("|") { options.append(try parseSequence(depth: depth)) }
        return options.count == 1 ? options[0] : .choice(options)
    }

    private mutating func parseSequence(depth: Int) throws(LinePattern.Failure) -> PatternNode {
        var parts: [PatternNode] = []
        while let next = peek, next != "|", next != ")" {
            var atom = try parseAtom(depth: depth)
            while let (least, most) = try parseQuantifier() {
                atom = .repeated(atom, least: least, most: most)
            }
            parts.append(atom)
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func parseQuantifier() throws(LinePattern.Failure) -> (Int, Int?)? {
        var bounds: (Int, Int?)?
        switch peek {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            // RE2 takes a brace that is no repetition literally.
            guard let found = try braceBounds() else { return nil }
            _ = accept("?")
            return found
        default: return nil
        }
        index += 1
        _ = accept("?")
        return bounds
    }

    private mutating func braceBounds() throws(LinePattern.Failure) -> (Int, Int?)? {
        let start = index
        index += 1
        guard let least = number() else {
            index = start
            return nil
        }
        var most: Int? = least
        if accept(",") { most = number() }
        guard accept("}") else {
            index = start
            return nil
        }
        guard least <= 1000, (most ?? least) <= 1000, (most ?? least) >= least else {
            throw failure("bad repetition")
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        let start = index
        var value = 0
        while let digit = peek, ("0"..."9").contains(digit), index - start < 5 {
            value = value * 10 + Int(digit.value - 48)
            index += 1
        }
        return index > start ? value : nil
    }

    private mutating func parseAtom(depth: Int) throws(LinePattern.Failure) -> PatternNode {
        guard let letter = peek else { return .empty }
        if letter == "{", try braceBounds() != nil { throw failure("nothing to repeat") }
        index += 1
        switch letter {
        case "(": return try parseGroup(depth: depth)
        case "[": return .set(try parseClass())
        case ".":
            return .set(
                flags.dotMatchesNewline
                    ? CharacterSet(ranges: [0...0x10FFFF])
                    : CharacterSet(ranges: [0x0A...0x0A], isNegated: true))
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?": throw failure("nothing to repeat")
        case "\\": return try parseEscape()
        default: return literal(letter.value)
        }
    }

    private func literal(_ scalar: UInt32) -> PatternNode {
        let set = CharacterSet(ranges: [scalar...scalar])
        return .set(flags.ignoresCase ? set.ignoringCase : set)
    }

    private mutating func parseGroup(depth: Int) throws(LinePattern.Failure) -> PatternNode {
        let outer = flags
        if accept("?") {
            if accept("P") || peek == "<" {
                guard accept("<") else { throw failure("unknown group") }
                while let letter = peek, letter != ">" {
                    guard CharacterSet.words.contains(letter.value) else {
                        throw failure("bad group name")
                    }
                    index += 1
                }
                guard accept(">") else { throw failure("unterminated group name") }
            } else if try parseFlags() {
                return .empty
            }
        }
        let inner = try parseChoice(depth: depth + 1)
        flags = outer
        guard accept(")") else { throw failure("missing )") }
        return inner
    }

    /// True when the flags hold for the rest of the enclosing group (`(?i)`); otherwise the caller
    /// reads what they hold for and restores them after it.
    private mutating func parseFlags() throws(LinePattern.Failure) -> Bool {
        var value = true
        while let letter = peek {
            index += 1
            switch letter {
            case "i": flags.ignoresCase = value
            case "s": flags.dotMatchesNewline = value
            case "m": flags.isMultiline = value
            case "U": break
            case "-": value = false
            case ":": return false
            case ")": return true
            default: throw failure("unknown flag")
            }
        }
        throw failure("missing )")
    }
}

// MARK: - Escapes and classes

extension PatternParser {
    private mutating func parseEscape() throws(LinePattern.Failure) -> PatternNode {
        guard let letter = peek else { throw failure("trailing backslash") }
        switch letter {
        case "b", "B", "A", "z":
            index += 1
            switch letter {
            case "b": return .assertion(.wordBoundary)
            case "B": return .assertion(.notWordBoundary)
            case "A": return .assertion(.textStart)
            default: return .assertion(.textEnd)
            }
        default:
            if let set = namedSet(letter) {
                index += 1
                return .set(set)
            }
            return literal(try escapedScalar())
        }
    }

    private func namedSet(_ letter: Unicode.Scalar) -> CharacterSet? {
        switch letter {
        case "d": .digits
        case "D": CharacterSet.digits.negated
        case "w": .words
        case "W": CharacterSet.words.negated
        case "s": .spaces
        case "S": CharacterSet.spaces.negated
        default: nil
        }
    }

    /// The code point that the escape after a backslash stands for.
    private mutating func escapedScalar() throws(LinePattern.Failure) -> UInt32 {
        guard let letter = peek else { throw failure("trailing backslash") }
        index += 1
        switch letter {
        case "t": return 0x09
        case "n": return 0x0A
        case "v": return 0x0B
        case "f": return 0x0C
        case "r": return 0x0D
        case "a": return 0x07
        case "x": return try hexScalar()
        default:
            let isWordLetter = CharacterSet.words.contains(letter.value) && letter != "_"
            guard !isWordLetter else { throw failure("unknown escape \\\(letter)") }
            return letter.value
        }
    }

    private mutating func hexScalar() throws(LinePattern.Failure) -> UInt32 {
        let isBraced = accept("{")
        var value: UInt32 = 0
        var digits = 0
        while let letter = peek, let digit = Character(letter).hexDigitValue,
            digits < (isBraced ? 6 : 2)
        {
            value = value << 4 | UInt32(digit)
            digits += 1
            index += 1
        }
        guard digits > 0, isBraced || digits == 2, !isBraced || accept("}"), value <= 0x10FFFF
        else {
            throw failure("bad hexadecimal escape")
        }
        return value
    }

    /// A class after its opening bracket.
    private mutating func parseClass() throws(LinePattern.Failure) -> CharacterSet {
        let isNegated = accept("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while true {
            guard let letter = peek else { throw failure("missing ]") }
            if letter == "]", !isFirst {
                index += 1
                break
            }
            isFirst = false
            if let named = try parseNamedClass() {
                ranges += named
                continue
            }
            let low = try classScalar()
            var high = low
            if peek == "-", index + 1 < letters.count, letters[index + 1] != "]" {
                index += 1
                high = try classScalar()
            }
            guard high >= low else { throw failure("range out of order") }
            ranges.append(low...high)
        }
        let set = CharacterSet(ranges: ranges, isNegated: isNegated)
        return flags.ignoresCase ? set.ignoringCase : set
    }

    private mutating func classScalar() throws(LinePattern.Failure) -> UInt32 {
        if accept("\\") { return try escapedScalar() }
        guard let letter = peek else { throw failure("missing ]") }
        index += 1
        return letter.value
    }

    /// `\d` and its like, or `[:alpha:]` and its like, inside a class.
    private mutating func parseNamedClass() throws(LinePattern.Failure) -> [ClosedRange<UInt32>]? {
        guard index + 1 < letters.count else { return nil }
        if letters[index] == "\\", let set = namedSet(letters[index + 1]) {
            index += 2
            return set.positiveRanges
        }
        guard letters[index] == "[", letters[index + 1] == ":" else { return nil }
        guard let end = letters[(index + 2)...].firstIndex(of: ":"), end + 1 < letters.count,
            letters[end + 1] == "]"
        else { return nil }
        var name = ""
        name.unicodeScalars.append(contentsOf: letters[(index + 2)..<end])
        guard let ranges = Self.posixClasses[name] else {
            throw failure("unknown class [:\(name):]")
        }
        index = end + 2
        return ranges
    }

    private static let posixClasses: [String: [ClosedRange<UInt32>]] = [
        "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A],
        "ascii": [0x00...0x7F], "blank": [0x09...0x09, 0x20...0x20],
        "cntrl": [0x00...0x1F, 0x7F...0x7F], "digit": [0x30...0x39], "graph": [0x21...0x7E],
        "lower": [0x61...0x7A], "print": [0x20...0x7E],
        "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E],
        "space": [0x09...0x0D, 0x20...0x20], "upper": [0x41...0x5A],
        "word": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
        "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    ]
}

/// Turns the parts into a program.
struct PatternCompiler {
    private var program: [LinePattern.Instruction] = []
    /// Counts what is written and what turns out empty: `((){1000}){1000}` writes nothing, slowly.
    private var effort = 0

    mutating func compile(
        _ node: PatternNode
    ) throws(LinePattern.Failure) -> [LinePattern.Instruction] {
        program = []
        try emit(node)
        try add(.match)
        return program
    }

    private mutating func add(_ instruction: LinePattern.Instruction) throws(LinePattern.Failure) {
        guard program.count < LinePattern.largestProgram else {
            throw LinePattern.Failure("the pattern is too large")
        }
        program.append(instruction)
    }

    private mutating func emit(_ node: PatternNode) throws(LinePattern.Failure) {
        effort += 1
        guard effort <= 100 * LinePattern.largestProgram else {
            throw LinePattern.Failure("the pattern is too large")
        }
        switch node {
        case .empty: break
        case .set(let set): try add(.character(set))
        case .assertion(let assertion): try add(.assert(assertion))
        case .sequence(let parts): for part in parts { try emit(part) }
        case .choice(let options): try emitChoice(options)
        case .repeated(let part, let least, let most):
            for _ in 0..<least { try emit(part) }
            if let most {
                for _ in least..<most { try emitOptional(part) }
            } else {
                let start = program.count
                try add(.jump(0))
                try emit(part)
                try add(.jump(start))
                program[start] = .split(start + 1, program.count)
            }
        }
    }

    private mutating func emitOptional(_ part: PatternNode) throws(LinePattern.Failure) {
        let start = program.count
        try add(.jump(0))
        try emit(part)
        program[start] = .split(start + 1, program.count)
    }

    private mutating func emitChoice(_ options: [PatternNode]) throws(LinePattern.Failure) {
        var exits: [Int] = []
        for (index, option) in options.enumerated() {
            guard index + 1 < options.count else {
                try emit(option)
                break
            }
            let start = program.count
            try add(.jump(0))
            try emit(option)
            exits.append(program.count)
            try add(.jump(0))
            program[start] = .split(start + 1, program.count)
        }
        for exit in exits { program[exit] = .jump(program.count) }
    }
}
