/// A request target cut at its first `?`, nothing decoded (RFC 9112 §3.2).
struct RequestTarget: Equatable {
    let path: String
    let query: String?
    /// Of an absolute target only.
    let authority: String?

    init(_ target: String) {
        var rest = target[...]
        var authority: String?
        for scheme in ["http://", "https://"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
            authority = String(rest[..<end])
            rest = rest[end...]
            break
        }
        self.authority = authority
        let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?"))
        let path = rest[..<(mark ?? rest.endIndex)]
        self.path = path.isEmpty ? "/" : String(path)
        query = mark.map { String(rest[rest.utf8.index(after: $0)...]) }
    }
}
