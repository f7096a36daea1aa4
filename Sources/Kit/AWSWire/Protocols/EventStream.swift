package import Shapes

/// Frames of `application/vnd.amazon.eventstream`, for operations that answer with a stream.
///
/// A frame is: total length, headers' length, CRC-32 of these eight bytes, headers, payload, CRC-32
/// of everything before; all integers big-endian.
package struct EventStreamEncoder: Sendable {
    /// The content type of a streamed response.
    package static let contentType = "application/vnd.amazon.eventstream"

    private let tree: TreeCodec
    private let payloadType: String
    private let isCBOR: Bool
    private let stream: ShapeModel?
    private let output: ShapeModel?

    /// An encoder of the answers of `operation`.
    package init(codec: Codec, operation: OperationModel) {
        tree = codec.tree
        isCBOR = codec.wireProtocol == .rpcV2CBOR
        payloadType =
            switch codec.wireProtocol {
            case .rpcV2CBOR: "application/cbor"
            case .json: "application/x-amz-json-\(codec.model.jsonVersion)"
            default: "application/json"
            }
        output = operation.output.map(codec.model.shape)
        stream = output?.members.lazy.map { codec.model.shape($0.shape) }
            .first(where: \.isEventStream)
    }

    /// The first frame of the RPC protocols: the output's members that are not the stream.
    package func initialResponse(_ output: Value = .object(Object())) -> [UInt8] {
        frame(
            [
                (":message-type", "event"), (":event-type", "initial-response"),
                (":content-type", payloadType),
            ],
            payload: self.output.map { payload(output, as: $0) } ?? [])
    }

    /// One event, or the error of the stream when the event's member is an error shape.
    package func encode(_ event: EventStreamOutput.Event) -> [UInt8] {
        let shape = stream?.members.first { $0.name == event.name }
            .map { tree.model.shape($0.shape) }
        let isError = shape?.error != nil
        return frame(
            [
                (":message-type", isError ? "exception" : "event"),
                (isError ? ":exception-type" : ":event-type", event.name),
                (":content-type", payloadType),
            ],
            payload: shape.map { payload(event.payload, as: $0) } ?? [])
    }

    /// An error that ends the stream; one that the stream declares becomes its exception.
    package func encode(_ error: AWSError) -> [UInt8] {
        if let member = stream?.members.first(where: {
            tree.model.shape($0.shape).error?.code == error.code
        }) {
            var payload = error.members
            payload.append("message", .string(error.message))
            return encode(EventStreamOutput.Event(name: member.name, payload: .object(payload)))
        }
        return frame(
            [
                (":message-type", "error"), (":error-code", error.code),
                (":error-message", error.message),
            ],
            payload: [])
    }

    private func payload(_ value: Value, as shape: ShapeModel) -> [UInt8] {
        isCBOR ? tree.writeCBOR(value, as: shape) : tree.writeJSON(value, as: shape)
    }

    private func frame(_ headers: [(String, String)], payload: [UInt8]) -> [UInt8] {
        var fields: [UInt8] = []
        for (name, value) in headers {
            // Values are of type 7, text; their length has 16 bits.
            let value = value.utf8.prefix(Int(Int16.max))
            fields.append(UInt8(name.utf8.count))
            fields.append(contentsOf: name.utf8)
            fields.append(7)
            fields.append(contentsOf: [UInt8(value.count >> 8), UInt8(value.count & 255)])
            fields.append(contentsOf: value)
        }
        var output: [UInt8] = []
        Self.append(UInt32(16 + fields.count + payload.count), to: &output)
        Self.append(UInt32(fields.count), to: &output)
        Self.append(CRC32.checksum(output), to: &output)
        output.append(contentsOf: fields)
        output.append(contentsOf: payload)
        Self.append(CRC32.checksum(output), to: &output)
        return output
    }

    private static func append(_ number: UInt32, to output: inout [UInt8]) {
        for shift in [24, 16, 8, 0] as [UInt32] {
            output.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

/// CRC-32 of ISO 3309, as in zip and PNG.
package enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in
            value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
        }
    }

    /// The checksum of `bytes`.
    package static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
    }
}
