import Foundation
import Glibc
import NIOCore
import NIOPosix
import Shapes
import Synchronization
import Testing

@testable import RegistryStorage

/// What is particular to files: restarts, faults, and what lies on the disk.
@Suite struct LocalBlobStorageTests {
    @Test func anUploadGoesOnAfterARestart() async throws {
        try await withFolder { folder in
            let bytes = content(900_000)
            do {
                let storage = try LocalBlobStorage(root: folder)
                try await storage.createUpload(key())
                _ = try await storage.append(
                    body(bytes[..<500_000]), to: key(), at: 0, count: nil, limit: roomy)
            }
            let storage = try await reopened(folder)
            #expect(try await storage.uploadOffset(key()) == 500_000)
            _ = try await storage.append(
                body(bytes[500_000...]), to: key(), at: 500_000, count: nil, limit: roomy)
            #expect(try await storage.commit(key(), as: Digest(of: bytes)) == 900_000)
            #expect(try await storage.read(Digest(of: bytes), limit: 900_000) == bytes)
        }
    }

    @Test func anUploadIsFinishedAfterARestart() async throws {
        try await withFolder { folder in
            do {
                let storage = try LocalBlobStorage(root: folder)
                try await storage.createUpload(key())
                _ = try await storage.append(
                    body(content(5)), to: key(), at: 0, count: nil, limit: roomy)
            }
            let storage = try await reopened(folder)
            #expect(try await storage.commit(key(), as: Digest(of: content(5))) == 5)
        }
    }

    /// A killed server may have written bytes whose hash was never remembered.
    @Test func bytesBeyondTheRememberedHashAreReadAgain() async throws {
        try await withFolder { folder in
            let storage = try LocalBlobStorage(root: folder)
            let bytes = content(100)
            try await storage.createUpload(key())
            _ = try await storage.append(
                body(bytes[..<40]), to: key(), at: 0, count: nil, limit: roomy)
            let path = storage.layout.upload(key())
            let file = fopen(path, "a")!
            _ = bytes[40...].withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
            fclose(file)
            #expect(try await storage.commit(key(), as: Digest(of: bytes)) == 100)
        }
    }

    @Test func forgottenHashesAreReadAgain() async throws {
        try await withFolder { folder in
            let storage = try LocalBlobStorage(root: folder)
            let first = key("first-upload-0001")
            try await storage.createUpload(first)
            _ = try await storage.append(
                body(content(50)), to: first, at: 0, count: nil, limit: roomy)
            for number in 0..<LocalBlobStorage.maximumSessions {
                try await storage.createUpload(key("further-upload-\(1000 + number)"))
            }
            #expect(try await storage.commit(first, as: Digest(of: content(50))) == 50)
        }
    }

    @Test func leftoversOfStagingAreDropped() async throws {
        try await withFolder { folder in
            _ = try LocalBlobStorage(root: folder)
            fclose(fopen("\(folder)/staging/7", "w"))
            _ = try LocalBlobStorage(root: folder)
            #expect(try files(below: folder) == ["layout"])
        }
    }

