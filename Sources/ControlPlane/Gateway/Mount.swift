package import AWSWire
package import WebServer

/// A handler of a whole path prefix, for what is no AWS operation: the registry, the agents' web
/// sockets, our own pages.
package struct Mount: Sendable {
    /// Who checks the caller.
    package enum Access: Sendable {
        /// The handler itself.
        case handler(@Sendable (WebRequest) async -> WebResponse)
        /// The gateway, by SigV4; bodies of up to `bodyLimit` bytes are read before the handler is
        /// called, because the signature covers them.
        case signed(
            bodyLimit: Int, @Sendable (WebRequest, RequestContext) async -> WebResponse)
    }

    /// Name in logs and metrics.
    package let name: String
    /// Path prefix; it matches itself and everything below it.
    package let prefix: String
    /// Who checks the caller, and the handler.
    package let access: Access

    /// Puts a handler at a prefix.
    package init(name: String, prefix: String, _ access: Access) {
        self.name = name
        self.prefix = prefix
        self.access = access
    }

    func matches(_ path: String) -> Bool {
        guard path.hasPrefix(prefix) else { return false }
        return path.utf8.count == prefix.utf8.count || prefix.hasSuffix("/")
            || path.utf8.dropFirst(prefix.utf8.count).first == UInt8(ascii: "/")
    }
}
