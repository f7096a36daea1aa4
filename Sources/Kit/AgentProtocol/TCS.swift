import Shapes

/// The telemetry communication service: the channel on which an agent reports usage and health.
/// Shapes and wire names are those of the ECS agent protocol (ecstcs, API version 2015-03-10).
package enum TCS {}

extension TCS {
    /// A message of the channel, by its type.
    package enum Message: Sendable, Hashable {
        case publishMetrics(PublishMetricsRequest)
        case publishHealth(PublishHealthRequest)
        case publishInstanceStatus(PublishInstanceStatusRequest)
        case ackMetrics(AckPublishMetric)
        case ackHealth(AckPublishHealth)
        case ackInstanceStatus(AckPublishInstanceStatus)
        case heartbeat(HeartbeatMessage)
        case stopSession(StopTelemetrySessionMessage)
        /// The control plane refuses the session or a message with an exception of the model.
        case exception(Exception)
        /// A type this release does not know; the receiver ignores it (and logs it).
        case unknown(Frame)

        /// The message in `frame`, whose type decides its form.
        package init(_ frame: Frame) throws(Frame.Failure) {
            switch frame.type {
            case "PublishMetricsRequest":
                self = .publishMetrics(try frame.decode(PublishMetricsRequest.self))
            case "PublishHealthRequest":
                self = .publishHealth(try frame.decode(PublishHealthRequest.self))
            case "PublishInstanceStatusRequest":
                self = .publishInstanceStatus(try frame.decode(PublishInstanceStatusRequest.self))
            case "AckPublishMetric": self = .ackMetrics(try frame.decode(AckPublishMetric.self))
            case "AckPublishHealth": self = .ackHealth(try frame.decode(AckPublishHealth.self))
            case "AckPublishInstanceStatus":
                self = .ackInstanceStatus(try frame.decode(AckPublishInstanceStatus.self))
            case "HeartbeatMessage": self = .heartbeat(try frame.decode(HeartbeatMessage.self))
            case "StopTelemetrySessionMessage":
                self = .stopSession(try frame.decode(StopTelemetrySessionMessage.self))
            default:
                guard let code = Exception.Code(rawValue: frame.type) else {
                    self = .unknown(frame)
                    return
                }
                let text = frame.message["message"]?.string ?? frame.message["Message"]?.string
                self = .exception(Exception(code, text ?? ""))
            }
        }

        /// Reads a message from the text of a frame.
        package init(decoding bytes: [UInt8]) throws(Frame.Failure) {
            try self.init(Frame(decoding: bytes))
        }

        /// The message under its type's name.
        package var frame: Frame {
            switch self {
            case .publishMetrics(let body):
                Frame(type: "PublishMetricsRequest", message: body.encoded)
            case .publishHealth(let body):
                Frame(type: "PublishHealthRequest", message: body.encoded)
            case .publishInstanceStatus(let body):
                Frame(type: "PublishInstanceStatusRequest", message: body.encoded)
            case .ackMetrics(let body): Frame(type: "AckPublishMetric", message: body.encoded)
            case .ackHealth(let body): Frame(type: "AckPublishHealth", message: body.encoded)
            case .ackInstanceStatus(let body):
                Frame(type: "AckPublishInstanceStatus", message: body.encoded)
            case .heartbeat(let body): Frame(type: "HeartbeatMessage", message: body.encoded)
            case .stopSession(let body):
                Frame(type: "StopTelemetrySessionMessage", message: body.encoded)
            case .exception(let fault):
                Frame(
                    type: fault.code.rawValue,
                    message: .object(["message": .string(fault.message)]))
            case .unknown(let frame): frame
            }
        }

        /// The text of the message's frame.
        package func encoded() throws(Frame.Failure) -> [UInt8] { try frame.encoded() }
    }

    /// An exception that the model declares for the channel.
    package struct Exception: Error, Hashable, CustomStringConvertible {
        /// The type name under which it travels.
        package enum Code: String, Sendable, Hashable, CaseIterable {
            case server = "ServerException"
            case badRequest = "BadRequestException"
            case resourceValidation = "ResourceValidationException"
            case invalidParameter = "InvalidParameterException"
        }

        package var code: Code
        package var message: String

        /// An exception by its parts.
        package init(_ code: Code, _ message: String) {
            self.code = code
            self.message = message
        }

        package var description: String { "\(code.rawValue): \(message)" }
    }
}