    @Test func oneProcessUsesAFolder() async throws {
        try await withFolder { folder in
            let storage = try LocalBlobStorage(root: folder)
            let error = #expect(throws: StorageError.self) {
                _ = try LocalBlobStorage(root: folder)
            }
            #expect(error == .failed(operation: "locking \(folder)/layout", errno: EWOULDBLOCK))
            _ = storage
        }
    }

    @Test func aLaterLayoutIsRefused() async throws {
        try await withFolder { folder in
            let file = fopen("\(folder)/layout", "w")!
            fputs("2\n", file)
            fclose(file)
            let error = #expect(throws: StorageError.self) {
                _ = try LocalBlobStorage(root: folder)
            }
            #expect(error == .failed(operation: "reading \(folder)/layout", errno: EPROTO))
        }
    }

    @Test func whatIsTakenOutIsKept() async throws {
        try await withFolder { folder in
            let storage = try LocalBlobStorage(root: folder)
            let digest = Digest(of: content(10))
            for damage in [content(10, seed: 2), content(9, seed: 3)] {
                try await storage.store(content(10), as: digest)
                try write(damage, to: storage.path(digest))
                #expect(try await storage.quarantine(digest))
                #expect(try files(below: folder) == ["layout", "quarantine/\(digest.hex)"])
                let kept = try Data(contentsOf: URL(filePath: "\(folder)/quarantine/\(digest.hex)"))
                #expect(Array(kept) == damage)
            }
        }
    }

    /// Stored again between the look at the old content and the move: the new file stays.
    @Test func whatWasStoredAnewIsNotTakenOut() async throws {
        try await withFolder { folder in
            let target = Mutex<String?>(nil)
            var calls = FileCalls.system
            calls.read = { descriptor, buffer, offset in
                if let path = target.withLock({ $0 }) {
                    Glibc.rename(path + ".new", path)
                    target.withLock { $0 = nil }
                }
                return FileCalls.system.read(descriptor, buffer, offset)
            }
            let storage = try LocalBlobStorage(root: folder, pool: .singleton, calls: calls)
            let digest = Digest(of: content(10))
            try await storage.store(content(10), as: digest)
            let path = storage.path(digest)
            try write(content(10), to: path + ".new")
            try write(content(10, seed: 2), to: path)
            target.withLock { $0 = path }
            #expect(try await !storage.quarantine(digest))
            #expect(try await storage.check(digest) == .intact)
        }
    }

    @Test(arguments: [EIO, EBADMSG, EUCLEAN])
    func contentThatTheDiskHasLostIsCorrupt(code: Int32) async throws {
        try await withFolder { folder in
            let isLost = Mutex(true)
            var calls = FileCalls.system
            calls.read = { descriptor, buffer, offset in
                guard isLost.withLock({ $0 }) else {
                    return FileCalls.system.read(descriptor, buffer, offset)
                }
                errno = code
                return -1
            }
            let storage = try LocalBlobStorage(root: folder, pool: .singleton, calls: calls)
            let digest = Digest(of: content(10))
            try await storage.store(content(10), as: digest)
            #expect(try await storage.check(digest) == .corrupt)
            // A manifest is written anew when the old one cannot be read.
            let before = try FileManager.default.attributesOfItem(atPath: storage.path(digest))
            try await storage.store(content(10), as: digest)
            let after = try FileManager.default.attributesOfItem(atPath: storage.path(digest))
            #expect(before[.systemFileNumber] as? Int != after[.systemFileNumber] as? Int)
            #expect(try await storage.quarantine(digest))
            #expect(try await storage.blob(digest) == nil)
            // What is no damage is said.
            isLost.withLock { $0 = false }
            try await storage.store(content(10), as: digest)
            #expect(try await storage.check(digest) == .intact)
        }
    }

    /// What is there already is not written again, but counts as used.
    @Test func manifestsAreNotWrittenTwice() async throws {
        try await withFolder { folder in
            let storage = try LocalBlobStorage(root: folder)
            let digest = Digest(of: content(10))
            try await storage.store(content(10), as: digest)
            let path = storage.path(digest)
            let before = try FileManager.default.attributesOfItem(atPath: path)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
            try await storage.store(content(10), as: digest)
            let after = try FileManager.default.attributesOfItem(atPath: path)
            #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
            let used = try #require(try await storage.use(of: digest)).lastUsedAt
            #expect(used.milliseconds > 1_000_000)
        }
    }

    private func write(_ content: [UInt8], to path: String) throws {
        try Data(content).write(to: URL(filePath: path))
    }

    // MARK: Faults

    enum Fault: CaseIterable { case write, synchronize, rename }

    /// Fails the chosen call with `code`, the first time when it has written half.
    private func failing(_ fault: Fault, _ code: Int32) -> FileCalls {
        var calls = FileCalls.system
        switch fault {
        case .write:
            let isFirst = Mutex(true)
            calls.write = { descriptor, bytes in
                let writesHalf = isFirst.withLock { first in
                    defer { first = false }
                    return first && bytes.count > 1
                }
                if writesHalf { return Glibc.write(descriptor, bytes.baseAddress, bytes.count / 2) }
                errno = code
                return -1
            }
        case .synchronize:
            calls.synchronize = { _ in
                errno = code
                return -1
            }
        case .rename:
            calls.rename = { _, _ in
                errno = code
                return -1
            }
        }
        return calls
    }

    @Test(arguments: Fault.allCases, [ENOSPC, EDQUOT, EIO])
    func aFaultLeavesNothing(_ fault: Fault, code: Int32) async throws {
        try await withFolder { folder in
            _ = try LocalBlobStorage(root: folder)
            let storage = try LocalBlobStorage(
                root: folder, pool: .singleton, calls: failing(fault, code))
            let bytes = content(600_000)
            try await storage.createUpload(key())
            let error = await #expect(throws: StorageError.self) {
                _ = try await storage.append(
                    body(bytes), to: key(), at: 0, count: nil, limit: roomy)
                _ = try await storage.commit(key(), as: Digest(of: bytes))
            }
            let second = await #expect(throws: StorageError.self) {
                try await storage.store(bytes, as: Digest(of: bytes))
            }
            if code == EIO {
                guard case .failed(_, EIO) = error, case .failed(_, EIO) = second else {
                    Issue.record("\(String(describing: error)), \(String(describing: second))")
                    return
                }
            } else {
                #expect(error == .noSpace)
                #expect(second == .noSpace)
            }
            #expect(try files(below: folder) == ["layout"])
        }
    }

    /// The same with a file system that is really full; needs the right to mount one.
    @Test func aFullDiskLeavesNothing() async throws {
        try await withFolder { folder in
            guard mount("none", folder, "tmpfs", 0, "size=2m") == 0 else {
                try #require(errno == EPERM, "mounting a tmpfs failed with \(errno)")
                return
            }
            defer { umount2(folder, Int32(MNT_DETACH)) }
            let storage = try LocalBlobStorage(root: folder)
            try await storage.createUpload(key())
            await #expect(throws: StorageError.noSpace) {
                _ = try await storage.append(
                    body(content(4 << 20), pieces: 1 << 16), to: key(), at: 0, count: nil,
                    limit: roomy)
            }
            #expect(try files(below: folder) == ["layout"])
            // And it goes on with what fits.
            try await storage.store(content(1 << 20), as: Digest(of: content(1 << 20)))
            #expect(try files(below: folder).count == 2)
        }
    }
}

@Suite struct NameTests {
    @Test(arguments: [
        "", "sha256:", "sha256:abc", "sha512:" + String(repeating: "a", count: 64),
        "sha256:" + String(repeating: "A", count: 64),
        "sha256:" + String(repeating: "a", count: 63) + "g",
        "sha256:" + String(repeating: "a", count: 65),
        "sha256:../../" + String(repeating: "a", count: 58),
        "sha256:" + String(repeating: "a", count: 62) + "é",
    ])
    func otherTextIsNoDigest(_ text: String) {
        #expect(Digest(text) == nil)
    }

    @Test func digestsRoundTrip() {
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(Digest(of: []).description == empty)
        #expect(Digest(empty) == Digest(of: []))
    }

    @Test(arguments: [
        "", "short", "../../../../etc/passwd", "0123456789abcdeF", "0123456789abcde/",
        String(repeating: "a", count: 65), "0123456789abcdé0",
    ])
    func otherTextIsNoUpload(_ text: String) {
        #expect(UploadID(text) == nil)
    }
}
