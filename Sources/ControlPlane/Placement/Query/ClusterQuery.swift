/// An expression of the ECS cluster query language, such as
/// `attribute:ecs.instance-type =~ g2.* and not (task:group == database)`.
///
/// Source: the developer guide's page on cluster query language expressions.
package struct ClusterQuery: Sendable, Hashable {
    /// The longest expression, as ECS limits it.
    package static let maximumLength = 2_000

    /// The expression as it was written.
    package let source: String
    private let root: Node

    /// Reads an expression.
    ///
    /// - Throws: ``ClusterQueryError`` that says what was expected, and where.
    package init(_ source: String) throws(ClusterQueryError) {
        self.source = source
        if source.utf8.count > ClusterQuery.maximumLength {
            throw ClusterQueryError(
                "the expression is longer than \(ClusterQuery.maximumLength) characters")
        }
        var parser = ClusterQueryParser(source)
        root = try parser.parse()
    }

    /// Whether the expression holds for `machine`.
    package func matches(_ machine: Machine) -> Bool { root.matches(machine) }

    indirect enum Node: Sendable, Hashable {
        case and(Node, Node)
        case or(Node, Node)
        case not(Node)
        case test(Subject, Test)
    }

    enum Subject: Sendable, Hashable {
        case agentConnected
        case agentVersion
        case attribute(String)
        case ec2InstanceID
        case registeredAt
        case runningTasksCount
        case taskGroup
    }

    enum Order: Sendable, Hashable {
        case less, lessOrEqual, greater, greaterOrEqual
    }

    enum Test: Sendable, Hashable {
        case exists
        case equals(String)
        case isIn([String])
        case matches(Pattern)
        case order(Order, String)
    }
}

/// Why an expression cannot be used, as a clause that fits behind a colon.
package struct ClusterQueryError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    package var message: String

    /// An error that says `message`.
    package init(_ message: String) { self.message = message }

    package var description: String { message }
}

extension ClusterQuery.Node {
    func matches(_ machine: Machine) -> Bool {
        switch self {
        case .and(let left, let right): left.matches(machine) && right.matches(machine)
        case .or(let left, let right): left.matches(machine) || right.matches(machine)
        case .not(let inner): !inner.matches(machine)
        case .test(let subject, let test): test.holds(for: subject, of: machine)
        }
    }
}

extension ClusterQuery.Test {
    /// A subject with several values (`task:group`) satisfies a test when one value does; one without
    /// any satisfies none, so that the negated operators hold for it.
    func holds(for subject: ClusterQuery.Subject, of machine: Machine) -> Bool {
        switch subject {
        case .agentConnected: holds(machine.agentConnected ? "true" : "false", subject)
        case .agentVersion: !machine.agentVersion.isEmpty && holds(machine.agentVersion, subject)
        case .attribute(let name):
            machine.attributes[name].map { holds($0, subject) } ?? false
        case .ec2InstanceID: !machine.ec2InstanceID.isEmpty && holds(machine.ec2InstanceID, subject)
        case .registeredAt: holds(String(machine.registeredAt), subject)
        case .runningTasksCount: holds(String(machine.taskCount), subject)
        case .taskGroup: machine.groups.contains { $0.value > 0 && holds($0.key, subject) }
        }
    }

    private func holds(_ value: String, _ subject: ClusterQuery.Subject) -> Bool {
        switch self {
        case .exists: true
        case .equals(let wanted): subject.compare(value, wanted) == .same
        case .isIn(let wanted): wanted.contains { subject.compare(value, $0) == .same }
        case .matches(let pattern): pattern.matches(value)
        case .order(let order, let bound):
            switch (order, subject.compare(value, bound)) {
            case (.less, .before), (.lessOrEqual, .before), (.lessOrEqual, .same),
                (.greater, .after), (.greaterOrEqual, .after), (.greaterOrEqual, .same):
                true
            case (.less, _), (.lessOrEqual, _), (.greater, _), (.greaterOrEqual, _): false
            }
        }
    }
}

extension ClusterQuery.Subject {
    enum Comparison { case before, same, after }

    func compare(_ left: String, _ right: String) -> Comparison {
        switch self {
        case .agentVersion:
            return order(versionParts(left), versionParts(right)) {
                $0.lexicographicallyPrecedes($1)
            }
        case .registeredAt, .runningTasksCount:
            // The parser has turned dates into milliseconds.
            return order(Int64(left) ?? 0, Int64(right) ?? 0, by: <)
        case .attribute, .agentConnected, .ec2InstanceID, .taskGroup:
            if let first = Double(left), let second = Double(right), left != right {
                return order(first, second, by: <)
            }
            return order(left, right, by: <)
        }
    }

    private func order<T: Equatable>(_ left: T, _ right: T, by less: (T, T) -> Bool) -> Comparison {
        left == right ? .same : less(left, right) ? .before : .after
    }

    /// `1.97.0` as numbers; what is not one counts as zero, and missing parts too.
    private func versionParts(_ version: String) -> [Int] {
        let text = version.hasPrefix("v") ? version.dropFirst() : version[...]
        let plain = text.prefix { $0 != "-" && $0 != "+" }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false).prefix(4)
        return parts.map { Int($0) ?? 0 } + Array(repeating: 0, count: 4 - parts.count)
    }
}
