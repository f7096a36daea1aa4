/// Reads the cluster query language: comparisons joined by `and`, `or` and `not` (`&&`, `||`, `!`),
/// with parentheses; `not` binds tightest and `or` least.
struct ClusterQueryParser {
    private typealias Node = ClusterQuery.Node
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0
    /// How deep parentheses and `not` may nest; bounded so that the stack is.
    private static let maximumDepth = 100

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func parse() throws(ClusterQueryError) -> ClusterQuery.Node {
        let node = try disjunction()
        skipSpace()
        if index < scalars.count { throw expected("'and', 'or' or the end") }
        return node
    }

    // MARK: Logic

    private mutating func disjunction() throws(ClusterQueryError) -> Node {
        var node = try conjunction()
        while skip(symbol: "||") || skip(word: "or") { node = .or(node, try conjunction()) }
        return node
    }

    private mutating func conjunction() throws(ClusterQueryError) -> Node {
        var node = try negation()
        while skip(symbol: "&&") || skip(word: "and") { node = .and(node, try negation()) }
        return node
    }

    private mutating func negation() throws(ClusterQueryError) -> Node {
        depth += 1
        defer { depth -= 1 }
        if depth > ClusterQueryParser.maximumDepth {
            throw ClusterQueryError("the expression is nested too deeply")
        }
        if skip(symbol: "!") || skip(word: "not") { return .not(try negation()) }
        if skip(symbol: "(") {
            let inner = try disjunction()
            if !skip(symbol: ")") { throw expected("')'") }
            return inner
        }
        return try comparison()
    }

    // MARK: Comparisons

    private enum Operator {
        case equals, exists, isIn, matches
        case order(ClusterQuery.Order)

        var name: String {
            switch self {
            case .equals: "equals"
            case .exists: "exists"
            case .isIn: "in"
            case .matches: "matches"
            case .order: "ordering"
            }
        }
    }

    private mutating func comparison() throws(ClusterQueryError) -> Node {
        let subject = try self.subject()
        let (operation, isNegated) = try comparisonOperator()
        let test: ClusterQuery.Test
        switch (operation, subject) {
        case (.exists, .attribute): test = .exists
        case (.exists, _): throw notUsable(operation, on: subject)
        case (.matches, .agentVersion), (.matches, .registeredAt), (.matches, .runningTasksCount),
            (.order, .agentConnected), (.order, .ec2InstanceID), (.order, .taskGroup):
            throw notUsable(operation, on: subject)
        case (.matches, _): test = .matches(try Pattern(try patternText()))
        case (.equals, _): test = .equals(try argument(for: subject))
        case (.isIn, _): test = .isIn(try arguments(for: subject))
        case (.order(let order), _): test = .order(order, try argument(for: subject))
        }
        return isNegated ? .not(.test(subject, test)) : .test(subject, test)
    }

    private mutating func subject() throws(ClusterQueryError) -> ClusterQuery.Subject {
        skipSpace()
        let start = index
        let name = word()
        switch name {
        case "agentConnected": return .agentConnected
        case "agentVersion": return .agentVersion
        case "ec2InstanceId": return .ec2InstanceID
        case "registeredAt": return .registeredAt
        case "runningTasksCount": return .runningTasksCount
        case "task:group": return .taskGroup
        default:
            if name.hasPrefix("attribute:"), name.utf8.count > 10 {
                return .attribute(String(name.dropFirst(10)))
            }
            index = start
            throw expected(
                "a subject (attribute:NAME, agentConnected, agentVersion, ec2InstanceId, "
                    + "registeredAt, runningTasksCount or task:group)")
        }
    }

    private mutating func comparisonOperator() throws(ClusterQueryError) -> (Operator, Bool) {
        // Longer symbols stand before their prefixes.
        let symbols: [(String, Operator, Bool)] = [
            ("==", .equals, false), ("!=", .equals, true), ("=~", .matches, false),
            ("!~", .matches, true), (">=", .order(.greaterOrEqual), false),
            ("<=", .order(.lessOrEqual), false), (">", .order(.greater), false),
            ("<", .order(.less), false),
        ]
        for (symbol, operation, isNegated) in symbols where skip(symbol: symbol) {
            return (operation, isNegated)
        }
        let bang = skip(symbol: "!")
        let words: [(String, Operator, Bool)] = [
            ("exists", .exists, false), ("not_exists", .exists, true), ("in", .isIn, false),
            ("not_in", .isIn, true), ("equals", .equals, false), ("not_equals", .equals, true),
            ("matches", .matches, false), ("not_matches", .matches, true),
            ("greater_than", .order(.greater), false),
            ("greater_than_equal", .order(.greaterOrEqual), false),
            ("less_than", .order(.less), false), ("less_than_equal", .order(.lessOrEqual), false),
        ]
        for (name, operation, isNegated) in words where skip(word: name) {
            switch (bang, operation) {
            case (false, _): return (operation, isNegated)
            case (true, .exists), (true, .isIn): return (operation, !isNegated)
            case (true, _): throw expected("'exists' or 'in' after '!'")
            }
        }
        throw expected("an operator")
    }

    // MARK: Arguments

    private mutating func arguments(
        for subject: ClusterQuery.Subject
    ) throws(ClusterQueryError) -> [String] {
        if !skip(symbol: "[") { throw expected("'['") }
        var values: [String] = []
        repeat { values.append(try argument(for: subject)) } while skip(symbol: ",")
        if !skip(symbol: "]") { throw expected("',' or ']'") }
        return values
    }

