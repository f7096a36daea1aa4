import MachineProtocol
import Shapes
import Testing

struct FrameTests {
    @Test func aNetworkFrameComesBackAsItWasSent() throws {
        let frame = NetworkFrame {
            $0.sequence = 7
            $0.phase = FeedPhase.snapshot.rawValue
            $0.isComplete = false
            $0.vpcs = [
                VPCState {
                    $0.id = "vpc-1"
                    $0.vni = 70
                    $0.cidrs = ["10.0.0.0/16"]
                    $0.subnets = [
                        SubnetState {
                            $0.id = "subnet-1"
                            $0.cidr = "10.0.1.0/24"
                            $0.ways = [
                                WayOut {
                                    $0.cidr = "0.0.0.0/0"
                                    $0.target = .nat
                                }
                            ]
                        }
                    ]
                }
            ]
            $0.interfaces = [
                InterfaceState {
                    $0.id = "eni-1"
                    $0.groups = ["sg-1", "sg-2"]
                    $0.underlay = "100.64.0.2"
                }
            ]
            $0.removed = ["sg-9"]
        }
        let bytes = JSON.encode(frame)
        #expect(try JSON.decode(NetworkFrame.self, from: bytes) == frame)
    }

    @Test func aHostFrameComesBackAsItWasSent() throws {
        let frame = HostFrame {
            $0.machines = [
                MachineOrder {
                    $0.id = "i-0123456789abcdef0"
                    $0.wish = .stopped
                    $0.provider = .qemu
                    $0.metadata = ["meta-data/instance-id": "i-0123456789abcdef0"]
                }
            ]
        }
        #expect(try JSON.decode(HostFrame.self, from: JSON.encode(frame)) == frame)
    }
}
