/// The image that holds a sandbox's namespaces open: one program of a few dozen instructions,
/// packed as an OCI archive here, so that no registry and no compiler is needed to start.
enum PauseImage {
    static let name = "skerry.local/pause:1"

    /// The image for the processor that this was compiled for, as `ctr images import` takes it.
    static func archive() -> [UInt8] {
        #if arch(x86_64)
            let image = archive(architecture: "amd64", program: elf(machine: 62, PauseCode.x86_64))
        #elseif arch(arm64)
            let image = archive(
                architecture: "arm64", program: elf(machine: 183, PauseCode.aarch64))
        #else
            #error("the pause program has no code for this processor: add it in Models/pause")
        #endif
        return image
    }

    /// A static executable of one read-execute segment (ELF-64, little-endian, System V).
    static func elf(machine: UInt16, _ code: [UInt8]) -> [UInt8] {
        let base: UInt64 = 0x400000
        let headers: UInt64 = 64 + 56
        var bytes: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        func put<T: FixedWidthInteger>(_ values: T...) {
            for value in values { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
        }
        put(UInt16(2), machine)  // an executable
        put(UInt32(1))
        put(base + headers, UInt64(64), UInt64(0))  // entry, program headers, section headers
        put(UInt32(0))
        put(UInt16(64), UInt16(56), UInt16(1), UInt16(64), UInt16(0), UInt16(0))
        put(UInt32(1), UInt32(5))  // PT_LOAD, readable and executable
        let size = headers + UInt64(code.count)
        put(UInt64(0), base, base, size, size, UInt64(0x1000))
        return bytes + code
    }

    private static func archive(architecture: String, program: [UInt8]) -> [UInt8] {
        var layer = TarArchive()
        layer.add("pause", program, mode: 0o755)
        return OCIArchive.single(
            name: name, architecture: architecture, layer: layer.finished(),
            config: #""Entrypoint":["/pause"]"#)
    }
}
