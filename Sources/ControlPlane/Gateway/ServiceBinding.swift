package import AWSWire
package import Shapes

/// One AWS service as the gateway serves it: its model and the code behind each operation.
package struct ServiceBinding: Sendable {
    /// The API.
    package let model: ServiceModel
    /// Operations by name; every operation of the model that is not a stream is there.
    package let handlers: [String: OperationHandler]
    /// Operations that answer with an event stream, by name.
    package let streams: [String: StreamHandler]
    /// Largest request body in bytes.
    package let bodyLimit: Int

    /// Joins a model and its handlers.
    ///
    /// - Precondition: each implemented operation of the model has a handler.
    package init(
        model: ServiceModel, handlers: [String: OperationHandler],
        streams: [String: StreamHandler] = [:], bodyLimit: Int = 10 << 20
    ) {
        let missing = model.operations.keys.filter { handlers[$0] == nil && streams[$0] == nil }
        precondition(missing.isEmpty, "\(model.serviceID) lacks handlers of \(missing.sorted())")
        self.model = model
        self.handlers = handlers
        self.streams = streams
        self.bodyLimit = bodyLimit
    }
}
