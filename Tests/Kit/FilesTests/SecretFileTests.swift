import Files
import Glibc
import Testing

@Suite struct SecretFileTests {
    private func withFile(_ body: (String) throws -> Void) throws {
        let path = "/tmp/skerry-secret-\(UInt64.random(in: 0 ... .max))"
        try WholeFile.replace(path, with: Array("secret".utf8), mode: 0o600)
        defer { unlink(path) }
        try body(path)
    }

    @Test func itsOwnerReadsIt() throws {
        try withFile { path in
            let content = try SecretFile.read(path, limit: 6)
            #expect(content == Array("secret".utf8))
            let absent = try SecretFile.read(path + "-absent", limit: 6)
            #expect(absent == nil)
        }
    }

    @Test func othersMustNotBeAbleTo() throws {
        try withFile { path in
            for mode: UInt32 in [0o640, 0o604, 0o620] {
                chmod(path, mode)
                #expect(throws: SecretFile.Refused.openToOthers) {
                    try SecretFile.read(path, limit: 6)
                }
            }
        }
    }

    @Test func itIsSmallAndAFile() throws {
        try withFile { path in
            #expect(throws: SecretFile.Refused.tooLarge(limit: 5)) {
                try SecretFile.read(path, limit: 5)
            }
        }
        #expect(throws: SecretFile.Refused.notRegular) { try SecretFile.read("/tmp", limit: 5) }
    }
}
