import Networking
import Testing

@testable import VPCNetwork

struct DNSQueryTests {
    static func bytes(_ name: String, type: UInt16 = 1, id: UInt16 = 0x1234) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(id >> 8), UInt8(id & 255), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        for label in name.split(separator: ".") {
            bytes.append(UInt8(label.utf8.count))
            bytes += Array(label.utf8)
        }
        return bytes + [0, UInt8(type >> 8), UInt8(type & 255), 0, 1]
    }

    @Test func aQuestionIsRead() throws {
        let query = try DNSQuery(Self.bytes("IP-10-0-1-5.EC2.internal"))
        #expect(query.name == "ip-10-0-1-5.ec2.internal" && query.type == 1 && query.id == 0x1234)
        let answer = query.answer(address: 0x0A00_0105, seconds: 5)
        #expect(Array(answer.suffix(4)) == [10, 0, 1, 5])
        #expect(query.isAnswered(by: answer, id: 0x1234))
        #expect(!query.isAnswered(by: answer, id: 0x1235))
        #expect(!query.isAnswered(by: Array(answer.prefix(20)), id: 0x1234))
    }

    @Test func whatIsBrokenIsAnsweredOrIgnored() throws {
        let whole = Self.bytes("a.b.example")
        for length in 0..<whole.count {
            #expect(throws: DNSQuery.Fault.self) { try DNSQuery(Array(whole.prefix(length))) }
        }
        var answer = whole
        answer[2] |= 0x80
        #expect(throws: DNSQuery.Fault.ignored) { try DNSQuery(answer) }
        var status = whole
        status[2] = 2 << 3
        #expect {
            try DNSQuery(status)
        } throws: {
            guard case DNSQuery.Fault.refused(let bytes)? = $0 as? DNSQuery.Fault else {
                return false
            }
            return bytes[3] & 15 == DNSQuery.Code.notImplemented.rawValue
        }
        var pointer = whole
        pointer[12] = 0xc0
        #expect(throws: DNSQuery.Fault.self) { try DNSQuery(pointer) }
    }

    @Test func noBytesCrash() {
        var random = SystemRandomNumberGenerator()
        var zone = ResolverZone(domain: "ec2.internal", blocks: [IPv4Subnet("10.0.0.0/16")!])
        zone.add("ip-10-0-1-5.ec2.internal", IPv4Address("10.0.1.5")!)
        for round in 0..<20_000 {
            var bytes =
                round % 2 == 0
                ? (0..<Int.random(in: 0...80, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                } : Self.bytes("5.1.0.10.in-addr.arpa", type: 12)
            if !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            guard let query = try? DNSQuery(bytes) else { continue }
            _ = zone.decide(query)
            _ = query.isAnswered(by: bytes, id: 1)
        }
    }
}

struct ResolverZoneTests {
    private static let zone = {
        var zone = ResolverZone(domain: "ec2.internal", blocks: [IPv4Subnet("10.0.0.0/16")!])
        zone.add("ip-10-0-1-5.ec2.internal", IPv4Address("10.0.1.5")!)
        return zone
    }()

    private static func code(_ name: String, type: UInt16 = 1) throws -> (UInt8, UInt8)? {
        guard
            case .answer(let bytes) = zone.decide(
                try DNSQuery(DNSQueryTests.bytes(name, type: type)))
        else { return nil }
        return (bytes[3] & 15, bytes[7])
    }

    @Test func itKnowsItsOwnNamesOnly() throws {
        #expect(try #require(try Self.code("ip-10-0-1-5.ec2.internal")) == (0, 1))
        #expect(try #require(try Self.code("ip-10-0-1-5.ec2.internal", type: 28)) == (0, 0))
        #expect(try #require(try Self.code("ip-10-0-1-6.ec2.internal")) == (3, 0))
        #expect(try #require(try Self.code("5.1.0.10.in-addr.arpa", type: 12)) == (0, 1))
        #expect(try #require(try Self.code("6.1.0.10.in-addr.arpa", type: 12)) == (3, 0))
        #expect(try Self.code("example.com") == nil)
        #expect(try Self.code("notec2.internal") == nil)
        #expect(try Self.code("8.8.8.8.in-addr.arpa", type: 12) == nil)
    }

    @Test func resolvConfIsRead() {
        let text = "# x\nsearch a b\nnameserver 10.0.0.2\nnameserver\t1.1.1.1\nnameserver ::1\n"
        #expect(ResolverFile.servers(text).map(\.description) == ["10.0.0.2", "1.1.1.1"])
        #expect(ResolverFile.servers("nameserver") == [])
    }
}
