import Glibc
import HTTPTypes
import NIOCore
import RegistryStorage
import WebServer

extension DistributionFront {
    /// GET and HEAD of a blob; the kernel sends it.
    func blob(
        _ target: (id: RepositoryID, digest: Digest), _ call: Call
    ) async throws(DistributionError) -> WebResponse {
        let (id, digest) = target
        let stored = try await perform(id) { () async throws(RegistryError) in
            // Clients ask before they push whether they need to send it.
            let isForPush = call.request.method == .head
            return try await registry.blob(id, digest, forPushAt: isForPush ? call.now : nil)
        }
        var headers: HTTPFields = [
            .contentType: "application/octet-stream", .contentDigest: digest.description,
            .acceptRanges: "bytes", .eTag: "\"\(digest)\"", .cacheControl: "max-age=31536000",
        ]
        if isCurrent(call.request, digest) {
            return WebResponse(status: .notModified, headers: headers)
        }
        var (status, offset, count) = (HTTPResponse.Status.ok, Int64(0), stored.size)
        switch RequestedRange(requestedRange(call.request, digest), size: stored.size) {
        case .whole: break
        case .part(let first, let length):
            (status, offset, count) = (.partialContent, first, length)
            headers[.contentRange] = "bytes \(first)-\(first + length - 1)/\(stored.size)"
        case .unsatisfiable:
            throw DistributionError(
                .rangeInvalid, "the blob has \(stored.size) bytes",
                headers: [.contentRange: "bytes */\(stored.size)"])
        }
        if call.request.method == .head {
            headers[.contentLength] = String(count)
            return WebResponse(status: status, headers: headers)
        }
        guard case .file(let path) = stored.location else {
            let storage = registry.storage
            let range = offset..<offset + count
            let body = ResponseBody.stream(length: Int(count)) { writer in
                try await storage.read(stored, range) { piece in
                    try await writer.write(piece)
                }
            }
            return WebResponse(status: status, headers: headers, body: body)
        }
        let file = try await perform(id) { () async throws(RegistryError) in
            // Nil when it was deleted since, or somebody tampers with the files.
            guard let file = try DistributionFront.openBlob(path), Int64(file.size) == stored.size
            else { throw .blobNotFound(digest) }
            return file
        }
        let region = FileRegionBody(file: file, offset: Int(offset), length: Int(count))
        return WebResponse(status: status, headers: headers, body: .file(region))
    }

    /// The file of a blob; nil when it is not there.
    private static func openBlob(_ path: String) throws(RegistryError) -> OpenFile? {
        do throws(OpenFile.Failed) {
            return try OpenFile(path: path)
        } catch {
            if error.errno == ENOENT { return nil }
            throw .storage(.failed(operation: "opening a blob", errno: error.errno))
        }
    }

    func deleteBlob(
        _ id: RepositoryID, _ digest: Digest, _ call: Call
    ) async throws(DistributionError) -> WebResponse {
        try await perform(id) { () async throws(RegistryError) in
            try await registry.unlink(id, digest, at: call.now)
        }
        return WebResponse(status: .accepted)
    }

    /// Whether the client has the content already (RFC 9110 §13.1.2).
    func isCurrent(_ request: WebRequest, _ digest: Digest) -> Bool {
        guard let field = request.headers[.ifNoneMatch] else { return false }
        return field == "*"
            || field.split(separator: ",").contains { tag in
                var tag = tag.drop { $0 == " " }.prefix { $0 != " " }
                // Whoever compresses on the way weakens the tag; here weak and strong are alike.
                if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
                return tag == "\"\(digest)\""
            }
    }

    /// The range asked for, unless it is of another content than this (RFC 9110 §13.1.5). Only GET
    /// has ranges (§14.2).
    private func requestedRange(_ request: WebRequest, _ digest: Digest) -> String? {
        if request.method != .get { return nil }
        if let condition = request.headers[.ifRange], condition != "\"\(digest)\"" { return nil }
        return request.headers[.range]
    }
}
