package import Shapes

/// An error as an AWS API answers it. Handlers throw it; the gateway writes it in the caller's
/// protocol.
package struct AWSError: Error, Sendable, CustomStringConvertible {
    /// The code that clients match on, such as `ClusterNotFoundException`.
    package var code: String
    /// The sentence a person reads.
    package var message: String
    /// The HTTP status.
    package var status: Int
    /// Whether the sender is at fault (Query's `Type`); false means the service is.
    package var isSenderFault: Bool
    /// Members of the error shape besides the message.
    package var members: Object

    /// An error by its parts; `status` 400 unless said otherwise.
    package init(
        code: String, message: String, status: Int = 400, isSenderFault: Bool? = nil,
        members: Object = Object()
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.isSenderFault = isSenderFault ?? (status < 500)
        self.members = members
    }

    /// An error that a model declares, with its code and status.
    package init(_ fault: some ServiceFault, _ message: String, members: Object = Object()) {
        self.init(
            code: fault.code, message: message, status: fault.status,
            isSenderFault: fault.isSenderFault, members: members)
    }

    package var description: String { "\(code): \(message)" }
}

/// The errors a service's model declares; generated as one enum a service.
package protocol ServiceFault: Sendable {
    /// The code on the wire.
    var code: String { get }
    /// The HTTP status.
    var status: Int { get }
    /// Whether the sender is at fault.
    var isSenderFault: Bool { get }
}
