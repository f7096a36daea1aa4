import CSkerry
import Glibc
import HostNetwork
import Synchronization

/// A network namespace that a file holds.
package struct NetworkNamespace: Sendable, Hashable {
    package var path: String

    package init(_ path: String) { self.path = path }

    /// Whether the file is a namespace and not what a crash left of one.
    package var exists: Bool {
        var (own, file) = (stat(), stat())
        return stat("/proc/self/ns/net", &own) == 0 && stat(path, &file) == 0
            && own.st_dev == file.st_dev
    }

    /// Makes a namespace with nothing in it; success when there is one.
    package func make() throws {
        if exists { return }
        let file = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0o400)
        guard file >= 0 else { throw SystemError(errno, "make \(path)") }
        close(file)
        try Self.onThread {
            let code = skerry_new_network_namespace()
            guard code == 0 else { throw SystemError(code, "make a network namespace") }
            guard mount("/proc/thread-self/ns/net", path, nil, UInt(MS_BIND), nil) == 0 else {
                throw SystemError(errno, "mount a network namespace at \(path)")
            }
        }
    }

    /// Lets go of it; the kernel removes it when nobody uses it. Success when there is none.
    package func remove() throws {
        while exists {
            guard umount2(path, Int32(MNT_DETACH)) == 0 else {
                throw SystemError(errno, "unmount \(path)")
            }
        }
        guard unlink(path) == 0 || errno == ENOENT else {
            throw SystemError(errno, "remove \(path)")
        }
    }

    /// Runs `body` within it, on a thread that does nothing else: what it opens stays in the
    /// namespace. Blocks.
    package func run<Value: Sendable>(_ body: @Sendable () throws -> Value) throws -> Value {
        try Self.onThread {
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw SystemError(errno, "open \(path)") }
            defer { close(file) }
            let code = skerry_enter_network_namespace(file)
            guard code == 0 else { throw SystemError(code, "enter \(path)") }
            return try body()
        }
    }

    private static func onThread<Value: Sendable>(
        _ body: @Sendable () throws -> Value
    ) throws -> Value {
        try withoutActuallyEscaping(body) { body in
            let errand = Errand(body)
            var thread = pthread_t()
            let code = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<AnyErrand>.fromOpaque(context).takeRetainedValue().perform()
                    return nil
                }, Unmanaged<AnyErrand>.passRetained(errand).toOpaque())
            guard code == 0 else {
                Unmanaged<AnyErrand>.passUnretained(errand).release()
                throw SystemError(code, "start a thread")
            }
            pthread_join(thread, nil)
            return try errand.take()
        }
    }
}

/// What a thread is to do.
private class AnyErrand {
    func perform() {}
}

private final class Errand<Value: Sendable>: AnyErrand {
    private let body: @Sendable () throws -> Value
    private var result: Result<Value, any Error>?

    init(_ body: @escaping @Sendable () throws -> Value) { self.body = body }

    override func perform() { result = Result { try body() } }

    /// After the thread has been joined.
    func take() throws -> Value {
        guard let result else { throw SystemError(ESRCH, "run on a thread") }
        return try result.get()
    }
}
