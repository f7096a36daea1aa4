/// An HTTP request without its body, exactly as it was on the wire: signatures cover the raw text.
package struct RequestHead: Sendable, Hashable {
    /// `GET`, `POST` …
    package var method: String
    /// The path with its percent encoding, from the first `/` up to `?`.
    package var path: String
    /// What follows the first `?`, with its percent encoding; empty when there is none.
    package var query: String
    /// The fields, `host` among them (HTTP/2's `:authority` under that name).
    package var headers: HeaderList

    /// Describes a request.
    package init(method: String, path: String, query: String = "", headers: HeaderList) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
    }

    /// The request target `path?query` split at its first `?`.
    package init(method: String, target: String, headers: HeaderList) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(
            method: method, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "",
            headers: headers)
    }
}
