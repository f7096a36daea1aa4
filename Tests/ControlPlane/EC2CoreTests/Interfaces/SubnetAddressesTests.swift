import AWSWire
import Networking
import Testing

@testable import EC2Core

@Suite struct SubnetAddressesTests {
    private func addresses(_ block: String) throws -> SubnetAddresses {
        SubnetAddresses(block: try #require(IPv4Subnet(block)), subnet: "subnet-1")
    }

    @Test(arguments: [("10.0.0.0/28", 11), ("10.0.0.0/24", 251), ("10.0.0.0/16", 65_531)])
    func capacity(_ block: String, _ expected: Int) throws {
        #expect(try addresses(block).capacity == expected)
    }

    @Test func everySeedGivesAllAddressesAndNoReservedOne() throws {
        let addresses = try addresses("10.0.1.0/28")
        for seed in [UInt64(0), 1, 10, 11, .max] {
            var taken: Set<IPv4Address> = []
            for _ in 0..<addresses.capacity {
                let address = try addresses.pick(seed: seed) { taken.contains($0) }
                #expect(taken.insert(address).inserted)
                #expect(addresses.canGive(address))
            }
            let texts = taken.map(\.description).sorted()
            #expect(!texts.contains("10.0.1.3") && !texts.contains("10.0.1.15"))
            #expect(texts.contains("10.0.1.4") && texts.contains("10.0.1.14"))
            #expect {
                _ = try addresses.pick(seed: seed) { taken.contains($0) }
            } throws: { error in
                (error as? AWSError)?.code == "InsufficientFreeAddressesInSubnet"
            }
        }
    }

    @Test(arguments: [
        ("10.0.1.0", "reserved"), ("10.0.1.3", "reserved"), ("10.0.1.255", "reserved"),
        ("10.0.2.4", "does not fall"), ("10.0.1", "invalid value"), ("10.0.1.9", "in use"),
    ])
    func explicitRefused(_ text: String, _ words: String) throws {
        let addresses = try addresses("10.0.1.0/24")
        #expect {
            _ = try addresses.explicit(text) { $0.description == "10.0.1.9" }
        } throws: { error in
            (error as? AWSError)?.message.contains(words) == true
        }
    }

    @Test func explicitTaken() throws {
        let addresses = try addresses("10.0.1.0/24")
        #expect(try addresses.explicit("10.0.1.4") { _ in false }.description == "10.0.1.4")
        #expect(try addresses.explicit("10.0.1.254") { _ in false }.description == "10.0.1.254")
    }

    @Test func names() throws {
        let address = try #require(IPv4Address("10.0.1.5"))
        let mac = InterfaceNames.mac(address, vpc: "vpc-1")
        #expect(mac.hasPrefix("02:") && mac.hasSuffix(":0a:00:01:05") && mac.utf8.count == 17)
        #expect(
            InterfaceNames.privateName(address, domain: "ec2.internal")
                == "ip-10-0-1-5.ec2.internal")
        #expect(
            InterfaceNames.publicName("198.18.0.9", region: "eu-west-1")
                == "ec2-198-18-0-9.eu-west-1.compute.amazonaws.com")
    }
}
