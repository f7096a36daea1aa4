package import MachineProtocol
import Networking

/// All machines of a host as they are wanted; pure. Frames go in, ids of machines to look after come
/// out.
package struct OrderBook: Sendable {
    /// Machines of one host at most; further ones are refused.
    package static let limit = 256

    package enum Change: Sendable, Hashable {
        /// The record is new or its order has changed.
        case ordered(String)
        /// It is wanted gone and nothing is known of it.
        case neverWas(String)
        /// It can not be taken in.
        case refused(String, String)
    }

    package private(set) var records: [String: MachineRecord]
    private var addresses: AddressBook
    /// Ids named by the snapshot that is coming in.
    private var named: Set<String>?

    package init(_ records: [MachineRecord], addresses: AddressBook) {
        self.records = Dictionary(records.map { ($0.order.id, $0) }) { $1 }
        self.addresses = addresses
        for record in records { self.addresses.keep(record.address) }
    }

    package mutating func take(_ frame: HostFrame) -> [Change] {
        var changes: [Change] = []
        for order in frame.machines ?? [] { changes += take(order).map { [$0] } ?? [] }
        for id in frame.removed ?? [] { changes += end(id) }
        guard frame.phase == FeedPhase.snapshot.rawValue else { return changes }
        let ids = (named ?? []).union((frame.machines ?? []).map(\.id))
        named = frame.isComplete ? nil : ids
        if frame.isComplete {
            for id in records.keys.sorted() where !ids.contains(id) { changes += end(id) }
        }
        return changes
    }

    /// A snapshot that was cut off says nothing about what is not wanted.
    package mutating func connectionEnded() { named = nil }

    private mutating func take(_ order: MachineOrder) -> Change? {
        guard Self.isName(order.id) else {
            return .refused(order.id, "'\(order.id.prefix(64))' is no machine's id")
        }
        if var record = records[order.id] {
            guard record.order != order else { return nil }
            // The end is the end.
            guard record.order.wish != .terminated else { return nil }
            record.order = order
            records[order.id] = record
            return .ordered(order.id)
        }
        if order.wish == .terminated { return .neverWas(order.id) }
        guard records.count < Self.limit, let address = addresses.take() else {
            return .refused(order.id, "the host has \(records.count) machines already")
        }
        var record = MachineRecord()
        record.order = order
        record.address = address.description
        records[order.id] = record
        return .ordered(order.id)
    }

    private mutating func end(_ id: String) -> [Change] {
        guard var record = records[id] else { return [.neverWas(id)] }
        guard record.order.wish != .terminated else { return [] }
        record.order.wish = .terminated
        records[id] = record
        return [.ordered(id)]
    }

    /// What a machine's keeper has brought about; the order is not its to change.
    package mutating func update(_ id: String, _ change: (inout MachineRecord) -> Void) {
        guard var record = records[id] else { return }
        let order = record.order
        change(&record)
        record.order = order
        records[id] = record
    }

    /// Nothing is left of it.
    package mutating func forget(_ id: String) {
        guard let record = records.removeValue(forKey: id) else { return }
        addresses.give(record.address)
    }

    /// Ids become names of folders, control groups and arguments.
    package static func isName(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 64 && id.utf8.first != UInt8(ascii: "-")
            && id != "local"
            && id.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
                default: false
                }
            }
    }
}
