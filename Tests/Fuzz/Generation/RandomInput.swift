import AWSWire
@testable import Shapes

/// Random inputs that keep a model's constraints, as far as that is cheap.
struct RandomInput {
    let model: ServiceModel
    /// Names that other calls have made known; nil for names without meaning.
    var names: NamePool?
    /// Whether lists, maps and structures may be empty; some protocols cannot write such.
    var hasEmpties = true
    /// How often a member that may be absent is there.
    var presence = 0.3

    private static let letters = Array("abcXYZ019 -_./:&<>\"'=+%?#{}[]\\*|~äß€漢😀\t\n")
    private static let plain = Array("abcXYZ019-_.")

    /// The input of an operation.
    func input(of operation: OperationModel, _ dice: inout SeededDice) -> Value {
        guard let name = operation.input else { return .object(Object()) }
        return structure(model.shape(name), depth: 6, &dice)
    }

    func structure(
        _ shape: ShapeModel, depth: Int, _ dice: inout SeededDice
    ) -> Value {
        var object = Object()
        var members = shape.members.filter { !model.shape($0.shape).isEventStream }
        if shape.isUnion { members = members.isEmpty ? [] : [dice.pick(members)] }
        for member in members {
            let isRequired =
                shape.isUnion || shape.required.contains(member.name) || member.location == "uri"
            guard isRequired || (depth > 0 && dice.chance(presence)) else { continue }
            // Recursive shapes end here even where they should not.
            guard depth > -12 else { continue }
            let value = value(member, depth: depth - 1, &dice)
            if !hasEmpties, isEmpty(value) { continue }
            object.append(member.name, value)
        }
        return .object(object)
    }

    private func isEmpty(_ value: Value) -> Bool {
        switch value {
        case .object(let object): object.members.isEmpty
        case .list(let elements): elements.isEmpty
        default: false
        }
    }

    private func value(_ member: MemberModel, depth: Int, _ dice: inout SeededDice) -> Value {
        let shape = model.shape(member.shape)
        switch shape.kind {
        case .structure: return structure(shape, depth: depth, &dice)
        case .list:
            guard let element = shape.element else { return .list([]) }
            let values = (0..<count(shape, depth, &dice)).map { _ in
                value(
                    MemberModel(element, calledAs: member.name), depth: depth - 1, &dice)
            }
            return .list(hasEmpties ? values : values.filter { !isEmpty($0) })
        case .map:
            guard let key = shape.key, let element = shape.value else { return .object(Object()) }
            var object = Object()
            for _ in 0..<count(shape, depth, &dice) {
                let name = text(model.shape(key.shape), named: "key", &dice)
                let content = value(element, depth: depth - 1, &dice)
                if object[name] == nil, hasEmpties || !isEmpty(content) {
                    object.append(name, content)
                }
            }
            return .object(object)
        case .document: return .object(["a": .list([.integer(1), .bool(true), .string("x")])])
        default: return scalar(shape, member, &dice)
        }
    }

    /// Elements of a list or map: few, but as many as there must be.
    private func count(_ shape: ShapeModel, _ depth: Int, _ dice: inout SeededDice) -> Int {
        let least = max(shape.minimum.map(bounded) ?? 0, hasEmpties ? 0 : 1)
        let most = shape.maximum.map(bounded) ?? .max
        guard depth > 0 else { return least }
        return dice.number(least...max(least, min(most, least + 3)))
    }

    private func scalar(
        _ shape: ShapeModel, _ member: MemberModel, _ dice: inout SeededDice
    ) -> Value {
        switch shape.kind {
        case .boolean: return .bool(dice.chance(0.5))
        case .integer, .long: return .integer(integer(shape, &dice))
        case .float, .double:
            let range = (shape.minimum ?? -1e6)...max(shape.minimum ?? -1e6, shape.maximum ?? 1e6)
            return .double(Double.random(in: range, using: &dice))
        case .timestamp:
            // Whole seconds: some of the formats have no fractions.
            return .timestamp(
                Timestamp(milliseconds: Int64.random(in: 0...4_000_000_000, using: &dice) * 1000))
        case .blob:
            let least = max(shape.minimum.map(bounded) ?? 0, hasEmpties ? 0 : 1)
            return .bytes(
                (0..<dice.number(least...(least + 9))).map { _ in
                    UInt8.random(in: 0...255, using: &dice)
                })
        default: return .string(text(shape, named: member.name, &dice))
        }
    }

    private func integer(_ shape: ShapeModel, _ dice: inout SeededDice) -> Int64 {
        let widest: ClosedRange<Double> =
            shape.kind == .long ? -9e18...9e18 : -2_147_483_648...2_147_483_647
        let least = Int64((shape.minimum ?? widest.lowerBound).clamped(to: widest))
        let most = max(least, Int64((shape.maximum ?? widest.upperBound).clamped(to: widest)))
        // Small numbers mean more than random ones.
        let small = [0, 1, 2, 80, 128, 256, 512, 1024, 1_700_000_000_000].filter {
            $0 >= least && $0 <= most
        }
        if !small.isEmpty, dice.chance(0.7) { return Int64(dice.pick(small)) }
        return dice.pick([least, most, Int64.random(in: least...most, using: &dice)])
    }

    private func text(
        _ shape: ShapeModel, named name: String, _ dice: inout SeededDice
    ) -> String {
        if !shape.values.isEmpty { return dice.pick(shape.values) }
        if let known = names?.name(for: name, &dice), dice.chance(0.7) { return known }
        let least = shape.minimum.map(bounded) ?? 0
        let most = max(least, shape.maximum.map(bounded) ?? .max)
        if let pattern = shape.pattern.flatMap(PatternText.init) {
            var spread = 3
            for _ in 0..<12 {
                let text = pattern.text(spread: spread, &dice)
                let length = text.unicodeScalars.count
                if (least...most).contains(length) { return text }
                spread = length < least ? spread * 2 : max(0, spread / 2)
            }
        }
        let length = dice.number(least...min(most, least + 12))
        let letters = dice.chance(0.7) ? Self.plain : Self.letters
        let text = (0..<length).map { _ in dice.pick(letters) }
        return String(text)
    }

    private func bounded(_ number: Double) -> Int { Int(number.clamped(to: 0...1e6)) }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        min(max(self, range.lowerBound), range.upperBound)
    }
}

extension MemberModel {
    /// A list's element under the name of its list, so that names are found for it.
    fileprivate init(_ element: MemberModel, calledAs name: String) {
        self.init(
            name: name, shape: element.shape, location: element.location,
            locationName: element.locationName, queryName: element.queryName,
            isIdempotencyToken: false, isFlattened: element.isFlattened,
            timestampFormat: element.timestampFormat)
    }
}

extension RandomInput {
    /// The output of an operation.
    func output(of operation: OperationModel, _ dice: inout SeededDice) -> Value? {
        operation.output.map { structure(model.shape($0), depth: 5, &dice) }
    }
}
