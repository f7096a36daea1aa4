package import Shapes
import Synchronization

/// Checks a decoded request against the constraints of its model: presence, length, range, pattern,
/// enumeration, unions. Types are the codec's business.
package enum Validation {
    /// How many failures one answer lists.
    private static let maximumFailures = 20
    /// Longer strings are not matched against patterns.
    private static let longestMatch = 64 << 10

    /// Finds everything that is wrong with `input`.
    ///
    /// - Throws: the service's validation error, which lists each failure as AWS words it.
    package static func check(
        _ input: Value, operation: OperationModel, model: ServiceModel
    ) throws(AWSError) {
        guard let name = operation.input else { return }
        var checker = Checker(model: model)
        checker.check(input, as: model.shape(name), at: [])
        guard !checker.failures.isEmpty else { return }
        if model.serviceID == "EC2" { throw ec2Refusal(checker) }
        let count = checker.failures.count
        throw AWSError(
            code: code(model),
            message: "\(count) validation error\(count == 1 ? "" : "s") detected: "
                + checker.failures.prefix(maximumFailures).joined(separator: "; "))
    }

    /// The code with which a service refuses input that its model does not allow.
    private static func code(_ model: ServiceModel) -> String {
        switch model.serviceID {
        case "ECS", "ECR", "CloudWatch Logs": "InvalidParameterException"
        case "STS", "IAM", "Auto Scaling": "ValidationError"
        default: "ValidationException"
        }
    }

    /// EC2 names one thing at a time, and has a code of its own for what is missing.
    private static func ec2Refusal(_ checker: Checker) -> AWSError {
        guard let name = checker.missing.first else {
            return AWSError(
                code: "InvalidParameterValue", message: checker.failures.first ?? "Invalid value")
        }
        return AWSError(
            code: "MissingParameter",
            message: "The request must contain the parameter \(name)")
    }

    private struct Checker {
        let model: ServiceModel
        var failures: [String] = []
        /// What is required and is not there, in the order of ``failures``.
        var missing: [String] = []

        private mutating func fail(
            _ value: String?, at path: [String], _ constraint: String, _ shape: ShapeModel? = nil
        ) {
            guard failures.count < Validation.maximumFailures else { return }
            let text =
                shape?.isSensitive == true
                ? "Value" : value.map { "Value '\($0.prefix(256))'" } ?? "Value null"
            failures.append(
                "\(text) at '\(path.joined(separator: "."))' failed to satisfy constraint: "
                    + "Member must \(constraint)")
        }

        mutating func check(_ value: Value, as shape: ShapeModel, at path: [String]) {
            switch value {
            case .null: return
            case .object(let object) where shape.kind == .structure:
                checkStructure(object, shape, path)
            case .object(let object) where shape.kind == .map: checkMap(object, shape, path)
            case .list(let elements): checkList(elements, shape, path)
            case .string(let text): checkString(text, shape, path)
            case .bytes(let bytes): checkSize(bytes.count, "length", nil, shape, path)
            case .integer(let number): checkRange(Double(number), "\(number)", shape, path)
            case .double(let number): checkRange(number, "\(number)", shape, path)
            case .bool, .timestamp, .object: return
            }
        }

        private mutating func checkStructure(
            _ object: Object, _ shape: ShapeModel, _ path: [String]
        ) {
            for name in shape.required {
                if object[name] ?? .null == .null {
                    fail(nil, at: path + [name], "not be null")
                    missing.append((path + [name]).joined(separator: "."))
                }
            }
            var present = 0
            for member in shape.members {
                guard let value = object[member.name], value != .null else { continue }
                present += 1
                check(value, as: model.shape(member.shape), at: path + [member.name])
            }
            if shape.isUnion, present != 1 {
                fail(nil, at: path, "have exactly one member set", shape)
            }
        }

        private mutating func checkMap(_ object: Object, _ shape: ShapeModel, _ path: [String]) {
            checkSize(object.members.count, "length", nil, shape, path)
            guard let key = shape.key, let value = shape.value else { return }
            for member in object.members {
                check(.string(member.name), as: model.shape(key.shape), at: path + ["key"])
                check(
                    member.value, as: model.shape(value.shape), at: path + [member.name, "member"])
            }
        }

        private mutating func checkList(
            _ elements: [Value], _ shape: ShapeModel, _ path: [String]
        ) {
            checkSize(elements.count, "length", nil, shape, path)
            guard let element = shape.element else { return }
            let elementShape = model.shape(element.shape)
            for (index, value) in elements.enumerated() {
                let place = path + ["\(index + 1)", "member"]
                // Members that are null are absent; an element cannot be.
                if value == .null { fail(nil, at: place, "not be null") }
                check(value, as: elementShape, at: place)
            }
        }

        private mutating func checkString(_ text: String, _ shape: ShapeModel, _ path: [String]) {
            checkSize(text.unicodeScalars.count, "length", text, shape, path)
            if !shape.values.isEmpty, !shape.values.contains(text) {
                fail(
                    text, at: path,
                    "satisfy enum value set: [\(shape.values.joined(separator: ", "))]", shape)
            }
            if let pattern = shape.pattern, text.utf8.count <= Validation.longestMatch,
                !PatternCache.shared.matches(text, pattern)
            {
                fail(text, at: path, "satisfy regular expression pattern: \(pattern)", shape)
            }
        }

        private mutating func checkSize(
            _ size: Int, _ what: String, _ text: String?, _ shape: ShapeModel, _ path: [String]
        ) {
            let shown = text ?? "[\(size) items]"
            if let minimum = shape.minimum, Double(size) < minimum {
                fail(
                    shown, at: path, "have \(what) greater than or equal to \(Int(minimum))", shape)
            }
            if let maximum = shape.maximum, Double(size) > maximum {
                fail(shown, at: path, "have \(what) less than or equal to \(Int(maximum))", shape)
            }
        }

        private mutating func checkRange(
            _ number: Double, _ text: String, _ shape: ShapeModel, _ path: [String]
        ) {
            if let minimum = shape.minimum, number < minimum {
                fail(
                    text, at: path, "have value greater than or equal to \(Int(minimum))", shape)
            }
            if let maximum = shape.maximum, number > maximum {
                fail(text, at: path, "have value less than or equal to \(Int(maximum))", shape)
            }
        }
    }
}

