import MachineProtocol
import Networking
import Shapes
import Testing

@testable import VPCNetwork

struct RouterPlanTests {
    private static let settings = {
        var settings = NetworkSettings(
            mark: "t", machine: "i-0", stateDirectory: "/s", dataDirectory: "/d")
        settings.underlay = IPv4Address("10.77.0.1")
        settings.primaryLink = "eth0"
        return settings
    }()

    private static let places = {
        var places = RouterPlan.Places(
            router: "/s/vpcs/vpc-1", machine: "/proc/1/ns/net", wayOutLink: "stoabcde")
        places.primaryLink = "eth0"
        places.primaryMAC = "02:00:00:00:00:01"
        places.overlayMAC = "06:5b:0a:4d:00:01"
        return places
    }()

    private static func view(remotes: [Int: String] = [:]) throws -> RouterView {
        var state = NetworkState()
        state.vpc("vpc-1", vni: 7, subnets: [.of("subnet-1", "10.0.1.0/24")])
        state.interface("eni-p", "vpc-1", "subnet-1", "10.0.1.4", [], on: nil) {
            $0.machine = "i-0"
            $0.isPrimary = true
        }
        for (number, underlay) in remotes {
            state.interface("eni-\(number)", "vpc-1", "subnet-1", "10.0.1.\(number)", [], on: nil) {
                $0.machine = "i-\(number)"
                $0.underlay = underlay
            }
        }
        let vpc = try #require(NetworkModel(state, settings).vpcs.first)
        var view = RouterView(vpc, settings, slot: 70)
        // The name in `places`.
        let name = settings.wayOutLink("vpc-1")
        view.machine.links["stoabcde"] = view.machine.links.removeValue(forKey: name)
        view.machine.addresses = Set(
            view.machine.addresses.map { $0.link == name ? .init("stoabcde", $0.text) : $0 })
        return view
    }

    @Test func whatIsThereIsLeftAlone() throws {
        let view = try Self.view(remotes: [9: "10.77.0.2"])
        #expect(RouterPlan(from: view, to: view, Self.places).isEmpty)
    }

