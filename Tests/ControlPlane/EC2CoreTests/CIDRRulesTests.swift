import AWSWire
import EC2Core
import Networking
import Testing

@Suite struct CIDRRulesTests {
    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? AWSError)?.code
        }
    }

    @Test func everySizeOfAVPC() {
        for bits in 0...32 {
            let text = "10.0.0.0/\(bits)"
            let expected = (16...28).contains(bits) ? nil : "InvalidVpc.Range"
            #expect(code { _ = try CIDRRules.vpcBlock(text) } == expected, "\(text)")
        }
    }

    @Test func bitsBeyondThePrefixAreDropped() throws {
        #expect(try CIDRRules.vpcBlock("100.68.0.18/18").description == "100.68.0.0/18")
    }

    @Test(arguments: [
        "", "10.0.0.0", "10.0.0.0/", "/16", "10.0.0/16", "10.0.0.0/016", "10.0.0.0/33",
        "10.0.0.256/16", "10.0.0.00/16", "10.0.0.0/16/1", "10.0.0.0/-1", "::/16", "10.0.0.0 /16",
    ])
    func whatIsNoBlock(_ text: String) {
        #expect(code { _ = try CIDRRules.block(text) } == "InvalidParameterValue")
    }

    @Test func subnetsLieWithinOneBlock() {
        let blocks = ["10.0.0.0/16", "10.1.0.0/24"]
        let expected: [(String, String?)] = [
            ("10.0.0.0/16", nil), ("10.0.255.240/28", nil), ("10.1.0.0/24", nil),
            ("10.1.0.0/25", nil), ("10.1.0.0/23", "InvalidSubnet.Range"),
            ("10.0.0.0/15", "InvalidSubnet.Range"), ("10.2.0.0/24", "InvalidSubnet.Range"),
            ("10.0.0.0/29", "InvalidSubnet.Range"), ("10.1.1.0/24", "InvalidSubnet.Range"),
        ]
        for (text, error) in expected {
            #expect(
                code { _ = try CIDRRules.subnetBlock(text, in: blocks, beside: []) } == error,
                "\(text)")
        }
    }

    /// All pairs of blocks of a small range, against a count of the addresses that both have.
    @Test func overlapIsHavingAnAddressInCommon() {
        var blocks: [(text: String, addresses: Range<Int>)] = []
        for bits in 24...28 {
            let size = 1 << (32 - bits)
            for start in stride(from: 0, to: 512, by: size) {
                blocks.append(("10.0.\(start / 256).\(start % 256)/\(bits)", start..<start + size))
            }
        }
        for left in blocks {
            for right in blocks {
                let found = code {
                    _ = try CIDRRules.subnetBlock(
                        left.text, in: ["10.0.0.0/16"], beside: [right.text])
                }
                let expected =
                    left.addresses.overlaps(right.addresses) ? "InvalidSubnet.Conflict" : nil
                #expect(found == expected, "\(left.text) beside \(right.text)")
            }
        }
    }

    @Test func furtherBlocks() {
        let blocks = ["10.0.0.0/16", "10.2.0.0/16"]
        #expect(code { _ = try CIDRRules.secondaryBlock("10.1.0.0/16", beside: blocks) } == nil)
        for text in ["10.0.0.0/16", "10.2.255.0/24"] {
            #expect(
                code { _ = try CIDRRules.secondaryBlock(text, beside: blocks) }
                    == "InvalidVpc.Conflict")
        }
        let many = (0..<5).map { "10.\($0).0.0/16" }
        #expect(
            code { _ = try CIDRRules.secondaryBlock("10.9.0.0/16", beside: many) }
                == "CidrLimitExceeded")
    }
}
