/// A regular expression of a filter pattern: what stands between percent signs.
///
/// The language has no groups, so an expression is a list of alternatives, each a row of character
/// sets with counts. It is compiled to a small machine that is run over all its states at once
/// (Thompson's construction), so that no expression takes more than time × states.
struct PatternExpression: Sendable {
    /// A set of bytes.
    struct ByteSet: Sendable, Hashable {
        private var words = SIMD4<UInt64>()

        init() {}

        init(_ range: ClosedRange<UInt8>) {
            for byte in range { insert(byte) }
        }

        mutating func insert(_ byte: UInt8) {
            words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
        }

        func contains(_ byte: UInt8) -> Bool {
            words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0
        }

        mutating func formUnion(_ other: ByteSet) { words |= other.words }
    }

    enum Instruction: Sendable {
        case byte(ByteSet)
        case split(Int, Int)
        case jump(Int)
        case assertStart
        case assertEnd
        case accept
    }

    /// How many instructions an expression may compile to.
    static let maximumSize = 4_096

    let program: [Instruction]
    /// Whether a match can only begin at the first byte, so that later ones need not be tried.
    let isAnchored: Bool

    /// Compiles `source`, the text between the percent signs.
    init(_ source: [UInt8]) throws(FilterPatternError) {
        var compiler = ExpressionCompiler(source)
        let result = try compiler.compile()
        program = result.program
        isAnchored = result.isAnchored
    }

    /// Whether the expression occurs in `bytes`.
    func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var current = StateSet(count: program.count)
        var next = StateSet(count: program.count)
        for index in 0...bytes.count {
            if index == 0 || !isAnchored {
                if follow(0, at: index, of: bytes.count, into: &current) { return true }
            }
            if index == bytes.count || (isAnchored && current.isEmpty) { return false }
            let byte = bytes[index]
            next.removeAll()
            for state in current.members {
                guard case .byte(let set) = program[state], set.contains(byte) else { continue }
                if follow(state + 1, at: index + 1, of: bytes.count, into: &next) { return true }
            }
            swap(&current, &next)
        }
        return false
    }

    /// Adds to `states` what can be reached from `start` without a byte; true when that is a match.
    private func follow(
        _ start: Int, at index: Int, of count: Int, into states: inout StateSet
    ) -> Bool {
        var stack = [start]
        while let state = stack.popLast() {
            guard states.insert(state) else { continue }
            switch program[state] {
            case .byte: continue
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .jump(let target): stack.append(target)
            case .assertStart: if index == 0 { stack.append(state + 1) }
            case .assertEnd: if index == count { stack.append(state + 1) }
            case .accept: return true
            }
        }
        return false
    }
}

/// Numbers below a bound, each held once, in the order in which they came.
private struct StateSet {
    private(set) var members: [Int] = []
    private var places: [Int]

    init(count: Int) {
        places = Array(repeating: 0, count: count)
        members.reserveCapacity(count)
    }

    var isEmpty: Bool { members.isEmpty }

    /// Adds `state`; false when it was there.
    mutating func insert(_ state: Int) -> Bool {
        let place = places[state]
        if place < members.count, members[place] == state { return false }
        places[state] = members.count
        members.append(state)
        return true
    }

    mutating func removeAll() { members.removeAll(keepingCapacity: true) }
}
