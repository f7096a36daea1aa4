import Foundation
import Testing

@testable import ImageScanning

struct LayerTests {
    private typealias Item = Archives.Item

    private static let release = Array("ID=debian\nVERSION_ID=12\n".utf8)

    private static func status(_ packages: String...) -> [UInt8] {
        packages.flatMap {
            Array("Package: \($0)\nStatus: install ok installed\nVersion: 1\n\n".utf8)
        }
    }

    private static func names(_ image: ImageFiles) -> [String]? {
        image.packages(.dpkg)?.map(\.name)
    }

    private static let base = Archives.tar([
        Item(name: "etc/", type: "5"), Item(name: "./etc/os-release", content: release),
        Item(name: "/var/lib/dpkg/status", content: status("a", "b")),
        Item(name: "var/lib/dpkg/status.d/c", content: status("c")),
        Item(name: "var/lib/dpkg/status.d/c.md5sums", content: status("d")),
        Item(name: "bin/sh", content: [UInt8](repeating: 1, count: 3000)),
    ])

    @Test(arguments: [1, 7, 511, 512, 513, 100_000])
    func plainAndGzip(step: Int) throws {
        for layer in [Self.base, Archives.gzip(Self.base)] {
            let image = try Archives.read([layer], step: step)
            #expect(image.system == OperatingSystem(id: "debian", version: "12"))
            #expect(Self.names(image) == ["a", "b", "c"])
        }
        // gzip allows several members, and padding after them.
        let halves =
            Archives.gzip(Array(Self.base.prefix(1000)))
            + Archives.gzip(Array(Self.base.dropFirst(1000)))
        #expect(Self.names(try Archives.read([halves], step: step)) == ["a", "b", "c"])
        let padded = Archives.gzip(Self.base) + [0, 0, 0, 0]
        #expect(Self.names(try Archives.read([padded], step: step)) == ["a", "b", "c"])
    }

    /// An archive of `var/lib/dpkg/status` with one package, from the program zstd.
    private static let zstd = [UInt8](
        Data(
            base64Encoded:
                "KLUv/WQAJ0UDAALFEReAqw4gYjnI2HBFzI5DgvZWY1l4QTo6UkZopbZAREZHoCc19zYxdvCEMP6OO2XjJzNl"
                + "uu5bAP5bNbhlM3dK9RLmUAWiqLhOCyAgNTIOlBf8kDhl4CAx4MDwg5MHXCJgUIBplN8BYCuXEw=="
        ) ?? Data())

