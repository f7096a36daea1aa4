package import Shapes

/// One websocket text message of either channel: `{"type": …, "message": …}`.
package struct Frame: Sendable, Hashable {
    /// Name of the message's shape, such as `PayloadMessage`.
    package var type: String
    /// Its content.
    package var message: Value

    /// The largest frame that is read or written, in bytes, telemetry headers included. A payload of
    /// ten tasks with the largest task definitions (64 KiB each) stays well below it.
    package static let maximumBytes = 4 << 20

    /// Names a message.
    package init(type: String, message: Value) {
        self.type = type
        self.message = message
    }

    /// Why bytes are not a frame, or a frame's message does not have its type's form.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        /// Over `maximumBytes`; carries the size.
        case tooLarge(Int)
        /// Not JSON, or not an object with a `type`.
        case malformed(String)
        /// The named type is known, its content does not fit.
        case mismatch(type: String, String)

        package var description: String {
            switch self {
            case .tooLarge(let size):
                "frame of \(size) bytes is larger than \(Frame.maximumBytes)"
            case .malformed(let reason): "malformed frame: \(reason)"
            case .mismatch(let type, let reason): "malformed \(type): \(reason)"
            }
        }
    }

    /// Reads a frame. On the telemetry channel an agent puts signed HTTP header text and an empty
    /// line before the JSON; it is skipped (`headerText` gives it).
    package init(decoding bytes: [UInt8]) throws(Failure) {
        guard bytes.count <= Self.maximumBytes else { throw .tooLarge(bytes.count) }
        let body = bytes[Self.bodyStart(of: bytes)...]
        let tree: Value
        do {
            tree = try JSON.parse(body)
        } catch {
            throw .malformed(error.description)
        }
        guard let type = tree["type"]?.string else { throw .malformed("it has no type") }
        self.type = type
        self.message = tree["message"] ?? .object(Object())
    }

    /// The frame as text, at most `maximumBytes` of it.
    package func encoded() throws(Failure) -> [UInt8] {
        let bytes = JSON.serialize(
            .object(["type": .string(type), "message": message]))
        guard bytes.count <= Self.maximumBytes else { throw .tooLarge(bytes.count) }
        return bytes
    }

    /// The header text before the JSON, without its final empty line; empty when there is none.
    package static func headerText(of bytes: [UInt8]) -> String {
        let start = bodyStart(of: bytes)
        return start >= 4 ? String(decoding: bytes[..<(start - 4)], as: UTF8.self) : ""
    }

    private static func bodyStart(of bytes: [UInt8]) -> Int {
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D && $0 != 0x0A }
        guard let first, first != UInt8(ascii: "{"), bytes.count >= 4 else { return 0 }
        for index in 0...(bytes.count - 4)
        where bytes[index] == 0x0D && bytes[index + 1] == 0x0A && bytes[index + 2] == 0x0D
            && bytes[index + 3] == 0x0A
        {
            return index + 4
        }
        return 0
    }

    /// The message as `type`'s shape.
    func decode<T: ShapeValue>(_ shape: T.Type) throws(Failure) -> T {
        do {
            return try T.decoded(from: message)
        } catch {
            throw .mismatch(type: type, error.description)
        }
    }
}
