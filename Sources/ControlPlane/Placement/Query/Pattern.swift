/// A regular expression that is matched in time proportional to the text, whatever the expression:
/// the ones in cluster queries come from callers.
///
/// The syntax is the part of Java's that has such an algorithm: literals, `.`, classes with ranges
/// and negation, `\d \w \s \D \W \S`, groups, alternation, `* + ? {m} {m,} {m,n}`, `^`, `$`. A lazy
/// or possessive mark after a quantifier is read and changes nothing, because only whole matches
/// are asked for. Back-references and look-around are refused.
package struct Pattern: Sendable, Hashable {
    /// The most steps that an expression may compile to.
    static let maximumSteps = 10_000
    /// The highest count in a `{m,n}`.
    static let maximumRepeat = 1_000

    enum Step: Sendable, Hashable {
        case one(ScalarClass)
        case split(Int, Int)
        case jump(Int)
        case atStart
        case atEnd
        case match
    }

    /// The expression as it was written.
    package let source: String
    private let steps: [Step]

    /// Compiles an expression.
    ///
    /// - Throws: ``ClusterQueryError`` that says what cannot be read.
    package init(_ source: String) throws(ClusterQueryError) {
        self.source = source
        var compiler = PatternCompiler(source)
        steps = try compiler.compile()
    }

    /// Whether the expression matches all of `text`.
    package func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var current = Threads(capacity: steps.count)
        var next = Threads(capacity: steps.count)
        add(0, to: &current, at: 0, of: scalars.count)
        for (position, scalar) in scalars.enumerated() {
            if current.list.isEmpty { return false }
            next.removeAll()
            for index in current.list {
                if case .one(let allowed) = steps[index], allowed.contains(scalar) {
                    add(index + 1, to: &next, at: position + 1, of: scalars.count)
                }
            }
            swap(&current, &next)
        }
        return current.list.contains { steps[$0] == .match }
    }

    /// Adds a step and those reached from it without reading a character.
    private func add(_ first: Int, to threads: inout Threads, at position: Int, of end: Int) {
        var pending = [first]
        while let index = pending.popLast() {
            guard threads.insert(index) else { continue }
            switch steps[index] {
            case .one, .match: break
            case .jump(let target): pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .atStart: if position == 0 { pending.append(index + 1) }
            case .atEnd: if position == end { pending.append(index + 1) }
            }
        }
    }

    private struct Threads {
        var list: [Int] = []
        private var member: [Bool]

        init(capacity: Int) { member = Array(repeating: false, count: capacity) }

        mutating func insert(_ index: Int) -> Bool {
            if member[index] { return false }
            member[index] = true
            list.append(index)
            return true
        }

        mutating func removeAll() {
            for index in list { member[index] = false }
            list.removeAll(keepingCapacity: true)
        }
    }
}

/// A set of characters: ranges of code points, or all but those.
struct ScalarClass: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    static let any = ScalarClass(ranges: [10...10, 13...13], isNegated: true)

    static func only(_ scalar: Unicode.Scalar) -> ScalarClass {
        ScalarClass(ranges: [scalar.value...scalar.value])
    }

    /// The class of `\d`, `\w`, `\s` and their opposites.
    static func named(_ letter: Unicode.Scalar) -> ScalarClass? {
        switch letter {
        case "d", "D": ScalarClass(ranges: [48...57], isNegated: letter == "D")
        case "w", "W":
            ScalarClass(ranges: [48...57, 65...90, 95...95, 97...122], isNegated: letter == "W")
        case "s", "S": ScalarClass(ranges: [9...13, 32...32], isNegated: letter == "S")
        default: nil
        }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isNegated
    }
}

/// Reads an expression and writes steps. Fragments are position independent until they are put
/// together: jumps inside one are relative to its start.
struct PatternCompiler {
    private typealias Step = Pattern.Step
    private let scalars: [Unicode.Scalar]
    private var index = 0
    /// How deep groups are nested; bounded so that the stack is.
    private var depth = 0

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func compile() throws(ClusterQueryError) -> [Pattern.Step] {
        let steps = try alternatives()
        if index < scalars.count { throw fault("unbalanced ')'") }
        return steps + [.match]
    }

    private func fault(_ message: String) -> ClusterQueryError {
        ClusterQueryError("the regular expression '\(text)' cannot be used: \(message)")
    }

