import Files
import Foundation
import Testing

struct WholeFileTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "skerry-files-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func replacesAndReads() throws {
        try inFolder { folder in
            let path = folder + "/a"
            #expect(try WholeFile.read(path) == nil)
            let long = [UInt8](repeating: 7, count: 100_000)
            for bytes in [[1, 2, 3], long, []] {
                try WholeFile.replace(path, with: bytes, mode: 0o600)
                #expect(try WholeFile.read(path) == bytes)
            }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
        }
    }

    @Test func saysWhatFailedAndLeavesNothing() throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/d/e", withIntermediateDirectories: true)
            let error = #expect(throws: FileError.self) {
                try WholeFile.replace(folder + "/d", with: [1], mode: 0o600)
            }
            #expect(error?.code == EISDIR)
            #expect(error?.description == "cannot replace \(folder)/d: Is a directory")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["d"])
            #expect(throws: FileError("read \(folder)/d", code: EISDIR)) {
                try WholeFile.read(folder + "/d")
            }
            try WholeFile.replace(folder + "/f", with: [1, 2, 3], mode: 0o600)
            #expect(throws: FileError("read \(folder)/f", code: EFBIG)) {
                try WholeFile.read(folder + "/f", limit: 2)
            }
        }
    }

    @Test func concurrentReplacementsNeverMix() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "skerry-files-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/a"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in UInt8(1)...4 {
                group.addTask {
                    for _ in 0..<50 {
                        try WholeFile.replace(
                            path, with: Array(repeating: writer, count: 20_000), mode: 0o600,
                            folderToo: false)
                        let seen = try #require(try WholeFile.read(path))
                        #expect(seen.count == 20_000 && Set(seen).count == 1)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func locksAreExclusiveUntilTheyGo() throws {
        try inFolder { folder in
            let path = folder + "/lock"
            #expect(!FileLock.isHeld(path))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
            var lock: FileLock? = try FileLock(path)
            #expect(FileLock.isHeld(path))
            let refusal = #expect(throws: FileError.self) { _ = try FileLock(path) }
            #expect(refusal?.isLocked == true)
            withExtendedLifetime(lock) {}
            lock = nil
            #expect(!FileLock.isHeld(path))
            let missing = #expect(throws: FileError.self) { _ = try FileLock(folder + "/a/b") }
            #expect(missing?.isLocked == false)
        }
    }
}
