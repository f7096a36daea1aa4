import Shapes

/// Ways in which a good request goes bad.
enum Damage {
    /// How many values a repetition may make.
    private static let maximumValues = 50_000

    /// A tree with one to three of its values exchanged, removed, or joined by what nobody knows.
    static func tree(_ value: Value, _ dice: inout SeededDice) -> Value {
        var value = value
        for _ in 0..<dice.number(1...3) {
            var index = dice.number(0...(count(value) - 1))
            value = changed(value, at: &index, &dice) ?? .null
        }
        return value
    }

    private static func count(_ value: Value) -> Int {
        switch value {
        case .list(let elements): elements.reduce(1) { $0 + count($1) }
        case .object(let object): object.members.reduce(1) { $0 + count($1.value) }
        default: 1
        }
    }

    /// Walks to the `index`th value and damages it; nil takes it away.
    private static func changed(
        _ value: Value, at index: inout Int, _ dice: inout SeededDice
    ) -> Value? {
        defer { index -= 1 }
        if index == 0 { return damaged(value, &dice) }
        switch value {
        case .list(let elements):
            var result: [Value] = []
            for element in elements {
                if index > 0 {
                    index -= 1
                    if let kept = changed(element, at: &index, &dice) { result.append(kept) }
                    index += 1
                } else {
                    result.append(element)
                }
            }
            return .list(result)
        case .object(let object):
            var result = Object()
            for member in object.members {
                guard index > 0 else {
                    result.append(member.name, member.value)
                    continue
                }
                index -= 1
                if let kept = changed(member.value, at: &index, &dice) {
                    result.append(member.name, kept)
                }
                index += 1
            }
            return .object(result)
        default: return value
        }
    }

    private static func damaged(_ value: Value, _ dice: inout SeededDice) -> Value? {
        switch (value, dice.number(0...9)) {
        case (_, 0): return nil
        case (.object(var object), 1...3):
            object.append(
                dice.pick(["unknownMember", "", "__type", "a.b", "\u{0}"]), odd(&dice))
            return .object(object)
        case (.object(var object), 4...5):
            // The same member twice, with another value.
            if let member = object.members.randomElement(using: &dice) {
                object.append(member.name, odd(&dice))
            }
            return .object(object)
        case (.list(let elements), 1...3):
            let element = elements.first ?? odd(&dice)
            // Lists of long lists would be gigabytes.
            let most = max(2, maximumValues / count(element))
            let length = min(most, dice.pick([11, 101, 1001, 10_001]))
            return .list(Array(repeating: element, count: length))
        case (.list(let elements), 4...5): return .list(elements + [odd(&dice)])
        case (.string(let text), 1...2): return .string(text + text)
        case (.string(let text), 3): return .string(text + dice.pick(texts))
        case (.string(let text), 4): return .string(String(text.dropLast()))
        case (.integer(let number), 1...4):
            return .integer(dice.pick([0 &- number, number &+ 1, number &* 1000, -1, 0]))
        default: return odd(&dice)
        }
    }

    private static let numbers: [Value] = [
        .integer(0), .integer(-1), .integer(.max), .integer(.min), .integer(1 << 31),
        .integer(1 << 32), .integer(1 << 53), .integer(-(1 << 31) - 1), .double(1e308),
        .double(-1e308), .double(.leastNonzeroMagnitude), .double(-0.0), .double(0.5),
        .double(.nan),
        .double(.infinity), .double(1e19), .double(9.3e18), .double(253_402_300_799.9),
    ]

    /// Texts on which something somewhere has stumbled.
    static let texts: [String] = [
        "", " ", "\u{0}", "\n", "../../../etc/passwd", "/", "//", ":", "::::::", "*", "**", "-",
        "arn:aws:ecs:us-east-1:000000000000:", "arn:aws:ecs:::task//", "arn:", "%", "%00", "%aaa%",
        "%(a+)+$%", "{ $.a = ", "[a, b, ...]", "?a ?b -c", "\"", "\\", "a\u{301}\u{301}\u{301}",
        "\u{202E}abc", "\u{FEFF}", "🏳️‍🌈", "9223372036854775808", "-9223372036854775809", "1e400",
        "NaN", "sha256:", "sha256:" + String(repeating: "0", count: 64), "null", "{}", "[]",
        "memberOf(", "attribute:ecs.os-type == ", "attribute:a =~ (a*)*b", "task:group == x and",
        "latest:", ":1", "x:0", "x:-1", "x:99999999999999999999", "0.5 vCPU", "-1 GB", "1.5.5",
        "256", "2099-01-01T00:00:00Z", "0000-00-00T00:00:00Z", "default", "us-east-1",
    ]

    /// A value that is probably out of place.
    static func odd(_ dice: inout SeededDice) -> Value {
        switch dice.number(0...11) {
        case 0: .null
        case 1: .bool(dice.chance(0.5))
        case 2...4: dice.pick(numbers)
        case 5...7: .string(dice.pick(texts))
        case 8:
            .string(
                String(
                    repeating: dice.pick(["a", "é", "(", "%", "/"]),
                    count: dice.pick([
                        255, 256, 1025, 70_000,
                    ])))
        case 9:
            .bytes((0..<dice.number(0...9)).map { _ in UInt8.random(in: 0...255, using: &dice) })
        case 10: nested(dice.pick([1, 5, 126, 200]), dice.chance(0.5))
        default: .object(Object([.init(name: "a", value: .list([.null, .integer(1)]))]))
        }
    }

    private static func nested(_ depth: Int, _ isList: Bool) -> Value {
        var value = Value.integer(1)
        for _ in 0..<depth {
            value = isList ? .list([value]) : .object(Object([.init(name: "a", value: value)]))
        }
        return value
    }

    /// Bytes that were cut, changed, doubled or mixed with others.
    static func bytes(_ bytes: [UInt8], _ dice: inout SeededDice) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<dice.number(1...3) {
            guard !bytes.isEmpty else { return [dice.pick([0, 0x7B, 0xFF])] }
            let index = dice.number(0...(bytes.count - 1))
            switch dice.number(0...7) {
            case 0: bytes.removeSubrange(index...)
            case 1: bytes[index] = UInt8.random(in: 0...255, using: &dice)
            case 2: bytes[index] ^= 1 << UInt8(dice.number(0...7))
            case 3: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: index)
            case 4: bytes.removeSubrange(index..<min(bytes.count, index + dice.number(1...9)))
            case 5:
                let end = min(bytes.count, index + dice.number(1...40))
                bytes.insert(contentsOf: bytes[index..<end], at: index)
            case 6:
                // No UTF-8, a lone surrogate, an overlong slash.
                bytes.insert(
                    contentsOf: dice.pick([
                        [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF5],
                    ]),
                    at: index)
            default: bytes.append(contentsOf: Array("]}\u{0}".utf8).shuffled(using: &dice))
            }
        }
        return bytes
    }
}
