import Testing

@testable import ImageScanning

struct PackageTests {
    @Test func releases() throws {
        func system(_ text: String) -> OperatingSystem? { .init(release: Array(text.utf8)) }
        let debian = try #require(
            system("PRETTY_NAME=\"Debian GNU/Linux 12\"\r\n#ID=x\nVERSION_ID=\"12\"\nID=debian\n"))
        #expect(debian == OperatingSystem(id: "debian", version: "12"))
        #expect(
            debian.distribution == Distribution(packages: .dpkg, ecosystems: ["Debian:12"]))
        #expect(
            system("ID=ubuntu\nVERSION_ID='22.04'")?.distribution?.ecosystems
                == ["Ubuntu:22.04:LTS", "Ubuntu:22.04"])
        #expect(
            system("ID=alpine\nVERSION_ID=3.19.1")?.distribution
                == Distribution(packages: .apk, ecosystems: ["Alpine:v3.19"]))
        #expect(system("ID=wolfi\nVERSION_ID=1")?.distribution?.ecosystems == ["Wolfi"])
        #expect(system("ID=debian\n")?.distribution == nil)
        #expect(system("ID=alpine\nVERSION_ID=edge")?.distribution == nil)
        #expect(system("ID=\"amzn\"\nVERSION_ID=\"2023\"")?.distribution == nil)
        for text in ["", "NAME=x", "ID=", "ID", "=\n=", "ID=\"\"", "\u{0}\u{1}"] {
            #expect(system(text) == nil, "\(text)")
        }
    }

    @Test func dpkg() {
        let status = """
            Package: libssl3
            Status: install ok installed
            Source: openssl
            Version: 3.0.11-1~deb12u2
            Description: library
             Version: 9 is no field
            \tnor is this

            Package: libc6
            Status: hold ok installed
            Source: glibc (2.36-9)
            Version: 2.36-9+b1

            Package: gone
            Status: deinstall ok config-files
            Version: 1

            Package: half
            Status: install ok unpacked
            VERSION: 2

            Package: incomplete
            Status: install ok installed

            Version: 3

            Package: bash
            Version: 5.2
            Source:
            """
        #expect(
            PackageDatabase.dpkg(Array(status.utf8)).sorted() == [
                SourcePackage(name: "bash", version: "5.2"),
                SourcePackage(name: "glibc", version: "2.36-9"),
                SourcePackage(name: "half", version: "2"),
                SourcePackage(name: "openssl", version: "3.0.11-1~deb12u2"),
            ])
        #expect(PackageDatabase.dpkg([]).isEmpty)
    }

    @Test func apk() {
        let installed = """
            C:Q1abc=
            P:libcrypto3
            V:3.1.4-r5
            o:openssl
            F:lib
            R:libcrypto.so.3

            P:libssl3
            V:3.1.4-r5
            o:openssl

            P:own
            V:1-r0

            P:incomplete
            """
        #expect(
            PackageDatabase.apk(Array(installed.utf8)).sorted() == [
                SourcePackage(name: "openssl", version: "3.1.4-r5"),
                SourcePackage(name: "own", version: "1-r0"),
            ])
    }
}
