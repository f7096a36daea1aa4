import NodeImage
import Testing

@testable import VirtualMachines

struct QEMUCommandTests {
    static let machine = VirtualMachineSpecification(
        name: "skerry-abc-i-1", directory: "/data/machines/i-1,x", stateDirectory: "/run/s",
        image: NodeImage("/data/images/node"), processors: 2, memoryMiB: 1024, tap: "skt1",
        mac: "02:00:00:00:00:01",
        network: .init(address: "100.64.0.9", gateway: "100.64.0.1", hostName: "ip'host"),
        arguments: ["agent", "join", "--server", "https://100.64.0.1:4567"],
        userData: Array("#!/bin/sh\necho hello\n".utf8))

    @Test func theCommandNamesTheMachineAndItsParts() throws {
        let words = QEMUCommand.arguments(Self.machine, .emulation)
        func value(after option: String) throws -> String {
            words[try #require(words.firstIndex(of: option)) + 1]
        }
        #expect(try value(after: "-name") == "skerry-abc-i-1")
        #expect(try value(after: "-smp") == "2")
        #expect(try value(after: "-m") == "1024")
        #expect(try value(after: "-machine").hasSuffix("accel=tcg"))
        let drives = words.indices.filter { words[$0] == "-drive" }.map { words[$0 + 1] }
        #expect(drives.count == NodeFiles.Disk.allCases.count)
        #expect(drives[0].contains("readonly=on"))
        // A comma in a path must not end it.
        #expect(drives[1] == "file=/data/machines/i-1,,x/data.img,if=virtio,format=raw")
    }

    @Test func theOrdersAreATarArchiveThatTheShellCanRead() {
        let bytes = OrdersDisk.content(Self.machine)
        #expect(bytes.count.isMultiple(of: 512))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#"HOSTNAME='ip'\''host'"#))
        #expect(text.contains("agent\njoin\n--server\nhttps://100.64.0.1:4567\n"))
        // settings, arguments, user-data: each with its magic.
        #expect(text.split(separator: "ustar", omittingEmptySubsequences: false).count == 4)
    }
}
