import AWSWire
import Shapes

/// A small seeded generator, so that a failing case can be run again.
struct SeededDice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }
}

/// Random trees of a model's shapes.
struct RandomTrees {
    let model: ServiceModel
    /// EC2's XML cannot tell an empty list from an absent one in some places.
    var hasEmptyLists = true
    /// Characters of strings, by where they go.
    private static let text = Array("abcXYZ019 -_./:&<>\"'=+%?#{}[]\\äß€漢😀\t\n")
    private static let headerText = Array("abcXYZ019-_./:&<>'=+%?#{}[]")

    func structure(_ name: String, depth: Int, _ dice: inout SeededDice) -> Value {
        let shape = model.shape(name)
        var object = Object()
        var members = shape.members.filter { !model.shape($0.shape).isEventStream }
        if shape.isUnion { members = members.randomElement(using: &dice).map { [$0] } ?? [] }
        for member in members {
            let kind = model.shape(member.shape).kind
            let isNested = kind == .structure || kind == .list || kind == .map
            guard shape.isUnion || dice.chance(0.5), depth > 0 || !isNested else { continue }
            if member.location == "statusCode" {
                object.append(member.name, .integer(200))
                continue
            }
            let value = value(member, depth: depth - 1, &dice)
            if member.location == "headers" || member.location == "header" {
                if value == .list([]) || value == .object(Object()) { continue }
            }
            object.append(member.name, value)
        }
        return .object(object)
    }

    private func value(_ member: MemberModel, depth: Int, _ dice: inout SeededDice) -> Value {
        let shape = model.shape(member.shape)
        switch shape.kind {
        case .structure: return structure(shape.name, depth: depth, &dice)
        case .list:
            guard let element = shape.element else { return .list([]) }
            let isFlat = member.isFlattened || shape.isFlattened || !hasEmptyLists
            let count = Int.random(in: (isFlat ? 1 : 0)...3, using: &dice)
            return .list((0..<count).map { _ in value(element, depth: depth - 1, &dice) })
        case .map:
            guard let element = shape.value else { return .object(Object()) }
            let isFlat = member.isFlattened || shape.isFlattened
            let keys = model.shape(shape.key!.shape).values
            var names: Set<String> = []
            for _ in 0..<Int.random(in: (isFlat ? 1 : 0)...3, using: &dice) {
                names.insert(keys.randomElement(using: &dice) ?? text(member, &dice) + "k")
            }
            return .object(
                Object(
                    names.sorted().map {
                        .init(name: $0, value: value(element, depth: depth - 1, &dice))
                    }))
        case .document: return .object(["a": .list([.integer(1), .bool(true), .string("x")])])
        default: return scalar(shape, member, &dice)
        }
    }

    func scalar(
        _ shape: ShapeModel, _ member: MemberModel, _ dice: inout SeededDice
    ) -> Value {
        switch shape.kind {
        case .boolean: return .bool(dice.chance(0.5))
        case .integer: return .integer(Int64(Int32.random(in: .min ... .max, using: &dice)))
        case .long: return .integer(Int64.random(in: .min ... .max, using: &dice))
        case .float, .double:
            return .double(Double(Int.random(in: -10_000...10_000, using: &dice)) / 8)
        case .timestamp:
            // Whole seconds: some of the formats have no fractions.
            return .timestamp(
                Timestamp(milliseconds: Int64.random(in: 0...4_000_000_000, using: &dice) * 1000))
        case .blob:
            return .bytes(
                (0..<Int.random(in: 0...9, using: &dice)).map { _ in
                    UInt8.random(in: 0...255, using: &dice)
                })
        default:
            return .string(shape.values.randomElement(using: &dice) ?? text(member, &dice))
        }
    }

    private func text(_ member: MemberModel, _ dice: inout SeededDice) -> String {
        let letters =
            member.location == nil || member.location == "querystring"
            ? Self.text : Self.headerText
        let minimum = member.location == nil ? 0 : 1
        return String(
            (0..<Int.random(in: minimum...12, using: &dice)).map { _ in
                letters.randomElement(using: &dice)!
            })
    }
}
