import HTTPTypes
import NIOHTTP1

/// Why a request never reached a handler, or its body not the end.
enum HTTPFailure: Error, Equatable {
    case malformed
    case targetTooLong
    case headersTooLarge
    case tooSlow
    case versionNotSupported
    case methodNotSupported
    /// The client closed in the middle of a request.
    case truncated

    init(parserError: any Error, isFirstLineTooLong: Bool) {
        switch parserError {
        case HTTPParserError.headerOverflow:
            self = isFirstLineTooLong ? .targetTooLong : .headersTooLarge
        case HTTPParserError.invalidVersion: self = .versionNotSupported
        case HTTPParserError.invalidEOFState: self = .truncated
        default: self = .malformed
        }
    }

    var response: WebResponse {
        switch self {
        case .malformed, .truncated: .text("malformed request\n", status: .badRequest)
        case .targetTooLong: .text("request target too long\n", status: .uriTooLong)
        case .headersTooLarge:
            .text("request header fields too large\n", status: .requestHeaderFieldsTooLarge)
        case .tooSlow: .text("request came too slowly\n", status: .requestTimeout)
        case .versionNotSupported:
            .text("HTTP version not supported\n", status: .httpVersionNotSupported)
        case .methodNotSupported: .text("method not supported\n", status: .notImplemented)
        }
    }

    var bodyFailure: RequestBody.Failed {
        self == .tooSlow ? .timedOut : .truncated
    }
}

/// Checks a parsed head against the server's limits and the parts of RFC 9112 that the parser
/// leaves to its user; pure.
struct RequestHeadCheck {
    let options: WebServerOptions

    func failure(of head: HTTPRequestHead) -> HTTPFailure? {
        if head.uri.utf8.count > options.maximumTargetLength { return .targetTooLong }
        if head.headers.count > options.maximumHeaderCount { return .headersTooLarge }
        var total = 0
        for (name, value) in head.headers {
            let size = name.utf8.count + value.utf8.count
            if size > options.maximumHeaderFieldSize { return .headersTooLarge }
            total += size
            if HTTPField.Name(name) == nil || !HTTPField.isValidValue(value) { return .malformed }
        }
        if total > options.maximumHeadersSize { return .headersTooLarge }
        if head.method == .CONNECT { return .methodNotSupported }
        if !isWellFormed(target: head.uri, method: head.method) { return .malformed }
        let hosts = head.headers["host"].count
        // RFC 9112 §3.2: a request without exactly one Host field is refused.
        if hosts > 1 || (hosts == 0 && head.isHTTP11) { return .malformed }
        return nil
    }

    /// Origin form, absolute form, or `*` for OPTIONS; visible characters only. U+FFFD stands where
    /// the parser met bytes that are no UTF-8, of which nobody could say any more what was sent.
    private func isWellFormed(target: String, method: HTTPMethod) -> Bool {
        guard
            target.unicodeScalars.allSatisfy({
                $0.value > 0x20 && $0 != "\u{7F}" && $0 != "\u{FFFD}"
            })
        else { return false }
        if target.utf8.first == UInt8(ascii: "/") { return true }
        if target == "*" { return method == .OPTIONS }
        return target.lowercased().hasPrefix("http://") || target.lowercased().hasPrefix("https://")
    }
}

extension HTTPRequestHead {
    /// Chunked bodies, `Host` and 100-continue came with HTTP/1.1.
    var isHTTP11: Bool {
        version.major == 1 && version.minor >= 1
    }

    /// Whether the client asked to leave HTTP; the parser stops behind such a request, so that the
    /// connection ends with it unless it is upgraded.
    var asksForUpgrade: Bool {
        headers.contains(name: "upgrade")
            && headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
    }

    var expectsContinue: Bool {
        isHTTP11
            && headers[canonicalForm: "expect"].contains { $0.lowercased() == "100-continue" }
    }
}
