import Testing

@testable import ImageScanning

struct VersionTests {
    private func check(_ lines: String, _ scheme: VersionScheme) {
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: " ").map(String.init)
            let expected = ["<": -1, "=": 0, ">": 1][parts[1]]
            #expect(scheme.compare(parts[0], parts[2]).signum() == expected, "\(line)")
            let turned = scheme.compare(parts[2], parts[0]).signum()
            #expect(turned == expected.map { -$0 }, "\(line), turned round")
            #expect(scheme.compare(parts[0], parts[0]) == 0)
        }
    }

    @Test func debian() {
        check(
            """
            1.0 = 1.0
            1.0 = 1.0-0
            0:1.0 = 1.0
            1.0 = 1.00
            1.0 < 1.0-1
            1.0-1 < 1.0-2
            1.0-2 < 1.0-10
            1.9 < 1.10
            1:0.1 > 9.9
            10:1 > 9:99
            1.0~rc1 < 1.0
            1.0~rc1 < 1.0~rc2
            1.0~~ < 1.0~
            1.0~ < 1.0
            1.0~~a < 1.0~
            1.0 < 1.0a
            1.0a < 1.0b
            1.0A < 1.0a
            1.0a < 1.0+
            1.0z < 1.0.1
            1.0-1 < 1.0-1+b1
            1.0-1 > 1.0-1~bpo12+1
            1.0-1+deb12u1 < 1.0-1+deb12u2
            1.0-1+deb12u9 < 1.0-1+deb12u10
            3.0.11-1~deb12u2 < 3.0.11-1
            2.36-9+deb12u4 < 2.36-9+deb12u10
            1.2.13.dfsg-1 > 1.2.13-1
            1:2-3-4 < 1:2-3-5
            1.2-3-4 > 1.2-2-9
            20240101 > 99
            99999999999999999999999 < 100000000000000000000000
            007 = 7
            a < b
            1a1 < 1a2
            1.a < 1.aa
            """, .dpkg)
        #expect(VersionScheme.dpkg.compare("", "") == 0)
        #expect(VersionScheme.dpkg.compare("", "0") == 0)
        #expect(VersionScheme.dpkg.compare("~", "") < 0)
    }

    @Test func alpine() {
        check(
            """
            2.34 > 0.1.0_alpha
            23_foo > 4_beta
            1.0 < 1.0bc
            0.1.0_alpha = 0.1.0_alpha
            0.1.0_alpha < 0.1.3_alpha
            0.1.0_alpha2 > 0.1.0_alpha
            2.2.39-r1 > 1.0.4-r3
            1.0.4-r3 < 1.0.4-r4
            1.0.4-r9 < 1.0.4-r10
            1.1 > 1.1_alpha1
            1.0 > 1.0_alpha
            1.2 < 1.3_alpha
            1.3_alpha8 > 0.6.0
            0.8_beta4 < 4.8-r1
            2.3.0b-r1 < 2.3.0b-r2
            2.5.1-r8 < 2.5.1a-r1
            1.3_alpha < 1.3_beta
            1.3_beta < 1.3_pre
            1.3_pre < 1.3_rc1
            1.3_rc1 < 1.3
            1.3 < 1.3_cvs1
            1.3_svn1 < 1.3_git1
            1.3_git1 < 1.3_hg1
            1.3_hg1 < 1.3_p1
            3.1_p16 < 3.1_p17
            1.0_p10-r0 > 1.0_p9-r0
            4.5_p1-r1 > 4.5_p1
            1.06-r6 < 006
            087-r1 < 103
            021109-r3 < 20060512
            1.02 < 1.03-r1
            1.02.07 < 1.02.10-r1
            0.98 < 1.00
            1.2.07.8 < 1.2.12.04
            1.01 < 1.1
            0.1.0_alpha_pre2 < 0.1.0_alpha
            1.0.0_pre20191002222144-r0 < 1.0.0_pre20210530193627-r0
            2.9.11_pre20051101-r3 > 2.9.11_pre20051101
            20060720 > 3.0.20060720
            7.0.17 < 7.0.174
            1.3-r0 < 1.3.1-r0
            1.3_pre1-r1 < 1.3.2
            1.2.3 < 1.2.3-r0
            1.2.3-r1 > 1.2.3-r0
            6b-r7 > 1.12-r7
            3.1.4-r5 < 3.1.4-r6
            1.36.1-r15 < 1.36.1-r29
            """, .apk)
        // Anything at all is ordered.
        for (left, right) in [("", "1"), ("x", "1"), ("1..2", "1.2"), ("1-", "1"), ("1_", "1")] {
            let order = VersionScheme.apk.compare(left, right)
            #expect(order.signum() == -VersionScheme.apk.compare(right, left).signum())
        }
    }

    /// Versions from a small alphabet: the order must be one.
    @Test(arguments: [VersionScheme.dpkg, .apk])
    func ordersAnything(_ scheme: VersionScheme) {
        var seed = SplitMix(7)
        let alphabet = Array("0019az.~-+:_r")
        let texts = (0..<60).map { _ in
            String(
                (0..<Int.random(in: 0...6, using: &seed)).map { _ in
                    alphabet[Int.random(in: 0..<alphabet.count, using: &seed)]
                })
        }
        for a in texts {
            #expect(scheme.compare(a, a) == 0)
            for b in texts {
                let order = scheme.compare(a, b).signum()
                #expect(order == -scheme.compare(b, a).signum(), "\(a) \(b)")
                guard scheme == .dpkg, order < 0 else { continue }
                for c in texts where scheme.compare(b, c) < 0 {
                    #expect(scheme.compare(a, c) < 0, "\(a) \(b) \(c)")
                }
            }
        }
    }
}

/// A source of random numbers that is the same at each run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
