import AWSWire
import NIOCore
import NIOHTTP1
import Shapes

struct ListedUpload: Sendable, Hashable {
    var key: String
    var id: String
    var initiated: Timestamp
}

extension S3Client {
    /// Begins an object of many parts. Returns the upload's id.
    func createMultipart(_ key: String) async throws(S3Error) -> String {
        let call = Call(method: .POST, key: key, query: [("uploads", "")])
        guard let id = try await document(of: call).first("UploadId")?.text, !id.isEmpty else {
            throw S3Error(.unavailable, "\(call.name): the answer has no upload id")
        }
        return id
    }

    /// Writes a part, over the one that had the number. Returns its etag.
    func uploadPart(
        _ key: String, _ id: String, number: Int, _ body: ByteBuffer
    ) async throws(S3Error) -> String {
        let call = Call(
            method: .PUT, key: key, query: [("partNumber", String(number)), ("uploadId", id)],
            body: body)
        guard let etag = try await perform(call).headers.first(name: "etag") else {
            throw S3Error(.unavailable, "\(call.name): the answer has no etag")
        }
        return etag
    }

    /// Makes the object of parts 1… with these etags. Also true when that was done before, which is
    /// told by an object of `size` bytes in the place of the upload.
    func completeMultipart(
        _ key: String, _ id: String, etags: [String], size: Int64
    ) async throws(S3Error) {
        var text = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        for (index, etag) in etags.enumerated() {
            let etag = etag.filter { $0 != "\"" && $0 != "&" && $0 != "<" }
            text += "<Part><PartNumber>\(index + 1)</PartNumber><ETag>\"\(etag)\"</ETag></Part>"
        }
        text += "</CompleteMultipartUpload>"
        // A store may put thousands of parts together before it answers.
        let call = Call(
            method: .POST, key: key, query: [("uploadId", id)],
            headers: ["content-type": "application/xml"], body: ByteBuffer(string: text),
            timeout: .seconds(300))
        do throws(S3Error) {
            _ = try await perform(call)
        } catch {
            // The answer to an attempt that succeeded may have been lost.
            guard error.code != .cancelled, try await head(key)?.size == size else { throw error }
            return
        }
        guard try await head(key)?.size == size else {
            throw S3Error(.unavailable, "\(call.name): the object does not have \(size) bytes")
        }
    }

    /// Drops the parts of an upload, whether or not it is there.
    func abortMultipart(_ key: String, _ id: String) async throws(S3Error) {
        let call = Call(method: .DELETE, key: key, query: [("uploadId", id)])
        _ = try await Self.absent { () async throws(S3Error) in try await perform(call) }
    }

    /// The uploads in progress of keys that begin with `prefix`: the first page, at most 1000.
    func listMultiparts(_ prefix: String) async throws(S3Error) -> [ListedUpload] {
        let call = Call(
            method: .GET, key: "", query: [("prefix", prefix), ("uploads", "")])
        return try await document(of: call).all("Upload").compactMap { item in
            guard let key = item.first("Key")?.text, let id = item.first("UploadId")?.text,
                let time = Timestamp(iso8601: item.first("Initiated")?.text ?? "")
            else { return nil }
            return ListedUpload(key: key, id: id, initiated: time)
        }
    }
}
