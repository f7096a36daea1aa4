package import Shapes

/// One operation as the gateway calls it: the validated input as a tree in, the output as a tree out
/// (nil for operations without output).
package typealias OperationHandler =
    @Sendable (_ input: Value, _ context: RequestContext) async throws -> Value?

/// Joins a typed operation to the gateway's form.
package func operationHandler<Input: Shape, Output: Shape>(
    _ operation: @escaping @Sendable (Input, RequestContext) async throws -> Output
) -> OperationHandler {
    { input, context in
        try await operation(typed(input), context).encoded
    }
}

/// Joins a typed operation without output to the gateway's form.
package func operationHandler<Input: Shape>(
    _ operation: @escaping @Sendable (Input, RequestContext) async throws -> Void
) -> OperationHandler {
    { input, context in
        try await operation(typed(input), context)
        return nil
    }
}

/// An input that does not fit its type is the caller's fault, unlike a record that does not.
private func typed<Input: Shape>(_ input: Value) throws(AWSError) -> Input {
    do {
        return try Input.decoded(from: input)
    } catch {
        throw AWSError(code: "SerializationException", message: error.description)
    }
}

/// What an operation with a streamed answer gives: events that are written as
/// `application/vnd.amazon.eventstream` frames until the sequence ends or the client goes away.
package struct EventStreamOutput: Sendable {
    /// One event: the member name of the event-stream structure (which becomes `:event-type`, or
    /// `:exception-type` when that member is an error shape) and its content.
    package struct Event: Sendable {
        package var name: String
        package var payload: Value

        /// Names an event's content.
        package init(name: String, payload: Value) {
            self.name = name
            self.payload = payload
        }
    }

    /// The events, produced as the client reads.
    package var events: AsyncThrowingStream<Event, any Error>

    /// Wraps a sequence of events.
    package init(events: AsyncThrowingStream<Event, any Error>) {
        self.events = events
    }
}

/// An operation that answers with an event stream.
package typealias StreamHandler =
    @Sendable (_ input: Value, _ context: RequestContext) async throws -> EventStreamOutput

/// Joins a typed operation that answers with a stream to the gateway's form.
package func streamHandler<Input: Shape>(
    _ operation: @escaping @Sendable (Input, RequestContext) async throws -> EventStreamOutput
) -> StreamHandler {
    { input, context in
        try await operation(typed(input), context)
    }
}
