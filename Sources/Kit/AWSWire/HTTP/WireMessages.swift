/// A whole request, as a client sends it.
package struct WireRequest: Sendable, Hashable {
    package var head: RequestHead
    package var body: [UInt8]

    /// Joins head and body.
    package init(head: RequestHead, body: [UInt8] = []) {
        self.head = head
        self.body = body
    }
}

/// A whole response. `content-length` is left to the server that writes it.
package struct WireResponse: Sendable, Hashable {
    package var status: Int
    package var headers: HeaderList
    package var body: [UInt8]

    /// Gathers a response.
    package init(status: Int, headers: HeaderList, body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
