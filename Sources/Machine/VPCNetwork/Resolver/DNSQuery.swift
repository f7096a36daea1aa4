/// A question to the resolver (RFC 1035), as far as the resolver must understand it. Pure.
package struct DNSQuery: Sendable, Hashable {
    package var id: UInt16
    package var wantsRecursion: Bool
    /// Lower case, without a dot at the end; empty for the root.
    package var name: String
    package var type: UInt16
    package var recordClass: UInt16
    /// Name, type and class as they were sent.
    package var question: [UInt8]

    package static let headerBytes = 12
    package static let typeA: UInt16 = 1
    package static let typePTR: UInt16 = 12
    package static let classInternet: UInt16 = 1

    package enum Code: UInt8, Sendable {
        case noError = 0
        case formatError = 1
        case serverFailure = 2
        case noSuchName = 3
        case notImplemented = 4
        case refused = 5
    }

    /// What is not a question that can be answered from its content.
    package enum Fault: Error, Hashable, Sendable {
        /// Nothing to answer: too short, or an answer itself.
        case ignored
        /// Answered with a header only.
        case refused([UInt8])
    }

    package init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count >= Self.headerBytes, bytes[2] & 0x80 == 0 else { throw .ignored }
        id = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        wantsRecursion = bytes[2] & 1 == 1
        func refuse(_ code: Code) -> Fault {
            // The header's counts are all zero: nothing of what could not be read is repeated.
            .refused(
                [bytes[0], bytes[1], 0x80 | bytes[2] & 0x79, 0x80 | code.rawValue]
                    + [UInt8](repeating: 0, count: 8))
        }
        guard bytes[2] >> 3 & 15 == 0 else { throw refuse(.notImplemented) }
        guard bytes[4] == 0, bytes[5] == 1 else { throw refuse(.formatError) }
        var place = Self.headerBytes
        var labels: [String] = []
        while true {
            guard place < bytes.count else { throw refuse(.formatError) }
            let length = Int(bytes[place])
            place += 1
            if length == 0 { break }
            // A question's name comes first, so there is nothing that it could point to.
            guard length < 64, place + length <= bytes.count, place + length <= 12 + 255 else {
                throw refuse(.formatError)
            }
            labels.append(Self.text(bytes[place..<place + length]))
            place += length
        }
        guard place + 4 <= bytes.count else { throw refuse(.formatError) }
        name = labels.joined(separator: ".")
        type = UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
        recordClass = UInt16(bytes[place + 2]) << 8 | UInt16(bytes[place + 3])
        question = Array(bytes[Self.headerBytes..<place + 4])
    }

    /// Names are compared without case; a dot within a label is no end of one.
    private static func text(_ label: ArraySlice<UInt8>) -> String {
        let lower = label.map { byte -> UInt8 in
            switch byte {
            case 0x41...0x5a: byte | 0x20
            case 0x2e: 0
            default: byte
            }
        }
        return String(decoding: lower, as: UTF8.self)
    }

    // MARK: Answers

    /// An answer without records.
    package func answer(_ code: Code) -> [UInt8] { header(code, answers: 0) + question }

    /// The address of the name that was asked for.
    package func answer(address: UInt32, seconds: UInt32) -> [UInt8] {
        header(.noError, answers: 1) + question
            + record(seconds, [24, 16, 8, 0].map { UInt8(address >> $0 & 255) })
    }

    /// The name of the address that was asked for.
    package func answer(pointer: String, seconds: UInt32) -> [UInt8] {
        header(.noError, answers: 1) + question + record(seconds, Self.encoded(pointer))
    }

    /// Whether `bytes` may answer this question, when it was sent under `id`.
    package func isAnswered(by bytes: [UInt8], id: UInt16) -> Bool {
        bytes.count >= Self.headerBytes + question.count && bytes[2] & 0x80 != 0
            && UInt16(bytes[0]) << 8 | UInt16(bytes[1]) == id
            && bytes[4] == 0 && bytes[5] == 1
            && DNSQuery.folded(bytes[Self.headerBytes..<Self.headerBytes + question.count])
                == DNSQuery.folded(question[...])
    }

    private static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    }

    private func header(_ code: Code, answers: UInt8) -> [UInt8] {
        [
            UInt8(id >> 8), UInt8(id & 255), 0x84 | (wantsRecursion ? 1 : 0), 0x80 | code.rawValue,
            0, 1, 0, answers, 0, 0, 0, 0,
        ]
    }

    /// The name is a pointer to the question's.
    private func record(_ seconds: UInt32, _ data: [UInt8]) -> [UInt8] {
        [0xc0, 0x0c, UInt8(type >> 8), UInt8(type & 255), 0, 1]
            + [24, 16, 8, 0].map { UInt8(seconds >> $0 & 255) }
            + [UInt8(data.count >> 8), UInt8(data.count & 255)] + data
    }

    private static func encoded(_ name: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for label in name.split(separator: ".") {
            let part = Array(label.utf8.prefix(63))
            bytes.append(UInt8(part.count))
            bytes += part
        }
        return Array(bytes.prefix(254)) + [0]
    }
}
