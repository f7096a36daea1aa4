import ArgumentParser
import Foundation
import VPCNetwork

@main
enum Program {
    /// The container runtime runs this program under the name of its network plugin.
    static func main() async {
        let name = CommandLine.arguments.first?.split(separator: "/").last
        if name == InterfacePlugin.name[...] {
            let environment = ProcessInfo.processInfo.environment
            exit(await InterfacePlugin.main(environment: environment))
        }
        await Skerry.main()
    }
}

struct Skerry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skerry",
        abstract: "A container cloud that runs on your own machines and speaks AWS's APIs.",
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(
                name: "One machine",
                subcommands: [Up.self, Down.self, Status.self, Top.self, Env.self]),
            CommandGroup(
                name: "State",
                subcommands: [BackupCommand.self, RestoreCommand.self, RegistryCommand.self]),
            CommandGroup(
                name: "Machines",
                subcommands: [Machines.self, TokenCommand.self, ImageCommand.self]),
            CommandGroup(
                name: "Processes",
                subcommands: [
                    ServerCommand.self, AgentCommand.self, HostCommand.self, Coverage.self,
                ]),
        ])
}

/// The release.
enum Version {
    static let text = "0.1.0"
}
