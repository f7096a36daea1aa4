package import MachineProtocol
package import Networking

/// How one host is set up.
package struct HostConfiguration: Sendable {
    /// The installation's, absolute: what the host keeps is in `host` there, disks in `machines`.
    package var dataDirectory: String
    /// Under which the control plane knows it.
    package var name: String
    package var region: String
    package var zones: [String]
    package var providers: [MachineProviderKind]
    /// Where the control plane is: `http://127.0.0.1:4566`.
    package var server: String
    /// Where its ports are, for machines: they reach each under the same number on the host's
    /// underlay address.
    package var doors: [Door]
    package var agents: AgentLaunch
    /// Between two looks at machines, and two sweeps.
    package var lookInterval = Duration.seconds(1)
    package var sweepInterval = Duration.seconds(60)
    /// After it user data is ended.
    package var userDataLimit = Duration.seconds(600)

    package struct Door: Sendable, Hashable {
        package var target: IPv4Address
        package var port: UInt16

        package init(target: IPv4Address, port: UInt16) {
            self.target = target
            self.port = port
        }
    }

    package init(
        dataDirectory: String, name: String, region: String, zones: [String],
        providers: [MachineProviderKind] = [.sandbox], server: String, doors: [Door],
        agents: AgentLaunch
    ) {
        self.dataDirectory = dataDirectory
        self.name = name
        self.region = region
        self.zones = zones
        self.providers = providers
        self.server = server
        self.doors = doors
        self.agents = agents
    }
}

/// How a host ends.
package enum HostShutdown: Sendable, Hashable {
    /// Machines go on; the next host over the same directory takes them up.
    case keepRunning
    /// Machines are taken down, their disks stay; the next host makes them anew.
    case stopEverything
}
