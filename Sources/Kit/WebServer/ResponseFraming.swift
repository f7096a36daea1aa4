import HTTPTypes
import NIOCore
import NIOHTTP1

/// How a response goes on the wire: its head with framing fields, and whether a body follows
/// (RFC 9112 §6). Pure.
struct ResponseFraming {
    let head: HTTPResponseHead
    let sendsBody: Bool
    let keepsAlive: Bool

    /// - Parameters:
    ///   - canKeepAlive: Whether the connection could serve another request.
    ///   - date: Value of the `Date` field.
    init(
        _ response: WebResponse, for request: HTTPRequestHead?, canKeepAlive: Bool, date: String
    ) {
        let isHead = request?.method == .HEAD
        let isOld = request?.isHTTP11 == false
        let status = response.status.code
        let mayHaveBody = status >= 200 && status != 204 && status != 304
        var keepsAlive = canKeepAlive && (request?.isKeepAlive ?? false)
        var headers = HTTPHeaders()
        var givenLength: String?
        for field in response.headers {
            switch field.name {
            case .contentLength: givenLength = field.value
            case .transferEncoding, .date: break
            case .connection:
                if field.value.lowercased() == "close" { keepsAlive = false }
            default: headers.add(name: field.name.rawName, value: field.value)
            }
        }
        switch response.body.length {
        case _ where !mayHaveBody:
            if status == 304, let givenLength {
                headers.add(name: "Content-Length", value: givenLength)
            }
        case .known(let length):
            // Only an answer to HEAD may announce another length than its own.
            let value = isHead && length == 0 ? givenLength : nil
            headers.add(name: "Content-Length", value: value ?? String(length))
        case .unknown:
            if isHead { break }
            if isOld {
                keepsAlive = false
            } else {
                headers.add(name: "Transfer-Encoding", value: "chunked")
            }
        }
        headers.add(name: "Date", value: date)
        if !keepsAlive {
            headers.add(name: "Connection", value: "close")
        } else if isOld {
            headers.add(name: "Connection", value: "keep-alive")
        }
        head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(response.status), headers: headers)
        sendsBody = mayHaveBody && !isHead
        self.keepsAlive = keepsAlive
    }
}

extension ResponseBody {
    fileprivate enum Length {
        case known(Int)
        case unknown
    }

    fileprivate var length: Length {
        switch self {
        case .empty, .webSocket: .known(0)
        case .bytes(let bytes): .known(bytes.readableBytes)
        case .stream(let length?, _): .known(length)
        case .stream(nil, _): .unknown
        case .file(let region): .known(region.length)
        }
    }
}

extension HTTPResponseStatus {
    init(_ status: HTTPResponse.Status) {
        self.init(statusCode: status.code, reasonPhrase: status.reasonPhrase)
    }
}

extension HTTPFields {
    /// Fields off the wire, already checked by `RequestHeadCheck`; what is no valid name is left out.
    init(_ headers: HTTPHeaders) {
        self.init()
        reserveCapacity(headers.count)
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            append(HTTPField(name: name, value: value))
        }
    }
}