    @Test(arguments: [1, 7, 1000])
    func zstandard(step: Int) throws {
        #expect(Self.names(try Archives.read([Self.zstd], step: step)) == ["z"])
        #expect(throws: ScanFailure.self) {
            try Archives.read([Array(Self.zstd.dropLast(40))], step: step)
        }
        var random = SplitMix(5)
        for _ in 0..<300 {
            var damaged = Self.zstd
            let place = Int.random(in: 4..<damaged.count, using: &random)
            damaged[place] = UInt8.random(in: 0...255, using: &random)
            _ = try? Archives.read([damaged], step: step)
        }
    }

    private func over(_ items: [Item]) throws -> ImageFiles {
        try Archives.read([Self.base, Archives.tar(items)])
    }

    @Test func laterLayersWin() throws {
        let replaced = try over([Item(name: "var/lib/dpkg/status", content: Self.status("z"))])
        #expect(Self.names(replaced) == ["c", "z"])
        #expect(Self.names(try over([Item(name: "var/lib/dpkg/.wh.status")])) == ["c"])
        #expect(Self.names(try over([Item(name: "var/lib/.wh.dpkg")])) == nil)
        #expect(Self.names(try over([Item(name: ".wh.var")])) == nil)
        #expect(try over([Item(name: "etc/.wh.os-release")]).system == nil)
        #expect(Self.names(try over([Item(name: "var/lib/dpkg/.wh..wh..opq")])) == nil)
        #expect(Self.names(try over([Item(name: "etc/.wh..wh..opq")])) == ["a", "b", "c"])
        // What is in the layer itself stays, wherever in it the whiteout comes.
        let opaque = [
            Item(name: "var/lib/dpkg/status", content: Self.status("n")),
            Item(name: "var/lib/dpkg/.wh..wh..opq"),
        ]
        #expect(Self.names(try over(opaque)) == ["n"])
        #expect(Self.names(try over(opaque.reversed())) == ["n"])
        // A link or a file takes the place of a folder; a folder does not.
        #expect(Self.names(try over([Item(name: "var/lib", type: "2", link: "x")])) == nil)
        #expect(Self.names(try over([Item(name: "var/lib/", type: "5")])) == ["a", "b", "c"])
        #expect(
            Self.names(try over([Item(name: "var/lib/dpkg/status", type: "2", link: "x")])) == ["c"]
        )
        #expect(Self.names(try over([Item(name: "var/lib/dpkg/.wh.other")])) == ["a", "b", "c"])
        #expect(Self.names(try over([Item(name: "../.wh.var")])) == ["a", "b", "c"])
    }

    @Test func otherPlaces() throws {
        let link = Item(name: "etc/os-release", type: "2", link: "../usr/lib/os-release")
        let usr = Item(name: "usr/lib/os-release", content: Self.release)
        #expect(try Archives.read([Archives.tar([link, usr])]).system?.id == "debian")
        let hard = Archives.tar([
            Item(name: "var/lib/dpkg/status.d/a", content: Self.status("a")),
            Item(name: "var/lib/dpkg/status", type: "1", link: "var/lib/dpkg/status.d/a"),
        ])
        #expect(Self.names(try Archives.read([hard])) == ["a"])
        let apk = Archives.tar([
            Item(name: "lib/apk/db/installed", content: Array("P:a\nV:1-r0\n".utf8))
        ])
        #expect(try Archives.read([apk]).packages(.apk)?.count == 1)
        #expect(try Archives.read([apk]).packages(.dpkg) == nil)
    }

    @Test func longNamesAndSizes() throws {
        let content = Self.status("long")
        let pax = Archives.tar([
            Archives.pax([("mtime", "1.5"), ("path", "var/lib/dpkg/status")]),
            Item(name: "short", content: content),
            Item(name: "after", content: content),
        ])
        #expect(Self.names(try Archives.read([pax])) == ["long"])
        let name = Array("var/lib/dpkg/status.d/\(String(repeating: "x", count: 200))\u{0}".utf8)
        let gnu = Archives.tar([
            Item(name: "././@LongLink", type: "L", content: name),
            Item(name: "cut", content: content),
        ])
        #expect(Self.names(try Archives.read([gnu])) == ["long"])
        // A folder's or a link's size is not followed by content.
        var folder = Archives.tar([Item(name: "etc", type: "5")], ends: false)
        folder.replaceSubrange(124..<135, with: Array("00000001000".utf8))
        Self.sum(&folder)
        #expect(Self.names(try Archives.read([folder + Self.base])) == ["a", "b", "c"])
        // The end may be missing.
        let open = Archives.tar(
            [Item(name: "var/lib/dpkg/status", content: content)], ends: false)
        #expect(Self.names(try Archives.read([open])) == ["long"])
        // An empty layer holds nothing.
        #expect(Self.names(try Archives.read([Archives.tar([])])) == nil)
    }

    /// Sets the check sum of the first header.
    private static func sum(_ bytes: inout [UInt8]) {
        bytes.replaceSubrange(148..<156, with: Array("        ".utf8))
        let digits = String(bytes.prefix(512).reduce(0) { $0 + Int($1) }, radix: 8)
        let text = String(repeating: "0", count: 6 - digits.count) + digits + "\u{0} "
        bytes.replaceSubrange(148..<156, with: Array(text.utf8))
    }

    @Test func damageIsTold() {
        let gzip = Archives.gzip(Self.base)
        var flipped = gzip
        flipped[gzip.count / 2] ^= 0xff
        var tar = Self.base
        tar[512 + 3] ^= 1
        var size = Archives.tar([Item(name: "x", content: [1])])
        size.replaceSubrange(124..<128, with: [0xff, 0xff, 0xff, 0xff])
        Self.sum(&size)
        let broken: [[UInt8]] = [
            Array(gzip.prefix(gzip.count / 2)), flipped, tar, size,
            Array(Self.base.prefix(700)), Array("hello, this is no archive".utf8),
            [UInt8](repeating: 65, count: 2000), [0x1f, 0x8b], Array(Self.base.prefix(1000)),
            Archives.tar([Item(name: "p", type: "x", content: Array("99 path=x\n".utf8))]),
            Archives.tar([Item(name: "p", type: "x", content: Array("nonsense".utf8))]),
        ]
        for (number, layer) in broken.enumerated() {
            #expect(throws: ScanFailure.self, "\(number)") { try Archives.read([layer]) }
        }
    }

    @Test func limits() throws {
        var limits = ScanLimits()
        limits.decompressedBytes = 100_000
        let zeros = Item(name: "zeros", content: [UInt8](repeating: 0, count: 200_000))
        let bomb = Archives.gzip(Archives.tar([zeros]))
        #expect(bomb.count < 1000)
        #expect(throws: ScanFailure("the image's layers have more than 0 MiB")) {
            try Archives.read([bomb], limits: limits)
        }
        // All layers count together.
        #expect(try Archives.read([Self.base], limits: limits).decompressedBytes > 5000)
        #expect(throws: ScanFailure.self) {
            try Archives.read([[UInt8]](repeating: Self.base, count: 30), limits: limits)
        }
        limits = ScanLimits()
        limits.entries = 10
        #expect(throws: ScanFailure("the image's layers have more than 10 entries")) {
            try Archives.read([Self.base, Self.base], limits: limits)
        }
        limits = ScanLimits()
        limits.keptBytes = 20
        #expect(throws: ScanFailure("the image's package databases have more than 0 MiB")) {
            try Archives.read([Self.base], limits: limits)
        }
    }

    /// Whatever comes, the reader answers or refuses; it never crashes nor hangs.
    @Test func anyBytes() {
        var random = SplitMix(11)
        let gzip = Archives.gzip(Self.base)
        for round in 0..<600 {
            var layer = round % 2 == 0 ? Self.base : gzip
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<layer.count, using: &random)
                layer[place] = UInt8.random(in: 0...255, using: &random)
                // Damage that the check sum does not see.
                if round % 4 == 0, place < 512 { Self.sum(&layer) }
            }
            if round % 5 == 0 {
                layer.removeLast(Int.random(in: 0..<layer.count, using: &random))
            }
            _ = try? Archives.read([layer], step: Int.random(in: 1...2000, using: &random))
        }
    }
}
