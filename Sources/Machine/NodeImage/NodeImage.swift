import Files
package import Shapes

/// The image that virtual machines boot from: a folder with a kernel, an initial memory disk and a
/// root file system that no machine writes to. What a machine writes goes to a disk of its own.
package struct NodeImage: Sendable, Hashable {
    /// The folder.
    package let directory: String

    /// Names the image in a folder; see ``manifest()`` for whether there is one.
    package init(_ directory: String) { self.directory = directory }

    package var kernel: String { "\(directory)/vmlinuz" }
    package var memoryDisk: String { "\(directory)/initrd" }
    package var rootDisk: String { "\(directory)/root.img" }
    private var manifestFile: String { "\(directory)/manifest.json" }

    /// What the image is made of.
    package struct Manifest: Shape, Hashable {
        /// Goes up with each change that a host must know of.
        package static let currentForm = 1

        package var form = Self.currentForm
        /// Debian's name of the release.
        package var suite = ""
        /// The kernel's release, as `uname -r` says it.
        package var kernel = ""
        /// As Debian names it: `amd64` or `arm64`.
        package var architecture = ""
        /// The version of our program in it.
        package var version = ""

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("form", &form)
            visitor.field("suite", &suite)
            visitor.field("kernel", &kernel)
            visitor.field("architecture", &architecture)
            visitor.field("version", &version)
        }
    }

    /// The image's manifest; nil when the folder holds no image.
    ///
    /// - Throws: ``NodeImageError`` when it cannot be read, or is of a form that this program does
    ///   not know.
    package func manifest() throws -> Manifest? {
        do {
            guard let bytes = try WholeFile.read(manifestFile) else { return nil }
            let manifest = try JSON.decode(Manifest.self, from: bytes)
            guard manifest.form == Manifest.currentForm else {
                throw NodeImageError(
                    "\(directory) was made by another version; run: skerry image build-node")
            }
            return manifest
        } catch let error as FileError {
            throw NodeImageError(error.description)
        } catch let error as ShapeError {
            throw NodeImageError("\(manifestFile): \(error)")
        }
    }

    func write(_ manifest: Manifest) throws {
        do throws(FileError) {
            try WholeFile.replace(manifestFile, with: JSON.encode(manifest), mode: 0o644)
        } catch {
            throw NodeImageError(error.description)
        }
    }
}

/// Why an image cannot be made or used; the text says what to do.
package struct NodeImageError: Error, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