    @Test func everythingIsMadeInItsOrder() throws {
        let plan = RouterPlan(
            from: RouterView(), to: try Self.view(remotes: [9: "10.77.0.2"]), Self.places)
        #expect(
            plan.machine == [
                "link add stoabcde mtu 1450 type veth peer name out mtu 1450 netns /s/vpcs/vpc-1",
                "link add vx netns /s/vpcs/vpc-1 mtu 1450 address 06:5b:0a:4d:00:01 type vxlan"
                    + " id 7 local 10.77.0.1 dstport 4789 nolearning",
            ])
        #expect(plan.router.first?.hasPrefix("link add primary mtu 1450 type veth") == true)
        #expect(plan.router.contains("route replace blackhole 10.0.0.0/16"))
        #expect(plan.router.contains("route replace 10.0.1.9 via 10.77.0.2 dev vx onlink"))
        #expect(plan.router.contains("route replace 10.0.1.4 dev primary"))
        #expect(
            plan.router.last
                == "neigh replace 10.77.0.2 lladdr 06:5b:0a:4d:00:02 dev vx nud permanent")
        #expect(
            plan.forwarding == [
                "fdb replace 06:5b:0a:4d:00:02 dev vx dst 10.77.0.2 self permanent"
            ])
        #expect(plan.machineAddresses.contains("addr replace 10.0.1.4/24 dev eth0 noprefixroute"))
        let gateway = plan.machineAddresses.firstIndex(of: "route replace 10.0.1.1 dev eth0")
        let block = plan.machineAddresses.firstIndex(
            of: "route replace 10.0.0.0/16 via 10.0.1.1 dev eth0 src 10.0.1.4")
        #expect(try #require(gateway) < (try #require(block)))
    }

    @Test func anInterfaceElsewhereIsOneRoute() throws {
        let before = try Self.view(remotes: [9: "10.77.0.2"])
        let plan = RouterPlan(
            from: before, to: try Self.view(remotes: [9: "10.77.0.2", 10: "10.77.0.2"]),
            Self.places)
        #expect(plan.router == ["route replace 10.0.1.10 via 10.77.0.2 dev vx onlink"])
        #expect(plan.machine == [] && plan.forwarding == [] && plan.machineAddresses == [])
        let gone = RouterPlan(from: before, to: try Self.view(), Self.places)
        #expect(
            gone.router == [
                "route del 10.0.1.9 via 10.77.0.2 dev vx onlink", "neigh del 10.77.0.2 dev vx",
            ])
        #expect(gone.forwarding == ["fdb del 06:5b:0a:4d:00:02 dev vx dst 10.77.0.2"])
    }

    @Test func aWrongOverlayIsMadeAnew() throws {
        let wanted = try Self.view(remotes: [9: "10.77.0.2"])
        var there = wanted
        there.router.links["vx"]?.kind = "vxlan 8 10.77.0.1 4789"
        let plan = RouterPlan(from: there, to: wanted, Self.places)
        #expect(plan.router.first == "link del vx")
        #expect(plan.machine.count == 1)
        #expect(plan.router.contains("route replace 10.0.1.9 via 10.77.0.2 dev vx onlink"))
        #expect(plan.forwarding.count == 1)
    }

    @Test func hardwareAddressesNameTheMachine() {
        let address = IPv4Address("192.168.1.9")!
        #expect(RouterView.hardwareAddress(address) == "06:5b:c0:a8:01:09")
        #expect(RouterView.underlay(ofHardwareAddress: "06:5b:c0:a8:01:09") == address)
        #expect(RouterView.underlay(ofHardwareAddress: "02:00:00:00:00:01") == nil)
    }

    @Test func whatIPPrintsIsRead() throws {
        let links = try JSON.parse(
            """
            [{"ifname":"vx","flags":["UP"],"mtu":1450,"linkinfo":{"info_kind":"vxlan",
              "info_data":{"id":77,"local":"10.9.9.1","port":4789}},"addr_info":[]},
             {"ifname":"out","flags":[],"mtu":1450,"linkinfo":{"info_kind":"veth"},
              "addr_info":[{"family":"inet","local":"169.254.9.1","address":"169.254.9.2",
               "prefixlen":32},{"family":"inet6","local":"fe80::1","prefixlen":64}]}]
            """)
        #expect(
            ViewReading.links(links) == [
                "vx": .init(kind: "vxlan 77 10.9.9.1 4789", mtu: 1450),
                "out": .init(kind: "veth", mtu: 1450, isUp: false),
            ])
        #expect(
            ViewReading.addresses(links) == [.init("out", "169.254.9.1 peer 169.254.9.2/32")])
        let routes = try JSON.parse(
            """
            [{"type":"blackhole","dst":"10.0.0.0/16","protocol":"boot","flags":[]},
             {"dst":"169.254.9.2","dev":"out","protocol":"kernel","flags":[]},
             {"dst":"10.0.1.9","gateway":"10.9.9.2","dev":"vx","protocol":"boot",
              "flags":["onlink"]}]
            """)
        #expect(
            ViewReading.routes(routes) == [
                "10.0.0.0/16": "blackhole", "10.0.1.9": "via 10.9.9.2 dev vx onlink",
            ])
        #expect(ViewReading.links(.string("nonsense")) == [:])
    }
}

struct PluginCallTests {
    private static let environment = [
        "CNI_COMMAND": "ADD", "CNI_NETNS": "/run/netns/x", "CNI_IFNAME": "eth0",
        "CNI_ARGS": "IgnoreUnknown=1;K8S_POD_NAME=n;K8S_POD_UID=task-1",
    ]
    private static let input = Array(
        #"{"cniVersion":"0.4.0","name":"x","directory":"/run/i"}"#.utf8)

    @Test func aCallIsRead() throws {
        let call = try PluginCall(environment: Self.environment, input: Self.input)
        #expect(call.verb == .add && call.order == "/run/i/task-1.json")
    }

    @Test(arguments: [
        ("CNI_COMMAND", "GO", 4), ("CNI_ARGS", "K8S_POD_UID=../x", 4), ("CNI_ARGS", "", 4),
        ("CNI_NETNS", "", 4), ("CNI_NETNS", "/a b", 4), ("CNI_IFNAME", "a/b", 4),
    ])
    func brokenCallsAreRefused(_ name: String, _ value: String, _ code: Int) {
        var environment = Self.environment
        environment[name] = value
        #expect {
            try PluginCall(environment: environment, input: Self.input)
        } throws: {
            ($0 as? PluginFailure)?.code == code
        }
    }

    @Test(arguments: [
        ("", 6), ("[", 6), (#"{"cniVersion":"9"}"#, 1), (#"{"cniVersion":"0.4.0"}"#, 7),
    ])
    func brokenConfigurationsAreRefused(_ text: String, _ code: Int) {
        #expect {
            try PluginCall(environment: Self.environment, input: Array(text.utf8))
        } throws: {
            ($0 as? PluginFailure)?.code == code
        }
    }

    @Test func versionsNeedNothing() async {
        let (output, code) = await InterfacePlugin.run(
            environment: ["CNI_COMMAND": "VERSION"], input: [])
        #expect(code == 0)
        #expect(String(decoding: output, as: UTF8.self).contains("0.4.0"))
    }
}
