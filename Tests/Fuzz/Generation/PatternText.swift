/// Writes texts that match a model's pattern: literals, classes, groups, alternatives, counts and
/// the usual escapes. Anchors are dropped, for the models mean whole matches.
struct PatternText {
    private indirect enum Node {
        case letters([Character])
        case sequence([Node])
        case choice([Node])
        case repeated(Node, Int, Int?)
    }

    private let root: Node

    /// Reads a pattern; nil when it has something that is not known here.
    init?(_ pattern: String) {
        var parser = Parser(text: Array(pattern))
        guard let node = parser.choice(), parser.isAtEnd else { return nil }
        root = node
    }

    /// A text whose open repetitions go up to `spread` times over their minimum.
    func text(spread: Int, _ dice: inout SeededDice) -> String {
        var output = ""
        write(root, spread, &output, &dice)
        return output
    }

    private func write(
        _ node: Node, _ spread: Int, _ output: inout String, _ dice: inout SeededDice
    ) {
        switch node {
        case .letters(let letters):
            if !letters.isEmpty { output.append(dice.pick(letters)) }
        case .sequence(let nodes):
            for node in nodes { write(node, spread, &output, &dice) }
        case .choice(let nodes): write(dice.pick(nodes), spread, &output, &dice)
        case .repeated(let node, let least, let most):
            let count = dice.number(least...max(least, min(most ?? .max, least + spread)))
            for _ in 0..<count where output.utf8.count < 4096 {
                write(node, spread, &output, &dice)
            }
        }
    }

    private struct Parser {
        let text: [Character]
        var index = 0

        private static let digits = Array("0123456789")
        private static let word = Array("abcXYZ019_")
        private static let printable = Array("abcXYZ019_-./:=+@,;!#$%&'()*<>?[]^`{|}~")
        private static let space: [Character] = [" ", "\t"]

        var isAtEnd: Bool { index == text.count }

        private func peek(_ offset: Int = 0) -> Character? {
            index + offset < text.count ? text[index + offset] : nil
        }

        private mutating func take() -> Character? {
            defer { index += 1 }
            return peek()
        }

        private mutating func skip(_ word: String) -> Bool {
            guard text[index...].starts(with: word) else { return false }
            index += word.count
            return true
        }

        mutating func choice() -> Node? {
            var branches: [Node] = []
            repeat {
                guard let branch = sequence() else { return nil }
                branches.append(branch)
            } while skip("|")
            return .choice(branches)
        }

        private mutating func sequence() -> Node? {
            var nodes: [Node] = []
            while let next = peek(), next != "|", next != ")" {
                if next == "^" || next == "$" {
                    index += 1
                    continue
                }
                guard let node = atom(), let counted = quantified(node) else { return nil }
                nodes.append(counted)
            }
            return .sequence(nodes)
        }

        private mutating func quantified(_ node: Node) -> Node? {
            if skip("*") { return .repeated(node, 0, nil) }
            if skip("+") { return .repeated(node, 1, nil) }
            if skip("?") { return .repeated(node, 0, 1) }
            guard peek() == "{" else { return node }
            index += 1
            var bounds = ""
            while let next = take(), next != "}" { bounds.append(next) }
            let parts = bounds.split(separator: ",", omittingEmptySubsequences: false)
            guard let least = Int(parts.first ?? "") else { return nil }
            return .repeated(node, least, parts.count == 1 ? least : Int(parts[1]))
        }

        private mutating func atom() -> Node? {
            switch take() {
            case "(":
                _ = skip("?:")
                guard let inner = choice(), skip(")") else { return nil }
                return inner
            case "[": return letterClass().map(Node.letters)
            case "\\": return escape().map(Node.letters)
            case ".": return .letters(Self.printable)
            case let letter?: return .letters([letter])
            case nil: return nil
            }
        }

        private mutating func escape() -> [Character]? {
            switch take() {
            case "d": return Self.digits
            case "w": return Self.word
            case "s": return Self.space
            case "S": return Self.printable
            case "p":
                guard skip("{"), let name = take(), skip("}") else { return nil }
                return name == "L" ? Array("aZé漢") : name == "N" ? Self.digits : [" "]
            case "u":
                guard index + 4 <= text.count,
                    let code = UInt32(String(text[index..<index + 4]), radix: 16)
                else { return nil }
                index += 4
                return Unicode.Scalar(code).map { [Character($0)] }
            case let letter?: return [letter]
            case nil: return nil
            }
        }

        private mutating func letterClass() -> [Character]? {
            let isNegated = skip("^")
            var letters: [Character] = []
            while let next = take() {
                if next == "]" {
                    return isNegated ? Self.printable.filter { !letters.contains($0) } : letters
                }
                let one: [Character]
                if next == "\\" {
                    guard let escaped = escape() else { return nil }
                    one = escaped
                } else {
                    one = [next]
                }
                guard one.count == 1, peek() == "-", peek(1) != "]", let from = scalar(one[0])
                else {
                    letters += one
                    continue
                }
                index += 1
                guard let last = take() else { return nil }
                let end = last == "\\" ? escape() : [last]
                guard let end, end.count == 1, let to = scalar(end[0]) else {
                    letters += one + ["-"] + (end ?? [])
                    continue
                }
                letters += range(from, to)
            }
            return nil
        }

        private func scalar(_ letter: Character) -> UInt32? { letter.unicodeScalars.first?.value }

        /// Both ends and some between.
        private func range(_ from: UInt32, _ to: UInt32) -> [Character] {
            guard from <= to else { return [] }
            let step = max(1, (to - from) / 12)
            let codes = Array(stride(from: from, through: to, by: Int(step))) + [to]
            return codes.compactMap { Unicode.Scalar($0).map(Character.init) }
        }
    }
}