/// Compiled patterns of the models, kept because compiling costs far more than matching. The models
/// hold some hundreds; beyond the maximum the cache begins anew.
private final class PatternCache: Sendable {
    static let shared = PatternCache()
    private static let maximum = 1024
    /// Patterns of the models that give a matcher which backtracks exponentially many ways to fail,
    /// and others of the same language that do not. A test looks for more of them.
    private static let rewritten = [
        // The optional first character of the group may be one of those that follow it.
        #"^[a-z0-9*](?:[._\-/a-z0-9*]?[a-z0-9*]+)*$"#: #"^[a-z0-9*]+(?:[._\-/][a-z0-9*]+)*$"#
    ]

    /// Serialises matching as well: `Regex` is not Sendable.
    private struct State: ~Copyable {
        var compiled: [String: Regex<AnyRegexOutput>?] = [:]
    }

    private let state = Mutex(State())

    /// Whether the whole `text` matches. A pattern that Swift cannot read (the models' are Java's)
    /// matches everything: refusing good input is worse.
    func matches(_ text: String, _ pattern: String) -> Bool {
        state.withLock { state in
            if state.compiled.count >= Self.maximum { state.compiled = [:] }
            let regex: Regex<AnyRegexOutput>?
            if let known = state.compiled[pattern] {
                regex = known
            } else {
                do { regex = try Regex(Self.rewritten[pattern] ?? pattern) } catch { regex = nil }
                state.compiled[pattern] = .some(regex)
            }
            guard let regex else { return true }
            do { return try regex.wholeMatch(in: text) != nil } catch { return true }
        }
    }
}
