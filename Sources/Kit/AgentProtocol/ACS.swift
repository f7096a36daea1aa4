import Shapes

/// The agent communication service: the channel on which the control plane tells an agent what to run.
/// Shapes and wire names are those of the ECS agent protocol (ecsacs, API version 2014-11-13).
package enum ACS {}

extension ACS {
    /// A message of the channel, by its type.
    package enum Message: Sendable, Hashable {
        case payload(PayloadMessage)
        case ack(AckRequest)
        case nack(NackRequest)
        case heartbeat(HeartbeatMessage)
        case heartbeatAck(HeartbeatAckRequest)
        case taskManifest(TaskManifestMessage)
        case taskStopVerification(TaskStopVerificationMessage)
        case taskStopVerificationAck(TaskStopVerificationAck)
        case credentials(IAMRoleCredentialsMessage)
        case credentialsAck(IAMRoleCredentialsAckRequest)
        case attachTaskNetworkInterfaces(AttachTaskNetworkInterfacesMessage)
        case attachInstanceNetworkInterfaces(AttachInstanceNetworkInterfacesMessage)
        case confirmAttachment(ConfirmAttachmentMessage)
        case stageUpdate(StageUpdateMessage)
        case performUpdate(PerformUpdateMessage)
        case close(CloseMessage)
        case error(ErrorMessage)
        /// The control plane refuses the session or a message with an exception of the model.
        case exception(Exception)
        /// A type this release does not know; the receiver ignores it (and logs it).
        case unknown(Frame)

        /// The message in `frame`, whose type decides its form.
        package init(_ frame: Frame) throws(Frame.Failure) {
            switch frame.type {
            case "PayloadMessage": self = .payload(try frame.decode(PayloadMessage.self))
            case "AckRequest": self = .ack(try frame.decode(AckRequest.self))
            case "NackRequest": self = .nack(try frame.decode(NackRequest.self))
            case "HeartbeatMessage": self = .heartbeat(try frame.decode(HeartbeatMessage.self))
            case "HeartbeatAckRequest":
                self = .heartbeatAck(try frame.decode(HeartbeatAckRequest.self))
            case "TaskManifestMessage":
                self = .taskManifest(try frame.decode(TaskManifestMessage.self))
            case "TaskStopVerificationMessage":
                self = .taskStopVerification(try frame.decode(TaskStopVerificationMessage.self))
            case "TaskStopVerificationAck":
                self = .taskStopVerificationAck(try frame.decode(TaskStopVerificationAck.self))
            case "IAMRoleCredentialsMessage":
                self = .credentials(try frame.decode(IAMRoleCredentialsMessage.self))
            case "IAMRoleCredentialsAckRequest":
                self = .credentialsAck(try frame.decode(IAMRoleCredentialsAckRequest.self))
            case "AttachTaskNetworkInterfacesMessage":
                self = .attachTaskNetworkInterfaces(
                    try frame.decode(AttachTaskNetworkInterfacesMessage.self))
            case "AttachInstanceNetworkInterfacesMessage":
                self = .attachInstanceNetworkInterfaces(
                    try frame.decode(AttachInstanceNetworkInterfacesMessage.self))
            case "ConfirmAttachmentMessage":
                self = .confirmAttachment(try frame.decode(ConfirmAttachmentMessage.self))
            case "StageUpdateMessage":
                self = .stageUpdate(try frame.decode(StageUpdateMessage.self))
            case "PerformUpdateMessage":
                self = .performUpdate(try frame.decode(PerformUpdateMessage.self))
            case "CloseMessage": self = .close(try frame.decode(CloseMessage.self))
            case "ErrorMessage": self = .error(try frame.decode(ErrorMessage.self))
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
            case .payload(let body): Frame(type: "PayloadMessage", message: body.encoded)
            case .ack(let body): Frame(type: "AckRequest", message: body.encoded)
            case .nack(let body): Frame(type: "NackRequest", message: body.encoded)
            case .heartbeat(let body): Frame(type: "HeartbeatMessage", message: body.encoded)
            case .heartbeatAck(let body): Frame(type: "HeartbeatAckRequest", message: body.encoded)
            case .taskManifest(let body): Frame(type: "TaskManifestMessage", message: body.encoded)
            case .taskStopVerification(let body):
                Frame(type: "TaskStopVerificationMessage", message: body.encoded)
            case .taskStopVerificationAck(let body):
                Frame(type: "TaskStopVerificationAck", message: body.encoded)
            case .credentials(let body):
                Frame(type: "IAMRoleCredentialsMessage", message: body.encoded)
            case .credentialsAck(let body):
                Frame(type: "IAMRoleCredentialsAckRequest", message: body.encoded)
            case .attachTaskNetworkInterfaces(let body):
                Frame(type: "AttachTaskNetworkInterfacesMessage", message: body.encoded)
            case .attachInstanceNetworkInterfaces(let body):
                Frame(type: "AttachInstanceNetworkInterfacesMessage", message: body.encoded)
            case .confirmAttachment(let body):
                Frame(type: "ConfirmAttachmentMessage", message: body.encoded)
            case .stageUpdate(let body): Frame(type: "StageUpdateMessage", message: body.encoded)
            case .performUpdate(let body):
                Frame(type: "PerformUpdateMessage", message: body.encoded)
            case .close(let body): Frame(type: "CloseMessage", message: body.encoded)
            case .error(let body): Frame(type: "ErrorMessage", message: body.encoded)
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
            case invalidCluster = "InvalidClusterException"
            case accessDenied = "AccessDeniedException"
            case invalidInstance = "InvalidInstanceException"
            case inactiveInstance = "InactiveInstanceException"
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