    private mutating func argument(
        for subject: ClusterQuery.Subject
    ) throws(ClusterQueryError) -> String {
        skipSpace()
        let start = index
        let text = try quoted() ?? word()
        if text.isEmpty, start == index { throw expected("a value") }
        switch subject {
        case .runningTasksCount where Int64(text) == nil:
            throw ClusterQueryError("'\(text)' is not a number")
        case .registeredAt:
            guard let time = QueryDate.milliseconds(text) else {
                throw ClusterQueryError(
                    "'\(text)' is not a date such as 2018-06-18 or 2018-06-18T22:28:28Z")
            }
            return String(time)
        default: return text
        }
    }

    /// A regular expression ends at a space or at a parenthesis that it did not open itself, unless it
    /// is quoted.
    private mutating func patternText() throws(ClusterQueryError) -> String {
        skipSpace()
        if let text = try quoted() { return text }
        var text = String.UnicodeScalarView()
        var open = 0
        while index < scalars.count, !isSpace(scalars[index]) {
            let scalar = scalars[index]
            if scalar == "(" { open += 1 }
            if scalar == ")" {
                if open == 0 { break }
                open -= 1
            }
            text.append(scalar)
            index += 1
            if scalar == "\\", index < scalars.count {
                text.append(scalars[index])
                index += 1
            }
        }
        if text.isEmpty { throw expected("a regular expression") }
        return String(text)
    }

    private mutating func quoted() throws(ClusterQueryError) -> String? {
        guard index < scalars.count, scalars[index] == "'" || scalars[index] == "\"" else {
            return nil
        }
        let quote = scalars[index]
        var text = String.UnicodeScalarView()
        index += 1
        while index < scalars.count, scalars[index] != quote {
            text.append(scalars[index])
            index += 1
        }
        if index == scalars.count { throw expected("a closing \(quote)") }
        index += 1
        return String(text)
    }

    // MARK: Characters

    private mutating func word() -> String {
        var text = String.UnicodeScalarView()
        while index < scalars.count, isWordScalar(scalars[index]) {
            text.append(scalars[index])
            index += 1
        }
        return String(text)
    }

    private mutating func skip(word wanted: String) -> Bool {
        skipSpace()
        let start = index
        if word() == wanted { return true }
        index = start
        return false
    }

    private mutating func skip(symbol: String) -> Bool {
        skipSpace()
        let wanted = Array(symbol.unicodeScalars)
        guard scalars[index...].starts(with: wanted) else { return false }
        // `!` alone is a negation, not the start of `!=` or `!~`.
        if symbol == "!", index + 1 < scalars.count,
            "=~".unicodeScalars.contains(scalars[index + 1])
        {
            return false
        }
        index += wanted.count
        return true
    }

    private mutating func skipSpace() {
        while index < scalars.count, isSpace(scalars[index]) { index += 1 }
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || (9...13).contains(scalar.value)
    }

    private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        !isSpace(scalar) && !"()[],='\"!<>&|~".unicodeScalars.contains(scalar)
    }

    private func expected(_ what: String) -> ClusterQueryError {
        let rest = scalars[min(index, scalars.count)...].prefix(20)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: rest)
        let found = rest.isEmpty ? "the end" : "'\(String(view))'"
        return ClusterQueryError("expected \(what) at character \(index + 1), found \(found)")
    }

    private func notUsable(
        _ operation: Operator, on subject: ClusterQuery.Subject
    ) -> ClusterQueryError {
        let name =
            switch subject {
            case .agentConnected: "agentConnected"
            case .agentVersion: "agentVersion"
            case .attribute(let name): "attribute:\(name)"
            case .ec2InstanceID: "ec2InstanceId"
            case .registeredAt: "registeredAt"
            case .runningTasksCount: "runningTasksCount"
            case .taskGroup: "task:group"
            }
        return ClusterQueryError("the \(operation.name) operators cannot be used with \(name)")
    }
}

/// The date forms that `registeredAt` takes: a day, or a day and a time with or without an offset.
enum QueryDate {
    /// Milliseconds since the Unix epoch.
    static func milliseconds(_ text: String) -> Int64? {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let day = numbers(halves[0], separator: "-", widths: [4, 2, 2])
        guard let day, (1...12).contains(day[1]), (1...31).contains(day[2]) else { return nil }
        var seconds = Int64(days(day[0], day[1], day[2])) * 86_400
        if halves.count == 2 {
            guard let rest = secondsOfDay(halves[1]) else { return nil }
            seconds += rest
        }
        return seconds * 1_000
    }

    private static func secondsOfDay(_ text: Substring) -> Int64? {
        guard let time = numbers(text.prefix(8), separator: ":", widths: [2, 2, 2]),
            time[0] < 24, time[1] < 60, time[2] < 60
        else { return nil }
        let seconds = Int64(time[0] * 3600 + time[1] * 60 + time[2])
        let zone = text.dropFirst(8)
        if zone.isEmpty || zone == "Z" { return seconds }
        guard let sign = zone.first, sign == "+" || sign == "-",
            let offset = numbers(zone.dropFirst(), separator: ":", widths: [2, 2]),
            offset[0] < 24, offset[1] < 60
        else { return nil }
        let shift = Int64(offset[0] * 3600 + offset[1] * 60)
        return sign == "+" ? seconds - shift : seconds + shift
    }

    private static func numbers(
        _ text: Substring, separator: Character, widths: [Int]
    ) -> [Int]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == widths else { return nil }
        let values = parts.compactMap { part in
            part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
        }
        return values.count == widths.count ? values : nil
    }

    /// Days since 1970-01-01, counted in years that begin in March.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
