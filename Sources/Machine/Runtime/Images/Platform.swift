/// An operating system and processor, in OCI's words.
struct Platform: Sendable, Hashable, CustomStringConvertible {
    var os: String
    var architecture: String

    #if arch(x86_64)
        static let here = Platform(os: "linux", architecture: "amd64")
        private static let alsoRuns = ["386"]
    #elseif arch(arm64)
        static let here = Platform(os: "linux", architecture: "arm64")
        private static let alsoRuns = ["arm"]
    #endif

    var description: String { "\(os)/\(architecture)" }

    /// An image that leaves its platform out gets the benefit of the doubt.
    var runsHere: Bool {
        (os.isEmpty || os == Self.here.os)
            && (architecture.isEmpty || architecture == Self.here.architecture
                || Self.alsoRuns.contains(architecture))
    }
}
