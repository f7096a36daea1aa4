/// Options of docker's awslogs driver, checked.
package struct AWSLogsOptions: Sendable, Hashable {
    package var group: String
    /// nil until the container is made: without a prefix the stream is named after its runtime id.
    package var stream: String?
    package var region: String
    /// Replaces the agent's own endpoint.
    package var endpoint: String?
    package var createsGroup: Bool
    package var createsStream: Bool
    package var usesExecutionRole: Bool
    /// A line that matches begins a new event; nil means that every line does.
    package var multilinePattern: LinePattern?
    /// What happens when the service is slower than the container.
    package var mode: Mode
    /// How long lines are gathered before they are sent.
    package var flushInterval: Duration

    package enum Mode: Sendable, Hashable {
        /// Nothing is dropped until the backlog on disk reaches the agent's limit (`AgentConfiguration`).
        case blocking
        /// The oldest lines are dropped once so many bytes wait.
        case nonBlocking(bufferBytes: Int)
    }

    /// Why options are refused, in the driver's words.
    package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        package var description: String

        init(_ description: String) { self.description = description }
    }

    static let knownNames: Set<String> = [
        "awslogs-group", "awslogs-region", "awslogs-stream", "awslogs-stream-prefix",
        "awslogs-create-group", "awslogs-create-stream", "awslogs-datetime-format",
        "awslogs-multiline-pattern", "awslogs-endpoint", "awslogs-credentials-endpoint",
        "awslogs-force-flush-interval-seconds", "mode", "max-buffer-size", "tag",
    ]

    /// Reads `options`. Events are named `prefix/container/task`, as ECS does.
    package init(
        _ options: [String: String], container: String, task: TaskID, region: String,
        usesExecutionRole: Bool
    ) throws(Failure) {
        for name in options.keys.sorted() where !Self.knownNames.contains(name) {
            throw Failure("unknown log opt '\(name)' for awslogs log driver")
        }
        guard let group = options["awslogs-group"], !group.isEmpty else {
            throw Failure("must specify a value for log opt 'awslogs-group'")
        }
        self.group = group
        self.region = options["awslogs-region"].flatMap { $0.isEmpty ? nil : $0 } ?? region
        self.usesExecutionRole = usesExecutionRole
        endpoint = options["awslogs-endpoint"]
        if let stream = options["awslogs-stream"], !stream.isEmpty {
            self.stream = stream
        } else if let prefix = options["awslogs-stream-prefix"], !prefix.isEmpty {
            stream = "\(prefix)/\(container)/\(task.rawValue)"
        }
        createsGroup = try Self.flag("awslogs-create-group", options) ?? false
        createsStream = try Self.flag("awslogs-create-stream", options) ?? true
        multilinePattern = try Self.pattern(options)
        mode = try Self.mode(options)
        flushInterval = .seconds(1)
        if let text = options["awslogs-force-flush-interval-seconds"] {
            guard let seconds = Int(text), (1...3600).contains(seconds) else {
                throw Failure(
                    "must specify a positive integer for log opt 'awslogs-force-flush-interval-seconds': \(text)"
                )
            }
            flushInterval = .seconds(seconds)
        }
    }

    private static func flag(
        _ name: String, _ options: [String: String]
    ) throws(Failure) -> Bool? {
        switch options[name] {
        case nil: nil
        case "true", "1", "t", "T", "TRUE", "True": true
        case "false", "0", "f", "F", "FALSE", "False": false
        case let value?:
            throw Failure("must specify valid value for log opt '\(name)': \(value)")
        }
    }

    private static func pattern(_ options: [String: String]) throws(Failure) -> LinePattern? {
        let dateFormat = options["awslogs-datetime-format"]
        let multiline = options["awslogs-multiline-pattern"]
        if dateFormat != nil, multiline != nil {
            throw Failure(
                "you cannot configure log opt 'awslogs-datetime-format' and 'awslogs-multiline-pattern' at the same time"
            )
        }
        do {
            if let dateFormat { return try LinePattern(dateFormat: dateFormat) }
            if let multiline { return try LinePattern(multiline) }
        } catch {
            throw Failure("awslogs could not parse the multiline pattern: \(error)")
        }
        return nil
    }

    private static func mode(_ options: [String: String]) throws(Failure) -> Mode {
        let size = options["max-buffer-size"]
        switch options["mode"] {
        case nil, "blocking":
            guard size == nil || options["mode"] == nil else {
                throw Failure("max-buffer-size option is only supported with 'mode=non-blocking'")
            }
            return .blocking
        case "non-blocking":
            guard let size else { return .nonBlocking(bufferBytes: 1 << 20) }
            let text = size.lowercased().hasSuffix("b") ? size.dropLast() : size[...]
            guard let bytes = ContainerReading.bytes(text), bytes > 0, bytes <= Int64(Int32.max)
            else { throw Failure("error parsing max-buffer-size: invalid size: '\(size)'") }
            return .nonBlocking(bufferBytes: Int(bytes))
        case let other?:
            throw Failure("logging mode \"\(other)\" is not known")
        }
    }
}
