import AsyncHTTPClient
import Crypto
import NIOCore
import NIOHTTP1

/// A manifest as a registry gave it; its text has the digest that was asked for.
package struct FetchedManifest: Sendable, Hashable {
    package var text: [UInt8]
    /// From `Content-Type`, without parameters; nil when the registry does not say.
    package var mediaType: String?
    /// `sha256:…`, of the text.
    package var digest: String
}

/// What a registry says of a manifest without sending it.
package struct ManifestHead: Sendable, Hashable {
    /// As stated, not verified; nil when the registry does not say.
    package var digest: String?
    package var mediaType: String?
    package var size: Int64?
}

extension RegistryClient {
    /// The types that are asked for when the caller does not say: OCI's and Docker's images and
    /// indexes.
    package static let manifestTypes = [
        "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ]

    /// Fetches a manifest.
    ///
    /// - Parameters:
    ///   - reference: A tag or a `sha256:…` digest, which is verified.
    ///   - accept: Media types, the best first.
    package func manifest(
        _ repository: String, _ reference: String, accept: [String] = manifestTypes
    ) async throws(RegistryClientError) -> FetchedManifest {
        try await retrying { () async throws(RegistryClientError) in
            let answer = try await self.send(
                self.manifestRequest(.GET, repository, reference, accept))
            let text = try await answer.body(limit: Self.maximumManifest)
            let digest = Self.digest(of: text)
            let stated = answer.field("Docker-Content-Digest")
            let expected = reference.contains(":") ? reference : stated
            if let expected, expected.hasPrefix("sha256:") || reference.contains(":"),
                expected != digest
            {
                throw .digestMismatch(expected: expected, actual: digest)
            }
            return FetchedManifest(text: text, mediaType: Self.mediaType(answer), digest: digest)
        }
    }

    /// Asks for a manifest's digest.
    package func manifestHead(
        _ repository: String, _ reference: String, accept: [String] = manifestTypes
    ) async throws(RegistryClientError) -> ManifestHead {
        try await retrying { () async throws(RegistryClientError) in
            let answer = try await self.send(
                self.manifestRequest(.HEAD, repository, reference, accept))
            return ManifestHead(
                digest: answer.field("Docker-Content-Digest"), mediaType: Self.mediaType(answer),
                size: answer.length)
        }
    }

    /// Puts a manifest under a tag or under its own digest. Everything that it names must be there.
    ///
    /// - Returns: The digest that the registry gave it, as stated; nil when it does not say.
    package func putManifest(
        _ repository: String, _ reference: String, text: [UInt8], mediaType: String
    ) async throws(RegistryClientError) -> String? {
        let body = ByteBuffer(bytes: text)
        return try await retrying { () async throws(RegistryClientError) in
            let answer = try await self.send(
                Request(
                    .PUT, self.address.manifest(repository, reference),
                    scopes: Self.push(repository), fields: [("Content-Type", mediaType)],
                    body: { .bytes(body) }))
            _ = try? await answer.body(limit: Self.maximumErrorBody)
            return answer.field("Docker-Content-Digest")
        }
    }

    private func manifestRequest(
        _ method: HTTPMethod, _ repository: String, _ reference: String, _ accept: [String]
    ) -> Request {
        Request(
            method, address.manifest(repository, reference), scopes: Self.pull(repository),
            fields: accept.map { ("Accept", $0) })
    }

    private static func mediaType(_ answer: Answer) -> String? {
        answer.field("Content-Type")
            .map { String($0.prefix { $0 != ";" && $0 != " " }).lowercased() }
    }

    /// `sha256:…` of some content.
    static func digest(of content: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = SHA256.hash(data: content)
            .flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "sha256:" + String(decoding: hex, as: UTF8.self)
    }
}
