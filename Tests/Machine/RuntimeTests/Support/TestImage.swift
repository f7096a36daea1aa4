import Foundation
import HostNetwork
import Runtime
import Workload

/// An image made of the machine's static busybox, without network or compiler.
enum TestImage {
    static let name = "skerry.test/busybox:1"

    static let busybox = OCIArchive.single(
        name: name, architecture: architecture, layer: layer,
        config: #""Env":["PATH=/bin","FROM_IMAGE=yes"],"Cmd":["sh","-c","echo default command"]"#)

    static var architecture: String {
        #if arch(arm64)
            "arm64"
        #else
            "amd64"
        #endif
    }

    static let layer: [UInt8] = {
        var tar = TarArchive()
        for directory in ["bin", "etc", "proc", "sys", "dev", "www"] {
            tar.addDirectory("\(directory)/")
        }
        tar.addDirectory("tmp/", mode: 0o777)
        let program = Command.find("busybox").flatMap { FileManager.default.contents(atPath: $0) }
        tar.add("bin/busybox", Array(program ?? Data()), mode: 0o755)
        for applet in [
            "cat", "dd", "df", "echo", "false", "grep", "head", "hostname", "httpd", "id", "ip",
            "kill", "ls", "mkdir", "nc", "printf", "ps", "pwd", "seq", "sh", "sleep", "tail",
            "touch",
            "true", "wget",
        ] { tar.addLink("bin/\(applet)", to: "busybox") }
        tar.add("bin/data", Array("not a program".utf8), mode: 0o644)
        tar.add("etc/passwd", Array("root:x:0:0::/:/bin/sh\napp:x:1000:1001::/:/bin/sh\n".utf8))
        tar.add("etc/group", Array("root:x:0:\napp:x:1001:\nstaff:x:50:\n".utf8))
        tar.add("www/index.html", Array("hello from the container\n".utf8))
        return tar.finished()
    }()

    static func container(
        _ name: String, _ command: [String]?, attempt: UInt32 = 0
    ) -> ContainerSpec {
        ContainerSpec(name: name, attempt: attempt, image: self.name, command: command)
    }
}
