import Testing

@testable import ImageScanning

struct SeverityTests {
    @Test(arguments: [
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 98),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 100),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", 75),
        ("CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H", 81),
        ("CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 78),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 61),
        ("CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N", 43),
        ("CVSS:3.0/AV:L/AC:H/PR:L/UI:N/S:C/C:H/I:N/A:N", 56),
        ("CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N", 16),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0),
        ("CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H", 91),
        ("CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N/E:P/RL:O", 59),
    ])
    func three(_ vector: String, _ tenths: Int) throws {
        let score = try #require(CVSSScore(vector: vector))
        #expect(score.tenths == tenths)
        #expect(score.version == .three)
        #expect(score.vector == vector)
    }

    @Test(arguments: [
        ("AV:N/AC:L/Au:N/C:N/I:N/A:C", 78), ("AV:N/AC:L/Au:N/C:C/I:C/A:C", 100),
        ("AV:L/AC:H/Au:N/C:C/I:C/A:C", 62), ("AV:N/AC:L/Au:N/C:N/I:N/A:P", 50),
        ("AV:N/AC:M/Au:N/C:P/I:P/A:P", 68), ("AV:N/AC:L/Au:N/C:N/I:N/A:N", 0),
        ("AV:L/AC:L/Au:N/C:P/I:N/A:N", 21), ("CVSS:2.0/AV:N/AC:M/Au:S/C:N/I:P/A:N", 35),
    ])
    func two(_ vector: String, _ tenths: Int) throws {
        let score = try #require(CVSSScore(vector: vector))
        #expect(score.tenths == tenths)
        #expect(score.version == .two)
    }

    @Test(arguments: [
        "", "CVSS:3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", "AV:N/AC:L",
        "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:3.1/AV:N/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "9.8", "CVSS:3.1//",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
    ])
    func refused(_ vector: String) {
        #expect(CVSSScore(vector: vector) == nil)
    }

    @Test func ratings() throws {
        func rating(_ vector: String) throws -> FindingSeverity {
            FindingSeverity(try #require(CVSSScore(vector: vector)))
        }
        #expect(try rating("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H") == .critical)
        #expect(try rating("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H") == .high)
        #expect(try rating("CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N") == .medium)
        #expect(try rating("CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N") == .low)
        #expect(try rating("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N") == .informational)
        #expect(try rating("AV:N/AC:L/Au:N/C:C/I:C/A:C") == .high)
        #expect(try rating("AV:N/AC:L/Au:N/C:N/I:N/A:N") == .low)
        #expect(FindingSeverity(vendor: "medium**") == .medium)
        #expect(FindingSeverity(vendor: "unimportant") == .informational)
        #expect(FindingSeverity(vendor: "not yet assigned") == nil)
        #expect(FindingSeverity(vendor: "end-of-life") == nil)
        #expect(CVSSScore(vector: "AV:N/AC:L/Au:N/C:N/I:N/A:P")?.text == "5")
        #expect(CVSSScore(vector: "AV:L/AC:L/Au:N/C:P/I:N/A:N")?.text == "2.1")
    }
}
