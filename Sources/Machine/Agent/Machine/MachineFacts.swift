import Glibc

/// What the computer has.
struct MachineFacts: Sendable, Hashable {
    var processors: Int
    var memoryMiB: Int
    /// As ECS names it: `x86_64` or `arm64`.
    var architecture: String
    var kernel: String

    static func read() -> MachineFacts {
        var info = utsname()
        uname(&info)
        let machine = text(of: info.machine)
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let pageSize = sysconf(Int32(_SC_PAGESIZE))
        return MachineFacts(
            processors: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            memoryMiB: max(0, pages * pageSize / 1_048_576),
            architecture: machine == "aarch64" ? "arm64" : machine,
            kernel: text(of: info.release))
    }

    private static func text<T>(of field: T) -> String {
        withUnsafeBytes(of: field) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
