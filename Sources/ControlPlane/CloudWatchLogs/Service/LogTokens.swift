import Shapes

/// Seals what a page token says, so that a client can hand it back but not make one up.
///
/// A token is good only for the purpose it was sealed for: the purpose names the operation, the
/// scope and every member of the request that decides what the pages are of.
package protocol PageTokenSealing: Sendable {
    /// A token that says `content`.
    func seal(_ content: [UInt8], purpose: String) -> String
    /// What a token says; nil when it was not sealed here for this purpose, or is too old.
    func open(_ token: String, purpose: String) -> [UInt8]?
}

/// A page token's content: a place among names or events.
struct PagePlace: Shape, Hashable {
    var name: String?
    var timestamp: Int?
    var sequence: Int?

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("n", &name)
        visitor.field("t", &timestamp)
        visitor.field("s", &sequence)
    }

    init(_ position: EventPosition) {
        timestamp = Int(position.timestamp)
        sequence = Int(position.sequence)
    }

    var position: EventPosition? {
        guard let timestamp, let sequence else { return nil }
        return EventPosition(timestamp: Int64(timestamp), sequence: Int64(sequence))
    }
}

extension PageTokenSealing {
    func seal(_ place: PagePlace, purpose: [String]) -> String {
        seal(JSON.encode(place), purpose: LogTokenPurpose.text(purpose))
    }

    /// The place that a token names, or the error that the service answers to a bad one.
    func place(_ token: String, purpose: [String]) throws -> PagePlace {
        guard let bytes = open(token, purpose: LogTokenPurpose.text(purpose)),
            let place = try? JSON.decode(PagePlace.self, from: bytes)
        else { throw LogsErrors.badToken }
        return place
    }
}

private enum LogTokenPurpose {
    /// Parts with their lengths, so that no two lists of parts are one text.
    static func text(_ parts: [String]) -> String {
        parts.map { "\($0.utf8.count):\($0)" }.joined()
    }
}
