import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import RegistryStorage
import S3Storage
import Testing

extension StorageSuites {
    /// The mark that keeps two installations from one prefix.
    @Suite(.enabled(if: ObjectStore.python != nil, "make test installs the object store"))
    struct S3OwnerTests {
        private func with<T>(_ body: (Bucket) async throws -> T) async throws -> T {
            try await #require(ObjectStore.current).withBucket(body)
        }

        private func expectNotOwned(
            _ words: String..., body: () async throws -> Void
        ) async {
            let error = await #expect(throws: StorageError.self) { try await body() }
            guard case .notOwned(let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            for word in words { #expect(reason.contains(word), "\(reason)") }
        }

        @Test func theFirstInstallationHasThePrefix() async throws {
            try await with { bucket in
                let first = try await bucket.storage(owner: "one")
                let digest = Digest(of: content(10))
                try await first.store(content(10), as: digest)
                let name = bucket.location.bucket
                await expectNotOwned("another installation", "one", "two", "skerry/owner", name) {
                    _ = try await bucket.storage(owner: "two")
                }
                // Servers of one installation share it, and so does what was restored of it.
                let second = try await bucket.storage(owner: "one")
                #expect(try await second.read(digest, limit: 10) == content(10))
                try await second.checkOwner()
                try await first.checkOwner()
            }
        }

        @Test func ofManyThatComeAtOnceOneHasIt() async throws {
            try await with { bucket in
                let opened = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<8 {
                        group.addTask {
                            do {
                                _ = try await bucket.storage(owner: "number-\(number)")
                                return true
                            } catch StorageError.notOwned {
                                return false
                            }
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(opened == 1)
            }
        }

        @Test func aMarkThatWentOrChangedStopsCollection() async throws {
            try await with { bucket in
                let storage = try await bucket.storage(owner: "one")
                try await storage.createUpload(key())
                try await bucket.send(.DELETE, "owner")
                await expectNotOwned("is gone", "skerry/owner", "restart") {
                    try await storage.checkOwner()
                }
                await expectNotOwned("is gone") {
                    _ = try await storage.removeUploads(idleSince: always)
                }
                _ = try await bucket.storage(owner: "two")
                await expectNotOwned("another installation", "two") {
                    try await storage.checkOwner()
                }
                #expect(try await storage.uploadOffset(key()) == 0)
                // Somebody gives it back.
                try await bucket.send(.PUT, "owner", Array("one\n".utf8))
                #expect(try await storage.removeUploads(idleSince: always) == 1)
            }
        }

        @Test(arguments: ["if-match", "if-none-match"])
        func aStoreThatIgnoresConditionsIsRefused(_ field: String) async throws {
            try await with { bucket in
                let transport = DroppingTransport(next: bucket.connections, field: field)
                for _ in 0..<2 {
                    let error = await #expect(throws: StorageError.self) {
                        _ = try await bucket.storage(transport)
                    }
                    guard case .unavailable(let reason) = error else {
                        Issue.record("\(String(describing: error))")
                        return
                    }
                    #expect(reason.contains("ignores If-Match or If-None-Match"))
                }
                _ = try await bucket.storage()
            }
        }
    }
}

/// Makes a store one that does not know a field.
private struct DroppingTransport: S3Transport {
    let next: any S3Transport
    let field: String

    func send(
        _ request: HTTPClientRequest, timeout: Duration
    ) async throws -> HTTPClientResponse {
        var request = request
        request.headers.remove(name: field)
        return try await next.send(request, timeout: timeout)
    }
}
