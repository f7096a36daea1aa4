import Foundation
import NodeImage
import Testing

struct NodeImageTests {
    @Test func onlyLibrariesThatDebianLacksGoAlong() {
        let text = """
            \tlinux-vdso.so.1 (0x00007ffd)
            \tlibsqlite3.so.0 => /lib/x86_64-linux-gnu/libsqlite3.so.0 (0x00007f)
            \tlibswiftCore.so => /opt/swift/usr/lib/swift/linux/libswiftCore.so (0x00007f)
            \tlibFoundation.so => /usr/lib/swift/linux/libFoundation.so (0x00007f)
            \tlibmissing.so => not found
            \t/lib64/ld-linux-x86-64.so.2 (0x00007f)
            """
        #expect(
            NodeLibraries.own(ldd: text) == [
                "/opt/swift/usr/lib/swift/linux/libswiftCore.so",
                "/usr/lib/swift/linux/libFoundation.so",
            ])
    }

    @Test func modulesKeepTheirOrder() {
        let text = """
            insmod /lib/modules/6.1/kernel/a.ko
            builtin b
            insmod /lib/modules/6.1/kernel/c.ko option=1
            """
        #expect(
            NodeLibraries.modules(showDepends: text) == [
                "/lib/modules/6.1/kernel/a.ko", "/lib/modules/6.1/kernel/c.ko",
            ])
    }

    @Test func aFolderWithoutManifestHoldsNoImage() throws {
        #expect(try NodeImage("/nonexistent").manifest() == nil)
    }

    @Test func anImageOfAnotherFormIsRefusedWithWhatToDo() throws {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "node-image-\(UUID())").path
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let text = #"{"form":99,"suite":"s","kernel":"k","architecture":"a","version":"v"}"#
        try text.write(toFile: "\(directory)/manifest.json", atomically: true, encoding: .utf8)
        let failure = #expect(throws: NodeImageError.self) {
            try NodeImage(directory).manifest()
        }
        #expect(failure?.description.contains("skerry image build-node") == true)
    }
}
