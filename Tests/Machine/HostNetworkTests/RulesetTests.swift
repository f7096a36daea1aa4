import Foundation
import HostNetwork
import Networking
import Testing
import Workload

struct RulesetTests {
    private static let subnet = IPv4Subnet("10.200.0.0/20")!

    private static let rules = Ruleset(
        table: "skerry_test", bridge: "skerrytest", subnet: subnet,
        publications: [
            Ruleset.Publication(
                address: IPv4Address("10.200.0.3")!,
                bindings: [
                    PortBinding(containerPort: 80, hostPort: 8080, transport: .tcp),
                    PortBinding(containerPort: 53, hostPort: 5353, transport: .udp),
                    PortBinding(
                        containerPort: 443, hostPort: 8443, transport: .tcp,
                        hostAddress: "192.0.2.2"),
                ]),
            Ruleset.Publication(
                address: IPv4Address("10.200.0.2")!,
                bindings: [PortBinding(containerPort: 80, hostPort: 32768, transport: .tcp)]),
        ])

    @Test func everyPortIsInItsMap() {
        let script = Self.rules.script
        #expect(
            script.contains(
                "elements = { 32768 : 10.200.0.2 . 80, 8080 : 10.200.0.3 . 80 }"))
        #expect(script.contains("elements = { 5353 : 10.200.0.3 . 53 }"))
        #expect(script.contains("elements = { 192.0.2.2 . 8443 : 10.200.0.3 . 443 }"))
        #expect(script.contains("ip saddr 10.200.0.0/20 oifname != \"skerrytest\" masquerade"))
    }

    @Test func equalStatesGiveEqualText() {
        var other = Self.rules
        other.publications.reverse()
        #expect(other.script == Self.rules.script)
    }

    @Test func itReplacesWhatWasThereInOneTransaction() {
        let script = Self.rules.script
        let beginnings = ["table ip skerry_test {\n}", "delete table ip skerry_test"]
        var rest = script[...]
        for text in beginnings {
            guard let found = rest.range(of: text) else {
                Issue.record("\(text) is missing or late")
                return
            }
            rest = rest[found.upperBound...]
        }
        #expect(rest.contains("table ip skerry_test {\n    map"))
    }

    /// The kernel's own parser is the judge; nothing is changed by a check.
    @Test(.enabled(if: geteuid() == 0 && Command.find("nft") != nil, "needs root and nft"))
    func nftUnderstandsIt() async throws {
        let nft = try #require(Command.find("nft"))
        let empty = Ruleset(table: "skerry_test", bridge: "skerrytest", subnet: Self.subnet)
        for script in [Self.rules.script, empty.script, Self.rules.removalScript] {
            try await Command(nft, ["--check", "-f", "-"], input: Array(script.utf8))
                .runSuccessfully()
        }
    }

    @Test func cniFilesAreJSON() throws {
        for text in [
            CNIConfiguration.bridge(
                network: "n", bridge: "b", subnet: Self.subnet, leases: "/var/lib/x"),
            CNIConfiguration.none(network: "n"),
        ] {
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            #expect(object?["name"] as? String == "n")
            #expect((object?["plugins"] as? [Any])?.count == 1)
        }
    }
}
