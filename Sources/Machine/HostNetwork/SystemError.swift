import Glibc

/// A system call that failed.
package struct SystemError: Error, Sendable, CustomStringConvertible {
    package var code: Int32
    package var attempt: String

    package init(_ code: Int32 = errno, _ attempt: String) {
        self.code = code
        self.attempt = attempt
    }

    package var description: String { "\(attempt): \(String(cString: strerror(code)))" }
}
