import Glibc

/// The three pipes between us and a running command.
struct CommandPipes {
    private var childInput: Int32 = -1
    private var childOutput: Int32 = -1
    private var childErrors: Int32 = -1
    private var inputEnd: Int32 = -1
    private var outputEnd: Int32 = -1
    private var errorsEnd: Int32 = -1
    private(set) var output: [UInt8] = []
    private(set) var errors: [UInt8] = []

    init(_ command: Command) throws {
        do {
            (childInput, inputEnd) = try Self.pipe()
            (outputEnd, childOutput) = try Self.pipe()
            (errorsEnd, childErrors) = try Self.pipe()
        } catch {
            closeAll()
            throw error
        }
        for end in [inputEnd, outputEnd, errorsEnd] {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
        }
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw SystemError(errno, "make a pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    var childStreams: [Int32] { [childInput, childOutput, childErrors] }

    mutating func closeChildEnds() {
        Self.close(&childInput)
        Self.close(&childOutput)
        Self.close(&childErrors)
    }

    mutating func closeAll() {
        closeChildEnds()
        Self.close(&inputEnd)
        Self.close(&outputEnd)
        Self.close(&errorsEnd)
    }

    private static func close(_ descriptor: inout Int32) {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    /// Feeds the input and reads both outputs to their ends.
    /// - Returns: whether the ends came before the deadline.
    mutating func pump(
        input: [UInt8], outputLimit: Int, until deadline: ContinuousClock.Instant
    ) -> Bool {
        var sent = 0
        if input.isEmpty { Self.close(&inputEnd) }
        while outputEnd >= 0 || errorsEnd >= 0 {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return false }
            var polled = [
                pollfd(fd: inputEnd, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errorsEnd, events: Int16(POLLIN), revents: 0),
            ]
            let milliseconds = Int32(min(left / .milliseconds(1), 1000)) + 1
            guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { continue }
            if polled[0].revents != 0 { feed(input, &sent) }
            if polled[1].revents != 0 { Self.drain(&outputEnd, into: &output, outputLimit) }
            if polled[2].revents != 0 { Self.drain(&errorsEnd, into: &errors, outputLimit) }
        }
        return true
    }

    private mutating func feed(_ input: [UInt8], _ sent: inout Int) {
        // A reader that is gone makes this fail instead of killing us only when SIGPIPE is
        // ignored, which the caller's server runtime sees to; block it here all the same.
        var pipeSignal = sigset_t()
        var before = sigset_t()
        sigemptyset(&pipeSignal)
        sigaddset(&pipeSignal, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipeSignal, &before)
        let count = input[sent...].withUnsafeBytes { write(inputEnd, $0.baseAddress, $0.count) }
        let code = errno
        if count < 0 && code == EPIPE {
            var none = timespec(tv_sec: 0, tv_nsec: 0)
            sigtimedwait(&pipeSignal, nil, &none)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        if count > 0 { sent += count }
        if sent == input.count || (count < 0 && code != EAGAIN && code != EINTR) {
            Self.close(&inputEnd)
        }
    }

    private static func drain(
        _ descriptor: inout Int32, into collected: inout [UInt8], _ limit: Int
    ) {
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        let count = read(descriptor, &buffer, buffer.count)
        if count > 0 {
            let room = max(0, limit - collected.count)
            collected += buffer[..<min(count, room)]
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
            close(&descriptor)
        }
    }
}
