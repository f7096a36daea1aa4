/// Why another service did not do what ECS asked of it.
package struct PortFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The service's own code, such as `InvalidSubnetID.NotFound`; empty where it has none.
    package var code: String
    package var message: String
    /// Whether asking again later may help.
    package var isPassing: Bool

    /// A failure.
    package init(_ code: String, _ message: String, isPassing: Bool = false) {
        self.code = code
        self.message = message
        self.isPassing = isPassing
    }

    package var description: String { code.isEmpty ? message : "\(message) (ErrorCode: \(code))" }
}
