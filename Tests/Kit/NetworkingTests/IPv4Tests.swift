import Networking
import Testing

struct IPv4Tests {
    @Test(arguments: ["0.0.0.0", "10.200.0.1", "255.255.255.255"])
    func addressesReadAsTheyAreWritten(text: String) {
        #expect(IPv4Address(text)?.description == text)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "+1.2.3.4", "a.b.c.d", "1..2.3",
    ])
    func otherTextIsNoAddress(text: String) {
        #expect(IPv4Address(text) == nil)
    }

    @Test func subnetsKnowWhatIsInThem() throws {
        let subnet = try #require(IPv4Subnet("10.200.16.0/20"))
        #expect(subnet.gateway.description == "10.200.16.1")
        #expect(subnet.contains(try #require(IPv4Address("10.200.31.255"))))
        #expect(!subnet.contains(try #require(IPv4Address("10.200.32.0"))))
        #expect(subnet.overlaps(try #require(IPv4Subnet("10.200.0.0/13"))))
        #expect(subnet.overlaps(try #require(IPv4Subnet("10.200.17.0/24"))))
        #expect(!subnet.overlaps(try #require(IPv4Subnet("10.200.32.0/20"))))
        #expect(try #require(IPv4Subnet("0.0.0.0/0")).overlaps(subnet))
    }

    @Test(arguments: ["10.0.0.0", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/08", "10.0.0.0/-1", "/8"])
    func otherTextIsNoSubnet(text: String) {
        #expect(IPv4Subnet(text) == nil)
    }
}
