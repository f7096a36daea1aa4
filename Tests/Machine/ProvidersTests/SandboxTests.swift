import Foundation
import HostNetwork
import MachineProtocol
import Networking
import Providers
import Shapes
import Testing

/// Real machines on this computer.
@Suite(.serialized, .enabled(if: geteuid() == 0)) struct SandboxTests {
    let stand: Stand

    init() throws { stand = try Stand() }

    @Test func oneLivesAndEnds() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            try host.order(order("i-1"))
            try await eventually("it to run") { host.state(of: "i-1")?.state == .running }
            let address = try #require(host.state(of: "i-1")?.underlay)
            let seen = try await host.inside("i-1", "ip", "-4", "addr", "show", "underlay")
            #expect(String(decoding: seen.stdout, as: UTF8.self).contains(address))
            var gone = order("i-1")
            gone.wish = .terminated
            try host.order(gone)
            try await eventually("it to end") { host.state(of: "i-1")?.state == .terminated }
            #expect(!FileManager.default.fileExists(atPath: host.names.disk("i-1")))
        }
        #expect(stand.leftovers == [])
    }
}
