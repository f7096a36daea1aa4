import Crypto

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

/// An OCI image layout in a tar file with one image of one layer.
package enum OCIArchive {
    /// - Parameters:
    ///   - name: the reference it gets when imported.
    ///   - architecture: OCI's name, such as `amd64`.
    ///   - layer: an uncompressed tar.
    ///   - config: members of the image's `config` object, as JSON text without the braces.
    package static func single(
        name: String, architecture: String, layer: [UInt8], config: String
    ) -> [UInt8] {
        let layerDigest = digest(layer)
        let configuration = Array(
            """
            {"architecture":"\(architecture)","os":"linux","config":{\(config)},\
            "rootfs":{"type":"layers","diff_ids":["sha256:\(layerDigest)"]}}
            """.utf8)
        let manifest = Array(
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json",\
            "digest":"sha256:\(digest(configuration))","size":\(configuration.count)},\
            "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar",\
            "digest":"sha256:\(layerDigest)","size":\(layer.count)}]}
            """.utf8)
        let index = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":\
            [{"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "digest":"sha256:\(digest(manifest))","size":\(manifest.count),\
            "annotations":{"io.containerd.image.name":"\(name)"}}]}
            """
        var archive = TarArchive()
        archive.add("oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8))
        archive.add("index.json", Array(index.utf8))
        for blob in [layer, configuration, manifest] {
            archive.add("blobs/sha256/\(digest(blob))", blob)
        }
        return archive.finished()
    }

    private static func digest(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: hex, as: UTF8.self)
    }
}

/// Writes a POSIX ustar archive in memory.
package struct TarArchive {
    private var bytes: [UInt8] = []

    package init() {}

    /// - Parameter name: at most 100 bytes.
    package mutating func add(_ name: String, _ content: [UInt8], mode: UInt16 = 0o644) {
        header(name, type: "0", mode: mode, size: content.count, target: "")
        bytes += content
        pad()
    }

    package mutating func addDirectory(_ name: String, mode: UInt16 = 0o755) {
        header(name, type: "5", mode: mode, size: 0, target: "")
    }

    package mutating func addLink(_ name: String, to target: String) {
        header(name, type: "2", mode: 0o777, size: 0, target: target)
    }

    package consuming func finished() -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: 1024)
    }

    private mutating func pad() {
        bytes += [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }

    private mutating func header(
        _ name: String, type: Character, mode: UInt16, size: Int, target: String
    ) {
        precondition(name.utf8.count <= 100 && target.utf8.count <= 100, "the name is too long")
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
        }
        func octal(_ value: Int, digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(name, at: 0)
        put(octal(Int(mode), digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(0, digits: 11), at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put(target, at: 157)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6), at: 148)
        header[154] = 0
        header[155] = 32
        bytes += header
    }
}
