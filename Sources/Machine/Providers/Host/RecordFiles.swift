import Files
import FoundationEssentials
import Glibc
import Logging
import MachineProtocol
import Shapes

/// The records of a host's machines on its disk, one file each. Calls block for a moment.
struct RecordFiles: Sendable {
    let names: HostNames
    let logger: Logger

    /// All that can be read. One that can not is moved aside, and its machine is swept away.
    func load() throws -> [MachineRecord] {
        try FileManager.default.createDirectory(
            atPath: names.records, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        var records: [MachineRecord] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: names.records).sorted()
        where name.hasSuffix(".json") {
            let path = "\(names.records)/\(name)"
            do {
                guard let bytes = try WholeFile.read(path, limit: 1 << 20) else { continue }
                let record = try JSON.decode(MachineRecord.self, from: bytes)
                guard OrderBook.isName(record.order.id), name == "\(record.order.id).json" else {
                    throw ProviderError("it is of another machine")
                }
                records.append(record)
            } catch {
                logger.error(
                    "a machine's record is set aside",
                    metadata: ["file": "\(path)", "error": "\(error)"])
                rename(path, "\(path).unreadable")
            }
        }
        return records
    }

    func write(_ record: MachineRecord) throws {
        try WholeFile.replace(
            names.record(record.order.id), with: JSON.encode(record), mode: 0o600)
    }

    func remove(_ id: String) {
        unlink(names.console(id))
        unlink(names.agentLog(id))
        unlink(names.lock(id))
        unlink(names.agentLock(id))
        // Last: what has no record any more is not looked for.
        unlink(names.record(id))
    }

    func console(_ id: String) -> Console {
        Console((try? WholeFile.read(names.console(id), limit: 1 << 20)) ?? [])
    }

    func write(_ console: Console, of id: String) throws {
        try WholeFile.replace(
            names.console(id), with: console.bytes, mode: 0o600, folderToo: false)
    }
}
