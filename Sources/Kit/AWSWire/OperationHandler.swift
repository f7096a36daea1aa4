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
        try await operation(Input.decoded(from: input), context).encoded
    }
}

/// Joins a typed operation without output to the gateway's form.
package func operationHandler<Input: Shape>(
    _ operation: @escaping @Sendable (Input, RequestContext) async throws -> Void
) -> OperationHandler {
    { input, context in
        try await operation(Input.decoded(from: input), context)
        return nil
    }
}