    private var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        if peek != scalar { return false }
        index += 1
        return true
    }

    private mutating func alternatives() throws(ClusterQueryError) -> [Step] {
        var steps = try sequence()
        while skip("|") {
            let other = try sequence()
            steps =
                [.split(1, steps.count + 2)] + moved(steps, by: 1)
                + [.jump(steps.count + 2 + other.count)] + moved(other, by: steps.count + 2)
            try checkSize(steps)
        }
        return steps
    }

    private mutating func sequence() throws(ClusterQueryError) -> [Step] {
        var steps: [Step] = []
        while let next = peek, next != "|", next != ")" {
            let piece = try repeated(atom())
            steps += moved(piece, by: steps.count)
            try checkSize(steps)
        }
        return steps
    }

    private mutating func atom() throws(ClusterQueryError) -> [Step] {
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case "(":
            depth += 1
            if depth > 100 { throw fault("groups are nested too deeply") }
            if skip("?"), !skip(":") { throw fault("only plain and '(?:' groups are supported") }
            let inner = try alternatives()
            if !skip(")") { throw fault("a group is not closed") }
            depth -= 1
            return inner
        case "[": return [.one(try characterClass())]
        case ".": return [.one(.any)]
        case "^": return [.atStart]
        case "$": return [.atEnd]
        case "*", "+", "?", "{": throw fault("nothing to repeat before '\(scalar)'")
        case "\\": return [.one(try escape())]
        default: return [.one(.only(scalar))]
        }
    }

    private mutating func escape() throws(ClusterQueryError) -> ScalarClass {
        guard let scalar = peek else { throw fault("it ends in a backslash") }
        index += 1
        if let named = ScalarClass.named(scalar) { return named }
        switch scalar {
        case "n": return .only("\n")
        case "t": return .only("\t")
        case "r": return .only("\r")
        case "0"..."9", "a"..."z", "A"..."Z": throw fault("'\\\(scalar)' is not supported")
        default: return .only(scalar)
        }
    }

    private mutating func characterClass() throws(ClusterQueryError) -> ScalarClass {
        var result = ScalarClass(ranges: [], isNegated: skip("^"))
        var isFirst = true
        while let scalar = peek, isFirst || scalar != "]" {
            index += 1
            isFirst = false
            var low = ScalarClass.only(scalar)
            if scalar == "\\" { low = try escape() }
            guard low.ranges.count == 1, low.ranges[0].count == 1, !low.isNegated else {
                if low.isNegated { throw fault("a negated class inside a class") }
                result.ranges += low.ranges
                continue
            }
            guard peek == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
                result.ranges += low.ranges
                continue
            }
            index += 1
            var high = ScalarClass.only(scalars[index])
            index += 1
            if scalars[index - 1] == "\\" { high = try escape() }
            let bounds = (low.ranges[0].lowerBound, high.ranges[0].lowerBound)
            guard high.ranges.count == 1, bounds.0 <= bounds.1 else { throw fault("a bad range") }
            result.ranges.append(bounds.0...bounds.1)
        }
        if !skip("]") { throw fault("a class is not closed") }
        return result
    }

    private mutating func repeated(_ atom: [Step]) throws(ClusterQueryError) -> [Step] {
        var steps = atom
        while let scalar = peek {
            switch scalar {
            case "*": steps = try copies(of: steps, from: 0, to: nil)
            case "+": steps = try copies(of: steps, from: 1, to: nil)
            case "?": steps = try copies(of: steps, from: 0, to: 1)
            case "{":
                index += 1
                let (low, high) = try bounds()
                steps = try copies(of: steps, from: low, to: high)
            default: return steps
            }
            index += 1
            _ = skip("?") || skip("+")
        }
        return steps
    }

    /// Reads `m`, `m,` or `m,n` up to, and without, the closing brace.
    private mutating func bounds() throws(ClusterQueryError) -> (Int, Int?) {
        guard let low = number() else { throw fault("a bad repeat count") }
        var high: Int? = low
        if skip(",") { high = number() }
        guard peek == "}", high.map({ $0 >= low }) ?? true else {
            throw fault("a bad repeat count")
        }
        if max(low, high ?? 0) > Pattern.maximumRepeat { throw fault("a repeat count is too high") }
        return (low, high)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = peek?.value, (48...57).contains(digit) {
            value = min((value ?? 0) * 10 + Int(digit - 48), Pattern.maximumRepeat + 1)
            index += 1
        }
        return value
    }

    private func copies(
        of atom: [Step], from low: Int, to high: Int?
    ) throws(ClusterQueryError) -> [Step] {
        let count = high ?? max(low, 1)
        if atom.count * max(count, 1) > Pattern.maximumSteps { throw fault("it is too large") }
        var steps: [Step] = []
        for _ in 0..<low { steps += moved(atom, by: steps.count) }
        if let high {
            for _ in low..<high {
                let start = steps.count
                steps.append(.split(start + 1, start + 1 + atom.count))
                steps += moved(atom, by: start + 1)
            }
        } else {
            // A loop: try the body, come back, or go on behind it.
            let start = steps.count
            steps.append(.split(start + 1, start + 2 + atom.count))
            steps += moved(atom, by: start + 1)
            steps.append(.jump(start))
        }
        try checkSize(steps)
        return steps
    }

    private func checkSize(_ steps: [Step]) throws(ClusterQueryError) {
        if steps.count > Pattern.maximumSteps { throw fault("it is too large") }
    }

    private func moved(_ steps: [Step], by offset: Int) -> [Step] {
        steps.map { step in
            switch step {
            case .split(let first, let second): .split(first + offset, second + offset)
            case .jump(let target): .jump(target + offset)
            case .one, .atStart, .atEnd, .match: step
            }
        }
    }
}
