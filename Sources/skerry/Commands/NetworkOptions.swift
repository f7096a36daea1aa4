import Agent
import ArgumentParser
import Foundation
import Networking

/// How a machine takes part in VPCs.
struct NetworkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Address at which other machines reach this one.",
            discussion: "Otherwise the one from which it reaches the control plane."))
    var underlay: String?

    @Option(
        name: .customLong("vxlan-port"), help: "UDP port of VXLAN, the same on all machines.")
    var vxlanPort = 4789

    @Option(
        name: .customLong("primary-link"),
        help: ArgumentHelp(
            "What the machine's own interface of a VPC is called.",
            discussion: "Otherwise eth0, or eni0 where that is taken; instances have one."))
    var primaryLink: String?

    func validate() throws {
        if let underlay, IPv4Address(underlay) == nil {
            throw ValidationError("--underlay must be an IPv4 address")
        }
        if !(1...65535).contains(vxlanPort) {
            throw ValidationError("--vxlan-port must be between 1 and 65535")
        }
        let isLink = primaryLink?.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x2f } ?? true
        if !isLink || !(1...15).contains(primaryLink?.utf8.count ?? 1) {
            throw ValidationError("--primary-link must be a name of at most 15 characters")
        }
    }

    func apply(to configuration: inout AgentConfiguration, isInstance: Bool) throws {
        configuration.underlay = underlay.flatMap { IPv4Address($0) }
        configuration.vxlanPort = vxlanPort
        configuration.primaryLink = isInstance ? .named(primaryLink) : .none
        configuration.interfaceProgram = try FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/self/exe")
    }
}
