/// The media types of manifests, and what a registry must know of others.
enum MediaType {
    static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    static let dockerList = "application/vnd.docker.distribution.manifest.list.v2+json"
    static let ociManifest = "application/vnd.oci.image.manifest.v1+json"
    static let ociIndex = "application/vnd.oci.image.index.v1+json"

    /// Whether descriptors of this type name manifests rather than blobs.
    static func isManifest(_ type: String) -> Bool { isImage(type) || isIndex(type) }

    static func isImage(_ type: String) -> Bool {
        type == dockerManifest || type == ociManifest
    }

    static func isIndex(_ type: String) -> Bool { type == dockerList || type == ociIndex }

    /// Whether layers of this type stay with their distributor and need not be pushed.
    static func isForeign(_ type: String) -> Bool {
        type == "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
            || type.hasPrefix("application/vnd.oci.image.layer.nondistributable.v1.")
    }
}
