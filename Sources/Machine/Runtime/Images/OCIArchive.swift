import Crypto

/// An OCI image layout in a tar file with one image of one layer.
package enum OCIArchive {
    /// The parts of an image before they are packed.
    package struct Layout: Sendable {
        /// By hexadecimal SHA-256.
        package var blobs: [(digest: String, content: [UInt8])]
        /// Which of them is the manifest.
        package var manifest: String
        var index: String
    }

    /// - Parameters:
    ///   - name: the reference it gets when imported.
    ///   - architecture: OCI's name, such as `amd64`.
    ///   - layer: an uncompressed tar.
    ///   - config: members of the image's `config` object, as JSON text without the braces.
    package static func single(
        name: String, architecture: String, layer: [UInt8], config: String
    ) -> [UInt8] {
        let layout = layout(name: name, architecture: architecture, layer: layer, config: config)
        var archive = TarArchive()
        archive.add("oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8))
        archive.add("index.json", Array(layout.index.utf8))
        for blob in layout.blobs { archive.add("blobs/sha256/\(blob.digest)", blob.content) }
        return archive.finished()
    }

    /// See `single`.
    package static func layout(
        name: String, architecture: String, layer: [UInt8], config: String
    ) -> Layout {
        let layerDigest = digest(layer)
        let configuration = Array(
            """
            {"architecture":"\(architecture)","os":"linux","config":{\(config)},\
            "rootfs":{"type":"layers","diff_ids":["sha256:\(layerDigest)"]}}
            """.utf8)
        let configurationDigest = digest(configuration)
        let manifest = Array(
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json",\
            "digest":"sha256:\(configurationDigest)","size":\(configuration.count)},\
            "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar",\
            "digest":"sha256:\(layerDigest)","size":\(layer.count)}]}
            """.utf8)
        let manifestDigest = digest(manifest)
        let index = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":\
            [{"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "digest":"sha256:\(manifestDigest)","size":\(manifest.count),\
            "annotations":{"io.containerd.image.name":"\(name)"}}]}
            """
        return Layout(
            blobs: [
                (layerDigest, layer), (configurationDigest, configuration),
                (manifestDigest, manifest),
            ], manifest: manifestDigest, index: index)
    }

    private static func digest(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: hex, as: UTF8.self)
    }
}
