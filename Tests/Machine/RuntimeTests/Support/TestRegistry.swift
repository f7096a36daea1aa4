import Foundation
import Synchronization

/// The smallest registry that can be pulled from: fixed answers by path, one connection at a time.
final class TestRegistry: Sendable {
    struct Answer: Sendable {
        var status = "200 OK"
        var type = "application/octet-stream"
        var headers: [String] = []
        var body: [UInt8] = []
    }

    let port: UInt16
    private let descriptor: Int32
    private let answers = Mutex<[String: Answer]>([:])
    private let seen = Mutex<[String]>([])

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isOpen else { throw Never(description: "cannot listen") }
        port = UInt16(bigEndian: address.sin_port)
        Thread { [self] in serve() }.start()
    }

    func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    func set(_ path: String, _ answer: Answer) { answers.withLock { $0[path] = answer } }

    /// Request lines and Authorization headers, in order.
    var requests: [String] { seen.withLock { $0 } }

    private func serve() {
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { break }
            answer(connection)
            Foundation.close(connection)
        }
        Foundation.close(descriptor)
    }

    private func answer(_ connection: Int32) {
        var head: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            head += buffer[..<count]
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let words = lines[0].split(separator: " ")
        seen.withLock { seen in
            seen.append(String(lines[0]))
            seen += lines.filter { $0.hasPrefix("Authorization:") }.map(String.init)
        }
        let path = words[1].split(separator: "?")[0]
        let found = answers.withLock { $0[String(path)] }
        let answer = found ?? Answer(status: "404 Not Found")
        let headers =
            [
                "HTTP/1.1 \(answer.status)", "Content-Type: \(answer.type)",
                "Content-Length: \(answer.body.count)", "Connection: close",
            ] + answer.headers
        var bytes = Array((headers.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        if words[0] != "HEAD" { bytes += answer.body }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }
}
