package import Networking

/// The CNI files that the container runtime reads. Pure text.
package enum CNIConfiguration {
    /// Sandboxes on the machine's bridge. Masquerading and published ports are ours (`Ruleset`),
    /// so the bridge plugin's own, which need iptables, stay off.
    package static func bridge(
        network: String, bridge: String, subnet: IPv4Subnet, leases: String
    ) -> String {
        """
        {
          "cniVersion": "0.4.0",
          "name": "\(network)",
          "plugins": [
            {
              "type": "bridge",
              "bridge": "\(bridge)",
              "isGateway": true,
              "ipMasq": false,
              "hairpinMode": true,
              "ipam": {
                "type": "host-local",
                "dataDir": "\(leases)",
                "ranges": [[{ "subnet": "\(subnet)" }]],
                "routes": [{ "dst": "0.0.0.0/0" }]
              }
            }
          ]
        }

        """
    }

    /// Sandboxes with loopback only, through the plugin below.
    package static func none(network: String) -> String {
        """
        {
          "cniVersion": "0.4.0",
          "name": "\(network)",
          "plugins": [{ "type": "\(nonePlugin)" }]
        }

        """
    }

    /// Sandboxes with an interface of a VPC, through a plugin that is the program itself under
    /// another name.
    ///
    /// - Parameter directory: where the plugin finds what it is to make, a file a sandbox.
    package static func interface(network: String, directory: String) -> String {
        """
        {
          "cniVersion": "0.4.0",
          "name": "\(network)",
          "plugins": [{ "type": "\(interfacePlugin)", "directory": "\(directory)" }]
        }

        """
    }

    package static let interfacePlugin = "skerry-eni"
    package static let nonePlugin = "skerry-none"

    /// A plugin that does nothing. The runtime insists on an `eth0` with an address in the result;
    /// it gets the loopback address, which is true as far as it goes.
    package static let nonePluginProgram = """
        #!/bin/sh
        # CNI plugin of network mode "none": the namespace keeps only its loopback.
        case "$CNI_COMMAND" in
        VERSION)
            echo '{"cniVersion":"0.4.0","supportedVersions":["0.3.0","0.3.1","0.4.0"]}'
            ;;
        ADD)
            printf '{"cniVersion":"0.4.0","interfaces":[{"name":"eth0","sandbox":"%s"}],' "$CNI_NETNS"
            echo '"ips":[{"version":"4","interface":0,"address":"127.0.0.1/8"}],"dns":{}}'
            ;;
        esac

        """

    /// The plugins of the distribution that we use: they are linked beside ours.
    package static let borrowedPlugins = ["bridge", "host-local", "loopback"]

    /// Where distributions put them.
    package static let pluginDirectories = [
        "/usr/lib/cni", "/opt/cni/bin", "/usr/libexec/cni", "/usr/local/libexec/cni",
    ]
}
