import AWSWire
package import MachineProtocol
import Shapes

/// What a host says of itself when it connects: the query of its handshake.
package struct HostQuery: Sendable, Hashable {
    /// Letters of names and of zones.
    private static let longest = 64
    /// Zones that a host may offer.
    private static let mostZones = 32

    package var host = ""
    package var zones: [String] = []
    package var providers: [MachineProviderKind] = []
    package var cpus = 0
    package var memoryMiB = 0

    /// Why a handshake is refused.
    package struct Refused: Error, Hashable {
        package var reason: String
    }

    /// Reads a query, not decoded yet.
    ///
    /// - Throws: For a member that is absent or has not the form that it must have.
    package init(_ rawQuery: String) throws(Refused) {
        guard let pairs = PercentEncoding.pairs(rawQuery) else {
            throw Refused(reason: "the query cannot be read")
        }
        var values: [String: String] = [:]
        for pair in pairs { values[pair.name] = pair.value }
        host = values["host"] ?? ""
        guard Self.isName(host) else { throw Refused(reason: "host must be a name") }
        zones = Self.parts(values["zones"])
        guard !zones.isEmpty, zones.count <= Self.mostZones, zones.allSatisfy(Self.isName) else {
            throw Refused(reason: "zones must name zones, by comma")
        }
        let names = Self.parts(values["providers"])
        providers = names.compactMap(MachineProviderKind.init)
        guard !providers.isEmpty, providers.count == names.count else {
            throw Refused(reason: "providers must be of sandbox and qemu, by comma")
        }
        guard let cpus = values["cpus"].flatMap(Int.init), cpus > 0,
            let memory = values["memory"].flatMap(Int.init), memory > 0
        else { throw Refused(reason: "cpus and memory must be numbers above zero") }
        (self.cpus, memoryMiB) = (cpus, memory)
    }

    private static func parts(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map(String.init)
    }

    private static func isName(_ text: String) -> Bool {
        (1...longest).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
