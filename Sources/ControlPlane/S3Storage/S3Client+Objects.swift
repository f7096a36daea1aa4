import AWSWire
import NIOCore
import NIOHTTP1
import Shapes

/// What the store says of an object.
struct ObjectHead: Sendable, Hashable {
    var etag: String
    var size: Int64
    /// Our own fields, by lower-case name without `x-amz-meta-skerry-`.
    var fields: [String: String]

    static let fieldPrefix = "x-amz-meta-skerry-"

    init(_ headers: HTTPHeaders) {
        etag = headers.first(name: "etag") ?? ""
        size = headers.first(name: "content-length").flatMap { Int64($0) } ?? 0
        fields = [:]
        for (name, value) in headers where name.lowercased().hasPrefix(Self.fieldPrefix) {
            fields[String(name.lowercased().dropFirst(Self.fieldPrefix.count))] = value
        }
    }

    /// The fields as headers of a request.
    static func headers(_ fields: [String: String]) -> HeaderList {
        HeaderList(
            fields.sorted { $0.key < $1.key }.map { name, value in
                HeaderList.Field(name: fieldPrefix + name, value: value)
            })
    }
}

struct ListedObject: Sendable, Hashable {
    var key: String
    var modified: Timestamp
}

extension S3Client {
    /// On what an object is written.
    enum Condition: Sendable {
        case none
        /// There is no such object.
        case absent
        /// The object is still the one with this etag.
        case unchanged(etag: String)
    }

    /// Writes an object. Returns its etag; nil when the condition does not hold.
    ///
    /// An attempt whose answer was lost may have written it, and makes the condition false for the
    /// next: each write carries a random field by which it knows its own work.
    func put(
        _ key: String, _ body: ByteBuffer, fields: [String: String] = [:],
        if condition: Condition = .none
    ) async throws(S3Error) -> String? {
        var fields = fields
        let mark = Self.randomName()
        fields["write"] = mark
        var call = Call(
            method: .PUT, key: key, headers: ObjectHead.headers(fields), body: body)
        switch condition {
        case .none: break
        case .absent: call.headers["if-none-match"] = "*"
        case .unchanged(let etag): call.headers["if-match"] = etag
        }
        do throws(S3Error) {
            return try await perform(call).headers.first(name: "etag") ?? ""
        } catch {
            switch (condition, error.code) {
            case (.absent, .preconditionFailed), (.unchanged, .preconditionFailed),
                (.unchanged, .notFound):
                guard let head = try await head(key), head.fields["write"] == mark else {
                    return nil
                }
                return head.etag
            default: throw error
            }
        }
    }

    /// Nil when there is no such object.
    func head(_ key: String) async throws(S3Error) -> ObjectHead? {
        try await Self.absent { () async throws(S3Error) in
            ObjectHead(try await perform(Call(method: .HEAD, key: key)).headers)
        }
    }

    /// A small object; nil when there is none.
    func get(_ key: String, limit: Int) async throws(S3Error) -> (ObjectHead, ByteBuffer)? {
        try await Self.absent { () async throws(S3Error) in
            let answer = try await perform(Call(method: .GET, key: key), limit: limit)
            return (ObjectHead(answer.headers), answer.body)
        }
    }

    /// Deletes an object, whether or not it is there.
    func delete(_ key: String) async throws(S3Error) {
        _ = try await Self.absent { () async throws(S3Error) in
            try await perform(Call(method: .DELETE, key: key))
        }
    }

    /// Replaces an object's fields. False when there is no such object.
    func setFields(_ key: String, _ fields: [String: String]) async throws(S3Error) -> Bool {
        var headers = ObjectHead.headers(fields)
        headers["x-amz-metadata-directive"] = "REPLACE"
        return try await copy(key, to: key, headers)
    }

    /// Copies an object of at most 5 GiB, its fields too. False when there is no such object.
    func copy(
        _ key: String, to target: String, _ headers: HeaderList = [:]
    ) async throws(S3Error) -> Bool {
        var call = Call(method: .PUT, key: target, headers: headers)
        call.headers["x-amz-copy-source"] = "/\(location.bucket)/\(key)"
        let copying = call
        return try await Self.absent { () async throws(S3Error) in
            try await perform(copying)
        } != nil
    }

    /// The objects whose keys begin with `prefix` and come after `key` in order, at most 1000, and
    /// whether there are more.
    func list(
        _ prefix: String, after key: String?, limit: Int
    ) async throws(S3Error) -> (objects: [ListedObject], more: Bool) {
        var call = Call(method: .GET, key: "")
        call.query = [
            ("list-type", "2"), ("max-keys", String(min(limit, 1000))), ("prefix", prefix),
        ]
        if let key { call.query.append(("start-after", key)) }
        let document = try await document(of: call)
        var objects: [ListedObject] = []
        for item in document.all("Contents") {
            guard let key = item.first("Key")?.text,
                let modified = Timestamp(iso8601: item.first("LastModified")?.text ?? "")
            else { throw S3Error(.unavailable, "a list without keys or times") }
            objects.append(ListedObject(key: key, modified: modified))
        }
        return (objects, document.first("IsTruncated")?.text == "true")
    }

    func document(of call: Call) async throws(S3Error) -> XMLElement {
        let answer = try await perform(call)
        do throws(WireError) {
            return try XMLElement.parse(Array(answer.body.readableBytesView))
        } catch {
            throw S3Error(.unavailable, "\(call.name): the answer is not XML")
        }
    }

    /// Nil in place of an error that says that there is nothing.
    static func absent<T>(
        _ body: () async throws(S3Error) -> T
    ) async throws(S3Error) -> T? {
        do throws(S3Error) {
            return try await body()
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    /// 32 hexadecimal digits that nobody else has.
    static func randomName() -> String {
        var generator = SystemRandomNumberGenerator()
        return Hex.encode((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
}
