/// A regular expression that tells whether a line begins a new log event.
///
/// The pattern is a task author's and the matcher runs in the agent that all tasks share, so it is
/// a simulation of the automaton, linear in the line, never a backtracking search. The syntax is
/// RE2's (what docker's driver uses) without Unicode classes.
package struct LinePattern: Sendable, Hashable {
    /// The pattern as written, date specifiers replaced.
    package let source: String
    private let program: [Instruction]

    /// Instructions of the largest automaton that is accepted.
    package static let largestProgram = 2000
    /// Only so much of a line's beginning is looked at, in bytes.
    package static let longestPrefix = 16 << 10

    /// Why a pattern is refused.
    package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        package var description: String

        init(_ description: String) { self.description = description }
    }

    /// Compiles `pattern`.
    package init(_ pattern: String) throws(Failure) {
        source = pattern
        var parser = PatternParser(pattern)
        var compiler = PatternCompiler()
        program = try compiler.compile(parser.parse())
    }

    /// Compiles a date format: a pattern in which strftime's specifiers stand for what they print.
    /// As in docker, the rest of the text is a regular expression too.
    package init(dateFormat: String) throws(Failure) {
        var pattern = ""
        var letters = dateFormat.unicodeScalars.makeIterator()
        while let letter = letters.next() {
            guard letter == "%" else {
                pattern.unicodeScalars.append(letter)
                continue
            }
            guard let specifier = letters.next(), let part = Self.dateParts[specifier] else {
                throw Failure("unknown date specifier in '\(dateFormat)'")
            }
            pattern += part
        }
        try self.init(pattern)
    }

    /// The specifiers that docker documents for `awslogs-datetime-format`.
    private static let dateParts: [Unicode.Scalar: String] = [
        "a": "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
        "A": "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
        "w": "[0-6]",
        "d": "(?:0[1-9]|[12][0-9]|3[01])",
        "b": "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
        "B": "(?:January|February|March|April|May|June|July|August|September|October"
            + "|November|December)",
        "m": "(?:0[1-9]|1[0-2])",
        "Y": "[0-9]{4}",
        "y": "[0-9]{2}",
        "H": "(?:[01][0-9]|2[0-3])",
        "I": "(?:0[0-9]|1[0-2])",
        "p": "[AP]M",
        "M": "[0-5][0-9]",
        "S": "[0-5][0-9]",
        "L": "\\.[0-9]{3}",
        "f": "[0-9]{6}",
        "z": "[+-][0-9]{4}",
        "Z": "[A-Z]{1,4}T",
        "j": "(?:[0-2][0-9][0-9]|3[0-5][0-9]|36[0-6])",
        "%": "%",
    ]

    package static func == (left: LinePattern, right: LinePattern) -> Bool {
        left.source == right.source
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(source) }

    /// Whether the pattern is found anywhere in the line's first `longestPrefix` bytes.
    package func matches(_ line: some Sequence<UInt8>) -> Bool {
        var run = PatternRun(program: program)
        let text = String(decoding: Array(line.prefix(Self.longestPrefix)), as: UTF8.self)
        for scalar in text.unicodeScalars where run.step(scalar.value) { return true }
        return run.finish()
    }

    enum Instruction: Sendable {
        case character(CharacterSet)
        case jump(Int)
        case split(Int, Int)
        case assert(Assertion)
        case match
    }

    enum Assertion: Sendable {
        case lineStart, lineEnd, textStart, textEnd, wordBoundary, notWordBoundary
    }
}

/// Code points as sorted ranges.
struct CharacterSet: Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool {
        ranges.contains { $0.contains(scalar) } != isNegated
    }

    static let digits = CharacterSet(ranges: [0x30...0x39])
    static let words = CharacterSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let spaces = CharacterSet(ranges: [0x09...0x0A, 0x0C...0x0D, 0x20...0x20])

    var negated: CharacterSet { CharacterSet(ranges: ranges, isNegated: !isNegated) }

    /// The same set with the other case of each ASCII letter.
    var ignoringCase: CharacterSet {
        var all = ranges
        for letter in UInt32(0x41)...0x5A {
            let other = letter + 0x20
            if ranges.contains(where: { $0.contains(letter) }) { all.append(other...other) }
            if ranges.contains(where: { $0.contains(other) }) { all.append(letter...letter) }
        }
        return CharacterSet(ranges: all, isNegated: isNegated)
    }

    /// As ranges without negation.
    var positiveRanges: [ClosedRange<UInt32>] {
        guard isNegated else { return ranges }
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        if next <= 0x10FFFF { result.append(next...0x10FFFF) }
        return result
    }
}

/// One pass over a line: all states that the automaton could be in.
private struct PatternRun {
    let program: [LinePattern.Instruction]
    var current: [Int] = []
    var marks: [Int]
    var position = 0
    var previous: UInt32?

    init(program: [LinePattern.Instruction]) {
        self.program = program
        marks = Array(repeating: -1, count: program.count)
    }

    /// Takes one code point; true when the pattern has been found before it.
    mutating func step(_ scalar: UInt32) -> Bool {
        if enterAll(next: scalar) { return true }
        var following: [Int] = []
        for index in current {
            if case .character(let set) = program[index], set.contains(scalar) {
                following.append(index + 1)
            }
        }
        current = following
        previous = scalar
        position += 1
        return false
    }

    mutating func finish() -> Bool { enterAll(next: nil) }

    /// Follows jumps from every state, the start included (the search is not anchored).
    private mutating func enterAll(next: UInt32?) -> Bool {
        var reached: [Int] = []
        var pending = Array(current.reversed())
        pending.insert(0, at: 0)
        while let index = pending.popLast() {
            guard marks[index] != position else { continue }
            marks[index] = position
            switch program[index] {
            case .match: return true
            case .character: reached.append(index)
            case .jump(let target): pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .assert(let assertion):
                if holds(assertion, next: next) { pending.append(index + 1) }
            }
        }
        current = reached
        return false
    }

    private func holds(_ assertion: LinePattern.Assertion, next: UInt32?) -> Bool {
        switch assertion {
        case .textStart: previous == nil
        case .textEnd: next == nil
        case .lineStart: previous == nil || previous == 0x0A
        case .lineEnd: next == nil || next == 0x0A
        case .wordBoundary: isWord(previous) != isWord(next)
        case .notWordBoundary: isWord(previous) == isWord(next)
        }
    }

    private func isWord(_ scalar: UInt32?) -> Bool {
        scalar.map { CharacterSet.words.contains($0) } ?? false
    }
}
