import ArgumentParser
import NodeImage

struct ImageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image", abstract: "Make images that machines boot from.",
        subcommands: [BuildNode.self])

    struct BuildNode: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "build-node",
            abstract: "Make the node image of virtual machines from Debian's packages.",
            discussion: """
                Takes a minute and 600 MB. Machines that run from an earlier image keep it until \
                they end.
                """)

        @OptionGroup var data: DataOptions

        @Option(help: "Where Debian's packages come from.")
        var mirror = "http://deb.debian.org/debian"

        func run() async throws {
            let image = NodeImage(data.directory.nodeImage)
            var builder = try NodeImageBuilder(
                program: SupervisedProcess.program(), version: Version.text,
                progress: { Rendering.progress($0) })
            builder.mirror = mirror
            try data.directory.create()
            try await builder.build(image)
            guard let manifest = try image.manifest() else {
                throw CommandFailure("the image at \(image.directory) is gone again")
            }
            Rendering.progress("node image ready: Debian \(manifest.suite), \(manifest.kernel)")
            print(image.directory)
        }
    }
}
